"""Which times are deadlines, by which word, and the last day they allow."""

from __future__ import annotations

import pytest

from onrecord.coding.deadlines import Deadline, deadline
from onrecord.resolve.times import find_times

FRIDAY = "2016-10-21"


def read(text: str, published: str | None = FRIDAY) -> Deadline | None:
    [time] = find_times(text, [(0, len(text))], published)
    return deadline(time, text, published)


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("They must answer by Tuesday.", "by", "2016-10-25"),
        ("They demanded an answer by Tuesday.", "by", "2016-10-25"),
        ("They must answer by 6 p.m. on Tuesday.", "by", "2016-10-25"),
        ("The troops will be gone by the end of 2017.", "by", "2017-12-31"),
        ("The troops will be gone by March.", "by", "2017-03-31"),
        ("The troops will be gone by next week.", "by", "2016-10-30"),
        ("The troops will be gone by the summer.", "by", "2017-08-31"),
        ("The troops will be gone by early 2018.", "by", None),
        ("The troops will be gone by mid-2018.", "by", None),
        ("It must be built within six months.", "within", "2017-04-21"),
        ("It must be built within the next two years.", "within", "2018-10-21"),
        ("They must leave within 72 hours.", "within", "2016-10-24"),
        ("They must leave within days.", "within", None),
        ("It must be paid within a month of the verdict.", "within", None),
        ("The truce holds until Sunday.", "until", "2016-10-23"),
        ("The report is due no later than December 15.", "no later than", "2016-12-15"),
        ("They must disarm before the end of 2018.", "before", "2018-12-31"),
        ("They must disarm before 2018.", "before", "2017-12-31"),
        ("They will vote before November 8.", "before", "2016-11-07"),
    ],
)
def test_a_deadline_has_its_word_and_its_last_day(text: str, word: str, day: str | None) -> None:
    assert Deadline(word=word, day=day) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "They must answer on Tuesday.",
        "The talks lasted for six months.",
        "The sentence was cut by two years.",
        "By now they are gone.",
        "He ruled from 1990 until 1998.",
        "Until recently he was a friend.",
        "The journal is read by daily visitors.",
    ],
)
def test_other_times_are_no_deadlines(text: str) -> None:
    assert read(text) is None


def test_without_a_day_of_publication_a_length_has_no_end() -> None:
    assert read("It must be built within six months.", None) == Deadline(word="within", day=None)
    assert read("It must be built by June 2017.", None) == Deadline(word="by", day="2017-06-30")
