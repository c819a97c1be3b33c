"""Commitments over time as they are asked for: state, filters, history."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import onrecord
from onrecord import query
from onrecord.errors import UsageError
from onrecord.record import Record
from tests.promise_reports import AGAIN, KEPT, LATER, MADE

OTHER = """Old bridge to be mended

By Ann Li

May 4, 2024

OSLO, May 4 (Northwire) - Mayor Nina Dahl promised to repair the old bridge by July 1. \
She urged the ferrymen to lower their fares.
"""


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("promises") / "record.db") as record:
        for number, text in enumerate((MADE, AGAIN, LATER, OTHER)):
            record.save(onrecord.read(text, source=f"{number}.txt"))
        yield record


def texts(record: Record, **asked: str) -> list[str]:
    return [one.commitment.row.action.text for one in query.commitments_over_time(record, **asked)]  # type: ignore[arg-type]


def test_an_extended_deadline_is_the_one_that_passes(promised: Record) -> None:
    (terminal,) = (one for one in query.commitments_over_time(promised, today="2024-05-25") if one.follow_ups)
    assert (terminal.state, terminal.first_due, terminal.due) == ("open", "2024-05-20", "2024-06-03")
    assert "terminal" in texts(promised, state="overdue", today="2024-06-04")[0]
    assert texts(promised, state="overdue", today="2024-06-03") == []


def test_each_follow_up_has_its_teller_its_words_and_a_reason(promised: Record) -> None:
    (terminal,) = (one for one in query.commitments_over_time(promised) if one.follow_ups)
    again, later = terminal.follow_ups
    assert (again.course, again.teller) == ("restated", "Eva Holm")
    assert again.text.startswith("that the port authority would reopen")
    assert (later.course, later.due) == ("extended", "2024-06-03")
    assert (
        later.reason == "The report tells of a later day, 2024-06-03, by the words “postponed”."
        or later.teller
    )
    assert later.text == " ".join(
        promised.get(later.document.id).document.text[start:end] for start, end in later.spans
    )


def test_promises_are_narrowed_like_commitments(promised: Record) -> None:
    assert texts(promised, by="Nina Dahl") == ["repair the old bridge by July 1"]
    assert texts(promised, due_by="2024-05-20") == []  # put off since
    assert texts(promised, due_by="2024-06-03")[0].startswith("reopen")
    assert len(query.commitments_over_time(promised, limit=1)) == 1
    assert len(query.commitments_over_time(promised, followed=True)) == 1


def test_one_is_found_by_the_id_of_any_row_that_makes_it(promised: Record) -> None:
    rows = [
        one.row
        for one in query.commitments(promised)
        if "terminal" in one.row.text and one.row.kind == "pledge"
    ]
    assert len({query.commitment(promised, row.id[:8]).id for row in rows}) == 1


def test_standings_are_told_of_rows_that_bind(promised: Record) -> None:
    rows = query.commitments(promised)
    stands = query.standings(promised, rows, today="2024-07-02")
    assert {stands[row.row.id][0] for row in rows if "bridge" in row.row.text} == {"overdue"}
    assert not [row for row in rows if row.row.kind == "demand" and row.row.id in stands]


def test_what_cannot_be_asked_says_why(promised: Record) -> None:
    (demand,) = query.commitments(promised, kind="demand")
    with pytest.raises(UsageError, match="nobody has bound himself"):
        query.commitment(promised, demand.row.id)
    with pytest.raises(UsageError, match="no commitment has an id"):
        query.commitment(promised, "ffffffffffff")
    with pytest.raises(UsageError, match="too short"):
        query.commitment(promised, "f")
    with pytest.raises(UsageError, match="no state"):
        query.commitments_over_time(promised, state="late")
    with pytest.raises(UsageError, match="not a date"):
        query.commitments_over_time(promised, today="tomorrow")


def test_an_empty_record_has_none(tmp_path: pytest.TempPathFactory) -> None:
    with Record(f"{tmp_path}/empty.db") as record:
        assert query.commitments_over_time(record) == []


def test_who_tells_that_it_was_kept_and_who_that_it_was_not(tmp_path: pytest.TempPathFactory) -> None:
    with Record(f"{tmp_path}/record.db") as record:
        for number, text in enumerate((MADE, KEPT)):
            record.save(onrecord.read(text, source=f"{number}.txt"))
        (found,) = query.commitments_over_time(record, state="disputed")
    assert [(one.course, one.voice) for one in found.follow_ups] == [
        ("fulfilled", "Halden Press Agency"),
        ("broken", "Jan Brandt"),
    ]
