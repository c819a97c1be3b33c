"""Events, relations and commitments asked for by who, what, where, when and whose word it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from onrecord import query
from onrecord.errors import UsageError
from onrecord.query import commitments, counted, events, every, explain, relations
from onrecord.record import Record
from tests.coded_reading import actor_id, coded_reading, ids
from tests.plans import asked, scanned

ASK: dict[str, Callable[..., list[Any]]] = {
    "event": events,
    "relation": relations,
    "commitment": commitments,
}
CALLED = {id: name for name, id in ids(1).items()}

FOUND = [
    ("event", {}, ["meeting", "strike"]),
    ("event", {"actor": "Russia"}, ["meeting", "strike"]),
    ("event", {"actor": "russia's"}, ["meeting", "strike"]),
    ("event", {"actor": "Orem Front"}, []),
    ("event", {"recipient": "the Orem Front"}, ["strike"]),
    ("event", {"recipient": "Front"}, ["strike"]),
    ("event", {"recipient": "Village Elders"}, ["meeting"]),
    ("event", {"recipient": "elders"}, ["meeting"]),
    ("event", {"recipient": "elders village"}, ["meeting"]),
    ("event", {"recipient": "eld"}, []),
    ("event", {"actor": ""}, []),
    ("event", {"type": "ASSAULT"}, ["strike"]),
    ("event", {"type": "AID"}, []),
    ("event", {"mode": "aerial"}, ["strike"]),
    ("event", {"status": "reported"}, ["meeting"]),
    ("event", {"place": "aleppo"}, ["strike"]),
    ("event", {"place": "Alep"}, []),
    ("event", {"place": "%"}, []),
    ("event", {"country": "syr"}, ["meeting", "strike"]),
    ("event", {"country": "IRQ"}, []),
    ("event", {"place": "Idlib", "country": "SYR"}, ["meeting"]),
    ("event", {"since": "2016-10-20"}, ["meeting"]),
    ("event", {"until": "2016-10-20"}, ["strike"]),
    ("event", {"since": "2016-10", "until": "2016"}, ["meeting", "strike"]),
    ("event", {"teller": "a doctor"}, ["strike"]),
    ("event", {"teller": "Mira Loran"}, []),  # she tells what the doctor told
    ("event", {"own_voice": True}, ["meeting"]),
    ("event", {"actor": "Russia", "recipient": "Front", "type": "ASSAULT", "status": "claimed"}, ["strike"]),
    ("event", {"limit": 1}, ["meeting"]),
    ("relation", {}, ["backing"]),
    ("relation", {"actor": "Turkey"}, ["backing"]),
    ("relation", {"actor": "Orem Front"}, ["backing"]),
    ("relation", {"subject": "Turkey", "object": "Front"}, ["backing"]),
    ("relation", {"subject": "Orem Front"}, []),
    ("relation", {"type": "backs", "status": "reported", "own_voice": True}, ["backing"]),
    ("relation", {"type": "opposes"}, []),
    ("relation", {"teller": "UN"}, []),
    ("relation", {"since": "2016-10-22"}, []),
    ("commitment", {}, ["pledge", "demand"]),
    ("commitment", {"by": "Turkey"}, ["pledge"]),
    ("commitment", {"to": "UN"}, ["demand"]),
    ("commitment", {"actor": "UN"}, ["demand"]),
    ("commitment", {"by": "UN"}, []),
    ("commitment", {"kind": "pledge"}, ["pledge"]),
    ("commitment", {"status": "demanded", "teller": "UN"}, ["demand"]),
    ("commitment", {"own_voice": True}, ["pledge"]),
    ("commitment", {"due_by": "2016-11-30"}, ["pledge"]),
    ("commitment", {"due_by": "2016-11"}, ["pledge"]),
    ("commitment", {"due_by": "2016-11-29"}, []),
    ("commitment", {"until": "2016-10-20"}, []),
]


@pytest.fixture
def coded(record: Record) -> Record:
    record.save(coded_reading(1))
    return record


@pytest.mark.parametrize(("what", "asked", "expected"), FOUND)
def test_rows_are_found_and_counted(
    coded: Record, what: Any, asked: dict[str, Any], expected: list[str]
) -> None:
    assert [CALLED[found.row.id] for found in ASK[what](coded, **asked)] == expected
    filters = {name: value for name, value in asked.items() if name != "limit"}
    if filters == asked:
        assert counted(coded, what, **filters) == len(expected)


def test_a_row_comes_with_its_report_its_teller_and_its_names(coded: Record) -> None:
    (strike,) = events(coded, type="ASSAULT")
    reading = coded_reading(1)
    assert strike.row == reading.events[0]
    assert (strike.document.id, strike.document.published) == (reading.document.id, "2016-10-21")
    assert strike.teller == reading.statements[1].speaker
    assert strike.chain == (reading.statements[1], reading.statements[0])
    assert strike.place == reading.places[0]
    assert {"Russia", "Orem Front"} <= set(strike.names.values())
    assert strike.names[actor_id("Russia")] == "Russia"


def test_a_row_in_the_voice_of_the_report_has_no_teller(coded: Record) -> None:
    (backing,) = relations(coded)
    assert (backing.teller, backing.chain, backing.place) == (None, (), None)
    assert backing.row == coded_reading(1).relations[0]
    assert [found.row for found in commitments(coded)] == list(coded_reading(1).commitments)


def test_the_newest_come_first_those_without_a_date_last(record: Record) -> None:
    for number, published in enumerate(("2016-10-20", None, "2017", "2016-10-22")):
        record.save(coded_reading(number, published=published))
    meetings = events(record, type="CONSULT")
    assert [found.document.published for found in meetings] == ["2017", "2016-10-22", "2016-10-20", None]
    days = [found.row.date for found in events(record, type="ASSAULT")]
    assert days == ["2016-10-19"] * 4
    assert len(events(record, type="CONSULT", since="2016")) == 3


def test_all_rows_of_a_kind_come_in_the_order_of_the_reports(record: Record) -> None:
    readings = [
        coded_reading(1, published="2017"),
        coded_reading(2, published="2016"),
        coded_reading(3, published=None),
    ]
    for reading in readings:
        record.save(reading)
    ordered = [readings[1], readings[0], readings[2]]
    assert [found.row for found in every(record, "event")] == [row for one in ordered for row in one.events]
    assert [found.row for found in every(record, "relation")] == [one.relations[0] for one in ordered]


@pytest.mark.parametrize(
    ("ask", "complaint"),
    [
        (
            lambda record: events(record, type="assault"),
            "'assault' is no type of event: use one of .*ASSAULT",
        ),
        (lambda record: events(record, mode="by hand"), "'by hand' is no mode of an event: use one of"),
        (
            lambda record: events(record, type="ASSAULT", mode="visit"),
            "'visit' is no mode of ASSAULT: use one",
        ),
        (lambda record: events(record, status="true"), "'true' is no status: use one of reported, claimed"),
        (
            lambda record: relations(record, type="likes"),
            "'likes' is no type of relation: use one of .*backs",
        ),
        (lambda record: commitments(record, kind="vow"), "'vow' is no kind of commitment: use one of pledge"),
        (lambda record: events(record, since="soon"), "'soon' is not a date"),
        (lambda record: commitments(record, due_by="soon"), "'soon' is not a date"),
    ],
)
def test_what_is_not_allowed_is_told_with_what_is(record: Record, ask: Any, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        ask(record)


@pytest.mark.parametrize("name", ["strike", "meeting", "backing", "pledge", "demand", "outer", "inner"])
def test_a_row_or_a_statement_is_explained_by_the_beginning_of_its_id(coded: Record, name: str) -> None:
    reading = coded_reading(1)
    rows = {
        row.id: row
        for row in (*reading.events, *reading.relations, *reading.commitments, *reading.statements)
    }
    id = ids(1)[name]
    for prefix in (id, id[:10], f" {id[:10].upper()} "):
        found = explain(coded, prefix)
        assert (found.row, found.document.id) == (rows[id], reading.document.id)


def test_an_explanation_tells_rules_and_whose_word_it_is(coded: Record) -> None:
    reading, id = coded_reading(1), ids(1)
    strike = explain(coded, id["strike"])
    assert strike.steps == (("frame", "strike, line 7"), ("head", "ASSAULT 0.91"))
    assert strike.chain == (reading.statements[1], reading.statements[0])
    assert strike.place == reading.places[0]
    assert explain(coded, id["meeting"]).steps == ()
    assert explain(coded, id["inner"]).chain == (reading.statements[0],)
    assert explain(coded, id["outer"]).names == {actor_id("Mira Loran"): "Mira Loran"}


def test_an_id_that_means_nothing_or_several_is_refused(record: Record) -> None:
    with pytest.raises(UsageError, match="nothing in the record has an id that begins with 'ffff'"):
        explain(record, "ffff")
    with pytest.raises(UsageError, match="'abc' is too short for an id: give at least 4"):
        explain(record, "abc")
    first, second = coded_reading(1).events
    alike = (replace(first, id="abcd1"), replace(second, id="abcd2"))
    record.save(replace(coded_reading(1), events=alike))
    with pytest.raises(
        UsageError, match=r"'abcd' may be abcd1 \(event\) or abcd2 \(event\): give more of it"
    ):
        explain(record, "abcd")


def test_an_empty_record_has_none(record: Record) -> None:
    assert [ask(record) for ask in ASK.values()] == [[], [], []]
    assert [list(every(record, what)) for what in ("event", "relation", "commitment")] == [[], [], []]


@pytest.mark.new_database
@pytest.mark.parametrize(
    "ask",
    [
        lambda record: events(record, actor="Russia", recipient="elders", type="CONSULT", limit=5),
        lambda record: events(record, recipient="elders village"),
        lambda record: events(record, teller="a doctor", status="claimed"),
        lambda record: events(record, country="SYR", since="2016"),
        lambda record: events(record, place="Idlib"),
        lambda record: events(record, status="denied"),
        lambda record: relations(record, actor="Turkey"),
        lambda record: commitments(record, by="Turkey", due_by="2016-11"),
        lambda record: explain(record, ids(1)["strike"][:8]),
        lambda record: counted(record, "event", actor="Russia"),
    ],
)
def test_no_question_goes_through_all_rows(coded: Record, ask: Any) -> None:
    questions = asked(coded, ask)
    assert questions
    # Places are few beside rows, and a word of a name may stand anywhere in it.
    assert scanned(coded, questions) <= {"places"}


def test_stats_count_them(coded: Record) -> None:
    found = query.stats(coded)
    assert (found.events, found.relations, found.commitments) == (2, 1, 2)
    assert found.event_types == (("ASSAULT", 1), ("CONSULT", 1))
    assert found.statuses == (("reported", 2), ("claimed", 1), ("demanded", 1), ("pledged", 1))
