"""Where words stand in statements and reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, Select, func, literal, literal_column, null, select

from onrecord.errors import UsageError
from onrecord.query.between import between
from onrecord.query.grammar import MOST_COMPLETIONS, expression
from onrecord.record import Record
from onrecord.record.schema import (
    actors,
    documents,
    identities,
    report_words,
    statement_words,
    statements,
    words,
)

SNIPPET_WORDS = 32
# The index marks its hits in the text; these characters stand in no report.
OPENED, CLOSED = "\x02", "\x03"
HIT = re.compile(f"{OPENED}(.*?){CLOSED}", re.DOTALL)


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
        match = expression(typed, lambda prefix: completions(connection, prefix))
        if match is None:
            raise UsageError(f"{typed!r} asks for no word: give one to look for, such as ceasefire or cease*")
        found: list[RowMapping] = []
        for query, dated in ((_in_statements(match), statements), (_in_reports(match), documents)):
            query = query.where(*between(dated, since, until)).limit(limit)
            found.extend(connection.execute(query).mappings())
    return sorted(map(_hit, found), key=lambda hit: hit.rank)[:limit]


def completions(connection: Connection, prefix: str) -> list[str]:
    """Words in the record that begin with a folded prefix, as far as there are not too many."""
    word = words.c.word
    query = select(word).where(word >= prefix, word < prefix + "\U0010ffff").limit(MOST_COMPLETIONS + 1)
    return list(connection.scalars(query))


def _in_statements(match: str) -> Select[Any]:
    columns = statements.c
    return (
        select(
            literal("statement").label("what"),
            *_about_report(),
            columns.id.label("statement"),
            func.coalesce(identities.c.name, func.nullif(columns.speaker_words, "")).label("speaker"),
            columns.cue,
            *_found("statement_words"),
        )
        .join_from(statement_words, statements, columns.key == statement_words.c.rowid)
        .join(documents, documents.c.key == columns.document)
        .outerjoin(actors, actors.c.key == columns.speaker)
        .outerjoin(identities, identities.c.key == actors.c.identity)
        .where(literal_column("statement_words").match(match))
        .order_by(statement_words.c.rank)
    )


def _in_reports(match: str) -> Select[Any]:
    return (
        select(
            literal("report").label("what"),
            *_about_report(),
            null().label("statement"),
            null().label("speaker"),
            null().label("cue"),
            *_found("report_words"),
        )
        .join_from(report_words, documents, documents.c.key == report_words.c.rowid)
        .where(literal_column("report_words").match(match))
        .order_by(report_words.c.rank)
    )


def _about_report() -> Sequence[Any]:
    return documents.c.id.label("document"), documents.c.title, documents.c.published


def _found(index: str) -> Sequence[Any]:
    best_column = -1
    marked = func.snippet(literal_column(index), best_column, OPENED, CLOSED, "…", SNIPPET_WORDS)
    return marked.label("marked"), literal_column(f"{index}.rank").label("rank")


def _hit(row: RowMapping) -> Hit:
    fields = dict(row)
    snippet, highlights = _unmarked(fields.pop("marked"))
    return Hit(**fields, snippet=snippet, highlights=highlights)


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet without marks, and the ranges that were marked."""
    # Pieces stand in turn outside and inside of marks.
    pieces, highlights, length = HIT.split(marked), [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            highlights.append((length, length + len(piece)))
        length += len(piece)
    return "".join(pieces), tuple(highlights)
