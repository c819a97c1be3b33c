"""The rows of a full-text index that fit best, found without weighing words that nearly every row holds.

FTS5 gives a word that most rows hold a millionth of the weight of others (bm25 with a floor), but goes through all of
these rows to find that out. Such words are known by a sample; rows are put in order by the others, and held against
all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Select, TableClause, func, select

from onrecord.record.fulltext import POSTGRESQL, best, matches, rank
from onrecord.record.put import beside_its_index
from onrecord.record.wanted import All, Phrase, Wanted

LARGE = 20_000  # rows; fewer are gone through in a few milliseconds
SAMPLES, SAMPLE = 8, 48  # stretches of rows from the first to the last, and rows in each
TOGETHER = (
    500  # rows that are asked for by their keys; FTS5 looks each up only where they are listed one by one
)
NEARLY_ALL = 0.75  # of each sample; a word of more than half of the rows weighs next to nothing


def foremost(
    connection: Connection,
    index: TableClause,
    of: TableClause,
    wanted: Wanted,
    limit: int,
    within: Sequence[ColumnElement[bool]] = (),
) -> Mapping[int, float]:
    """The keys of the best rows with their ranks, the best first.

    Args:
        of: a table with the same keys.
        within: conditions on that table.
    """
    weighed, held = _split(connection, index, of, wanted)
    query = select(index.c.rowid, rank(index, weighed).label("rank")).where(matches(index, weighed))
    if within:
        query = query.join_from(index, of, of.c.key == index.c.rowid).where(*within)
    if held is not None:
        return _holding(connection, query.order_by(best(index, weighed)), index, held, limit)
    # With conditions rows come in order one by one, until enough meet them; else only the best are put in order.
    order = best(index, weighed) if within else beside_its_index(best(index, weighed))
    return {row.rowid: row.rank for row in connection.execute(query.order_by(order).limit(limit))}


def _split(
    connection: Connection, index: TableClause, of: TableClause, wanted: Wanted
) -> tuple[Wanted, Wanted | None]:
    """What rows are put in order by, and what they must hold besides."""
    if connection.dialect.name == POSTGRESQL or not isinstance(wanted, All):
        return wanted, None
    last = connection.scalar(select(func.max(of.c.key))) or 0
    if last < LARGE:
        return wanted, None
    firsts = [1 + last * number // SAMPLES for number in range(SAMPLES)]
    samples = [range(first, first + SAMPLE) for first in firsts]

    def is_common(part: Wanted) -> bool:
        if not isinstance(part, Phrase) or part.begun:
            return False
        return all(_fills(connection, index, of, part, keys) for keys in samples)

    common = [part for part in wanted.parts if is_common(part)]
    others = [part for part in wanted.parts if part not in common]
    return (All(tuple(others)), All(tuple(common))) if common and others else (wanted, None)


def _fills(connection: Connection, index: TableClause, of: TableClause, part: Wanted, keys: range) -> bool:
    """Whether nearly all rows with these keys hold something."""
    rows = connection.scalar(select(func.count()).where(of.c.key >= keys.start, of.c.key < keys.stop)) or 0
    held = matches(index, part), index.c.rowid >= keys.start, index.c.rowid < keys.stop
    holding = connection.scalar(select(func.count()).select_from(index).where(*held)) or 0
    return holding >= rows * NEARLY_ALL


def _holding(
    connection: Connection, query: Select[tuple[int, float]], index: TableClause, held: Wanted, limit: int
) -> Mapping[int, float]:
    """The first rows of a query that hold something."""
    found: dict[int, float] = {}
    for rows in connection.execute(query).partitions(min(2 * limit, TOGETHER)):
        here = index.c.rowid.in_([row.rowid for row in rows])
        holding = set(connection.scalars(select(index.c.rowid).where(matches(index, held), here)))
        found |= {row.rowid: row.rank for row in rows if row.rowid in holding}
        if len(found) >= limit:
            break
    return dict(list(found.items())[:limit])
