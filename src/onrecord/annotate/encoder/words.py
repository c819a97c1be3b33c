"""Words as the English treebanks of Universal Dependencies cut them, by rule.

Clitics and hyphenated words are several words (``do|n't``, ``Assad|'s``, ``six|-|member``); abbreviations, numbers,
addresses and words with a prefix (``anti-government``) are one. After the guidelines of the English Web Treebank and
GUM. The weights were trained on words cut like this: who changes the cut should train again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.model import Span

CACHED = 50_000  # chunks between spaces


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in words.split())


_ABBREVIATIONS = _any(
    """Mr Mrs Ms Dr Prof Sen Rep Gov Gen Lt Col Sgt Capt Cmdr Adm Maj Brig Pres Rev Hon St Jr Sr Inc Corp Co Ltd Bros
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri vs etc al Ft Mt Ph.D
    Ala Ariz Ark Calif Colo Conn Del Fla Ill Ind Kan Ky Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex
    Va Vt Wash Wis Wyo Ave Blvd Dept Univ Assn approx est fig ca cf ie eg"""
)
_PREFIXES = _any(
    """anti non pre post co re ex mid semi pro inter intra multi sub super ultra un vice e pan neo trans counter mini
    cross bi de"""
)
_UNITS = _any("am pm m k b bn tn mm cm km kg ft")
_DOMAINS = _any("com org net edu gov info co.uk org.uk gov.uk")
_LETTERS = r"[^\W\d_]"
_CLITICS = "['’](?:s|re|ve|ll|d|m)"
_INITIALS = r"(?:[A-Za-z]\.){2,}[A-Za-z]?(?!\w)"
_MARKS_BEHIND = r"(?=[.,;:!?'\")\]>”’]*$)"
# Addresses are no longer than they may be, so that a page of marks without a space takes no time.
_WORD = re.compile(
    "|".join(
        (
            rf"(?:https?://|www\.)\S{{1,2000}}?{_MARKS_BEHIND}",
            r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",
            r"[@#]\w[\w-]*",
            rf"\w[\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})(?:/\S{{0,2000}}?{_MARKS_BEHIND}|(?!\w|\.\w))",
            rf"(?i:{_LETTERS}+(?:n['’]t|{_CLITICS})(?!\w))",
            rf"{_LETTERS}+['’ʿ`](?:{_LETTERS}{{2,}}|[ai](?!\w))",  # O'Brien, Ba'ath, Sana'a, o'clock
            rf"(?i:(?<=[\w.]){_CLITICS}(?!\w))",  # behind MI5, Inc., O'Brien
            r"(?:\.{2,}|…+\.?|--+|[!?]{2,}|''|``|\*{2,}|={2,}|_{2,})",
            _INITIALS,  # U.S., e.g., D.C.
            rf"(?:{_ABBREVIATIONS})\.",
            r"Nos?\.(?!['\"”’])",  # not the answer “No.”
            r"[A-Z]\.(?=\s|$|[A-Z])",  # an initial
            r"\d+(?:[.,:/]\d+)+(?=\W|$|[a-z%])",  # 10,000 3.5 10:30 9/11
            rf"\d+(?=(?:{_UNITS})(?!\w))",
            r"[A-Za-z]\w*&\w+",  # AT&T
            rf"(?i:(?:{_PREFIXES})-(?:{_INITIALS}|{_LETTERS}+))",
            r"[^\W_]+",
            r"\S",
        )
    )
)
_CLITIC = re.compile(rf"(?i)(?<=\w)(?:n['’]t|{_CLITICS})$")
_TWO_WORDS = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def split(text: str) -> list[Span]:
    """The words of a running text, as spans of characters."""
    return [
        (chunk.start() + start, chunk.start() + end)
        for chunk in re.finditer(r"\S+", text)
        for start, end in _words(chunk.group())
    ]


@lru_cache(maxsize=CACHED)
def _words(chunk: str) -> tuple[Span, ...]:
    return tuple(
        span for found in _WORD.finditer(chunk) for span in _without_clitic(*found.span(), found.group())
    )


def _without_clitic(start: int, end: int, word: str) -> list[Span]:
    clitic = _CLITIC.search(word)
    cut = clitic.start() if clitic else _TWO_WORDS.get(word.lower(), 0)
    return [(start, start + cut), (start + cut, end)] if cut else [(start, end)]
