"""What there is in a record, listed and counted."""

from __future__ import annotations

from onrecord.model import Failure
from onrecord.query import Stats, Summary, documents, stats
from onrecord.record import Record


def test_reports_are_listed_by_date_with_their_statements_counted(record: Record, save) -> None:
    undated = save("Nothing was said.")
    dated = save(
        "Ann said yes and Bo said no.",
        ("Ann", "said", "yes"),
        ("Bo", "said", "no"),
        title="Answers",
        published="2016-10-21",
    )
    first, second = documents(record)
    assert first == Summary(
        id=dated.document.id,
        title="Answers",
        published="2016-10-21",
        publisher=None,
        agency=None,
        source=dated.document.source,
        statements=2,
    )
    assert (second.id, second.statements) == (undated.document.id, 0)


def test_a_record_is_told_in_figures(record: Record, save) -> None:
    known = {"actors": {"Ann Li": ["Ann"]}}
    save("Ann said one.", ("Ann", "said", "one"), published="2016-10", kind="direct", **known)
    save("Ann said two.", ("Ann", "said", "two"), published="2014-02-03", **known)
    save("Ann said three. Bo said four.", ("Ann", "said", "three"), ("Bo", "said", "four"), **known)
    record.fail(Failure(source="a.txt", reason="empty"))
    assert stats(record) == Stats(
        reports=3,
        statements=4,
        kinds=(("indirect", 3), ("direct", 1)),
        resolved=0.75,
        first="2014-02-03",
        last="2016-10-31",
        speakers=(("Ann Li", 3),),
        cue_classes=(("say", 4),),
        events=0,
        event_types=(),
        relations=0,
        commitments=0,
        statuses=(),
        readers=(("test 1", 3),),
        failures=1,
        size=record.size(),
    )


def test_an_empty_record_has_no_shares_and_no_dates(record: Record) -> None:
    found = stats(record)
    assert (found.reports, found.statements, found.resolved, found.first, found.last) == (
        0,
        0,
        None,
        None,
        None,
    )
    assert (found.kinds, found.speakers, found.readers) == ((), (), ())
    assert found.size > 0
