"""A record in a database on a PostgreSQL server: how it is opened, and what its errors mean in words.

A database of something else is never written to. Who writes takes turns by a lock of the database, so that keys
and judgements are as safe as in a file; who reads waits for nobody.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from onrecord.errors import InputError, MissingExtraError, RecordError
from onrecord.record import migrations, server_migrations

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
EXAMPLE = "write it as postgresql://user@host/database"
# It is not shown, since nobody knows where a password begins in it.
NO_ADDRESS = (
    f"the address of the record is none: {EXAMPLE}, and marks such as @ and / in a password as %40 and %2F"
)
CONNECT_SECONDS = 10
LOCK_SECONDS = 30.0  # those who wait are served in turn, so one report of each other writer is waited for
LOCK = int.from_bytes(b"onre", "big")  # the first half of the lock's number; the second is the schema

LOCKED = "is locked: another program is writing to it; try again when that is done"
NOT_OURS = "is not a record: choose another database"
REASONS = {
    "25006": "cannot be written: the server lets nobody write to it",
    "28000": "cannot be opened: the server does not let this user in",
    "28P01": "cannot be opened: the password is wrong",
    "3D000": "cannot be opened: there is no such database; make it with `createdb`",
    "40P01": LOCKED,
    "55P03": LOCKED,
    "53100": "cannot grow: the disk of the server is full; what was stored stays, make room and go on",
    "53300": "cannot be opened: the server has no connection left; try again later",
    "57014": "took longer than the server allows: ask for less",
}
# No code comes with a connection that was not made, only words.
WORDS = {
    "password authentication failed": REASONS["28P01"],
    "no password supplied": "cannot be opened: it wants a password; give it as user:password@, in PGPASSWORD or in"
    " a file .pgpass",
    "pg_hba.conf": REASONS["28000"],
    "Peer authentication failed": REASONS["28000"],
    'database "': REASONS["3D000"],
    'role "': "cannot be opened: the server knows no such user",
    "too many clients": REASONS["53300"],
    "remaining connection slots": REASONS["53300"],
    "Connection refused": "cannot be reached: no PostgreSQL server answers there",
    "No such file or directory": "cannot be reached: no PostgreSQL server answers there",
    "could not translate host name": "cannot be reached: the host is not known",
    "failed to resolve host": "cannot be reached: the host is not known",
    "timeout expired": "cannot be reached: the host does not answer",
    "the database system is": "cannot be opened: the server is just starting or stopping; try again soon",
    "server closed the connection": "is lost: the server closed the connection; try again",
    "terminating connection": "is lost: the server closed the connection; try again",
    "connection is lost": "is lost: the server closed the connection; try again",
}

# What the current schema holds, leaving out what belongs to extensions.
OTHERS = """
    SELECT count(*) FROM pg_catalog.pg_class AS one
    WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE objid = one.oid AND deptype = 'e')
"""
MARK = """
    SELECT pg_catalog.obj_description(oid, 'pg_class') FROM pg_catalog.pg_class
    WHERE relname = 'migrations'
    AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A record on a server: the ``place.Store`` that many machines may write to."""

    url: URL = field(repr=False)
    name: str

    @classmethod
    def at(cls, address: str) -> Server:
        """The server of an address; RecordError where it is none of PostgreSQL."""
        scheme = address.partition("://")[0]
        if scheme not in SCHEMES:
            raise RecordError(
                f"no record can be at {scheme}://: name a file, or a PostgreSQL database: {EXAMPLE}"
            )
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError) as error:
            raise RecordError(NO_ADDRESS) from error
        if "@" in (url.database or ""):  # then a mark of the password was taken for the end of it
            raise RecordError(NO_ADDRESS)
        if not url.database:
            raise RecordError(f"{_name(url)} names no database: {EXAMPLE}")
        return cls(url, _name(url))

    def there(self) -> bool:
        """Whether the database holds anything."""
        engine = self._engine()
        try:
            with self.told(), self.reading(engine).connect() as connection:
                return bool(connection.exec_driver_sql(OTHERS).scalar())
        finally:
            engine.dispose()

    def open(self, *, create: bool) -> Engine:
        """An engine over the record, with its schema up to date."""
        with ExitStack() as stack:
            engine = self._engine()
            stack.callback(engine.dispose)
            with self.told():
                self._make_ready(engine, create)
            stack.pop_all()
        return engine

    def reading(self, engine: Engine) -> Engine:
        """The same engine, whose transactions see the record as it was at their first question."""
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def writing(self, engine: Engine) -> Engine:
        """The same engine, whose transactions take their turn to write before they look."""
        # With READ COMMITTED each question sees what was written before the lock was got.
        return engine.execution_options(isolation_level="READ COMMITTED", onrecord_writes=True)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Errors of PostgreSQL in words."""
        try:
            yield
        except UnicodeEncodeError as error:
            raise InputError(f"{error.object!r} is not text: it holds half a surrogate pair") from error
        except PoolTimeoutError as error:
            raise RecordError(f"{self.name} {REASONS['53300']}") from error
        except DBAPIError as error:
            raise RecordError(f"{self.name} {self._reason(error)}") from error

    def size(self, connection: Connection) -> int:
        """The size of the database in bytes."""
        size = connection.exec_driver_sql(
            "SELECT pg_catalog.pg_database_size(current_database())"
        ).scalar_one()
        return int(size)

    def _engine(self) -> Engine:
        try:
            psycopg = importlib.import_module("onrecord.record.server_values")
        except ImportError as error:
            raise MissingExtraError("postgres", "a record on PostgreSQL") from error
        told = {"fallback_application_name": "onrecord", "client_encoding": "utf8"}
        if "connect_timeout" not in self.url.query:
            told["connect_timeout"] = str(CONNECT_SECONDS)
        engine = create_engine(self.url, connect_args=told, pool_pre_ping=True)
        event.listen(engine, "connect", psycopg.prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def _make_ready(self, engine: Engine, create: bool) -> None:
        with self.reading(engine).connect() as connection:
            self._check_encoding(connection)
            ours = self._is_record(connection)
            if not (ours or create):
                raise RecordError(
                    f"no record at {self.name}: read something into it first with `onrecord read`"
                )
            complete = ours and not migrations.pending(connection, self.name, server_migrations.MIGRATIONS)
        if complete:
            return
        with self.writing(engine).begin() as connection:
            self._is_record(connection)  # since then somebody else may have made something
            migrations.migrate(connection, self.name, server_migrations.MIGRATIONS)

    def _is_record(self, connection: Connection) -> bool:
        """Whether there is a record, False where nothing is; RecordError where there is something else."""
        if connection.exec_driver_sql(MARK).scalar() == server_migrations.MARK:
            return True
        if connection.exec_driver_sql("SELECT current_schema()").scalar() is None:
            raise RecordError(
                f"{self.name} cannot be used: the search_path of this user names no schema that is there"
            )
        if connection.exec_driver_sql(OTHERS).scalar():
            raise RecordError(f"{self.name} {NOT_OURS}")
        return False

    def _check_encoding(self, connection: Connection) -> None:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise RecordError(
                f"{self.name} cannot hold all characters, its encoding is {encoding}: make one with"
                " `createdb --encoding UTF8 --template template0`"
            )

    def _reason(self, error: DBAPIError) -> str:
        cause = error.orig
        code = getattr(cause, "sqlstate", None)
        told = " ".join(str(cause).split())
        if code in REASONS:
            return REASONS[code]
        if code == "42501":
            return f"cannot be used so by this user ({told.partition(' LINE ')[0]}): ask its owner"
        for words, reason in WORDS.items():
            if code in (None, "57P01", "57P02", "57P03") and words in told:
                return reason
        if self.url.password:
            told = told.replace(str(self.url.password), "***")
        return f"cannot be used: {told}"


def _name(url: URL) -> str:
    """An address without what may be secret: the password, and what stands behind the question mark but the host."""
    host = url.host or url.query.get("host") or ""
    host = ",".join(host) if isinstance(host, tuple) else host
    user = f"{url.username}@" if url.username else ""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{user}{host}{port}/{url.database or ''}"


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("onrecord_writes"):
        return
    timeout = f"{LOCK_SECONDS * 1000:.0f}ms"
    connection.exec_driver_sql("SELECT set_config('lock_timeout', %s, true)", (timeout,))
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s::int, hashtext(current_schema()))", (LOCK,))
