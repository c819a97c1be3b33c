"""Keys of new rows."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, TableClause, func, select


def free_key(connection: Connection, table: TableClause) -> int:
    """The first key of a table that no row has or had after the last one."""
    return int(connection.scalar(_last(table)) or 0) + 1


@cache
def _last(table: TableClause) -> Select[Any]:
    return select(func.max(table.c.key))
