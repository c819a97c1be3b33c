"""Words that an editor put into a report, mostly into somebody else's: nobody's but the editor's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.ingest.agencies import agency, pattern
from onrecord.model import Span

# Brackets with what they hold, one further pair inside; a note does not run over a blank line.
_BRACKETS = re.compile(
    r"\((?P<round>(?:[^()\n]|\n(?!\s*\n)|\([^()\n]{0,120}\)){1,400}+)\)"
    r"|\[(?P<square>(?:[^\[\]\n]|\n(?!\s*\n)){1,400}+)\]"
)
_ALWAYS = re.compile(
    r"(?:sic|emphasis (?:added|mine|in (?:the )?original|supplied)|(?:as )?translated(?: from [\w ]+)?"
    r"|translation(?: by| from|:).*|laughter|applause|cross-?talk|inaudible|pause|off-?mike|ph|phonetic"
    r"|(?:eds?|editors?|editor['’]?s['’]?(?: note)?|tr|translator['’]s note)(?:[.:,]|\s?[—–-]).*)[.!]?",
    re.IGNORECASE | re.DOTALL,
)
# Russian law asks the press to add such a designation to every mention.
_DESIGNATION = re.compile(
    r"\b(?:banned|outlawed|prohibited|proscribed|blacklisted|(?:designated|recogni[sz]ed|listed|labell?ed)"
    r" (?:as )?(?:an? )?(?:terror|extremist|undesirable|foreign agent))[^()]{0,60}?"
    r"\bin (?:the )?[A-Z]\w+(?: [A-Z]\w+)*$"
)
_WORD = re.compile(r"[^\W\d_][\w'’]*")


@cache
def _signed(agencies: str) -> re.Pattern[str]:
    """An insertion that its editor or agency signs at its end: ``- eds. TASS``."""
    editor = r"(?:[Ee]ds?|[Ee]ditors?)\b"
    return re.compile(rf"(?:\s[—–-]|--|—)\s*(?:{editor}[\s.,]*(?:[A-Z][\w-]*\s?){{0,3}}|{agencies})\s*\.?$")


def find(text: str, own: str | None = None) -> Iterator[Span]:
    """Each editorial note, brackets and all.

    Args:
        own: the agency of the report, whose name in brackets is a credit.
    """
    if "(" not in text and "[" not in text:
        return
    for match in _BRACKETS.finditer(text):
        inner = " ".join((match["round"] or match["square"]).split())
        tail = inner.rpartition(own)[0] if own and inner.endswith(own) else ""
        if (
            _ALWAYS.fullmatch(inner)
            or _signed(pattern(inner)).search(inner)
            or tail.endswith(("- ", "– ", "— "))
            or _DESIGNATION.search(inner)
            or _is_credit(text[max(0, match.start() - 80) : match.start()].rstrip(), inner, own)
        ):
            yield match.span()


def _is_credit(before: str, inner: str, own: str | None) -> bool:
    """Whether an agency in brackets signs what is before it, rather than follows its own full name."""
    name = agency(inner)
    if name is None:
        return False
    initials = "".join(word[0] for word in _WORD.findall(before) if word[0].isupper())
    if initials.endswith(inner.upper()):
        return False
    return name == own or len(inner) > 4 or before.endswith((".", "!", "?", '"', "”"))
