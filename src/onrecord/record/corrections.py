"""What people say of the rows of readings: that one is right, wrong, otherwise, or missing.

A correction is a dated row that is withdrawn, never changed. What a report says follows from its reading as read and
from the corrections that stand, and from nothing else: these are gone through in the order of their dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from onrecord.model import (
    Actor,
    Commitment,
    Event,
    Mention,
    Party,
    Place,
    Reading,
    Reason,
    Relation,
    Spans,
    Speaker,
    Statement,
    Teller,
    identify,
)
from onrecord.record.evidence import Row, first, likeness, stands
from onrecord.record.fields import PINNED, carried
from onrecord.record.words import fold_name

Action = Literal["confirm", "reject", "change", "add"]
Kind = Literal["statement", "event", "relation", "commitment"]
Key = tuple[Kind, str]

KINDS: Mapping[Kind, type[Row]] = {
    "statement": Statement,
    "event": Event,
    "relation": Relation,
    "commitment": Commitment,
}
LISTS: Mapping[Kind, str] = {kind: f"{kind}s" for kind in KINDS}
SURE = 1.0  # the confidence of a row that a person vouches for


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """That a row is right as it is, wrong, otherwise in some fields, or missing.

    ``number`` counts the corrections of one record, ``id`` is the same in all. ``before`` and ``after`` are the row as
    it was shown and as it is to be; ``row`` is the id under which all corrections of it go. ``beside`` are other rows
    that had some of its words, which are never meant. ``actors``, ``places`` and ``statements`` are those that
    ``after`` speaks of, so that they are known in another reading too.
    """

    number: int = 0
    id: str
    action: Action
    document: str
    kind: Kind
    row: str
    fields: tuple[str, ...] = ()
    before: Row | None = None
    after: Row | None = None
    beside: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    by: str
    note: str | None = None
    at: str
    withdrawn_at: str | None = None

    @property
    def key(self) -> Key:
        """What the corrections of one row have in common."""
        return self.kind, self.row


def id_of(correction: Correction) -> str:
    """The id of a correction: a hash of what it says, of what, by whom and when."""
    told = (correction.action, correction.document, correction.kind, correction.row, correction.fields)
    return identify("correction", *told, correction.after, correction.by, correction.at)


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections in the order in which they count, which is the same in all records."""
    return sorted(corrections, key=lambda one: (one.at, one.id))


def applied(reading: Reading, corrections: Iterable[Correction]) -> tuple[Reading, tuple[Correction, ...]]:
    """A reading as people corrected it, and the corrections that mean none of its rows.

    1. The row of each correction is found: by its id, else by its words and parties.
    2. The corrections are gone through in order; each is applied whole, or is an orphan.
    3. What is said inside a rejected statement, and what that tells, goes with it: it would look as if the report
       said it.

    Args:
        reading: as it was read.
        corrections: those of its report that stand.
    """
    standing = in_order(corrections)
    if not standing:
        return reading, ()
    page = _Page(reading, standing)
    orphans = [one for one in standing if not page.take(one)]
    return page.reading(), tuple(orphans)


def located(reading: Reading, corrections: Iterable[Correction]) -> dict[Key, str]:
    """The ids, in a reading as read, of the rows that corrections mean; those that are added have their own."""
    groups: dict[Key, list[Correction]] = {}
    for one in in_order(corrections):
        groups.setdefault(one.key, []).append(one)
    found = {key: id for key, group in groups.items() if (id := _by_id(reading, key, group))}
    lost = {key: group for key, group in groups.items() if key not in found}
    ranked = sorted(_candidates(reading, lost), reverse=True)
    taken: set[Key] = set()
    for _, key, id in ranked:
        if key not in found and (key[0], id) not in taken:
            found[key] = id
            taken.add((key[0], id))
    for key, group in lost.items():
        if key not in found and any(one.action == "add" for one in group):
            found[key] = key[1]
    return found


def _by_id(reading: Reading, key: Key, group: Sequence[Correction]) -> str | None:
    here = {row.id for row in rows_of(reading, key[0])}
    shown = (one.before.id for one in reversed(group) if one.before)
    return next((id for id in (key[1], *shown) if id in here), None)


def _candidates(
    reading: Reading, lost: Mapping[Key, Sequence[Correction]]
) -> Iterator[tuple[tuple[float, ...], Key, str]]:
    for key, group in lost.items():
        beside = {id for one in group for id in one.beside}
        evidence = [row for one in group for row in (one.before, one.after) if row]
        rejected = group[-1].action == "reject"
        for row in rows_of(reading, key[0]):
            if row.id in beside:
                continue
            ranks = (likeness(known, row, same_type=rejected) for known in evidence)
            if rank := max(filter(None, ranks), default=None):
                yield rank, key, row.id


def rows_of(reading: Reading, kind: Kind) -> tuple[Row, ...]:
    """The rows of one kind."""
    found: tuple[Row, ...] = getattr(reading, LISTS[kind])
    return found


class _LostError(Exception):
    """Something that a correction speaks of is not in the reading."""


class _Page:
    """A reading while it is corrected."""

    def __init__(self, reading: Reading, standing: Sequence[Correction]) -> None:
        self._read = reading
        self._rows: dict[Kind, dict[str, Row]] = {
            kind: {row.id: row for row in rows_of(reading, kind)} for kind in KINDS
        }
        self._found = located(reading, standing)
        self._actors = {actor.id: actor for actor in reading.actors}
        self._places = {place.id: place for place in reading.places}
        self._rejected: set[Key] = set()
        self._steps: dict[str, list[tuple[str, str]]] = {}

    def take(self, correction: Correction) -> bool:
        """Apply a correction; False, and nothing changed, where it means nothing here."""
        id = self._found.get(correction.key)
        rows = self._rows[correction.kind]
        if id is None or (id not in rows and correction.action != "add"):
            return False
        if correction.action == "reject":
            self._rejected.add((correction.kind, id))
            return True
        try:
            row = self._corrected(correction, id, rows.get(id))
        except _LostError:
            return False
        if not stands(row, self._read.document.text):
            return False
        rows[id] = row
        self._rejected.discard((correction.kind, id))
        self._steps.setdefault(id, []).append((f"correction {correction.number}", said(correction)))
        return True

    def _corrected(self, correction: Correction, id: str, row: Row | None) -> Row:
        if correction.after is None:
            raise _LostError
        told = (*PINNED[correction.kind], "parent" if correction.kind == "statement" else "statement")
        fields = {"change": correction.fields, "add": told}.get(correction.action, PINNED[correction.kind])
        after = self._at_home(correction, correction.after, {*fields})
        if row is None:
            return replace(after, id=id, confidence=SURE)
        for name in fields:
            row = carried(name, after, row)
        return replace(row, confidence=SURE)

    def _at_home(self, correction: Correction, row: Row, fields: set[str]) -> Row:
        """A row of a correction whose fields speak of the actors, places and statements that this reading has."""
        changed: dict[str, Any] = {}
        for name in fields:
            attribute = "speaker" if name == "actor" else name
            value = getattr(row, attribute, None)
            if value is None:
                continue
            if name in ("statement", "parent"):
                changed[name] = self._statement(correction, value)
            elif name in ("place", "said_at"):
                changed[name] = self._place(correction, value)
            elif isinstance(value, Party | Speaker | Teller):
                changed[attribute] = self._party(correction, value)
            elif name in ("actors", "recipients"):
                changed[name] = tuple(self._party(correction, party) for party in value)
        return cast(Row, replace(cast(Any, row), **changed))

    def _statement(self, correction: Correction, id: str) -> str:
        meant = self._found.get(("statement", id), id)
        if meant in self._rows["statement"] or meant == self._found.get(("statement", id)):
            return meant
        known = next((said for said in correction.statements if said.id == id), None)
        ranked = [
            (rank, row.id)
            for row in self._rows["statement"].values()
            if known and (rank := likeness(known, row))
        ]
        if not ranked:
            raise _LostError
        return max(ranked)[1]

    def _place(self, correction: Correction, id: str) -> str | None:
        if id in self._places:
            return id
        known = next((place for place in correction.places if place.id == id), None)
        if known is None:
            return None
        name = fold_name(known.name), known.country
        alike = (
            place.id for place in self._places.values() if (fold_name(place.name), place.country) == name
        )
        if found := next(alike, None):
            return found
        self._places[id] = known
        return id

    def _party(self, correction: Correction, party: Any) -> Any:
        if party.actor is None or party.actor in self._actors:
            return party
        known = next((actor for actor in correction.actors if actor.id == party.actor), None)
        if known is None:
            return replace(party, actor=None)
        alike = (actor.id for actor in self._actors.values() if _same(actor, known))
        if found := next(alike, None):
            return replace(party, actor=found)
        spans: Spans = getattr(party, "spans", ())
        text = self._read.document.text
        mentions = tuple(Mention(start=a, end=b, text=text[a:b]) for a, b in spans)
        self._actors[known.id] = replace(known, mentions=mentions)
        return party

    def reading(self) -> Reading:
        """The reading as it is now."""
        gone = self._gone()
        lists: dict[str, Any] = {
            LISTS[kind]: _placed(rows_of(self._read, kind), rows, gone[kind])
            for kind, rows in self._rows.items()
        }
        steps = {reason.row: list(reason.steps) for reason in self._read.reasons}
        for id, told in self._steps.items():
            steps[id] = [*steps.get(id, ()), *told]
        reasons = (Reason(row=id, steps=tuple(told)) for id, told in steps.items())
        left = {id for kind, rows in self._rows.items() for id in rows if id not in gone[kind]}
        left |= {reason.row for reason in self._read.reasons} - {id for ids in gone.values() for id in ids}
        return replace(
            self._read,
            actors=tuple(self._actors.values()),
            places=tuple(self._places.values()),
            reasons=tuple(reason for reason in reasons if reason.row in left),
            **lists,
        )

    def _gone(self) -> dict[Kind, set[str]]:
        """The rows that are rejected, and those that go with a rejected statement."""
        gone: dict[Kind, set[str]] = {kind: set() for kind in KINDS}
        for kind, id in self._rejected:
            gone[kind].add(id)
        said = cast(Iterable[Statement], self._rows["statement"].values())
        while more := {one.id for one in said if one.parent in gone["statement"]} - gone["statement"]:
            gone["statement"] |= more
        for kind, rows in self._rows.items():
            if kind != "statement":
                told = (
                    row.id for row in rows.values() if getattr(row, "statement", None) in gone["statement"]
                )
                gone[kind].update(told)
        return gone


def _same(actor: Actor, known: Actor) -> bool:
    if fold_name(actor.name) != fold_name(known.name):
        return False
    return actor.kind == known.kind or actor.kind is None or known.kind is None


def _placed(read: Sequence[Row], rows: Mapping[str, Row], gone: set[str]) -> tuple[Row, ...]:
    """The rows that are left in their order, with new ones where their words stand."""
    order = [row.id for row in read]
    for id in rows.keys() - {*order}:
        later = (place for place, other in enumerate(order) if first(rows[other]) > first(rows[id]))
        order.insert(next(later, len(order)), id)
    return tuple(rows[id] for id in order if id not in gone)


def said(correction: Correction) -> str:
    """What a correction says, who says it and when, in a line."""
    what = {"confirm": "confirmed", "reject": "rejected", "add": "added"}.get(correction.action)
    told = what or f"changed {', '.join(correction.fields)}"
    note = f": {correction.note}" if correction.note else ""
    return f"{told} by {correction.by}, {correction.at[:10]}{note}"
