"""Whom, where or what a page of the record is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select, union

from onrecord.data.common_words import stem
from onrecord.errors import UsageError
from onrecord.model import ActorKind, Span, Spans
from onrecord.query.found import STOP, reports
from onrecord.query.found import found as rows_of
from onrecord.query.grammar import expression
from onrecord.query.search import completions
from onrecord.record.bearers import candidates, find_actor
from onrecord.record.fulltext import best, matches
from onrecord.record.schema import (
    actors,
    asserted,
    assertions,
    claims,
    coded,
    identities,
    mentioned,
    parties,
    places,
    report_words,
    statement_words,
    statements,
)
from onrecord.record.wanted import Phrase, Wanted
from onrecord.record.words import fold, fold_name

SubjectKind = Literal["actor", "place", "topic"]
KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)
REPORTS = 200  # the best for a topic, in which rows are looked for that nobody quoted tells
BATCH = 50  # readings in memory at once
OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What was asked for; ``id``, ``actor_kind`` and ``country`` are those of an actor, ``country`` of a place too."""

    kind: SubjectKind
    name: str
    id: str | None = None
    actor_kind: ActorKind | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Conditions on ``statements`` (said by the subject; about it), ``claims`` and ``coded`` that it is concerned.

    ``actors`` is a question for the keys of the actors of reports that are the subject; None for a place or a topic.
    """

    subject: Subject
    said: ColumnElement[bool]
    about: ColumnElement[bool]
    claims: ColumnElement[bool]
    coded: ColumnElement[bool]
    actors: Select[Any] | None = None


def find_subject(connection: Connection, words: str, kind: str | None = None) -> Scope:
    """What is meant by words: the first that fits of the following.

    1. the id or the whole name of an actor
    2. the whole name of a place where events are told of, with its country behind a comma where there are several
    3. part of the name of an actor, or words that a report uses for one
    4. anything else is a topic: words that statements and reports hold, as ``search`` takes them

    Args:
        kind: actor, place or topic, where it is to be one of these alone.

    Raises UsageError where several actors or places may be meant, and where there is no such actor or place.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of subject: use one of {', '.join(KINDS)}")
    if kind == "actor" or (kind is None and candidates(connection, words, whole=True)):
        return _actor(connection, words)
    if kind != "topic" and (here := _places(connection, words)):
        return _place(connection, here)
    if kind == "place":
        raise UsageError(f"no event in the record is told of at a place called {words!r}: try --as topic")
    if kind is None and candidates(connection, words):
        return _actor(connection, words)
    return _topic(connection, words)


def _actor(connection: Connection, words: str) -> Scope:
    known = find_actor(connection, words)
    key = select(identities.c.key).where(identities.c.id == known.id).scalar_subquery()
    mine = select(actors.c.key).where(actors.c.identity == key)
    country = connection.scalar(
        select(actors.c.country)
        .where(actors.c.identity == key, actors.c.country.is_not(None))
        .group_by(actors.c.country)
        .order_by(func.max(actors.c.own).desc(), func.sum(actors.c.seen).desc(), actors.c.country)
        .limit(1)
    )
    own = select(statements.c.key).where(statements.c.speaker.in_(mine))
    named = select(mentioned.c.statement).where(mentioned.c.actor.in_(mine))
    told = select(asserted.c.assertion).where(asserted.c.actor.in_(mine))
    return Scope(
        Subject(kind="actor", name=known.name, id=known.id, actor_kind=known.kind, country=country),
        said=statements.c.key.in_(own),
        about=statements.c.key.in_(named.except_(own)),
        claims=claims.c.key.in_(select(assertions.c.claim).where(assertions.c.key.in_(told))),
        coded=coded.c.key.in_(select(parties.c.coded).where(parties.c.actor.in_(mine))),
        actors=mine,
    )


def _places(connection: Connection, words: str) -> list[Any]:
    """The places of that name; of a country where one stands behind a comma."""
    name, _, country = words.partition(",")
    wanted = [places.c.name == fold_name(name)]
    if country.strip():
        wanted.append(places.c.country == country.strip().upper())
    told = select(coded.c.key).where(coded.c.place == places.c.key).exists()
    query = select(places).where(told, *wanted).order_by(places.c.country)
    return list(connection.execute(query)) if fold_name(name) else []


def _place(connection: Connection, found: Sequence[Any]) -> Scope:
    """A place by its rows, of which those without a country are the one that has one."""
    countries = [row.country for row in found if row.country]
    name = _written(connection, [row.key for row in found])
    if len(countries) > 1:
        several = " or ".join(f"'{name}, {country}'" for country in countries)
        raise UsageError(f"{name!r} may be {several}: give the country, too")
    about = _holding(Phrase(found[0].name))
    return Scope(
        Subject(kind="place", name=name, country=next(iter(countries), None)),
        said=false(),
        about=about,
        claims=_told(coded.c.place.in_([row.key for row in found]), about),
        coded=or_(coded.c.place.in_([row.key for row in found]), coded.c.teller.in_(_keys(about))),
    )


def _written(connection: Connection, keys: Sequence[int]) -> str:
    """A place as the report of an event there writes it."""
    query = select(coded.c.document, coded.c.what, coded.c.number).where(coded.c.place.in_(keys)).limit(1)
    (told,) = rows_of(connection, [tuple(row) for row in connection.execute(query)])
    assert told.place is not None, "the event has a place"
    return told.place.name


def _topic(connection: Connection, words: str) -> Scope:
    wanted = expression(words, lambda prefix: completions(connection, prefix))
    if wanted is None:
        raise UsageError(f"{words!r} names nobody and nothing: give a name or words to look for")
    about = _holding(wanted)
    own = coded.c.key.in_(list(_rows_with(connection, words, wanted)))
    return Scope(
        Subject(kind="topic", name=words),
        said=false(),
        about=about,
        claims=_told(own, about),
        coded=or_(own, coded.c.teller.in_(_keys(about))),
    )


def _holding(wanted: Wanted) -> ColumnElement[bool]:
    return statements.c.key.in_(select(statement_words.c.rowid).where(matches(statement_words, wanted)))


def _keys(condition: ColumnElement[bool]) -> Select[Any]:
    return select(statements.c.key).where(condition)


def _told(rows: ColumnElement[bool], said: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition that a claim is told by some rows, or by statements."""
    by_rows = select(assertions.c.claim).join_from(
        assertions, coded, (coded.c.document == assertions.c.document) & (coded.c.id == assertions.c.id)
    )
    by_words = select(assertions.c.claim).where(assertions.c.teller.in_(_keys(said)))
    return claims.c.key.in_(union(by_rows.where(rows), by_words))


def _rows_with(connection: Connection, words: str, wanted: Wanted) -> Iterator[int]:
    """Rows of the best reports that reports tell themselves, and whose sentence has all the words."""
    terms = {stem(word) for word in fold(words).split()}
    if OPERATORS & set(words.split()) or not words.replace(" ", "").isalnum():
        return  # more than words is asked for, which statements alone are searched for
    fitting = select(report_words.c.rowid).where(matches(report_words, wanted))
    documents = list(connection.scalars(fitting.order_by(best(report_words, wanted)).limit(REPORTS)))
    query = select(coded.c.key, coded.c.document, coded.c.what, coded.c.number)
    rows = connection.execute(query.where(coded.c.document.in_(documents), coded.c.teller.is_(None))).all()
    for some in (documents[at : at + BATCH] for at in range(0, len(documents), BATCH)):
        stored = reports(connection, some)
        for row in rows:
            if (report := stored.get(row.document)) is None:
                continue
            around = sentence(
                report.parts.data["document"]["text"], report.parts.coded(row.what, row.number).spans
            )
            if terms <= {stem(word) for word in fold(around).split()}:
                yield row.key


def sentence(text: str, spans: Spans) -> str:
    """The sentences in which spans stand."""
    first, last = sentence_span(text, spans)
    return text[first:last]


def sentence_span(text: str, spans: Spans) -> Span:
    """From where to where the sentences reach in which spans stand, without blanks at their ends."""
    start, end = min((span[0] for span in spans), default=0), max((span[1] for span in spans), default=0)
    first = max((stop.end() for stop in STOP.finditer(text, 0, start + 1) if stop.end() <= start), default=0)
    after = STOP.search(text, end)
    last = after.end() if after else len(text)
    first += len(text[first:last]) - len(text[first:last].lstrip())
    return first, first + len(text[first:last].rstrip())
