"""By which a piece of a report finds earlier pieces that may tell of the same.

Pieces lie by periods of days: what is as near as it must be is of the same period or of one beside it. A report puts
its pieces down in few places, and no term finds more than so many of a period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from sqlalchemy import Connection, bindparam, delete, func, select

from onrecord.record.assertions import OFFICE, Assertion
from onrecord.record.marks import mark, pairs
from onrecord.record.opposites import LONGEST_GAP, Known
from onrecord.record.pieces import COLUMNS, parsed, stored
from onrecord.record.put import among, put
from onrecord.record.schema import assertions as pieces
from onrecord.record.schema import blocks, documents

TELLING = 8  # terms of a piece by which it is found
LEAST = 1.0  # what a term, or two together, must say so that they find anything
LATEST = 24  # pieces that a term or a pair finds in a period, mostly the latest
COMPARED = 40
PLACE = ("period", "block", "place")
PERIOD = LONGEST_GAP  # days; what lies as near is of the same period or of one beside it
UNDATED = 0  # the period of reports without a day
PERIODS = 8  # that are looked through for a report without a day
BATCH = 2000  # pieces in memory at a time


class Earlier:
    """Pieces of earlier reports that share terms with those of a report, and those that an embedder proposes."""

    def __init__(
        self,
        connection: Connection,
        marks: Sequence[Sequence[int]],
        day: str | None,
        proposed: Mapping[int, Sequence[int]],
    ) -> None:
        self._proposed = proposed
        self._met: dict[int, list[int]] = {}
        query = select(blocks.c.block, blocks.c.assertion).where(
            blocks.c.period.in_(_periods(connection, day)), among(blocks.c.block, {*chain(*marks)})
        )
        for block, key in connection.execute(query).all():
            self._met.setdefault(block, []).append(key)
        self._nearest = {tuple(own): self._near(own) for own in marks}
        nearest = {*chain(*self._nearest.values(), *proposed.values())}
        told = (pieces.c[name] for name in ("key", "report_day", "claim", "told", *COLUMNS))
        found = select(*told).where(among(pieces.c.key, nearest))
        self._pieces = {
            key: Known(key, parsed(*told), report_day, claim)
            for key, report_day, claim, *told in connection.execute(found).all()
        }

    def near(self, marks: Sequence[int]) -> list[Known]:
        """The pieces that share most terms and pairs of terms, of like ones the latest."""
        return [self._pieces[key] for key in self._nearest[tuple(marks)] if key in self._pieces]

    def proposed(self, key: int) -> list[Known]:
        """The pieces that an embedder proposes for one of the report, the nearest first."""
        return [self._pieces[near] for near in self._proposed.get(key, ()) if near in self._pieces]

    def _near(self, marks: Sequence[int]) -> list[int]:
        shared = Counter(chain.from_iterable(self._met.get(mark, ()) for mark in marks))
        ranked = sorted(((count, key) for key, count in shared.items()), reverse=True)
        return [key for _, key in ranked[:COMPARED]]


def period_of(day: str | None) -> int:
    """The period of a day."""
    return date.fromisoformat(day).toordinal() // PERIOD if day else UNDATED


def _periods(connection: Connection, day: str | None) -> list[int]:
    """Where pieces lie that may tell of the same as a report of this day."""
    if day:
        return [UNDATED, *range(period_of(day) - 1, period_of(day) + 2)]
    found = [UNDATED]
    latest = select(func.max(blocks.c.period)).where(blocks.c.period > UNDATED)
    while len(found) <= PERIODS:
        last = connection.scalar(latest if len(found) == 1 else latest.where(blocks.c.period < found[-1]))
        if last is None:
            break
        found.append(last)
    return found


def put_down(
    connection: Connection, told: Iterable[Known], marks: Iterable[Sequence[int]], day: str | None
) -> None:
    """Let the pieces of a report of this day be found."""
    found = zip((each.key for each in told), marks, strict=True)
    put(connection, blocks, _blocks(found, day), by=PLACE)


def forget(connection: Connection, document: int) -> None:
    """Let nothing be found by the pieces of a report, which are about to be dropped."""
    own = connection.execute(select(pieces).where(pieces.c.document == document)).all()
    found = [one for row in own for one in _blocks([(row.key, found_by(stored(row)))], row.report_day)]
    mine = [blocks.c[name] == bindparam(f"its_{name}") for name in (*PLACE, "assertion")]
    values = [{f"its_{name}": value for name, value in one.items()} for one in found]
    if values:
        connection.execute(delete(blocks).where(*mine), values)


def find_again(connection: Connection) -> None:
    """Let all pieces of the record be found anew."""
    connection.execute(delete(blocks))
    last = 0
    while rows := connection.execute(
        select(pieces).where(pieces.c.key > last).order_by(pieces.c.key).limit(BATCH)
    ).all():
        for row in rows:
            put(connection, blocks, _blocks([(row.key, found_by(stored(row)))], row.report_day), by=PLACE)
        last = rows[-1].key


def later_reports(connection: Connection, document: int, day: str, *, what: str, limit: int) -> list[int]:
    """Reports of the months after a day that share most marks with the pieces of one kind of a report."""
    # Reports mostly come by their days: then none is later, which this tells from the index alone.
    if (
        connection.execute(select(documents.c.key).where(documents.c.published > day).limit(1)).first()
        is None
    ):
        return []
    own = select(pieces).where(pieces.c.document == document, pieces.c.what == what)
    marks = Counter(mark for row in connection.execute(own).all() for mark in found_by(stored(row)))
    later = range(period_of(day), period_of(day) + PERIODS + 1)
    query = (
        select(blocks.c.block, pieces.c.document)
        .join_from(blocks, pieces, pieces.c.key == blocks.c.assertion)
        .where(blocks.c.period.in_(later), among(blocks.c.block, marks), pieces.c.report_day > day)
    )
    shared: Counter[int] = Counter()
    for block, other in connection.execute(query).all():
        shared[other] += marks[block]
    return sorted(shared, key=lambda key: (-shared[key], key))[:limit]


def _blocks(found: Iterable[tuple[int, Sequence[int]]], day: str | None) -> list[dict[str, int]]:
    """By which pieces, each with its key and marks, are found.

    Each takes the place of an earlier one, so that a term or a pair finds no more than so many in a period.
    """
    period = period_of(day)
    places = {(mark, key % LATEST): key for key, marks in found for mark in marks}
    # In the order of the index, so that rows of one page come one after the other.
    return [
        {"period": period, "block": mark, "place": place, "assertion": places[mark, place]}
        for mark, place in sorted(places)
    ]


def found_by(piece: Assertion) -> list[int]:
    """Numbers for the telling terms that a piece is found by, and for pairs of them."""
    if piece.kind == OFFICE:
        # Where many persons and many offices are named, no other piece loses its place to them.
        return [mark("=" + OFFICE, who) for who in sorted(piece.parties.get("subject", ()))]
    terms = dict(piece.terms)
    if piece.kind:
        terms["=" + piece.kind] = 1.0
    telling = sorted(terms, key=lambda term: (-terms[term], term))[:TELLING]
    alone = [mark(term) for term in telling if terms[term] >= LEAST]
    return alone + [mark(*pair) for pair in pairs(telling) if terms[pair[0]] + terms[pair[1]] >= LEAST]
