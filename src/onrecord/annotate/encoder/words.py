"""Words as the English treebanks of Universal Dependencies cut them, by rule.

Clitics and hyphenated words are several words (``do|n't``, ``Assad|'s``, ``six|-|member``); abbreviations, numbers,
addresses and words with a prefix (``anti-government``) are one. After the guidelines of the English Web Treebank and GUM.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.model import Span

CACHED = 50_000  # chunks between spaces

_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+?(?=[.,;:!?'\")\]>”’]*$)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#]\w[\w-]*"
)
_ABBREVIATIONS = (
    *("Mr Mrs Ms Dr Prof Sen Rep Gov Gen Lt Col Sgt Capt Cmdr Adm Maj Brig Pres Rev Hon St Jr Sr Inc Corp Co Ltd".split()),
    *("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri No Nos vs etc al Ft Mt Bros".split()),
    *("Ala Ariz Ark Calif Colo Conn Del Fla Ill Ind Kan Ky Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex".split()),
    *("Va Vt Wash Wis Wyo Ave Blvd Dept Univ Assn Bros approx est fig ca cf ie eg".split()),
)  # fmt: skip
_PREFIXES = "anti|non|pre|post|co|re|ex|mid|semi|pro|inter|intra|multi|sub|super|ultra|un|vice|e|pan|neo|trans|counter|mini|cross|bi|de"
_WORD = re.compile(
    "|".join(
        (
            r"(?:\.{2,}|…+\.?|--+|[!?]{2,}|''|``|\*{2,}|={2,}|_{2,})",
            r"(?:[A-Za-z]\.){2,}[A-Za-z]?(?!\w)",  # U.S., e.g., D.C.
            rf"(?:{'|'.join(_ABBREVIATIONS)})\.",
            r"[A-Z]\.(?=\s|$|[A-Z])",  # an initial
            r"\d+(?:[.,:/]\d+)+(?=\W|$|[a-z%])",  # 10,000 3.5 10:30 9/11
            r"[A-Za-z]\w*&\w+",  # AT&T
            rf"(?i:(?:{_PREFIXES})-(?=\w)[^\W\d_]+)",
            r"[^\W\d_]+['’](?=[A-Z])[^\W\d_]+",  # O'Brien
            r"(?i:o['’]clock|ma['’]am|y['’]all)",
            r"[^\W_]+",
            r"\S",
        )
    )
)
_CLITIC = re.compile(r"(?i)(?<=\w)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_SPLIT = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dunno": 0}
_INNER_QUOTE = re.compile(r"(?i)^[^\W\d_]+(?:n['’]t|['’](?:s|re|ve|ll|d|m))(?!\w)")
_AFFIX = re.compile(r"^[^\W\d_]+['’ʿ`][^\W\d_]{2,}", re.UNICODE)  # Ba'ath, Qa'ida, Sana'a


def split(text: str) -> list[Span]:
    """The words of a running text, as spans of characters."""
    found: list[Span] = []
    for chunk in _CHUNK.finditer(text):
        base = chunk.start()
        found += [(base + start, base + end) for start, end in _words(chunk.group())]
    return found


@lru_cache(maxsize=CACHED)
def _words(chunk: str) -> tuple[Span, ...]:
    out: list[Span] = []
    at = 0
    while at < len(chunk):
        found = _next(chunk, at)
        out += _without_clitic(chunk, at, found)
        at = found
    return tuple(out)


def _next(chunk: str, at: int) -> int:
    """Where the word that begins at ``at`` ends."""
    address = _ADDRESS.match(chunk, at)
    if address:
        return address.end()
    inner = _INNER_QUOTE.match(chunk[at:])
    if inner:
        return at + inner.end()
    affix = _AFFIX.match(chunk[at:])
    if affix:
        return at + affix.end()
    word = _WORD.match(chunk, at)
    return word.end() if word else at + 1


def _without_clitic(chunk: str, start: int, end: int) -> list[Span]:
    word = chunk[start:end]
    clitic = _CLITIC.search(word)
    if clitic and clitic.start() > 0:
        cut = start + clitic.start()
        return [(start, cut), (cut, end)]
    at = _SPLIT.get(word.lower(), 0)
    return [(start, start + at), (start + at, end)] if at else [(start, end)]
