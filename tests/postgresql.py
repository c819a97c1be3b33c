"""A PostgreSQL server of the tests' own: in a folder for the time being, reached through a socket in it alone."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine
from sqlalchemy.exc import OperationalError

from onrecord.record import Record

DEBIAN = Path("/usr/lib/postgresql")
MEMORY = Path("/dev/shm")
ROOM = 2**31  # bytes; the tests take a quarter of it
START_SECONDS = 60
PR_SET_PDEATHSIG = 1  # sys/prctl.h
USER = "onrecord"
READY = "ready"  # a database that is a record already, of which others are copies
# Quicker than another database, and than TRUNCATE, which makes a hundred files each time.
EMPTY = """
    DO $$ DECLARE one pg_class; BEGIN
        SET LOCAL session_replication_role = replica;
        FOR one IN SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace LOOP
            IF one.relkind = 'r' AND one.relname <> 'migrations' THEN
                EXECUTE 'DELETE FROM ' || quote_ident(one.relname);
            ELSIF one.relkind = 'S' THEN
                PERFORM setval(one.oid, 1, false);
            END IF;
        END LOOP;
    END $$
"""
# Nothing has to outlive the tests.
SETTINGS = {
    "listen_addresses": "''",
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "64MB",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


@cache
def missing() -> str | None:
    """Why there can be no server here, None where there can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed: pip install 'onrecord[postgres]'"
    if tool("initdb") is None or tool("postgres") is None:
        return "PostgreSQL is not installed: apt-get install postgresql"
    return None


def tool(name: str) -> str | None:
    """Where a program of PostgreSQL is; Debian keeps most of them off the path."""
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name))
    found = [str(path / name) for path in versions if (path / name).exists()]
    return found[-1] if found else shutil.which(name)


@dataclass
class Postgresql:
    """A server that runs."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)
    used: list[str] = field(default_factory=list)  # records that nobody uses any more

    def address(self, database: str, *, user: str = USER, password: str | None = None) -> str:
        """What ``Record`` takes."""
        url = URL.create("postgresql", user, password, database=database, query={"host": str(self.folder)})
        return url.render_as_string(hide_password=False)

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            return bool(self.run("SELECT 1"))
        except OperationalError:
            return False

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Execute one statement as the owner of the server, and give its rows."""
        engine = create_engine(self.address(database).replace("postgresql:", "postgresql+psycopg:"))
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                result = connection.exec_driver_sql(statement)
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            engine.dispose()

    def empty(self, options: str = "") -> str:
        """The address of a new database with nothing in it."""
        name = f"test_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return self.address(name)

    @contextmanager
    def fresh(self, *, new: bool = False) -> Iterator[str]:
        """The address of a record with nothing in it: a new one, or one that was used and emptied."""
        name = self.used.pop() if self.used and not new else None
        if name:
            self.run(EMPTY, name)
        else:
            name = f"test_{next(self.numbers)}"
            self.run(f"CREATE DATABASE {name} TEMPLATE {READY}")
        yield self.address(name)
        self.used.append(name)


@contextmanager
def postgresql() -> Iterator[Postgresql]:
    """Start a server, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="onrecord-", dir=_memory(), ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_user = _as_user(folder)
        data = str(folder / "data")
        options = ["--username", USER, "--encoding", "UTF8", "--locale", "C", "--auth", "trust", "--no-sync"]
        _call("initdb", "--pgdata", data, *options, **as_user)
        settings = [f"unix_socket_directories = '{folder}'", *map(" = ".join, SETTINGS.items())]
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.writelines(f"{line}\n" for line in settings)
        with _running(folder, data, as_user) as server:
            server.run(f"CREATE DATABASE {READY}")
            Record(server.address(READY)).close()
            yield server


@contextmanager
def _running(folder: Path, data: str, as_user: dict[str, object]) -> Iterator[Postgresql]:
    log = folder / "log"
    command = [tool("postgres"), "-D", data]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, cwd="/", preexec_fn=_end_with_the_tests, **as_user
        )
    try:
        server = Postgresql(folder)
        until = time.monotonic() + START_SECONDS
        while not server.answers():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        yield server
    finally:
        process.send_signal(signal.SIGQUIT)  # it need not be tidy
        process.wait(timeout=START_SECONDS)


def _end_with_the_tests() -> None:
    """Linux ends the server also where the tests are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _memory() -> Path | None:
    """A folder in memory where there is enough of it; some disks take a minute to drop what the tests wrote."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else None


def _as_user(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to be run by root: it gets the folder and runs as nobody."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _call(name: str, *arguments: str, **options: object) -> None:
    program = tool(name)
    assert program
    command = [program, *arguments]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        timeout=120,
        check=False,
        **options,
    )
    assert done.returncode == 0, done.stdout.decode()
