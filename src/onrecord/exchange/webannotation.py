"""Readings as W3C Web Annotations (JSON-LD): a collection in one page, an annotation a row.

Statements, events, relations and commitments are annotations of the words they were read from; of a statement these
are its content, or else its cue or speaker. A row of several spans has a target for each, in reading order. The
source of a target is the text of the reading, ``urn:onrecord:document:...``, in which a TextPositionSelector counts
code points, as ours do. Of a report that came from the web there are further targets in the page itself, without
positions: the page has other characters than its text.

Bodies are a sentence for people (``describing``), words to filter by (``tagging``), and the actors (``identifying``).
What the vocabulary has no term for stands beside them under ``onrecord:``, with the names of ``onrecord/1``.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from onrecord.exchange.told import UNNAMED
from onrecord.exchange.whole import BASE, Whole, address, joined, json, one_line, urn, whole
from onrecord.model import (
    Commitment,
    Event,
    Party,
    Reading,
    Relation,
    Span,
    Spans,
    Speaker,
    Statement,
    identify,
)

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": f"{BASE}terms:"}]
AROUND = 32  # characters of a prefix or suffix, as Hypothesis writes them

Row = Statement | Event | Relation | Commitment
Json = dict[str, Any]


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as they come and return how many there were.

    The id of the collection stands at its end, because it is made of what stands in it.
    Raises InputError where a text holds half a surrogate pair.
    """
    count = total = 0
    content = hashlib.sha256()

    def lines() -> Iterator[bytes]:
        nonlocal count, total
        for reading in readings:
            count += 1
            for annotation in annotated(reading):
                total += 1
                content.update(annotation["id"].encode())
                yield json(annotation, reading.document)

    out.write(
        b'{"@context":["http://www.w3.org/ns/anno.jsonld",{"onrecord":"' + BASE.encode() + b'terms:"}],'
    )
    out.write(b'"type":"AnnotationCollection","label":"onrecord","first":{"type":"AnnotationPage",')
    out.write(b'"startIndex":0,"items":[')
    for line in joined(lines()):
        out.write(line)
    id = content.hexdigest()[:16]
    page, collection = urn("page", id), urn("collection", id)
    out.write(f'],\n"id":"{page}","partOf":"{collection}"}},"id":"{collection}","total":{total}}}\n'.encode())
    return count


def annotated(reading: Reading) -> Iterator[Json]:
    """The annotations of a reading: statements, events, relations, commitments, each in its order."""
    held = whole(reading)
    reader = {
        "id": urn("reader", identify("reader", reading.reader)),
        "type": "Software",
        "name": reading.reader,
    }
    for kind, rows in (
        ("statement", reading.statements),
        ("event", reading.events),
        ("relation", reading.relations),
        ("commitment", reading.commitments),
    ):
        for row in rows:
            yield {
                "id": urn(kind, row.id),
                "type": "Annotation",
                "motivation": "describing",
                "generator": reader,
                "body": list(_bodies(held, kind, row)),
                "target": list(_targets(reading, _spans(row))),
                **_terms(held, row),
            }


def _spans(row: Row) -> Spans:
    if not isinstance(row, Statement):
        return row.spans
    return row.content.spans or row.cue.spans or row.speaker.spans


def _targets(reading: Reading, spans: Spans) -> Iterator[Json]:
    document = reading.document
    text: Json = {"id": urn("document", document.id), "type": "Text", "format": "text/plain"}
    if document.language:
        text["language"] = document.language
    if not spans:
        yield {"source": text}
    for span in spans:
        start, end = span
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        yield {"source": text, "selector": [quotation(document.text, span), position]}
    if page := address(document):
        yield from ({"source": page, "selector": [quotation(document.text, span)]} for span in spans)


def quotation(text: str, span: Span) -> Json:
    """A TextQuoteSelector of a span, with the characters around it."""
    start, end = span
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }


def _bodies(held: Whole, kind: str, row: Row) -> Iterator[Json]:
    yield {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": _sentence(held, row),
    }
    for tag in (kind, *_tags(row)):
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}
    for actor in dict.fromkeys(party.actor or "" for party in _parties(row)):
        if actor in held.actors:
            source = {"id": urn("actor", actor), "onrecord:name": held.actors[actor].name}
            yield {"type": "SpecificResource", "purpose": "identifying", "source": source}


def _sentence(held: Whole, row: Row) -> str:
    if isinstance(row, Statement):
        words = one_line(row.content.text)
        return (
            f"{held.called(row.speaker) or UNNAMED} ({row.cue.class_}, {row.kind}, {row.certainty}): {words}"
        )
    told = " > ".join(held.tellers(row.statement))
    kind = row.kind if isinstance(row, Commitment) else row.type
    voice = f"told by {told}" if told else "told by the report"
    return f"{kind} ({row.status}, {voice}): {one_line(row.text)}"


def _tags(row: Row) -> tuple[str, ...]:
    if isinstance(row, Statement):
        return (row.cue.class_, row.kind)
    if isinstance(row, Event):
        return tuple(filter(None, (row.type, row.mode, *row.contexts, row.status)))
    return (row.kind if isinstance(row, Commitment) else row.type, row.status)


def _parties(row: Row) -> list[Party | Speaker]:
    if isinstance(row, Statement):
        found: tuple[Party | Speaker | None, ...] = (row.speaker, row.addressee)
    elif isinstance(row, Event):
        found = (*row.actors, *row.recipients)
    elif isinstance(row, Relation):
        found = (row.subject, row.object)
    else:
        found = (row.by, row.to)
    return [party for party in found if party]


def _terms(held: Whole, row: Row) -> Json:
    """What there is no term for; nothing of what is not known."""
    common: Json = {"confidence": row.confidence}
    if isinstance(row, Statement):
        common |= {
            "kind": row.kind,
            "speaker": held.called(row.speaker),
            "class": row.cue.class_,
            "polarity": row.polarity,
            "certainty": row.certainty,
            "said_on": row.said_on,
            "parent": row.parent and {"@id": urn("statement", row.parent)},
        }
    else:
        common |= {
            "status": row.status,
            "teller": held.tellers(row.statement) or None,
            "statement": row.statement and {"@id": urn("statement", row.statement)},
            "certainty": None if isinstance(row, Commitment) else row.certainty,
        }
    if isinstance(row, Event):
        common |= {"type": row.type, "mode": row.mode, "date": row.date}
    elif isinstance(row, Relation):
        common |= {"type": row.type, "from": row.from_, "to": row.to}
    elif isinstance(row, Commitment):
        common |= {"kind": row.kind, "deadline": row.deadline}
    return {f"onrecord:{key}": value for key, value in common.items() if value is not None}
