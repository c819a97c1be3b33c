"""Where words stand in statements and reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, Select, TableClause, func, literal, null, select

from onrecord.errors import UsageError
from onrecord.query.between import between
from onrecord.query.grammar import MOST_COMPLETIONS, expression
from onrecord.record import Record
from onrecord.record.foremost import TOGETHER, foremost
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
        told = [
            (rank, index, key)
            for index, of in ((statement_words, statements), (report_words, documents))
            for key, rank in foremost(
                connection, index, of, wanted, limit, list(between(of, since, until))
            ).items()
        ]
        told = sorted(told, key=lambda one: one[0])[:limit]
        hits = {
            (index.name, key): one
            for index, query in ((statement_words, in_statements(wanted)), (report_words, in_reports(wanted)))
            for key, one in _hits(
                connection, query, index, {key: rank for rank, of, key in told if of is index}
            )
        }
        return [hits[index.name, key] for _, index, key in told]


def _hits(
    connection: Connection, query: Select[Any], index: TableClause, ranks: Mapping[int, float]
) -> Iterator[tuple[int, Hit]]:
    """The hits of a query with these keys, whose ranks are known."""
    # To ask for the rank would weigh all rows once more.
    told = [column for column in query.selected_columns if column.key != "rank"]
    shown = query.order_by(None).with_only_columns(*told, index.c.rowid.label("key"))
    keys = list(ranks)
    for some in (keys[at : at + TOGETHER] for at in range(0, len(keys), TOGETHER)):
        for row in connection.execute(shown.where(index.c.rowid.in_(some))).mappings():
            yield row["key"], hit({**row, "rank": ranks[row["key"]]})


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


def hit(row: RowMapping | Mapping[str, Any]) -> Hit:
    """A row of ``in_statements`` or ``in_reports`` as a hit."""
    fields = {name: row[name] for name in ("passage", *Hit.__slots__) if name in row}
    around: Passage = fields.pop("passage")
    return Hit(**fields, snippet=around.text, highlights=around.highlights)
