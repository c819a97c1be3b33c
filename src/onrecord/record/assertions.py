"""What a report says or lets somebody say, piece by piece, in a form in which pieces can be compared.

A piece is an event, a relation, a commitment, or a sentence of what a statement says. Who is meant by a name or a
pronoun is one term whatever the words are; all other words are terms by their stem, and what is told of the rest of
the sentence around a row counts less than its own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.data.common_words import stem, weight
from onrecord.model import Commitment, Event, Reading, Span, Spans, Statement
from onrecord.record import days
from onrecord.record.coded import Coded, numbered, taking_part
from onrecord.record.figures import Figure, figures
from onrecord.record.words import fold, fold_name

Piece = Literal["event", "relation", "commitment", "statement"]
Side = Literal[1, -1]

NAMED = 1.5  # what a name says, beside a rare word
AROUND = 0.35  # what words of the rest of the sentence count
LONGEST = 400  # characters of a sentence that are looked at to either side of a row
COVERED = 0.6  # share of a sentence that a row tells, so that the sentence need not be told again
# A sentence ends at a stop behind which a new one may begin, or at a blank line.
STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])|\n\s*\n")
DENIALS = frozenset({"deny"})
OPEN = frozenset({"pledged", "demanded", "hypothetical"})
NEGATION = re.compile(
    r"\b(?:not|never|none|nobody|neither|no one)\b(?! only)|n['’]t\b|^[\s\"“‘']*no\b"
    r"|\bthere (?:is|was|were|are|had been) no\b",
    re.IGNORECASE,
)
# Stands for what somebody else said: "denied the charge", "rejected the accusations".
BARE = re.compile(
    r"(?:(?:the|this|that|these|those|such|any|all|both|his|her|its|their|latest) )*"
    r"(?:it|this|that|them|so|(?:\w+ )?"
    r"(?:charge|allegation|accusation|claim|report|assertion|suggestion|account|figure|statement)s?)"
    r"(?: as .*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One piece.

    ``side`` is -1 where it is denied; ``open`` says that it is promised, asked for or supposed rather than told as so.
    ``kind`` is the type of an event or a relation, ``parties`` are folded names or words by role, ``teller`` is the
    statement that tells it, ``speaker`` the folded name of who does, empty for the report itself. The days are those of
    what is told, where the report says them; ``place`` is a folded name.
    """

    what: Piece
    number: int
    id: str
    side: Side
    open: bool
    kind: str
    parties: Mapping[str, frozenset[str]]
    terms: Mapping[str, float]
    figures: tuple[Figure, ...]
    place: str
    teller: str | None
    speaker: str
    day: str | None
    last_day: str | None
    spans: Spans


def assertions(reading: Reading, names: Mapping[str, str]) -> Iterator[Assertion]:
    """All pieces of a reading.

    Args:
        names: what actors are called in the record, by their ids; others keep the name that the report gives.
    """
    yield from _Report(reading, names).assertions()


class _Report:
    """A reading whose words can be looked up by their place."""

    def __init__(self, reading: Reading, names: Mapping[str, str]) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.statements = {said.id: said for said in reading.statements}
        self.called = {actor.id: fold_name(names.get(actor.id, actor.name)) for actor in reading.actors}
        self.places = {place.id: fold_name(place.name) for place in reading.places}
        found = [(m.start, m.end, self.called[actor.id]) for actor in reading.actors for m in actor.mentions]
        found += [(m.start, m.end, self.places[place.id]) for place in reading.places for m in place.mentions]
        self.mentions = _outermost(found)
        self.starts = [start for start, _, _ in self.mentions]
        self.stops = [0, *(stop.end() for stop in STOP.finditer(self.text)), len(self.text)]

    def assertions(self) -> Iterator[Assertion]:
        coded = [
            self._coded(what, number, row)
            for what, number, row in numbered(self.reading)
            if getattr(row, "type", "") != "holds_office"
        ]
        said = [
            piece
            for number, statement in enumerate(self.reading.statements)
            if not stands_for_another(statement)
            for piece in self._said(number, statement)
            if not any(_tells(row, piece) for row in coded)
        ]
        pieces = sorted(
            (*coded, *said), key=lambda piece: min((start for start, _ in piece.spans), default=0)
        )
        yield from pieces
        for number, statement in enumerate(self.reading.statements):
            if stands_for_another(statement):
                yield from self._denied(number, statement, pieces)

    def _denied(self, number: int, said: Statement, pieces: Sequence[Assertion]) -> Iterator[Assertion]:
        """What a denial denies that names it by a noun alone: what others said last of who denies."""
        denier = self._speaker(said)
        start, end = self._whole(said)
        meant = [
            piece
            for piece in pieces
            if piece.spans and piece.spans[0][0] < start and piece.speaker != denier and not piece.open
            if piece.side > 0 and ("@" + denier in piece.terms or not denier)
        ]
        if meant:
            piece = meant[-1]
            yield replace(
                piece, what="statement", number=number, id=said.id, side=-1, teller=said.id, speaker=denier,
                spans=((start, end),), figures=(),
            )  # fmt: skip

    def _whole(self, said: Statement) -> Span:
        """A statement from its first word to its last, whoever says it included."""
        spans = (*said.speaker.spans, *said.cue.spans, *said.content.spans)
        return min(start for start, _ in spans), max(end for _, end in spans)

    def _coded(self, what: Piece, number: int, row: Coded) -> Assertion:
        teller = self.statements.get(row.statement or "")
        first, last = days.span(getattr(row, "date", None) or getattr(row, "deadline", None))
        around = self._around(row.spans, teller)
        parties: dict[str, frozenset[str]] = {}
        for role, party in taking_part(row):
            parties[role] = parties.get(role, frozenset()) | {self._named(party.actor, party.text)}
        return Assertion(
            what=what,
            number=number,
            id=row.id,
            side=-1 if row.status == "denied" else 1,
            open=row.status in OPEN or isinstance(row, Commitment),
            kind=row.kind if isinstance(row, Commitment) else row.type,
            parties=parties,
            terms=self._terms(row.spans, around),
            figures=figures(self.text, around),
            place=self.places.get(row.place or "", "") if isinstance(row, Event) else "",
            teller=row.statement,
            speaker=self._speaker(teller),
            day=first,
            last_day=last,
            spans=row.spans,
        )

    def _said(self, number: int, said: Statement) -> Iterator[Assertion]:
        for span in self._sentences(said.content.spans):
            yield Assertion(
                what="statement",
                number=number,
                id=said.id,
                side=-1 if (said.cue.class_ in DENIALS) != self._negated(span) else 1,
                open=False,
                kind="",
                parties={},
                terms=self._terms((span,), ()),
                figures=figures(self.text, (span,)),
                place="",
                teller=said.id,
                speaker=self._speaker(said),
                day=None,
                last_day=None,
                spans=(span,),
            )

    def _speaker(self, said: Statement | None) -> str:
        return self._named(said.speaker.actor, said.speaker.text) if said else ""

    def _named(self, actor: str | None, words: str) -> str:
        return self.called.get(actor or "") or fold_name(words)

    def _around(self, spans: Spans, teller: Statement | None) -> Spans:
        """The sentences in which a row stands, without what is not of its teller."""
        if not spans:
            return ()
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        first = max(self.stops[max(0, bisect_left(self.stops, start + 1) - 1)], start - LONGEST)
        last = min(self.stops[min(len(self.stops) - 1, bisect_left(self.stops, end))], end + LONGEST)
        if teller is None:
            inside = [span for said in self.reading.statements for span in said.content.spans]
            return tuple(_without((first, last), inside, (start, end)))
        own = ((max(first, a), min(last, b)) for a, b in teller.content.spans)
        return tuple(span for span in own if span[0] < span[1]) or ((start, end),)

    def _negated(self, span: Span) -> bool:
        return NEGATION.search(self.text, *span) is not None

    def _sentences(self, spans: Spans) -> Iterator[Span]:
        for start, end in spans:
            at = start
            for stop in STOP.finditer(self.text, start, end):
                yield at, stop.end()
                at = stop.end()
            if self.text[at:end].strip():
                yield at, end

    def _terms(self, spans: Spans, around: Spans) -> dict[str, float]:
        found: dict[str, float] = {}
        for some, share in ((spans, 1.0), (around, AROUND)):
            for term, value in self._words(some):
                found[term] = max(found.get(term, 0.0), value * share)
        return {term: round(value, 2) for term, value in found.items() if value > 0}

    def _words(self, spans: Spans) -> Iterator[tuple[str, float]]:
        for start, end in spans:
            at = start
            for number in range(bisect_left(self.starts, start), len(self.mentions)):
                first, last, name = self.mentions[number]
                if first >= end:
                    break
                yield from _stems(self.text[at:first])
                yield "@" + name, NAMED
                at = last
            yield from _stems(self.text[at:end])


def _stems(text: str) -> Iterator[tuple[str, float]]:
    for word in fold(text).split():
        if len(word) > 1 or word.isdigit():
            stemmed = stem(word)
            yield stemmed, weight(stemmed)


def _outermost(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Mentions in order, without those inside others."""
    kept: list[tuple[int, int, str]] = []
    for mention in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or mention[0] >= kept[-1][1]:
            kept.append(mention)
    return kept


def _without(whole: Span, taken: Iterable[Span], kept: Span) -> Iterator[Span]:
    """A stretch without some others, but with what is to be kept."""
    at = whole[0]
    for start, end in sorted(taken):
        if end <= at or start >= whole[1] or (start < kept[1] and kept[0] < end):
            continue
        if start > at:
            yield at, start
        at = max(at, end)
    if at < whole[1]:
        yield at, whole[1]


def stands_for_another(said: Statement) -> bool:
    """Whether a denial says no more than that something said before is not so: "denied the charge"."""
    return said.cue.class_ in DENIALS and BARE.fullmatch(fold(said.content.text)) is not None


def _tells(row: Assertion, piece: Assertion) -> bool:
    """Whether a coded row tells most of a sentence of the same statement."""
    if row.what == "commitment" or row.teller != piece.teller:
        return False
    ((start, end),) = piece.spans
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in row.spans)
    return shared >= COVERED * (end - start)
