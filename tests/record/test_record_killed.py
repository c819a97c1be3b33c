"""Real processes: writers that are killed, and readers beside a writer."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.exchange.onrecord import dumps
from onrecord.model import Reading
from onrecord.record import Record
from onrecord.record.place import Place

WRITE = """
import sys
from onrecord.exchange.onrecord import loads
from onrecord.record import Record
from onrecord.record.place import Place
with Record(sys.argv[1]) as record, open(sys.argv[2], "rb") as lines:
    for line in lines:
        reading = loads(line)
        if not record.known(reading.document, reading.reader):
            record.save(reading)
            print(reading.document.id, flush=True)
"""


@pytest.fixture
def size(place: Place) -> int:
    """How many reports are written; each takes longer on a server."""
    return 400 if isinstance(place, Path) else 120


@pytest.fixture
def wanted(make, size: int) -> dict[str, Reading]:
    readings = [make(number) for number in range(size)]
    return {reading.document.id: reading for reading in readings}


@pytest.fixture
def unmade(place: Place, request: pytest.FixtureRequest) -> Place:
    """A place where no record is yet."""
    return place if isinstance(place, Path) else request.getfixturevalue("server").empty()


def writer(place: Place, folder: Path, wanted: dict[str, Reading]) -> subprocess.Popen[str]:
    lines = folder / f"{min(wanted)}.jsonl"
    lines.write_bytes(b"".join(dumps(reading) + b"\n" for reading in wanted.values()))
    command = [sys.executable, "-W", "error", "-c", WRITE, str(place), str(lines)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def check_sound(place: Place) -> None:
    if isinstance(place, Path):
        check_file(place)
    else:
        with Record(place, create=False) as record, record.looking() as connection:
            unlisted = (
                "SELECT count(*) FROM documents LEFT JOIN readings USING (key) WHERE readings.key IS NULL"
            )
            assert connection.exec_driver_sql(unlisted).scalar() == 0


def check_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in ("report_words", "statement_words", "name_words"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def stored(place: Place) -> list[Reading]:
    with Record(place, create=False) as record:
        return list(record.readings())


def killed_after(process: subprocess.Popen[str], saved: int) -> list[str]:
    """Ids the writer said it had saved, before SIGKILL met it a moment after the last of them."""
    with process:
        assert process.stdout
        told = [process.stdout.readline().strip() for _ in range(saved)]
        time.sleep(random.uniform(0, 0.01))
        process.kill()
        told += process.stdout.read().split()
    # A killed process may leave half a line.
    return [document_id for document_id in told if len(document_id) == 16]


def test_a_killed_writer_loses_at_most_the_report_it_was_writing(
    place: Place, tmp_path: Path, wanted: dict[str, Reading], size: int
) -> None:
    told: list[str] = []
    for saved in random.sample(range(1, size // 7), 5):
        told += killed_after(writer(place, tmp_path, wanted), saved)
        check_sound(place)
        found = stored(place)
        ids = [reading.document.id for reading in found]
        assert len(ids) == len(set(ids))
        assert set(told) <= set(ids)
        assert len(ids) <= len(told) + 5, "more than one unannounced report for each killing"
        assert all(reading == wanted[reading.document.id] for reading in found)
    last = writer(place, tmp_path, wanted)
    assert len(last.communicate(timeout=60)[0].split()) == len(wanted) - len(ids)
    check_sound(place)
    assert {reading.document.id: reading for reading in stored(place)} == wanted


@pytest.mark.parametrize("delay", [0.0, 0.2, 0.3, 0.4, 0.5])
def test_a_writer_killed_while_it_makes_the_record_leaves_none_or_a_sound_one(
    unmade: Place, tmp_path: Path, wanted: dict[str, Reading], delay: float
) -> None:
    process = writer(unmade, tmp_path, wanted)
    time.sleep(delay)
    process.kill()
    process.communicate(timeout=60)
    with Record(unmade) as record:
        record.save(next(iter(wanted.values())))
    check_sound(unmade)


def test_readers_see_whole_readings_while_a_writer_writes(
    place: Place, tmp_path: Path, wanted: dict[str, Reading]
) -> None:
    Record(place).close()
    process = writer(place, tmp_path, wanted)
    assert process.stdout
    first = process.stdout.readline().strip()
    seen = [0]
    with Record(place, create=False) as record:
        assert record.get(first) == wanted[first]
        while process.poll() is None:
            found = list(record.readings())
            assert all(reading == wanted[reading.document.id] for reading in found)
            seen.append(len(found))
        process.communicate()
        assert len(list(record.readings())) == len(wanted)
    assert seen == sorted(seen)
    assert len(set(seen)) > 2, "the reader saw nothing of the writing"


def test_two_writers_take_turns(place: Place, tmp_path: Path, wanted: dict[str, Reading]) -> None:
    Record(place).close()
    halves = [dict(list(wanted.items())[first::2]) for first in (0, 1)]
    running = [writer(place, tmp_path, half) for half in halves]
    saved = [process.communicate(timeout=60)[0].split() for process in running]
    assert saved == [list(half) for half in halves]
    assert {reading.document.id: reading for reading in stored(place)} == wanted
