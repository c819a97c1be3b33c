"""Which promises a report makes and which earlier ones it tells of; kept in step with the readings.

A passage tells of the promise that it most surely speaks of; a commitment in a passage that says a promise again is one
more telling of it, any other begins one. Only so many earlier promises are compared, the latest of those that share two
telling terms with a passage, so that a report costs as much in a large record as in a small one. Reports come in any
order: those in the record that are later than a new promise are held against it, so many and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, select, update

from onrecord.exchange.onrecord import loads
from onrecord.model import Reading
from onrecord.record import days
from onrecord.record.earlier import later_reports
from onrecord.record.keys import free_key
from onrecord.record.marks import mark, pairs
from onrecord.record.passages import Passage, Told
from onrecord.record.promise_features import SURE, in_time, of_report, sure
from onrecord.record.promise_state import Said, due_of, state_of
from onrecord.record.promises import Follow, Promise, agrees, alike, because, course_of, later_day, promises
from onrecord.record.put import among, put
from onrecord.record.schema import (
    actors,
    documents,
    followups,
    identities,
    promise_blocks,
    readings,
    statements,
)
from onrecord.record.schema import promised as tellings
from onrecord.record.schema import promises as stored

TELLING = 6  # terms of a promise, beside its deeds and whoever is to act, by which it is found
LOOKED_UP = 10  # terms of a passage, beside its deeds and its speaker
DEEDS = 4
LATEST = 24  # promises that a pair of terms finds, mostly the latest
COMPARED = 40  # promises that a report is held against
READ = 4096  # promises that are kept in memory because the next report may tell of them too
LATER = 12  # reports already in the record that are held against a new promise
AGAIN = ("restated", "extended")  # what makes a promise in the same passage one more telling
LIKE = 0.75  # how like two promises of copies of a report are that are one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """A report whose passages are held against promises."""

    key: int
    day: str | None
    story: int | None
    passages: Sequence[Passage]
    promises: Sequence[Promise]
    tellers: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A promise of the record as one report tells it."""

    of: int
    story: int | None
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    known: _Known
    passage: Passage
    course: Follow
    sure: float


def remember(connection: Connection, reading: Reading, document: int) -> None:
    """Place a stored reading among the promises of the record."""
    report = _report(connection, reading, document)
    known = list(_candidates(connection, report))
    matches = _matched(known, report)
    _note(connection, report, matches)
    again = {row: one.known.of for one in matches if one.course in AGAIN for row in one.passage.rows}
    touched = {one.known.of for one in matches}
    made = list(_make(connection, report, again, known))
    touched.update(one.of for one in made)
    if fresh := [one for one in made if one.promise.number not in again]:
        touched |= _follow_later(connection, report, fresh)
    sum_up(connection, touched)


def of_document(connection: Connection, document: int) -> list[int]:
    """The promises that a report makes or tells of."""
    made = select(tellings.c.promise).where(tellings.c.document == document)
    told = select(followups.c.promise).where(followups.c.document == document)
    return list(connection.scalars(made.union(told)))


def _report(connection: Connection, reading: Reading, document: int) -> _Report:
    called = select(actors.c.id, identities.c.name).join_from(
        actors, identities, identities.c.key == actors.c.identity
    )
    names = {row.id: row.name for row in connection.execute(called.where(actors.c.document == document))}
    said = select(statements.c.id, statements.c.key).where(statements.c.document == document)
    told = Told(reading, names)
    passages = told.passages()
    return _Report(
        key=document,
        day=days.span(reading.document.published)[0],
        story=connection.scalar(select(documents.c.story).where(documents.c.key == document)),
        passages=passages,
        promises=list(promises(reading, told, passages)),
        tellers={row.id: row.key for row in connection.execute(said)},
    )


def _candidates(connection: Connection, report: _Report) -> Iterator[_Known]:
    """Promises of the record that share most pairs of terms with the report, of like ones the latest."""
    marks = {mark for passage in report.passages for mark in _looked_up(passage)}
    marks.update(mark for promise in report.promises for mark in _found_by(promise))
    found = select(promise_blocks.c.promised).where(among(promise_blocks.c.block, marks))
    shared = Counter(connection.scalars(found).all())
    nearest = sorted(shared, key=lambda key: (-shared[key], -key))[:COMPARED]
    query = (
        select(tellings.c.key, tellings.c.promise, tellings.c.told, documents.c.story)
        .join_from(tellings, documents, documents.c.key == tellings.c.document)
        .where(among(tellings.c.key, nearest), tellings.c.document != report.key)
        .order_by(tellings.c.key)
    )
    for row in connection.execute(query).all():
        yield _Known(of=row.promise, story=row.story, promise=_read(row.told))


def _matched(known: Iterable[_Known], report: _Report) -> list[_Match]:
    """For each passage the promise of another story that it most surely tells of, if any."""
    best: dict[int, _Match] = {}
    for one in known:
        if one.story == report.story or not in_time(one.promise, report.day):
            continue
        for passage, told in of_report(one.promise, report.passages, report.day):
            value = sure(told)
            before = best.get(passage.number)
            if value < SURE or (before is not None and value <= before.sure):
                continue
            course = course_of(one.promise, passage)
            if course and (course not in AGAIN or _may_repeat(one.promise, passage, report)):
                best[passage.number] = _Match(known=one, passage=passage, course=course, sure=value)
    return [best[number] for number in sorted(best)]


def _may_repeat(promise: Promise, passage: Passage, report: _Report) -> bool:
    """Whether the promises that stand in a passage, if any, can be the earlier one made again."""
    own = [one for one in report.promises if one.number in passage.rows]
    return not own or any(agrees(promise, one) for one in own)


def _note(connection: Connection, report: _Report, matches: Sequence[_Match]) -> None:
    """Put down what passages tell of promises."""
    first = free_key(connection, followups)
    rows = [
        {
            "key": key,
            "promise": one.known.of,
            "document": report.key,
            "course": one.course,
            "polarity": "-" if one.passage.denied else "+",
            "certainty": one.passage.certainty,
            "teller": report.tellers.get(one.passage.teller or ""),
            "speaker": one.passage.speaker,
            "because": because(one.known.promise, one.passage),
            "due": later_day(one.known.promise, one.passage) if one.course == "extended" else None,
            "sure": one.sure,
            "day": report.day,
            "start": one.passage.start,
            "spans": orjson.dumps(one.passage.spans).decode(),
        }
        for key, one in enumerate(matches, first)
    ]
    put(connection, followups, rows)


def _make(
    connection: Connection, report: _Report, again: Mapping[int, int], known: Sequence[_Known]
) -> Iterator[_Known]:
    """Put down the promises of a report, each under the one that it says again, that a copy has, or under a new one."""
    if not report.promises:
        return
    ids = [promise.id for promise in report.promises]
    old = {
        row.id: row.key
        for row in connection.execute(select(stored.c.id, stored.c.key).where(stored.c.id.in_(ids)))
    }
    key, new = free_key(connection, tellings), free_key(connection, stored)
    rows: list[dict[str, Any]] = []
    made: list[dict[str, Any]] = []
    for promise in report.promises:
        of = again.get(promise.number) or _of_copy(promise, known, report) or old.get(promise.id)
        if of is None:
            of = new + len(made)
            made.append({"key": of, "id": promise.id, "state": "open", "later": 0})
        where = {"promise": of, "document": report.key, "again": promise.number in again}
        own = {"number": promise.number, "id": promise.id, "day": promise.day, "told": _written(promise)}
        rows.append({"key": key + len(rows), **where, **own})
        yield _Known(of=of, story=report.story, promise=promise)
    put(connection, stored, made)
    put(connection, tellings, rows)
    _find_by(connection, key, report.promises)


def _of_copy(promise: Promise, known: Sequence[_Known], report: _Report) -> int | None:
    """The promise of a copy of the report that is the same."""
    own = [
        one
        for one in known
        if one.story == report.story
        and one.promise.deeds == promise.deeds
        and alike(one.promise, promise) >= LIKE
    ]
    return max(own, key=lambda one: alike(one.promise, promise)).of if own else None


def _find_by(connection: Connection, first: int, found: Sequence[Promise]) -> None:
    """Let promises be found; each takes the place of an earlier one, so that a pair of terms finds only so many."""
    places = {
        (mark, key % LATEST): key for key, promise in enumerate(found, first) for mark in _found_by(promise)
    }
    rows = [{"block": mark, "place": place, "promised": key} for (mark, place), key in sorted(places.items())]
    put(connection, promise_blocks, rows, by=("block", "place"))


def find_again(connection: Connection) -> None:
    """Let all promises of the record be found anew."""
    connection.execute(delete(promise_blocks))
    for key, told in connection.execute(
        select(tellings.c.key, tellings.c.told).order_by(tellings.c.key)
    ).all():
        _find_by(connection, key, [_read(told)])


def _follow_later(connection: Connection, report: _Report, made: Sequence[_Known]) -> set[int]:
    """Hold later reports that are in the record already against new promises; the promises that are touched."""
    touched: set[int] = set()
    for key in _later(connection, report):
        line = connection.execute(select(readings.c.reading).where(readings.c.key == key)).scalar_one()
        other = _report(connection, loads(line), key)
        before = {
            row.start: row for row in connection.execute(select(followups).where(followups.c.document == key))
        }
        matches = [
            one
            for one in _matched(made, other)
            if one.passage.start not in before or before[one.passage.start].sure < one.sure
        ]
        stale = [before[one.passage.start] for one in matches if one.passage.start in before]
        connection.execute(delete(followups).where(followups.c.key.in_([row.key for row in stale])))
        _note(connection, other, matches)
        touched.update(row.promise for row in stale)
        touched.update(one.known.of for one in matches)
        for one in matches:
            if one.course in AGAIN and one.passage.rows:
                touched |= _join(connection, key, one.passage.rows, one.known.of)
    return touched


def _later(connection: Connection, report: _Report) -> list[int]:
    """Reports later than this that share most pairs of terms with its commitments."""
    if report.day is None:
        return []
    return later_reports(connection, report.key, report.day, what="commitment", limit=LATER)


def _join(connection: Connection, document: int, numbers: Sequence[int], of: int) -> set[int]:
    """Make what was a promise by itself a telling of an earlier one."""
    query = select(tellings.c.promise).where(tellings.c.document == document, tellings.c.number.in_(numbers))
    others = {promise for promise in connection.scalars(query) if promise != of}
    for table in (tellings, followups):
        connection.execute(update(table).where(table.c.promise.in_(others)).values(promise=of))
    again = (tellings.c.document == document) & tellings.c.number.in_(numbers)
    connection.execute(update(tellings).where(again).values(again=True))
    return others


def sum_up(connection: Connection, keys: Iterable[int]) -> None:
    """Say again how some promises stand; those that nobody makes are dropped with what is told of them."""
    wanted = set(keys)
    if not wanted:
        return
    made: dict[int, list[Any]] = {key: [] for key in wanted}
    told: dict[int, list[Any]] = {key: [] for key in wanted}
    tellers = select(*(tellings.c[name] for name in ("promise", "key", "day")))
    for row in connection.execute(tellers.where(among(tellings.c.promise, wanted))).all():
        made[row.promise].append(row)
    columns = (
        followups.c[name] for name in ("promise", "day", "course", "polarity", "certainty", "speaker", "due")
    )
    for row in connection.execute(select(*columns).where(among(followups.c.promise, wanted))).all():
        told[row.promise].append(row)
    first = {min(rows, key=lambda row: (row.day or "9", row.key)).key for rows in made.values() if rows}
    earliest = select(tellings.c.promise, tellings.c.id, tellings.c.day, tellings.c.told)
    firsts = connection.execute(earliest.where(among(tellings.c.key, first))).all()
    sums = [{"of": row.promise, **_summary(row, made[row.promise], told[row.promise])} for row in firsts]
    if sums:
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in sums[0] if name != "of"}
        rows = [
            {name if name == "of" else f"new_{name}": value for name, value in each.items()} for each in sums
        ]
        connection.execute(update(stored).where(stored.c.key == bindparam("of")).values(changed), rows)
    if nobody := [key for key, rows in made.items() if not rows]:
        connection.execute(delete(followups).where(among(followups.c.promise, nobody)))
        connection.execute(delete(stored).where(among(stored.c.key, nobody)))


def _summary(first: Any, made: Sequence[Any], told: Sequence[Any]) -> dict[str, Any]:
    due = _read(first.told).due
    said = [
        Said(
            day=row.day,
            course=row.course,
            affirmed=row.polarity == "+",
            certainty=row.certainty,
            speaker=row.speaker,
            due=row.due,
        )
        for row in told
    ]
    last = [row.day for row in (*made, *told) if row.day]
    return {
        "id": first.id,
        "state": state_of(said),
        "due": due_of(due, said),
        "first_due": due,
        "day": first.day,
        "last_day": max(last, default=None),
        "later": len(told),
    }


def _found_by(promise: Promise) -> list[int]:
    """Numbers for the pairs of terms that a promise is found by."""
    telling = sorted(promise.terms, key=lambda term: (-promise.terms[term], term))[:TELLING]
    by = ["@" + promise.by] if promise.by else []
    return _pairs([*telling, *by], sorted(promise.deeds)[:DEEDS])


def _looked_up(passage: Passage) -> list[int]:
    telling = sorted(passage.terms, key=lambda term: (-passage.terms[term], term))[:LOOKED_UP]
    by = ["@" + passage.speaker] if passage.speaker else []
    return _pairs([*telling, *by], sorted(passage.deeds))


def _pairs(terms: Sequence[str], deeds: Sequence[str]) -> list[int]:
    with_deeds = ((term, "~" + deed) for term in sorted(set(terms)) for deed in deeds)
    return [mark(*pair) for pair in (*pairs(terms), *with_deeds)]


def _written(promise: Promise) -> str:
    told = asdict(promise) | {"called": sorted(promise.called), "deeds": sorted(promise.deeds)}
    return orjson.dumps(told).decode()


@lru_cache(maxsize=READ)
def _read(told: str) -> Promise:
    found = orjson.loads(told)
    spans = tuple((start, end) for start, end in found["spans"])
    lists = {name: frozenset(found[name]) for name in ("called", "deeds")}
    return Promise(**{**found, **lists, "spans": spans})
