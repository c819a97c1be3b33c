"""Hits of a search with their reports and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, Select, TableClause

from onrecord.model import Span, Spans
from onrecord.query.context import Piece, around
from onrecord.query.found import Origin
from onrecord.query.search import Hit, hit, in_reports, in_statements
from onrecord.record.schema import documents, readings, report_words, statement_words, statements
from onrecord.record.wanted import Wanted

What = Literal["statement", "report"]
Key = tuple[float, What, int]  # how well a hit fits, and where it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A hit, its report, and where it stands there; no spans for words of a headline.

    ``around`` has the words in their sentences, in pieces, each with whether it was looked for.
    """

    hit: Hit
    document: Origin
    spans: Spans
    around: tuple[Piece, ...]


def findings(connection: Connection, wanted: Wanted, keys: Sequence[Key]) -> Iterator[Finding]:
    """Hits with what is shown of them, in the order of their keys."""
    told = [documents.c[name].label(f"its_{name}") for name in Origin.__slots__]
    shown: dict[tuple[What, int], Finding] = {}
    said = in_statements(wanted).add_columns(statements.c.key, statements.c.start, statements.c.end)
    reported = in_reports(wanted).add_columns(documents.c.key)
    kinds: tuple[tuple[What, Select[Any], TableClause], ...] = (
        ("statement", said, statement_words),
        ("report", reported, report_words),
    )
    for what, query, index in kinds:
        if mine := [key for _, its, key in keys if its == what]:
            query = query.add_columns(readings.c.text, *told)
            query = query.join(readings, readings.c.key == documents.c.key)
            for row in connection.execute(query.where(index.c.rowid.in_(mine))).mappings():
                shown[what, row["key"]] = _finding(row)
    return (shown[what, key] for _, what, key in keys)


def _finding(row: RowMapping) -> Finding:
    found, text = hit(row), row["text"]
    first = row.get("start") or 0
    sought = tuple(_where(found, text, first, row.get("end") or len(text)))
    if found.what == "report":
        spans: Spans = sought
    else:
        spans = ((first, row["end"]),) if row["start"] is not None else ()
    return Finding(
        hit=found,
        document=Origin(**{name: row[f"its_{name}"] for name in Origin.__slots__}),
        spans=spans,
        around=around(text, sought) or tuple(_parted(found)),
    )


def _where(found: Hit, text: str, first: int, last: int) -> Iterator[Span]:
    """Where the words that were looked for stand in some of a text."""
    cut = len(found.snippet) - len(found.snippet.removeprefix("…"))
    start = text.find(found.snippet.removeprefix("…").removesuffix("…"), first, last)
    if start >= 0:
        yield from ((start + opened - cut, start + closed - cut) for opened, closed in found.highlights)


def _parted(found: Hit) -> Iterator[Piece]:
    """The snippet in pieces."""
    at = 0
    for start, end in found.highlights:
        yield found.snippet[at:start], False
        yield found.snippet[start:end], True
        at = end
    yield found.snippet[at:], False
