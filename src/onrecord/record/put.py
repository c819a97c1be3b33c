"""What is written differently for the two stores beside full-text search: rows put in, and hints for the planner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, TableClause, column, insert, table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from onrecord.record import fulltext


def put(
    connection: Connection, into: TableClause, rows: Sequence[Mapping[str, Any]], *, only_new: bool = False
) -> None:
    """Put rows into a table, with what a full-text index of it holds.

    Args:
        only_new: pass over rows whose unique columns are there already.
    """
    if not rows:
        return
    if connection.dialect.name == fulltext.POSTGRESQL:
        connection.execute(*_on_postgresql(into, rows, only_new))
    else:
        connection.execute(insert(into).prefix_with("OR IGNORE") if only_new else insert(into), list(rows))


def _on_postgresql(
    into: TableClause, rows: Sequence[Mapping[str, Any]], only_new: bool
) -> tuple[Insert, list[Mapping[str, Any]]]:
    found: list[Mapping[str, Any]] = list(rows)
    if into.name in fulltext.OF_TABLE:
        found = [*fulltext.vectors(into.name, rows)]
        columns = [column(one.name, one.type) for one in into.c]
        into = table(into.name, *columns, column("lexemes", postgresql.TSVECTOR()))
    statement = postgresql.insert(into)
    return statement.on_conflict_do_nothing() if only_new else statement, found


def beside_its_index(compared: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that is compared without its index, where that would go through most of the table.

    It is for SQLite, which counts no values; PostgreSQL knows which index leaves few rows.
    """
    return _Beside(compared, type_=compared.type)


class _Beside(FunctionElement[Any]):
    inherit_cache = True

    def __init__(self, *clauses: Any, type_: Any) -> None:
        super().__init__(*clauses)
        self.type = type_


@compiles(_Beside)
def _with_plus(element: Any, compiler: Any, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


@compiles(_Beside, fulltext.POSTGRESQL)
def _plain(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))
