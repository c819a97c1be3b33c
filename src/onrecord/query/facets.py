"""A search that can be narrowed: hits with their reports, and how many there are of each speaker, type, place ...

A statement has its speaker, whom it mentions, and the type, status and place of what it tells. A report has whom it
names, and the type, status and place of all that it tells; it has no speaker. Values are counted among the best
``MOST`` hits in statements and as many in reports, so that a word which stands everywhere costs no more than another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from onrecord.query.between import between
from onrecord.query.findings import Finding, Key, What, findings
from onrecord.query.names import bearers
from onrecord.query.search import asked_for
from onrecord.query.speakers import said_by
from onrecord.record import Record
from onrecord.record.fulltext import best, matches, rank
from onrecord.record.put import beside_its_index
from onrecord.record.schema import (
    actors,
    coded,
    documents,
    identities,
    mentioned,
    places,
    report_words,
    statement_words,
    statements,
)
from onrecord.record.wanted import Wanted
from onrecord.record.words import fold_name

MOST = 1000
VALUES = 12  # of a facet, those of the most hits
published_by = func.coalesce(documents.c.publisher, documents.c.agency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a facet: what a filter takes, what it is called, and how many hits have it."""

    value: str
    label: str
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Faceted:
    """Some of the hits, the best first, and the facets of all that were counted.

    ``hits`` is how many were counted, ``more`` whether there are others. Facets are speaker, about, type, status,
    place, publisher, date and what (a statement or a report).
    """

    findings: tuple[Finding, ...]
    hits: int
    more: bool
    facets: Mapping[str, tuple[Value, ...]]


def faceted(
    record: Record,
    typed: str,
    *,
    what: What | None = None,
    speaker: str | None = None,
    about: str | None = None,
    type: str | None = None,
    status: str | None = None,
    place: str | None = None,
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
    skip: int = 0,
    limit: int = 25,
) -> Faceted:
    """What ``search`` finds, narrowed by any of the facets.

    Args:
        typed: as for ``search``; UsageError where no word is asked for.
        speaker, about: the name of an actor, or its id.
        type, status: of an event, relation or commitment that a hit tells.
        place: words that the name of the place of such an event has in it.
        publisher: who published the report, else its agency, as it is written.
        since, until: dates as fine or coarse as wanted; of the saying or of the report.
        skip: how many of the best are passed over.
    """
    with record.looking() as connection:
        wanted = asked_for(connection, typed)
        told = list(_told(type, status, place))
        found: list[list[Key]] = []
        if what != "report":
            own = [*between(statements, since, until), *_of_statements(connection, speaker, about, publisher)]
            found.append(_best(connection, _statements(wanted), "statement", own, told))
        if what != "statement" and speaker is None:
            own = [*between(documents, since, until), *_of_reports(connection, about, publisher)]
            found.append(_best(connection, _reports(wanted), "report", own, told))
        keys = sorted(key for some in found for key in some[:MOST])
        return Faceted(
            findings=tuple(findings(connection, wanted, keys[skip : skip + limit])),
            hits=len(keys),
            more=any(len(some) > MOST for some in found),
            facets=_facets(connection, keys, since, until),
        )


def _statements(wanted: Wanted) -> Select[Any]:
    return (
        select(statement_words.c.rowid, rank(statement_words, wanted).label("rank"))
        .join_from(statement_words, statements, statements.c.key == statement_words.c.rowid)
        .where(matches(statement_words, wanted))
        .order_by(best(statement_words, wanted))
    )


def _reports(wanted: Wanted) -> Select[Any]:
    return (
        select(report_words.c.rowid, rank(report_words, wanted).label("rank"))
        .join_from(report_words, documents, documents.c.key == report_words.c.rowid)
        .where(matches(report_words, wanted))
        .order_by(best(report_words, wanted))
    )


def _best(
    connection: Connection,
    query: Select[Any],
    what: What,
    own: Sequence[ColumnElement[bool]],
    told: Sequence[ColumnElement[bool]],
) -> list[Key]:
    if told:
        # Found hit by hit, since the best come first and few are needed.
        whose = (
            coded.c.teller == statements.c.key if what == "statement" else coded.c.document == documents.c.key
        )
        own = [*own, select(coded.c.key).where(whose, *told).exists()]
    rows = connection.execute(query.where(*own).limit(MOST + 1))
    return [(row.rank, what, row.rowid) for row in rows]


def _told(type: str | None, status: str | None, place: str | None) -> Iterator[ColumnElement[bool]]:
    """Conditions on what a hit tells, all of them on one row of it."""
    if type is not None:
        yield coded.c.type == type
    if status is not None:
        yield coded.c.status == status
    if place is not None:
        words = (" " + places.c.name + " ").contains(f" {fold_name(place)} ", autoescape=True)
        yield beside_its_index(coded.c.place).in_(select(places.c.key).where(words))


def _of_statements(
    connection: Connection, speaker: str | None, about: str | None, publisher: str | None
) -> Iterator[ColumnElement[bool]]:
    key = beside_its_index(statements.c.key)
    if speaker is not None:
        yield key.in_(select(statements.c.key).where(said_by(bearers(connection, speaker))))
    if about is not None:
        mine = bearers(connection, about).actors()
        yield key.in_(select(mentioned.c.statement).where(mentioned.c.actor.in_(mine)))
    if publisher is not None:
        its = documents.c.key == statements.c.document
        yield select(documents.c.key).where(its, published_by == publisher).exists()


def _of_reports(
    connection: Connection, about: str | None, publisher: str | None
) -> Iterator[ColumnElement[bool]]:
    if about is not None:
        mine = bearers(connection, about).actors()
        yield beside_its_index(documents.c.key).in_(select(actors.c.document).where(actors.c.key.in_(mine)))
    if publisher is not None:
        yield published_by == publisher


def _facets(
    connection: Connection, keys: Sequence[Key], since: str | None, until: str | None
) -> dict[str, tuple[Value, ...]]:
    said = [key for _, what, key in keys if what == "statement"]
    reported = [key for _, what, key in keys if what == "report"]
    of_said, of_reported = _among(statements.c.key, said), _among(documents.c.key, reported)
    counted: dict[str, dict[str, tuple[str, int]]] = {
        "what": {"statement": ("in statements", len(said)), "report": ("in reports", len(reported))}
    }

    def count(
        name: str, query: Select[Any], value: ColumnElement[Any], hit: ColumnElement[Any], label: Any
    ) -> None:
        hits = func.count(hit.distinct())
        query = query.add_columns(value.label("value"), label.label("label"), hits.label("hits"))
        found = counted.setdefault(name, {})
        for row in connection.execute(query.where(value.is_not(None)).group_by(value, label)):
            found[row.value] = (row.label, row.hits + found.get(row.value, ("", 0))[1])

    who, called = identities.c.id, identities.c.name
    if said:
        speaks = _known(select().select_from(statements), statements.c.speaker)
        count("speaker", speaks.where(of_said), who, statements.c.key, called)
        names = _known(select().select_from(mentioned), mentioned.c.actor)
        count("about", names.where(_among(mentioned.c.statement, said)), who, mentioned.c.statement, called)
    if reported:
        names = _known(select().select_from(actors), None)
        count("about", names.where(_among(actors.c.document, reported)), who, actors.c.document, called)
    for among, hit_ in ((said, coded.c.teller), (reported, coded.c.document)):
        if not among:
            continue
        told = select().select_from(coded).where(_among(hit_, among))
        count("type", told, coded.c.type, hit_, coded.c.type)
        count("status", told, coded.c.status, hit_, coded.c.status)
        at = told.join(places, places.c.key == coded.c.place)
        count("place", at, places.c.name, hit_, places.c.name)
    length = _finer(since, until)
    for among, condition, dated in ((said, of_said, statements), (reported, of_reported, documents)):
        if not among:
            continue
        query = select().select_from(dated).where(condition)
        day = func.substr(dated.c.day, 1, length)
        count("date", query, day, dated.c.key, day)
        published = (
            query if dated is documents else query.join(documents, documents.c.key == statements.c.document)
        )
        count("publisher", published, published_by, dated.c.key, published_by)
    return {name: tuple(_values(name, found)) for name, found in counted.items()}


def _known(query: Select[Any], actor: ColumnElement[Any] | None) -> Select[Any]:
    """A question joined with the identities of its actors; without a column these are its rows."""
    if actor is not None:
        query = query.join(actors, actors.c.key == actor)
    return query.join(identities, identities.c.key == actors.c.identity)


def _among(column: ColumnElement[Any], keys: Sequence[int]) -> ColumnElement[bool]:
    # Whole numbers of ours, written out: a thousand parameters take longer to bind than to compare.
    return column.in_(bindparam(None, keys, expanding=True, literal_execute=True))


def _finer(since: str | None, until: str | None) -> int:
    """How much of a date tells the days apart that are left: its year, its month, or all of it."""
    if since is None or until is None or since[:4] != until[:4]:
        return 4
    return 10 if len(since) >= 7 and since[:7] == until[:7] else 7


def _values(name: str, found: Mapping[str, tuple[str, int]]) -> Iterator[Value]:
    ranked = sorted(found.items(), key=lambda one: (-one[1][1], one[1][0]))[:VALUES]
    if name == "date":
        ranked.sort(reverse=True)
    yield from (Value(value=value, label=label, hits=hits) for value, (label, hits) in ranked if hits)
