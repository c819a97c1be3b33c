"""Which report is meant by an id, a path or words of a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from sqlalchemy import Connection, Row, Select, select

from onrecord.errors import UsageError
from onrecord.record.schema import documents, report_words
from onrecord.record.words import fold, quoted

SHORTEST_PREFIX = 4
CANDIDATES = 5
TITLE_WIDTH = 60  # characters of a title that candidates are told apart by

Found = Row[tuple[str, str | None, str]]


def find(connection: Connection, words: str) -> str:
    """The id of the one report that ``words`` mean.

    They are an id or at least four digits of its beginning, the report's source, its file's name, or
    words of its title. Raises UsageError naming up to five candidates where it is not one report.
    """
    for query in _readings_of(words):
        found = connection.execute(query.limit(CANDIDATES + 1)).all()
        if len(found) == 1:
            return str(found[0].id)
        if found:
            raise UsageError(f"{words!r} may be {_listed(found)}: give more of it, or an id")
    near = connection.execute(_titled(" OR ", words).limit(CANDIDATES)).all() if fold(words) else []
    hint = f"did you mean {_listed(near)}?" if near else "`onrecord list` shows what there is"
    raise UsageError(f"no report in the record is called {words!r}: {hint}")


def _readings_of(words: str) -> Iterator[Select[tuple[str, str | None, str]]]:
    """From the narrowest way to read the words to the widest."""
    columns = documents.c
    yield _reports().where(columns.id == words)
    if len(words) >= SHORTEST_PREFIX:
        yield _reports().where(columns.id >= words, columns.id < words + "\U0010ffff")
    yield _reports().where(columns.source == words)
    yield _reports().where(columns.file == words)
    if fold(words):
        yield _reports().where(columns.title == words)
        yield _titled(" AND ", words)


def _titled(operator: str, words: str) -> Select[tuple[str, str | None, str]]:
    terms = operator.join(quoted(word) for word in words.split() if fold(word))
    match = report_words.c.title.match(terms)
    return (
        _reports()
        .join(report_words, report_words.c.rowid == documents.c.key)
        .where(match)
        .order_by(report_words.c.rank)
    )


def _reports() -> Select[tuple[str, str | None, str]]:
    return select(documents.c.id, documents.c.title, documents.c.source)


def _listed(found: Sequence[Found]) -> str:
    names = [f"{row.id} ({shorten(row.title or row.source, TITLE_WIDTH)})" for row in found[:CANDIDATES]]
    return " or ".join(names) + (" or others" if len(found) > CANDIDATES else "")
