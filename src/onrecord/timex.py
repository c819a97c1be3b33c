"""Values of TIMEX3, the notation of TimeML for times: what they span, and how ISO 8601 writes it.

A value is a day, month, week (``2016-W42``), weekend (``2016-W42-WE``), season (``2016-SU``),
quarter (``2016-Q3``), half (``2016-H1``), year, decade (``199``), century (``19``) or fiscal year
(``FY2015``); a day with a clock time or a part of it (``2016-10-21TMO``); a duration (``P6M``); a
reference (``PAST_REF``). One thing is ours: a range is ``a/b``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from onrecord.model import Time

Mod = Literal[
    "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "BEFORE", "AFTER",
    "ON_OR_BEFORE", "ON_OR_AFTER",
]  # fmt: skip

PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
PARTS_OF_DAY = {
    "morning": "TMO", "early hours": "TMO", "wee hours": "TMO", "small hours": "TMO", "midday": "TMI",
    "afternoon": "TAF", "evening": "TEV", "night": "TNI",
}  # fmt: skip
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_POINT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?|-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?"
)
_COARSE = re.compile(r"(?P<decade>\d{3})|(?P<century>\d\d)|BC(?P<before_christ>\d{4})")
_DURATION = re.compile(r"P(?:(?P<count>\d+)(?P<unit>Y|M|W|DE|D|CE)|T(?P<clock>\d+)(?P<part>[HMS]))")


def iso(value: str | None) -> str | None:
    """A point or range in plain ISO 8601, no finer than a day; None for what ISO 8601 cannot write."""
    first, _, last = (value or "").partition("/")
    begin, end = _ends(first), _ends(last or first)
    if begin is None or end is None:
        return None
    return begin[0] if begin[0] == end[1] else f"{begin[0]}/{end[1]}"


def _ends(value: str) -> tuple[str, str] | None:
    """The first and the last day, week, month or year of a point; the same one twice where it is one."""
    if coarse := _COARSE.fullmatch(value):
        return _years(coarse)
    point = _POINT.fullmatch(value)
    if point is None:
        return None
    year = int(point["year"])
    if point["weekend"]:
        return _weekend(year, int(point["week"]))
    for name, size in (("quarter", 3), ("half", 6)):
        if point[name]:
            return _months(year, (int(point[name]) - 1) * size + 1, size)
    if point["season"]:
        return _months(year, SEASONS[point["season"]], 3)
    plain = value.partition("T")[0]
    return plain, plain


def _years(coarse: re.Match[str]) -> tuple[str, str]:
    """A century begins with its year 1, and ISO 8601 has a year 0, which is 1 B.C."""
    if coarse["decade"]:
        return f"{coarse['decade']}0", f"{coarse['decade']}9"
    if coarse["century"]:
        return f"{coarse['century']}01", f"{int(coarse['century']) + 1:02}00"
    year = f"-{int(coarse['before_christ']) - 1:04}"
    return year, year


def _months(year: int, first: int, count: int) -> tuple[str, str]:
    more, last = divmod(first + count - 2, 12)
    return f"{year:04}-{first:02}", f"{year + more:04}-{last + 1:02}"


def _weekend(year: int, week: int) -> tuple[str, str]:
    saturday = date.fromisocalendar(year, week, 6)
    return saturday.isoformat(), (saturday + timedelta(1)).isoformat()


def days(value: str | None) -> tuple[date, date] | None:
    """The first and the last day of a point or range; None for any other value, and outside the years 1 to 9999."""
    first, _, last = (iso(value) or "").partition("/")
    if not first or first.startswith("-"):
        return None
    try:
        begin, end = _edge(first, last=False), _edge(last or first, last=True)
    except ValueError:
        return None
    return (begin, end) if begin <= end else None


def _edge(plain: str, *, last: bool) -> date:
    if "W" in plain:
        return date.fromisocalendar(int(plain[:4]), int(plain[6:8]), 7 if last else 1)
    year, month, day = (int(part) if part else None for part in (plain[:4], plain[5:7], plain[8:10]))
    assert year is not None
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))


def after(day: date, duration: str | None) -> date | None:
    """The day on which a duration that begins on ``day`` is over; None where it has no exact length."""
    read = _DURATION.fullmatch(duration or "")
    if read is None:
        return None
    try:
        if read["clock"]:
            return day + timedelta(int(read["clock"]) * _IN_DAYS[read["part"]])
        return _later(day, int(read["count"]), read["unit"])
    except (ValueError, OverflowError):  # after the year 9999
        return None


_IN_DAYS = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}


def _later(day: date, count: int, unit: str) -> date:
    if unit in ("D", "W"):
        return day + timedelta(count * (7 if unit == "W" else 1))
    months = count * {"M": 1, "Y": 12, "DE": 120, "CE": 1200}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_MODS: tuple[tuple[str, Mod, Mod], ...] = (
    (r"(?:no|not) (?:less|fewer) than|at least", "EQUAL_OR_MORE", "ON_OR_BEFORE"),
    (r"(?:no|not) more than|at most|up to", "EQUAL_OR_LESS", "ON_OR_AFTER"),
    (r"more than", "MORE_THAN", "BEFORE"),
    (r"(?:less|fewer) than|under|nearly|almost", "LESS_THAN", "AFTER"),
    (r"about|around|roughly|approximately|some", "APPROX", "APPROX"),
    (r"(?:the )?(?:early|start|beginning)", "START", "START"),
    (r"(?:the )?(?:mid|middle)", "MID", "MID"),
    (r"(?:the )?(?:late|end)", "END", "END"),
)
_MOD = tuple(
    (re.compile(words.replace(" ", r"\s+") + r"\b", re.IGNORECASE), length, point)
    for words, length, point in _MODS
)
QUANTITY = "(?:" + "|".join(words for words, _, _ in _MODS[:5]) + ")"


def mod(time: Time) -> Mod | None:
    """The ``mod`` of TIMEX3: how the words qualify the value (``late 2016``, ``more than a year``)."""
    for words, length, point in _MOD:
        if words.match(time.text):
            return length if time.type in ("DURATION", "SET") else point
    return None
