"""Migrations are applied once, whole, and by whoever comes first."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, StaticPool, create_engine

from onrecord import query
from onrecord.model import Actor, Mention, Office
from onrecord.record import Record, migrations
from onrecord.record.file import APPLICATION_ID

RELEASED = [
    "first_schema",
    "words_of_file_names",
    "actors_across_reports",
    "events_relations_commitments",
    "stories_and_claims",
    "corrections_of_rows",
    "opposites_of_claims",
    "promises_over_time",
    "vectors_of_pieces",
    "quick_answers",
    "offices_are_claims",
    "quick_tellers",
    "blocks_by_period",
]


def add_notes(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE notes (note TEXT)")


def add_notes_and_fail(connection: Connection) -> None:
    add_notes(connection)
    raise ZeroDivisionError


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def applied(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY rowid")]


@pytest.fixture
def path(tmp_path: Path, make) -> Path:
    with Record(tmp_path / "test.db") as record:
        record.save(make(1))
    return tmp_path / "test.db"


def test_an_older_record_is_brought_up_to_date_when_opened(
    path: Path, make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_notes))
    for _ in range(2):
        with Record(path, create=False) as record:
            assert list(record.readings()) == [make(1)]
    assert "notes" in tables(path)
    assert applied(path) == [*RELEASED, "add_notes"]


def test_a_migration_that_fails_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_notes_and_fail))
        with pytest.raises(ZeroDivisionError):
            Record(path)
    assert "notes" not in tables(path)
    assert applied(path) == RELEASED
    Record(path).close()


def test_several_processes_may_make_the_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    command = [sys.executable, "-W", "error", "-c", "import sys; from onrecord.record import Record"]
    command[-1] += "; Record(sys.argv[1]).close()"
    running = [subprocess.Popen([*command, str(path)], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate(timeout=60)[1] for process in running] == [""] * 4
    assert applied(path) == RELEASED


ALIKE = {
    "actors": "SELECT * FROM actors ORDER BY key",
    "identities": "SELECT * FROM identities ORDER BY key",
    "called": "SELECT identity, name, apart FROM called ORDER BY identity, name",
    "names": "SELECT actor, statement, name, main FROM names ORDER BY key",
    "mentions": "SELECT * FROM mentions ORDER BY actor, words",
    "offices": "SELECT * FROM offices ORDER BY actor",
}


def test_a_record_from_before_actors_were_counted_is_as_if_it_were_read_now(tmp_path: Path, make) -> None:
    readings = [make(number, published=published) for number, published in enumerate(("2016-10", None))]
    office = Office(title="minister", organisation="Transport", from_="2015", to=None)
    again = Mention(start=4, end=6, text="Li")
    readings = [
        replace(
            reading,
            actors=(
                replace(
                    reading.actors[0], offices=(office,), mentions=(*reading.actors[0].mentions, again, again)
                ),
                Actor(id=f"bo {number}", name="Bo", kind="person", country="FRA"),
            ),
        )
        for number, reading in enumerate(readings)
    ]
    with Record(tmp_path / "new.db") as record:
        for reading in readings:
            record.save(reading)
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        make_old(old, tmp_path / "new.db")

    with Record(tmp_path / "old.db") as migrated:
        assert list(migrated.readings()) == readings
        assert migrated.save(readings[0]) is False
        assert [said.actor for said in query.who(migrated, "Ann")] == ["Ann Li", "Ann Li"]
    for table, question in ALIKE.items():
        with (
            closing(sqlite3.connect(tmp_path / "old.db")) as one,
            closing(sqlite3.connect(tmp_path / "new.db")) as two,
        ):
            rows = two.execute(question).fetchall()
            assert (table, one.execute(question).fetchall()) == (table, rows)
            assert rows


def make_old(old: sqlite3.Connection, new: Path) -> None:
    """The record that the first two migrations would hold, of the same readings."""
    engine = create_engine("sqlite://", creator=lambda: old, poolclass=StaticPool)
    with engine.begin() as connection:
        for migration in migrations.MIGRATIONS[:2]:
            migration(connection)
            connection.exec_driver_sql("INSERT INTO migrations VALUES (?, '')", (migration.__name__,))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    old.commit()
    old.execute("ATTACH ? AS new", (str(new),))
    for table in ("documents", "readings", "actors", "statements", "mentioned"):
        columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({table})"))
        old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
    old.execute(
        "INSERT INTO names (actor, statement, name, main)"
        " SELECT actor, statement, name, main FROM new.names WHERE party IS NULL"
    )
    old.execute(
        "INSERT INTO names (actor, name, main)"
        " SELECT actors.key, called.name, 1 FROM new.actors JOIN new.called USING (identity)"
    )
    old.commit()
