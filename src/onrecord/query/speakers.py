"""What an actor said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select, union

from onrecord import model
from onrecord.errors import UsageError
from onrecord.query.between import between
from onrecord.query.grammar import expression
from onrecord.query.names import Bearers, bearers
from onrecord.query.newest import Narrow, counted, newest
from onrecord.query.pages import Mark, Page, page, walk
from onrecord.query.search import completions
from onrecord.record import Record
from onrecord.record.fulltext import matches
from onrecord.record.put import beside_its_index
from onrecord.record.schema import (
    actors,
    documents,
    identities,
    mentioned,
    statement_words,
    statements,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement of an actor; ``actor`` is None where the report's words name nobody known."""

    document: str
    title: str | None
    published: str | None
    source: str
    statement: str
    actor: str | None
    speaker_words: str
    anonymous: bool
    cue: str
    cue_class: str
    kind: model.Kind
    polarity: model.Polarity
    certainty: model.Certainty
    content: str
    addressee: str | None
    said_on: str | None
    said_at: str | None
    parent: str | None
    confidence: float
    start: int | None
    end: int | None


def who(
    record: Record,
    name: str,
    *,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> list[Said]:
    """Statements of all actors that the name fits, the newest first.

    Args:
        name: part of an actor's name in whole words, or all of any mention of it; where nothing
            fits, words that one name holds in any order.
        about: words that the statement holds, or the name of an actor that it mentions.
        since, until: dates as fine or coarse as wanted; of the saying or else of the report.
        kind: direct, indirect or mixed.
    """
    _check_kind(kind)
    with record.looking() as connection:
        narrow = [_speaks(bearers(connection, name))]
        if about is not None:
            narrow.append(_about(connection, about))
        query = _statements()
        if kind is not None:
            query = query.where(beside_its_index(statements.c.kind) == kind)
        rows = newest(connection, query, narrow, of=statements, since=since, until=until, limit=limit)
        return [Said(**row._mapping) for row in rows]


def statements_page(
    record: Record,
    *,
    speaker: str | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    document: str | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Said]:
    """Statements of the reports published last first, in each report as they stand in it.

    Args:
        speaker, about, since, until, kind: as for ``who``.
        document: the whole id of a report.
        after: ``last`` of the page before.
    """
    _check_kind(kind)
    row = statements.c
    with record.looking() as connection:
        conditions = list(between(statements, since, until))
        if speaker is not None:
            conditions.append(said_by(bearers(connection, speaker)))
        if about is not None:
            conditions.append(is_about(connection, about))
        if kind is not None:
            conditions.append(row.kind == kind)
        if document is not None:
            conditions.append(documents.c.id == document)
        start = func.coalesce(row.start, 0)
        query = _statements().order_by(None).where(*conditions)
        rest = (documents.c.id, start, row.id)
        rows = walk(connection, query, documents.c.published, rest, after=after, number=limit + 1)
    return page(
        rows,
        limit,
        lambda row: Said(**row._mapping),
        lambda row: (row.published, row.document, row.start or 0, row.statement),
    )


def _check_kind(kind: str | None) -> None:
    if kind is not None and kind not in get_args(model.Kind):
        raise UsageError(f"{kind!r} is no kind of statement: use one of {', '.join(get_args(model.Kind))}")


def _statements() -> Select[Any]:
    told = [column for column in statements.c if column.name in Said.__slots__ and column.name != "document"]
    return (
        select(
            *(documents.c.id.label("document"), documents.c.title, documents.c.published, documents.c.source),
            *(statements.c.id.label("statement"), identities.c.name.label("actor"), *told),
        )
        .join_from(statements, documents, documents.c.key == statements.c.document)
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .outerjoin(identities, identities.c.key == actors.c.identity)
        .order_by(
            statements.c.day.desc().nulls_last(),
            documents.c.published.desc().nulls_last(),
            statements.c.document,
            statements.c.key,
        )
    )


def said_by(found: Bearers) -> ColumnElement[bool]:
    """The condition on ``statements`` that one of these speaks."""
    # One list of keys, not one condition or another, for which PostgreSQL goes through all statements.
    known = select(statements.c.key).where(statements.c.speaker.in_(found.actors()))
    return statements.c.key.in_(union(known, found.speakers()))


def _speaks(found: Bearers) -> Narrow:
    row = statements.c
    each = or_(found.is_actor(row.speaker), found.is_speaker(row.key))
    return Narrow(found.number, said_by(found), each)


def tells(found: Bearers, teller: ColumnElement[Any]) -> Narrow:
    """The condition on a column with keys of statements that one of these speaks."""
    speaks = _speaks(found)
    said = exists().where(statements.c.key == teller, speaks.each).correlate_except(statements)
    return Narrow(speaks.number, teller.in_(select(statements.c.key).where(speaks.among)), said)


def is_about(connection: Connection, about: str) -> ColumnElement[bool]:
    """The condition on ``statements`` that one holds these words, or mentions one of that name."""
    return _about(connection, about).among


def _about(connection: Connection, about: str) -> Narrow:
    who = bearers(connection, about)
    mentions = select(mentioned.c.statement).where(mentioned.c.actor.in_(who.actors()))
    here = mentioned.c.statement == statements.c.key
    mentions_it = exists().where(here, who.is_actor(mentioned.c.actor)).correlate_except(mentioned)
    wanted = expression(about, lambda prefix: completions(connection, prefix))
    if wanted is None:
        return Narrow(who.number, statements.c.key.in_(mentions), mentions_it)
    words = select(statement_words.c.rowid).where(matches(statement_words, wanted))
    number = counted(connection, words) + who.number
    holds = statements.c.key.in_(words)
    return Narrow(number, statements.c.key.in_(union(mentions, words)), or_(holds, mentions_it))
