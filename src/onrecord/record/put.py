"""What is written differently for the two stores beside full-text search: rows put in, and hints for the planner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import orjson
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Dialect,
    Subquery,
    TableClause,
    Text,
    TypeDecorator,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from onrecord.record import fulltext


def put(
    connection: Connection,
    into: TableClause,
    rows: Sequence[Mapping[str, Any]],
    *,
    only_new: bool = False,
    by: Sequence[str] = (),
) -> None:
    """Put rows into a table, with what a full-text index of it holds; all have the columns of the first.

    The driver gets them as they are, because all else costs more than the row itself.

    Args:
        only_new: pass over rows whose unique columns are there already.
        by: the columns of the primary key, where a row takes the place of one that has the same.
    """
    if not rows:
        return
    if connection.dialect.name == fulltext.POSTGRESQL and into.name in fulltext.OF_TABLE:
        rows = fulltext.vectors(into.name, rows)
    columns = tuple(rows[0])
    statement = _insert(connection.dialect.name, into.name, columns, only_new, tuple(by))
    connection.exec_driver_sql(statement, [tuple(map(row.__getitem__, columns)) for row in rows])


@lru_cache(maxsize=256)
def _insert(store: str, into: str, columns: Sequence[str], only_new: bool, by: Sequence[str]) -> str:
    on_server = store == fulltext.POSTGRESQL
    listed = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(["%s" if on_server else "?"] * len(columns))
    end = " ON CONFLICT DO NOTHING" if only_new else ""
    if by:
        changed = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in by)
        end = f" ON CONFLICT ({', '.join(by)}) DO UPDATE SET {changed}"
    return f'INSERT INTO "{into}" ({listed}) VALUES ({values}){end}'


def among(compared: ColumnElement[Any], values: Iterable[int] | Iterable[str]) -> ColumnElement[bool]:
    """The condition that a column has one of any number of values; one parameter holds them all."""
    found = list(values)
    of: Any = ARRAY(Text if found and isinstance(found[0], str) else BigInteger)
    return cast(
        "ColumnElement[bool]", _Among(compared, bindparam(None, found, type_=_Values(of), unique=True))
    )


def listed(
    connection: Connection, rows: Sequence[Sequence[int | str]], columns: Mapping[str, type[TypeEngine[Any]]]
) -> Subquery:
    """Any number of rows as a table with columns of these names and types; one parameter holds them all."""
    told = bindparam(None, orjson.dumps(rows).decode(), type_=Text, unique=True)
    parts: list[ColumnElement[Any]]
    if connection.dialect.name == fulltext.POSTGRESQL:
        value = (each := func.json_array_elements(cast_to(told, JSON)).table_valued("value")).c.value
        parts = [value.op("->>")(literal_column(str(place))) for place in range(len(columns))]
    else:
        value = (each := func.json_each(told).table_valued("value")).c.value
        parts = [func.json_extract(value, literal_column(f"'$[{place}]'")) for place in range(len(columns))]
    named = (cast_to(part, of).label(name) for part, (name, of) in zip(parts, columns.items(), strict=True))
    return select(*named).select_from(each).subquery()


class _Values(TypeDecorator[Any]):
    """Values as an array, or as JSON for SQLite, which has no arrays."""

    impl = Text
    cache_ok = True

    def __init__(self, array: Any) -> None:
        super().__init__()
        self.array = array

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return self.array if dialect.name == fulltext.POSTGRESQL else dialect.type_descriptor(Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value if dialect.name == fulltext.POSTGRESQL else orjson.dumps(value).decode()


class _Among(FunctionElement[Any]):
    inherit_cache = True


@compiles(_Among)
def _in_json(element: Any, compiler: Any, **options: Any) -> str:
    compared, values = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{compared} IN (SELECT value FROM json_each({values}))"


@compiles(_Among, fulltext.POSTGRESQL)
def _any(element: Any, compiler: Any, **options: Any) -> str:
    compared, values = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{compared} = ANY({values})"


def beside_its_index(compared: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column or a condition that is compared without its index, where that would go through most of the table.

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
    return f"+({compiler.process(element.clauses, **options)})"


@compiles(_Beside, fulltext.POSTGRESQL)
def _plain(element: Any, compiler: Any, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)})"
