"""Actors and what joins them, as graphs."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import networkx
import pytest

from onrecord.errors import InputError
from onrecord.exchange.graph import build, write_gexf, write_graphml
from onrecord.model import Reading
from tests.coded_reading import actor_id, coded_reading
from tests.exchange.whole_readings import HARD, examples, written

COLUMNS = ("what", "row_type", "status", "number", "reports", "first_day", "last_day", "tellers")


def edges(*readings: Reading) -> set[tuple[Any, ...]]:
    graph, count = build(readings)
    assert count == len(readings)
    name = dict(graph.nodes(data="label"))
    return {
        (name[one], name[other], *(told[column] for column in COLUMNS))
        for one, other, told in graph.edges(data=True)
    }


def test_edges_sum_up_the_rows_of_many_reports() -> None:
    first, second = coded_reading(0, published="2016-10-21"), coded_reading(1, published="2017-01-02")

    days = ("2016-10-21", "2017-01-02")
    assert edges(first, second) == {
        ("Mira Loran", "Russia", "says", "say", "+", 2, 2, *days, "Mira Loran"),
        ("Mira Loran", "Orem Front", "says", "say", "+", 2, 2, *days, "Mira Loran"),
        *(
            (one, "Orem Front", *row)
            for one, row in (
                (
                    "Russia",
                    (
                        "event",
                        "ASSAULT",
                        "claimed",
                        2,
                        2,
                        "2016-10-19",
                        "2016-10-19",
                        "Mira Loran > a doctor",
                    ),
                ),
                ("Turkey", ("relation", "backs", "reported", 2, 2, *days, "-")),
            )
        ),
    }


def test_a_denial_is_an_edge_of_its_own() -> None:
    again = replace(HARD.events[0], id="e2", status="claimed", statement=None)

    assert {row for row in edges(replace(HARD, events=(*HARD.events, again))) if row[2] == "event"} == {
        (
            "Bo",
            'Ann "\\" Lée',
            "event",
            "ACCUSE",
            "denied",
            1,
            1,
            "2016-10-19",
            "2016-10-20",
            'Bo > Ann "\\" Lée',
        ),
        ("Bo", 'Ann "\\" Lée', "event", "ACCUSE", "claimed", 1, 1, "2016-10-19", "2016-10-20", "-"),
    }


@pytest.mark.parametrize(
    ("writer", "reader"),
    [(write_gexf, networkx.read_gexf), (write_graphml, networkx.read_graphml)],
    ids=["gexf", "graphml"],
)
def test_what_is_written_is_read_back(writer: Any, reader: Any) -> None:
    readings = (*examples(), HARD, coded_reading())
    data = written(writer, *readings)
    graph, _ = build(readings)
    found = reader(io.BytesIO(data))

    assert found.is_directed()
    assert dict(found.nodes(data="label")) == dict(graph.nodes(data="label"))
    assert found.nodes[actor_id("Russia")]["kind"] == "country"
    rows = [
        sorted(
            (one, other, *(told[column] for column in COLUMNS)) for one, other, told in each.edges(data=True)
        )
        for each in (found, graph)
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) > 70
    assert data == written(writer, *readings)


def test_a_graph_of_nothing_has_no_nodes() -> None:
    assert len(networkx.read_gexf(io.BytesIO(written(write_gexf)))) == 0
    assert len(networkx.read_graphml(io.BytesIO(written(write_graphml)))) == 0


@pytest.mark.parametrize("writer", [write_gexf, write_graphml])
def test_names_lose_what_xml_cannot_carry(writer: Any) -> None:
    odd = replace(HARD, actors=(replace(HARD.actors[0], name="A\x00<&\ufffe>"),))
    assert b"A&lt;&amp;&gt;" in written(writer, odd)

    broken = replace(HARD, actors=(replace(HARD.actors[0], name="\ud800"),))
    with pytest.raises(InputError, match="half a surrogate pair"):
        written(writer, broken)
