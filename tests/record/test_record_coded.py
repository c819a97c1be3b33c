"""Events, relations, commitments and reasons in the record: kept, replaced, and made of older readings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import StaticPool, create_engine

from onrecord import query
from onrecord.exchange.onrecord import dumps, loads
from onrecord.model import Reason
from onrecord.record import Record, migrations
from onrecord.record.file import APPLICATION_ID, File
from onrecord.record.place import Place
from tests.coded_reading import coded_reading, ids

CODED = """
    SELECT what, number, coded.type, coded.mode, coded.status, places.name, places.country, statements.speaker_words,
        coded.day, coded.last_day, due
    FROM coded LEFT JOIN places ON places.key = place LEFT JOIN statements ON statements.key = teller
    ORDER BY coded.key
"""
PARTIES = """
    SELECT what, number, role, actors.name, names.name FROM parties JOIN coded ON coded.key = coded
    LEFT JOIN actors ON actors.key = parties.actor LEFT JOIN names ON names.party = parties.key ORDER BY parties.key
"""
ALIKE = {
    "coded": "SELECT * FROM coded ORDER BY key",
    "parties": "SELECT * FROM parties ORDER BY key",
    "places": "SELECT name, country FROM places ORDER BY name, country",
    "names": "SELECT actor, statement, party, name, main FROM names ORDER BY party, name",
}
OLD = (
    "documents",
    "readings",
    "actors",
    "identities",
    "called",
    "statements",
    "mentioned",
    "mentions",
    "offices",
)


def ask(record: Record, question: str) -> list[tuple[object, ...]]:
    with record.looking() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


def sizes(record: Record) -> dict[str, object]:
    return {
        table: ask(record, f"SELECT count(*) FROM {table}")
        for table in ("coded", "parties", "reasons", "names")
    }


def test_rows_are_kept_with_what_is_asked_of_them(record: Record) -> None:
    record.save(coded_reading())
    day, month = ("2016-10-21",) * 2, "2016-11-30"
    assert ask(record, CODED) == [
        ("event", 0, "ASSAULT", "aerial", "claimed", "aleppo", "SYR", "a doctor", *("2016-10-19",) * 2, None),
        ("event", 1, "CONSULT", None, "reported", "idlib", "SYR", None, *day, None),
        ("relation", 0, "backs", None, "reported", None, None, None, *day, None),
        ("commitment", 0, "pledge", None, "pledged", None, None, None, *day, month),
        ("commitment", 1, "demand", None, "demanded", None, None, "The UN", *day, None),
    ]


def test_parties_are_kept_by_actor_or_by_their_words(record: Record) -> None:
    record.save(coded_reading())
    assert ask(record, PARTIES) == [
        ("event", 0, "actor", "Russia", None),
        ("event", 0, "recipient", "Orem Front", None),
        ("event", 1, "actor", "Russia", None),
        ("event", 1, "recipient", None, "village elders"),
        ("relation", 0, "subject", "Turkey", None),
        ("relation", 0, "object", "Orem Front", None),
        ("commitment", 0, "by", "Turkey", None),
        ("commitment", 1, "by", "Russia", None),
        ("commitment", 1, "to", "UN", None),
    ]


def test_a_reading_comes_back_with_its_reasons(record: Record) -> None:
    reading = coded_reading()
    assert record.save(reading) is True
    assert record.save(reading) is False
    assert record.get(reading.document.id) == reading
    assert [one.reasons for one in record.readings()] == [reading.reasons]


def test_other_reasons_replace_those_of_the_same_rows(record: Record) -> None:
    record.save(coded_reading())
    other = replace(coded_reading(), reasons=(Reason(row=ids(0)["strike"], steps=(("frame", "hit"),)),))
    assert record.save(other) is True
    assert record.get(other.document.id).reasons == other.reasons


def test_a_reading_from_json_leaves_the_reasons_there_are(record: Record) -> None:
    reading = coded_reading()
    record.save(reading)
    assert record.save(loads(dumps(reading))) is False
    assert record.get(reading.document.id).reasons == reading.reasons


def test_reasons_that_come_later_are_kept(record: Record) -> None:
    record.save(coded_reading(reasons=False))
    assert record.save(coded_reading()) is True
    assert record.get(coded_reading().document.id) == coded_reading()


@pytest.mark.parametrize("kept", [("events",), ("relations", "commitments"), ()])
def test_another_reading_replaces_all_rows_of_the_first(
    record: Record, fresh: Callable[[], Place], kept: tuple[str, ...]
) -> None:
    emptied = {name: () for name in ("events", "relations", "commitments") if name not in kept}
    other = replace(coded_reading(1, reader="test 2"), reasons=(), **emptied)
    for reading in (coded_reading(1), coded_reading(2), other):
        record.save(reading)
    with Record(fresh()) as new:
        new.save(other)
        new.save(coded_reading(2))
        assert sizes(record) == sizes(new)
    if isinstance(record._store, File):  # PostgreSQL refuses a row that points to none
        assert ask(record, "PRAGMA foreign_key_check") == []


def test_judgements_move_parties_and_tellers_and_are_withdrawn(record: Record) -> None:
    for number in (1, 2):
        record.save(coded_reading(number))
    merged = record.merge("Turkey", "Russia")
    assert len(query.events(record, actor="Turkey")) == 4
    assert {found.names[found.row.actors[0].actor] for found in query.events(record)} == {"Turkey"}
    record.withdraw(merged.id)
    assert query.events(record, actor="Turkey") == []

    second = coded_reading(2).document.id
    record.split("Mira Loran", [second], name="Mira Loran of Izmir")
    record.split("Orem Front", [second], name="Orem Front (south)")
    assert [one.document.id for one in query.events(record, recipient="Orem Front (south)")] == [second]


def test_an_older_record_is_as_if_it_were_read_now_but_for_its_reasons(tmp_path: Path) -> None:
    readings = [coded_reading(1), coded_reading(2, published=None), coded_reading(3, published="2016")]
    with Record(tmp_path / "new.db") as record:
        for reading in readings:
            record.save(reading)
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        make_old(old, tmp_path / "new.db")

    with Record(tmp_path / "old.db") as migrated:
        stored = {reading.document.id: reading for reading in migrated.readings()}
        assert stored == {one.document.id: replace(one, reasons=()) for one in readings}
        assert query.explain(migrated, ids(1)["strike"]).steps == ()
        found = {name: ask(migrated, question) for name, question in ALIKE.items()}
        assert migrated.save(readings[0]) is True  # now with its reasons
        assert query.explain(migrated, ids(1)["strike"]).steps == readings[0].reasons[0].steps
    with Record(tmp_path / "new.db") as new:
        assert found == {name: ask(new, question) for name, question in ALIKE.items()}
    assert all(found.values())


def make_old(old: sqlite3.Connection, new: Path) -> None:
    """The record that the migrations before coded rows would hold, of the same readings."""
    before = migrations.MIGRATIONS.index(migrations.events_relations_commitments)
    engine = create_engine("sqlite://", creator=lambda: old, poolclass=StaticPool)
    with engine.begin() as connection:
        for migration in migrations.MIGRATIONS[:before]:
            migration(connection)
            connection.exec_driver_sql("INSERT INTO migrations VALUES (?, '')", (migration.__name__,))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    old.commit()
    old.execute("ATTACH ? AS new", (str(new),))
    for table in (*OLD, "names"):
        columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({table})"))
        those = "WHERE party IS NULL" if table == "names" else ""
        old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table} {those}")
    old.commit()
