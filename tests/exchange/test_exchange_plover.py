"""Events as PLOVER JSON, and the codes of their parties."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from onrecord.data.registry import EMPTY, Code, Entry, Registry
from onrecord.exchange.codes import coded, described, holds
from onrecord.exchange.plover import lines
from onrecord.model import Actor, Office
from tests.exchange.coded_rows import CLAIMED, FRONT, OWN_VOICE, STRIKE, Told, party


def test_an_event_is_an_object_with_whose_word_it_is() -> None:
    [line] = lines([CLAIMED], EMPTY)

    nothing = {"title": None, "wikidata": None}
    assert b"\n" not in line
    assert orjson.loads(line) == {
        **{"id": "e1", "format": "plover/2021", "date": "2016-10-19", "date_told": "2016-10-19"},
        **{"type": "ASSAULT", "mode": "aerial", "context": ["military", "territory"]},
        **{"quad": 4, "intensity": -9.0, "cameo": "195"},
        "actor": [
            {
                "name": "Russia",
                "code": "RUSGOV",
                "country": "RUS",
                "sectors": ["GOV"],
                "text": "Moscow",
                **nothing,
            }
        ],
        "recipient": [
            {
                "name": "Orem Front",
                "code": "SYRREB",
                "country": "SYR",
                "sectors": ["REB"],
                "text": "the Orem Front",
            }
            | nothing,
            {"name": "Turkish soldiers", "code": "TURMIL", "country": "TUR", "sectors": ["MIL"]}
            | {"text": "Turkish soldiers", **nothing},
        ],
        "place": {
            **{"name": "Aleppo", "kind": "city", "country": "SYR"},
            **{"lat": 36.202105, "lon": 37.1613, "geonames": 170063},
        },
        **{
            "status": "claimed",
            "certainty": "certain",
            "teller": ["Mira Loran", "unnamed"],
            "statement": "s1",
        },
        **{"text": STRIKE.text, "spans": [[100, 125], [130, 150]], "confidence": 0.87},
        **{"document": "d1", "published": "2016-10-21", "publisher": "Daily\tPost", "source": "one.txt"},
        "coder": "test 1",
    }


def test_the_day_of_publication_stands_in_for_a_date_that_is_not_told() -> None:
    event = orjson.loads(next(lines([OWN_VOICE], EMPTY)))

    assert (event["date"], event["date_told"]) == ("2016-10-21", None)
    assert (event["recipient"], event["place"], event["teller"], event["statement"]) == ([], None, [], None)
    assert event["publisher"] == "Northwire"


def code_of(actor: Actor, registry: Registry = EMPTY) -> tuple[str, str, tuple[str, ...]]:
    told = Told(row=STRIKE, names={actor.id: actor.name}, actors={actor.id: actor})
    found = coded(told, party("they", actor), registry)
    return found.code, found.country, found.sectors


@pytest.mark.parametrize(
    ("kind", "name", "country", "code"),
    [
        ("country", "France", "FRA", "FRAGOV"),
        ("government_body", "Ministry of Trade", "FRA", "FRAGOV"),
        ("government_body", "House of Representatives", "USA", "USALEG"),
        ("government_body", "Supreme Court", "USA", "USAJUD"),
        ("government_body", "Ministry of Defence", "GBR", "GBRMIL"),
        ("government_body", "European Commission", None, "EUR"),
        ("military", "Fifth Brigade", "SYR", "SYRMIL"),
        ("armed_group", "Orem Front", "SYR", "SYRREB"),
        ("armed_group", "Orem Front", None, "ISM"),
        ("party", "Green Party", "DEU", "DEUPTY"),
        ("opposition", "National Council", "SYR", "SYROPP"),
        ("igo", "Arab League", None, "IGO"),
        ("igo", "UN Security Council", None, "UNO"),
        ("ngo", "Relief Watch", None, "NGO"),
        ("company", "Nordbank", "DNK", "DNKBUS"),
        ("company", "Nordbank", None, "MNC"),
        ("media", "Daily Post", "GBR", "GBRJRN"),
        ("ethnic_group", "Kurds", None, "SOC"),
        ("religious_group", "Sunnis", None, "REL"),
        ("people", "refugees", "SYR", "SYRREF"),
        ("people", "residents", "SYR", "SYRCVL"),
        ("government_body", "parliament", "XKX", "KOSLEG"),
        ("coalition", "the coalition", None, ""),
        ("person", "Ann Li", "GBR", "GBR"),
    ],
)
def test_a_code_is_a_country_and_a_sector(kind: str, name: str, country: str | None, code: str) -> None:
    actor = Actor(id="x", name=name, kind=kind, country=country)  # type: ignore[arg-type]

    assert code_of(actor)[0] == code


@pytest.mark.parametrize(
    ("title", "organisation", "sector"),
    [
        ("president", "France", "GOV"),
        ("Minister of Defence", "France", "GOV"),
        ("foreign minister", None, "GOV"),
        ("Secretary of State", None, "GOV"),
        ("Secretary-General", "United Nations", "IGO"),
        ("general", None, "MIL"),
        ("commander-in-chief", None, "MIL"),
        ("police chief", None, "COP"),
        ("judge", None, "JUD"),
        ("member of parliament", None, "LEG"),
        ("former president", None, "ELI"),
        ("party leader", None, "PTY"),
        ("bishop", None, "REL"),
        ("poet", None, None),
    ],
)
def test_a_person_has_the_sector_of_the_office(
    title: str, organisation: str | None, sector: str | None
) -> None:
    office = Office(title=title, organisation=organisation)
    person = Actor(id="x", name="Ann Li", kind="person", country="FRA", offices=(office,))

    assert code_of(person) == (f"FRA{sector or ''}", "FRA", (sector,) if sector else ())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Turkish jets", "TURMIL"),
        ("North Korean soldiers", "PRKMIL"),
        ("Turkey's police", "TURCOP"),
        ("Syrian and Russian jets", "MIL"),
        ("members of parliament", "LEG"),
        ("villagers from Chad", "CVL"),
        ("UN peacekeepers", "UNO"),
        ("those on board", ""),
    ],
)
def test_a_party_that_is_no_known_actor_is_coded_by_its_words(words: str, code: str) -> None:
    assert coded(CLAIMED, party(words), EMPTY).code == code


def test_nouns_of_the_registry_outrank_ours_and_are_read_as_cameo() -> None:
    registry = Registry(agents={"villagers": "REF", "blogger": "MED", "settler": "SET"})

    words = ("villagers", "two bloggers", "settlers")
    assert [coded(CLAIMED, party(each), registry).sectors for each in words] == [("REF",), ("JRN",), ("CVL",)]


def test_codes_of_the_registry_outrank_ours() -> None:
    registry = Registry([Entry(name="Orem Front", codes=(Code(code="SYRGOVMIL"),))])

    assert code_of(FRONT, registry) == ("SYRGOVMIL", "SYR", ("GOV", "MIL"))
    other = replace(FRONT, name="Orem Guard")
    assert code_of(other, registry) == ("SYRREB", "SYR", ("REB",))


@pytest.mark.parametrize(
    ("first", "last", "day", "held"),
    [
        (None, None, "2016-10-19", True),
        ("2016-10-19", None, "2016-10-19", True),
        ("2016-10-20", None, "2016-10-19", False),
        (None, "2016-10", "2016-10-19", True),
        (None, "2016-09", "2016-10-19", False),
        ("2017", None, "", True),
    ],
)
def test_a_code_holds_from_its_first_to_its_last_day(
    first: str | None, last: str | None, day: str, held: bool
) -> None:
    assert holds(Code(code="SYRREB", from_=first, to=last), day) is held


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("soldiers from Chad", "soldiers "),
        ("Houses of Representatives of two states", "Houses of Representatives "),
        ("the mayor, who resigned", "the mayor"),
        ("of late", "of late"),
    ],
)
def test_a_description_ends_where_another_begins(words: str, head: str) -> None:
    assert described(words) == head
