"""Which reports are one story, and which pieces of reports are one claim; kept in step with the readings.

A report joins the story of a report that it copies. A piece joins the claim of the piece that says most surely the
same, or begins one. Only so many earlier pieces are compared, the latest of those that share telling terms, so that a
report costs as much in a large record as in a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from onrecord.model import Reading, identify
from onrecord.record import days
from onrecord.record.alike import apart
from onrecord.record.assertions import Assertion, assertions
from onrecord.record.claim_sums import add_up, sum_up_stories
from onrecord.record.figures import Figure
from onrecord.record.keys import free_key
from onrecord.record.marks import mark, pairs
from onrecord.record.opposites import LONGEST_GAP, Known, compared, opposites, placed
from onrecord.record.put import among, put
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
LATEST = 24  # pieces that a term or a pair finds in a period, mostly the latest
COMPARED = 40
COLUMNS = ("what", "number", "id", "side", "open", "kind", "speaker", "day", "last_day")
PLACE = ("period", "block", "place")
PERIOD = LONGEST_GAP  # days; what lies as near is of the same period or of one beside it
UNDATED = 0  # the period of reports without a day
PERIODS = 8  # that are looked through for a report without a day
MANY_COPIES = 50  # reports that may be a copy and are compared word for word
PARSED = 8192  # pieces that are kept in memory because the next report may be compared with them too


def remember(connection: Connection, reading: Reading, document: int, embedder: Embeds | None = None) -> None:
    """Place a stored reading among the stories and claims of the record.

    Args:
        embedder: proposes earlier pieces that share no terms with those of the reading.
    """
    story, merged = _tell_story(connection, reading, document)
    called = select(actors.c.key, actors.c.id, identities.c.name).join_from(
        actors, identities, identities.c.key == actors.c.identity
    )
    cast = connection.execute(called.where(actors.c.document == document)).all()
    names = {row.id: row.name for row in cast}
    named = {"@" + fold_name(row.name): row.key for row in cast}
    said = select(statements.c.id, statements.c.key).where(statements.c.document == document)
    tellers = {row.id: row.key for row in connection.execute(said).all()}
    day = days.span(reading.document.published)[0]
    first, new_claim = free_key(connection, pieces), free_key(connection, claims)
    told = [Known(key, piece, day) for key, piece in enumerate(assertions(reading, names), first)]
    marks = [found_by(each.piece) for each in told]
    proposed = _proposed(connection, document, told, embedder)
    met = compared(told, marks, _Earlier(connection, marks, day, proposed))
    made: dict[int, str] = {}
    for each in told:
        each.claim, each.piece = placed(each.piece, met[each.key])
        if not each.claim:
            each.claim = new_claim + len(made)
            made[each.claim] = identify("claim", each.piece.id, each.piece.spans)
    add_up(connection, told, made, story)
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
    put(connection, blocks, _blocks(zip((each.key for each in told), marks, strict=True), day), by=PLACE)
    if merged:
        sum_up_stories(connection, {story, *merged})


def of_document(connection: Connection, document: int) -> list[int]:
    """The claims that a report tells."""
    return list(connection.scalars(select(pieces.c.claim).where(pieces.c.document == document).distinct()))


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
        select(pieces).where(pieces.c.key > last).order_by(pieces.c.key).limit(PARSED)
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


def _tell_story(connection: Connection, reading: Reading, document: int) -> tuple[int, set[int]]:
    """Put a report down under the story that it copies, or under one of its own; with the stories that are now it."""
    own = shingles(reading.document.text)
    found = bands(own)
    day = days.span(reading.document.published)[0]
    alike = (
        select(sketches.c.document)
        .distinct()
        .where(among(sketches.c.band, found), sketches.c.document != document)
        .order_by(sketches.c.document.desc())
        .limit(MANY_COPIES)
    )
    near = select(documents.c.key, documents.c.story, documents.c.day).where(documents.c.key.in_(alike))
    of_these_days = {
        row.key: row.story for row in connection.execute(near).all() if (apart(day, row.day) or 0) <= DAYS
    }
    words = select(readings.c.key, readings.c.text).where(among(readings.c.key, of_these_days))
    told = {
        of_these_days[key] for key, text in connection.execute(words).all() if copied(own, shingles(text))
    }
    story = min(told, default=None)
    if story is None:
        story = free_key(connection, stories)
        connection.execute(insert(stories).values(key=story))
    connection.execute(update(documents).where(documents.c.key == document).values(story=story))
    if others := told - {story}:
        connection.execute(update(documents).where(documents.c.story.in_(others)).values(story=story))
    put(connection, sketches, [{"band": band, "document": document} for band in found])
    return story, others


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
            key: Known(key, _parsed(*told), report_day, claim)
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


def _row(piece: Assertion) -> dict[str, Any]:
    return {
        **{name: getattr(piece, name) for name in COLUMNS},
        "told": orjson.dumps(_told(piece)).decode(),
        "start": min((start for start, _ in piece.spans), default=0),
        "end": max((end for _, end in piece.spans), default=0),
    }


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
    terms = dict(piece.terms)
    if piece.kind:
        terms["=" + piece.kind] = 1.0
    telling = sorted(terms, key=lambda term: (-terms[term], term))[:TELLING]
    alone = [mark(term) for term in telling if terms[term] >= LEAST]
    return alone + [mark(*pair) for pair in pairs(telling) if terms[pair[0]] + terms[pair[1]] >= LEAST]


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
    return _parsed(row.told, *(getattr(row, name) for name in COLUMNS))


@lru_cache(maxsize=PARSED)
def _parsed(line: str, *columns: Any) -> Assertion:
    told = orjson.loads(line)
    return Assertion(
        parties={role: frozenset(names) for role, names in told["parties"].items()},
        terms=told["terms"],
        figures=figures_of(told),
        place=told["place"],
        spans=tuple((start, end) for start, end in told["spans"]),
        words=told["words"],
        voice=told["voice"],
        teller=None,
        **dict(zip(COLUMNS, columns, strict=True)),
    )


def figures_of(told: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a piece from what its row tells."""
    return tuple(
        Figure(low, float("inf") if high is None else high, *rest) for low, high, *rest in told["figures"]
    )
