"""Readings as Web Annotations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from onrecord.errors import InputError
from onrecord.exchange.webannotation import write
from onrecord.model import Reading
from tests.exchange.whole_readings import HARD, examples, written


def items(*readings: Reading) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(written(write, *readings))["first"]["items"]
    return found


def selected(text: str, selectors: list[dict[str, Any]]) -> str:
    """What both selectors of a target choose; they have to agree, as the model asks."""
    quote, position = selectors
    words = text[position["start"] : position["end"]]
    assert words == quote["exact"]
    start = text.index(quote["prefix"] + words + quote["suffix"]) + len(quote["prefix"])
    assert text[start : start + len(words)] == words
    return words


def test_every_row_of_the_examples_is_an_annotation_of_its_words() -> None:
    data = orjson.loads(written(write, *examples()))

    rows = [
        (reading.document.text, spans)
        for reading in examples()
        for spans in (
            *(said.content.spans or said.cue.spans for said in reading.statements),
            *(row.spans for part in (reading.events, reading.relations, reading.commitments) for row in part),
        )
    ]
    assert data["total"] == len(data["first"]["items"]) == len(rows) > 700
    for (text, spans), item in zip(rows, data["first"]["items"], strict=True):
        found = [selected(text, target["selector"]) for target in item["target"]]
        assert found == [text[start:end] for start, end in spans]


def test_an_annotation_says_who_said_it_and_how() -> None:
    [first, *_] = items(HARD)

    assert first == {
        "id": "urn:onrecord:statement:s1",
        "type": "Annotation",
        "motivation": "describing",
        "generator": first["generator"],
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "value": 'Ann "\\" Lée (say, indirect, certain): 🕊 the Front denied',
            },
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in ("statement", "say")),
            {"type": "TextualBody", "purpose": "tagging", "value": "indirect"},
            {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": {"id": "urn:onrecord:actor:a1", "onrecord:name": 'Ann "\\" Lée'},
            },
        ],
        "target": first["target"],
        **{"onrecord:confidence": 0.5, "onrecord:kind": "indirect", "onrecord:speaker": 'Ann "\\" Lée'},
        **{"onrecord:class": "say", "onrecord:polarity": "+", "onrecord:certainty": "certain"},
    }
    assert (first["generator"]["type"], first["generator"]["name"]) == ("Software", "test 1\x00")


def test_a_page_of_the_web_is_selected_by_its_words_alone() -> None:
    [text, page] = items(HARD)[0]["target"]

    assert text["source"]["id"] == "urn:onrecord:document:d%2F1%20%C3%A9"
    assert selected(HARD.document.text, text["selector"]) == "🕊 the Front\tdenied"
    assert page["source"] == "https://example.org/a?b=1"
    assert [selector["type"] for selector in page["selector"]] == ["TextQuoteSelector"]


def test_a_row_bears_its_status_and_who_tells_it() -> None:
    [event] = [item for item in items(HARD) if item["id"].endswith("event:e1")]

    assert event["onrecord:status"] == "denied"
    assert event["onrecord:teller"] == ["Bo", 'Ann "\\" Lée']
    assert event["onrecord:statement"] == {"@id": "urn:onrecord:statement:s3"}


def test_the_collection_has_a_name_that_follows_from_what_is_in_it() -> None:
    one, same, other = (orjson.loads(written(write, *some)) for some in ([HARD], [HARD], [HARD, *examples()]))

    assert one["id"] == same["id"] != other["id"]
    assert one["first"]["partOf"] == one["id"]
    assert orjson.loads(written(write))["first"]["items"] == []


def test_half_a_surrogate_pair_is_refused_in_one_line() -> None:
    broken = replace(HARD, statements=(replace(HARD.statements[0], kind="direct"),), reader="\ud800")

    with pytest.raises(InputError, match=r"example\.org.*cannot be written as JSON"):
        written(write, broken)
