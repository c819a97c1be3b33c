"""Where words that somebody typed stand in a report."""

from __future__ import annotations

import re

from onrecord.errors import UsageError
from onrecord.model import Span, Spans

OFFSETS = re.compile(r"\d+\s*-\s*\d+(?:\s*,\s*\d+\s*-\s*\d+)*")
GAP = re.compile(r"\s+(?:\.\.\.|…)\s+")  # between the pieces of words that are split
AGAIN = "copy words as they stand there, or give START-END"


def find_words(text: str, typed: str, near: Spans = ()) -> Spans:
    """The stretches of a text that are meant by its words, by ``START-END`` or by ``START-END,START-END``.

    Words in pieces have ``…`` between them.

    Args:
        near: of words that stand there several times, those nearest to these are meant.

    Raises UsageError where they do not stand there, or several times and near nothing.
    """
    if OFFSETS.fullmatch(typed.strip()):
        return _by_offsets(text, typed)
    pieces = [piece for piece in GAP.split(typed) if piece.strip()]
    if not pieces:
        raise UsageError(f"there are no words in {typed!r}: {AGAIN}")
    if len(pieces) == 1 or _places(text, typed):
        return (_nearest(text, typed, near),)
    found: list[Span] = []
    for piece in pieces:
        later = [place for place in _places(text, piece) if not found or place[0] >= found[-1][1]]
        if not later:
            raise UsageError(f"{piece!r} does not stand in the report behind the words before it: {AGAIN}")
        found.append(later[0] if found else _nearest(text, piece, near))
    return tuple(found)


def _by_offsets(text: str, typed: str) -> Spans:
    found: list[Span] = []
    for one in typed.split(","):
        start, end = map(int, one.split("-"))
        if not (found[-1][1] if found else 0) <= start < end <= len(text):
            raise UsageError(
                f"{typed!r} is no stretch of the report: START-END goes up, from 0 to {len(text)}"
            )
        if text[start:end] != text[start:end].strip():
            raise UsageError(f"{one.strip()} begins or ends with a blank: {text[start:end]!r}")
        found.append((start, end))
    return tuple(found)


def _nearest(text: str, typed: str, near: Spans) -> Span:
    places = _places(text, typed)
    if not places:
        raise UsageError(f"{typed!r} does not stand in the report: {AGAIN}")
    if len(places) > 1 and not near:
        start, end = places[0]
        raise UsageError(
            f"{typed!r} stands {len(places)} times in the report, first at {start}-{end}: give START-END"
        )
    return min(places, key=lambda place: min((_distance(place, other) for other in near), default=0))


def _places(text: str, typed: str) -> list[Span]:
    """Where the words stand, whatever white space is between them; whole words before parts of words."""
    phrase = r"\s+".join(map(re.escape, typed.split()))
    for pattern in (rf"(?<!\w){phrase}(?!\w)", phrase):
        if found := [match.span() for match in re.finditer(pattern, text)]:
            return found
    return []


def _distance(one: Span, other: Span) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])
