"""Where events took place, place by place, for a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, func, select

from onrecord.model import PlaceKind
from onrecord.query.coded import conditions
from onrecord.query.overview import Counts
from onrecord.record import Record
from onrecord.record.coded import Scene
from onrecord.record.schema import coded, places, readings

MOST = 300  # places, those of most events; one reading is opened for each


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with coordinates, and how many events are told of it, by their status; first and last are their days.

    ``scene`` is what ``coded_page`` finds these events by.
    """

    scene: Scene
    name: str
    kind: PlaceKind | None
    country: str | None
    lat: float
    lon: float
    events: int
    statuses: Counts
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Places of events, those of most events first.

    ``events`` counts all that fit what was asked, ``placed`` those among them at a spot, and ``places`` their places.
    """

    spots: tuple[Spot, ...]
    places: int
    events: int
    placed: int


def atlas(
    record: Record,
    *,
    type: str | None = None,
    status: str | None = None,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = MOST,
) -> Atlas:
    """Where events took place.

    Args:
        type, status, since, until: as for ``events``.
        actor: the name of either party.
    """
    asked = {"type": type, "status": status, "either": actor, "since": since, "until": until}
    row = coded.c
    with record.looking() as connection:
        wanted = list(conditions(connection, "event", asked))
        events = connection.scalar(select(func.count()).select_from(coded).where(*wanted)) or 0
        if not any(asked.values()):
            wanted.clear()  # only events have a place, and the index of places is smaller
        query = (
            select(row.place, row.status, func.count().label("number"), func.min(row.key).label("one"))
            .add_columns(func.min(row.day).label("first"), func.max(row.last_day).label("last"))
            .where(row.place.is_not(None), *wanted)
            .group_by(row.place, row.status)
        )
        groups: dict[int, list[Any]] = defaultdict(list)
        for group in connection.execute(query):
            groups[group.place].append(group)
        order = sorted(groups, key=lambda key: (-sum(one.number for one in groups[key]), key))
        spots = tuple(_spots(connection, [groups[key] for key in order[:limit]]))
    return Atlas(spots=spots, places=len(groups), events=events, placed=sum(spot.events for spot in spots))


def _spots(connection: Connection, groups: list[list[Any]]) -> Iterable[Spot]:
    """The places that have coordinates, as an event at each has them."""
    query = (
        select(coded.c.place, coded.c.number, readings.c.reading, places.c.name, places.c.country)
        .join_from(coded, readings, readings.c.key == coded.c.document)
        .join(places, places.c.key == coded.c.place)
        .where(coded.c.key.in_([min(group, key=lambda one: one.one).one for group in groups]))
    )
    told = {row.place: row for row in connection.execute(query)}
    for group in groups:
        row = told[group[0].place]
        reading = orjson.loads(row.reading)
        id = reading["events"][row.number]["place"]
        place = next(one for one in reading["places"] if one["id"] == id)
        if place["lat"] is None or place["lon"] is None:
            continue
        yield Spot(
            scene=(row.name, row.country),
            **{name: place[name] for name in ("name", "kind", "country", "lat", "lon")},
            events=sum(one.number for one in group),
            statuses=tuple(sorted(((one.status, one.number) for one in group), key=lambda told: -told[1])),
            first=min((one.first for one in group if one.first), default=None),
            last=max((one.last for one in group if one.last), default=None),
        )
