"""Commitments by how they stand: pages of those in one state, and how many there are in each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, func, select

from onrecord.query.pages import Mark, Page, walk
from onrecord.query.promises import Promised, promised_as
from onrecord.query.standing import STANDINGS, Standing, day_asked, wanted_promises
from onrecord.record import Record
from onrecord.record.schema import promises


def promises_page(
    record: Record, *, today: str | None = None, after: Mark | None = None, limit: int = 50, **asked: Any
) -> Page[Promised]:
    """A page of what ``commitments_over_time`` gives for the same filters; ``after`` is ``last`` of the one before."""
    now = day_asked(today)
    query = select(promises.c.key, promises.c.last_day)
    with record.looking() as connection:
        query = query.where(*wanted_promises(connection, asked, now))
        rows = walk(connection, query, promises.c.last_day, [promises.c.key], after=after, number=limit + 1)
        items = tuple(promised_as(connection, [row.key for row in rows[:limit]], now))
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items=items, last=last and (last.last_day, last.key))


def promises_counted(record: Record, *, today: str | None = None, **asked: Any) -> dict[Standing, int]:
    """How many commitments stand how, for filters of ``commitments_over_time``."""
    now = day_asked(today)
    late = (promises.c.state == "open") & (promises.c.due < now)
    state = case((late, "overdue"), else_=promises.c.state)
    with record.looking() as connection:
        wanted = wanted_promises(connection, asked, now)
        query = select(state, func.count()).select_from(promises).where(*wanted).group_by(state)
        found = {row[0]: row[1] for row in connection.execute(query)}
    return {one: found.get(one, 0) for one in STANDINGS}
