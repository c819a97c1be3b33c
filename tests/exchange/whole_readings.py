"""Readings for the exports of whole ones: those of the example reports, and one that holds what is hard to write."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import BinaryIO

import orjson

from onrecord.exchange.onrecord import loads
from onrecord.model import (
    Actor,
    Commitment,
    Cue,
    Document,
    Event,
    Mention,
    Office,
    Party,
    Place,
    Reading,
    Relation,
    Span,
    Speaker,
    Statement,
    Words,
)
from tests.golden import EXPECTED

Writer = Callable[[Iterable[Reading], BinaryIO], int]

TEXT = 'Ann “\\" Lé;e,\r\nsaid 🕊 the Front\tdenied.\nBo rejected the claim by Ann that it rains. Bo leads the Front.'


@cache
def examples() -> tuple[Reading, ...]:
    """The readings of all example reports."""
    found = []
    for path in sorted(EXPECTED.glob("*.reading.json")):
        data = orjson.loads(path.read_bytes())
        found.append(loads(orjson.dumps({**data, "reader": "onrecord test"})))
    return tuple(found)


def written(writer: Writer, *readings: Reading) -> bytes:
    """What a writer writes; it has to count the readings right."""
    out = io.BytesIO()
    assert writer(iter(readings), out) == len(readings)
    return out.getvalue()


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def words(text: str) -> Words:
    return Words(text=text, spans=at(text))


def party(text: str, actor: str | None = None) -> Party:
    return Party(actor=actor, text=text, spans=at(text))


def said(id: str, speaker: str, actor: str | None, cue: str, class_: str, content: str) -> Statement:
    return Statement(
        id=id,
        kind="indirect",
        speaker=Speaker(
            actor=actor, text=speaker, spans=at(speaker) if speaker else (), anonymous=not speaker
        ),
        cue=Cue(text=cue, spans=at(cue), class_=class_),
        content=words(content),
        confidence=0.5,
    )


def actor(id: str, name: str, kind: str, text: str) -> Actor:
    ((start, end),) = at(text)
    mention = Mention(start=start, end=end, text=text)
    return Actor(id=id, name=name, kind=kind, mentions=(mention,))  # type: ignore[arg-type]


ANN = replace(
    actor("a1", 'Ann "\\" Lée', "person", "Ann"),
    country="FRA",
    wikidata="Q77",
    offices=(Office(title="mayor", organisation="Lima"),),
)
BO = actor("a2", "Bo", "person", "Bo")
FRONT = actor("a3", "the Front", "armed_group", "Front")
HARD = Reading(
    reader="test 1\x00",
    document=Document(
        id="d/1 é",
        source="https://example.org/a?b=1",
        title="Title\x07 <&> \n two",
        byline="Bo; Ann",
        published="2016-10-21",
        language="en",
        text=TEXT,
    ),
    actors=(ANN, BO, FRONT),
    places=(Place(id="p1", name="Lima", kind="city", country="PER", lat=-12.0, lon=-77.03),),
    statements=(
        said("s1", "Ann", "a1", "said", "say", "🕊 the Front\tdenied"),
        replace(said("s2", "Bo", "a2", "rejected", "deny", "the claim by Ann that it rains"), polarity="-"),
        replace(said("s3", "Ann", "a1", "the claim", "claim", "that it rains"), parent="s2"),
        said("s4", "", None, "said", "say", "it rains"),
    ),
    events=(
        Event(
            id="e1",
            type="ACCUSE",
            actors=(party("Bo", "a2"),),
            recipients=(party("Ann", "a1"),),
            place="p1",
            date="2016-10-19/2016-10-20",
            status="denied",
            certainty="certain",
            statement="s3",
            text='“\\" Lé;e,\r\nsaid 🕊',
            spans=at('“\\" Lé;e,\r\nsaid 🕊'),
            confidence=0.5,
        ),
    ),
    relations=(
        Relation(
            id="r1",
            type="leads",
            subject=party("Bo", "a2"),
            object=party("Front", "a3"),
            from_="2012",
            status="claimed",
            certainty="certain",
            statement="s4",
            text="Bo leads the Front",
            spans=at("Bo leads the Front"),
            confidence=0.5,
        ),
    ),
    commitments=(
        Commitment(
            id="c1",
            kind="pledge",
            by=party("Ann", "a1"),
            action=Words(text="rain,\nand; more \\ 🕊" * 5, spans=at("it rains")),
            condition=words("it rains"),
            deadline="2016-11",
            status="pledged",
            statement="s2",
            text="it rains",
            spans=at("it rains"),
            confidence=1.0,
        ),
    ),
)
BROKEN = replace(HARD, document=replace(HARD.document, text="\ud800" + TEXT[1:]))
