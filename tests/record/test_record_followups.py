"""Promises of a record and what becomes of them, in any order of reports and after corrections."""

from __future__ import annotations

from itertools import permutations

import pytest

import onrecord
from onrecord import query
from onrecord.model import Reading
from onrecord.record import Record
from tests.promise_reports import AGAIN, ALL, COPIED, KEPT, LATER, MADE


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {text: onrecord.read(text, source=f"{number}.txt") for number, text in enumerate(ALL)}


def courses(record: Record) -> list[tuple[str, str | None]]:
    """What became of the terminal, and when."""
    found = [one for one in query.commitments_over_time(record) if "terminal" in one.commitment.row.text]
    assert len(found) == 1
    return [(told.course, told.day) for told in found[0].history]


WHOLE = [
    ("made", "2024-05-03"),
    ("restated", "2024-05-10"),
    ("extended", "2024-05-18"),
    ("fulfilled", "2024-06-04"),
    ("broken", "2024-06-04"),
]


def test_one_promise_is_followed_through_all_reports(record: Record, readings: dict[str, Reading]) -> None:
    for text in ALL:
        record.save(readings[text])
    assert courses(record) == WHOLE
    (found,) = (one for one in query.commitments_over_time(record) if one.follow_ups)
    assert (found.first_due, found.due, found.state) == ("2024-05-20", "2024-06-03", "disputed")
    assert len(found.made[0].copies) == 1


@pytest.mark.parametrize(
    "order", [one for at, one in enumerate(permutations((MADE, AGAIN, LATER, KEPT))) if at % 5 == 3]
)
def test_reports_come_in_any_order(
    record: Record, readings: dict[str, Reading], order: tuple[str, ...]
) -> None:
    for text in order:
        record.save(readings[text])
    assert courses(record) == WHOLE


def test_reading_again_changes_nothing(record: Record, readings: dict[str, Reading]) -> None:
    from dataclasses import replace

    for text in ALL:
        record.save(readings[text])
    for text in ALL:
        assert record.save(replace(readings[text], reader="another"))
    assert courses(record) == WHOLE


def test_a_rejected_promise_is_gone_with_what_was_told_of_it(
    record: Record, readings: dict[str, Reading]
) -> None:
    for text in (MADE, KEPT):
        record.save(readings[text])
    (promise,) = (one for one in query.commitments_over_time(record) if one.follow_ups)
    correction = record.reject(promise.id, by="ann")
    assert not any(one.follow_ups for one in query.commitments_over_time(record))
    record.withdraw_correction(correction.number)
    assert [told.course for told in next(iter(query.commitments_over_time(record))).follow_ups]


def test_copies_tell_nothing_of_their_own_promise(record: Record, readings: dict[str, Reading]) -> None:
    for text in (MADE, COPIED):
        record.save(readings[text])
    assert courses(record) == [("made", "2024-05-03")]
