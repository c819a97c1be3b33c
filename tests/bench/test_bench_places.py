"""The bench of places: what counts as found, and how near."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from bench.places import Article, articles, figures, kilometres
from onrecord.model import Mention, Place

LOCATION = "<location><name>{}</name><start>{}</start><end>{}</end><lat>1.0</lat><lon>2.0</lon></location>"


def file(folder: Path, text: str, *locations: tuple[str, int, int]) -> Path:
    path = folder / "articles.xml"
    inner = "".join(LOCATION.format(*location) for location in locations)
    path.write_text(
        f"<articles><article><text>{text}</text><locations>{inner}</locations></article></articles>"
    )
    return path


def place(start: int, end: int, lat: float | None, lon: float | None) -> Place:
    return Place(id="p", name="p", lat=lat, lon=lon, mentions=(Mention(start=start, end=end, text=""),))


@pytest.mark.parametrize("first", [0, 1], ids=["from 0", "from 1"])
def test_offsets_may_count_from_either(tmp_path: Path, first: int) -> None:
    path = file(
        tmp_path, "in Homs &amp; Hama", ("Homs", 3 + first, 7 + first), ("Hama", 10 + first, 14 + first)
    )

    assert list(articles(path)) == [Article("in Homs & Hama", {(3, 7): (1.0, 2.0), (10, 14): (1.0, 2.0)})]


def test_only_the_exact_words_count_and_only_what_is_found_has_a_distance() -> None:
    gold = {(0, 4): (36.2, 37.16), (5, 9): (36.2, 37.16), (10, 14): (36.2, 37.16), (20, 24): (0.0, 0.0)}
    places = [
        place(0, 4, 36.2, 37.16),
        place(5, 9, 33.51, 36.29),
        place(10, 14, None, None),
        place(30, 31, 0, 0),
    ]

    found = figures([(Article("", gold), places)])

    assert found["precision"] == found["recall"] == found["f1"] == 3 / 4
    assert found["within_161_km"] == 1 / 3
    assert found["median_km"] == pytest.approx(310, abs=5)


def test_nothing_found_is_no_error() -> None:
    found = figures([(Article("", {(0, 4): (0.0, 0.0)}), [])])

    assert (found["precision"], found["f1"], found["median_km"]) == (0, 0, None)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((0.0, 0.0), (0.0, 0.0), 0),
        ((0.0, 179.0), (0.0, -179.0), 222),
        ((90.0, 0.0), (-90.0, 0.0), math.pi * 6371),
    ],
)
def test_distances_are_on_the_globe(
    one: tuple[float, float], two: tuple[float, float], expected: float
) -> None:
    assert kilometres(one, two) == pytest.approx(expected, abs=1)
