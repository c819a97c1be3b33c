"""Statements as flat rows, one per statement: the columns of every table onrecord writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Reading, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement; ``start`` and ``end`` enclose its content in the text of its report."""

    document: str
    title: str | None
    published: str | None
    source: str
    publisher: str | None
    statement: str
    speaker: str | None
    speaker_words: str
    speaker_actor: str | None
    anonymous: bool
    cue: str
    cue_class: str
    kind: str
    polarity: str
    certainty: str
    content: str
    addressee: str | None
    said_on: str | None
    said_at: str | None
    parent: str | None
    confidence: float
    start: int | None
    end: int | None


def rows(readings: Iterable[Reading]) -> Iterator[Row]:
    """The statements of the readings in their order."""
    for reading in readings:
        actors = {actor.id: actor.name for actor in reading.actors}
        places = {place.id: place.name for place in reading.places}
        for statement in reading.statements:
            yield _row(reading, statement, actors, places)


def _row(reading: Reading, statement: Statement, actors: dict[str, str], places: dict[str, str]) -> Row:
    document, speaker, addressee = reading.document, statement.speaker, statement.addressee
    spans = statement.content.spans
    return Row(
        document=document.id,
        title=document.title,
        published=document.published,
        source=document.source,
        publisher=document.publisher,
        statement=statement.id,
        speaker=actors.get(speaker.actor or ""),
        speaker_words=speaker.text,
        speaker_actor=speaker.actor,
        anonymous=speaker.anonymous,
        cue=statement.cue.text,
        cue_class=statement.cue.class_,
        kind=statement.kind,
        polarity=statement.polarity,
        certainty=statement.certainty,
        content=statement.content.text,
        addressee=addressee.text if addressee else None,
        said_on=statement.said_on,
        said_at=places.get(statement.said_at or ""),
        parent=statement.parent,
        confidence=statement.confidence,
        start=min((start for start, _ in spans), default=None),
        end=max((end for _, end in spans), default=None),
    )
