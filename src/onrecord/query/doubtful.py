"""The rows of which the reader is least sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.query.overview import reports_page
from onrecord.record import Record
from onrecord.record.correct import report_of, standing
from onrecord.record.corrections import KINDS, LISTS, Kind, located
from onrecord.record.find import find
from onrecord.record.parts import Parts
from onrecord.record.schema import documents, readings


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
    found = (
        row
        for report in reports
        for row in _rows(record, report.key, report.id)
        if kind is None or row.kind == kind
    )
    return nsmallest(limit, found, key=_order) if limit is not None else sorted(found, key=_order)


def _order(row: Doubtful) -> tuple[float, str, str]:
    return row.confidence, row.document, row.id


def _rows(record: Record, key: int, document: str) -> Iterator[Doubtful]:
    # One look each, as for readings.
    with record.looking() as connection:
        line = connection.scalar(select(readings.c.reading).where(readings.c.key == key))
        corrected = _corrected(connection, document)
    if line is None:
        return
    data = Parts(line).data
    for kind, name in LISTS.items():
        for row in data[name]:
            if (kind, row["id"]) not in corrected:
                yield Doubtful(confidence=row["confidence"], document=document, kind=kind, id=row["id"])


def _corrected(connection: Connection, document: str) -> set[tuple[str, str]]:
    """The rows of a report that somebody corrected."""
    here = standing(connection, document)
    if not here:
        return set()
    found = located(report_of(connection, document).read, here)
    return {(kind, id) for (kind, _), id in found.items()}
