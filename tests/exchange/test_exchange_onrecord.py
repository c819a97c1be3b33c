"""Our own JSON: what RECORD.md says, to the letter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import orjson
import pytest

from onrecord.errors import InputError
from onrecord.exchange.onrecord import dumps, loads, to_dict
from onrecord.model import (
    Actor,
    Commitment,
    Cue,
    Dateline,
    Document,
    Event,
    Heading,
    Mention,
    Office,
    Party,
    Place,
    Reading,
    Relation,
    Speaker,
    Statement,
    Teller,
    Time,
    Words,
)

RECORD_MD = Path(__file__).parents[3] / "shared" / "RECORD.md"
AT = ((0, 3), (4, 7))
PARTY = Party(actor="a", text="Ann", spans=AT)
WORDS = Words(text="the well", spans=AT)
FULL = Reading(
    reader="test 1",
    document=Document(
        id="d1",
        source="in/one.txt",
        headings=(Heading(text="Wells", spans=AT),),
        dateline=Dateline(place="p", text="LIMA", spans=AT),
        text="Ann said “yes”\r\n\0 \U0001f54a",
    ),
    actors=(
        Actor(
            id="a",
            name="Ann",
            kind="person",
            offices=(Office(title="mayor", from_="2012"),),
            mentions=(Mention(start=0, end=3, text="Ann"),),
        ),
    ),
    places=(Place(id="p", name="Lima", lat=-12.0, lon=-77.03, geonames=3936456),),
    times=(Time(start=1, end=2, text="now", type="DATE", value=None),),
    statements=(
        Statement(
            id="s",
            kind="direct",
            speaker=Speaker(actor="a", text="Ann", spans=AT),
            cue=Cue(text="said", spans=AT, class_="say"),
            content=WORDS,
            addressee=PARTY,
            confidence=1.0,
        ),
    ),
    events=(
        Event(
            id="e",
            type="CONSULT",
            contexts=("water",),
            actors=(PARTY,),
            status="reported",
            certainty="certain",
            text="met",
            spans=AT,
            confidence=0.5,
        ),
    ),
    relations=(
        Relation(
            id="r",
            type="leads",
            subject=PARTY,
            object=PARTY,
            by=Teller(actor=None, text="Bo"),
            from_="2012",
            status="claimed",
            certainty="possible",
            text="leads",
            spans=AT,
            confidence=0.5,
        ),
    ),
    commitments=(
        Commitment(
            id="c",
            kind="pledge",
            by=PARTY,
            action=WORDS,
            condition=WORDS,
            basis=WORDS,
            status="pledged",
            text="will",
            spans=AT,
            confidence=0.5,
        ),
    ),
    warnings=("no date",),
)


def test_a_full_reading_survives_being_written_and_read() -> None:
    line = dumps(FULL)
    assert b"\n" not in line
    assert loads(line) == FULL
    assert loads(line.decode()) == FULL


def test_json_holds_lists_and_no_underscored_keys() -> None:
    data = to_dict(FULL)
    assert orjson.loads(dumps(FULL)) == data
    assert data["statements"][0]["content"]["spans"] == [[0, 3], [4, 7]]
    assert data["statements"][0]["cue"] == {"text": "said", "spans": [[0, 3], [4, 7]], "class": "say"}
    assert data["actors"][0]["offices"] == [
        {"title": "mayor", "organisation": None, "from": "2012", "to": None}
    ]
    assert data["relations"][0]["from"] == "2012"


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for child in value.values() for key in keys_of(child)}
    if isinstance(value, list):
        return {key for child in value for key in keys_of(child)}
    return set()


@pytest.mark.skipif(not RECORD_MD.exists(), reason="../shared/RECORD.md is not here")
def test_the_keys_are_those_of_the_format() -> None:
    block = RECORD_MD.read_text("utf-8").split("```")[1]
    assert keys_of(to_dict(FULL)) == set(re.findall(r'"(\w+)"(?=[\s,:}])', block))


def test_a_whole_number_is_read_where_a_fraction_may_stand() -> None:
    line = dumps(FULL).replace(b'"confidence":1.0', b'"confidence":1')
    assert loads(line) == FULL


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "not a line of JSON"),
        ("{", "not a line of JSON"),
        (b"\xff\xfe", "not a line of JSON"),
        ("[]", "its format is None"),
        ('{"format": "onrecord/2"}', "its format is 'onrecord/2'"),
        ('{"format": "onrecord/1"}', "required field missing"),
        (dumps(FULL).replace(b'"title":null,', b"", 1), "a key is missing"),
        (dumps(FULL).replace(b'"reader":', b'"more":1,"reader":'), "extra fields found (more)"),
        (dumps(FULL).replace(b'"class":"say"', b'"class":null'), "$.statements[0].cue.class"),
        (dumps(FULL).replace(b'"kind":"direct"', b'"kind":"sung"'), "$.statements[0].kind"),
        (dumps(FULL).replace(b'"anonymous":false', b'"anonymous":0'), "expected bool"),
        (dumps(FULL).replace(b"[[0,3]", b"[[0,true]"), "expected int"),
        (dumps(FULL).replace(b"[[0,3]", b"[[0,3,5]"), "spans[0]"),
        (dumps(FULL).replace(b'["no date"]', b'"no"'), "something is not a list"),
        (dumps(FULL).replace(b'"dateline":{', b'"dateline":3,"x":{'), "$.document"),
    ],
)
def test_anything_but_a_whole_reading_is_refused_in_one_line(line: bytes | str, told: str) -> None:
    with pytest.raises(InputError) as refusal:
        loads(line)
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_half_a_surrogate_pair_is_refused() -> None:
    broken = Reading(reader="x", document=Document(id="d", source="s", text="\ud800"))
    with pytest.raises(InputError, match="'s' cannot be written as JSON"):
        dumps(broken)
