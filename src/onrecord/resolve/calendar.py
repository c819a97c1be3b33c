"""Arithmetic on the calendar of news: from a day of publication to the values of TIMEX3 (``timex``)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord import timex

Sense = Literal["past", "future"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]

# News leaves out the year of what is near, so a verb decides only as long as it does not take a day
# most of a year away (``led before the caucuses Feb. 1``); without one the past reaches less far.
FAR_DAYS, NEAR_DAYS = 300, 270
FAR_MONTHS, NEAR_MONTHS = 9, 8

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DESIGNATORS: dict[Unit, str] = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
}
_HALVES: dict[Unit, tuple[int, Unit]] = {
    "hour": (60, "minute"), "day": (24, "hour"), "year": (12, "month"), "decade": (10, "year"),
    "century": (100, "year"),
}  # fmt: skip
# The most days that a unit has.
_DAYS: dict[Unit, float] = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24,
    "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653, "century": 36525,
}  # fmt: skip


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """The day in a year that is a month's first, second ... of a weekday; 0 is the last of the month before."""

    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))

    return day


def _easter(year: int) -> date:
    """Easter Sunday of the western churches, by the Gregorian rule."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    day = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (day + 40) // 44
    return date(year, month, day + 28 - 31 * (month // 4))


# Feasts without a date of their own; the American ones.
MOVING: Mapping[str, Callable[[int], date]] = {
    "easter": _easter, "thanksgiving": _nth(11, 3, 4), "thanksgiving day": _nth(11, 3, 4),
    "labor day": _nth(9, 0, 1), "memorial day": _nth(6, 0, 0),
}  # fmt: skip


def moving(name: str, year: int | None, published: date | None, sense: Sense | None) -> str | None:
    """The day of a feast in a year, or without one the likely day."""
    feast = MOVING[name]
    if year:
        return feast(year).isoformat()
    if published is None or not 1 < published.year < 9998:
        return None
    days = [feast(published.year + more) for more in (-1, 0, 1)]
    day = likely(days, published, sense)
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A date as written, with what it leaves out; ``weekday`` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def complete(parts: Parts, published: date | None, sense: Sense | None) -> str | None:
    """The value of a date as written, its year taken from the publication where it has none."""
    if parts.month is None:
        if parts.weekday is not None:
            return weekday(parts.weekday, published, sense).isoformat() if published else None
        return f"{parts.year:04}" if parts.year else None
    if parts.day is None:
        year = parts.year or (year_of_month(parts.month, published, sense) if published else None)
        return f"{year:04}-{parts.month:02}" if year else None
    if parts.year is not None:
        return date(parts.year, parts.month, parts.day).isoformat()
    day = _undated(parts.month, parts.day, published, sense, parts.weekday) if published else None
    return day.isoformat() if day else None


def _undated(
    month: int, number: int, published: date, sense: Sense | None, weekday: int | None
) -> date | None:
    """A day of a month without its year: the one whose weekday fits, else the likely one."""
    years = range(max(published.year - 4, 1), min(published.year + 5, 9999))
    days = [date(year, month, number) for year in years if number <= monthrange(year, month)[1]]
    if not days:
        raise ValueError(f"month {month} has no day {number}")
    return likely(days, published, sense, weekday)


def likely(
    days: Sequence[date], published: date, sense: Sense | None, weekday: int | None = None
) -> date | None:
    """Which of the days of some years news means: the one whose weekday fits, else the last or the next."""
    past = max((day for day in days if day <= published), default=None)
    future = min((day for day in days if day >= published), default=None)
    if past is None or future is None:
        return past or future
    fits = [day for day in (past, future) if day.weekday() == weekday]
    if len(fits) == 1:
        return fits[0]
    if sense == "future":
        return future if (future - published).days <= FAR_DAYS else past
    return past if (published - past).days <= (FAR_DAYS if sense else NEAR_DAYS) else future


def year_of_month(month: int, published: date, sense: Sense | None) -> int:
    """The year of a month named without one."""
    back = (published.month - month) % 12
    ahead = (month - published.month) % 12
    coming = (sense == "future" and ahead <= FAR_MONTHS) or (sense is None and back > NEAR_MONTHS)
    months = ahead if coming else -back
    return (published.year * 12 + published.month - 1 + months) // 12


def weekday(number: int, published: date, sense: Sense | None) -> date:
    """The day itself, else the nearest past one, or the next in a clause about the future."""
    if sense == "future":
        return published + timedelta((number - published.weekday()) % 7)
    return published - timedelta((published.weekday() - number) % 7)


def relative_weekday(number: int, published: date, which: str, sense: Sense | None) -> date:
    """``last``, ``past``, ``this``, ``coming`` or ``next`` with a weekday; next is in next week."""
    if which in ("last", "past"):
        return weekday(number, published - timedelta(1), "past")
    if which == "next":
        return published + timedelta(7 - published.weekday() + number)
    return weekday(number, published, sense or "future")


def shifted(published: date, count: int, unit: Unit) -> str | None:
    """The day, week, month, quarter, year ... ``count`` units from a day; no finer than the unit."""
    match unit:
        case "day":
            return (published + timedelta(count)).isoformat()
        case "week":
            return week(published + timedelta(7 * count))
        case "month" | "quarter":
            size = 3 if unit == "quarter" else 1
            year, number = divmod((published.year * 12 + published.month - 1) // size + count, 12 // size)
            value = date(year, number + 1, 1).isoformat()[:7]
            return value if unit == "month" else f"{year:04}-Q{number + 1}"
        case "year":
            return date(published.year + count, 1, 1).isoformat()[:4]
        case "decade":
            return date(published.year + 10 * count, 1, 1).isoformat()[:3]
        case "century":
            return date(published.year - 1 + 100 * count, 1, 1).isoformat()[:2]
    return None


def beside(value: str, count: int, unit: Unit) -> str | None:
    """The value ``count`` units from another; a month or quarter stays one a year before or after."""
    days = timex.days(value)
    if days is None:
        return None
    if unit == "year" and count and coarseness(value) in ("month", "quarter"):
        return f"{int(value[:4]) + count:04}{value[4:]}"
    return shifted(days[0], count, unit)


def about(value: str, count: int, unit: Unit) -> str | None:
    """The value itself, where so few units seldom lead out of it: ``three weeks`` from a day in 1992."""
    smallest = coarseness(value)
    return value if smallest and 4 * abs(count) * _DAYS[unit] <= _DAYS[smallest] else None


def coarseness(value: str) -> Unit | None:
    """The smallest unit of time that may hold all of a point; None for what is no point."""
    days = timex.days(value)
    if days is None or "/" in value:
        return None
    length = (days[1] - days[0]).days + 1
    return next((unit for unit, most in _DAYS.items() if length <= most), None)


def no_coarser(value: str, unit: Unit) -> bool:
    """Whether a value says at least as exactly when as a unit of time does."""
    smallest = coarseness(value)
    return smallest is not None and _DAYS[smallest] <= _DAYS.get(unit, 0)


def week(day: date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def weekend(published: date, which: str, sense: Sense | None) -> str:
    """The weekend meant by ``last``, ``this``, ``next`` or none of these."""
    saturday = published + timedelta(5 - published.weekday())
    if which == "next":
        saturday += timedelta(7)
    elif which == "last" or (saturday > published and sense != "future"):
        saturday -= timedelta(7)
    return f"{week(saturday)}-WE"


def season(name: str, published: date, which: str, sense: Sense | None) -> str:
    """A season named without its year; ``this`` is the one of the year."""
    code = SEASONS[name]
    first = timex.SEASONS[code]
    begun = published.year - (published.month < first)
    ended = begun - ((published.month - first) % 12 < 3)
    year = {"last": ended, "next": begun + 1, "this": published.year - (first - published.month > 9)}.get(
        which, begun + 1 if sense == "future" else begun
    )
    return f"{year:04}-{code}"


def duration(count: float, unit: Unit) -> str:
    """The value of a length; ``half an hour`` is 30 minutes, two and a half years keep their fraction."""
    if unit in _HALVES and (count == 0.5 or (unit in ("decade", "century") and count != int(count))):
        size, unit = _HALVES[unit]
        count *= size
    return DESIGNATORS[unit].format(f"{count:.12g}")


def whole(count: float, unit: Unit) -> tuple[int, Unit] | None:
    """The same length in whole units: a year and a half is 18 months; None where no unit fits."""
    size, smaller = (1, unit) if count == int(count) else _HALVES.get(unit, (1, unit))
    return (int(count * size), smaller) if count * size == int(count * size) else None


def some(unit: Unit) -> str:
    """The value of a length whose count is not said: ``several years``."""
    return DESIGNATORS[unit].format("X")
