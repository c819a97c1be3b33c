"""Words of reports in their sentences, for those who read them away from the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.model import Spans
from onrecord.query.found import STOP
from onrecord.record import Record
from onrecord.record.schema import documents, readings

REACH = 280  # characters before the first and behind the last of the words, where a sentence is longer
FARTHEST = 900  # between the first and the last of the words; what goes farther is left alone

Piece = tuple[str, bool]  # some words, and whether they are among those that are meant


@dataclass(frozen=True, slots=True)
class Sentences:
    """Texts of reports by their ids."""

    texts: Mapping[str, str]

    def around(self, document: str, spans: Spans) -> tuple[Piece, ...]:
        """Words in their sentence; nothing where the report is not known."""
        text = self.texts.get(document)
        return around(text, spans) if text is not None else ()


def sentences(record: Record, ids: Iterable[str]) -> Sentences:
    """The texts of some reports, to look up what stands around words of theirs."""
    query = select(documents.c.id, readings.c.text).join_from(
        documents, readings, readings.c.key == documents.c.key
    )
    with record.looking() as connection:
        rows = connection.execute(query.where(documents.c.id.in_(sorted(set(ids)))))
        return Sentences({row.id: row.text for row in rows})


def around(text: str, spans: Spans) -> tuple[Piece, ...]:
    """The sentences in which spans of a text stand, in pieces; nothing where these stand far from one another."""
    inside = sorted((start, end) for start, end in spans if 0 <= start < end <= len(text))
    if not inside or inside[-1][1] - inside[0][0] > FARTHEST:
        return ()
    first, last = inside[0][0], max(end for _, end in inside)
    start, end, before, behind = max(0, first - REACH), min(len(text), last + REACH), "…", "…"
    for stop in STOP.finditer(text, start, end):
        if stop.end() <= first:
            start, before = stop.end(), ""
        elif stop.start() + 1 >= last:
            end, behind = stop.end(), ""
            break
    pieces: list[Piece] = []
    at = start
    for opened, closed in inside:
        if opened > at:
            pieces.append((text[at:opened], False))
        if closed > at:
            pieces.append((text[max(at, opened) : closed], True))
            at = closed
    pieces.append((text[at:end].rstrip(), False))
    if before and start:
        pieces.insert(0, (before, False))
    if behind and end < len(text):
        pieces.append((behind, False))
    return tuple((words, meant) for words, meant in pieces if words)
