"""Rows made by hand, as they are printed in a line and explained in their sentence."""

from typing import Any

import pytest

from onrecord.cli import coded_lines, explained
from onrecord.cli.coded_lines import Setting, line, voices
from onrecord.model import (
    Commitment,
    Cue,
    Document,
    Event,
    Party,
    Relation,
    Speaker,
    Statement,
    Teller,
    Words,
)

NAMES = {"t": "Turkish Air Force", "s": "Syria", "l": "Sergei Lavrov"}


def party(text: str, actor: str | None = None) -> Party:
    return Party(actor=actor, text=text, spans=((0, 1),))


def event(**more: Any) -> Event:
    settings: dict[str, Any] = {
        "type": "ASSAULT",
        "status": "reported",
        "certainty": "certain",
        "text": "bombed",
        "spans": ((0, 6),),
        **more,
    }
    return Event(id="0123456789abcdef", confidence=0.9, **settings)


def commitment(**more: Any) -> Commitment:
    return Commitment(
        id="c",
        kind="pledge",
        by=party("Ankara", "t"),
        action=Words(text="leave\nthe town", spans=((0, 1),)),
        status="pledged",
        text="will leave",
        spans=((0, 1),),
        confidence=0.9,
        **more,
    )


def statement(speaker: str, cue: str, actor: str | None = None) -> Statement:
    return Statement(
        id=cue,
        kind="indirect",
        speaker=Speaker(actor=actor, text=speaker, spans=()),
        cue=Cue(text=cue, spans=(), class_="say"),
        content=Words(text="", spans=()),
        confidence=1.0,
    )


JETS = {"actors": (party("Turkish jets", "t"),), "recipients": (party("it", "s"),)}
TWO = (party("the army", "t"), party("the Front"))


@pytest.mark.parametrize(
    ("row", "teller", "expected"),
    [
        (
            event(**JETS, mode="aerial", date="2016-10-21", status="claimed"),
            "reports",
            "2016-10-21 · Turkish Air Force → Syria · ASSAULT aerial · in Aleppo · claimed by reports",
        ),
        (event(**JETS), None, "Turkish Air Force → Syria · ASSAULT · in Aleppo · reported"),
        (event(**JETS, status="denied"), None, "Turkish Air Force → Syria · ASSAULT · in Aleppo · denied"),
        (
            event(actors=TWO, recipients=TWO),
            None,
            "Turkish Air Force ↔ the Front · ASSAULT · in Aleppo · reported",
        ),
        (event(actors=TWO), None, "Turkish Air Force and the Front · ASSAULT · in Aleppo · reported"),
        (event(recipients=TWO[1:]), None, "? → the Front · ASSAULT · in Aleppo · reported"),
        (event(), None, "“bombed” · ASSAULT · in Aleppo · reported"),
        (
            event(**JETS, status="hypothetical"),
            "the mayor",
            "Turkish Air Force → Syria · ASSAULT · in Aleppo · hypothetical, told by the mayor",
        ),
        (
            event(**JETS, status="pledged"),
            "Turkish Air Force",
            "Turkish Air Force → Syria · ASSAULT · in Aleppo · pledged by Turkish Air Force",
        ),
        (
            commitment(
                to=party("the town"),
                condition=Words(text="if the war ends", spans=()),
                deadline="2016-11-01",
                basis=Words(text="under the accord", spans=()),
            ),
            "the mayor",
            "Turkish Air Force → the town · pledge: leave the town · if the war ends · until 2016-11-01 "
            "· under the accord · pledged, told by the mayor",
        ),
        (
            Relation(
                id="r",
                type="designated_as",
                subject=party("the Front"),
                object=party("terrorists"),
                by=Teller(actor=None, text="Ankara"),
                from_="2014",
                status="claimed",
                certainty="certain",
                text="",
                spans=((0, 1),),
                confidence=0.9,
            ),
            "Ankara",
            "the Front · designated as · terrorists · called so by Ankara · 2014– · claimed by Ankara",
        ),
    ],
)
def test_a_row_is_told_in_a_line(row, teller, expected):
    assert line(row, Setting(names=NAMES, place="Aleppo", teller=teller)).plain == expected


def test_a_line_may_end_with_an_id_to_ask_for():
    assert line(event(), Setting(names={}), with_id=True).plain.endswith(" · 01234567")


def test_voices_are_told_from_the_report_inwards():
    document = Document(id="d", source="d.txt", agency="TASS", text="")
    chain = (statement("Reports", "claim"), statement("he", "said", "l"))

    assert voices(document, chain, NAMES) == "TASS reports: Sergei Lavrov said: reports claim"
    assert voices(None, (statement("", "allegedly"),), {}) == (
        "The report reports: a source not named allegedly"
    )


def test_long_words_are_cut_behind_a_word():
    words = coded_lines.short("word " * 30)

    assert words.endswith("word …")
    assert len(words) <= coded_lines.LONGEST + 2
    assert coded_lines.short("x" * 100, 10) == f"{'x' * 10} …"


TEXT = """Strike on town

OSLO, Oct. 3 (Northwire) - Gen. Li said U.S. jets hit the town. "It is over," he
said. Nobody came.

Next day it rained
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Strike",), "⟦Strike⟧ on town"),
        (("hit",), "OSLO, Oct. 3 (Northwire) - Gen. Li said U.S. jets ⟦hit⟧ the town."),
        (("hit the town.",), "OSLO, Oct. 3 (Northwire) - Gen. Li said U.S. jets ⟦hit the town.⟧"),
        (("he\nsaid",), '"It is over," ⟦he said⟧.'),
        (("It", "said. Nobody"), '"⟦It⟧ is over," he ⟦said. Nobody⟧ came.'),
        (("rained",), "Next day it ⟦rained⟧"),
    ],
)
def test_words_are_shown_in_their_sentence(words, expected):
    spans = tuple((TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in words)

    assert explained.in_sentence(TEXT, spans, colours=False).plain == expected
