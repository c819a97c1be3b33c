"""Whole readings as FollowTheMoney entities."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from onrecord.data.registry import Entry
from onrecord.exchange import followthemoney
from onrecord.exchange.followthemoney_entities import entities, write
from onrecord.model import Reading, Relation
from tests.exchange.whole_readings import ANN, BO, FRONT, HARD, examples, written

Entity = dict[str, Any]


def entity(reading: Reading, id: str) -> Entity:
    [found] = [one for one in entities(reading) if one["id"] == id]
    return found


def test_an_event_names_who_is_involved_and_whose_word_it_is() -> None:
    article = next(entities(HARD))
    assert entity(HARD, "e1") == {
        "id": "e1",
        "schema": "Event",
        "properties": {
            "name": ['“\\" Lé;e, said 🕊'],
            "involved": ["a2", "a1"],
            "location": ["Lima"],
            "country": ["pe"],
            "summary": ['status: denied; told by: Bo > Ann "\\" Lée'],
            "keywords": ["ACCUSE", "denied"],
            "recordId": ["e1"],
            "sourceUrl": ["https://example.org/a?b=1"],
            "startDate": ["2016-10-19"],
            "endDate": ["2016-10-20"],
            "proof": [article["id"]],
        },
    }


def test_a_report_is_an_article() -> None:
    article = next(entities(HARD))

    assert article["schema"] == "Article"
    assert article["properties"] == {
        "title": ["Title <&> two"],
        "fileName": ["a?b=1"],
        "sourceUrl": ["https://example.org/a?b=1"],
        "author": ["Bo; Ann"],
        "publishedAt": ["2016-10-21"],
        "language": ["eng"],
        "bodyText": [HARD.document.text],
    }
    # An id that FollowTheMoney does not take is hashed.
    assert article["id"] != HARD.document.id
    assert article["id"].isalnum()


def link(**changes: Any) -> Entity:
    [relation] = HARD.relations
    changed: Relation = replace(relation, **changes)
    return entity(replace(HARD, relations=(changed,)), "r1")


def test_relations_are_links_with_their_status() -> None:
    [relation] = HARD.relations
    leads = link()

    assert leads["schema"] == "Directorship"
    assert leads["properties"]["director"] == ["a2"]
    assert leads["properties"]["organization"] == ["a3"]
    assert leads["properties"]["status"] == ["claimed"]
    assert leads["properties"]["startDate"] == ["2012-01-01"]
    assert leads["properties"]["summary"] == ["status: claimed; told by: unnamed"]
    ann = replace(relation.object, actor=ANN.id)
    unknown = replace(relation.object, actor=None)
    assert [
        link(**changes)["schema"]
        for changes in (
            {"type": "member_of"},
            {"type": "member_of", "object": ann},
            {"type": "backs"},
            {"type": "family_of", "object": ann, "status": "reported"},
            {"type": "family_of", "object": ann, "status": "denied"},
            {"type": "holds_office", "object": unknown},
            {"type": "backs", "object": unknown},
        )
    ] == ["Membership", "UnknownLink", "UnknownLink", "Family", "UnknownLink", "Occupancy", "Note"]


def test_a_commitment_and_a_statement_are_notes_about_who_acts_and_speaks() -> None:
    pledge, statement = entity(HARD, "c1"), entity(HARD, "s4")

    assert (pledge["schema"], statement["schema"]) == ("Note", "Note")
    assert pledge["properties"]["entity"] == ["a1"]
    assert pledge["properties"]["keywords"] == ["commitment", "pledge", "pledged"]
    assert pledge["properties"]["summary"] == ["status: pledged; told by: Bo; deadline: 2016-11"]
    assert "entity" not in statement["properties"]
    assert statement["properties"]["name"] == ["somebody unnamed: said"]


def test_actors_are_read_back() -> None:
    found = followthemoney.parse(written(write, HARD).splitlines(), "out.json")

    ann, bo, front = found.entries
    assert ann == Entry(
        name=ANN.name,
        kind="person",
        country="FRA",
        offices=ann.offices,
        wikidata="Q77",
        source="out.json",
    )
    assert [office.title for office in ann.offices] == ["mayor, Lima"]
    assert (bo.name, bo.kind) == (BO.name, "person")
    # A list of actors has no armed groups: only what it is sure of.
    assert (front.name, front.kind) == (FRONT.name, None)
    assert found.unread == ()


def test_all_actors_of_the_examples_are_read_back_with_the_offices_that_reports_give() -> None:
    for reading in examples():
        found = {
            entry.name: entry
            for entry in followthemoney.parse(written(write, reading).splitlines(), "x").entries
        }
        assert found.keys() == {" ".join(actor.name.split()) for actor in reading.actors}
        for actor in reading.actors:
            told = {
                " ".join(row.object.text.split())
                for row in reading.relations
                if row.type == "holds_office" and row.subject.actor == actor.id and not row.object.actor
            }
            titles = {office.title for office in found[actor.name].offices}
            assert {title.casefold() for title in told} <= {title.casefold() for title in titles}


def test_the_library_takes_every_entity_with_every_value() -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    lines = written(write, *examples(), HARD).splitlines()
    ids = {orjson.loads(line)["id"] for line in lines}

    assert len(lines) > 1000
    for line in lines:
        data = orjson.loads(line)
        proxy = ftm.model.make_entity(data["schema"])
        proxy.id = data["id"]
        proxy.schema.validate(data)
        for key, values in data["properties"].items():
            proxy.add(key, values)
            kept = {" ".join(value.split()) for value in proxy.get(key)}
            assert kept == {" ".join(value.replace("\x00", "").split()) for value in values}, (key, values)
        missing = [name for name in proxy.schema.required if not proxy.get(name)]
        assert missing == []
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in ids
