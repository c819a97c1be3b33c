"""Who the actors of all reports are.

Kept in step with readings and judgements, in the transaction that changes these.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, or_, select, update

from onrecord.record.judgements import Judgement, Judgements, Known, Settled
from onrecord.record.put import put
from onrecord.record.rows import Row
from onrecord.record.schema import actors, called, documents, identities, judgements

BATCH = 500  # values in one question; older SQLite takes no more than 999


def standing(connection: Connection) -> Judgements:
    """The judgements that nobody withdrew."""
    query = select(judgements).where(judgements.c.withdrawn_at.is_(None)).order_by(judgements.c.id)
    return Judgements(judgement(row) for row in connection.execute(query).mappings())


def judgement(row: Any) -> Judgement:
    """A judgement from its row."""
    return Judgement(
        id=row["id"],
        kind=row["kind"],
        actor=Known(id=row["actor"], name=row["actor_name"], kind=row["actor_kind"]),
        other=Known(id=row["other"], name=row["other_name"], kind=row["other_kind"]),
        documents=tuple(json.loads(row["documents"])),
        namesakes=tuple(json.loads(row["namesakes"])),
        **{name: row[name] for name in ("by", "note", "at", "withdrawn_at")},
    )


def placed(connection: Connection, document: str, found: list[Row]) -> list[Row]:
    """The rows of a document's actors, with their identities, which are made where they are new."""
    now = standing(connection)
    settled = [now.settle(Known(id=row["id"], name=row["name"], kind=row["kind"]), document) for row in found]
    keys, names = _made(connection, settled)
    # Who was there already and is called as before is found already.
    _call(connection, now, [one for one in settled if names.get(one.actor.id) != one.told.name], keys)
    here = [keys[one.actor.id] for one in settled]
    _count(connection, set(here), 1)
    return [
        {**row, "identity": key, "seen": int(key not in here[:place]), "own": int(not one.judged)}
        for place, (row, key, one) in enumerate(zip(found, here, settled, strict=True))
    ]


def of_document(connection: Connection, document_key: int) -> list[int]:
    """The identities of a document's actors."""
    query = select(actors.c.identity).where(actors.c.document == document_key).distinct()
    return list(connection.scalars(query))


def forget_unseen(connection: Connection, keys: Iterable[int]) -> None:
    """Take a report away from its identities, and drop those that no actor of any report has any more."""
    mine = set(keys)
    _count(connection, mine, -1)
    _drop_unseen(connection, mine)


def _count(connection: Connection, keys: Iterable[int], by: int) -> None:
    """Say that identities are in a report more, or less."""
    for some in _batches(sorted(keys)):
        mine = update(identities).where(identities.c.key.in_(some))
        connection.execute(mine.values(reports=identities.c.reports + by))


def _drop_unseen(connection: Connection, keys: Iterable[int]) -> None:
    seen = exists().where(actors.c.identity == identities.c.key)
    for some in _batches(sorted(keys)):
        connection.execute(delete(identities).where(identities.c.key.in_(some), ~seen))


@dataclass(frozen=True, slots=True)
class Change:
    """What the judgements that stand make of the actors near a judgement."""

    now: Judgements
    rows: Sequence[Any]
    settled: Sequence[Settled]

    def moved_by(self, judgement: Judgement) -> int:
        """The number of actors about whom a judgement has a say."""
        return sum(any(judged.id == judgement.id for judged in one.judged) for one in self.settled)


def around(connection: Connection, now: Judgements, about: Judgement) -> Change:
    """Who everybody is whose identity may hang on the judgement ``about``."""
    near = sorted(now.around(about))
    keys: set[int] = set()
    for some in _batches(near):
        of_name = select(called.c.identity).where(called.c.name.in_(some))
        query = select(identities.c.key).where(or_(identities.c.id.in_(some), identities.c.key.in_(of_name)))
        keys.update(connection.scalars(query))
    rows: list[Any] = []
    for some in _batches(sorted(keys)):
        rows.extend(connection.execute(_actors().where(actors.c.identity.in_(some))))
    rows.sort(key=lambda row: row.key)
    settled = [now.settle(Known(id=row.id, name=row.name, kind=row.kind), row.document) for row in rows]
    return Change(now, rows, settled)


def apply(connection: Connection, change: Change) -> None:
    """Put down who they are now, under which names, and forget who is nobody any more."""
    before = {row.identity for row in change.rows}
    keys, _ = _made(connection, change.settled)
    seen: set[tuple[str, int]] = set()
    moved = []
    for row, one in zip(change.rows, change.settled, strict=True):
        key = keys[one.actor.id]
        first = (row.document, key) not in seen
        seen.add((row.document, key))
        if (row.identity, row.seen, row.own) != (key, first, not one.judged):
            moved.append({"row": row.key, "identity": key, "seen": int(first), "own": int(not one.judged)})
    if moved:
        connection.execute(update(actors).where(actors.c.key == bindparam("row")), moved)
    for some in _batches(sorted(before | set(keys.values()))):
        connection.execute(delete(called).where(called.c.identity.in_(some)))
    _call(connection, change.now, change.settled, keys)
    for some in _batches(sorted(before | set(keys.values()))):
        number = select(func.coalesce(func.sum(actors.c.seen), 0)).where(
            actors.c.identity == identities.c.key
        )
        mine = update(identities).where(identities.c.key.in_(some))
        connection.execute(mine.values(reports=number.scalar_subquery()))
    _drop_unseen(connection, before)


def _actors() -> Any:
    told = (
        actors.c.key,
        actors.c.id,
        actors.c.name,
        actors.c.kind,
        actors.c.identity,
        actors.c.seen,
        actors.c.own,
    )
    return select(*told, documents.c.id.label("document")).join_from(
        actors, documents, documents.c.key == actors.c.document
    )


def _made(connection: Connection, settled: Iterable[Settled]) -> tuple[dict[str, int], dict[str, str]]:
    """Keys of identities by their ids, and the names of those that were there; others are made."""
    wanted = {one.actor.id: one.actor for one in settled}
    keys, names = {}, {}
    for some in _batches(list(wanted)):
        for row in connection.execute(select(identities).where(identities.c.id.in_(some))):
            keys[row.id], names[row.id] = row.key, row.name
    if new := [actor for actor in wanted.values() if actor.id not in keys]:
        first = (connection.scalar(select(func.max(identities.c.key))) or 0) + 1
        keys |= {actor.id: key for key, actor in enumerate(new, first)}
        told = ({"id": actor.id, "name": actor.name, "kind": actor.kind} for actor in new)
        connection.execute(insert(identities), [{"key": keys[row["id"]], **row} for row in told])
    return keys, names


def _call(connection: Connection, now: Judgements, settled: Iterable[Settled], keys: dict[str, int]) -> None:
    """Let identities be found by the names they go by."""
    alike = {(one.actor.id, one.told.name, bool(one.judged)): one for one in settled}
    names = {
        (keys[one.actor.id], name): apart
        for one in alike.values()
        for name, apart in now.names(one).items()
        if name
    }
    rows = [{"identity": key, "name": name, "apart": apart} for (key, name), apart in names.items()]
    put(connection, called, rows, only_new=True)


def _batches(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))
