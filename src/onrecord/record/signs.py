"""Small words by which a passage tells what is to be, what is not so, and where it ends."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.data.common_words import stem
from onrecord.data.deeds import deeds
from onrecord.model import Spans
from onrecord.record.words import fold

SHORT_NOT = re.compile(r"n['’]t\b")
# A sentence ends at a stop behind which a new one may begin, or at a blank line.
ABBREVIATIONS = (
    *("Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mr", "Ms", "Mrs", "Dr", "St"),
    *("Gen", "Col", "Lt", "Sgt", "Rep", "Sen", "Gov", "Prof", "Rev"),
)
# The mark is looked for first and what stands before it second, since there are few marks.
STOP = re.compile(
    r"[.!?…]"
    + "".join(rf"(?<!\b{word}[.!?…])" for word in ABBREVIATIONS)
    + r"[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])|\n\s*\n"
)
PART = re.compile(r";\s+|,?\s+(?:and|but) (?=that\b)")
JOINT = re.compile(r"[,;]?\s+(?:and|but)\s*$")
BEFORE = re.compile(r"\b(?:before|since|after)\s+$", re.IGNORECASE)
ASKED = re.compile(r"\bwhether\b|\?[\"”’]?$", re.IGNORECASE)
DASH = re.compile(r"[^\n]{0,60}?(?:\s[-–—]+\s|[-–—]{2}|\)\s)")
# What somebody does, means or feels is told by who tells of it.
INWARD = frozenset({
    *("promise", "demand", "intend", "decide", "agree", "believe", "feel", "show", "know", "hope", "plan"),
    *("threaten", "signal", "support", "oppose", "refuse", "appear", "dream", "ensure", "vote", "side", "negotiate"),
})  # fmt: skip
NO_MORE = (
    r"matter|later|more|less|fewer|doubt|sooner|\w+ (?:will|would|shall) (?:\w+ ){1,2}(?:less|below|without)"
)
NOT = re.compile(
    r"\b(?:not|nt|never|nor|neither|cannot|refus\w+|(?:is|are|was|were|be) against"
    rf"|(?<!or )no(?! (?:{NO_MORE}))"
    r"|not one)\b(?! only)|^(?:nobody|none)\b"
)
CLAUSE = re.compile(r"[,;:–—]|\b(?:and|but|while|although|though|which|who|because|if|unless|when)\b")
# "the road, which was to be open by mid-March, is barred": what was promised, not what is.
PROMISED = re.compile(
    r"\b(?:which|who|that) (?:was|were|had been) (?:to|due to|supposed to|meant to)\b[^,.;]*"
)
AHEAD = re.compile(
    r"\b(?:will|would|shall|wo|ll|going to|(?:is|are|was|were) (?:\w+ )?"
    r"(?:to(?! the\b| a\b)|due|expected|set|scheduled)"
    r"|undert\w+|promise[sd]?|pledge[sd]?|vow(?:s|ed)?|intends?|plans?)\b"
)
AS_PROMISED = re.compile(r"\bas (?:\w+ ){0,3}(?:promised|pledged|vowed|undertaken|agreed|planned)\b")
# Words that say that something is promised, and not what.
BINDING = frozenset({
    stem(word)
    for word in (
        *("promise", "pledge", "vow", "undertake", "undertaking", "commit", "commitment", "agree", "agreement"),
        *("obligation", "deadline", "word", "guarantee", "assurance", "assure", "oath", "swear", "plan", "intend"),
        "offer",
    )
})  # fmt: skip


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """Words folded, with each "not" as a word of its own."""
    return fold(SHORT_NOT.sub(" not", text))


def clauses(text: str) -> tuple[tuple[frozenset[str], bool], ...]:
    """The deeds of each clause of a passage, and whether it has a negation; without what only was promised."""
    parts = (folded(part) for part in CLAUSE.split(PROMISED.sub("", text)))
    return tuple((deeds(part.split()), NOT.search(part) is not None) for part in parts if part)


def negated(text: str) -> bool:
    """Whether a passage has a negation."""
    return NOT.search(folded(text)) is not None


def ahead(text: str) -> bool:
    """Whether a passage tells of what is to be."""
    return AHEAD.search(AS_PROMISED.sub("", folded(PROMISED.sub("", text)))) is not None


def is_bound(before: str) -> bool:
    """Whether the words before a time say that it is only what something lies before or behind."""
    return BEFORE.search(before) is not None


def asked(text: str) -> bool:
    """Whether a passage leaves open what is so."""
    return ASKED.search(text) is not None


def behind(text: str, spans: Spans) -> int:
    """Where the report begins behind its dateline, with the agency in brackets and the dash."""
    end = max((end for _, end in spans), default=0)
    found = DASH.match(text, end)
    return found.end() if found else end
