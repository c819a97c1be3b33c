"""Arithmetic on the calendar of news: from a day of publication to ISO 8601 values.

A value is as coarse as what it stands for: a day, a month, an ISO week, a year, or a range ``a/b``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Sense = Literal["past", "future"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year", "decade"]

# News leaves out the year of what is near, so a verb decides only as long as it does not take a day
# most of a year away (``led before the caucuses Feb. 1``); without one the past reaches less far.
FAR_DAYS, NEAR_DAYS = 300, 270
FAR_MONTHS, NEAR_MONTHS = 9, 8

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
DESIGNATORS: dict[Unit, str] = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
}


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
    past = max((day for day in days if day <= published), default=None)
    future = min((day for day in days if day >= published), default=None)
    if not days:
        raise ValueError(f"month {month} has no day {number}")
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
    """The day, week, month or year ``count`` units from the publication; no finer than the unit."""
    if unit == "day":
        return (published + timedelta(count)).isoformat()
    if unit == "week":
        return week(published + timedelta(7 * count))
    if unit == "month":
        year, month = divmod(published.year * 12 + published.month - 1 + count, 12)
        return date(year, month + 1, 1).isoformat()[:7]
    if unit == "year":
        return date(published.year + count, 1, 1).isoformat()[:4]
    return None


def week(day: date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def stretch(published: date, count: int, unit: Unit) -> str | None:
    """The range of ``count`` units that ends (or, ahead, begins) with the publication.

    Its ends are a day for days and weeks, a month for months and years, a year for longer ones.
    """
    count, unit = _finer(count, unit)
    here, there = shifted(published, 0, unit), shifted(published, count, unit)
    if here is None or there is None:
        return None
    return f"{there}/{here}" if count < 0 else f"{here}/{there}"


def _finer(count: int, unit: Unit) -> tuple[int, Unit]:
    if unit == "hour" and count % 24 == 0:
        return count // 24, "day"
    finer: dict[Unit, tuple[int, Unit]] = {"week": (7, "day"), "year": (12, "month"), "decade": (10, "year")}
    times, unit = finer.get(unit, (1, unit))
    return count * times, unit


def weekend(published: date, which: str, sense: Sense | None) -> str:
    """The Saturday and Sunday meant by ``last``, ``this``, ``next`` or a bare weekend."""
    saturday = published + timedelta(5 - published.weekday())
    if which == "next":
        saturday += timedelta(7)
    elif which == "last" or (saturday > published and sense != "future"):
        saturday -= timedelta(7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"


def months(year: int, first: int, count: int) -> str:
    """The range of ``count`` months from month ``first`` of a year on."""
    more, last = divmod(first + count - 2, 12)
    return f"{year:04}-{first:02}/{year + more:04}-{last + 1:02}"


def season(name: str, published: date, which: str, sense: Sense | None) -> str:
    """The three months of a season named without its year; ``this`` is the one of the year."""
    first = SEASONS[name]
    begun = published.year - (published.month < first)
    ended = begun - ((published.month - first) % 12 < 3)
    year = {"last": ended, "next": begun + 1, "this": published.year - (first - published.month > 9)}.get(
        which, begun + 1 if sense == "future" else begun
    )
    return months(year, first, 3)


def duration(count: float, unit: Unit) -> str:
    """An ISO 8601 duration; ``two and a half years`` have a fraction."""
    if unit == "decade":
        count, unit = count * 10, "year"
    return DESIGNATORS[unit].format(f"{count:g}")
