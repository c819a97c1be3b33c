"""Since and until, as every question takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, TableClause

from onrecord.errors import UsageError
from onrecord.record import days


def between(dated: TableClause, since: str | None, until: str | None) -> Iterator[ColumnElement[Any]]:
    """Conditions that keep rows whose days may lie between two dates, both included.

    A coarse date counts where any of its days would; a row without a date does not.
    """
    if since is not None:
        yield dated.c.last_day >= _span(since)[0]
    if until is not None:
        yield dated.c.day <= last_day(until)


def first_day(value: str) -> str:
    """The first day of a date that somebody asks for; UsageError where it is none."""
    return _span(value)[0]


def last_day(value: str) -> str:
    """The last day of a date that somebody asks for; UsageError where it is none."""
    return _span(value)[1]


def _span(value: str) -> tuple[str, str]:
    first, last = days.span(value)
    if first is None or last is None:
        raise UsageError(f"{value!r} is not a date: write it like 2016-10-21, 2016-10 or 2016")
    return first, last
