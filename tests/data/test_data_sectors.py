from typing import get_args

import pytest

from onrecord.data.sectors import fold, sectors
from onrecord.model import ActorKind

PLOVER = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI MED JRN LAB REF OPP PRE REL SOC"


def test_sectors_are_those_of_plover_and_two_of_cameo() -> None:
    assert set(sectors().names) - {"IGO", "NGO"} <= set(PLOVER.split())
    assert set(sectors().words.values()) | set(sectors().kinds.values()) <= set(sectors().names)


def test_what_stands_for_a_country_is_a_code_of_plover() -> None:
    found = {*sectors().abroad.values(), *sectors().bodies.values()}

    assert found <= {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def test_only_kinds_that_say_too_little_have_no_sector() -> None:
    assert set(get_args(ActorKind)) - set(sectors().kinds) == {"person", "coalition", "group"}


def test_words_are_folded_and_no_phrase_is_longer_than_what_is_looked_up() -> None:
    assert [phrase for phrase in sectors().words if phrase != fold(phrase)] == []
    assert [phrase for phrase in sectors().words if len(phrase.split()) > 3] == []


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Foreign Ministry", "GOV"),
        ("two police officers", "COP"),
        ("intelligence officers", "SPY"),
        ("army officers", "MIL"),
        ("opposition fighters", "REB"),
        ("opposition leader", "OPP"),
        ("Attorney General", "JUD"),
        ("secretary-general", "IGO"),
        ("general secretary", "PTY"),
        ("women and children", "CVL"),
        ("parties", "PTY"),
        ("poets", None),
        ("", None),
    ],
)
def test_the_last_words_that_say_something_tell_the_sector(text: str, sector: str | None) -> None:
    assert sectors().of_words(text) == sector


def test_other_words_come_first() -> None:
    assert sectors().of_words("the poets", {"poet": "SOC"}) == "SOC"
    assert sectors().of_words("villagers", {"villager": "REF"}) == "REF"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United Nations", "UNO"),
        ("UN Security Council", "UNO"),
        ("European Commission", "EUR"),
        ("United States", None),
        ("UNITA", None),
    ],
)
def test_bodies_of_several_states_have_their_own_code(name: str, code: str | None) -> None:
    assert sectors().body(name) == code
