"""The schema as it grew: named functions, each applied once and in a transaction.

A migration that has been released is never changed; a new one is added below it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from onrecord.errors import RecordVersionError

Migration = Callable[[Connection], None]


def migrate(connection: Connection, path: Path) -> None:
    """Apply what has not been applied, inside the caller's transaction."""
    for migration in pending(connection, path):
        migration(connection)
        connection.execute(
            text("INSERT INTO migrations (name, at) VALUES (:name, datetime('now'))"),
            {"name": migration.__name__},
        )


def pending(connection: Connection, path: Path) -> list[Migration]:
    """Migrations the record has not seen; RecordVersionError where it has seen unknown ones."""
    done: set[str] = set()
    if inspect(connection).has_table("migrations"):
        done = set(connection.scalars(text("SELECT name FROM migrations")))
    if newer := done - {migration.__name__ for migration in MIGRATIONS}:
        names = ", ".join(sorted(newer))
        raise RecordVersionError(f"{path} was made by a newer onrecord (it has {names}): upgrade onrecord")
    return [migration for migration in MIGRATIONS if migration.__name__ not in done]


def first_schema(connection: Connection) -> None:
    """Readings whole, and beside them the rows that questions are asked of."""
    for statement in FIRST_TABLES:
        connection.exec_driver_sql(statement)
    stemmed, plain = "porter unicode61 remove_diacritics 2", "unicode61 remove_diacritics 2"
    _index_words(connection, "report_words", "readings", ("title", "text"), stemmed)
    _index_words(connection, "statement_words", "statements", ("content",), stemmed)
    _index_words(connection, "name_words", "names", ("name",), plain)


def words_of_file_names(connection: Connection) -> None:
    """A report can be asked for by a word of its file's name."""
    _index_words(connection, "file_words", "documents", ("file",), "unicode61 remove_diacritics 2")
    connection.exec_driver_sql("INSERT INTO file_words (file_words) VALUES ('rebuild')")


MIGRATIONS: tuple[Migration, ...] = (first_schema, words_of_file_names)

FIRST_TABLES = (
    "CREATE TABLE migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL)",
    # What is listed and looked up; day and last_day are the days that "published" spans.
    """
    CREATE TABLE documents (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reader TEXT NOT NULL,
        fingerprint TEXT NOT NULL, source TEXT NOT NULL, file TEXT NOT NULL, title TEXT,
        publisher TEXT, agency TEXT, published TEXT, day TEXT, last_day TEXT
    )
    """,
    "CREATE INDEX documents_source ON documents (source)",
    "CREATE INDEX documents_file ON documents (file)",
    "CREATE INDEX documents_title ON documents (title)",
    "CREATE INDEX documents_published ON documents (published, id)",
    # The reading itself, apart from the lean rows above; all else can be made from it again.
    """
    CREATE TABLE readings (
        key INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        title TEXT, text TEXT NOT NULL, reading TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE actors (
        key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT, country TEXT
    )
    """,
    "CREATE INDEX actors_document ON actors (document)",
    # day and last_day are those of said_on or else of the report.
    """
    CREATE TABLE statements (
        key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        id TEXT NOT NULL, speaker INTEGER REFERENCES actors ON DELETE CASCADE,
        speaker_words TEXT NOT NULL, anonymous INTEGER NOT NULL, cue TEXT NOT NULL,
        cue_class TEXT NOT NULL, kind TEXT NOT NULL, polarity TEXT NOT NULL, certainty TEXT NOT NULL,
        content TEXT NOT NULL, addressee TEXT, said_on TEXT, said_at TEXT, parent TEXT,
        confidence REAL NOT NULL, start INTEGER, "end" INTEGER, day TEXT, last_day TEXT
    )
    """,
    "CREATE INDEX statements_document ON statements (document)",
    "CREATE INDEX statements_speaker ON statements (speaker)",
    "CREATE INDEX statements_kind ON statements (kind)",
    "CREATE INDEX statements_cue_class ON statements (cue_class)",
    # Who a statement is about: the actors mentioned inside its content.
    """
    CREATE TABLE mentioned (
        actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
        statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
        PRIMARY KEY (actor, statement)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mentioned_statement ON mentioned (statement)",
    # Every folded name of an actor, and the words for a speaker who is no known actor; main where
    # it names in full, so that a part of it will do.
    """
    CREATE TABLE names (
        key INTEGER PRIMARY KEY, actor INTEGER REFERENCES actors ON DELETE CASCADE,
        statement INTEGER REFERENCES statements ON DELETE CASCADE,
        name TEXT NOT NULL, main INTEGER NOT NULL
    )
    """,
    "CREATE INDEX names_actor ON names (actor)",
    "CREATE INDEX names_statement ON names (statement)",
    "CREATE INDEX names_name ON names (name)",
    # Every folded word ever read, for prefixes: the word indexes know stems only.
    "CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE failures (source TEXT PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL)",
)


def _index_words(
    connection: Connection, name: str, table: str, columns: tuple[str, ...], tokenizer: str
) -> None:
    """A full-text index over columns of a table, kept in step by triggers."""
    listed = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {name} (rowid, {listed}) VALUES (new.key, {new});"
    drop = f"INSERT INTO {name} ({name}, rowid, {listed}) VALUES ('delete', old.key, {old});"
    for statement in (
        f"CREATE VIRTUAL TABLE {name} USING fts5"
        f" ({listed}, content='{table}', content_rowid='key', tokenize='{tokenizer}')",
        f"CREATE TRIGGER {name}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {name}_dropped AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {table} BEGIN {drop} {add} END",
    ):
        connection.exec_driver_sql(statement)
