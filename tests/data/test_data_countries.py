from collections import defaultdict
from collections.abc import Iterator

import pytest

from onrecord.data import Country, countries, country_by_iso3, country_word, key


def words(country: Country) -> Iterator[str]:
    yield from country.as_written
    cells = (country.aliases, country.adjectives, country.people, country.metonyms)
    yield from map(key, (country.name, *(word for cell in cells for word in cell)))
    if country.capital:
        yield key(country.capital)


def test_names_and_codes_are_unique_and_the_world_is_complete() -> None:
    for column in ("name", "iso3", "iso2"):
        assert len({getattr(country, column) for country in countries()}) == 199  # 193 members and 6
    numbers = [country.cow for country in countries() if country.cow]
    assert len(numbers) == len(set(numbers))


def test_no_word_is_claimed_by_two_countries() -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for country in countries():
        for word in words(country):
            claims[word].add(country.name)
    assert {word: names for word, names in claims.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("text", "iso3", "kind"),
    [
        ("US", "USA", "name"),
        ("the US", "USA", "name"),
        ("U.S.", "USA", "name"),
        ("the United States", "USA", "name"),
        ("UNITED STATES", "USA", "name"),
        ("Americans", "USA", "people"),
        ("the White House", "USA", "metonym"),
        ("British", "GBR", "adjective"),
        ("Britons", "GBR", "people"),
        ("Türkiye", "TUR", "name"),
        ("the Kremlin", "RUS", "metonym"),
        ("Moscow", "RUS", "metonym"),
        ("Élysée", "FRA", "metonym"),
        ("Burma", "MMR", "name"),
        ("DR Congo", "COD", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Chinese", "CHN", "adjective"),
        ("Bosnia-Hercegovina", "BIH", "name"),
        ("Swaziland", "SWZ", "name"),
        ("Macedonia", "MKD", "name"),
        ("the Islamic Republic", "IRN", "name"),
        ("the Blue House", "KOR", "metonym"),
        ("Downing Street", "GBR", "metonym"),
        ("the Grand Serail", "LBN", "metonym"),
        ("Brussels", "BEL", "capital"),
        ("Jerusalem", "ISR", "capital"),
    ],
)
def test_a_word_stands_for_its_country_in_its_way(text: str, iso3: str, kind: str) -> None:
    found = country_word(text)
    assert found is not None
    assert (found[0].iso3, found[1]) == (iso3, kind)


@pytest.mark.parametrize("text", ["us", "Us", "The us", "turkey", "polish", "car", "Car", "Atlantis", ""])
def test_a_common_word_stands_for_no_country(text: str) -> None:
    assert country_word(text) is None


def test_a_word_for_a_country_says_whether_it_is_its_name_or_its_seat() -> None:
    assert country_word("Syria") == (country_by_iso3()["SYR"], "name")
    assert country_word("Damascus") == (country_by_iso3()["SYR"], "metonym")
