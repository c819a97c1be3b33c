"""The text of a report cut at the ends of its marks, so that each piece knows all that is read from it.

Invariant: the pieces of all blocks, with what is between the blocks, are the text, character for character: offsets
can be counted on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.ingest import notes
from onrecord.model import Document, Reading, Spans

Layer = Literal["statement", "event", "relation", "commitment", "actor", "place", "time", "note", "at"]
LAYERS: tuple[Layer, ...] = ("statement", "event", "relation", "commitment", "actor", "place", "time")
Role = Literal["title", "subtitle", "heading", "byline", "paragraph"]

DEEPEST = 3  # contents in contents that are told apart
FULL_LINE = 100  # characters; in a text whose lines are all shorter, their ends are those of the page alone
BLANK = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\s*\n\s*")
# Each becomes one character, since a browser would take it away and move all that follows.
DISPLAYED = str.maketrans({"\r": " ", "\0": "\ufffd"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Some of the text on one layer; ``row`` is the row, actor, place or time that it belongs to."""

    start: int
    end: int
    layer: Layer
    part: str
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text under the same marks.

    ``rows`` are those it belongs to, the innermost first; ``begins`` those whose words begin here, ``at`` for what is
    highlighted; ``again`` is true where a piece before leads to the same row.
    """

    text: str
    start: int
    classes: str = ""
    rows: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A headline, a heading, a paragraph."""

    role: Role
    start: int
    pieces: tuple[Piece, ...]


def blocks(reading: Reading, highlighted: Spans = ()) -> tuple[Block, ...]:
    """The text of a report as it is shown."""
    text = reading.document.text
    marks = sorted(_marks(reading, highlighted), key=lambda one: one.start)
    seen: set[str] = set()
    found, number, over = [], 0, list[Mark]()
    for start, end, role in _laid_out(reading.document):
        while number < len(marks) and marks[number].start < end:
            over.append(marks[number])
            number += 1
        over = [one for one in over if one.end > start]
        pieces = tuple(_pieces(text, start, end, over, seen))
        found.append(Block(role=role, start=start, pieces=pieces))
    return tuple(found)


def _marks(reading: Reading, highlighted: Spans) -> Iterator[Mark]:
    for said in reading.statements:
        for part, spans in (
            ("content", said.content.spans),
            ("cue", said.cue.spans),
            ("speaker", said.speaker.spans),
        ):
            yield from _of(spans, "statement", part, said.id)
    for event in reading.events:
        yield from _of(event.spans, "event", "event", event.id)
    for relation in reading.relations:
        yield from _of(relation.spans, "relation", "relation", relation.id)
    for commitment in reading.commitments:
        yield from _of(commitment.spans, "commitment", "commitment", commitment.id)
    for actor in reading.actors:
        yield from _of(((one.start, one.end) for one in actor.mentions), "actor", "actor", actor.id)
    for place in reading.places:
        yield from _of(((one.start, one.end) for one in place.mentions), "place", "place", place.id)
    for time in reading.times:
        yield from _of(((time.start, time.end),), "time", "time", f"t{time.start}")
    yield from _of(notes.find(reading.document.text, reading.document.agency), "note", "note", "")
    yield from _of(highlighted, "at", "at", "")


def _of(spans: Iterable[tuple[int, int]], layer: Layer, part: str, row: str) -> Iterator[Mark]:
    for start, end in spans:
        if start < end:
            yield Mark(start=start, end=end, layer=layer, part=part, row=row)


def _laid_out(document: Document) -> Iterator[tuple[int, int, Role]]:
    """The blocks of a text, without the white space between them."""
    text = document.text
    wrapped = max(map(len, text.split("\n"))) <= FULL_LINE
    headings = {spans[0][0] for spans in (one.spans for one in document.headings) if spans}
    place = 0
    for gap in (*(BLANK if wrapped else LINE).finditer(text), None):
        start, end = place, gap.start() if gap else len(text)
        place = gap.end() if gap else end
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if words:
            yield start, start + len(words), _role(document, words, start, headings)


def _role(document: Document, words: str, start: int, headings: set[int]) -> Role:
    flat = " ".join(words.split())
    named: tuple[tuple[Role, str | None], ...] = (
        ("title", document.title),
        ("subtitle", document.subtitle),
        ("byline", document.byline),
    )
    for role, told in named:
        if told and flat == " ".join(told.split()):
            return role
    return "heading" if start in headings else "paragraph"


def _pieces(text: str, start: int, end: int, over: Sequence[Mark], seen: set[str]) -> Iterator[Piece]:
    """One block cut at the ends of the marks that reach into it."""
    ends = {start, end}
    for one in over:
        ends.update(place for place in (one.start, one.end) if start < place < end)
    places = sorted(ends)
    waiting = sorted(over, key=lambda one: one.start)
    number, active = 0, list[Mark]()
    for first, last in pairwise(places):
        while number < len(waiting) and waiting[number].start <= first:
            active.append(waiting[number])
            number += 1
        active = [one for one in active if one.end > first]
        yield _piece(text[first:last].translate(DISPLAYED), first, active, seen)


def _piece(words: str, start: int, active: Sequence[Mark], seen: set[str]) -> Piece:
    if not active:
        return Piece(text=words, start=start)
    inner = sorted(active, key=lambda one: one.end - one.start)
    rows = tuple(dict.fromkeys(one.row for one in inner if one.row))
    started = (*rows, *(one.part for one in inner if one.layer == "at"))
    begins = tuple(one for one in started if one not in seen)
    lead = rows[0] if rows else ""
    again = f">{lead}" in seen
    seen.update(started)
    if not words.isspace():  # a blank is no link
        seen.add(f">{lead}")
    depth = min(DEEPEST, len({one.row for one in active if one.part == "content"}))
    classes = [*dict.fromkeys(one.part for one in inner), *([f"in{depth}"] if depth > 1 else [])]
    return Piece(text=words, start=start, classes=" ".join(classes), rows=rows, begins=begins, again=again)
