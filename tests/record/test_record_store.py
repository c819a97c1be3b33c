"""What is saved, replaced, known and given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import TableClause, inspect

from onrecord.errors import InputError
from onrecord.model import Dateline, Document, Failure, Reading
from onrecord.record import Record, schema
from onrecord.record.fulltext import INDEXES
from onrecord.record.place import Place

TABLES = (
    *("documents", "readings", "actors", "statements", "mentioned", "names"),
    *("identities", "called", "mentions", "offices", "coded", "parties", "reasons"),
)


def counts(record: Record) -> dict[str, int]:
    with record.looking() as connection:
        return {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in TABLES
        }


def check_indexes(record: Record) -> None:
    """The word indexes hold what the rows hold that they stand for; SQLite compares them itself."""
    with record._writing() as connection:
        for name, index in INDEXES.items():
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
                continue
            rows = connection.exec_driver_sql(f"SELECT *, lexemes::text AS found FROM {name}").mappings()
            for row in rows.all():
                wanted = connection.exec_driver_sql("SELECT CAST(%s AS tsvector)::text", (index.vector(row),))
                assert (name, row["found"]) == (name, wanted.scalar_one())


def test_a_reading_is_given_back_as_it_was_saved(record: Record, make) -> None:
    assert record.save(make(1)) is True
    assert record.get(make(1).document.id) == make(1)


def test_a_record_is_kept_in_its_place(place: Place, make) -> None:
    with Record(place) as first:
        first.save(make(1))
    with Record(str(place), create=False) as second:
        assert list(second.readings()) == [make(1)]


def test_the_same_reading_again_changes_nothing(record: Record, make) -> None:
    record.save(make(1))
    before = counts(record)
    assert record.save(make(1)) is False
    assert counts(record) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda reading: replace(reading, reader="test 2"),
        lambda reading: replace(reading, statements=(), actors=()),
        lambda reading: replace(reading, document=replace(reading.document, published=None)),
        lambda reading: replace(reading, document=replace(reading.document, source="copy.txt")),
    ],
)
def test_another_reading_of_a_report_replaces_all_rows_of_the_first(
    record: Record, fresh: Callable[[], Place], make, change
) -> None:
    record.save(make(1))
    record.save(make(2))
    changed: Reading = change(make(1))
    assert record.save(changed) is True
    assert record.get(changed.document.id) == changed
    assert record.get(make(2).document.id) == make(2)
    check_indexes(record)
    with Record(fresh()) as other:
        other.save(make(2))
        other.save(changed)
        assert counts(record) == counts(other)


def test_readings_come_by_date_and_then_id_those_without_a_date_last(record: Record, make) -> None:
    saved = [
        make(1, published=None),
        make(2, published="2016-10-21"),
        make(3, published="2016-10-21"),
        make(4, published="2015"),
    ]
    for reading in saved:
        record.save(reading)
    same_day = sorted(saved[1:3], key=lambda reading: reading.document.id)
    assert list(record.readings()) == [saved[3], *same_day, saved[0]]


def test_readings_may_be_saved_while_others_are_read(record: Record, make) -> None:
    for number in range(3):
        record.save(make(number))
    for reading in record.readings():
        record.save(replace(reading, reader="test 2"))
    assert [reading.reader for reading in record.readings()] == ["test 2"] * 3


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, True),
        ({"source": "elsewhere.txt"}, True),
        ({"published": "2016-10-22"}, False),
        ({"title": "Another"}, False),
        ({"publisher": "Gazette"}, False),
        ({"id": "another"}, False),
        ({"dateline": None}, False),
        ({"dateline": Dateline(place=None, text="LIMA", spans=((0, 4),))}, True),
    ],
)
def test_a_report_is_known_by_its_reader_and_its_metadata(
    record: Record, make, changes: dict[str, object], known: bool
) -> None:
    saved = make(1)
    dateline = Dateline(place="found by the reader", text="LIMA", spans=((0, 4),))
    saved = replace(saved, document=replace(saved.document, dateline=dateline))
    record.save(saved)
    document: Document = replace(saved.document, **changes)
    assert record.known(document, "test 1") is known
    assert not record.known(document, "test 2")


def test_a_failure_replaces_the_last_of_its_source_and_says_when(record: Record) -> None:
    record.fail(Failure(source="b.txt", reason="empty", at="2016-10-21T10:00:00+00:00"))
    record.fail(Failure(source="a.txt", reason="empty"))
    record.fail(Failure(source="a.txt", reason="binary"))
    first, second = record.failures()
    assert (first.source, first.reason) == ("a.txt", "binary")
    assert first.at is not None
    assert second == Failure(source="b.txt", reason="empty", at="2016-10-21T10:00:00+00:00")


def test_a_source_that_is_read_later_is_no_failure(record: Record, make) -> None:
    record.save(make(1))
    for source in ("in/1.txt", "in/2.txt", "other.txt"):
        record.fail(Failure(source=source, reason="gone"))
    record.save(make(1))
    record.save(make(2))
    assert [failure.source for failure in record.failures()] == ["other.txt"]


def test_a_reading_that_is_no_text_leaves_the_record_as_it_was(record: Record, make) -> None:
    record.save(make(1))
    broken = replace(make(2), warnings=("\udc80",))
    with pytest.raises(InputError):
        record.save(broken)
    assert list(record.readings()) == [make(1)]


def test_a_file_whose_name_is_no_text_can_fail(record: Record) -> None:
    record.fail(Failure(source="caf\udce9.txt", reason="'caf\udce9.txt' is empty"))
    assert [failure.source for failure in record.failures()] == ["caf\\udce9.txt"]


def test_a_question_that_is_no_text_is_refused(record: Record) -> None:
    with pytest.raises(InputError, match="is not text"):
        record.get("caf\udce9.txt")


def test_queries_name_the_columns_that_the_migrations_made(record: Record) -> None:
    named = {name: known for name, known in vars(schema).items() if isinstance(known, TableClause)}
    assert {*TABLES, *INDEXES, "places", "words", "failures", "judgements"} <= named.keys()
    with record.looking() as connection:
        for name, known in named.items():
            wanted = {column.name for column in known.c}
            made = {column["name"] for column in inspect(connection).get_columns(name)}
            of_index = {"rowid", "rank"} if name in INDEXES else set()
            assert (name, made - of_index - {"lexemes"}) == (name, wanted - of_index)
