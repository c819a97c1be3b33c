"""Full-text search, the same on both stores: by FTS5 on SQLite, by tsvector and GIN on PostgreSQL.

Nothing else knows how either writes it. An index is named in ``schema`` and described in ``INDEXES``. On SQLite it is a
virtual table that triggers keep in step; on PostgreSQL it is a column ``lexemes`` of the table itself, filled by
``put``, and a view that shows it under the name of the index. Its ``rowid`` is the key of the row on both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Float,
    TableClause,
    Text,
    TypeDecorator,
    bindparam,
    literal_column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from onrecord.record.passage import CLOSED, OPENED, SNIPPET_WORDS, Passage, cut, unmarked
from onrecord.record.stems import pieces, stem
from onrecord.record.wanted import All, But, Phrase, Wanted
from onrecord.record.words import quoted

POSTGRESQL = "postgresql"
BETWEEN = "\x1e"  # stands between the columns of a row whose passage is wanted; it stands in no report

# Limits of PostgreSQL: a lexeme has less than 2 KB, a vector less than 1 MB, a lexeme up to 255 places in it.
LONGEST_LEXEME = 200  # characters
LARGEST_VECTOR = 900_000  # bytes
MOST_PLACES = 255
GAP = 100  # places between two columns, so that no phrase reaches from one into the other
LETTERS = "ABCD"  # PostgreSQL tells up to four columns of a vector apart


@dataclass(frozen=True, slots=True)
class Index:
    """The columns of a table whose words are looked up, and whether all forms of a word count."""

    table: str
    columns: tuple[str, ...]
    stemmed: bool

    def lexeme(self, word: str) -> str:
        """A folded word as the index holds it."""
        return (stem(word) if self.stemmed else word)[:LONGEST_LEXEME]

    def vector(self, row: Mapping[str, Any]) -> str:
        """The words of a row as a literal of PostgreSQL's type tsvector."""
        places: dict[str, list[str]] = defaultdict(list)
        place = size = 0
        for letter, column in zip(LETTERS, self.columns, strict=False):
            for _, _, word in pieces(row[column] or ""):
                lexeme = self.lexeme(word)
                place += 1
                size += 2 if lexeme in places else 8 + len(lexeme.encode())
                if size > LARGEST_VECTOR:
                    return _literal(places)
                if len(places[lexeme]) < MOST_PLACES:
                    places[lexeme].append(f"{place}{letter}")
            place += GAP
        return _literal(places)


INDEXES: Mapping[str, Index] = {
    "report_words": Index("readings", ("title", "text"), stemmed=True),
    "statement_words": Index("statements", ("content",), stemmed=True),
    "name_words": Index("names", ("name",), stemmed=False),
    "called_words": Index("called", ("name",), stemmed=False),
    "file_words": Index("documents", ("file",), stemmed=False),
}
OF_TABLE: Mapping[str, Index] = {index.table: index for index in INDEXES.values()}


def matches(index: TableClause, wanted: Wanted, *, column: str | None = None) -> ColumnElement[bool]:
    """The condition on an index that a row has what is wanted, in one column where one is named."""
    return cast("ColumnElement[bool]", _Match(*_clauses(index, wanted, column)))


def holds(table: TableClause, index: TableClause, wanted: Wanted) -> ColumnElement[bool]:
    """The condition on the table of an index that a row has what is wanted."""
    found = _Holds(table.c.key, *_clauses(index, wanted, None))
    return cast("ColumnElement[bool]", found)


def best(index: TableClause, wanted: Wanted, *, column: str | None = None) -> ColumnElement[Any]:
    """What rows are ordered by so that the best come first."""
    return _Best(*_clauses(index, wanted, column))


def rank(index: TableClause, wanted: Wanted) -> ColumnElement[float]:
    """How well a row fits: the lower, the better. The scales of the two stores differ."""
    return _Rank(*_clauses(index, wanted, None))


def passage(index: TableClause, wanted: Wanted) -> ColumnElement[Passage]:
    """The words around what was found."""
    return _Shown(literal_column(index.name), type_=_Passage(INDEXES[index.name], wanted))


def vectors(table: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows for PostgreSQL with what its index holds of them."""
    index = OF_TABLE[table]
    return [{**row, "lexemes": index.vector(row)} for row in rows]


def _literal(places: Mapping[str, Sequence[str]]) -> str:
    # Folded words have no marks that mean something in a literal.
    return " ".join(f"'{lexeme}':{','.join(found)}" for lexeme, found in places.items())


def _clauses(index: TableClause, wanted: Wanted, column: str | None) -> tuple[ColumnElement[Any], ...]:
    known = INDEXES[index.name]
    letter = LETTERS[known.columns.index(column)] if column else ""
    column_name = f"{index.name}.{column}" if column else index.name
    return (
        literal_column(index.name),
        literal_column(column_name),
        bindparam(None, wanted, type_=_Expression(known, letter), unique=True),
    )


def _fts5(wanted: Wanted) -> str:
    """What is wanted in the language of FTS5."""
    if isinstance(wanted, Phrase):
        return quoted(wanted.text) + ("*" if wanted.begun else "")
    if isinstance(wanted, But):
        return f"({_fts5(wanted.found)} NOT {_fts5(wanted.refused)})"
    operator = " AND " if isinstance(wanted, All) else " OR "
    return f"({operator.join(map(_fts5, wanted.parts))})"


def _tsquery(wanted: Wanted, index: Index, letter: str) -> str:
    """What is wanted as a literal of PostgreSQL's type tsquery; nothing where no word is in it."""
    if isinstance(wanted, Phrase):
        found = [f"'{index.lexeme(word)}'" for _, _, word in pieces(wanted.text)]
        begun = "*" if wanted.begun else ""
        last = len(found) - 1
        labels = [letter + (begun if place == last else "") for place in range(len(found))]
        lexemes = [f"{word}:{label}" if label else word for word, label in zip(found, labels, strict=True)]
        return f"({' <-> '.join(lexemes)})" if last > 0 else "".join(lexemes)
    if isinstance(wanted, But):
        kept, refused = (_tsquery(part, index, letter) for part in (wanted.found, wanted.refused))
        return f"({kept} & !{refused})" if kept and refused else kept
    parts = dict.fromkeys(filter(None, (_tsquery(part, index, letter) for part in wanted.parts)))
    operator = " & " if isinstance(wanted, All) else " | "
    return f"({operator.join(parts)})" if parts else ""


class _Expression(TypeDecorator[Wanted]):
    """What is wanted, as a value of a statement."""

    impl = Text
    cache_ok = True

    def __init__(self, index: Index, letter: str) -> None:
        super().__init__()
        self.index = index
        self.letter = letter

    def process_bind_param(self, value: Wanted | None, dialect: Dialect) -> str:
        """Written as the store wants it."""
        assert value is not None
        if dialect.name == POSTGRESQL:
            return _tsquery(value, self.index, self.letter)
        return _fts5(value)


class _Passage(TypeDecorator[Passage]):
    """A passage, as a value of a row."""

    impl = Text
    cache_ok = False  # what is wanted is no part of the statement on PostgreSQL

    def __init__(self, index: Index, wanted: Wanted) -> None:
        super().__init__()
        self.index = index
        self.wanted = wanted

    def process_result_value(self, value: str | None, dialect: Dialect) -> Passage:
        """Cut out by FTS5, or here where the store gives the whole text."""
        if dialect.name == POSTGRESQL:
            return cut((value or "").split(BETWEEN), self.wanted, self.index.lexeme)
        return unmarked(value or "")


# No type: a Boolean would be compared with 1 on SQLite, and MATCH stands alone.
class _Match(FunctionElement[Any]):
    inherit_cache = True


class _Holds(FunctionElement[Any]):
    inherit_cache = True


class _Best(FunctionElement[Any]):
    inherit_cache = True


class _Rank(FunctionElement[float]):
    inherit_cache = True
    type = Float()


class _Shown(FunctionElement[Passage]):
    inherit_cache = False

    def __init__(self, *clauses: Any, type_: _Passage) -> None:
        super().__init__(*clauses)
        self.type = type_


def _written(element: Any, compiler: Any, options: Any) -> list[str]:
    return [compiler.process(clause, **options) for clause in element.clauses]


@compiles(_Match)
def _match(element: Any, compiler: Any, **options: Any) -> str:
    _, column, wanted = _written(element, compiler, options)
    return f"{column} MATCH {wanted}"


@compiles(_Match, POSTGRESQL)
def _match_vector(element: Any, compiler: Any, **options: Any) -> str:
    index, _, wanted = _written(element, compiler, options)
    return f"{index}.lexemes @@ CAST({wanted} AS tsquery)"


@compiles(_Holds)
def _is_in(element: Any, compiler: Any, **options: Any) -> str:
    key, index, _, wanted = _written(element, compiler, options)
    return f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH {wanted})"


@compiles(_Holds, POSTGRESQL)
def _has_vector(element: Any, compiler: Any, **options: Any) -> str:
    # Not by way of the key, since an index is used beside another condition only where it is of the same table.
    _, index, _, wanted = _written(element, compiler, options)
    return f"{INDEXES[index].table}.lexemes @@ CAST({wanted} AS tsquery)"


@compiles(_Rank)
@compiles(_Best)
def _bm25(element: Any, compiler: Any, **options: Any) -> str:
    return f"{_written(element, compiler, options)[0]}.rank"


@compiles(_Rank, POSTGRESQL)
def _ts_rank(element: Any, compiler: Any, **options: Any) -> str:
    index, _, wanted = _written(element, compiler, options)
    # All columns weigh the same, and hits count for less in a long text, as with bm25.
    return f"-ts_rank('{{1,1,1,1}}', {index}.lexemes, CAST({wanted} AS tsquery), 1)"


@compiles(_Best, POSTGRESQL)
def _ts_rank_then_key(element: Any, compiler: Any, **options: Any) -> str:
    # Many rows rank alike; the oldest come first then.
    return f"{_ts_rank(element, compiler, **options)}, {_written(element, compiler, options)[0]}.rowid"


@compiles(_Shown)
def _snippet(element: Any, compiler: Any, **options: Any) -> str:
    (index,) = _written(element, compiler, options)
    best_column = -1
    return f"snippet({index}, {best_column}, '{OPENED}', '{CLOSED}', '…', {SNIPPET_WORDS})"


@compiles(_Shown, POSTGRESQL)
def _whole(element: Any, compiler: Any, **options: Any) -> str:
    (index,) = _written(element, compiler, options)
    columns = ", ".join(f"coalesce({index}.{column}, '')" for column in INDEXES[index].columns)
    return f"concat_ws(chr({ord(BETWEEN)}), {columns})"
