"""Migrations are applied once, whole, and by whoever comes first."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.record import Record, migrations


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
    assert applied(path) == ["first_schema", "words_of_file_names", "add_notes"]


def test_a_migration_that_fails_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_notes_and_fail))
        with pytest.raises(ZeroDivisionError):
            Record(path)
    assert "notes" not in tables(path)
    assert applied(path) == ["first_schema", "words_of_file_names"]
    Record(path).close()


def test_several_processes_may_make_the_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    command = [sys.executable, "-W", "error", "-c", "import sys; from onrecord.record import Record"]
    command[-1] += "; Record(sys.argv[1]).close()"
    running = [subprocess.Popen([*command, str(path)], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate(timeout=60)[1] for process in running] == [""] * 4
    assert applied(path) == ["first_schema", "words_of_file_names"]
