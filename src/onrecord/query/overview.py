"""What there is in a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, or_, select

from onrecord.query.between import between
from onrecord.query.pages import Mark, Page, page, walk
from onrecord.record import Record
from onrecord.record.coded import LISTS
from onrecord.record.schema import actors, coded, failures, identities, statements
from onrecord.record.schema import documents as reports

TOP = 10

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One report in the record."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    agency: str | None
    source: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The record in figures; counts run from the most to the fewest, sizes are in bytes."""

    reports: int
    statements: int
    kinds: Counts
    resolved: float | None  # share of the statements whose speaker is a known actor
    first: str | None  # days of publication
    last: str | None
    speakers: Counts
    cue_classes: Counts
    events: int
    event_types: Counts
    relations: int
    commitments: int
    statuses: Counts  # of events, relations and commitments
    readers: Counts
    failures: int
    size: int


def documents(record: Record) -> list[Summary]:
    """All reports by date of publication, then id; those without a date come last."""
    told = [reports.c[name] for name in Summary.__slots__ if name != "statements"]
    count = select(func.count()).where(statements.c.document == reports.c.key).scalar_subquery()
    query = select(*told, count.label("statements")).order_by(
        reports.c.published.is_(None), reports.c.published, reports.c.id
    )
    with record.looking() as connection:
        return [Summary(**row) for row in connection.execute(query).mappings()]


def reports_page(
    record: Record,
    *,
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Summary]:
    """Reports, those published last first.

    Args:
        publisher: a publisher or an agency, as it is written in the record.
        since, until: dates of publication as fine or coarse as wanted.
        after: ``last`` of the page before.
    """
    told = [reports.c[name] for name in Summary.__slots__ if name != "statements"]
    count = select(func.count()).where(statements.c.document == reports.c.key).scalar_subquery()
    query = select(*told, count.label("statements")).where(*between(reports, since, until))
    if publisher is not None:
        query = query.where(or_(reports.c.publisher == publisher, reports.c.agency == publisher))
    with record.looking() as connection:
        rows = walk(connection, query, reports.c.published, [reports.c.id], after=after, number=limit + 1)
    return page(rows, limit, lambda row: Summary(**row._mapping), lambda row: (row.published, row.id))


def published_since(record: Record, number: int) -> str | None:
    """The day from which on so many reports were published, perhaps some more; None where there are fewer."""
    newest = (
        select(reports.c.published)
        .where(reports.c.published.is_not(None))
        .order_by(reports.c.published.desc())
    )
    with record.looking() as connection:
        return connection.scalar(newest.limit(1).offset(number - 1))


def stats(record: Record) -> Stats:
    """The record in figures."""
    with record.looking() as connection:
        said, resolved = connection.execute(
            select(func.count(), func.count(statements.c.speaker)).select_from(statements)
        ).one()
        count, first, last = connection.execute(
            select(func.count(), func.min(reports.c.day), func.max(reports.c.last_day)).select_from(reports)
        ).one()
        speaking = statements.join(actors, actors.c.key == statements.c.speaker).join(
            identities, identities.c.key == actors.c.identity
        )
        return Stats(
            reports=count,
            statements=said,
            kinds=_counts(connection, statements.c.kind),
            resolved=resolved / said if said else None,
            first=first,
            last=last,
            speakers=_counts(connection, identities.c.name, of=speaking),
            cue_classes=_counts(connection, statements.c.cue_class),
            **_coded(connection),
            readers=_counts(connection, reports.c.reader),
            failures=connection.scalar(select(func.count()).select_from(failures)) or 0,
            size=record.size(),
        )


def _coded(connection: Connection) -> dict[str, Any]:
    number = func.count()
    found = connection.execute(select(coded.c.what, number).group_by(coded.c.what))
    numbers = {row[0]: row[1] for row in found}
    events = select(coded.c.type).where(coded.c.what == "event").subquery()
    return {
        **{name: numbers.get(what, 0) for what, name in LISTS.items()},
        "event_types": _counts(connection, events.c.type, of=events),
        "statuses": _counts(connection, coded.c.status),
    }


def _counts(connection: Connection, column: ColumnElement[Any], of: FromClause | None = None) -> Counts:
    number = func.count().label("number")
    query = select(column.label("value"), number).group_by(column).order_by(number.desc(), column).limit(TOP)
    if of is not None:
        query = query.select_from(of)
    return tuple((row.value, row.number) for row in connection.execute(query))
