"""How the stores would go about the questions that somebody asks a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, event

from onrecord.errors import UsageError
from onrecord.record import Record

WIDE = ("(what=?)", "(statement=?)", "(party=?)")


def asked(record: Record, ask: Callable[[Record], object]) -> list[tuple[str, Any]]:
    """The questions in SQL, with their values."""
    found: list[tuple[str, Any]] = []

    def listen(*told: Any) -> None:
        found.append((told[2], told[3]))

    event.listen(record._engine, "before_cursor_execute", listen)
    with suppress(UsageError):  # "no such report" took its queries too
        ask(record)
    event.remove(record._engine, "before_cursor_execute", listen)
    return [(sql, values) for sql, values in found if sql.startswith(("SELECT", "WITH"))]


OF_THE_QUESTION = ("SCAN anon_", "SCAN (subquery", "SCAN CONSTANT")


def scanned(record: Record, questions: list[tuple[str, Any]]) -> set[str]:
    """The tables that are gone through from end to end, or by an index from end to end."""
    with record.looking() as connection:
        find = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
        return set(find(connection, questions))


def _on_sqlite(connection: Connection, questions: list[tuple[str, Any]]) -> Iterator[str]:
    for sql, values in questions:
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values):
            # What a part of the question gave is gone through, too.
            if row.detail.startswith("SCAN") and not row.detail.startswith(OF_THE_QUESTION):
                if "VIRTUAL TABLE" not in row.detail:
                    yield row.detail.split()[1]
            # An index by an empty column or by kind alone is as long as its table.
            elif row.detail.startswith(("SEARCH names", "SEARCH coded")) and row.detail.endswith(WIDE):
                yield row.detail


def _on_postgresql(connection: Connection, questions: list[tuple[str, Any]]) -> Iterator[str]:
    # All tables of a test are small; so we see where no index would do for a large one.
    for way in ("seqscan", "hashjoin", "mergejoin"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    for sql, values in questions:
        (told,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sql}", values).scalar_one()
        yield from _scans(told["Plan"])


def _scans(node: dict[str, Any]) -> Iterator[str]:
    whole = node["Node Type"] in ("Index Scan", "Index Only Scan") and "Index Cond" not in node
    if node["Node Type"] == "Seq Scan" or whole:
        yield node["Relation Name"]
    for inner in node.get("Plans", ()):
        yield from _scans(inner)
