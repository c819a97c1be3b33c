"""The network of a record as files, read back by the libraries that users have."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange.network import COLUMNS, FORMATS, graph, write
from onrecord.query import Network
from onrecord.record import Record
from tests.coded_reading import TEXT, actor_id, coded_reading

GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with Record(tmp_path_factory.mktemp("network") / "record.db") as record:
        record.save(coded_reading(0, published="2016-10-21"))
        record.save(coded_reading(1, published="2018-01-02"))
        yield query.network(record)


def written(network: Network, format: str) -> bytes:
    out = io.BytesIO()
    write(network, format, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("format", "reader"), [("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)]
)
def test_a_graph_is_read_back_with_all_that_is_told(found: Network, format: str, reader: Any) -> None:
    back = reader(io.BytesIO(written(found, format)))
    made = graph(found)

    assert back.is_directed()
    assert set(back.nodes) == {node.id for node in found.actors}
    assert back.nodes[actor_id("Russia")]["kind"] == "country"
    assert back.nodes[actor_id("Mira Loran")]["statements"] == 2
    told = ("what", "row_type", "status", "quad", "number", "reports", "first_day", "last_day")
    told += ("tellers", "evidence", "quotation")
    rows = [
        sorted((one, other, *(edge[name] for name in told)) for one, other, edge in each.edges(data=True))
        for each in (back, made)
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(found.ties)


def test_an_event_has_its_class_its_teller_and_its_words(found: Network) -> None:
    (strike,) = [edge for _, _, edge in graph(found).edges(data=True) if edge["row_type"] == "ASSAULT"]

    assert (strike["quad"], strike["tellers"], strike["weight"]) == ("material conflict", "a doctor", 2)
    assert strike["quotation"] == "Russia struck the Orem Front"
    place = strike["evidence"].split("; ")[0].partition(":")[2]
    start, end = map(int, place.split("-"))
    assert TEXT[start:end] == "Russia struck the Orem Front"


def test_gexf_is_dynamic_by_the_days_of_its_edges(found: Network) -> None:
    root = ElementTree.fromstring(written(found, "gexf"))
    made = root.find(f"{GEXF}graph")

    assert root.get("version") == "1.2"
    assert made is not None
    assert (made.get("mode"), made.get("timeformat")) == ("dynamic", "date")
    spells = {(edge.get("label"), edge.get("start"), edge.get("end")) for edge in made.iter(f"{GEXF}edge")}
    assert ("backs (reported)", "2016-10-21", "2018-01-02") in spells
    assert ("ASSAULT (claimed)", "2016-10-19", "2016-10-19") in spells


def test_an_edge_without_a_day_is_always_there(found: Network) -> None:
    undated = replace(found, ties=(replace(found.ties[0], first=None, last=None),))
    root = ElementTree.fromstring(written(undated, "gexf"))

    (edge,) = root.iter(f"{GEXF}edge")
    assert edge.get("start") is None
    assert edge.get("end") is None


def test_json_has_every_tie_with_its_evidence(found: Network) -> None:
    told = json.loads(written(found, "json"))

    assert told["found"] == len(told["ties"]) == len(found.ties)
    backs = next(tie for tie in told["ties"] if tie["type"] == "backs")
    assert (backs["status"], backs["tellers"], backs["reports"]) == ("reported", [""], 2)
    assert [one["document"]["published"] for one in backs["evidence"]] == ["2018-01-02", "2016-10-21"]


def test_csv_has_a_row_for_each_tie_and_no_formula(found: Network) -> None:
    evil = replace(found, actors=tuple(replace(node, name=f"=1+1 {node.name}") for node in found.actors))
    rows = list(csv.DictReader(io.StringIO(written(evil, "csv").decode())))

    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(found.ties)
    assert all(row["source_name"].startswith("'=") for row in rows)
    assert {row["status"] for row in rows} == {"+", "claimed", "reported"}
    assert next(row for row in rows if row["row_type"] == "backs")["tellers"] == "-"


@pytest.mark.parametrize("format", FORMATS)
def test_a_network_of_nothing_is_written(format: str) -> None:
    data = written(Network(actors=(), ties=(), found=0), format)

    if format == "gexf":
        assert len(networkx.read_gexf(io.BytesIO(data))) == 0
    assert data


def test_names_lose_what_xml_cannot_carry(found: Network) -> None:
    odd = replace(found, actors=tuple(replace(node, name="A\x00<&\ufffe> 🕊️") for node in found.actors))
    back = networkx.read_gexf(io.BytesIO(written(odd, "gexf")))

    assert set(dict(back.nodes(data="label")).values()) == {"A<&> 🕊️"}


def test_another_format_is_refused(found: Network) -> None:
    with pytest.raises(UsageError, match="use one of gexf, graphml, json, csv"):
        written(found, "pajek")
