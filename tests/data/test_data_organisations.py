from collections import defaultdict
from typing import get_args

import pytest

from onrecord.data import (
    country_by_iso3,
    country_words,
    key,
    organisation,
    organisation_by_name,
    organisations,
)
from onrecord.model import ActorKind


def test_names_are_unique_and_kinds_and_countries_are_known() -> None:
    assert len({entry.name for entry in organisations()}) == len(organisations())
    assert {entry.kind for entry in organisations()} <= set(get_args(ActorKind)) - {"person", "country"}
    assert {entry.country for entry in organisations()} - {None} <= country_by_iso3().keys()


def test_organisations_stand_in_the_order_of_the_alphabet() -> None:
    names = [entry.name.casefold() for entry in organisations()]
    assert sorted(names) == names


def test_no_name_is_claimed_twice_unless_all_claims_but_one_are_flagged() -> None:
    safe: dict[str, list[str]] = defaultdict(list)
    flagged: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for entry in organisations():
        needs = dict(entry.needs)
        for word in (entry.name, *entry.aliases):
            if needs.get(word) == "country":
                flagged[key(word), entry.country].append(entry.name)
            elif needs.get(word) == "upper":
                safe[word].append(entry.name)
            else:
                safe[key(word)].append(entry.name)
    assert {word: names for word, names in (safe | flagged).items() if len(names) > 1} == {}


def test_no_name_of_an_organisation_is_a_word_for_a_country() -> None:
    assert organisation_by_name().keys() & country_words().keys() == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UN", "United Nations"),
        ("the UN", "United Nations"),
        ("U.N.", "United Nations"),
        ("the UN Security Council", "United Nations Security Council"),
        ("IS", "Islamic State"),
        ("Da’esh", "Islamic State"),
        ("HRW", "Human Rights Watch"),
        ("Al-Nusra Front", "Jabhat al-Nusra"),
        ("the Associated Press", "Associated Press"),
        ("Tass", "TASS"),
        ("Kurdish", "Kurds"),
        ("Pentagon", "US Department of Defense"),
        ("Foggy Bottom", "US State Department"),
        ("Jabhat Fateh al-Sham", "Jabhat al-Nusra"),
        ("HTS", "Hayat Tahrir al-Sham"),
        ("Islamic State in Iraq and Syria", "Islamic State"),
        ("Islamic State of Iraq", "Islamic State of Iraq"),
        ("Ansar Allah", "Houthis"),
        ("Izz al-Din al-Qassam Brigades", "Qassam Brigades"),
        ("SPLM-IO", "Sudan People's Liberation Movement-in-Opposition"),
        ("UNSMIL", "UN Support Mission in Libya"),
        ("Minsk Group", "OSCE Minsk Group"),
    ],
)
def test_an_organisation_is_found_under_its_names(text: str, name: str) -> None:
    found = organisation(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "text",
    [
        *("is", "Is", "who", "Who", "Ice", "Un", "amnesty", "Apple", "Congress", "Times"),
        *("Commonwealth", "Pace", "Doge", "Mend", "Karen", "Diet", "Marines", "Ola", "Yamina"),
    ],
)
def test_an_unsafe_name_is_not_taken_for_an_organisation(text: str) -> None:
    assert organisation(text) is None


def test_an_ambiguous_name_is_found_where_it_is_known_to_be_an_organisation() -> None:
    found = organisation("Apple", known=True)
    assert found is not None
    assert found.kind == "company"


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("Congress", "USA", "US Congress"),
        ("Congress", "IND", "Indian National Congress"),
        ("Congress", "FRA", None),
        ("RSF", "SDN", "Rapid Support Forces"),
        ("RSF", "FRA", "Reporters Without Borders"),
        ("NATO", "IND", "NATO"),
        ("National Assembly", "VEN", "Venezuelan National Assembly"),
        ("National Assembly", "FRA", "French National Assembly"),
        ("Labour Party", "NGA", "Labour Party of Nigeria"),
        ("SAF", "SDN", "Sudanese Armed Forces"),
        ("SAF", "SYR", None),
    ],
)
def test_a_shared_name_is_what_it_is_in_the_country(text: str, country: str, name: str | None) -> None:
    found = organisation(text, country=country)
    assert (found and found.name) == name
