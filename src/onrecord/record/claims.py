"""Which reports are one story, and which pieces of reports are one claim; kept in step with the readings.

A report joins the story of a report that it copies. A piece joins the claim of the piece that says most surely the
same, or begins one. Only so many earlier pieces are compared, the latest of those that share two telling terms, so
that a report costs as much in a large record as in a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import Any

import orjson
from sqlalchemy import Connection, delete, func, insert, select, union_all, update

from onrecord.model import Reading, identify
from onrecord.record.alike import alike, apart
from onrecord.record.assertions import Assertion, assertions
from onrecord.record.figures import Figure
from onrecord.record.keys import free_key
from onrecord.record.schema import (
    actors,
    asserted,
    blocks,
    claims,
    documents,
    identities,
    readings,
    sketches,
    statements,
    stories,
)
from onrecord.record.schema import assertions as pieces
from onrecord.record.sketches import DAYS, bands, copied, shingles
from onrecord.record.words import fold_name

TELLING = 8  # terms of a piece by which it is found
LEAST = 1.0  # what two terms must say together, so that their pair finds anything
LATEST = 24  # pieces of each pair that are looked at
COMPARED = 40
COLUMNS = ("what", "number", "id", "side", "open", "kind", "speaker", "day", "last_day")
SAME = 0.5  # how sure two pieces must be to say the same
MANY_COPIES = 50  # reports that may be a copy and are compared word for word


def remember(connection: Connection, reading: Reading, document: int) -> None:
    """Place a stored reading among the stories and claims of the record."""
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
    key = free_key(connection, pieces)
    touched = set()
    for key, piece in enumerate(assertions(reading, names), key):
        claim = _claim_of(connection, piece, day)
        touched.add(claim)
        place = {
            "document": document,
            "claim": claim,
            "teller": tellers.get(piece.teller or ""),
            "report_day": day,
        }
        _put_down(connection, key, piece, place)
        if about := [named[term] for term in piece.terms if term in named]:
            connection.execute(insert(asserted), [{"actor": actor, "assertion": key} for actor in about])
    sum_up(connection, touched)


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


def _claim_of(connection: Connection, piece: Assertion, day: str | None) -> int:
    """The claim of the piece that most surely says the same, or a new one."""
    best, claim = SAME, None
    for row in _near(connection, found_by(piece)):
        sure = alike(piece, stored(row), apart(day, row.report_day))
        if sure >= best:
            best, claim = sure, row.claim
    if claim is not None:
        return int(claim)
    key = free_key(connection, claims)
    made = {"key": key, "id": identify("claim", piece.id, piece.spans), "stories": 0, "tellers": 0}
    connection.execute(insert(claims).values(**made, affirmed=0, denied=0, torn=0))
    return key


def _put_down(connection: Connection, key: int, piece: Assertion, place: Mapping[str, Any]) -> None:
    row = {
        **{name: getattr(piece, name) for name in COLUMNS},
        **place,
        "key": key,
        "told": orjson.dumps(_told(piece)).decode(),
        "start": min((start for start, _ in piece.spans), default=0),
        "end": max((end for _, end in piece.spans), default=0),
        "slot": slot(piece),
    }
    connection.execute(insert(pieces).values(row))
    if marks := found_by(piece):
        connection.execute(insert(blocks), [{"block": mark, "assertion": key} for mark in marks])


def sum_up(connection: Connection, keys: Iterable[int]) -> None:
    """Count again who tells some claims, when, and for or against; those that nobody tells are dropped."""
    for key in sorted(keys):
        mine = claims.c.key == key
        if summary := _summary(connection, key):
            connection.execute(update(claims).where(mine).values(**summary))
        else:
            connection.execute(delete(claims).where(mine))


def _summary(connection: Connection, key: int) -> dict[str, Any] | None:
    told = (
        pieces.c.side,
        pieces.c.speaker,
        pieces.c.day,
        pieces.c.last_day,
        pieces.c.report_day,
        pieces.c.told,
    )
    query = select(documents.c.story, *told).join_from(
        pieces, documents, documents.c.key == pieces.c.document
    )
    rows = connection.execute(query.where(pieces.c.claim == key)).all()
    if not rows:
        return None
    days = [row.day or row.report_day for row in rows]
    last_days = [row.last_day or row.report_day for row in rows]
    return {
        "day": min(filter(None, days), default=None),
        "last_day": max(filter(None, last_days), default=None),
        "stories": len({row.story for row in rows}),
        "tellers": len({row.speaker for row in rows}),
        "affirmed": sum(row.side > 0 for row in rows),
        "denied": sum(row.side < 0 for row in rows),
        "torn": int(_torn([(row.story, figures_of(orjson.loads(row.told))) for row in rows])),
    }


def _torn(told: Sequence[tuple[int, tuple[Figure, ...]]]) -> bool:
    """Whether two stories tell figures of which at most one is right."""
    for (story, some), (other_story, others) in combinations(told, 2):
        if story != other_story and any(a.excludes(b) for a in some for b in others):
            return True
    return False


def found_by(piece: Assertion) -> list[int]:
    """Numbers for the pairs of telling terms that a piece is found by."""
    terms = dict(piece.terms)
    if piece.kind:
        terms["=" + piece.kind] = 1.0
    telling = sorted(terms, key=lambda term: (-terms[term], term))[:TELLING]
    pairs = combinations(sorted(telling), 2)
    return [_number(*pair) for pair in pairs if terms[pair[0]] + terms[pair[1]] >= LEAST]


def _number(*terms: str) -> int:
    return int.from_bytes(blake2b("\0".join(terms).encode(), digest_size=8).digest(), "big") >> 1


def _near(connection: Connection, marks: Sequence[int]) -> list[Any]:
    """The pieces that share most pairs of terms with a piece, of the latest that share any."""
    if not marks:
        return []
    latest = [
        select(
            select(blocks.c.assertion)
            .where(blocks.c.block == mark)
            .order_by(blocks.c.assertion.desc())
            .limit(LATEST)
            .subquery()
        )
        for mark in marks
    ]
    met = union_all(*latest).subquery()
    shared = func.count()
    best = (
        select(met.c.assertion)
        .group_by(met.c.assertion)
        .order_by(shared.desc(), met.c.assertion.desc())
        .limit(COMPARED)
    )
    return list(connection.execute(select(pieces).where(pieces.c.key.in_(best.scalar_subquery()))))


def _told(piece: Assertion) -> dict[str, Any]:
    return {
        "terms": piece.terms,
        "parties": {role: sorted(names) for role, names in piece.parties.items()},
        "figures": [
            (f.low, f.high if f.high != float("inf") else None, f.unit, f.start, f.end) for f in piece.figures
        ],
        "place": piece.place,
        "spans": piece.spans,
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
        teller=None,
        **{name: getattr(row, name) for name in COLUMNS},
    )


def figures_of(told: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a piece from what its row tells."""
    return tuple(
        Figure(low, float("inf") if high is None else high, *rest) for low, high, *rest in told["figures"]
    )


def slot(piece: Assertion) -> str | None:
    """What only one subject can be at a time: the leader of something, or who controls a place."""
    if piece.what != "relation" or piece.kind not in ("leads", "controls") or piece.side < 0 or piece.open:
        return None
    return next((f"{piece.kind} {name}" for name in sorted(piece.parties.get("object", ())) if name), None)
