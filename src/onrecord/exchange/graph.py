"""Who says what about whom, who does what to whom, and how they are related: GEXF and GraphML for Gephi and others.

Nodes are actors under their ids, so that those of many reports meet. An edge is directed and sums up all rows alike:

| ``what`` | from | to | ``row_type`` | ``status`` |
|---|---|---|---|---|
| ``says`` | speaker | actor mentioned in the content | class of the cue | ``+`` or, for a denial, ``-`` |
| ``event`` | actor | recipient | PLOVER type | that of the event |
| ``relation`` | subject | object | type of the relation | that of the relation |

An edge has ``number`` of rows (and ``weight``, the same) and of ``reports``, the first and last day (of the row, or
else of its report), ``quad``, the class of an event, and ``tellers``, each from whom the report quotes to the source
closest to it, with ``; `` between them; the report itself is ``-``. In GEXF the days are ``start`` and ``end``, too, so
that Gephi has a timeline. Nothing is left out because of its status: a denied attack is an edge.
Rows with a party that is no known actor have no edge, for words of two reports need not mean the same; nobody has
an edge to himself for what he says.

The graph is held in memory, the readings are not. (``networkx_key`` in GEXF is NetworkX's own: the id once more.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.data.plover import QUADS, quad
from onrecord.exchange.coded_table import SEPARATOR
from onrecord.exchange.whole import Whole, encoded, one_line, whole
from onrecord.model import Actor, Event, Reading, Relation
from onrecord.timex import days

if TYPE_CHECKING:
    from networkx import MultiDiGraph

REPORT = "-"  # the teller where a report says something itself
SPELL = {"start": "first_day", "end": "last_day"}
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
# NetworkX writes the day on which it was called, and its own version.
_META = re.compile(r"<meta\b.*?</meta>", re.DOTALL)

Key = tuple[str, str, str, str, str]


@dataclass(slots=True, kw_only=True)
class _Sum:
    """What rows alike come to."""

    number: int = 0
    reports: set[str] = field(default_factory=set)
    tellers: set[str] = field(default_factory=set)
    first: str = ""
    last: str = ""


def write_gexf(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write the graph of readings as GEXF 1.2 and return how many readings there were."""
    graph, count = build(readings)
    gexf(graph, out)
    return count


def write_graphml(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write the graph of readings as GraphML and return how many readings there were."""
    graph, count = build(readings)
    graphml(graph, out)
    return count


def gexf(graph: MultiDiGraph[str], out: BinaryIO) -> None:
    """Write a graph whose edges have the attributes of ``edge``; dated edges are there from their first to last day."""
    from networkx import generate_gexf

    for _, _, told in graph.edges(data=True):
        told.update({name: told[day] for name, day in SPELL.items() if told[day]})
    text = _META.sub("<meta><creator>onrecord</creator></meta>", "\n".join(generate_gexf(graph)), count=1)
    out.write((HEAD + text + "\n").encode())


def graphml(graph: MultiDiGraph[str], out: BinaryIO) -> None:
    """Write a graph."""
    from networkx import generate_graphml

    out.write((HEAD + "\n".join(generate_graphml(graph)) + "\n").encode())


def build(readings: Iterable[Reading]) -> tuple[MultiDiGraph[str], int]:
    """The graph of readings, and how many there were; nodes and edges stand in a fixed order.

    Raises InputError where a name holds half a surrogate pair.
    """
    from networkx import MultiDiGraph

    actors: dict[str, dict[str, Any]] = {}
    sums: dict[Key, _Sum] = {}
    count = 0
    for reading in readings:
        count += 1
        held = whole(reading)
        for actor in reading.actors:
            # NetworkX would write half a surrogate pair as a character that XML does not have.
            encoded(
                f"{actor.id} {actor.name} {actor.kind} {actor.country} {actor.wikidata}", reading.document
            )
            _add_actor(actors, actor)
        for key, day, teller in _rows(held):
            encoded(" ".join((*key, teller)), reading.document)
            _add_row(sums.setdefault(key, _Sum()), reading.document.id, day, teller)
    graph: MultiDiGraph[str] = MultiDiGraph()
    for id, told in sorted(actors.items()):
        graph.add_node(id, **told)
    for number, (key, found) in enumerate(sorted(sums.items(), key=lambda pair: pair[0])):
        one, other, what, row_type, status = key
        told = edge(
            *(what, row_type, status),
            counts=(found.number, len(found.reports)),
            days=(found.first, found.last),
            tellers=sorted(found.tellers),
        )
        graph.add_edge(one, other, key=str(number), **told)
    return graph, count


def edge(
    what: str,
    row_type: str,
    status: str,
    *,
    counts: tuple[int, int],
    days: tuple[str, str],
    tellers: Iterable[str],
) -> dict[str, Any]:
    """What is told of an edge.

    Args:
        counts: how many rows, and how many reports.
        days: the first and the last; empty where none is known.
    """
    number, reports = counts
    return {
        "label": f"{row_type} ({status})",
        "what": what,
        "row_type": row_type,
        "status": status,
        "quad": QUADS.get((quad(row_type) if what == "event" else None) or 0, ""),
        "number": number,
        "weight": number,
        "reports": reports,
        "first_day": days[0],
        "last_day": days[1],
        "tellers": SEPARATOR.join(tellers),
    }


def _add_actor(actors: dict[str, dict[str, Any]], actor: Actor) -> None:
    # Empty words and not nothing: neither format has a value for what is not known.
    blank = {
        "label": one_line(actor.name),
        "kind": "",
        "country": "",
        "wikidata": "",
        "mentions": 0,
        "reports": 0,
    }
    told = actors.setdefault(actor.id, blank)
    for key in ("kind", "country", "wikidata"):
        told[key] = told[key] or getattr(actor, key) or ""
    told["mentions"] += len(actor.mentions)
    told["reports"] += 1


def _rows(held: Whole) -> Iterator[tuple[Key, tuple[str, str], str]]:
    """For each pair of actors in a row the key of its edge, its first and last day, and its teller."""
    published = held.reading.document.published
    for said in held.reading.statements:
        speaker = said.speaker.actor or ""
        day, teller = _days(said.said_on, published), _teller(held, said.id)
        for other in held.mentioned(said.content.spans):
            if speaker in held.actors and other != speaker:
                yield (speaker, other, "says", said.cue.class_, said.polarity), day, teller
    for event in held.reading.events:
        day, teller = _days(event.date, published), _teller(held, event.statement)
        for one, other in _pairs(held, event):
            yield (one, other, "event", event.type, event.status), day, teller
    for relation in held.reading.relations:
        day, teller = _relation_days(relation, published), _teller(held, relation.statement)
        one, other = relation.subject.actor or "", relation.object.actor or ""
        if one in held.actors and other in held.actors:
            yield (one, other, "relation", relation.type, relation.status), day, teller


def _pairs(held: Whole, event: Event) -> list[tuple[str, str]]:
    """Every known actor of an event with every known recipient, but nobody with himself where there are others."""
    ones = dict.fromkeys(party.actor for party in event.actors)
    others = dict.fromkeys(party.actor for party in event.recipients)
    every = [(one, other) for one in ones for other in others if one and other]
    known = [pair for pair in every if pair[0] in held.actors and pair[1] in held.actors]
    return [pair for pair in known if pair[0] != pair[1]] or known


def _relation_days(relation: Relation, published: str | None) -> tuple[str, str]:
    first, last = days(relation.from_), days(relation.to)
    if first or last:
        return (first[0].isoformat() if first else "", last[1].isoformat() if last else "")
    return _days(None, published)


def _days(date: str | None, published: str | None) -> tuple[str, str]:
    span = days(date) or days(published)
    return (span[0].isoformat(), span[1].isoformat()) if span else ("", "")


def _teller(held: Whole, statement: str | None) -> str:
    return one_line(" > ".join(held.tellers(statement))) or REPORT


def _add_row(found: _Sum, report: str, day: tuple[str, str], teller: str) -> None:
    first, last = day
    found.number += 1
    found.reports.add(report)
    found.tellers.add(teller)
    found.first = min(filter(None, (found.first, first)), default="")
    found.last = max(found.last, last)
