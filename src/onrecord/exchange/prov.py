"""Where every row comes from, as PROV: Turtle in the terms of PROV-O, and PROV-JSON.

| of ours | of PROV |
|---|---|
| report | Entity, attributed to an agent ``author:`` that stands for its own voice |
| words of a row | Entity ``quotation:``, quoted from the report, attributed to whoever says them |
| statement, event, relation, commitment | Entity, derived from its quotation, and from the statement that tells it |
| reader with its version | SoftwareAgent |
| one run of it over one report | Activity ``reading:`` that used the report and generated the rows |
| actor | Person, Organization, or Agent alone for people of no organisation |
| speaker who is no known actor | Agent ``speaker:`` with the words of the report, one for each statement |

A statement is attributed to its speaker, another row to the speaker of the statement that tells it, and to the voice
of the report where none does: the chain of tellers is that of ``wasDerivedFrom`` between statements. There are no
times of the reading, because a reading is the same whenever it is made. What PROV has no term for stands under
``onrecord:`` with the names of ``onrecord/1``.

Source: PROV-O, W3C Recommendation of 30 April 2013; PROV-JSON, W3C Member Submission of 24 April 2013.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from onrecord.exchange.told import UNNAMED
from onrecord.exchange.turtle import iri, literal
from onrecord.exchange.whole import BASE, Whole, encoded, json, local, one_line, whole
from onrecord.model import ActorKind, Commitment, Event, Reading, Relation, Spans, Statement, identify

KINDS = (
    "document",
    "author",
    "reader",
    "reading",
    "quotation",
    "statement",
    "event",
    "relation",
    "commitment",
)
PREFIXES = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "wikidata": "http://www.wikidata.org/entity/",
    "onrecord": f"{BASE}terms:",
    **{kind: f"{BASE}{kind}:" for kind in (*KINDS, "actor", "speaker")},
}
# The ends of each edge as PROV-JSON calls them.
ENDS = {
    "used": ("prov:activity", "prov:entity"),
    "wasAssociatedWith": ("prov:activity", "prov:agent"),
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "wasQuotedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
}
ORGANISED: frozenset[ActorKind] = frozenset({
    *("country", "government_body", "military", "armed_group", "party", "opposition"),
    *("igo", "ngo", "coalition", "company", "media"),
})  # fmt: skip

Row = Event | Relation | Commitment


@dataclass(frozen=True, slots=True)
class Literally:
    """A value with its datatype as a prefixed name; empty for plain words."""

    text: str
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A thing by its prefix and what stands behind it."""

    prefix: str
    rest: str

    def __str__(self) -> str:
        return f"{self.prefix}:{local(self.rest)}"


Value = Literally | Name


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, activity or agent; types besides that are those of PROV or of ours."""

    name: Name
    kind: Literal["entity", "activity", "agent"]
    types: tuple[Name, ...]
    attributes: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two nodes: one of ENDS."""

    what: str
    one: Name
    other: Name


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as Turtle, as they come, and return how many there were.

    Raises InputError where a text holds half a surrogate pair.
    """
    for prefix, base in PREFIXES.items():
        out.write(f"@prefix {prefix}: {iri(base)} .\n".encode())
    count = 0
    for reading in readings:
        count += 1
        nodes, edges = graph(reading)
        for block in _turtle(nodes, edges):
            out.write(encoded(block, reading.document))
    return count


def write_json(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as PROV-JSON, as they come, and return how many there were.

    Each is a bundle; one that came before is not written again, for its name would stand there twice.
    Raises InputError where a text holds half a surrogate pair.
    """
    import orjson

    out.write(b'{"prefix":' + orjson.dumps(PREFIXES) + b',"bundle":{')
    count, seen = 0, set[str]()
    for reading in readings:
        count += 1
        name = str(_run(reading))
        if name not in seen:
            out.write(b",\n" if seen else b"\n")
            seen.add(name)
            nodes, edges = graph(reading)
            out.write(orjson.dumps(name) + b":" + json(_bundle(nodes, edges), reading.document))
    out.write(b"\n}}\n")
    return count


def graph(reading: Reading) -> tuple[list[Node], list[Edge]]:
    """The provenance of all rows of a reading; every node is named once, and every end of an edge is a node."""
    nodes: dict[Name, Node] = {}
    edges: dict[Edge, None] = {}
    for part in _parts(whole(reading)):
        if isinstance(part, Node):
            nodes.setdefault(part.name, part)
        else:
            edges.setdefault(part)
    return list(nodes.values()), list(edges)


def _parts(held: Whole) -> Iterator[Node | Edge]:
    reading = held.reading
    yield from _origin(reading)
    for actor in reading.actors:
        types = {"person": ("Person",)}.get(actor.kind or "", ())
        if actor.kind in ORGANISED:
            types = ("Organization",)
        told: list[tuple[str, Value]] = [("rdfs:label", Literally(one_line(actor.name)))]
        if actor.wikidata:
            told.append(("owl:sameAs", Name("wikidata", actor.wikidata)))
        named = tuple(Name("prov", type) for type in types)
        yield Node(Name("actor", actor.id), "agent", named, tuple(told))
    for statement in reading.statements:
        yield from _statement(held, statement)
    for kind, rows in (
        ("event", reading.events),
        ("relation", reading.relations),
        ("commitment", reading.commitments),
    ):
        for row in rows:
            yield from _row(held, kind, row)


def _origin(reading: Reading) -> Iterator[Node | Edge]:
    """The report with its voice, and the reader with its run."""
    document = reading.document
    report, voice = Name("document", document.id), Name("author", document.id)
    told = {
        "dcterms:title": document.title,
        "dcterms:creator": document.byline,
        "dcterms:publisher": document.publisher or document.agency,
        "dcterms:issued": document.published,
        "dcterms:language": document.language,
        "dcterms:source": document.source,
    }
    words = tuple((term, Literally(one_line(value))) for term, value in told.items() if value)
    yield Node(report, "entity", (Name("onrecord", "Report"),), words)
    called = document.byline or document.publisher or document.agency or document.source
    label = ("rdfs:label", Literally(one_line(called)))
    yield Node(voice, "agent", (), (label,))
    yield Edge("wasAttributedTo", report, voice)
    reader, run = Name("reader", identify("reader", reading.reader)), _run(reading)
    label = ("rdfs:label", Literally(one_line(reading.reader)))
    yield Node(reader, "agent", (Name("prov", "SoftwareAgent"),), (label,))
    yield Node(run, "activity", (Name("onrecord", "Reading"),))
    yield Edge("used", run, report)
    yield Edge("wasAssociatedWith", run, reader)


def _run(reading: Reading) -> Name:
    return Name("reading", identify("reading", reading.document.id, reading.reader))


def _statement(held: Whole, statement: Statement) -> Iterator[Node | Edge]:
    speaker = statement.speaker
    who = _speaker(held, statement)
    if who.prefix == "speaker":
        label = ("rdfs:label", Literally(one_line(speaker.text) or UNNAMED))
        hidden = ("onrecord:anonymous", _truth(speaker.anonymous))
        yield Node(who, "agent", (), (label, hidden))
    told: dict[str, Value | None] = {
        "kind": Literally(statement.kind),
        "cue": Literally(one_line(statement.cue.text)),
        "class": Literally(statement.cue.class_),
        "polarity": Literally(statement.polarity),
        "certainty": Literally(statement.certainty),
        "said_on": Literally(statement.said_on) if statement.said_on else None,
        "confidence": _number(statement.confidence),
    }
    spans = statement.content.spans or statement.cue.spans or statement.speaker.spans
    text = statement.content.text or statement.cue.text or statement.speaker.text
    name = Name("statement", statement.id)
    yield from _derived(held, name, spans, text, who, told)
    if statement.parent in held.statements:
        yield Edge("wasDerivedFrom", name, Name("statement", statement.parent or ""))


def _row(held: Whole, kind: str, row: Row) -> Iterator[Node | Edge]:
    told: dict[str, Value | None] = {
        "type": Literally(row.kind if isinstance(row, Commitment) else row.type),
        "status": Literally(row.status),
        "certainty": None if isinstance(row, Commitment) else Literally(row.certainty),
        "date": Literally(row.date) if isinstance(row, Event) and row.date else None,
        "deadline": Literally(row.deadline) if isinstance(row, Commitment) and row.deadline else None,
        "confidence": _number(row.confidence),
    }
    teller = held.statements.get(row.statement or "")
    who = _speaker(held, teller) if teller else Name("author", held.reading.document.id)
    name = Name(kind, row.id)
    yield from _derived(held, name, row.spans, row.text, who, told)
    if teller:
        yield Edge("wasDerivedFrom", name, Name("statement", teller.id))


def _derived(
    held: Whole, name: Name, spans: Spans, text: str, who: Name, told: dict[str, Value | None]
) -> Iterator[Node | Edge]:
    """A row with its quotation, attributed to who says it."""
    document = held.reading.document
    # Rows of the same words by the same speaker share them.
    quotation = Name("quotation", identify("quotation", document.id, spans, str(who)))
    where = ",".join(f"{start}-{end}" for start, end in spans)
    words = (("prov:value", Literally(text)), ("onrecord:spans", Literally(where)))
    yield Node(quotation, "entity", (Name("onrecord", "Quotation"),), words)
    yield Edge("wasQuotedFrom", quotation, Name("document", document.id))
    yield Edge("wasAttributedTo", quotation, who)
    attributes = tuple((f"onrecord:{key}", value) for key, value in told.items() if value)
    yield Node(name, "entity", (Name("onrecord", name.prefix.capitalize()),), attributes)
    yield Edge("wasDerivedFrom", name, quotation)
    yield Edge("wasGeneratedBy", name, _run(held.reading))
    yield Edge("wasAttributedTo", name, who)


def _speaker(held: Whole, statement: Statement) -> Name:
    actor = statement.speaker.actor
    return Name("actor", actor) if actor in held.actors and actor else Name("speaker", statement.id)


def _number(value: float) -> Literally:
    return Literally(repr(float(value)), "xsd:double")


def _truth(value: bool) -> Literally:
    return Literally("true" if value else "false", "xsd:boolean")


def _turtle(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """A block for each node with all edges that begin there."""
    leaving: dict[Name, list[str]] = {}
    for edge in edges:
        leaving.setdefault(edge.one, []).append(f"prov:{edge.what} {edge.other}")
    for node in nodes:
        types = ", ".join(map(str, (Name("prov", node.kind.capitalize()), *node.types)))
        words = [f"{term} {_in_turtle(value)}" for term, value in node.attributes]
        yield (
            f"\n{node.name} a {types}"
            + "".join(f" ;\n    {line}" for line in (*words, *leaving.get(node.name, ())))
            + " .\n"
        )


def _in_turtle(value: Value) -> str:
    return str(value) if isinstance(value, Name) else literal(value.text, value.datatype)


def _bundle(nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for node in nodes:
        told: dict[str, Any] = {"prov:type": [_qualified(type) for type in node.types]} if node.types else {}
        told |= {term: _in_json(value) for term, value in node.attributes}
        found.setdefault(node.kind, {})[str(node.name)] = told
    for number, edge in enumerate(edges):
        one, other = ENDS[edge.what]
        told = {one: str(edge.one), other: str(edge.other)}
        what = edge.what
        if what == "wasQuotedFrom":
            # In the data model a quotation is a derivation of this type.
            what = "wasDerivedFrom"
            told["prov:type"] = _qualified(Name("prov", "Quotation"))
        found.setdefault(what, {})[f"_:{number}"] = told
    return found


def _in_json(value: Value) -> Any:
    if isinstance(value, Name):
        return _qualified(value)
    return {"$": value.text, "type": value.datatype} if value.datatype else value.text


def _qualified(name: Name) -> dict[str, str]:
    return {"$": str(name), "type": "prov:QUALIFIED_NAME"}
