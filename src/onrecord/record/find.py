"""Which report is meant by an id, a path or words of a title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from os.path import realpath
from pathlib import PurePosixPath
from textwrap import shorten

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from onrecord.errors import InputError, UsageError
from onrecord.model import Document
from onrecord.record.fulltext import best, matches
from onrecord.record.rows import file_name
from onrecord.record.schema import documents, file_words, readings, report_words
from onrecord.record.wanted import Phrase, Wanted, either, every
from onrecord.record.wanted import words as all_words
from onrecord.record.words import fold

SHORTEST_PREFIX = 4
CANDIDATES = 5
MOST_NAMES = 100  # the rows of a table share its file's name
TITLE_WIDTH = 60  # characters of a title that candidates are told apart by

Found = Row[tuple[str, str | None, str]]
Joined = Callable[[Iterable[Wanted]], Wanted | None]


def find(connection: Connection, words: str) -> str:
    """The id of the one report that ``words`` mean.

    They are an id or at least four digits of its beginning, the report's source, its file's name with
    or without what follows the point, words of that name, or words of its title. The first of these
    that fits one report alone is meant. Raises UsageError naming up to five candidates where none does.
    """
    several: Sequence[Found] = ()
    for found in _ways(connection, words):
        if len(found) == 1:
            return str(found[0].id)
        several = several or found
    if several:
        raise UsageError(f"{words!r} may be {_listed(several)}: give more of it, or an id")
    near = connection.execute(_titled(either, words).limit(CANDIDATES)).all() if fold(words) else []
    hint = f"did you mean {_listed(near)}?" if near else "`onrecord list` shows what there is"
    raise UsageError(f"no report in the record is called {words!r}: {hint}")


def same_report(connection: Connection, document: Document) -> str:
    """The id of the report that a document is, by its id or its text.

    Raises InputError where the record has none, or one of another text.
    """
    rows = select(documents.c.id, readings.c.text).join(readings, readings.c.key == documents.c.key)
    by_id = connection.execute(rows.where(documents.c.id == document.id)).one_or_none()
    if by_id is not None and by_id.text != document.text:
        at = next(
            (at for at, (a, b) in enumerate(zip(by_id.text, document.text, strict=False)) if a != b),
            min(len(by_id.text), len(document.text)),
        )
        raise InputError(
            f"{document.source}: its text is not that of report {document.id} in the record, "
            f"from character {at} on: {document.text[at : at + TITLE_WIDTH]!r}"
        )
    found = by_id or connection.execute(rows.where(readings.c.text == document.text).limit(1)).one_or_none()
    if found is None:
        raise InputError(f"{document.source}: no report in the record has this text; read it first")
    return str(found.id)


def _ways(connection: Connection, words: str) -> Iterator[Sequence[Found]]:
    """The reports that the words may mean, from the narrowest way to read them to the widest."""
    columns = documents.c
    yield _few(connection, columns.id == words)
    if len(words) >= SHORTEST_PREFIX:
        yield _few(connection, columns.id >= words, columns.id < words + "\U0010ffff")
    yield _few(connection, columns.source == words)
    yield _same_path(connection, words)
    yield _few(connection, columns.file == words)
    if fold(words):
        yield _few(connection, columns.title == words)
        yield from _named(connection, words)
        yield connection.execute(_titled(every, words).limit(CANDIDATES + 1)).all()


def _few(connection: Connection, *conditions: ColumnElement[bool]) -> Sequence[Found]:
    return connection.execute(_reports().where(*conditions).limit(CANDIDATES + 1)).all()


def _same_path(connection: Connection, words: str) -> Sequence[Found]:
    """Reports read from the file that a path leads to, however the path was written then."""
    if "\0" in words:
        return ()
    path = realpath(words)
    found = connection.execute(_reports().where(documents.c.file == file_name(path))).all()
    return [row for row in found if realpath(row.source) == path]


def _named(connection: Connection, words: str) -> Iterator[Sequence[Found]]:
    """Reports whose file has the words for its name but for the suffix, then those with them in it."""
    wanted = fold(words)
    named = matches(file_words, all_words(wanted))
    query = _reports().join(file_words, file_words.c.rowid == documents.c.key).where(named)
    found = connection.execute(query.limit(MOST_NAMES)).all()
    names = [(fold(PurePosixPath(file_name(row.source)).stem), row) for row in found]
    yield [row for name, row in names if name == wanted]
    yield [row for name, row in names if set(wanted.split()) <= set(name.split())]


def _titled(joined: Joined, words: str) -> Select[tuple[str, str | None, str]]:
    wanted = joined(Phrase(word) for word in words.split() if fold(word))
    assert wanted, "there is a word"
    return (
        _reports()
        .join(report_words, report_words.c.rowid == documents.c.key)
        .where(matches(report_words, wanted, column="title"))
        .order_by(best(report_words, wanted, column="title"))
    )


def _reports() -> Select[tuple[str, str | None, str]]:
    return select(documents.c.id, documents.c.title, documents.c.source)


def _listed(found: Sequence[Found]) -> str:
    names = [f"{row.id} ({shorten(row.title or row.source, TITLE_WIDTH)})" for row in found[:CANDIDATES]]
    return " or ".join(names) + (" or others" if len(found) > CANDIDATES else "")
