"""Pieces find those that may say the same by the periods of their reports; what a claim sums up is counted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select

from onrecord.annotate import pairs
from onrecord.model import Reading
from onrecord.record import Record, claim_sums, migrations
from onrecord.record.marks import mark
from onrecord.record.marks import pairs as pairs_of
from onrecord.record.put import among, put
from onrecord.record.schema import assertions, blocks, claims, documents, words


class SaysTheSame:
    """Stands for the encoder of pairs."""

    def __call__(self, passages: Any) -> Iterator[pairs.Judgement]:
        for one, other in passages:
            yield pairs.Judgement(float(one.words == other.words), 0.0)


@pytest.fixture(autouse=True)
def judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "judge", SaysTheSame)


def all_claims(connection: Connection) -> list[Any]:
    return [*connection.execute(select(claims).order_by(claims.c.key))]


def again(make: Any, day: str | None) -> Reading:
    """Another report that says what report 1 says."""
    first = make(1, published=day)
    text = first.document.text + " Nobody knows why."
    return replace(first, document=replace(first.document, id="f" * 16, text=text, source="again.txt"))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2016-10-21", "2016-11-20", 2),
        ("2016-11-20", "2016-10-21", 2),
        ("2016-10-21", "2017-10-21", 1),
        ("2016-10-21", None, 2),
        (None, "2016-10-21", 2),
    ],
)
def test_what_is_said_again_is_found_by_its_day(record: Record, make, first, second, told) -> None:
    record.save(make(1, published=first))
    record.save(again(make, second))
    with record.looking() as connection:
        assert max(connection.scalars(select(claims.c.affirmed))) == told


def test_a_report_without_a_day_is_compared_with_the_latest_of_others(record: Record, make) -> None:
    record.save(make(1, published="2010-10-21"))
    for year in range(2011, 2021):
        record.save(make(year, published=f"{year}-10-21"))
    record.save(again(make, None))
    with record.looking() as connection:
        assert max(connection.scalars(select(claims.c.affirmed))) == 1


def test_a_report_that_is_replaced_is_not_found_any_more(record: Record, make) -> None:
    record.save(make(1))
    with record.looking() as connection:
        before = connection.execute(select(blocks)).all()
    assert before
    record.save(make(1, reader="test 2"))
    with record.looking() as connection:
        found = {row.assertion for row in connection.execute(select(blocks))}
        assert found == set(connection.scalars(select(assertions.c.key)))
        assert len(connection.execute(select(blocks)).all()) == len(before)


def test_what_is_added_to_a_claim_is_what_counting_again_gives(record: Record, make) -> None:
    record.save(make(1))
    record.save(again(make, "2016-10-24"))
    record.save(make(2))
    with record._writing() as connection:
        added = all_claims(connection)
        claim_sums.sum_up(connection, [row.key for row in added])
        assert added == all_claims(connection)
    assert max(row.stories for row in added) == 2
    assert max(row.affirmed for row in added) == 2
    assert max(row.tellers for row in added) == 1  # the same speaker in both


def test_an_older_record_finds_its_pieces_after_the_migration(record: Record, make) -> None:
    for number in (1, 2):
        record.save(make(number))
    with record._writing() as connection:
        before = connection.execute(select(blocks)).all()
        migrations.fill(connection)
        assert set(before) == set(connection.execute(select(blocks)).all())


def test_marks_of_a_term_lie_side_by_side_and_names_come_first() -> None:
    assert list(pairs_of(("=ACCUSE", "port", "@ann li"))) == [
        ("@ann li", "port"),
        ("@ann li", "=ACCUSE"),
        ("port", "=ACCUSE"),
    ]
    assert mark("@ann li", "port") >> 32 == mark("@ann li") >> 32 != mark("port") >> 32
    assert 0 <= mark("port", "fire") < 2**63


def test_rows_are_put_in_passed_over_or_take_the_place_of_others(record: Record) -> None:
    row = {"period": 1, "block": 2, "place": 3, "assertion": 4}
    with record._writing() as connection:
        put(connection, blocks, [row])
        put(connection, blocks, [row | {"assertion": 5}], only_new=True)
        assert connection.scalars(select(blocks.c.assertion)).all() == [4]
        put(
            connection,
            blocks,
            [row | {"assertion": 5}, row | {"assertion": 6}],
            by=("period", "block", "place"),
        )
        assert connection.scalars(select(blocks.c.assertion)).all() == [6]


def test_any_number_of_values_is_one_parameter(record: Record, make) -> None:
    record.save(make(1))
    with record.looking() as connection:
        found = select(words.c.word).where(among(words.c.word, ["failed", "talks", "none"]))
        assert set(connection.scalars(found)) == {"failed", "talks"}
        keys = select(documents.c.key).where(among(documents.c.key, range(3000)))
        assert connection.scalars(keys).all() == [1]
        assert connection.scalars(select(documents.c.key).where(among(documents.c.key, []))).all() == []
