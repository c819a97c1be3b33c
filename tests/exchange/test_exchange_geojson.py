"""Events on the map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson

from onrecord.exchange.geojson import write
from onrecord.model import Reading
from tests.exchange.whole_readings import HARD, examples, written


def features(*readings: Reading) -> list[dict[str, Any]]:
    data = orjson.loads(written(write, *readings))
    assert data.keys() == {"type", "features"}
    assert data["type"] == "FeatureCollection"
    return list(data["features"])


def test_an_event_stands_at_its_place_with_its_status_and_teller() -> None:
    [feature] = features(HARD)

    assert feature["geometry"] == {"type": "Point", "coordinates": [-77.03, -12.0]}
    assert feature["id"] == "e1"
    told = feature["properties"]
    assert (told["status"], told["teller"]) == ("denied", ["Bo", 'Ann "\\" Lée'])
    assert (told["date"], told["first_day"], told["last_day"]) == (
        "2016-10-19/2016-10-20",
        "2016-10-19",
        "2016-10-20",
    )
    assert (told["actors"], told["recipients"]) == (["Bo"], ['Ann "\\" Lée'])
    assert told["text"] == HARD.events[0].text
    assert (told["place"], told["place_kind"], told["country"]) == ("Lima", "city", "PER")


def test_the_day_of_publication_stands_in_and_is_told_apart() -> None:
    [feature] = features(replace(HARD, events=(replace(HARD.events[0], date=None),)))

    told = feature["properties"]
    assert (told["date"], told["first_day"], told["last_day"]) == (None, "2016-10-21", "2016-10-21")


def test_events_without_coordinates_are_left_out() -> None:
    nowhere = replace(HARD, places=(replace(HARD.places[0], lat=None),))

    assert features(nowhere, replace(HARD, places=())) == []


def test_all_events_of_the_examples_that_have_a_place_are_there() -> None:
    expected = [
        (event.id, [place.lon, place.lat])
        for reading in examples()
        for event in reading.events
        for place in reading.places
        if place.id == event.place and place.lat is not None
    ]

    found = features(*examples())
    assert [(feature["id"], feature["geometry"]["coordinates"]) for feature in found] == expected
    assert len(expected) >= 8
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for _, (lon, lat) in expected)  # type: ignore[operator]
