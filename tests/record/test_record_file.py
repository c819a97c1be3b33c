"""Files that are no record, that cannot be written, or that somebody else is using."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import RecordError, RecordVersionError
from onrecord.model import Failure
from onrecord.record import Record, file

FAILURE = Failure(source="a.txt", reason="empty")


@pytest.fixture
def in_a_file(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "test.db") as opened:
        yield opened


def refused(path: Path, *, create: bool = True) -> str:
    with pytest.raises(RecordError) as refusal:
        Record(path, create=create)
    assert "\n" not in str(refusal.value)
    assert str(path) in str(refusal.value)
    return str(refusal.value)


@pytest.mark.parametrize("made", [False, True])
def test_where_nothing_was_read_yet_the_command_to_read_is_named(tmp_path: Path, made: bool) -> None:
    path = tmp_path / "none.db"
    if made:
        path.touch()
    assert refused(path, create=False) == (
        f"no record at {path}: read something into it first with `onrecord read`"
    )
    assert path.exists() is made


def other_database(path: Path, *, wal: bool = False) -> None:
    with closing(sqlite3.connect(path)) as connection:
        if wal:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE documents (key INTEGER PRIMARY KEY)")
        connection.commit()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_text("x"),
        lambda path: path.write_text("This is a report, not a record.\n" * 300),
        lambda path: path.write_bytes(os.urandom(5000)),
        other_database,
        lambda path: other_database(path, wal=True),
    ],
)
def test_what_is_no_record_is_refused_and_left_untouched(
    tmp_path: Path, write: Callable[[Path], object], create: bool
) -> None:
    path = tmp_path / "other.db"
    write(path)
    before = path.read_bytes()
    assert refused(path, create=create) == f"{path} is not a record: choose another file"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(tmp_path / "none" / "test.db")
    assert "is a folder" in refused(tmp_path)


def test_names_that_mean_something_in_a_uri_are_names(tmp_path: Path, make) -> None:
    path = tmp_path / "50% #1? mode=ro&x.db"
    with Record(path) as record:
        record.save(make(1))
    assert path.exists()


def test_a_record_of_a_newer_onrecord_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    Record(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO migrations VALUES ('graph_of_relations', '2031-01-01')")
        connection.commit()
    with pytest.raises(RecordVersionError, match=r"made by a newer onrecord \(it has graph_of_relations\)"):
        Record(path)


def test_a_damaged_record_is_told_in_one_line(tmp_path: Path, make) -> None:
    path = tmp_path / "test.db"
    with Record(path) as record:
        for number in range(50):
            record.save(make(number))
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(RecordError, match="is damaged"), Record(path) as record:
        list(record.readings())


def test_a_full_disk_is_told_and_what_was_stored_stays(in_a_file: Record, make) -> None:
    record = in_a_file
    record.save(make(0))
    with record.looking() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    large = replace(make(1), warnings=("x" * 100_000,))
    with pytest.raises(RecordError, match="the disk is full"):
        record.save(large)
    assert list(record.readings()) == [make(0)]
    with record.looking() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert record.save(large) is True


@pytest.mark.parametrize(
    "write", [lambda record, make: record.save(make(1)), lambda record, _: record.fail(FAILURE)]
)
def test_a_locked_record_is_told_and_can_still_be_read(
    tmp_path: Path, make, monkeypatch: pytest.MonkeyPatch, write: Callable[..., object]
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    path = tmp_path / "test.db"
    with Record(path) as record, closing(sqlite3.connect(path, isolation_level=None)) as other:
        record.save(make(0))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="is locked: another program"):
            write(record, make)
        assert list(record.readings()) == [make(0)]
        with Record(path, create=False) as second:
            assert list(second.readings()) == [make(0)]
        other.execute("ROLLBACK")
        write(record, make)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
        Path(folder).chmod(stat.S_IRWXU)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Take off the rights of root, who may write anywhere."""
    if os.geteuid():
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o644), (0o777, 0o444)])
def test_a_record_that_may_not_be_written_can_be_read(
    open_folder: Path, make, folder_mode: int, file_mode: int
) -> None:
    path = open_folder / "test.db"
    with Record(path) as record:
        record.save(make(0))
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    with ordinary_user(), Record(path, create=False) as record:
        assert list(record.readings()) == [make(0)]
        with pytest.raises(RecordError) as refusal:
            record.save(make(1))
    assert str(refusal.value) == f"{path} cannot be written: the file or its folder is read-only"
    assert [part.name for part in open_folder.iterdir()] == ["test.db"]
    with Record(path) as record:
        assert list(record.readings()) == [make(0)]


def test_no_record_is_made_in_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with ordinary_user():
        assert "cannot be opened" in refused(open_folder / "test.db")
    assert list(open_folder.iterdir()) == []


def test_a_record_may_be_read_in_a_read_only_folder_while_its_owner_writes(open_folder: Path, make) -> None:
    path = open_folder / "test.db"
    open_folder.chmod(0o755)
    with Record(path) as record:
        for number in range(3):
            record.save(make(number))
            with ordinary_user(), Record(path, create=False) as other:
                assert len(list(other.readings())) == number + 1
