"""Numbered references: which words of which report something rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.model import Spans
from onrecord.query.found import Origin
from onrecord.record.schema import documents, readings

Place = tuple[str, Spans]  # the id of a document, and where in it

BATCH = 100  # texts in memory at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words of a stored report: ``quotation`` has the exact characters of each of the spans.

    ``story`` is the same for copies of a report.
    """

    number: int
    document: Origin
    story: int
    spans: Spans
    quotation: tuple[str, ...]


class References:
    """Gives numbers to places in reports in the order in which they are cited; the same place has one number."""

    def __init__(self) -> None:
        self._numbers: dict[Place, int] = {}
        self._places: list[Place] = []

    def cite(self, document: str, spans: Spans) -> int:
        """The number of some words of a document."""
        spans = tuple((start, end) for start, end in spans)
        place = (document, spans)
        if place not in self._numbers:
            self._places.append(place)
            self._numbers[place] = len(self._places)
        return self._numbers[place]

    def place(self, number: int) -> Place:
        """The document and the spans that have a number."""
        return self._places[number - 1]

    def listed(self, connection: Connection) -> tuple[Reference, ...]:
        """All that was cited, with the words as they are stored."""
        cited: dict[str, list[tuple[int, Spans]]] = {}
        for (document, spans), number in self._numbers.items():
            cited.setdefault(document, []).append((number, spans))
        ids = list(cited)
        found: list[Reference] = []
        for some in (ids[at : at + BATCH] for at in range(0, len(ids), BATCH)):
            told = [documents.c[name] for name in Origin.__slots__]
            query = (
                select(readings.c.text, documents.c.story, *told)
                .join_from(documents, readings, readings.c.key == documents.c.key)
                .where(documents.c.id.in_(some))
            )
            for row in connection.execute(query).mappings():
                origin = Origin(**{name: row[name] for name in Origin.__slots__})
                found += (
                    Reference(
                        number=number,
                        document=origin,
                        story=row["story"],
                        spans=spans,
                        quotation=tuple(_pieces(row["text"], spans)),
                    )
                    for number, spans in cited[origin.id]
                )
        return tuple(sorted(found, key=lambda reference: reference.number))


def _pieces(text: str, spans: Spans) -> Iterable[str]:
    return (text[start:end] for start, end in spans)
