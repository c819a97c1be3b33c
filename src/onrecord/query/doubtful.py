"""The rows of which the reader is least sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

import orjson
from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.query.overview import reports_page
from onrecord.record import Record
from onrecord.record.correct import report_of, standing
from onrecord.record.corrections import KINDS, LISTS, Kind, located
from onrecord.record.find import find
from onrecord.record.schema import corrections, documents, readings

TOGETHER = 50  # reports that are looked into at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A row that nobody has corrected, and how sure the reader is of it."""

    confidence: float
    document: str
    kind: Kind
    id: str


def doubtful(
    record: Record,
    *,
    kind: str | None = None,
    document: str | None = None,
    limit: int | None = None,
    newest: int | None = None,
    publisher: str | None = None,
    until: str | None = None,
) -> list[Doubtful]:
    """Rows that nobody has corrected, the least certain first.

    Args:
        kind: only statements, events, relations or commitments, in the singular.
        document: only those of this report, by anything that ``Record.get`` understands.
        newest: only those of so many reports, the newest first; all are looked through without it.
        publisher, until: who published these reports, and until when.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of row: use one of {', '.join(KINDS)}")
    query = select(documents.c.key, documents.c.id).order_by(documents.c.key)
    if newest is not None:
        latest = reports_page(record, publisher=publisher, until=until, limit=newest).items
        query = query.where(documents.c.id.in_([one.id for one in latest]))
    with record.looking() as connection:
        if document is not None:
            query = query.where(documents.c.id == find(connection, document))
        reports = connection.execute(query).all()
    keys = [report.key for report in reports]
    every = (_rows(record, keys[at : at + TOGETHER], kind) for at in range(0, len(keys), TOGETHER))
    rows = chain.from_iterable(every)
    found = nsmallest(limit, rows) if limit is not None else sorted(rows)
    return [Doubtful(confidence=sure, document=at, kind=of, id=id) for sure, at, id, of in found]


def _rows(record: Record, keys: Sequence[int], only: str | None) -> Iterator[tuple[float, str, str, Kind]]:
    """How sure the rows of some reports are, the report, the row, and what it is."""
    # One look for some of them, as for readings.
    with record.looking() as connection:
        query = select(documents.c.id, readings.c.reading).join_from(
            documents, readings, readings.c.key == documents.c.key
        )
        lines = connection.execute(query.where(documents.c.key.in_(keys)).order_by(documents.c.key)).all()
        touched = select(corrections.c.document).where(
            corrections.c.document.in_([line.id for line in lines]), corrections.c.withdrawn_at.is_(None)
        )
        corrected = {id: _corrected(connection, id) for id in connection.scalars(touched.distinct()).all()}
    for line in lines:
        data, done = orjson.loads(line.reading), corrected.get(line.id, ())
        for kind, name in LISTS.items():
            if only is None or kind == only:
                for row in data[name]:
                    if (kind, row["id"]) not in done:
                        yield row["confidence"], line.id, row["id"], kind


def _corrected(connection: Connection, document: str) -> set[tuple[str, str]]:
    """The rows of a report that somebody corrected."""
    found = located(report_of(connection, document).read, standing(connection, document))
    return {(kind, id) for (kind, _), id in found.items()}
