"""The ties of one actor as a page shows them."""

from __future__ import annotations

import pytest

from onrecord import query
from onrecord.errors import UsageError
from onrecord.query.near import Near, near
from onrecord.record import Record
from tests.coded_reading import coded_reading

ALL = 10**6


def of(record: Record, actor: str, *, reports: int = ALL, **asked: str) -> Near:
    return near(record, actor, **asked, reports=reports, limit=100, evidence=2)


@pytest.fixture
def told(record: Record) -> Record:
    for number, published in enumerate(("2016-10-21", "2016-10-21", "2018-01-02", None)):
        record.save(coded_reading(number, published=published))
    return record


@pytest.mark.parametrize("actor", ["Russia", "Orem Front", "Mira Loran", "Turkey"])
@pytest.mark.parametrize(
    "asked", [{}, {"type": "event"}, {"type": "says"}, {"status": "-"}, {"about": "Russia"}]
)
def test_the_ties_are_those_of_the_network(told: Record, actor: str, asked: dict[str, str]) -> None:
    whole = query.network(told, actor=actor, **asked, evidence=2)

    found = of(told, actor, **asked)

    assert found.ties == whole.ties
    assert found.names == {node.id: node.name for node in whole.actors}
    assert (found.found, found.since) == (whole.found, None)


def test_the_strongest_come_first_and_all_are_counted(told: Record) -> None:
    whole = of(told, "Russia")

    found = near(told, "Russia", reports=ALL, limit=1, evidence=0)

    assert len(whole.ties) > 1
    assert [(one.one, one.other, one.evidence) for one in found.ties] == [
        (whole.ties[0].one, whole.ties[0].other, ())
    ]
    assert found.found == len(whole.ties)


def test_of_an_actor_in_more_reports_only_the_newest_are_looked_at(told: Record) -> None:
    found = of(told, "Russia", reports=1)

    assert found.since == "2018-01-02"
    assert {tie.reports for tie in found.ties} == {1}
    assert {ref.document.published for tie in found.ties for ref in tie.evidence} == {"2018-01-02"}


def test_as_many_reports_as_there_are_leave_nothing_out(told: Record) -> None:
    assert of(told, "Russia", reports=3).since is None


def test_a_name_that_nobody_bears(told: Record) -> None:
    with pytest.raises(UsageError, match="Atlantis"):
        of(told, "Atlantis")


def test_an_actor_without_ties_of_the_kind(told: Record) -> None:
    found = of(told, "Turkey", place="Nowhere")

    assert (found.ties, found.names, found.found) == ((), {}, 0)
