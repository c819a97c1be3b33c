"""Where events of the record took place."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.model import PlaceKind
from onrecord.query.found import reports
from onrecord.query.pages import Mark, Page, page
from onrecord.record import Record
from onrecord.record.schema import coded, places
from onrecord.record.words import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place and how many events are told of it; first and last are their days."""

    id: str
    name: str
    kind: PlaceKind | None
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    events: int
    first: str | None
    last: str | None


def sites(
    record: Record,
    words: str | None = None,
    *,
    country: str | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Site]:
    """Places of events in the order in which they came into the record.

    Args:
        words: words that the name has in it.
        country: three letters of ISO 3166-1.
        after: ``last`` of the page before.
    """
    query = (
        select(
            *(places.c.key, func.count().label("events"), func.min(coded.c.key).label("one")),
            *(func.min(coded.c.day).label("first"), func.max(coded.c.last_day).label("last")),
        )
        .join_from(places, coded, coded.c.place == places.c.key)
        .group_by(places.c.key)
        .order_by(places.c.key)
        .limit(limit + 1)
    )
    if words is not None:
        query = query.where((" " + places.c.name + " ").contains(f" {fold_name(words)} ", autoescape=True))
    if country is not None:
        query = query.where(places.c.country == country.upper())
    if after is not None:
        query = query.where(places.c.key > after[0])
    with record.looking() as connection:
        rows = connection.execute(query).all()
        first = select(coded.c.key, coded.c.document, coded.c.number).where(
            coded.c.key.in_([row.one for row in rows[:limit]])
        )
        events = {row.key: row for row in connection.execute(first)}
        stored = reports(connection, sorted({row.document for row in events.values()}))

    def site(row: object) -> Site:
        one = events[row.one]  # type: ignore[attr-defined]
        parts = stored[one.document].parts
        place = parts.place(parts.data["events"][one.number]["place"])
        assert place, "the event was found by its place"
        told = ("id", "name", "kind", "country", "lat", "lon", "geonames")
        counted = ("events", "first", "last")
        return Site(
            **{name: getattr(place, name) for name in told}, **{name: getattr(row, name) for name in counted}
        )

    return page(rows, limit, site, lambda row: (row.key,))
