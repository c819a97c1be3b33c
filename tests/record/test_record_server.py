"""Databases that are no record, that cannot be reached or written, and many processes at one record."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine

from onrecord import query
from onrecord.batch import Skipped, read_many
from onrecord.errors import MissingExtraError, RecordError, RecordVersionError
from onrecord.exchange.onrecord import dumps
from onrecord.model import Failure, Reading
from onrecord.record import Record, server_migrations
from onrecord.record import server as server_module
from onrecord.record.place import shown, store_at, there
from tests.cli.conftest import invoke
from tests.postgresql import Postgresql

SECRET = "pa55 w@rd/"
QUOTED = "pa55%20w%40rd%2F"


@pytest.fixture
def address(server: Postgresql) -> Iterator[str]:
    with server.fresh() as found:
        yield found


@contextmanager
def connected(address: str) -> Iterator[Connection]:
    engine: Engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def refused(address: str, *, create: bool = True) -> str:
    with pytest.raises(RecordError) as refusal:
        Record(address, create=create).close()
    told = str(refusal.value)
    assert "\n" not in told
    assert not any(part in told for part in (SECRET, QUOTED, "pa55"))
    return told


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (
            "mysql://user@host/db",
            "no record can be at mysql://: name a file, or a PostgreSQL database: write it as",
        ),
        ("sqlite:///x.db", "no record can be at sqlite://"),
        ("https://example.org/db", "no record can be at https://"),
        (
            f"postgresql://user:{QUOTED}@host:port/db",
            "the address of the record is none: write it as postgresql://",
        ),
        ("postgresql://user:pa55@w/o/rd@host/db", "the address of the record is none"),
        (f"postgresql://user:{QUOTED}@host", "postgresql://user@host/ names no database: write it as"),
    ],
)
def test_what_is_no_address_of_a_database_is_refused(address: str, reason: str) -> None:
    assert refused(address).startswith(reason)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"postgresql://ann:{QUOTED}@db.example:6432/news", "postgresql://ann@db.example:6432/news"),
        ("postgres://db.example/news?password=pa55&sslpassword=pa55", "postgresql://db.example/news"),
        ("postgresql:///news?host=/run/postgresql", "postgresql:///run/postgresql/news"),
        ("news.db", "news.db"),
        (Path("postgresql://news"), "postgresql:/news"),
    ],
)
def test_a_place_is_shown_without_what_is_secret(address: str | Path, name: str) -> None:
    assert shown(address) == name
    assert "pa55" not in repr(store_at(address))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_psycopg(name: str) -> object:
        assert name == "onrecord.record.server_values"
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", no_psycopg)
    with pytest.raises(MissingExtraError, match=r"^a record on PostgreSQL needs .*'onrecord\[postgres\]'$"):
        Record("postgresql://user@host/db")


def test_a_server_that_is_not_there_is_told(server: Postgresql, tmp_path: Path) -> None:
    answer = "cannot be reached: no PostgreSQL server answers there"
    assert refused(f"postgresql://a:{QUOTED}@127.0.0.1:1/db") == f"postgresql://a@127.0.0.1:1/db {answer}"
    assert refused(f"postgresql://a@/db?host={tmp_path}").endswith(answer)
    with pytest.raises(RecordError, match="cannot be reached"):
        there("postgresql://a@127.0.0.1:1/db")


def test_a_database_or_a_user_that_is_not_there_is_told(server: Postgresql) -> None:
    assert refused(server.address("nothing")).endswith("there is no such database; make it with `createdb`")
    assert refused(server.address("postgres", user="nobody")).endswith("the server knows no such user")
    assert refused(f"{server.address('postgres')}&sslmode=never").endswith('invalid sslmode value: "never"')


@pytest.fixture
def guarded(server: Postgresql) -> Iterator[str]:
    """An empty database of a user who has to give the password SECRET."""
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    server.run(f"CREATE ROLE guarded LOGIN PASSWORD '{SECRET}'")
    address = server.empty("OWNER guarded")
    rules.write_text(f"local all guarded scram-sha-256\n{before}")
    server.run("SELECT pg_reload_conf()")
    yield address
    rules.write_text(before)
    server.run("SELECT pg_reload_conf()")


def test_a_wrong_password_is_told_and_never_shown(guarded: str, make) -> None:
    right = guarded.replace("onrecord@", f"guarded:{QUOTED}@")
    assert refused(guarded.replace("onrecord@", "guarded:pa55@")).endswith("the password is wrong")
    assert "it wants a password" in refused(guarded.replace("onrecord@", "guarded@"))
    with Record(right) as record:
        assert record.save(make(1)) is True
        assert "pa55" not in record.name


def test_a_database_without_a_record_names_the_command_that_reads(server: Postgresql) -> None:
    address = server.empty()
    assert refused(address, create=False) == (
        f"no record at {shown(address)}: read something into it first with `onrecord read`"
    )
    assert there(address) is False
    with connected(address) as connection:
        assert connection.exec_driver_sql(server_module.OTHERS).scalar() == 0


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "made", ["TABLE documents (id INT)", "TABLE migrations (name TEXT)", "VIEW one AS SELECT 1"]
)
def test_a_database_of_something_else_is_refused_and_left_untouched(
    server: Postgresql, made: str, create: bool
) -> None:
    address = server.empty()
    with connected(address) as connection:
        connection.exec_driver_sql(f"CREATE {made}")
        before = connection.exec_driver_sql(server_module.OTHERS).scalar()
    expected = "is not a record: choose another database" if create else "no record at|is not a record"
    with pytest.raises(RecordError, match=expected):
        Record(address, create=create)
    assert there(address) is True
    with connected(address) as connection:
        assert connection.exec_driver_sql(server_module.OTHERS).scalar() == before


def test_what_belongs_to_an_extension_is_nothing_else(server: Postgresql, make) -> None:
    address = server.empty()
    available = server.run("SELECT name FROM pg_available_extensions WHERE name = 'pg_stat_statements'")
    if not available:
        pytest.skip("this PostgreSQL has no extension that makes a view")
    with connected(address) as connection:
        connection.exec_driver_sql("CREATE EXTENSION pg_stat_statements")
    with Record(address) as record:
        assert record.save(make(1)) is True


def test_an_encoding_that_lacks_letters_is_refused(server: Postgresql) -> None:
    address = server.empty("ENCODING 'LATIN1' TEMPLATE template0")
    assert "its encoding is LATIN1: make one with `createdb --encoding UTF8" in refused(address)


def test_a_record_of_a_newer_onrecord_is_refused(address: str) -> None:
    with connected(address) as connection:
        connection.exec_driver_sql("INSERT INTO migrations VALUES ('graph_of_relations', '2031-01-01')")
    try:
        with pytest.raises(
            RecordVersionError, match=r"made by a newer onrecord \(it has graph_of_relations\)"
        ):
            Record(address)
    finally:
        with connected(address) as connection:
            connection.exec_driver_sql("DELETE FROM migrations WHERE name = 'graph_of_relations'")


def test_schemas_of_one_database_are_records_of_their_own(server: Postgresql, make) -> None:
    address = server.empty()
    for name in ("north", "south"):
        with connected(address) as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        with Record(f"{address}&options=-csearch_path%3D{name}") as record:
            record.save(make(len(name)))
            record.save(make(name == "north"))
            assert len(list(record.readings())) == 2
    assert "names no schema" in refused(f"{address}&options=-csearch_path%3Deast")


def add_notes(connection: Connection) -> None:
    server_migrations.run(
        connection, ["CREATE TABLE notes (key INTEGER PRIMARY KEY, note TEXT CHECK (note LIKE '%'))"]
    )


def add_notes_and_fail(connection: Connection) -> None:
    add_notes(connection)
    raise ZeroDivisionError


def applied(address: str) -> list[str]:
    with connected(address) as connection:
        return list(connection.exec_driver_sql("SELECT name FROM migrations ORDER BY name").scalars())


def test_an_older_record_is_brought_up_to_date_in_one_transaction(
    server: Postgresql, make, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.empty()
    with Record(address) as record:
        record.save(make(1))
    with monkeypatch.context() as patch:
        patch.setattr(server_migrations, "MIGRATIONS", (*server_migrations.MIGRATIONS, add_notes_and_fail))
        with pytest.raises(ZeroDivisionError):
            Record(address)
    released = sorted(migration.__name__ for migration in server_migrations.MIGRATIONS)
    assert applied(address) == released
    monkeypatch.setattr(server_migrations, "MIGRATIONS", (*server_migrations.MIGRATIONS, add_notes))
    for _ in range(2):
        with Record(address, create=False) as record:
            assert list(record.readings()) == [make(1)]
    assert applied(address) == sorted([*released, "add_notes"])
    with connected(address) as connection:
        assert connection.exec_driver_sql("INSERT INTO notes (note) VALUES ('a') RETURNING key").scalar() == 1


def test_who_may_only_read_can_read(server: Postgresql, address: str, make) -> None:
    with Record(address) as record:
        record.save(make(1))
    server.run("DROP ROLE IF EXISTS looker")
    server.run("CREATE ROLE looker LOGIN")
    with connected(address) as connection:
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    with Record(address.replace("onrecord@", "looker@"), create=False) as record:
        assert list(record.readings()) == [make(1)]
        assert query.search(record, "talks")
        with pytest.raises(
            RecordError, match=r"cannot be used so by this user .*permission denied.*ask its owner"
        ):
            record.save(make(2))
    with connected(address) as connection:
        connection.exec_driver_sql("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM looker")


def test_a_locked_record_is_told_and_can_still_be_read(
    address: str, make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "LOCK_SECONDS", 0.05)
    with Record(address) as record, Record(address) as other:
        record.save(make(0))
        with other._writing():
            with pytest.raises(RecordError, match="is locked: another program"):
                record.save(make(1))
            assert list(record.readings()) == [make(0)]
        assert record.save(make(1)) is True


def test_a_connection_that_was_cut_is_made_again(server: Postgresql, address: str, make) -> None:
    with Record(address) as record:
        record.save(make(0))
        server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'"
        )
        assert list(record.readings()) == [make(0)]
        with pytest.raises(RecordError, match="is lost: the server closed the connection; try again"):
            cut_off(server, record)


def cut_off(server: Postgresql, record: Record) -> None:
    with record.looking() as connection:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        server.run(f"SELECT pg_terminate_backend({pid})")
        connection.exec_driver_sql("SELECT 1")


def test_what_postgresql_holds_nowhere_is_given_back_all_the_same(address: str, make) -> None:
    reading = make(1, title="Nul\0 in a title")
    long = "x" * 5000
    reading = replace(
        reading,
        document=replace(
            reading.document, source=f"in/{long}.txt", text=f"{reading.document.text} {long} end\0"
        ),
        actors=(replace(reading.actors[0], name=f"Ann {long}"),),
    )
    with Record(address) as record:
        assert record.save(reading) is True
        assert record.save(reading) is False
        assert record.get(reading.document.id) == reading
        assert [hit.what for hit in query.search(record, f'"{long} end"')] == ["report"]
        assert [one.name for one in query.actors(record, long)] == [f"Ann {long}"]
        record.fail(Failure(source=f"in/{long * 2}.txt", reason="empty"))
        assert len(record.failures()) == 1


def test_a_report_of_very_many_words_is_kept(address: str, make) -> None:
    reading = make(1)
    text = f"{reading.document.text} {' '.join(f'w{number:x}q' for number in range(75_000))}"
    with Record(address) as record:
        assert record.save(replace(reading, document=replace(reading.document, text=text))) is True
        assert len(query.search(record, "room")) == 2


WRITE = """
import sys
from onrecord.exchange.onrecord import loads
from onrecord.record import Record
with Record(sys.argv[1]) as record, open(sys.argv[2], "rb") as lines:
    for line in lines:
        record.save(loads(line))
"""


def writer(address: str, path: Path, readings: list[Reading]) -> subprocess.Popen[str]:
    path.write_bytes(b"".join(dumps(reading) + b"\n" for reading in readings))
    command = [sys.executable, "-W", "error", "-c", WRITE, address, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_many_processes_may_make_a_record_and_write_to_it_at_once(
    server: Postgresql, tmp_path: Path, make
) -> None:
    address = server.empty()
    readings = [make(number) for number in range(60)]
    # Each writes all of them in an order of its own, so that they meet at the same reports, actors and words.
    orders = [readings, readings[::-1], readings[30:] + readings[:30]]
    running = [writer(address, tmp_path / f"{place}.jsonl", order) for place, order in enumerate(orders)]
    assert [process.communicate(timeout=120)[0] for process in running] == [""] * 3
    with Record(address, create=False) as record:
        found = {reading.document.id: reading for reading in record.readings()}
        assert found == {reading.document.id: reading for reading in readings}
        assert [(one.name, one.reports) for one in query.actors(record)] == [("Ann Li", 60)]
        assert len(query.who(record, "Ann")) == 60


def test_a_folder_is_read_into_a_database_and_asked_from_the_command_line(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "batch")
    from stand_in import StandIn

    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(
            f"The minister said on Monday that report number {number} is read."
        )
    (tmp_path / "3.txt").write_bytes(b"\0\1\2")
    kinds = []
    for _ in range(2):
        outcomes = list(read_many([str(tmp_path)], reader=StandIn, jobs=1, record=address))
        kinds.append([isinstance(one, Skipped) for one in outcomes if not isinstance(one, Failure)])
    assert kinds == [[False] * 3, [True] * 3]
    listed = invoke("list", "--json", "--db", address)
    assert (listed.exit_code, len(listed.stdout.splitlines())) == (0, 3)
    stats = json.loads(invoke("stats", "--json", "--db", address).stdout)
    assert (stats["reports"], stats["failures"]) == (3, 1)
    assert invoke("search", "minister", ONRECORD_DB=address).exit_code == 0
    wrong = invoke("list", "--db", "postgresql://ann:pa55@127.0.0.1:1/news")
    assert (wrong.exit_code, len(wrong.stderr.splitlines())) == (1, 1)
    assert "pa55" not in wrong.output
