"""The actors of the record, those in most reports first, in pages."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select

from onrecord.query.actors import Presence, narrowed, presences
from onrecord.query.pages import Mark, Page
from onrecord.record import Record
from onrecord.record.schema import actors as parts
from onrecord.record.schema import identities


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
    """A page of what ``actors`` gives for the same filters.

    An actor may be on two pages, or on none, where reports are read between them.

    Args:
        after: ``last`` of the page before.
    """
    wanted = narrowed(words, kind, country, since, until)
    sums = [func.sum(parts.c[name]) for name in ("seen", "statements", "mentions")]
    query = (
        select(parts.c.identity, *(one.label(f"number{place}") for place, one in enumerate(sums)))
        .where(*wanted)
        .group_by(parts.c.identity)
        .order_by(*(one.desc() for one in sums), parts.c.identity)
        .limit(limit + 1)
    )
    if after is not None:
        ties = [
            and_(*(one == value for one, value in zip(sums[:place], after, strict=False)))
            for place in range(4)
        ]
        fewer = [one < value for one, value in zip(sums, after, strict=False)]
        query = query.having(or_(*map(and_, ties, (*fewer, parts.c.identity > after[3]))))
    with record.looking() as connection:
        rows = connection.execute(query).all()
        here = [row.identity for row in rows[:limit]]
        ids = select(identities.c.id, identities.c.key).where(identities.c.key.in_(here))
        keys = {row.id: row.key for row in connection.execute(ids)}
        found = connection.execute(presences(*wanted, parts.c.identity.in_(here))).mappings()
        shown = {keys[row["id"]]: Presence(**row) for row in found}
    return Page(
        items=tuple(shown[key] for key in here),
        last=(*rows[limit - 1][1:], rows[limit - 1].identity) if len(rows) > limit else None,
    )
