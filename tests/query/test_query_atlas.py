"""Where events took place, and who there is, as pages list them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord import query
from onrecord.errors import UsageError
from onrecord.model import Reading
from onrecord.record import Record
from tests.coded_reading import actor_id, coded_reading


def placed(number: int, **coordinates: tuple[float, float]) -> Reading:
    """A report whose places have the coordinates that are given by their names."""
    reading = coded_reading(number, published=f"2016-10-2{number}")
    places = tuple(
        replace(one, **dict(zip(("lat", "lon"), coordinates.get(one.name, (None, None)), strict=True)))
        for one in reading.places
    )
    return replace(reading, places=places)


@pytest.fixture
def told(record: Record) -> Record:
    """Two reports, which place one event in Aleppo and one in Idlib each."""
    for number in (1, 2):
        record.save(placed(number, Aleppo=(36.2, 37.16)))
    return record


def test_places_have_their_events_by_status(told: Record) -> None:
    found = query.atlas(told)

    assert (found.events, found.places, found.placed) == (4, 2, 2)
    [aleppo] = found.spots
    assert (aleppo.scene, aleppo.name, aleppo.lat, aleppo.lon) == (("aleppo", "SYR"), "Aleppo", 36.2, 37.16)
    assert aleppo.statuses == (("claimed", 2),)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"status": "claimed"}, 2),
        ({"status": "reported"}, 0),
        ({"type": "ASSAULT"}, 2),
        ({"actor": "Orem Front"}, 2),
        ({"actor": "Turkey"}, 0),
        ({"since": "2017"}, 0),
    ],
)
def test_places_are_of_the_events_that_fit(told: Record, asked: dict[str, str], number: int) -> None:
    assert query.atlas(told, **asked).placed == number


def test_the_places_of_most_events_come_first(record: Record) -> None:
    record.save(placed(1, Aleppo=(36.2, 37.16), Idlib=(35.9, 36.6)))
    one = placed(2, Aleppo=(36.2, 37.16), Idlib=(35.9, 36.6))
    record.save(replace(one, events=tuple(each for each in one.events if each.type == "CONSULT")))

    assert [spot.name for spot in query.atlas(record).spots] == ["Idlib", "Aleppo"]
    assert [spot.name for spot in query.atlas(record, limit=1).spots] == ["Idlib"]


def test_a_scene_is_one_place_and_no_other_of_its_words(told: Record) -> None:
    there = query.coded_page(told, "event", scene=("aleppo", "SYR"))

    assert {one.row.type for one in there.items} == {"ASSAULT"}
    assert query.coded_page(told, "event", scene=("alep", "SYR")).items == ()
    assert query.coded_page(told, "event", scene=("aleppo", "USA")).items == ()


@pytest.mark.parametrize(
    ("what", "also", "number"),
    [("event", "Orem Front", 2), ("event", "Turkey", 0), ("relation", "Turkey", 0)],
)
def test_two_take_part(told: Record, what: str, also: str, number: int) -> None:
    assert len(query.coded_page(told, what, either="Russia", also=also).items) == number


def test_actors_by_reports_are_those_that_actors_gives(told: Record) -> None:
    told.save(coded_reading(3, published="2020-01-01"))
    found = query.actors_by_reports(told).items

    def numbers(one: query.Presence) -> tuple[int, int, int]:
        return one.reports, one.statements, one.mentions

    assert set(found) == set(query.actors(told))
    assert list(map(numbers, found)) == list(map(numbers, query.actors(told)))
    assert list(query.actors_by_reports(told, "front", since="2020").items) == query.actors(
        told, "front", since="2020"
    )


def test_the_presence_of_one_is_that_of_its_profile(told: Record) -> None:
    profile = query.actor(told, "Russia")
    found = query.presence(told, actor_id("Russia"))

    assert found == query.Presence(**{name: getattr(profile, name) for name in query.Presence.__slots__})
    with pytest.raises(UsageError, match="no actor"):
        query.presence(told, "Atlantis")


def test_the_day_since_which_so_many_reports_are(told: Record) -> None:
    assert [query.published_since(told, number) for number in (1, 2, 3)] == ["2016-10-22", "2016-10-21", None]
