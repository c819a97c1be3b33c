"""Corrections made, withdrawn and brought along, each inside its caller's transaction.

Whoever calls these makes the rows of the reports anew whose corrections changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

import orjson
from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.exchange.onrecord import loads, plain, structured
from onrecord.model import Actor, Event, Place, Reading, Relation, Statement
from onrecord.record import coded
from onrecord.record.bearers import find_actor
from onrecord.record.changes import changed, made
from onrecord.record.corrections import KINDS, Action, Correction, Kind, applied, id_of, located, rows_of
from onrecord.record.evidence import Row, shared, words_of
from onrecord.record.fields import value
from onrecord.record.find import find
from onrecord.record.find_row import find_row
from onrecord.record.judge import login
from onrecord.record.schema import corrections, documents, originals, readings, reasons

PLAIN = ("number", "id", "action", "document", "kind", "by", "note", "at", "withdrawn_at")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was read, as it is shown, and the corrections of it that stand."""

    read: Reading
    shown: Reading
    standing: tuple[Correction, ...]

    def row(self, kind: Kind, id: str) -> Row:
        """A row as it is shown."""
        return next(row for row in rows_of(self.shown, kind) if row.id == id)

    def goes_by(self, kind: Kind, id: str) -> str:
        """The id under which the corrections of a shown row go."""
        found = located(self.read, self.standing)
        return next((key[1] for key, row in found.items() if (key[0], row) == (kind, id)), id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of corrections from elsewhere: how many are new, were known, and are withdrawn now."""

    new: int
    known: int
    withdrawn: int
    documents: tuple[str, ...]


def confirm(connection: Connection, row: str, *, by: str | None, note: str | None) -> Correction:
    """Say that a row is right as it is shown."""
    return _judged(connection, "confirm", row, by=by, note=note)


def reject(connection: Connection, row: str, *, by: str | None, note: str | None) -> Correction:
    """Say that a row is wrong: the report does not say it."""
    return _judged(connection, "reject", row, by=by, note=note)


def change(
    connection: Connection, row: str, fields: Mapping[str, object], *, by: str | None, note: str | None
) -> Correction:
    """Say that a row is otherwise in some fields."""
    kind, report, before = _row(connection, row)
    after, names, actors = changed(report.shown, before, fields, _known(connection))
    names = tuple(name for name in names if value(name, before) != value(name, after))
    if not names:
        raise UsageError(f"{kind} {before.id} is so already: nothing is changed")
    return write_down(connection, report, "change", kind, before, after, names, actors, by=by, note=note)


def add(
    connection: Connection,
    document: str,
    kind: str,
    fields: Mapping[str, object],
    *,
    by: str | None,
    note: str | None,
) -> Correction:
    """Say that a row is missing."""
    report = report_of(connection, find(connection, document))
    after, actors = made(report.shown, kind, fields, _known(connection))
    if any(row.id == after.id for row in rows_of(report.shown, cast(Kind, kind))):
        raise UsageError(f"this {kind} was added already: it is {after.id}")
    return write_down(connection, report, "add", cast(Kind, kind), None, after, (), actors, by=by, note=note)


def withdraw(connection: Connection, number: int) -> Correction:
    """Take a correction back: the row is as it is without it."""
    found = next((one for one in listed(connection) if one.number == number), None)
    if found is None:
        raise UsageError(f"there is no correction {number}: `onrecord corrections` lists them")
    if found.withdrawn_at:
        raise UsageError(f"correction {number} was withdrawn already, at {found.withdrawn_at}")
    read = as_read(connection, found.document)
    if read:
        before = standing(connection, found.document)
        lost = {one.id for one in applied(read, before)[1]}
        for later in applied(read, (one for one in before if one.number != number))[1]:
            if later.id not in lost:
                raise UsageError(
                    f"correction {later.number} rests on correction {number}: withdraw {later.number} first"
                )
    _withdraw(connection, found.id, _now())
    return next(one for one in listed(connection) if one.number == number)


def bring(connection: Connection, brought: Iterable[Correction]) -> Brought:
    """Put down corrections that were made elsewhere, in a record or by hand; those that are there already stay.

    What was withdrawn in either place is withdrawn.
    """
    here = {one.id: one for one in listed(connection)}
    new, known, withdrawn, concerned = 0, 0, 0, set()
    for one in brought:
        mine = here.get(one.id)
        if mine is None:
            here[one.id] = one
            _insert(connection, replace(one, number=_next(connection)))
            new += 1
        elif one.withdrawn_at and not mine.withdrawn_at:
            here[one.id] = replace(mine, withdrawn_at=one.withdrawn_at)
            _withdraw(connection, one.id, one.withdrawn_at)
            withdrawn += 1
        else:
            known += 1
            continue
        concerned.add(one.document)
    return Brought(new=new, known=known, withdrawn=withdrawn, documents=tuple(sorted(concerned)))


def listed(
    connection: Connection, *, document: str | None = None, after: int = 0, limit: int | None = None
) -> list[Correction]:
    """Corrections with a number above ``after``, with those withdrawn; of one report, by its whole id, or of all."""
    query = (
        select(corrections).where(corrections.c.number > after).order_by(corrections.c.number).limit(limit)
    )
    if document is not None:
        query = query.where(corrections.c.document == document)
    return [_correction(row) for row in connection.execute(query).mappings()]


def orphaned(connection: Connection) -> list[Correction]:
    """The corrections that stand and mean no row of the record."""
    concerned = connection.scalars(
        select(corrections.c.document).where(corrections.c.withdrawn_at.is_(None)).distinct()
    ).all()
    found: list[Correction] = []
    for document in concerned:
        read, here = as_read(connection, document), standing(connection, document)
        found.extend(applied(read, here)[1] if read else here)
    return sorted(found, key=lambda one: one.number)


def standing(connection: Connection, document: str) -> tuple[Correction, ...]:
    """The corrections of a report that nobody withdrew."""
    query = select(corrections).where(
        corrections.c.document == document, corrections.c.withdrawn_at.is_(None)
    )
    found = connection.execute(query.order_by(corrections.c.number)).mappings()
    return tuple(_correction(row) for row in found)


def as_read(connection: Connection, document: str) -> Reading | None:
    """The reading of a report before corrections; None where the report is not in the record."""
    stored = line_as_read(connection, document)
    return stored and replace(loads(stored[0]), reasons=coded.reasons_in(stored[1]))


def line_as_read(connection: Connection, document: str) -> tuple[str, str | None] | None:
    """The same as it is stored: the reading, and its reasons."""
    query = (
        select(readings.c.reading, reasons.c.steps, originals.c.key)
        .add_columns(originals.c.reading.label("line_read"), originals.c.steps.label("steps_read"))
        .join_from(documents, readings, readings.c.key == documents.c.key)
        .outerjoin(originals, originals.c.key == documents.c.key)
        .outerjoin(reasons, reasons.c.key == documents.c.key)
        .where(documents.c.id == document)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        return None
    return (found.reading, found.steps) if found.key is None else (found.line_read, found.steps_read)


def report_of(connection: Connection, document: str) -> Report:
    """A report of the record, by its whole id."""
    read = as_read(connection, document)
    assert read, "the caller found it in the record"
    here = standing(connection, document)
    return Report(read, applied(read, here)[0], here)


def _judged(
    connection: Connection, action: Action, row: str, *, by: str | None, note: str | None
) -> Correction:
    kind, report, shown = _row(connection, row)
    by = by or login()
    mine = [one for one in report.standing if one.key == (kind, report.goes_by(kind, shown.id))]
    if action == "confirm" and mine and (mine[-1].action, mine[-1].by) == (action, by):
        raise UsageError(f"{by} confirmed {kind} {shown.id} already: correction {mine[-1].number}")
    after = shown if action == "confirm" else None
    return write_down(connection, report, action, kind, shown, after, (), (), by=by, note=note)


def _row(connection: Connection, prefix: str) -> tuple[Kind, Report, Row]:
    found = find_row(connection, prefix)
    document = connection.scalar(select(documents.c.id).where(documents.c.key == found.document))
    assert document is not None, "a row belongs to a report"
    report = report_of(connection, document)
    return found.what, report, report.row(found.what, found.id)


def write_down(
    connection: Connection,
    report: Report,
    action: Action,
    kind: Kind,
    before: Row | None,
    after: Row | None,
    fields: tuple[str, ...],
    actors: tuple[Actor, ...],
    *,
    places: tuple[Place, ...] = (),
    by: str | None,
    note: str | None,
) -> Correction:
    """Put down a correction.

    Args:
        actors, places: those that the report as it is shown may not have.

    Raises UsageError where it would come to nothing.
    """
    row = before or after
    assert row, "a correction is of something"
    told = after or row
    correction = Correction(
        number=_next(connection),
        id="",
        action=action,
        document=report.read.document.id,
        kind=kind,
        row=report.goes_by(kind, before.id) if before else row.id,
        fields=fields,
        before=before,
        after=after,
        beside=_beside(report, kind, row),
        actors=_actors(report.shown, told, actors),
        places=_placed((*report.shown.places, *places), told),
        statements=tuple(said for said in report.shown.statements if said.id in _tellers(told)),
        by=by or login(),
        note=note,
        at=_now(),
    )
    correction = replace(correction, id=id_of(correction))
    lost = applied(report.read, (*report.standing, correction))[1]
    if any(one.id == correction.id for one in lost):
        raise UsageError(f"{kind} {row.id} cannot be corrected so: its words do not stand in the report")
    _insert(connection, correction)
    return correction


def _beside(report: Report, kind: Kind, row: Row) -> tuple[str, ...]:
    """The other rows of the kind that have some words of a row, as read and as shown."""
    both = (*rows_of(report.read, kind), *rows_of(report.shown, kind))
    near = {one.id for one in both if shared(words_of(one), words_of(row))}
    return tuple(sorted(near - {row.id, report.goes_by(kind, row.id)}))


def _actors(shown: Reading, row: Row, more: Iterable[Actor]) -> tuple[Actor, ...]:
    known = {actor.id: actor for actor in (*more, *shown.actors)}
    meant = dict.fromkeys(_party_ids(row))
    return tuple(replace(known[id], offices=(), mentions=()) for id in meant if id in known)


def _placed(places: Iterable[Place], row: Row) -> tuple[Place, ...]:
    known = {place.id: replace(place, mentions=()) for place in places}
    return tuple(known[id] for id in _places(row) if id in known)


def _party_ids(row: Row) -> list[str]:
    if isinstance(row, Statement):
        found: list[Any] = [row.speaker, row.addressee]
    else:
        found = [party for _, party in coded.taking_part(row)]
        found += [row.by] if isinstance(row, Relation) else []
    return [party.actor for party in found if party and party.actor]


def _places(row: Row) -> tuple[str, ...]:
    place = row.said_at if isinstance(row, Statement) else row.place if isinstance(row, Event) else None
    return (place,) if place else ()


def _tellers(row: Row) -> tuple[str | None, ...]:
    return (row.parent if isinstance(row, Statement) else row.statement,)


def _known(connection: Connection) -> Any:
    def known(words: str) -> Actor:
        found = find_actor(connection, words)
        return Actor(id=found.id, name=found.name, kind=found.kind)

    return known


def _next(connection: Connection) -> int:
    return (connection.scalar(select(func.max(corrections.c.number))) or 0) + 1


def _insert(connection: Connection, correction: Correction) -> None:
    row: dict[str, Any] = {name: getattr(correction, name) for name in PLAIN} | {"target": correction.row}
    row["told"] = orjson.dumps(
        {
            **{name: plain(getattr(correction, name)) for name in ("fields", "before", "after", "beside")},
            **{name: plain(getattr(correction, name)) for name in ("actors", "places", "statements")},
        }
    ).decode()
    connection.execute(insert(corrections), row)


def _withdraw(connection: Connection, id: str, at: str) -> None:
    connection.execute(update(corrections).where(corrections.c.id == id).values(withdrawn_at=at))


def _correction(row: Any) -> Correction:
    told = orjson.loads(row["told"])
    return Correction(
        **{name: row[name] for name in PLAIN},
        row=row["target"],
        **parts_of(row["kind"], told),
    )


def parts_of(kind: Kind, told: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a correction that are not plain words, from JSON."""
    rows = {
        name: structured(told[name], KINDS[kind]) if told[name] is not None else None
        for name in ("before", "after")
    }
    return {
        **rows,
        **{name: tuple(told[name]) for name in ("fields", "beside")},
        "actors": tuple(structured(one, Actor) for one in told["actors"]),
        "places": tuple(structured(one, Place) for one in told["places"]),
        "statements": tuple(structured(one, Statement) for one in told["statements"]),
    }


def _now() -> str:
    # Somebody may confirm, take it back and confirm again within a second.
    return datetime.now(UTC).isoformat(timespec="microseconds")
