"""The network of a record for other programs: GEXF, GraphML, JSON and CSV.

GEXF and GraphML have the edges of ``exchange.graph``, with two attributes more: ``evidence``, the places in reports
that an edge rests on, as ``DOCUMENT:START-END`` with ``; `` between them, and ``quotation``, the words at the first.
CSV has a row for each edge under the names that Gephi reads (``Source``, ``Target``, ``Label``, ``Weight``); JSON has
``{"actors", "ties", "found"}`` with all evidence.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

import orjson

from onrecord.errors import UsageError
from onrecord.exchange.coded_table import SEPARATOR, cell
from onrecord.exchange.graph import REPORT, edge, gexf, graphml
from onrecord.exchange.told import Origin
from onrecord.exchange.whole import one_line
from onrecord.model import Spans

if TYPE_CHECKING:
    from networkx import MultiDiGraph

FORMATS = ("gexf", "graphml", "json", "csv")
OURS = ("+", "-")  # a status, and the report as teller, which are no formulas
COLUMNS = (
    *("Source", "Target", "Type", "Label", "Weight", "source_name", "target_name", "what", "row_type"),
    *("status", "quad", "number", "reports", "first_day", "last_day", "tellers", "evidence", "quotation"),
)


class Node(Protocol):
    """An actor."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def reports(self) -> int: ...
    @property
    def statements(self) -> int: ...
    @property
    def first(self) -> str | None: ...
    @property
    def last(self) -> str | None: ...


class Evidence(Protocol):
    """A row of a report."""

    @property
    def document(self) -> Origin: ...
    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> Spans: ...


class Tie(Protocol):
    """What binds one actor to another."""

    @property
    def one(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def reports(self) -> int: ...
    @property
    def first(self) -> str | None: ...
    @property
    def last(self) -> str | None: ...
    @property
    def tellers(self) -> Sequence[str]: ...
    @property
    def evidence(self) -> Sequence[Evidence]: ...


class Network(Protocol):
    """Actors and ties between them."""

    @property
    def actors(self) -> Sequence[Node]: ...
    @property
    def ties(self) -> Sequence[Tie]: ...


def write(network: Network, format: str, out: BinaryIO) -> None:
    """Write a network in one of FORMATS; UsageError for another."""
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    if format == "gexf":
        gexf(graph(network), out)
    elif format == "graphml":
        graphml(graph(network), out)
    elif format == "json":
        out.write(orjson.dumps(network, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    else:
        _csv(network, out)


def graph(network: Network) -> MultiDiGraph[str]:
    """Actors under their ids, and an edge for each tie, in their order."""
    from networkx import MultiDiGraph

    made: MultiDiGraph[str] = MultiDiGraph()
    for node in network.actors:
        # Empty words and not nothing: neither format has a value for what is not known.
        made.add_node(
            node.id,
            label=one_line(node.name),
            kind=node.kind or "",
            country=node.country or "",
            reports=node.reports,
            statements=node.statements,
            first_day=node.first or "",
            last_day=node.last or "",
        )
    for number, tie in enumerate(network.ties):
        made.add_edge(tie.one, tie.other, key=str(number), **_edge(tie))
    return made


def _edge(tie: Tie) -> dict[str, Any]:
    told = edge(
        *(tie.what, tie.type, tie.status),
        counts=(tie.number, tie.reports),
        days=(tie.first or "", tie.last or ""),
        tellers=[one_line(name) or REPORT for name in tie.tellers],
    )
    told["evidence"] = SEPARATOR.join(map(_place, tie.evidence))
    told["quotation"] = one_line(tie.evidence[0].text) if tie.evidence else ""
    return told


def _place(one: Evidence) -> str:
    return f"{one.document.id}:" + ",".join(f"{start}-{end}" for start, end in one.spans)


def _csv(network: Network, out: BinaryIO) -> None:
    names = {node.id: one_line(node.name) for node in network.actors}
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        sheet = csv.writer(text)
        sheet.writerow(COLUMNS)
        for tie in network.ties:
            told = _edge(tie)
            ends = (tie.one, tie.other, "Directed", told["label"], told["weight"])
            rest = [told[column] for column in COLUMNS[7:]]
            row = (*ends, names[tie.one], names[tie.other], *rest)
            sheet.writerow([value if value in OURS else cell(value) for value in row])
    finally:
        # The stream is the caller's: without this it would be closed with the wrapper.
        text.detach()
