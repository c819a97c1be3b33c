"""FollowTheMoney and OpenSanctions."""

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data.registry import Entry
from onrecord.exchange.brought import Brought
from onrecord.exchange.followthemoney import parse
from onrecord.model import Office


def entity(id_: str, schema: str, **properties: Any) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "properties": properties}


def entities(*rows: Any) -> Brought:
    return parse(map(orjson.dumps, rows), "e.json")


def only(*rows: Any) -> Entry:
    (entry,) = entities(*rows).entries
    return entry


def test_a_person_is_an_actor() -> None:
    row = entity(
        "Q42",
        "Person",
        name=["Jane Q. Doe", "Джейн Доу", "Jane  Doe"],
        alias=["DOE, Jane"],
        weakAlias=["Jay", "Madame Jay"],
        nationality=["fr"],
        country=["fr", "us"],
        position=["Mayor of Lyon"],
        topics=["role.pep", "sanction"],
    )
    found = entities({**row, "caption": "Jane Doe"})
    assert found.entries == (
        Entry(
            name="Jane Doe",
            kind="person",
            country="FRA",
            aliases=("Jane Q. Doe", "Jane DOE", "Madame Jay"),
            offices=(Office(title="Mayor of Lyon"),),
            wikidata="Q42",
            source="e.json",
        ),
    )
    assert found.notes == ("weak aliases of one word: 1", "names in other letters: 1")


@pytest.mark.parametrize(
    ("schema", "topics", "kind"),
    [
        ("Person", ["gov"], "person"),
        ("Company", [], "company"),
        ("PublicBody", [], "government_body"),
        ("Organization", [], None),
        ("LegalEntity", ["sanction", "crime.terror"], None),
        ("Organization", ["gov.igo"], "igo"),
        ("Organization", ["sanction", "mil"], "military"),
        ("Organization", ["pol.party"], "party"),
        ("Organization", ["gov.national"], "government_body"),
        ("Organization", ["gov.soe"], "company"),
        ("Organization", ["government"], None),
    ],
)
def test_schema_and_topics_tell_the_kind(schema: str, topics: list[str], kind: str | None) -> None:
    assert only(entity("a", schema, name=["X"], topics=topics)).kind == kind


@pytest.mark.parametrize(
    ("properties", "country"),
    [
        ({"country": ["ru"]}, "RUS"),
        ({"jurisdiction": ["de"], "country": ["ru"]}, "DEU"),
        ({"country": ["ru", "de"]}, None),
        ({"country": ["suhh", "ru"]}, "RUS"),
        ({"country": ["suhh"]}, None),
        ({}, None),
    ],
)
def test_a_country_is_told_where_there_is_one(properties: dict[str, Any], country: str | None) -> None:
    assert only(entity("a", "Company", name=["X"], **properties)).country == country


def test_offices_come_from_occupancies_in_any_order_of_the_file() -> None:
    held = entity(
        "o", "Occupancy", holder=["p"], post=["q"], startDate=["2012-05-07T12:00:00"], endDate=["2018"]
    )
    post = entity("q", "Position", name=["Mayor of Lyon"], organization=["c"])
    council = entity("c", "PublicBody", name=["City Council"])
    person = entity("p", "Person", name=["Jane Doe"], position=["mayor of Lyon", "poet"])
    (_, found) = entities(held, post, council, person).entries
    assert found.offices == (
        Office(title="Mayor of Lyon", organisation="City Council", from_="2012-05-07", to="2018"),
        Office(title="poet"),
    )


def test_offices_may_stand_inside_their_holder() -> None:
    post = entity("q", "Position", name=["Mayor of Lyon"])
    held = entity("o", "Occupancy", post=[post], startDate=["2012"])
    assert only(entity("p", "Person", name=["Jane Doe"], positionOccupancies=[held])).offices == (
        Office(title="Mayor of Lyon", from_="2012"),
    )


def test_who_stands_in_another_entity_does_not_replace_what_is_told_of_him() -> None:
    full = entity("p", "Person", name=["Jane Doe"], country=["fr"])
    inner = entity("p", "Person", name=["J. Doe"])
    owned = entity("c", "Company", name=["Works"], owners=[inner])
    assert [entry.country for entry in entities(full, owned).entries] == ["FRA", None]
    assert [entry.name for entry in entities(full, owned).entries] == ["Jane Doe", "Works"]


def test_what_is_left_out_is_counted() -> None:
    found = entities(
        entity("s", "Sanction"),
        entity("t", "Sanction"),
        entity("p", "Person", name=["Джейн"]),
        entity("o", "Occupancy", holder=["p"], post=["q"]),
        entity("r", "Person", name=["Jane"], country=["suhh"]),
        entity("q", "Position", name=["Poet"]),
        entity("u", "Occupancy", holder=["r"], post=["q"], startDate=["soon"]),
    )
    assert [entry.offices for entry in found.entries] == [(Office(title="Poet"),)]
    assert set(found.notes) == {
        "entities that are no actors (Sanction): 2",
        "names in other letters: 1",
        "actors without a name in Latin letters: 1",
        "offices whose holder or post is not in the file: 1",
        "dates that are none: 1",
        "actors of several countries, or of one that is not known: 1",
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{bad", "not valid JSON"),
        ("[]", "no entity"),
        ('{"id": "a", "schema": "Person"}', "no entity"),
        ('{"id": 3, "schema": "Person", "properties": {}}', "no entity"),
        ('{"id": "a", "schema": "X", "properties": {"p": [{}]}}', "no entity"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_costs_no_other(line: str, reason: str) -> None:
    fine = json.dumps(entity("a", "Person", name=["Jane"]))
    found = parse(["", line, fine], "e.json")
    assert [entry.name for entry in found.entries] == ["Jane"]
    (unread,) = found.unread
    assert (unread.line, unread.text) == (2, line)
    assert reason in unread.reason


KEYS = [
    "name",
    "alias",
    "weakAlias",
    "country",
    "topics",
    "position",
    "holder",
    "post",
    "startDate",
    "caption",
]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 9)
    | st.sampled_from(["a", "b", "2012", "2012-99", "ru", "Q1", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.fixed_dictionaries(
            {
                "id": st.sampled_from(["a", "b", "c"]),
                "schema": st.sampled_from(["Person", "Company", "Occupancy", "Position", "Sanction"]),
                "properties": st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
            }
        )
    ),
    max_leaves=15,
)


@given(st.lists(VALUES, max_size=4))
def test_no_entity_makes_the_parser_fail(rows: list[Any]) -> None:
    found = entities(*rows)
    assert all(entry.name for entry in found.entries)
    assert all(each.reason for each in found.unread)


@given(st.lists(st.binary() | st.text()))
def test_no_line_makes_the_parser_fail(lines: list[bytes | str]) -> None:
    assert parse(lines, "e.json").entries == ()
