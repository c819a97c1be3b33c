"""Long lists in pages, each of which begins behind the last row of the one before it.

Invariant: where a page begins is told by values of that row, never by how many came before it, so that rows which are
added or taken away meanwhile move nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, or_

Item = TypeVar("Item")
Mark = tuple[Any, ...]  # the values by which a row stands in its place: words, whole numbers and None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """Some rows of a list; ``last`` is where the next page begins, None where there is none."""

    items: tuple[Item, ...]
    last: Mark | None


def page(
    rows: Sequence[Any], limit: int, make: Callable[[Any], Item], mark: Callable[[Any], Mark]
) -> Page[Item]:
    """A page of rows of which one more than wanted was asked for, to know whether there is a next one."""
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(items=tuple(map(make, rows)), last=mark(rows[-1]) if more and rows else None)


def walk(
    connection: Connection,
    query: Select[Any],
    day: ColumnElement[Any],
    rest: Sequence[ColumnElement[Any]],
    *,
    after: Mark | None,
    number: int,
) -> list[Any]:
    """Rows by day, the newest first and those without one last, then by ``rest``, from the smallest.

    Args:
        rest: columns that tell all rows of a day apart.
        after: the day and rest of the row before the first; None for the beginning.
    """
    found: list[Any] = []
    if after is None or after[0] is not None:
        dated = query.where(day.is_not(None))
        if after is not None:
            # Not one condition or another alone: the first of them is what an index is good for.
            dated = dated.where(day <= after[0], or_(day < after[0], behind(rest, after[1:])))
        found += connection.execute(dated.order_by(day.desc(), *rest).limit(number)).all()
    if len(found) < number:
        undated = query.where(day.is_(None))
        if after is not None and after[0] is None:
            undated = undated.where(behind(rest, after[1:]))
        found += connection.execute(undated.order_by(*rest).limit(number - len(found))).all()
    return found


def behind(columns: Sequence[ColumnElement[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    """That a row comes after the one with these values, by the first column in which they differ."""
    return or_(
        *(
            and_(
                *(column == value for column, value in zip(columns[:number], values, strict=False)),
                one > values[number],
            )
            for number, one in enumerate(columns)
        )
    )
