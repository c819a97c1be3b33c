"""Who, where and when, within one report: speakers get their actors, dates their days."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from onrecord.data.registry import EMPTY, Registry
from onrecord.model import (
    Actor,
    Annotation,
    Document,
    Party,
    Place,
    Report,
    Speaker,
    Statement,
    Time,
)
from onrecord.resolve.anonymous import Unnamed
from onrecord.resolve.cast import Cast, Figure, actor_id, actors, gather
from onrecord.resolve.places import dateline_place, placed
from onrecord.resolve.speakers import Speakers
from onrecord.resolve.times import find_times
from onrecord.resolve.when import said_on, sentence_spans
from onrecord.resolve.where import Scenes, merged

__all__ = ["Resolved", "resolve"]

SPOKEN = {"title", "subtitle", "heading", "paragraph", "turn", "caption", "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a report says, with everybody and every day in their place."""

    document: Document
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]


def resolve(
    report: Report, annotation: Annotation, statements: tuple[Statement, ...], registry: Registry = EMPTY
) -> Resolved:
    """Resolve the speakers, addressees and dates of a report's statements."""
    document = report.document
    ranges = [(b.start, b.end) for b in report.layout.blocks if b.kind in SPOKEN]
    turns = {b.start for b in report.layout.blocks if b.kind == "turn"}
    times = find_times(document.text, ranges, document.published)
    cast = gather(annotation, document.text)
    who = _who(cast, statements, turns)
    sentences = sentence_spans(annotation)
    unnamed, scenes = Unnamed(annotation, document.text), Scenes(annotation, document.text)
    place = dateline_place(document)
    if place and document.dateline:
        document = replace(document, dateline=placed(document.dateline, place))
    rows = tuple(
        replace(
            s,
            speaker=_speaker(s.speaker, speaker, unnamed),
            addressee=_addressee(s.addressee, addressee),
            said_on=said_on(s, times, sentences, document.published),
            said_at=scenes.said_at(s),
        )
        for s, (speaker, addressee) in zip(statements, who, strict=True)
    )
    return Resolved(
        document=document,
        actors=actors(cast),
        places=merged(place, scenes.found),
        times=times,
        statements=rows,
    )


def _who(
    cast: Cast, statements: tuple[Statement, ...], turns: Container[int]
) -> list[tuple[Figure | None, Figure | None]]:
    """Speaker and addressee of each statement, in the order of the text, outer before inner."""
    speakers = Speakers(cast, statements)
    by_id = {s.id: s for s in statements}
    found: dict[str, tuple[Figure | None, Figure | None]] = {}
    for statement in sorted(statements, key=lambda s: _order(s, by_id)):
        parent = by_id.get(statement.parent or "")
        above = found[parent.id][0] if parent else None
        inside = bool(parent and parent.kind != "indirect")
        spans = statement.speaker.spans
        labelled = bool(spans) and spans[0][0] in turns
        speaker = speakers.labelled(spans) if labelled else speakers.resolve(spans, above, inside)
        to = statement.addressee
        addressee = speakers.resolve(to.spans, above, inside, not_=speaker) if to else None
        found[statement.id] = (speaker, addressee)
        if spans and parent is None:
            speakers.heard(spans, speaker)
    return [found[s.id] for s in statements]


def _order(statement: Statement, by_id: dict[str, Statement]) -> tuple[int, int, int]:
    """Where the outermost statement around this one stands, how deep it is, where its own speaker stands."""
    depth, top, seen = 0, statement, {statement.id}
    while (parent := by_id.get(top.parent or "")) and parent.id not in seen:
        seen.add(parent.id)
        top, depth = parent, depth + 1
    return _position(top), depth, _position(statement)


def _position(statement: Statement) -> int:
    spans = statement.speaker.spans or statement.cue.spans or statement.content.spans
    return spans[0][0]


def _speaker(speaker: Speaker, figure: Figure | None, unnamed: Unnamed) -> Speaker:
    return replace(speaker, actor=actor_id(figure)) if figure else unnamed.mark(speaker)


def _addressee(party: Party | None, figure: Figure | None) -> Party | None:
    return replace(party, actor=actor_id(figure)) if party and figure else party
