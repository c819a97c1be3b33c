"""Who, where and when, within one report: speakers get their actors, dates their days."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.data.registry import EMPTY, Registry
from onrecord.model import (
    Actor,
    Annotation,
    Document,
    Party,
    Place,
    Relation,
    Report,
    Speaker,
    Statement,
    Time,
)
from onrecord.resolve.anonymous import Unnamed
from onrecord.resolve.coreference import Coreference
from onrecord.resolve.figures import Figure, actor_id, actors
from onrecord.resolve.names import gather
from onrecord.resolve.places import find_places
from onrecord.resolve.speakers import Parties, name_speakers
from onrecord.resolve.tenures import tenures
from onrecord.resolve.times import find_times, ranges
from onrecord.resolve.when import said_on, sentence_spans
from onrecord.resolve.where import Occasions

__all__ = ["Resolved", "resolve"]

HEADLINES = {"title", "subtitle", "date", "byline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a report says, with everybody and every day in their place."""

    document: Document
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]


def resolve(
    report: Report, annotation: Annotation, statements: tuple[Statement, ...], registry: Registry = EMPTY
) -> Resolved:
    """Resolve the speakers, addressees and dates of a report's statements."""
    document = report.document
    times = find_times(document.text, ranges(report), document.published)
    cast = gather(annotation, document.text, published=document.published, registry=registry)
    name_speakers(cast, statements, {b.start for b in report.layout.blocks if b.kind == "turn"})
    places = find_places(report, annotation, {index: figure.kind for index, figure in cast.at.items()})
    coreference = Coreference(cast, statements, document.published, titles=_titles(report, annotation))
    coreference.run()
    parties = Parties(coreference)
    sentences = sentence_spans(annotation)
    unnamed, occasions = Unnamed(annotation, document.text), Occasions(annotation, places)
    if document.dateline and places.dateline:
        document = replace(document, dateline=replace(document.dateline, place=places.dateline.id))
    rows = tuple(
        replace(
            s,
            speaker=_speaker(s.speaker, parties.meant_by(s.speaker.spans), unnamed),
            addressee=_addressee(s, parties),
            said_on=said_on(s, times, sentences, document.published),
            said_at=occasions.said_at(s),
        )
        for s in statements
    )
    return Resolved(
        document=document,
        actors=actors(cast),
        places=places.rows,
        times=times,
        statements=rows,
        relations=tenures(cast, coreference.voices, document.id),
    )


def _titles(report: Report, annotation: Annotation) -> int:
    """The number of the last sentence of the headlines, -1 for none."""
    blocks = report.layout.blocks
    last = -1
    for number, sentence in enumerate(annotation.sentences):
        if blocks[sentence.block].kind not in HEADLINES:
            break
        last = number
    return last


def _speaker(speaker: Speaker, figure: Figure | None, unnamed: Unnamed) -> Speaker:
    return replace(speaker, actor=actor_id(figure)) if figure else unnamed.mark(speaker)


def _addressee(statement: Statement, parties: Parties) -> Party | None:
    party = statement.addressee
    if party is None:
        return None
    figure = parties.meant_by(party.spans, not_=parties.meant_by(statement.speaker.spans))
    return replace(party, actor=actor_id(figure)) if figure else party
