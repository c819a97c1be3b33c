"""Which reports are one story, and which pieces of reports are one claim; kept in step with the readings.

A report joins the story of a report that it copies. A piece joins the claim of the piece that says most surely the
same, or begins one. Only so many earlier pieces are compared, the latest of those that share telling terms, so that a
report costs as much in a large record as in a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from onrecord.model import Reading, identify
from onrecord.record.alike import apart
from onrecord.record.assertions import Assertion, assertions
from onrecord.record.figures import Figure
from onrecord.record.keys import free_key
from onrecord.record.opposites import Known, compared, opposites, placed
from onrecord.record.put import put
from onrecord.record.schema import (
    actors,
    asserted,
    blocks,
    claims,
    documents,
    identities,
    opposed,
    readings,
    sketches,
    statements,
    stories,
)
from onrecord.record.schema import assertions as pieces
from onrecord.record.sketches import DAYS, bands, copied, shingles
from onrecord.record.words import fold_name

if TYPE_CHECKING:
    from onrecord.record.ready import Embeds

TELLING = 8  # terms of a piece by which it is found
LEAST = 1.0  # what a term, or two together, must say so that they find anything
LATEST = 24  # pieces that a term or a pair finds, mostly the latest
COMPARED = 40
COLUMNS = ("what", "number", "id", "side", "open", "kind", "speaker", "day", "last_day")
NOTHING = {"stories": 0, "tellers": 0, "affirmed": 0, "denied": 0}  # of a claim that nobody tells yet
BATCH = 500  # values in one question; older SQLite takes no more than 999
MANY_COPIES = 50  # reports that may be a copy and are compared word for word


def remember(connection: Connection, reading: Reading, document: int, embedder: Embeds | None = None) -> None:
    """Place a stored reading among the stories and claims of the record.

    Args:
        embedder: proposes earlier pieces that share no terms with those of the reading.
    """
    _tell_story(connection, reading, document)
    called = select(actors.c.key, actors.c.id, identities.c.name).join_from(
        actors, identities, identities.c.key == actors.c.identity
    )
    cast = connection.execute(called.where(actors.c.document == document)).all()
    names = {row.id: row.name for row in cast}
    named = {"@" + fold_name(row.name): row.key for row in cast}
    said = select(statements.c.id, statements.c.key).where(statements.c.document == document)
    tellers = {row.id: row.key for row in connection.execute(said)}
    day = connection.scalar(select(documents.c.day).where(documents.c.key == document))
    first, new_claim = free_key(connection, pieces), free_key(connection, claims)
    told = [Known(key, piece, day) for key, piece in enumerate(assertions(reading, names), first)]
    marks = [found_by(each.piece) for each in told]
    met = compared(told, marks, _Earlier(connection, marks, _proposed(connection, document, told, embedder)))
    made: list[dict[str, Any]] = []
    for each in told:
        each.claim, each.piece = placed(each.piece, met[each.key])
        if not each.claim:
            each.claim = new_claim + len(made)
            id = identify("claim", each.piece.id, each.piece.spans)
            made.append({"key": each.claim, "id": id, **NOTHING})
    put(connection, claims, made)
    put(connection, pieces, [
        _row(each.piece)
        | {"key": each.key, "document": document, "claim": each.claim, "report_day": day}
        | {"teller": tellers.get(each.piece.teller or "")}
        for each in told
    ])  # fmt: skip
    about = [(named[term], each.key) for each in told for term in each.piece.terms if term in named]
    put(connection, asserted, [{"actor": actor, "assertion": key} for actor, key in about])
    put(connection, opposed, [
        {"one": other.key, "other": each.key, "kind": kind, "sure": sure, "day": day}
        for each in told
        for other, kind, sure in opposites(each, met[each.key])
    ])  # fmt: skip
    _find_by(connection, first, marks)
    sum_up(connection, {each.claim for each in told})


def of_document(connection: Connection, document: int) -> list[int]:
    """The claims that a report tells."""
    return list(connection.scalars(select(pieces.c.claim).where(pieces.c.document == document).distinct()))


def _tell_story(connection: Connection, reading: Reading, document: int) -> None:
    """Put a report down under the story that it copies, or under one of its own."""
    own = shingles(reading.document.text)
    found = bands(own)
    day = connection.scalar(select(documents.c.day).where(documents.c.key == document))
    near = (
        select(sketches.c.document, documents.c.story, documents.c.day, readings.c.text)
        .join_from(sketches, documents, documents.c.key == sketches.c.document)
        .join(readings, readings.c.key == documents.c.key)
        .where(sketches.c.band.in_(found), sketches.c.document != document)
        .distinct()
        .order_by(sketches.c.document.desc())
        .limit(MANY_COPIES)
    )
    told = {
        row.story
        for row in connection.execute(near)
        if (apart(day, row.day) or 0) <= DAYS and copied(own, shingles(row.text))
    }
    story = min(told, default=None)
    if story is None:
        story = free_key(connection, stories)
        connection.execute(insert(stories).values(key=story))
    connection.execute(update(documents).where(documents.c.key == document).values(story=story))
    if others := told - {story}:
        connection.execute(update(documents).where(documents.c.story.in_(others)).values(story=story))
    if found:
        connection.execute(insert(sketches), [{"band": band, "document": document} for band in found])


def _proposed(
    connection: Connection, document: int, told: Sequence[Known], embedder: Embeds | None
) -> Mapping[int, Sequence[int]]:
    if embedder is None:
        return {}
    from onrecord.record.vectors import nearby  # with NumPy, which nothing else here needs

    return nearby(connection, document, told, embedder)


class _Earlier:
    """Pieces of earlier reports that share terms with those of a report, and those that an embedder proposes."""

    def __init__(
        self, connection: Connection, marks: Sequence[Sequence[int]], proposed: Mapping[int, Sequence[int]]
    ) -> None:
        self._proposed = proposed
        self._met: dict[int, list[int]] = {}
        for some in batches(sorted({mark for own in marks for mark in own})):
            query = select(blocks.c.block, blocks.c.assertion).where(blocks.c.block.in_(some))
            for block, key in connection.execute(query):
                self._met.setdefault(block, []).append(key)
        nearest = {key for own in marks for key in self._near(own)}
        nearest.update(key for own in proposed.values() for key in own)
        self._pieces: dict[int, Known] = {}
        for some in batches(sorted(nearest)):
            for row in connection.execute(select(pieces).where(pieces.c.key.in_(some))):
                self._pieces[row.key] = Known(row.key, stored(row), row.report_day, row.claim)

    def near(self, marks: Sequence[int]) -> list[Known]:
        """The pieces that share most terms and pairs of terms, of like ones the latest."""
        return [self._pieces[key] for key in self._near(marks)]

    def proposed(self, key: int) -> list[Known]:
        """The pieces that an embedder proposes for one of the report, the nearest first."""
        return [self._pieces[near] for near in self._proposed.get(key, ()) if near in self._pieces]

    def _near(self, marks: Sequence[int]) -> list[int]:
        shared = Counter(key for mark in marks for key in self._met.get(mark, ()))
        return sorted(shared, key=lambda key: (-shared[key], -key))[:COMPARED]


def _row(piece: Assertion) -> dict[str, Any]:
    return {
        **{name: getattr(piece, name) for name in COLUMNS},
        "told": orjson.dumps(_told(piece)).decode(),
        "start": min((start for start, _ in piece.spans), default=0),
        "end": max((end for _, end in piece.spans), default=0),
    }


def _find_by(connection: Connection, first: int, marks: Sequence[Sequence[int]]) -> None:
    """Let pieces be found by their pairs of terms.

    Each takes the place of an earlier one, so that no pair of terms finds more than so many.
    """
    places = {(mark, key % LATEST): key for key, own in enumerate(marks, first) for mark in own}
    if not places:
        return
    mine = (blocks.c.block == bindparam("of")) & (blocks.c.place == bindparam("at"))
    connection.execute(delete(blocks).where(mine), [{"of": mark, "at": place} for mark, place in places])
    rows = [{"block": mark, "place": place, "assertion": key} for (mark, place), key in places.items()]
    put(connection, blocks, rows)


def sum_up(connection: Connection, keys: Iterable[int]) -> None:
    """Count again who tells some claims, when, and for or against; those that nobody tells are dropped."""
    wanted = sorted(set(keys))
    told: dict[int, list[Any]] = {key: [] for key in wanted}
    columns = (pieces.c[name] for name in ("claim", "side", "speaker", "day", "last_day", "report_day"))
    query = select(documents.c.story, *columns).join_from(
        pieces, documents, documents.c.key == pieces.c.document
    )
    for some in batches(wanted):
        for row in connection.execute(query.where(pieces.c.claim.in_(some))):
            told[row.claim].append(row)
    sums = [{"of": key, **_summary(rows)} for key, rows in told.items() if rows]
    if sums:
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in sums[0] if name != "of"}
        rows = [
            {name if name == "of" else f"new_{name}": value for name, value in each.items()} for each in sums
        ]
        connection.execute(update(claims).where(claims.c.key == bindparam("of")).values(changed), rows)
    for some in batches([key for key, rows in told.items() if not rows]):
        connection.execute(delete(claims).where(claims.c.key.in_(some)))


def _summary(rows: Sequence[Any]) -> dict[str, Any]:
    days = [row.day or row.report_day for row in rows]
    last_days = [row.last_day or row.report_day for row in rows]
    return {
        "day": min(filter(None, days), default=None),
        "last_day": max(filter(None, last_days), default=None),
        "stories": len({row.story for row in rows}),
        "tellers": len({row.speaker for row in rows}),
        "affirmed": sum(row.side > 0 for row in rows),
        "denied": sum(row.side < 0 for row in rows),
    }


def batches(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """The values in parts that one question can hold."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def found_by(piece: Assertion) -> list[int]:
    """Numbers for the telling terms that a piece is found by, and for pairs of them."""
    terms = dict(piece.terms)
    if piece.kind:
        terms["=" + piece.kind] = 1.0
    telling = sorted(terms, key=lambda term: (-terms[term], term))[:TELLING]
    pairs = combinations(sorted(telling), 2)
    alone = [_number(term) for term in telling if terms[term] >= LEAST]
    return alone + [_number(*pair) for pair in pairs if terms[pair[0]] + terms[pair[1]] >= LEAST]


def _number(*terms: str) -> int:
    return int.from_bytes(blake2b("\0".join(terms).encode(), digest_size=8).digest(), "big") >> 1


def _told(piece: Assertion) -> dict[str, Any]:
    return {
        "terms": piece.terms,
        "parties": {role: sorted(names) for role, names in piece.parties.items()},
        "figures": [
            (f.low, f.high if f.high != float("inf") else None, f.unit, f.start, f.end) for f in piece.figures
        ],
        "place": piece.place,
        "spans": piece.spans,
        "words": piece.words,
        "voice": piece.voice,
    }


def stored(row: Any) -> Assertion:
    """A piece from its row."""
    told = orjson.loads(row.told)
    return Assertion(
        parties={role: frozenset(names) for role, names in told["parties"].items()},
        terms=told["terms"],
        figures=figures_of(told),
        place=told["place"],
        spans=tuple((start, end) for start, end in told["spans"]),
        words=told["words"],
        voice=told["voice"],
        teller=None,
        **{name: getattr(row, name) for name in COLUMNS},
    )


def figures_of(told: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a piece from what its row tells."""
    return tuple(
        Figure(low, float("inf") if high is None else high, *rest) for low, high, *rest in told["figures"]
    )
