"""Events as PLOVER JSON Lines: an object an event, with whose word it is and how firm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from onrecord.data.registry import Registry
from onrecord.exchange.codes import Coded, coded
from onrecord.exchange.told import Told, day, tellers
from onrecord.model import Party, Place

VERSION = "plover/2021"


def lines(found: Iterable[Told], registry: Registry) -> Iterator[bytes]:
    """A line for each event.

    Args:
        registry: actors with codes of their own.
    """
    for told in found:
        yield orjson.dumps(event(told, registry))


def event(told: Told, registry: Registry) -> dict[str, Any]:
    """One event."""
    row = told.row

    def parties(those: Iterable[Party]) -> list[dict[str, Any]]:
        return [_party(coded(told, party, registry)) for party in those]

    return {
        "id": row.id,
        "format": VERSION,
        "date": day(told) or None,
        "date_told": row.date,
        "type": row.type,
        "mode": row.mode,
        "context": list(row.contexts),
        "quad": row.quad,
        "intensity": row.intensity,
        "cameo": row.cameo,
        "actor": parties(row.actors),
        "recipient": parties(row.recipients),
        "place": _place(told.place) if told.place else None,
        "status": row.status,
        "certainty": row.certainty,
        "teller": tellers(told),
        "statement": row.statement,
        "text": row.text,
        "spans": row.spans,
        "confidence": row.confidence,
        "document": told.document.id,
        "published": told.document.published,
        "publisher": told.document.publisher or told.document.agency,
        "source": told.document.source,
        "coder": told.story.reader,
    }


def _party(found: Coded) -> dict[str, Any]:
    return {
        "name": found.name,
        "code": found.code or None,
        "country": found.country or None,
        "sectors": list(found.sectors),
        "title": found.title or None,
        "wikidata": found.wikidata or None,
        "text": found.text,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
    }
