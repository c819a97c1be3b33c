"""The newest rows that meet conditions, quickly whether few rows meet them or very many.

A condition that few rows meet is answered by gathering these and putting them in order. Where all conditions are met by
many, the rows of the record are gone through from the newest on, each held against the conditions, until there are
enough; only if too few are found among so many are the others gathered after all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, TableClause, func, select

from onrecord.query.between import between, first_day
from onrecord.query.between import last_day as last_day_of
from onrecord.record.put import beside_its_index

FEW = 1500  # rows that are gathered in a few milliseconds
MANY = 20_000  # so many rows are counted, and no more
ORDERED = {"claims": "last_day"}  # the column by which a table is gone through, where that is not ``day``
WIDE = ("statements",)  # tables whose rows are told with much from others
TIED = (
    200  # more rows than wanted that are looked at, since those of one day are told in an order of their own
)
SURELY = 2  # times as many as wanted are expected before rows are gone through; with fewer the way is mostly in vain
AHEAD = {"statements": 24_000, "coded": 16_000, "claims": 4_000}  # rows gone through in some 30 milliseconds


@dataclass(frozen=True, slots=True)
class Narrow:
    """A condition in two ways: ``among`` a set of keys that is made first, and ``each`` row by itself.

    ``number`` is how many rows may meet it, as far as it is worth counting.
    """

    number: int
    among: ColumnElement[bool]
    each: ColumnElement[bool]


def counted(connection: Connection, rows: Select[Any]) -> int:
    """How many rows there are, but no more than ``MANY``."""
    return connection.scalar(select(func.count()).select_from(rows.limit(MANY).subquery())) or 0


def quickest(narrow: Sequence[Narrow]) -> list[ColumnElement[bool]]:
    """The conditions: the set is made of the one that fewest rows meet, and these are held against the others."""
    ordered = sorted(narrow, key=lambda one: one.number)
    return [one.each if place and one.number > FEW else one.among for place, one in enumerate(ordered)]


def is_broad(narrow: Sequence[Narrow]) -> bool:
    """Whether there are conditions, and many rows meet each of them."""
    return bool(narrow) and all(one.number > FEW for one in narrow)


def newest(
    connection: Connection,
    query: Select[Any],
    narrow: Sequence[Narrow],
    *,
    of: TableClause,
    walked: Sequence[ColumnElement[bool]] = (),
    since: str | None = None,
    until: str | None = None,
    limit: int | None,
) -> Sequence[Any]:
    """The rows of a query in its order, which begins with the newest day.

    Args:
        narrow: conditions on it besides its own.
        of: the table that they and the days are of.
        walked: those of its conditions that an index is good for which goes on with the day; the query has them in
            words that use no index where there are others.
        since, until: days between which rows may lie.
        limit: at most so many rows.
    """
    if limit is not None and is_broad(narrow):
        walk = _Walk(connection, query, narrow, of, walked, since, until, limit)
        if (rows := walk.rows()) is not None:
            return rows
    gathered = query.where(*quickest(narrow), *between(of, since, until))
    if not narrow:
        gathered = gathered.where(*walked)
    elif limit is not None and of.name in WIDE:
        keys = _first_ones(connection, gathered, of, limit)
        if keys is not None:
            if not keys:
                return ()
            gathered = query.where(of.c.key.in_(keys))
    return connection.execute(gathered.limit(limit)).all()


def _first_ones(
    connection: Connection, query: Select[Any], of: TableClause, limit: int
) -> Sequence[int] | None:
    """The keys of rows among which the first ones of a query are, so that others are not gathered with all they have.

    None where these cannot be told by their days.
    """
    day = of.c[ORDERED.get(of.name, "day")]
    days = select(of.c.key, day.label("day")).order_by(day.desc().nulls_last()).limit(limit + TIED)
    rows = connection.execute(days if query.whereclause is None else days.where(query.whereclause)).all()
    if len(rows) <= limit:
        return [row.key for row in rows]
    last = rows[limit - 1].day
    if last is None or rows[-1].day == last:
        return None
    return [row.key for row in rows if row.day is not None and row.day >= last]


class _Walk:
    """A way through the newest rows of a table."""

    def __init__(
        self,
        connection: Connection,
        query: Select[Any],
        narrow: Sequence[Narrow],
        of: TableClause,
        walked: Sequence[ColumnElement[bool]],
        since: str | None,
        until: str | None,
        limit: int,
    ) -> None:
        self._connection = connection
        self._query = query.where(*(one.each for one in narrow))
        self._numbers = [one.number for one in narrow]
        self._of = of
        self._here = [*walked, *between(of, None, until)]
        self._since = None if since is None else first_day(since)
        self._until = until
        self._limit = limit
        self._day = of.c[ORDERED.get(of.name, "day")]

    def rows(self) -> Sequence[Any] | None:
        """As many as are wanted, or all there are; None where there may be more than were gone through."""
        end = select(self._day).where(self._day.is_not(None), *self._here)
        reach = self._connection.scalar(
            end.order_by(self._day.desc().nulls_last()).offset(AHEAD[self._of.name]).limit(1)
        )
        if self._since is not None and (reach is None or self._since > reach):
            new = self._found(self._query.where(*self._here, self._day >= self._since), self._limit)
            return [*new, *self._begun_before(self._since, self._limit - len(new))]
        if self._expected() < SURELY * self._limit:
            return None
        low = self._day.is_not(None) if reach is None else self._day > reach
        new = self._found(self._query.where(*self._here, low), self._limit)
        return new if len(new) == self._limit else None

    def _expected(self) -> float:
        """How many of the rows gone through meet the conditions, if they do so as often as others."""
        rows = self._connection.scalar(select(func.max(self._of.c.key))) or 1
        return AHEAD[self._of.name] * prod(number / rows for number in self._numbers)

    def _begun_before(self, since: str, limit: int) -> Sequence[Any]:
        """Those that last into the days asked for."""
        day, last_day = self._of.c.day, self._of.c.last_day
        if self._day is not day or not limit:
            return ()
        until = [] if self._until is None else [beside_its_index(day) <= last_day_of(self._until)]
        long = (last_day > day, last_day >= since, beside_its_index(day) < since, *until)
        return self._found(self._query.where(*long), limit)

    def _found(self, query: Select[Any], limit: int) -> Sequence[Any]:
        return self._connection.execute(query.limit(limit)).all()
