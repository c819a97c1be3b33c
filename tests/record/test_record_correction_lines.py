"""Corrections as JSON Lines: training data, other records, and orders that a person writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.correction_lines import Taken, bring, lines, read
from tests.coded_reading import coded_reading, ids

ID = ids(0)
READ = coded_reading()
DOCUMENT = READ.document.id


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "other.db") as opened:
        yield opened


@pytest.fixture
def corrected(record: Record) -> Record:
    """A record in which the rows of one report are corrected in all four ways, one of them taken back."""
    record.save(READ)
    record.change(ID["strike"], {"status": "denied"}, by="ana", note="heard otherwise")
    record.reject(ID["backing"], by="ana")
    record.confirm(ID["pledge"], by="bo")
    record.add(DOCUMENT, "event", {"type": "aid", "words": "met village elders"}, by="bo")
    record.withdraw_correction(record.reject(ID["demand"], by="bo").number)
    return record


def taken(record: Record, written: Iterable[object]) -> Taken:
    return bring(
        record, [one if isinstance(one, bytes) else json.dumps(one).encode() for one in written], "in.jsonl"
    )


def exported(record: Record) -> list[dict]:
    return [json.loads(line) for line in lines(record, record.corrections())]


def test_lines_hold_the_passage_and_the_row_before_and_after(corrected: Record) -> None:
    change, reject, confirm, add, _ = exported(corrected)

    assert (change["before"]["status"], change["after"]["status"], change["fields"]) == (
        "claimed",
        "denied",
        ["status"],
    )
    assert (reject["after"], add["before"]) == (None, None)
    assert confirm["before"] == confirm["after"]
    for one in (change, reject, confirm, add):
        row = one["after"] or one["before"]
        assert one["spans"] == row["spans"]
        quoted = (one["text"][start - one["start"] : end - one["start"]] for start, end in one["spans"])
        assert " ".join(quoted) == row["text"]
    assert [(one["by"], one["withdrawn_at"] is None) for one in exported(corrected)[-2:]] == [
        ("bo", True),
        ("bo", False),
    ]


def test_the_passage_is_the_paragraph(record: Record) -> None:
    text = f"{READ.document.text}\n\nSome more.\n \nThe end."
    record.save(replace(READ, document=replace(READ.document, text=text)))
    record.reject(ID["strike"])

    [one] = exported(record)
    assert (one["text"], one["start"]) == (READ.document.text, 0)


def test_another_record_takes_them_over_and_shows_the_same(corrected: Record, other: Record) -> None:
    written = list(lines(corrected, corrected.corrections()))
    other.save(READ)

    assert taken(other, written) == Taken(new=5, known=0, withdrawn=0, failures=())
    assert taken(other, written) == Taken(new=0, known=5, withdrawn=0, failures=())
    assert other.corrections() == corrected.corrections()
    assert other.get(DOCUMENT) == corrected.get(DOCUMENT)
    assert list(lines(other, other.corrections())) == written


def test_they_wait_for_a_report_that_is_not_there_yet(corrected: Record, other: Record) -> None:
    taken(other, lines(corrected, corrected.corrections()))

    assert [one.number for one in other.corrections(orphaned=True)] == [1, 2, 3, 4]
    assert {line["text"] for line in exported(other)} == {None}
    other.save(READ)
    assert other.corrections(orphaned=True) == []
    assert other.get(DOCUMENT) == corrected.get(DOCUMENT)


def test_what_one_record_withdrew_is_withdrawn_in_the_other(corrected: Record, other: Record) -> None:
    other.save(READ)
    taken(other, lines(corrected, corrected.corrections()))
    for number in (1, 2, 3, 4):
        corrected.withdraw_correction(number)

    found = taken(other, lines(corrected, corrected.corrections()))
    assert (found.new, found.known, found.withdrawn) == (0, 1, 4)
    assert other.get(DOCUMENT) == READ
    assert other.corrections() == corrected.corrections()


def test_records_that_take_over_from_each_other_come_to_the_same(corrected: Record, other: Record) -> None:
    other.save(READ)
    other.change(ID["strike"], {"status": "hypothetical", "certainty": "possible"}, by="zoe")
    for one, two in ((corrected, other), (other, corrected)):
        taken(two, list(lines(one, one.corrections())))

    assert other.get(DOCUMENT) == replace(corrected.get(DOCUMENT), reasons=other.get(DOCUMENT).reasons)
    assert other.get(DOCUMENT).events[0].status == "hypothetical"


def test_orders_are_carried_out(record: Record) -> None:
    record.save(READ)
    orders = [
        {
            "action": "change",
            "row": ID["strike"][:8],
            "fields": {"status": "denied", "words": [0, 10]},
            "by": "ana",
        },
        {"action": "reject", "row": ID["backing"], "note": "no"},
        {"action": "confirm", "row": ID["pledge"]},
        {
            "action": "add",
            "document": DOCUMENT,
            "kind": "event",
            "fields": {"type": "aid", "words": "met village elders"},
        },
    ]

    assert taken(record, [*orders, b"", b" "]).new == 4
    assert [(one.action, one.note) for one in record.corrections()] == [
        ("change", None),
        ("reject", "no"),
        ("confirm", None),
        ("add", None),
    ]
    assert record.get(DOCUMENT).events[0].text == "Mira Loran"


@pytest.fixture
def line(record: Record) -> dict:
    record.save(READ)
    record.reject(ID["backing"], by="ana")
    return exported(record)[0]


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        ({"action": "delete"}, "action is 'delete', not one of confirm, reject, change, add"),
        ({"kind": "verb"}, "kind is 'verb', not one of statement, event, relation, commitment"),
        ({"by": 3}, "by is 3, not words"),
        ({"row": ""}, "row is '', not words"),
        ({"at": "yesterday"}, "at is 'yesterday', not a time like"),
        ({"at": "2020-01-01"}, "at is '2020-01-01', not a time like"),
        ({"fields": None}, "fields is no list"),
        ({"beside": [1]}, "beside is no list of words"),
        ({"before": {}}, "this is not a whole correction: required field missing"),
        ({"before": None}, "before and after do not go with reject"),
        ({"colour": "red"}, "'colour' is no field of a correction"),
        ({"by": "zoe"}, "id does not go with the rest"),
        (
            {"format": "onrecord/1"},
            "this is not a correction in onrecord-correction/1: its format is 'onrecord/1'",
        ),
        ({"actors": [{"id": 1}]}, "this is not a whole correction"),
    ],
)
def test_a_line_that_is_wrong_is_told_by_its_field(line: dict, edit: dict, reason: str) -> None:
    with pytest.raises(InputError) as told:
        read(json.dumps(line | edit))
    assert reason in str(told.value)


def test_a_line_whose_field_is_missing_is_told(line: dict) -> None:
    del line["note"]
    with pytest.raises(InputError, match="note is missing"):
        read(json.dumps(line))


def test_an_id_may_be_left_out(line: dict, record: Record) -> None:
    id = line.pop("id")

    assert read(json.dumps(line)) == replace(record.corrections()[0], number=0)
    assert read(json.dumps(line)).id == id


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (b"{", "line 2: this is not a line of JSON"),
        ([], "line 2: this is not a correction: it is no object"),
        ({}, "line 2: this is not a correction: action is missing"),
        ({"action": "reject"}, "line 2: row is missing, which reject needs"),
        ({"action": "change", "row": "5a31"}, "line 2: fields is missing, which change needs"),
        ({"action": "change", "row": ID["strike"], "fields": []}, "line 2: fields is no object"),
        ({"action": "add", "kind": "event", "fields": {}}, "line 2: document is missing, which add needs"),
        ({"action": "reject", "row": ID["strike"], "why": "no"}, "line 2: 'why' is no field of a correction"),
        (
            {"action": "reject", "row": "zzzz"},
            "line 2: nothing in the record has an id that begins with 'zzzz'",
        ),
    ],
)
def test_lines_that_cannot_be_taken_are_named_and_the_rest_is_taken(
    record: Record, told: object, reason: str
) -> None:
    record.save(READ)
    found = taken(
        record, [{"action": "confirm", "row": ID["pledge"]}, told, {"action": "reject", "row": ID["backing"]}]
    )

    assert found.new == 2
    [failure] = found.failures
    assert failure.reason.startswith(f"in.jsonl, {reason}")
    assert "\n" not in failure.reason
