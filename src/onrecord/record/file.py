"""The SQLite file under a record: how it is opened, and what its errors mean in words.

A file that is not a record is never written to.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from onrecord.errors import InputError, RecordError
from onrecord.record import migrations

APPLICATION_ID = int.from_bytes(b"onre", "big")  # in the file's header it says: this is a record
BUSY_SECONDS = 5.0
PAUSE_SECONDS = 0.02
WRITING = "BEGIN IMMEDIATE"
# What a report puts down is found again by the next reports: the pages of indexes of some weeks stay in memory.
CACHE_KIB = 96 * 1024
MAPPED = 8 << 30  # bytes of the file that are mapped into memory, at most (SQLite bounds it further)
LOG_PAGES = 8000  # a page that several reports change is written to the file once: the log takes 32 MB

LOCKED = "is locked: another program is writing to it; try again when that is done"
CLOSED = "cannot be opened: check that its folder exists and that you may use it"
REASONS = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; what was stored stays, make room and go on",
    sqlite3.SQLITE_NOTADB: "is not a record: choose another file",
    sqlite3.SQLITE_CORRUPT: "is damaged: go back to a copy, or read the reports into a new record",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
}


@dataclass(frozen=True, slots=True)
class File:
    """A record in a file: the ``place.Store`` that needs no server."""

    path: Path

    @property
    def name(self) -> str:
        """The path as it was given."""
        return str(self.path)

    def there(self) -> bool:
        """Whether there is a file with anything in it; one that another process has just begun has not yet."""
        return self.path.exists() and self.path.stat().st_size > 0

    def open(self, *, create: bool) -> Engine:
        """An engine over the record, with its schema up to date."""
        return open_engine(self.path, create=create)

    def reading(self, engine: Engine) -> Engine:
        """The engine as it is: a transaction of SQLite sees what was there at its first question."""
        return engine

    def writing(self, engine: Engine) -> Engine:
        """The same engine, whose transactions take their turn to write before they look."""
        return writing(engine)

    def told(self) -> AbstractContextManager[None]:
        """Errors of SQLite in words."""
        return told(self.path)

    def size(self, connection: Connection) -> int:
        """The size of the file in bytes."""
        return self.path.stat().st_size


def open_engine(path: Path, *, create: bool) -> Engine:
    """An engine over the record at ``path``, with its schema up to date."""
    _check_there(path, create)
    uri = f"{path.absolute().as_uri()}?{_mode(path, create)}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        with told(path):
            _make_ready(engine, path)
        stack.pop_all()
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take their turn to write before they look."""
    return engine.execution_options(onrecord_begin=WRITING)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell an error of the database as a RecordError of one line, words it cannot take as an InputError."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputError(f"{error.object!r} is not text: it holds half a surrogate pair") from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the higher bits are detail
        raise RecordError(f"{path} {REASONS.get(code, f'cannot be used: {cause}')}") from error


def _check_there(path: Path, create: bool) -> None:
    if path.is_dir():
        raise RecordError(f"{path} is a folder: name a file in it")
    if not create and not (path.exists() and path.stat().st_size):
        raise RecordError(f"no record at {path}: read something into it first with `onrecord read`")


def _mode(path: Path, create: bool) -> str:
    """How SQLite may open the file, as parameters of its URI."""
    if not path.exists():
        return "mode=rwc" if create else "mode=rw"
    if _writable(path):
        return "mode=rw"
    # WAL needs files beside the record. Where there are none, nobody who writes has it open now; it
    # is read as it lies, and no file is left that its owner could not write.
    return "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    # The driver's own transactions leave DDL and SELECT outside; _begin puts everything inside.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # With WAL a killed process loses no commit; a power cut may lose the last, and corrupts none.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    # Pages are read where the system keeps them, without being copied one by one.
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("onrecord_begin", "BEGIN")
    if begin == WRITING:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.exec_driver_sql(begin)


def _make_ready(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        if not ours and path.stat().st_size:
            raise RecordError(f"{path} {REASONS[sqlite3.SQLITE_NOTADB]}")
        complete = ours and not migrations.pending(connection, str(path), migrations.MIGRATIONS)
    if not complete:
        with writing(engine).begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.migrate(connection, str(path), migrations.MIGRATIONS)
    # A process that was killed after it made the file may have left this undone.
    if _writable(path):
        _use_wal(engine)


def _use_wal(engine: Engine) -> None:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        until = time.monotonic() + BUSY_SECONDS
        while not _switched(cursor, last=time.monotonic() > until):
            time.sleep(PAUSE_SECONDS)
    finally:
        connection.close()


def _switched(cursor: Any, *, last: bool) -> bool:
    """Whether the log is in use now; False where another process is at it, an error where this was the last try."""
    cursor.execute("PRAGMA journal_mode")
    if cursor.fetchone() == ("wal",):
        return True
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite waits for every lock but this one.
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
