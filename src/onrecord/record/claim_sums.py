"""Who tells a claim, how many, since when, and how many deny it.

What a new report tells is added to that, so that a claim that many tell costs no more than another; only where pieces
or whole stories change their place is it counted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from onrecord.record.assertions import OFFICE, Assertion
from onrecord.record.opposites import Known
from onrecord.record.put import among, beside_its_index, put
from onrecord.record.schema import assertions as pieces
from onrecord.record.schema import claims, documents

SUMS = ("day", "last_day", "stories", "tellers", "affirmed", "denied")


def add_up(connection: Connection, told: Sequence[Known], made: Mapping[int, str], story: int) -> None:
    """Make the new claims of a report that is not stored yet, and add to the others what it tells."""
    groups: dict[int, list[Assertion]] = {}
    for each in told:
        groups.setdefault(each.claim, []).append(each.piece)
    day = told[0].day if told else None
    put(connection, claims, [
        {"key": key, "id": id, "stories": 1, "tellers": len(_speakers(groups[key])), **_sums(groups[key], day)}
        | {"office": groups[key][0].kind == OFFICE}
        for key, id in made.items()
    ])  # fmt: skip
    old = groups.keys() - made.keys()
    if not old:
        return
    speakers = {speaker for key in old for speaker in _speakers(groups[key])}
    spoken = select(pieces.c.claim, pieces.c.speaker).distinct()
    spoken = spoken.where(among(pieces.c.claim, old), among(pieces.c.speaker, speakers))
    known: dict[int, set[str]] = {key: set() for key in old}
    for claim, speaker in connection.execute(spoken).all():
        known[claim].add(speaker)
    copies = (
        select(pieces.c.claim)
        .join_from(documents, pieces, pieces.c.document == documents.c.key)
        .where(documents.c.story == story, among(beside_its_index(pieces.c.claim), old))
    )
    retold = set(connection.scalars(copies).all())
    rows = []
    for row in connection.execute(select(claims).where(among(claims.c.key, old))).all():
        sums, others = _sums(groups[row.key], day), _speakers(groups[row.key]) - known[row.key]
        rows.append({
            "of": row.key,
            "new_day": min(filter(None, (row.day, sums["day"])), default=None),
            "new_last_day": max(filter(None, (row.last_day, sums["last_day"])), default=None),
            "new_stories": row.stories + (row.key not in retold),
            "new_tellers": row.tellers + len(others),
            "new_affirmed": row.affirmed + sums["affirmed"],
            "new_denied": row.denied + sums["denied"],
        })  # fmt: skip
    _change(connection, rows)


def _speakers(told: Iterable[Assertion]) -> set[str]:
    return {piece.speaker for piece in told}


def _sums(told: Sequence[Assertion], report_day: str | None) -> dict[str, Any]:
    return {
        "day": min(filter(None, (piece.day or report_day for piece in told)), default=None),
        "last_day": max(filter(None, (piece.last_day or report_day for piece in told)), default=None),
        "affirmed": sum(piece.side > 0 for piece in told),
        "denied": sum(piece.side < 0 for piece in told),
    }


def _change(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in SUMS}
        connection.execute(update(claims).where(claims.c.key == bindparam("of")).values(changed), rows)


def sum_up_stories(connection: Connection, merged: Iterable[int]) -> None:
    """Count claims again that several stories tell which turn out to be one."""
    told = select(pieces.c.claim).join_from(documents, pieces, pieces.c.document == documents.c.key)
    sum_up(connection, connection.scalars(told.where(among(documents.c.story, merged))).all())


def sum_up(connection: Connection, keys: Iterable[int]) -> None:
    """Count again who tells some claims, when, and for or against; those that nobody tells are dropped."""
    wanted = set(keys)
    if not wanted:
        return
    told: dict[int, list[Any]] = {key: [] for key in wanted}
    columns = (pieces.c[name] for name in ("claim", "side", "speaker", "day", "last_day", "report_day"))
    query = select(documents.c.story, *columns).join_from(
        pieces, documents, documents.c.key == pieces.c.document
    )
    for row in connection.execute(query.where(among(pieces.c.claim, wanted))).all():
        told[row.claim].append(row)
    sums = ((key, _summary(rows)) for key, rows in told.items() if rows)
    _change(connection, [{"of": key, **{f"new_{name}": one[name] for name in SUMS}} for key, one in sums])
    nobody = [key for key, rows in told.items() if not rows]
    connection.execute(delete(claims).where(among(claims.c.key, nobody)))


def _summary(rows: Sequence[Any]) -> dict[str, Any]:
    days = [row.day or row.report_day for row in rows]
    last_days = [row.last_day or row.report_day for row in rows]
    return {
        "day": min(filter(None, days), default=None),
        "last_day": max(filter(None, last_days), default=None),
        "stories": len({row.story for row in rows}),
        "tellers": len({row.speaker for row in rows}),
        "affirmed": sum(row.side > 0 for row in rows),
        "denied": sum(row.side < 0 for row in rows),
    }
