"""The days that a date spans, so that coarse dates and ranges can be compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?|-W(\d\d))?")


def span(value: str | None) -> tuple[str, str] | tuple[None, None]:
    """First and last day of an ISO date, month, week, year or range; nothing where it is none."""
    first, _, last = (value or "").partition("/")
    start, end = _days(first), _days(last or first)
    return (start[0].isoformat(), end[1].isoformat()) if start and end else (None, None)


def _days(value: str) -> tuple[date, date] | None:
    match = DATE.fullmatch(value)
    if not match:
        return None
    year, month, day, week = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if week is not None:
            return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or monthrange(year, last_month)[1])
    except ValueError:
        return None
