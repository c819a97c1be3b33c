"""Who is tied to whom, how often and on whose word."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord import query
from onrecord.errors import UsageError
from onrecord.query import Network
from onrecord.record import Record
from tests.coded_reading import TEXT, actor_id, coded_reading
from tests.plans import asked, scanned


def ties(found: Network) -> dict[tuple[str, str, str, str], tuple[int, int]]:
    """Ends, type and status of each tie, and how many rows and independent reports it has."""
    name = {node.id: node.name for node in found.actors}
    return {
        (name[tie.one], name[tie.other], tie.type, tie.status): (tie.number, tie.reports)
        for tie in found.ties
    }


STRUCK = ("Russia", "Orem Front", "ASSAULT", "claimed")
BACKED = ("Turkey", "Orem Front", "backs", "reported")
OF_RUSSIA = ("Mira Loran", "Russia", "say", "+")
OF_FRONT = ("Mira Loran", "Orem Front", "say", "+")


def test_a_tie_has_both_ends_and_counts_reports_not_copies(record: Record) -> None:
    record.save(coded_reading(0, published="2016-10-21"))
    record.save(coded_reading(1, published="2016-10-21"))  # a copy of the first
    record.save(coded_reading(2, published="2018-01-02"))  # far too late for a copy

    found = query.network(record)

    assert {
        key: count for key, count in ties(found).items() if key in (STRUCK, BACKED, OF_RUSSIA, OF_FRONT)
    } == {
        STRUCK: (2, 2),
        BACKED: (2, 2),
        OF_RUSSIA: (2, 2),
        OF_FRONT: (2, 2),
    }
    assert found.found == len(found.ties)
    strike = next(tie for tie in found.ties if tie.type == "ASSAULT")
    assert (strike.one, strike.other) == (actor_id("Russia"), actor_id("Orem Front"))
    assert (strike.what, strike.quad, strike.tellers) == ("event", 4, ("a doctor",))
    assert (strike.first, strike.last) == ("2016-10-19", "2016-10-19")
    backs = next(tie for tie in found.ties if tie.type == "backs")
    assert (backs.quad, backs.tellers) == (None, ("",))
    assert (backs.first, backs.last) == ("2016-10-21", "2018-01-02")


def test_evidence_is_of_independent_reports_and_has_the_words(record: Record) -> None:
    for number, published in enumerate(("2016-10-21", "2016-10-21", "2018-01-02")):
        record.save(coded_reading(number, published=published))

    (tie,) = query.network(record, type="backs").ties

    assert [one.document.published for one in tie.evidence] == ["2018-01-02", "2016-10-21"]
    for one in tie.evidence:
        assert one.text == "Turkey backs the Orem Front"
        assert [TEXT[start:end] for start, end in one.spans] == [one.text]
    assert len(query.network(record, type="backs", evidence=1).ties[0].evidence) == 1


def test_nodes_count_statements_by_story(record: Record) -> None:
    for number in (0, 1):
        record.save(coded_reading(number))

    nodes = {node.name: node for node in query.network(record).actors}

    assert (nodes["Mira Loran"].reports, nodes["Mira Loran"].statements) == (2, 1)
    assert (nodes["Russia"].kind, nodes["Russia"].statements) == ("country", 0)
    assert (nodes["Russia"].first, nodes["Russia"].last) == ("2016-10-21", "2016-10-21")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"actor": "Turkey"}, {BACKED}),
        ({"actor": actor_id("Turkey")}, {BACKED}),
        ({"type": "material conflict"}, {STRUCK}),
        ({"type": "ASSAULT"}, {STRUCK}),
        ({"type": "relation"}, {BACKED}),
        ({"status": "claimed"}, {STRUCK}),
        ({"status": "-"}, set()),
        ({"place": "Aleppo"}, {STRUCK}),
        ({"place": "Idlib"}, set()),  # the elders are no known actor
        ({"type": "event", "about": "Orem Front"}, {STRUCK}),
        ({"type": "says", "about": "doctor", "actor": "Mira Loran"}, {OF_RUSSIA, OF_FRONT}),
        ({"type": "event", "until": "2016-10-18"}, set()),
        ({"since": "2017"}, set()),
    ],
)
def test_filters_leave_what_they_say(
    record: Record, wanted: dict[str, Any], expected: set[tuple[str, ...]]
) -> None:
    record.save(coded_reading(0))

    assert set(ties(query.network(record, **wanted))) == expected


def test_a_second_hop_adds_the_ties_of_neighbours_behind_its_own(record: Record) -> None:
    record.save(coded_reading(0))

    near = list(ties(query.network(record, actor="Turkey", hops=2)))

    assert near[0] == BACKED
    assert set(near[1:]) == {STRUCK, OF_FRONT}
    assert list(ties(query.network(record, actor="Turkey", hops=2, limit=1))) == [BACKED]


def test_the_strongest_come_first_and_the_rest_is_counted(record: Record) -> None:
    for number, published in enumerate(("2016-10-21", "2018-01-02")):
        record.save(coded_reading(number, published=published))
    found = query.network(record, limit=2)

    assert len(found.ties) == 2
    assert found.found > 2
    assert {tie.one for tie in found.ties} | {tie.other for tie in found.ties} == {
        node.id for node in found.actors
    }


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"type": "hatred"}, "no type of tie: use one of says, event, relation, verbal cooperation"),
        ({"status": "true"}, r"no status: use one of reported, .* \+, -"),
        ({"hops": 3, "actor": "Turkey"}, "3 hops"),
        ({"hops": 2}, "2 hops go out from an actor"),
        ({"actor": "Nobody"}, "no actor in the record"),
        ({"since": "soon"}, "not a date"),
    ],
)
def test_what_cannot_be_is_refused(record: Record, wanted: dict[str, Any], said: str) -> None:
    record.save(coded_reading(0))
    with pytest.raises(UsageError, match=said):
        query.network(record, **wanted)


def test_a_record_of_nothing_has_no_ties(record: Record) -> None:
    assert query.network(record) == Network(actors=(), ties=(), found=0)


def test_the_ties_of_an_actor_are_looked_up_by_indexes(record: Record) -> None:
    for number in range(3):
        record.save(coded_reading(number))

    found = asked(record, lambda one: query.network(one, actor="Turkey"))

    assert found
    assert (
        scanned(record, found) & {"statements", "mentioned", "coded", "parties", "documents", "readings"}
        == set()
    )


def test_who_was_merged_is_one_node(record: Record) -> None:
    record.save(coded_reading(0))
    record.merge("Russia", "Turkey", by="test", note="one")

    found = query.network(record)

    assert "Turkey" not in {node.name for node in found.actors}
    assert ("Russia", "Orem Front", "backs", "reported") in ties(found)
