"""A reading as flat pieces of its text with labels, and links between them, for tools that know no more.

A label is the layer, with the type behind it where there is one: ``source``, ``cue``, ``content``, ``addressee``,
``actor_person``, ``place_city``, ``time_DATE``, ``event_CONSULT``, ``event_actor``, ``event_recipient``,
``relation_leads``, ``relation_subject``, ``commitment_pledge``, ``commitment_by``, ``commitment_action``. Pieces of one
row have its id. The first piece of a row (the cue of a statement, or else its content; the words of any other) is
linked to those in its roles and to the statement that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import (
    Commitment,
    Event,
    Party,
    Reading,
    Relation,
    Span,
    Spans,
    Speaker,
    Statement,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The words of a row in one of its roles; ``actor`` is whom they mean, ``role`` empty for those that open it."""

    row: str
    layer: str
    type: str | None = None
    role: str = ""
    spans: Spans
    actor: str | None = None

    @property
    def label(self) -> str:
        return f"{self.layer}_{self.type}" if self.type else self.layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    start: int
    end: int
    label: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """``head`` and ``child`` are numbers of pieces."""

    head: int
    child: int
    label: str


def stretches(reading: Reading) -> Iterator[Stretch]:
    """All words of a reading that mean something, those that open a row before the others of it."""
    for actor in reading.actors:
        for mention in actor.mentions:
            at = ((mention.start, mention.end),)
            yield Stretch(row=actor.id, layer="actor", type=actor.kind, spans=at, actor=actor.id)
    for place in reading.places:
        for mention in place.mentions:
            at = ((mention.start, mention.end),)
            yield Stretch(row=place.id, layer="place", type=place.kind, spans=at)
    for time in reading.times:
        at = ((time.start, time.end),)
        yield Stretch(row=f"time-{time.start}", layer="time", type=time.type, spans=at)
    for statement in reading.statements:
        yield from (stretch for stretch in _said(statement) if stretch.spans)
    for event in reading.events:
        roles: list[tuple[str, Party | Words | None]] = [("actor", one) for one in event.actors]
        roles += [("recipient", one) for one in event.recipients]
        yield from _coded("event", event.id, event.type, event.spans, roles)
    for relation in reading.relations:
        roles = [("subject", relation.subject), ("object", relation.object)]
        yield from _coded("relation", relation.id, relation.type, relation.spans, roles)
    for row in reading.commitments:
        roles = [("by", row.by), ("to", row.to), ("action", row.action)]
        roles += [("condition", row.condition), ("basis", row.basis)]
        yield from _coded("commitment", row.id, row.kind, row.spans, roles)


def flat(reading: Reading) -> tuple[list[Piece], list[Link]]:
    """The pieces of a reading and the links between them.

    A stretch of several spans is several pieces, those behind the first linked to it as ``continued``.
    """
    pieces: list[Piece] = []
    links: list[Link] = []
    opened: dict[str, int] = {}  # first pieces by row
    for stretch in stretches(reading):
        first = len(pieces)
        for start, end in stretch.spans:
            if len(pieces) > first:
                links.append(Link(head=first, child=len(pieces), label="continued"))
            pieces.append(Piece(start=start, end=end, label=stretch.label, row=stretch.row))
        if stretch.spans and stretch.role and stretch.row in opened:
            links.append(Link(head=opened[stretch.row], child=first, label=stretch.role))
        elif stretch.spans:
            opened.setdefault(stretch.row, first)
    for row, statement, label in above(reading):
        if row in opened and statement in opened:
            links.append(Link(head=opened[row], child=opened[statement], label=label))
    return pieces, links


def split(text: str, tokens: Iterable[Span], pieces: Sequence[Piece]) -> list[tuple[int, int, bool]]:
    """Tokens broken where a piece starts or ends, each with its start, its end and whether a blank follows it.

    Together with these blanks they make up the text; other blanks, and those at the edge of a piece, are tokens.
    """
    starts, ends = {piece.start for piece in pieces}, {piece.end for piece in pieces}
    edges = sorted({0, len(text), *starts, *ends, *(edge for token in tokens for edge in token)})
    found: list[tuple[int, int, bool]] = []
    for start, end in pairwise(edges):
        follows = bool(found) and found[-1][1] == start and not found[-1][2]
        if text[start:end] == " " and follows and start not in starts and end not in ends:
            found[-1] = (*found[-1][:2], True)
        else:
            found.append((start, end, False))
    return found


def _said(statement: Statement) -> Iterator[Stretch]:
    cued = bool(statement.cue.spans)
    parts: list[tuple[str, Speaker | Party | Words | None]] = [("content", statement.content)]
    parts += [("source", statement.speaker), ("addressee", statement.addressee)]
    if cued:
        yield Stretch(row=statement.id, layer="cue", spans=statement.cue.spans)
    for role, words in parts:
        if words is not None:
            opens = role == "content" and not cued
            actor = None if isinstance(words, Words) else words.actor
            yield Stretch(
                row=statement.id,
                layer=role,
                role="" if opens else role,
                spans=words.spans,
                actor=actor,
            )


def _coded(
    layer: str, row: str, type_: str, spans: Spans, roles: list[tuple[str, Party | Words | None]]
) -> Iterator[Stretch]:
    if spans:
        yield Stretch(row=row, layer=layer, type=type_, spans=spans)
    for role, words in roles:
        if words is not None and words.spans:
            actor = None if isinstance(words, Words) else words.actor
            yield Stretch(row=row, layer=f"{layer}_{role}", role=role, spans=words.spans, actor=actor)


def above(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """The rows that stand in a statement, this statement, and how: ``inside`` or ``told_in``."""
    coded: tuple[Event | Relation | Commitment, ...] = (*reading.events, *reading.relations)
    for statement in reading.statements:
        if statement.parent:
            yield statement.id, statement.parent, "inside"
    for row in (*coded, *reading.commitments):
        if row.statement:
            yield row.id, row.statement, "told_in"
