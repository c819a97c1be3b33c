"""Which row of the record is meant by an id or its beginning."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, literal, select

from onrecord.errors import UsageError
from onrecord.record.find import CANDIDATES, SHORTEST_PREFIX
from onrecord.record.schema import coded, statements


def find_row(connection: Connection, prefix: str) -> Any:
    """The ``id``, ``document`` (its key), ``what`` and ``number`` of an event, relation, commitment or statement.

    Args:
        prefix: an id, or at least four digits of its beginning.

    Raises UsageError where no row's id begins so, or several.
    """
    prefix = prefix.strip().casefold()
    if len(prefix) < SHORTEST_PREFIX:
        raise UsageError(f"{prefix!r} is too short for an id: give at least {SHORTEST_PREFIX} digits of it")
    rows: list[Any] = []
    for table, what, number in (
        (coded, coded.c.what, coded.c.number),
        (statements, literal("statement").label("what"), statements.c.key.label("number")),
    ):
        begun = and_(table.c.id >= prefix, table.c.id < prefix + "\U0010ffff")
        query = select(table.c.id, table.c.document, what, number).where(begun).limit(CANDIDATES + 1)
        rows.extend(connection.execute(query))
    if len(rows) > 1:
        listed = " or ".join(f"{row.id} ({row.what})" for row in rows[:CANDIDATES])
        raise UsageError(f"{prefix!r} may be {listed}: give more of it")
    if not rows:
        raise UsageError(
            f"nothing in the record has an id that begins with {prefix!r}: "
            "`onrecord events`, `relations` and `commitments` show ids"
        )
    return rows[0]
