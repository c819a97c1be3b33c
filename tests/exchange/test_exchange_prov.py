"""Where rows come from, in Turtle and PROV-JSON."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import orjson
import pytest

from onrecord.errors import InputError
from onrecord.exchange.prov import ENDS, Edge, Name, graph, write, write_json
from onrecord.exchange.turtle import iri, literal
from onrecord.model import Reading
from tests.exchange.whole_readings import HARD, TEXT, examples, written

PROV = "http://www.w3.org/ns/prov#"


def edges(reading: Reading, one: Name) -> set[tuple[str, str]]:
    return {(edge.what, str(edge.other)) for edge in graph(reading)[1] if edge.one == one}


def test_a_row_is_derived_from_its_words_and_from_who_tells_it() -> None:
    found = edges(HARD, Name("event", "e1"))

    [quotation] = [other for what, other in found if other.startswith("quotation:")]
    [run] = [other for what, other in found if what == "wasGeneratedBy"]
    assert found == {
        ("wasDerivedFrom", quotation),
        ("wasDerivedFrom", "statement:s3"),
        ("wasGeneratedBy", run),
        ("wasAttributedTo", "actor:a1"),
    }
    assert edges(HARD, Name(*quotation.split(":"))) == {  # type: ignore[arg-type]
        ("wasQuotedFrom", "document:d%2F1%20%C3%A9"),
        ("wasAttributedTo", "actor:a1"),
    }
    assert ("wasDerivedFrom", "statement:s2") in edges(HARD, Name("statement", "s3"))
    assert {what for what, _ in edges(HARD, Name(*run.split(":")))} == {"used", "wasAssociatedWith"}  # type: ignore[arg-type]


def test_an_unknown_speaker_and_the_report_itself_are_agents_of_their_own() -> None:
    own = replace(HARD, events=(replace(HARD.events[0], statement=None),))

    assert ("wasAttributedTo", "speaker:s4") in edges(HARD, Name("statement", "s4"))
    assert ("wasAttributedTo", "speaker:s4") in edges(HARD, Name("relation", "r1"))
    assert ("wasAttributedTo", "author:d%2F1%20%C3%A9") in edges(own, Name("event", "e1"))
    labels = {str(node.name): dict(node.attributes) for node in graph(HARD)[0]}
    assert labels["speaker:s4"]["rdfs:label"].text == "unnamed"  # type: ignore[union-attr]


def test_every_end_of_an_edge_is_a_node_of_the_right_kind() -> None:
    for reading in (HARD, *examples()):
        nodes, found = graph(reading)
        kinds = {node.name: node.kind for node in nodes}
        assert len(kinds) == len(nodes)
        for edge in found:
            ends = tuple(f"prov:{kinds[end]}" for end in (edge.one, edge.other))
            assert ends == tuple(
                end.replace("generatedEntity", "entity").replace("usedEntity", "entity")
                for end in ENDS[edge.what]
            )
        rows = (*reading.statements, *reading.events, *reading.relations, *reading.commitments)
        derived = {edge.one.rest for edge in found if edge.what == "wasDerivedFrom"}
        assert derived == {row.id for row in rows}


def test_turtle_is_read_back_to_the_letter() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    found = rdflib.Graph().parse(io.BytesIO(written(write, HARD)), format="turtle")

    event, value = rdflib.URIRef("urn:onrecord:event:e1"), rdflib.URIRef(PROV + "value")
    derived = set(found.objects(event, rdflib.URIRef(PROV + "wasDerivedFrom")))
    [quotation] = [one for one in derived if "quotation" in one]
    assert str(found.value(quotation, value)) == HARD.events[0].text
    assert found.value(event, rdflib.URIRef("urn:onrecord:terms:status")) == rdflib.Literal("denied")
    same = rdflib.URIRef("http://www.w3.org/2002/07/owl#sameAs")
    assert found.value(rdflib.URIRef("urn:onrecord:actor:a1"), same) == rdflib.URIRef(
        "http://www.wikidata.org/entity/Q77"
    )


def test_turtle_of_the_examples_has_every_edge() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    readings = examples()[:4]
    found = rdflib.Graph().parse(io.BytesIO(written(write, *readings)), format="turtle")

    expected = {edge for reading in readings for edge in graph(reading)[1]}
    written_edges = {
        (str(one), what.removeprefix(PROV), str(other))
        for one, what, other in found
        if what.startswith(PROV) and isinstance(other, rdflib.URIRef)
    }
    assert written_edges == set(map(in_full, expected))


def in_full(edge: Edge) -> tuple[str, str, str]:
    return f"urn:onrecord:{edge.one}", edge.what, f"urn:onrecord:{edge.other}"


def test_prov_json_has_a_bundle_for_each_reading_and_none_twice() -> None:
    data = orjson.loads(written(write_json, *examples(), examples()[0], HARD))

    assert len(data["bundle"]) == len(examples()) + 1
    for bundle in data["bundle"].values():
        declared: dict[str, Any] = bundle["entity"] | bundle["activity"] | bundle["agent"]
        relations = [one for what, some in bundle.items() if what in ENDS for one in some.values()]
        ends = {end for one in relations for key, end in one.items() if key != "prov:type"}
        assert ends <= declared.keys()
        assert {name.partition(":")[0] for name in declared} <= data["prefix"].keys()
        assert set(bundle) <= {"entity", "activity", "agent", *ENDS} - {"wasQuotedFrom"}
    hard = list(data["bundle"].values())[-1]
    quoted = [one for one in hard["wasDerivedFrom"].values() if "prov:type" in one]
    assert {one["prov:usedEntity"] for one in quoted} == {"document:d%2F1%20%C3%A9"}
    assert hard["entity"]["event:e1"]["onrecord:confidence"] == {"$": "0.5", "type": "xsd:double"}


def test_a_library_reads_prov_json() -> None:
    prov = pytest.importorskip("prov.model", reason="prov is not installed")
    text = written(write_json, *examples()[:2], HARD).decode()
    found = prov.ProvDocument.deserialize(content=text, format="json")

    assert len(list(found.bundles)) == 3
    nodes, some = graph(HARD)
    last = next(bundle for bundle in found.bundles if bundle.get_record("event:e1"))
    assert len(last.get_records()) == len(nodes) + len(some)


def test_literals_and_iris_are_escaped() -> None:
    assert literal('a"\\\n\r\t\x00é🕊') == '"a\\"\\\\\\n\\r\\t\\u0000é🕊"'
    assert literal("1.5", "xsd:double") == '"1.5"^^xsd:double'
    assert iri("http://x/a b<>\n") == "<http://x/a%20b%3C%3E%0A>"


def test_half_a_surrogate_pair_is_refused_in_one_line() -> None:
    broken = replace(HARD, document=replace(HARD.document, text=TEXT, title="\ud800"))

    with pytest.raises(InputError, match="half a surrogate pair"):
        written(write, broken)
    with pytest.raises(InputError, match="cannot be written as JSON"):
        written(write_json, broken)
