"""Coded rows made by hand, as the exports take them: one report of a strike and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.model import (
    Actor,
    Commitment,
    Cue,
    Event,
    Mention,
    Office,
    Party,
    Place,
    Relation,
    Speaker,
    Statement,
    Teller,
    Words,
)

LORAN = Actor(
    id="a1",
    name="Mira Loran",
    kind="person",
    country="TUR",
    offices=(Office(title="foreign minister", organisation="Turkey"),),
    wikidata="Q77",
)
RUSSIA = Actor(id="a2", name="Russia", kind="country", country="RUS")
FRONT = Actor(id="a3", name="Orem Front", kind="armed_group", country="SYR")
UN = Actor(id="a4", name="United Nations", kind="igo")
ACTORS = {actor.id: actor for actor in (LORAN, RUSSIA, FRONT, UN)}
ALEPPO = Place(
    id="p1",
    name="Aleppo",
    kind="city",
    country="SYR",
    lat=36.202105,
    lon=37.1613,
    geonames=170063,
    mentions=(Mention(start=9, end=15, text="ALEPPO"),),
)


@dataclass(frozen=True, kw_only=True)
class Origin:
    id: str = "d1"
    title: str | None = "=Strike"
    published: str | None = "2016-10-21"
    publisher: str | None = "Daily\tPost"
    agency: str | None = None
    source: str = "one.txt"


@dataclass(frozen=True, kw_only=True)
class Story:
    people: tuple[str, ...] = ("Mira Loran", "Li; Ann")
    organisations: tuple[str, ...] = ("Orem Front",)
    locations: tuple[str, ...] = ("Aleppo", "Syria")
    language: str | None = "en"
    reader: str = "test 1"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a query gives, as far as exports look at it."""

    row: Any
    document: Origin = Origin()
    chain: tuple[Statement, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: {id: one.name for id, one in ACTORS.items()})
    actors: Mapping[str, Actor] = field(default_factory=lambda: ACTORS)
    place: Place | None = ALEPPO
    sentence: int = 3
    story: Story = Story()


def party(words: str, actor: Actor | None = None) -> Party:
    return Party(actor=actor.id if actor else None, text=words, spans=((0, len(words)),))


def said(speaker: str, actor: Actor | None = None, id: str = "s1") -> Statement:
    return Statement(
        id=id,
        kind="indirect",
        speaker=Speaker(actor=actor.id if actor else None, text=speaker, spans=(), anonymous=not actor),
        cue=Cue(text="said", spans=(), class_="say"),
        content=Words(text="", spans=()),
        confidence=0.9,
    )


STRIKE = Event(
    id="e1",
    type="ASSAULT",
    mode="aerial",
    contexts=("military", "territory"),
    cameo="195",
    quad=4,
    intensity=-9.0,
    actors=(party("Moscow", RUSSIA),),
    recipients=(party("the\nOrem Front", FRONT), party("Turkish soldiers")),
    place="p1",
    date="2016-10-19",
    status="claimed",
    certainty="certain",
    statement="s1",
    text="Moscow bombed\tthe\nOrem Front and Turkish soldiers",
    spans=((100, 125), (130, 150)),
    confidence=0.87,
)
# The minister says that unnamed sources claim it.
CLAIMED = Told(row=STRIKE, chain=(said(""), said("the minister", LORAN, "s0")))
OWN_VOICE = Told(
    row=replace(
        STRIKE,
        id="e2",
        mode=None,
        contexts=(),
        recipients=(),
        date=None,
        place=None,
        status="reported",
        statement=None,
    ),
    document=Origin(publisher=None, agency="Northwire"),
    place=None,
)
BANNED = Told(
    row=Relation(
        id="r1",
        type="designated_as",
        subject=party("the front", FRONT),
        object=party("-terrorist group"),
        by=Teller(actor="a2", text="Moscow"),
        from_="2015",
        status="claimed",
        certainty="probable",
        statement="s1",
        text="the front -terrorist group",
        spans=((4, 13), (20, 36)),
        confidence=0.5,
    ),
    chain=(said("she", LORAN),),
    place=None,
)
PLEDGE = Told(
    row=Commitment(
        id="c1",
        kind="pledge",
        by=party("we", RUSSIA),
        action=Words(text="halt\nstrikes", spans=((5, 17),)),
        condition=Words(text="if they leave", spans=((18, 31),)),
        deadline="2016-11",
        status="pledged",
        text="we halt\nstrikes if they leave",
        spans=((2, 31),),
        confidence=1.0,
    ),
    place=None,
)
