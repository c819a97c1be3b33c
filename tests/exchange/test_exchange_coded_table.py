"""Coded rows as spreadsheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.exchange.coded_table import HEADERS, cell, rows
from tests.exchange.coded_rows import BANNED, CLAIMED, OWN_VOICE, PLEDGE, Told


def table(kind: str, told: Told) -> dict[str, str]:
    [row] = rows([told], kind)
    return dict(zip(HEADERS[kind], row, strict=True))


REPORT = {"document": "d1", "title": "'=Strike", "published": "2016-10-21", "source": "one.txt"}


def test_an_event_has_its_parties_by_name_and_in_the_words_of_the_report() -> None:
    assert table("events", CLAIMED) == {
        **{"event": "e1", "date": "2016-10-19", "type": "ASSAULT", "mode": "aerial"},
        **{"contexts": "military; territory", "quad": "4", "intensity": "-9", "cameo": "195"},
        **{"actors": "Russia", "actor_words": "Moscow"},
        "recipients": "Orem Front; Turkish soldiers",
        "recipient_words": "the Orem Front; Turkish soldiers",
        **{"place": "Aleppo", "country": "SYR", "lat": "36.202105", "lon": "37.1613"},
        **{"status": "claimed", "certainty": "certain"},
        **{"teller": "unnamed", "teller_chain": "Mira Loran > unnamed", "statement": "s1"},
        "text": "Moscow bombed\tthe\nOrem Front and Turkish soldiers",
        **{"start": "100", "end": "150", "confidence": "0.87", **REPORT, "publisher": "Daily\tPost"},
    }


def test_an_event_in_the_own_voice_of_a_report_has_no_teller_and_no_date_that_is_not_told() -> None:
    row = table("events", OWN_VOICE)

    assert (row["teller"], row["teller_chain"], row["statement"]) == ("", "", "")
    assert (row["date"], row["place"], row["lat"], row["recipients"], row["contexts"]) == ("",) * 5


def test_a_relation_says_who_designates() -> None:
    assert table("relations", BANNED) == {
        **{"relation": "r1", "type": "designated_as"},
        **{"subject": "Orem Front", "subject_words": "the front"},
        **{"object": "'-terrorist group", "object_words": "'-terrorist group"},
        **{"by": "Russia", "from": "2015", "to": "", "status": "claimed", "certainty": "probable"},
        **{"teller": "Mira Loran", "teller_chain": "Mira Loran", "statement": "s1"},
        **{"text": "the front -terrorist group", "start": "4", "end": "36", "confidence": "0.5"},
        **{**REPORT, "publisher": "Daily\tPost"},
    }


def test_a_commitment_has_condition_and_deadline() -> None:
    assert table("commitments", PLEDGE) == {
        **{"commitment": "c1", "kind": "pledge", "by": "Russia", "by_words": "we", "to": "", "to_words": ""},
        **{"action": "halt strikes", "condition": "if they leave", "deadline": "2016-11", "basis": ""},
        **{"status": "pledged", "teller": "", "teller_chain": "", "statement": ""},
        **{"text": "we halt\nstrikes if they leave", "start": "2", "end": "31", "confidence": "1"},
        **{**REPORT, "publisher": "Daily\tPost"},
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-x", "'-x"),
        ("@a", "'@a"),
        ("\t=1", "'\t=1"),
        ("a=1", "a=1"),
        (-37.62, "-37.62"),
        (0, "0"),
        (None, ""),
    ],
)
def test_words_are_no_formulas_and_numbers_stay_numbers(value: object, written: str) -> None:
    assert cell(value) == written


@pytest.mark.parametrize("kind", HEADERS)
def test_the_documentation_names_the_columns_in_their_order(kind: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    listed = re.findall(rf"^\| (?:`{kind}`|all, behind these) \| (.*) \|$", page, re.M)
    columns = re.findall(r"`(\w+)`", " ".join(listed))

    if kind == "commitments":
        columns.remove("certainty")
    assert tuple(columns) == HEADERS[kind]
