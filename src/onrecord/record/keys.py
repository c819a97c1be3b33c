"""Keys of new rows."""

from __future__ import annotations

from sqlalchemy import Connection, TableClause, func, select


def free_key(connection: Connection, table: TableClause) -> int:
    """The first key of a table that no row has or had after the last one."""
    return (connection.scalar(select(func.max(table.c.key))) or 0) + 1
