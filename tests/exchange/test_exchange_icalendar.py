"""Deadlines of commitments as a calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.exchange.icalendar import escaped, folded, write
from onrecord.model import Reading
from tests.exchange.whole_readings import HARD, examples, written


def lines(*readings: Reading) -> list[str]:
    """The lines of a calendar, unfolded."""
    data = written(write, *readings)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def test_a_deadline_is_a_day_with_who_is_to_do_what() -> None:
    action = " ".join(("rain,\nand; more \\ 🕊" * 5).split())
    safe = action.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert lines(HARD) == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onrecord//onrecord//EN", "CALSCALE:GREGORIAN"),
        *("BEGIN:VEVENT", "UID:c1@onrecord", "DTSTAMP:20161021T000000Z"),
        *("DTSTART;VALUE=DATE:20161130", "DTEND;VALUE=DATE:20161201"),
        f'SUMMARY:Ann "\\\\" Lée: {safe}',
        f'DESCRIPTION:By: Ann "\\\\" Lée\\nAction: {safe}\\nCondition: it rains\\nDeadline: 2016-11\\nKind: pledge'
        "\\nStatus: pledged\\nTold by: Bo\\nWords: it rains\\nReport: Title <&> two\\, 2016-10-21"
        "\\nSource: https://example.org/a?b=1",
        *("CATEGORIES:pledge,pledged", "TRANSP:TRANSPARENT", "URL:https://example.org/a?b=1"),
        *("X-ONRECORD-STATUS:pledged", "X-ONRECORD-DOCUMENT:d/1 é", "END:VEVENT", "END:VCALENDAR"),
    ]


def test_what_has_no_day_is_left_out_and_what_is_told_twice_stands_there_once() -> None:
    [pledge] = HARD.commitments
    others = tuple(
        replace(pledge, id=id, deadline=deadline) for id, deadline in (("c2", None), ("c3", "PRESENT_REF"))
    )

    found = lines(replace(HARD, commitments=(*others, pledge, pledge)), HARD)
    assert [line for line in found if line.startswith("UID")] == ["UID:c1@onrecord"]
    assert "BEGIN:VEVENT" not in lines(replace(HARD, commitments=others))


def test_a_library_reads_the_deadlines_of_the_examples() -> None:
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed")
    calendar = icalendar.Calendar.from_ical(written(write, *examples(), HARD))

    expected = {
        f"{row.id}@onrecord": (row.deadline, row.status, row.kind)
        for reading in examples()
        for row in reading.commitments
        if row.deadline
    }
    assert len(expected) >= 8
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert found.keys() - {"c1@onrecord"} == expected.keys()
    for uid, (deadline, status, kind) in expected.items():
        event = found[uid]
        assert event["dtstart"].dt == date.fromisoformat(deadline)
        assert (event["dtend"].dt - event["dtstart"].dt).days == 1
        assert f"Status: {status}" in event["description"].splitlines()
        assert f"Kind: {kind}" in event["description"].splitlines()
    assert not calendar.errors


@given(st.text())
def test_folding_loses_nothing_and_cuts_no_character(text: str) -> None:
    plain = re.sub("[\r\n\ud800-\udfff]", "", text).encode()
    found = folded(plain)

    pieces = found.removesuffix(b"\r\n").split(b"\r\n ")
    assert b"".join(pieces) == plain
    assert all(len(piece) + (number > 0) <= 75 for number, piece in enumerate(pieces))
    for piece in pieces:
        piece.decode()


def test_a_value_keeps_no_sign_that_ends_it() -> None:
    assert escaped("a\\b;c,d\r\ne\rf\ng\x00") == "a\\\\b\\;c\\,d\\ne\\nf\\ng"


def test_half_a_surrogate_pair_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match="half a surrogate pair"):
        written(write, replace(HARD, document=replace(HARD.document, title="\ud800")))
