"""The actors of the record, those in most reports first, in pages; and one of them, without all there is of it."""

from __future__ import annotations

from sqlalchemy import func, select

from onrecord.query.actors import Presence, narrowed, presences
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
        .where(*wanted)
        .group_by(parts.c.identity)
        .order_by(*order)
        .limit(limit + 1)
    )
    if after is not None:
        query = query.having(behind(order, after))
    with record.looking() as connection:
        rows = connection.execute(query).all()
        here = [row[-1] for row in rows[:limit]]
        ids = select(identities.c.id, identities.c.key).where(identities.c.key.in_(here))
        keys = {row.id: row.key for row in connection.execute(ids)}
        found = connection.execute(presences(*wanted, parts.c.identity.in_(here))).mappings()
        shown = {keys[row["id"]]: Presence(**row) for row in found}
    last = tuple(map(int, rows[limit - 1])) if len(rows) > limit else None
    return Page(items=tuple(shown[key] for key in here), last=last)
