"""Where words stand in statements and reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, Select, TableClause, func, literal, null, select

from onrecord.errors import UsageError
from onrecord.query.between import between
from onrecord.query.grammar import MOST_COMPLETIONS, expression
from onrecord.record import Record
from onrecord.record.fulltext import best, matches, passage, rank
from onrecord.record.passage import Passage
from onrecord.record.schema import (
    actors,
    documents,
    identities,
    report_words,
    statement_words,
    statements,
    words,
)
from onrecord.record.wanted import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement or report that holds the words; ``highlights`` are ranges of the snippet."""

    what: Literal["statement", "report"]
    document: str
    title: str | None
    published: str | None
    statement: str | None
    speaker: str | None
    cue: str | None
    snippet: str
    highlights: tuple[tuple[int, int], ...]
    rank: float


def search(
    record: Record, typed: str, *, since: str | None = None, until: str | None = None, limit: int = 50
) -> list[Hit]:
    """Statements and reports that hold the words, the best first.

    Args:
        typed: words, all of them wanted; see ``grammar`` for what else may be typed.
        since, until: dates as fine or coarse as wanted; of the saying or of the report.

    Raises UsageError where no word is asked for.
    """
    with record.looking() as connection:
        wanted = expression(typed, lambda prefix: completions(connection, prefix))
        if wanted is None:
            raise UsageError(f"{typed!r} asks for no word: give one to look for, such as ceasefire or cease*")
        found: list[RowMapping] = []
        for query, dated in ((_in_statements(wanted), statements), (_in_reports(wanted), documents)):
            query = query.where(*between(dated, since, until)).limit(limit)
            found.extend(connection.execute(query).mappings())
    return sorted(map(_hit, found), key=lambda hit: hit.rank)[:limit]


def completions(connection: Connection, prefix: str) -> list[str]:
    """Words in the record that begin with a folded prefix, as far as there are not too many."""
    word = words.c.word
    query = select(word).where(word >= prefix, word < prefix + "\U0010ffff").limit(MOST_COMPLETIONS + 1)
    return list(connection.scalars(query))


def _in_statements(wanted: Wanted) -> Select[Any]:
    columns = statements.c
    return (
        select(
            literal("statement").label("what"),
            *_about_report(),
            columns.id.label("statement"),
            func.coalesce(identities.c.name, func.nullif(columns.speaker_words, "")).label("speaker"),
            columns.cue,
            *_found(statement_words, wanted),
        )
        .join_from(statement_words, statements, columns.key == statement_words.c.rowid)
        .join(documents, documents.c.key == columns.document)
        .outerjoin(actors, actors.c.key == columns.speaker)
        .outerjoin(identities, identities.c.key == actors.c.identity)
        .where(matches(statement_words, wanted))
        .order_by(best(statement_words, wanted))
    )


def _in_reports(wanted: Wanted) -> Select[Any]:
    return (
        select(
            literal("report").label("what"),
            *_about_report(),
            null().label("statement"),
            null().label("speaker"),
            null().label("cue"),
            *_found(report_words, wanted),
        )
        .join_from(report_words, documents, documents.c.key == report_words.c.rowid)
        .where(matches(report_words, wanted))
        .order_by(best(report_words, wanted))
    )


def _about_report() -> Sequence[Any]:
    return documents.c.id.label("document"), documents.c.title, documents.c.published


def _found(index: TableClause, wanted: Wanted) -> Sequence[Any]:
    return passage(index, wanted).label("passage"), rank(index, wanted).label("rank")


def _hit(row: RowMapping) -> Hit:
    fields = dict(row)
    around: Passage = fields.pop("passage")
    return Hit(**fields, snippet=around.text, highlights=around.highlights)
