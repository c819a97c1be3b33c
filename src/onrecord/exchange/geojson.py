"""Events at their places as GeoJSON (RFC 7946): one FeatureCollection, a feature an event.

Only events whose place is known with its coordinates are written. The coordinates are those of the place, not of the
event: everything in a city stands on the same point, and a country stands on one point too (``place_kind`` says so).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from onrecord.exchange.whole import Whole, joined, json, whole
from onrecord.model import Event, Party, Place, Reading
from onrecord.timex import days


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as they come and return how many there were.

    Raises InputError where a text holds half a surrogate pair.
    """
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for reading in readings:
            count += 1
            yield from (json(feature, reading.document) for feature in features(reading))

    out.write(b'{"type":"FeatureCollection","features":[')
    for line in joined(lines()):
        out.write(line)
    out.write(b"\n]}\n")
    return count


def features(reading: Reading) -> Iterator[dict[str, Any]]:
    """A feature for each event of a reading that has a place on the map."""
    held = whole(reading)
    for event in reading.events:
        place = held.places.get(event.place or "")
        if place and place.lat is not None and place.lon is not None:
            yield {
                "type": "Feature",
                "id": event.id,
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": _properties(held, event, place),
            }


def _properties(held: Whole, event: Event, place: Place) -> dict[str, Any]:
    document = held.reading.document
    # Timelines want a day for every point; "date" says whether it was told.
    span = days(event.date) or days(document.published)

    def names(parties: Iterable[Party]) -> list[str]:
        return [held.called(party) for party in parties]

    return {
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad": event.quad,
        "intensity": event.intensity,
        "date": event.date,
        "first_day": span and span[0].isoformat(),
        "last_day": span and span[1].isoformat(),
        "status": event.status,
        "certainty": event.certainty,
        "teller": held.tellers(event.statement),
        "statement": event.statement,
        "actors": names(event.actors),
        "recipients": names(event.recipients),
        "text": event.text,
        "confidence": event.confidence,
        "place": place.name,
        "place_kind": place.kind,
        "country": place.country,
        "geonames": place.geonames,
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "publisher": document.publisher or document.agency,
        "source": document.source,
        "reader": held.reading.reader,
    }
