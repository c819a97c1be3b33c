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
        wanted = asked_for(connection, typed)
        found: list[RowMapping] = []
        for query, dated in ((in_statements(wanted), statements), (in_reports(wanted), documents)):
            query = query.where(*between(dated, since, until)).limit(limit)
            found.extend(connection.execute(query).mappings())
    return sorted(map(hit, found), key=lambda hit: hit.rank)[:limit]


def asked_for(connection: Connection, typed: str) -> Wanted:
    """What is looked for by what somebody typed; UsageError where no word is asked for."""
    wanted = expression(typed, lambda prefix: completions(connection, prefix))
    if wanted is None:
        raise UsageError(f"{typed!r} asks for no word: give one to look for, such as ceasefire or cease*")
    return wanted


def completions(connection: Connection, prefix: str) -> list[str]:
    """Words in the record that begin with a folded prefix, as far as there are not too many."""
    word = words.c.word
    query = select(word).where(word >= prefix, word < prefix + "\U0010ffff").limit(MOST_COMPLETIONS + 1)
    return list(connection.scalars(query))


def in_statements(wanted: Wanted) -> Select[Any]:
    """Statements that hold what is wanted, the best first, as rows of which ``hit`` makes hits."""
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


def in_reports(wanted: Wanted) -> Select[Any]:
    """Reports that hold what is wanted, the best first, as rows of which ``hit`` makes hits."""
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


def hit(row: RowMapping) -> Hit:
    """A row of ``in_statements`` or ``in_reports`` as a hit."""
    fields = {name: row[name] for name in ("passage", *Hit.__slots__) if name in row}
    around: Passage = fields.pop("passage")
    return Hit(**fields, snippet=around.text, highlights=around.highlights)
