"""The look-up of places."""

from __future__ import annotations

import time

import pytest

from onrecord.data import countries
from onrecord.data.gazetteer import Spot, digest, fold, role, spots
from training.gazetteer import TABLE, digest_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("The Hague", "hague"),
        ("São Paulo", "sao paulo"),
        ("Guinea-Bissau", "guinea bissau"),
        ("St. Louis", "st louis"),
        ("Saint Louis", "st louis"),
        ("Mt. Everest", "mt everest"),
        ("Mount Everest", "mt everest"),
        ("Xi’an", "xian"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("D.C.", "dc"),
        ("the", "the"),
        ("—", ""),
    ],
)
def test_a_name_is_looked_up_however_it_is_spelt(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("words", "kind", "country", "name"),
    [
        ("Georgia", "country", "GEO", "Georgia"),
        ("Georgia", "region", "USA", "Georgia"),
        ("the United States", "country", "USA", "United States"),
        ("Tripoli", "city", "LBY", "Tripoli"),
        ("Tripoli", "city", "LBN", "Tripoli"),
        ("Springfield", "city", "USA", "Springfield"),
        ("Daquq", "city", "IRQ", "Daquq"),
        ("Halab", "city", "SYR", "Aleppo"),
        ("Eastern Ghouta", "region", "SYR", "Eastern Ghouta"),
        ("Idlib", "region", "SYR", "Idlib"),
        ("Fulton County", "region", "USA", "Fulton County"),
        ("Golan", "region", None, "Golan Heights"),
        ("Mediterranean", "region", None, "Mediterranean Sea"),
        ("Europe", "region", None, "Europe"),
        ("Suez Canal", "site", "EGY", "Suez Canal"),
    ],
)
def test_a_name_is_found_as_each_thing_it_may_mean(
    words: str, kind: str, country: str | None, name: str
) -> None:
    assert (kind, country, name) in {(spot.kind, spot.country, spot.name) for spot in spots(words)}


def test_the_most_populous_comes_first() -> None:
    sizes = [spot.population for spot in spots("Springfield")]

    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) > 5


def test_a_town_knows_its_first_order_unit() -> None:
    found = [spot for spot in spots("Paris") if spot.country == "USA"]

    assert "Texas" in {spot.admin1 for spot in found}


@pytest.mark.parametrize("words", ["Quxxaha", "", "—", "aaaaaa", "zzzzzz", "\n\t"])
def test_an_unknown_name_has_no_places(words: str) -> None:
    assert spots(words) == ()


def test_every_country_has_its_point_and_its_capital() -> None:
    def at(words: str | None, kind: str, country: str) -> list[Spot]:
        return [s for s in spots(words or "") if s.kind == kind and s.country == country and s.known]

    without = [c.name for c in countries() if not at(c.name, "country", c.iso3)]
    headless = [c.name for c in countries() if c.capital and not at(c.capital, "city", c.iso3)]

    assert without == []
    assert headless == []


def test_the_compiled_file_is_that_of_the_table() -> None:
    assert digest() == digest_of(TABLE), "run python -m training.gazetteer"


def test_a_look_up_is_quick() -> None:
    spots("Aleppo")
    start = time.perf_counter()
    for number in range(200):
        spots(f"Quxx {number}")

    assert time.perf_counter() - start < 1  # some 30 microseconds each; a linear search would take seconds


def test_words_have_roles() -> None:
    assert "near" in role("before")
    assert {"city", "province"} <= role("unit")
    assert role("site", "unit") == role("site") | role("unit")
    assert role("nothing") == frozenset()
