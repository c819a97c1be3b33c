"""Readings that are made up for the bench of large records, and the bench itself at a small size."""

from __future__ import annotations

from pathlib import Path

from bench.memory import ask, build
from bench.synthetic import Press
from onrecord.exchange.onrecord import dumps, loads
from onrecord.record import Record
from onrecord.record.verify import Problem


def test_the_words_of_all_rows_stand_in_the_report(tmp_path: Path) -> None:
    with Record(tmp_path / "test.db") as record:
        for reading in Press(40).readings():
            record.save(reading)
        found: list[Problem] = list(record.verify())
    assert found == []


def test_the_same_seed_makes_the_same_readings_and_another_makes_others() -> None:
    lines = [[dumps(reading) for reading in Press(12, seed=seed).readings()] for seed in (1, 1, 2)]
    assert lines[0] == lines[1]
    assert lines[0] != lines[2]
    assert [dumps(loads(line)) for line in lines[0]] == lines[0]


def test_ids_of_rows_and_reports_are_their_own() -> None:
    readings = list(Press(60).readings())
    statements = [row.id for reading in readings for row in reading.statements]
    assert len(set(statements)) == len(statements)
    assert len({reading.document.id for reading in readings}) == len(readings)


def test_every_question_is_timed(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    saved = build(path, 30)
    assert saved["save_last_over_first"]
    asked = ask(path, 2)
    assert {"search_p95_ms", "who_p95_ms", "timeline_p95_ms", "claims_p95_ms"} <= asked.keys()
