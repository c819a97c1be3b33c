"""What Datasette shows of a record, held against a real one."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest

from onrecord.exchange.datasette import TABLES, write
from onrecord.exchange.datasette_queries import QUERIES
from onrecord.model import Failure
from onrecord.record import Record
from tests.coded_reading import coded_reading
from tests.exchange.whole_readings import examples

Row = dict[str, Any]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("record") / "onrecord.db"
    with Record(path) as record:
        for reading in (coded_reading(), *examples()[:3]):
            record.save(reading)
        record.fail(Failure(source="gone.txt", reason="it is empty"))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def metadata(**options: str) -> Row:
    out = io.BytesIO()
    write(out, **options)
    found: Row = orjson.loads(out.getvalue())
    return found


def ask(record: sqlite3.Connection, query: str, **params: str) -> list[Row]:
    """The answer to a question; a form that is left empty sends empty words."""
    told = metadata()["databases"]["onrecord"]["queries"][query]
    empty = dict.fromkeys(told.get("params", ()), "")
    return [dict(row) for row in record.execute(told["sql"], {**empty, **params})]


def test_every_column_of_every_table_is_described(record: sqlite3.Connection) -> None:
    names = [row["name"] for row in record.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    own = [name for name in names if not re.search(r"_words(_|$)|^sqlite_", name)]
    columns = {name: {row["name"] for row in record.execute(f"PRAGMA table_info({name})")} for name in own}

    assert {name: set(table.columns) for name, table in TABLES.items()} == columns


def test_labels_facets_and_orders_are_columns() -> None:
    tables = metadata()["databases"]["onrecord"]["tables"]

    assert tables["statements"]["label_column"] == "content"
    assert tables["names"]["hidden"] is True
    for table in tables.values():
        used = {table.get("label_column"), table.get("sort_desc"), *table.get("facets", ())} - {None}
        assert used <= table["columns"].keys()


@pytest.mark.parametrize("query", [query.name for query in QUERIES])
def test_every_question_runs_and_asks_for_its_parameters_alone(
    record: sqlite3.Connection, query: str
) -> None:
    [told] = [one for one in QUERIES if one.name == query]

    assert set(re.findall(r"(?<!:):(\w+)", told.sql)) == set(told.params)
    found = ask(record, query)
    assert found or query == "standing_judgements"


def test_statements_are_found_by_speaker_words_and_whom_they_are_about(record: sqlite3.Connection) -> None:
    said = ask(record, "who_said_what", speaker="Loran")
    assert [(row["speaker"], row["cue"], row["published"]) for row in said] == [
        ("Mira Loran", "said", "2016-10-21")
    ]
    assert ask(record, "who_said_what", speaker="Loran", words="no such words") == []
    about = ask(record, "said_about", about="Orem Front")
    assert {row["speaker"] for row in about} == {"Mira Loran", "a doctor"}


def test_events_say_who_and_whose_word_it_is(record: sqlite3.Connection) -> None:
    [strike] = [row for row in ask(record, "events", status="claimed") if row["source"] == "in/0.txt"]

    assert (strike["type"], strike["mode"], strike["day"]) == ("ASSAULT", "aerial", "2016-10-19")
    assert (strike["actors"], strike["recipients"], strike["place"]) == ("Russia", "Orem Front", "aleppo")
    assert (strike["status"], strike["teller"]) == ("claimed", "a doctor")
    assert strike["words"] == "Russia struck the Orem Front"
    [meeting] = [row for row in ask(record, "events", status="reported") if row["source"] == "in/0.txt"]
    assert (meeting["teller"], meeting["recipients"]) == ("(the report)", "village elders")


def test_commitments_are_found_by_their_deadline(record: sqlite3.Connection) -> None:
    due = ask(record, "commitments_due", after="2016-11-01", before="2016-12-31")
    assert [(row["by"], row["action"], row["due"], row["kind"]) for row in due] == [
        ("Turkey", "leave Syria", "2016-11-30", "pledge")
    ]
    every = [row["due"] for row in ask(record, "commitments_due")]
    assert every == sorted(every)
    assert len(every) >= 3
    assert {row["kind"] for row in ask(record, "commitments", kind="demand")} == {"demand"}


def test_counts_add_up(record: sqlite3.Connection) -> None:
    [total] = record.execute("SELECT count(*) FROM coded WHERE what = 'event'").fetchone()
    rows = ask(record, "events_by_type_and_status")
    statuses = ("reported", "claimed", "denied", "pledged", "demanded", "hypothetical")

    assert sum(row["events"] for row in rows) == total
    assert all(sum(row[status] for status in statuses) == row["events"] for row in rows)


def test_the_database_is_called_after_its_file() -> None:
    assert list(metadata(database="news")["databases"]) == ["news"]
