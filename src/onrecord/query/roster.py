"""The actors of the record, those in most reports first, in pages; and one of them, without all there is of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.query.actors import Presence, likely, narrowed, presences
from onrecord.query.pages import Mark, Page, behind
from onrecord.record import Record
from onrecord.record.bearers import find_actor
from onrecord.record.schema import actors as parts
from onrecord.record.schema import identities


def presence(record: Record, name: str) -> Presence:
    """How much of one actor there is; ``name`` as for ``actor``, of whose answer this is the quick part."""
    with record.looking() as connection:
        known = find_actor(connection, name)
        mine = parts.c.identity.in_(select(identities.c.key).where(identities.c.id == known.id))
        return Presence(**connection.execute(presences(mine)).mappings().one())


def actors_by_reports(
    record: Record,
    words: str = "",
    *,
    kind: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Presence]:
    """A page of what ``actors`` gives for the same filters; those with the same numbers as they came into the record.

    An actor may be on two pages, or on none, where reports are read between them.

    Args:
        after: ``last`` of the page before.
    """
    wanted = narrowed(words, kind, country, since, until)
    # From the smallest, as pages want it: of most reports, then of most statements, then of most mentions.
    order = [*(-func.sum(parts.c[name]) for name in ("seen", "statements", "mentions")), parts.c.identity]
    query = (
        select(*(column.label(f"place{place}") for place, column in enumerate(order)))
        .add_columns(func.min(parts.c.day).label("first"), func.max(parts.c.last_day).label("last"))
        .group_by(parts.c.identity)
        .order_by(*order)
        .limit(limit + 1)
    )
    if after is not None:
        query = query.having(behind(order, after))
    with record.looking() as connection:
        if not wanted:
            wanted.append(parts.c.identity.in_(_foremost(connection, after, limit + 1)))
        rows = connection.execute(query.where(*wanted)).all()
        shown = rows[:limit]
        known = _known(connection, [row[3] for row in shown])
    last = tuple(map(int, shown[-1][:4])) if len(rows) > limit else None
    return Page(items=tuple(_presence(row, known[row[3]]) for row in shown), last=last)


def _foremost(connection: Connection, after: Mark | None, number: int) -> Select[Any]:
    """So many identities of most reports, or more, and those of as many reports as the last one before them."""
    reports = identities.c.reports
    behind_it = select(reports).order_by(reports.desc()).limit(1).offset(number - 1)
    mine = select(identities.c.key)
    if after is not None:
        behind_it, mine = behind_it.where(reports < -after[0]), mine.where(reports <= -after[0])
    return mine.where(reports >= (connection.scalar(behind_it) or 0))


def _known(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The id, the name, the kind and the country of identities; of several countries the likeliest."""
    told = select(identities.c.key, identities.c.id, identities.c.name, identities.c.kind)
    found = {
        row.key: {"id": row.id, "name": row.name, "kind": row.kind, "country": None}
        for row in connection.execute(told.where(identities.c.key.in_(keys)))
    }
    countries = (
        select(parts.c.identity, parts.c.country)
        .where(parts.c.identity.in_(keys), parts.c.country.is_not(None))
        .group_by(parts.c.identity, parts.c.country)
        .order_by(parts.c.identity, *likely())
    )
    for identity, country in connection.execute(countries):
        found[identity]["country"] = found[identity]["country"] or country
    return found


def _presence(row: Any, known: Mapping[str, Any]) -> Presence:
    reports, statements, mentions = (int(-number) for number in row[:3])
    return Presence(
        **known,
        reports=reports,
        statements=statements,
        mentions=mentions,
        first=row.first,
        last=row.last,
    )
