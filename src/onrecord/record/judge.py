"""Judgements made and withdrawn, each inside its caller's transaction."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.model import identify
from onrecord.record.bearers import find_actor, namesakes
from onrecord.record.find import find
from onrecord.record.identities import Change, apply, around, judgement, standing
from onrecord.record.judgements import Judgement, JudgementKind, Judgements, Known
from onrecord.record.schema import actors, called, documents, identities, judgements
from onrecord.record.words import fold_name


def merge(connection: Connection, actor: str, other: str, *, by: str | None, note: str | None) -> Judgement:
    """Judge that two actors are one, called as the first is."""
    kept, gone = find_actor(connection, actor), find_actor(connection, other)
    if kept.id == gone.id:
        raise UsageError(f"{actor!r} and {other!r} are one actor already: {kept.name} ({kept.id})")
    return _judge(connection, "merge", kept, gone, by=by, note=note)


def split(
    connection: Connection,
    actor: str,
    reports: Iterable[str],
    *,
    name: str | None,
    by: str | None,
    note: str | None,
) -> Judgement:
    """Judge that in some reports somebody else is meant by an actor's name."""
    known = find_actor(connection, actor)
    found = sorted({find(connection, report) for report in reports})
    if not found:
        raise UsageError(f"name the reports in which {known.name} is somebody else")
    for document in found:
        if not _appears(connection, known, document):
            raise UsageError(f"{known.name} ({known.id}) is not in the report {document}")
    namesake = _namesake(connection, known, name)
    if namesake.id == known.id:
        raise UsageError(f"{known.name} cannot be told apart from itself: give another name with --name")
    return _judge(connection, "split", known, namesake, documents=tuple(found), by=by, note=note)


def withdraw(connection: Connection, number: int) -> Judgement:
    """Take a judgement back: everybody is who they were without it."""
    found = next((one for one in listed(connection) if one.id == number), None)
    if found is None:
        raise UsageError(f"there is no judgement {number}: `onrecord actor judgements` lists them")
    if found.withdrawn_at:
        raise UsageError(f"judgement {number} was withdrawn already, at {found.withdrawn_at}")
    before = standing(connection)
    after = Judgements(one for one in before if one.id != number)
    was, becomes = around(connection, before, found), around(connection, after, found)
    for later in after:
        if later.id > number and _rests(later, found, was, becomes):
            raise UsageError(f"judgement {later.id} rests on judgement {number}: withdraw {later.id} first")
    changed = update(judgements).where(judgements.c.id == number).values(withdrawn_at=_now())
    connection.execute(changed)
    apply(connection, becomes)
    return next(one for one in listed(connection) if one.id == number)


def listed(connection: Connection) -> list[Judgement]:
    """All judgements ever made, with those withdrawn."""
    rows = connection.execute(select(judgements).order_by(judgements.c.id)).mappings()
    return [judgement(row) for row in rows]


def _judge(
    connection: Connection,
    kind: JudgementKind,
    actor: Known,
    other: Known,
    *,
    documents: tuple[str, ...] = (),
    by: str | None,
    note: str | None,
) -> Judgement:
    made = Judgement(
        id=(connection.scalar(select(func.max(judgements.c.id))) or 0) + 1,
        kind=kind,
        actor=actor,
        other=other,
        documents=documents,
        namesakes=tuple(namesakes(connection, actor, other)),
        by=by or login(),
        note=note,
        at=_now(),
    )
    after = Judgements((*standing(connection), made))
    after.check()
    _write(connection, made)
    apply(connection, around(connection, after, made))
    return made


def _write(connection: Connection, made: Judgement) -> None:
    row = {name: getattr(made, name) for name in ("id", "kind", "by", "note", "at", "withdrawn_at")}
    for side, known in (("actor", made.actor), ("other", made.other)):
        row |= {side: known.id, f"{side}_name": known.name, f"{side}_kind": known.kind}
    lists = {name: json.dumps(getattr(made, name)) for name in ("documents", "namesakes")}
    connection.execute(insert(judgements), row | lists)


def _rests(later: Judgement, found: Judgement, was: Change, becomes: Change) -> bool:
    """Whether a later judgement would lose what it speaks of with an earlier one."""
    if later.kind == "split" and becomes.moved_by(later) < was.moved_by(later):
        return True
    if found.kind == "merge" or found.other.id not in (later.actor.id, later.other.id):
        return False
    return found.other.id not in {row.id for row in becomes.rows}


def _appears(connection: Connection, known: Known, document: str) -> bool:
    query = (
        select(actors.c.key)
        .join_from(actors, documents, documents.c.key == actors.c.document)
        .join(identities, identities.c.key == actors.c.identity)
        .where(identities.c.id == known.id, documents.c.id == document)
    )
    return connection.execute(query).first() is not None


def _namesake(connection: Connection, known: Known, name: str | None) -> Known:
    """The other bearer of a name: who is called so in the record, or somebody new."""
    name = (name or "").strip() or _free_name(connection, known.name)
    # The id that the reader would give, so that this is the same as an actor whom it calls so.
    made = Known(id=identify("actor", known.kind, name), name=name, kind=known.kind)
    return standing(connection).final(made.id) or made


def _free_name(connection: Connection, name: str) -> str:
    for number in count(2):
        numbered = f"{name} ({number})"
        taken = select(called.c.key).where(called.c.name == fold_name(numbered))
        if connection.execute(taken).first() is None:
            return numbered
    raise AssertionError("numbers do not end")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def login() -> str:
    """Who is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "unknown"
