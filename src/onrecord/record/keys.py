"""Keys of new rows."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, Select, TableClause, func, select


def free_key(connection: Connection, table: TableClause) -> int:
    """The first key of a table that no row has or had after the last one."""
    last: int | None = connection.scalar(_last(table))
    return (last or 0) + 1


@cache
def _last(table: TableClause) -> Select[tuple[int | None]]:
    return select(func.max(table.c.key))
