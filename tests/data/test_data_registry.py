"""Registries that a user brings along: names are found as reports write them."""

import pickle
from dataclasses import replace

import pytest

from onrecord.data.registry import EMPTY, Code, Entry, Registry, fold
from onrecord.model import Office

FRONT = Entry(
    name="Al-Salam Front",
    kind="armed_group",
    country="SYR",
    aliases=("ASF", "Jabhat al-Salām", "The Army of Peace", "PEAC", "SALAMIYA"),
    codes=(Code(code="SYRREB", from_="2012-01-01"),),
)
DOE = Entry(name="Jane Doe", kind="person", country="FRA", wikidata="Q1", offices=(Office(title="mayor"),))
MOVEMENT = Entry(name="red river movement", kind="group", aliases=("Ro",))
SHOUTED = Entry(name="CARE FOR ALL", kind="ngo", aliases=("CARE", "IT"))
REGISTRY = Registry([FRONT, DOE, MOVEMENT, SHOUTED])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Al-Salam Front", FRONT),
        ("al-Salam Front", FRONT),
        ("AL SALAM FRONT", FRONT),
        ("the Al-Salam Front", FRONT),
        ("Jabhat al Salam", FRONT),
        ("Jabhat as-Salam", None),
        ("Army of Peace", FRONT),
        ("army of peace", None),
        ("ASF", FRONT),
        ("the A.S.F.", FRONT),
        ("Asf", None),
        ("asf", None),
        ("PEAC", FRONT),
        ("Peac", None),
        ("Salamiya", FRONT),
        ("salamiya", None),
        ("Red River Movement", MOVEMENT),
        ("red river movement", MOVEMENT),
        ("Ro", MOVEMENT),
        ("RO", None),
        ("Care", SHOUTED),
        ("care", None),
        ("It", None),
        ("IT", SHOUTED),
        ("Jane", None),
        ("", None),
        ("the", None),
        ("-", None),
    ],
)
def test_a_name_is_found_as_reports_may_write_it(words: str, expected: Entry | None) -> None:
    assert REGISTRY.find(words) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Qaïda", "al qaida"),
        ("The Ba’ath", "Baath"),
        ("St. Egidio", "st egidio"),
        ("Lech Wałęsa", "lech walesa"),
        ("Doe/Roe", "doe  roe"),
    ],
)
def test_spellings_that_differ_in_marks_only_are_looked_up_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_who_has_the_name_comes_before_whoever_is_also_called_so() -> None:
    other = Entry(name="Jane Roe", aliases=("Jane Doe",))
    assert Registry([other, DOE]).find("Jane Doe") == DOE


def test_a_name_that_several_bear_tells_what_they_share() -> None:
    other = replace(DOE, country="CHE", wikidata="Q2")
    found = Registry([DOE, other]).find("Jane DOE")
    assert found == Entry(name="Jane Doe", kind="person", offices=(Office(title="mayor"),))

    shared = Registry([FRONT, Entry(name="Second Front", kind="party", aliases=("ASF",))]).find("ASF")
    assert shared == Entry(name="ASF")


def test_the_digest_tells_what_is_in_a_registry_whatever_the_order() -> None:
    agents = {"soldier": "MIL"}
    assert Registry([DOE, FRONT], agents).digest == Registry([FRONT, DOE], agents).digest
    digests = {
        registry.digest for registry in (EMPTY, Registry([DOE]), Registry([FRONT]), Registry([DOE], agents))
    }
    assert len(digests) == 4
    assert EMPTY.digest == ""


def test_a_registry_of_nouns_alone_is_not_empty() -> None:
    assert not EMPTY
    assert Registry((), {"soldier": "MIL"})


def test_no_name_is_longer_than_the_longest() -> None:
    assert EMPTY.longest == 0
    assert REGISTRY.longest >= len(("Al", "-", "Salam", "Front"))


def test_a_registry_can_be_sent_to_another_process() -> None:
    REGISTRY.find("Jane Doe")
    sent = pickle.loads(pickle.dumps(REGISTRY))
    assert (sent.entries, sent.digest, sent.find("Jane Doe")) == (REGISTRY.entries, REGISTRY.digest, DOE)
