"""Values of TIMEX3: their days, their plain ISO 8601, and what qualifies them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord import timex
from onrecord.resolve import calendar
from onrecord.resolve.times import find_times

FRIDAY = "2016-10-21"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-10-21", "2016-10-21"),
        ("2016-10", "2016-10"),
        ("2016", "2016"),
        ("2016-W42", "2016-W42"),
        ("2016-W42-WE", "2016-10-22/2016-10-23"),
        ("2016-SU", "2016-06/2016-08"),
        ("2016-WI", "2016-12/2017-02"),
        ("2016-Q3", "2016-07/2016-09"),
        ("2016-H1", "2016-01/2016-06"),
        ("199", "1990/1999"),
        ("18", "1801/1900"),
        ("00", "0001/0100"),
        ("BC0575", "-0574"),
        ("2016-10-21TMO", "2016-10-21"),
        ("2016-10-21T15:00+03:00", "2016-10-21"),
        ("2016-10-21T24:00", "2016-10-21"),
        ("2016-10-01/2016-10-19", "2016-10-01/2016-10-19"),
        ("2015-SU/2016-SP", "2015-06/2016-05"),
        ("FY2015", None),
        ("PAST_REF", None),
        ("P6M", None),
        ("PT2H", None),
        ("XXXX-WXX-1", None),
        ("T15:00Z", None),
        ("", None),
        (None, None),
    ],
)
def test_a_point_has_one_plain_iso_form_and_nothing_else_has_any(
    value: str | None, expected: str | None
) -> None:
    assert expected == timex.iso(value)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-W42", "2016-10-17", "2016-10-23"),
        ("2016-Q3", "2016-07-01", "2016-09-30"),
        ("2015-WI", "2015-12-01", "2016-02-29"),
        ("199", "1990-01-01", "1999-12-31"),
        ("2016-10-20TNI", "2016-10-20", "2016-10-20"),
        ("2016-05/2016-07", "2016-05-01", "2016-07-31"),
    ],
)
def test_a_value_spans_days(value: str, first: str, last: str) -> None:
    assert timex.days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["BC0575", "000", "9999-WI", "PAST_REF", None])
def test_what_lies_outside_the_calendar_has_no_days(value: str | None) -> None:
    assert timex.days(value) is None


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("P6M", "2016-08-29"),
        ("P4M", "2016-06-29"),
        ("P1Y", "2017-02-28"),
        ("P10D", "2016-03-10"),
        ("P2W", "2016-03-14"),
        ("P1DE", "2026-02-28"),
        ("PT48H", "2016-03-02"),
        ("PT2H", "2016-02-29"),
        ("PT3600S", "2016-02-29"),
        ("PT72H", "2016-03-03"),
        ("P9000Y", None),
        ("P9000000W", None),
        ("PXM", None),
        ("P2.5Y", None),
        (None, None),
    ],
)
def test_a_length_is_over_on_a_day(duration: str | None, expected: str | None) -> None:
    over = timex.after(date(2016, 2, 29), duration)
    assert (over and over.isoformat()) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-10-21", "day"), ("2016-10-21TMO", "day"), ("2016-W42-WE", "week"), ("2016-W42", "week"),
        ("2016-02", "month"), ("2015-WI", "quarter"), ("2016-Q3", "quarter"), ("2016-H1", "year"), ("2016", "year"),
        ("199", "decade"), ("18", "century"), ("PAST_REF", None), ("2011/2014", None),
    ],
)  # fmt: skip
def test_a_point_is_as_coarse_as_a_unit(value: str, expected: str | None) -> None:
    assert expected == calendar.coarseness(value)


@pytest.mark.parametrize(
    ("value", "count", "unit", "expected"),
    [
        ("2016-10-03", -1, "day", "2016-10-02"),
        ("2016-10-03", -1, "week", "2016-W39"),
        ("2016-10-03", 1, "month", "2016-11"),
        ("2016-12", 1, "month", "2017-01"),
        ("2016-10-03", -1, "year", "2015"),
        ("2016-Q3", -1, "year", "2015-Q3"),
        ("2016-10", 2, "year", "2018-10"),
        ("2016-10", 0, "year", "2016"),
        ("2016-01-15", -1, "quarter", "2015-Q4"),
        ("1999", 1, "decade", "200"),
        ("PAST_REF", 1, "day", None),
    ],
)
def test_one_point_is_told_from_another(
    value: str, count: int, unit: calendar.Unit, expected: str | None
) -> None:
    assert expected == calendar.beside(value, count, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in early 2014", "START"),
        ("at the beginning of 2014", "START"),
        ("in mid-October", "MID"),
        ("late last year", "END"),
        ("by the end of 2017", "END"),
        ("about ten years ago", "APPROX"),
        ("more than two years ago", "BEFORE"),
        ("less than two years ago", "AFTER"),
        ("for more than two years", "MORE_THAN"),
        ("for nearly two years", "LESS_THAN"),
        ("at least two years", "EQUAL_OR_MORE"),
        ("no more than two years", "EQUAL_OR_LESS"),
        ("earlier this year", None),
        ("on Friday", None),
        ("in 2014", None),
    ],
)
def test_words_beside_a_value_qualify_it(text: str, expected: str | None) -> None:
    [time] = find_times(text, [(0, len(text))], FRIDAY)
    assert expected == timex.mod(time)
