"""Rows that people annotated, as rows of the reading that the record shows: pure functions.

Which row is which follows from the id under which it was exported, else from its words and parties. Actors, places and
statements of the annotation become those that the reading has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from onrecord.model import (
    Actor,
    Annotated,
    Event,
    Party,
    Place,
    Reading,
    Speaker,
    Statement,
    Teller,
)
from onrecord.record.corrections import KINDS, Key, Kind, rows_of
from onrecord.record.evidence import Row, likeness, shared
from onrecord.record.fields import ATTRIBUTES, carried, kind_of, value
from onrecord.record.words import fold_name

PARTIES = ("speaker", "addressee", "by", "to", "subject", "object")
# What stands in a row where the one who annotated has said nothing.
OPEN = (None, (), False, "", "say", "+", "certain", "reported", "claimed")


@dataclass(slots=True)
class Home:
    """What the names of an annotation mean in a reading; what it does not have stands in ``actors`` and ``places``.

    ``said`` are, by the ids of annotated statements, those that they are.
    """

    annotated: Annotated
    shown: Reading
    said: dict[str, str]
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    _actors: dict[str, str] = field(default_factory=dict)
    _places: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for actor in self.annotated.reading.actors:
            self._actors[actor.id] = found = _actor(actor, self.shown)
            if found == actor.id:
                self.actors[actor.id] = actor
        for place in self.annotated.reading.places:
            self._places[place.id] = found = _place(place, self.shown)
            if found == place.id:
                self.places[place.id] = place

    def row(self, row: Row, beside: Row | None = None) -> Row:
        """An annotated row in the words of the reading.

        Args:
            beside: the row that it is; what was left open, where the annotation began elsewhere, is as there.
        """
        found = self._at_home(row)
        if beside is None:
            return found
        if self.annotated.origins.get(row.id) is None:
            found = _filled(found, beside)
        if isinstance(found, Event) and isinstance(beside, Event):
            same = (found.type, found.mode) == (beside.type, beside.mode)
            return carried("type", beside, found) if same else found
        return found

    def _at_home(self, row: Row) -> Row:
        changed: dict[str, Any] = {}
        for name in PARTIES:
            party = getattr(row, name, None)
            if isinstance(party, Party | Speaker | Teller):
                changed[name] = self._party(party)
        for name in ("actors", "recipients"):
            if parties := getattr(row, name, ()):
                changed[name] = tuple(self._party(party) for party in parties)
        for name in ("place", "said_at"):
            if place := getattr(row, name, None):
                changed[name] = self._places.get(place, place)
        for name in ("parent", "statement"):
            if statement := getattr(row, name, None):
                changed[name] = self.said.get(statement, statement)
        return cast(Row, replace(cast(Any, row), **changed))

    def _party(self, party: Any) -> Any:
        return (
            party if party.actor is None else replace(party, actor=self._actors.get(party.actor, party.actor))
        )


def matched(annotated: Annotated, shown: Reading) -> dict[Key, str]:
    """Which rows of a reading the annotated ones are, by kind and id."""
    found: dict[Key, str] = {}
    for kind in KINDS:
        here = {row.id: row for row in rows_of(shown, kind)}
        rows = rows_of(annotated.reading, kind)
        origins = {row.id: annotated.origins.get(row.id) for row in rows}
        taken: set[str] = set()
        for id, origin in origins.items():
            # A row may have been copied with its note, which is the first one's.
            if origin in here and origin not in taken:
                found[kind, id] = origin
                taken.add(origin)
        ranked = [
            (rank, row.id, other.id)
            for row in rows
            # One that nobody touched and that is not here was rejected, or is not read any more.
            if (kind, row.id) not in found and row.id not in annotated.untouched
            for other in here.values()
            if other.id not in taken and (rank := likeness(row, other)) is not None
        ]
        for _, id, other_id in sorted(ranked, reverse=True):
            if (kind, id) not in found and other_id not in taken:
                found[kind, id] = other_id
                taken.add(other_id)
    return found


def differing(row: Row, beside: Row) -> tuple[str, ...]:
    """The fields in which a row is otherwise than the one that it is, no more than need be named."""
    names = [name for name in ATTRIBUTES[kind_of(row)] if value(name, row) != value(name, beside)]
    if isinstance(row, Statement) and isinstance(beside, Statement):
        same_words = (row.speaker.text, row.speaker.spans) == (beside.speaker.text, beside.speaker.spans)
        names = [
            name for name in names if name not in (("speaker",) if same_words else ("actor", "anonymous"))
        ]
    if isinstance(row, Event) and isinstance(beside, Event):
        names = [name for name in names if name != ("type" if row.type == beside.type else "mode")]
    return tuple(names)


def taken_away(
    annotated: Annotated, shown: Reading, found: Mapping[Key, str], *, complete: bool
) -> list[tuple[Kind, str]]:
    """The rows of a reading that are not annotated, inner ones first.

    Where the annotation is of an export they are those that were exported and are gone. Where it began elsewhere they
    are none, or with ``complete`` all others of the kinds that it has.
    """
    met = {(kind, id) for (kind, _), id in found.items()}
    gone: list[tuple[Kind, str]] = []
    for kind in reversed(list(KINDS)):
        annotates = bool(rows_of(annotated.reading, kind))
        for row in rows_of(shown, kind):
            exported = annotated.exported is not None and row.id in annotated.exported
            wanted = annotates and complete if annotated.exported is None else exported
            if wanted and (kind, row.id) not in met and row.id not in annotated.origins.values():
                gone.append((kind, row.id))
    depths = {said.id: len(list(_above(shown, said.id))) for said in shown.statements}
    return sorted(gone, key=lambda each: (each[0] == "statement", -depths.get(each[1], 0)))


def outer_first(reading: Reading) -> list[Statement]:
    """The statements, each behind those that it stands in."""
    return sorted(reading.statements, key=lambda said: len(list(_above(reading, said.id))))


def _above(reading: Reading, id: str | None) -> Iterator[str]:
    parents = {said.id: said.parent for said in reading.statements}
    seen: set[str] = set()
    while id and id not in seen:
        seen.add(id)
        yield id
        id = parents.get(id)


def _actor(actor: Actor, shown: Reading) -> str:
    """The id of the actor in a reading: by id, by name and kind, by most mentions in common; else its own."""
    if any(other.id == actor.id for other in shown.actors):
        return actor.id
    for other in shown.actors:
        alike = actor.kind == other.kind or None in (actor.kind, other.kind)
        if alike and fold_name(other.name) == fold_name(actor.name):
            return other.id
    owners = {(one.start, one.end): other.id for other in shown.actors for one in other.mentions}
    known = (owners.get((one.start, one.end)) for one in actor.mentions)
    common = Counter(filter(None, known)).most_common(1)
    return common[0][0] if common else actor.id


def _place(place: Place, shown: Reading) -> str:
    if any(other.id == place.id for other in shown.places):
        return place.id
    spots = {(one.start, one.end): other.id for other in shown.places for one in other.mentions}
    for one in place.mentions:
        if (one.start, one.end) in spots:
            return spots[one.start, one.end]
    names = (other.id for other in shown.places if fold_name(other.name) == fold_name(place.name))
    return next(names, place.id)


def _filled(row: Row, beside: Row) -> Row:
    """A row with what was left open as in another."""
    changed: dict[str, Any] = {}
    for name in PARTIES:
        party, other = getattr(row, name, None), getattr(beside, name, None)
        if isinstance(party, Party | Speaker) and isinstance(other, Party | Speaker):
            changed[name] = _known(party, other)
    for name in ("actors", "recipients"):
        others = getattr(beside, name, ())
        if parties := getattr(row, name, ()):
            changed[name] = tuple(_known_among(party, others) for party in parties)
    found = cast(Row, replace(cast(Any, row), **changed))
    for name in ATTRIBUTES[kind_of(row)]:
        if _open(name, found):
            found = carried(name, beside, found)
    if isinstance(found, Event) and isinstance(beside, Event) and found.type == beside.type:
        return found if found.mode else carried("mode", beside, found)
    return found


def _open(name: str, row: Row) -> bool:
    """Whether the one who annotated said nothing of a field."""
    told = value(name, row)[0]
    if isinstance(told, Speaker):
        return not (told.spans or told.actor)
    # Who a source is goes with its words; direct or not follows from quotation marks.
    if isinstance(row, Statement) and name in ("actor", "anonymous", "kind"):
        return name == "kind"
    return told in OPEN


def _known(party: Any, other: Any) -> Any:
    """A party that nobody has said who it is, with the actor of one that has its words."""
    if party.actor is None and shared(party.spans, other.spans):
        return replace(party, actor=other.actor)
    return party


def _known_among(party: Any, others: tuple[Any, ...]) -> Any:
    best = max(others, key=lambda other: shared(party.spans, other.spans), default=party)
    return _known(party, best)
