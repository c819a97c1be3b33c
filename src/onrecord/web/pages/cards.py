"""The rows of a reading as the page of its report shows them: who, what, in which words, whose word it is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Commitment, Event, Party, Reading, Relation, Spans, Speaker, Statement, Teller
from onrecord.record.corrections import LISTS, Correction, Kind, rows_of
from onrecord.record.evidence import Row
from onrecord.web.pages.words import called, day, flat

OWN_VOICE = "the report itself"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One row.

    ``teller`` is who says it; ``chain`` are those around, from the inside out, each with its cue. ``depth`` is how many
    statements a statement stands in. ``history`` are the corrections of it that stand.
    """

    kind: Kind
    id: str
    who: str
    what: str
    words: str
    spans: Spans
    teller: str
    chain: tuple[str, ...]
    depth: int
    status: str | None
    certainty: str | None
    confidence: float
    pairs: Pairs
    steps: Pairs
    history: tuple[Correction, ...] = ()


def cards(reading: Reading, corrections: Iterable[Correction] = ()) -> dict[str, tuple[Card, ...]]:
    """All rows of a reading by the names of their lists, in the order of the text.

    Args:
        corrections: those of the report.
    """
    made = _Cards(reading, corrections)
    return {name: tuple(sorted(made.of(kind), key=lambda one: one.spans[:1])) for kind, name in LISTS.items()}


class _Cards:
    def __init__(self, reading: Reading, corrections: Iterable[Correction]) -> None:
        self._reading = reading
        self._said = {said.id: said for said in reading.statements}
        self._names = {actor.id: actor.name for actor in reading.actors}
        self._places = {place.id: place.name for place in reading.places}
        self._steps = {reason.row: reason.steps for reason in reading.reasons}
        self._history: dict[str, list[Correction]] = {}
        for one in corrections:
            if not one.withdrawn_at:
                for id in {one.row, one.after.id if one.after else one.row}:
                    self._history.setdefault(id, []).append(one)

    def of(self, kind: Kind) -> Iterator[Card]:
        for row in rows_of(self._reading, kind):
            inside = row.parent if isinstance(row, Statement) else row.statement
            chain = self._chain(inside)
            if isinstance(row, Statement):
                chain = (row, *chain)
            yield Card(
                kind=kind,
                id=row.id,
                who=self._who(row),
                what=_what(row),
                words=flat(row.content.text if isinstance(row, Statement) else row.text),
                spans=spans_of(row),
                teller=self._called(chain[0].speaker) if chain else OWN_VOICE,
                chain=tuple(map(self._told, chain)),
                depth=len(chain) - 1 if isinstance(row, Statement) else 0,
                status=None if isinstance(row, Statement) else row.status,
                certainty=None if isinstance(row, Commitment) else row.certainty,
                confidence=row.confidence,
                pairs=tuple((name, value) for name, value in self._pairs(row) if value),
                steps=self._steps.get(row.id, ()),
                history=tuple(self._history.get(row.id, ())),
            )

    def _chain(self, id: str | None) -> tuple[Statement, ...]:
        found: dict[str, Statement] = {}
        while id in self._said and id not in found:
            found[id] = self._said[id]
            id = found[id].parent
        return tuple(found.values())

    def _told(self, said: Statement) -> str:
        return " ".join(filter(None, (self._called(said.speaker), flat(said.cue.text))))

    def _who(self, row: Row) -> str:
        if isinstance(row, Statement):
            return self._called(row.speaker)
        if isinstance(row, Event):
            ends: tuple[Sequence[Party | None], ...] = (row.actors, row.recipients)
        elif isinstance(row, Relation):
            ends = ((row.subject,), (row.object,))
        else:
            ends = ((row.by,), (row.to,))
        named = (", ".join(self._called(one) for one in end if one) for end in ends)
        return " → ".join(filter(None, named)) or "nobody named"

    def _pairs(self, row: Row) -> Iterator[tuple[str, str]]:
        if isinstance(row, Statement):
            yield "kind", row.kind
            yield "cue", row.cue.class_
            yield "to", self._called(row.addressee) if row.addressee else ""
            yield "said on", day(row.said_on) if row.said_on else ""
            yield "said at", self._places.get(row.said_at or "", "")
            yield "polarity", "" if row.polarity == "+" else "negative"
        elif isinstance(row, Event):
            yield "on", day(row.date) if row.date else ""
            yield "at", self._places.get(row.place or "", "")
            yield "contexts", ", ".join(row.contexts)
        elif isinstance(row, Relation):
            yield "by", self._called(row.by) if row.by else ""
            yield "from", day(row.from_) if row.from_ else ""
            yield "to", day(row.to) if row.to else ""
        else:
            yield "action", flat(row.action.text)
            yield "if", flat(row.condition.text) if row.condition else ""
            yield "by", day(row.deadline) if row.deadline else ""
            yield "under", flat(row.basis.text) if row.basis else ""

    def _called(self, one: Party | Speaker | Teller) -> str:
        return called(one, self._names)


def spans_of(row: Row) -> Spans:
    """The words of a row; of a statement without content, its cue or speaker."""
    if isinstance(row, Statement):
        return row.content.spans or row.cue.spans or row.speaker.spans
    return row.spans


def _what(row: Row) -> str:
    if isinstance(row, Statement):
        return flat(row.cue.text)
    if isinstance(row, Commitment):
        return row.kind
    if isinstance(row, Event) and row.mode:
        return f"{row.type}, {row.mode}".replace("_", " ").casefold()
    return row.type.replace("_", " ").casefold()
