"""A reading as the rows that questions are asked of; all of them can be made from it again."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.model import Document, Reading, Spans, Statement, identify
from onrecord.record import coded, days
from onrecord.record.words import PRONOUNS, fold, fold_name

Row = dict[str, Any]

LONGEST_WORD = (
    500  # characters; nobody types the beginning of a longer one, and PostgreSQL's index takes none
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The first free key of each table whose rows others point to."""

    documents: int
    actors: int
    statements: int
    coded: int
    parties: int


def fingerprint(document: Document) -> str:
    """What changes when a report is told about in another way.

    The place of the dateline is left out because the reader adds it, the text because the id stands
    for it, and the source so that two copies of a report do not take turns in the record.
    """
    dateline = document.dateline and replace(document.dateline, place=None)
    return identify(replace(document, source="", text="", dateline=dateline))


def rows(reading: Reading, line: str, keys: Keys) -> dict[str, list[Row]]:
    """The rows of a reading under the names of their tables; ``line`` is the reading as JSON."""
    document = reading.document
    text = {"key": keys.documents, "title": document.title, "text": document.text, "reading": line}
    actor_keys = {actor.id: keys.actors + number for number, actor in enumerate(reading.actors)}
    parties, party_words = coded.parties(reading, keys.coded, keys.parties, actor_keys)
    words = {*fold(document.title or "").split(), *fold(document.text).split()}
    return {
        "documents": [_document(reading, keys.documents)],
        "readings": [text],
        "actors": list(_actors(reading, keys)),
        "statements": list(_statements(reading, keys, actor_keys)),
        "mentioned": list(_mentioned(reading, keys)),
        "mentions": list(_mentions(reading, keys)),
        "offices": list(_offices(reading, keys)),
        "coded": [
            {"key": key, **row}
            for key, row in enumerate(coded.rows(reading, keys.documents, keys.statements), keys.coded)
        ],
        "parties": parties,
        "names": [
            {"actor": None, "statement": None, "party": None, **row}
            for row in (
                *_actor_names(reading, keys),
                *_speaker_words(reading, keys, actor_keys),
                *party_words,
            )
        ],
        "reasons": coded.reasons(reading, keys.documents),
        "words": [{"word": word} for word in sorted(words) if len(word) <= LONGEST_WORD],
    }


def _document(reading: Reading, key: int) -> Row:
    document = reading.document
    day, last_day = days.span(document.published)
    return {
        "key": key,
        "id": document.id,
        "reader": reading.reader,
        "fingerprint": fingerprint(document),
        "source": document.source,
        "file": file_name(document.source),
        "title": document.title,
        "publisher": document.publisher,
        "agency": document.agency,
        "published": document.published,
        "day": day,
        "last_day": last_day,
    }


def file_name(source: str) -> str:
    """The last part of a path or URL, by which people call a report."""
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _actors(reading: Reading, keys: Keys) -> Iterator[Row]:
    day, last_day = days.span(reading.document.published)
    said = Counter(statement.speaker.actor for statement in reading.statements)
    for key, actor in enumerate(reading.actors, keys.actors):
        yield {
            "key": key,
            "document": keys.documents,
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "statements": said[actor.id],
            "mentions": len(actor.mentions),
            "day": day,
            "last_day": last_day,
        }


def _statements(reading: Reading, keys: Keys, actor_keys: dict[str, int]) -> Iterator[Row]:
    places = {place.id: place.name for place in reading.places}
    for key, statement in enumerate(reading.statements, keys.statements):
        start, end = _ends(statement.content.spans)
        day, last_day = days.span(statement.said_on or reading.document.published)
        yield {
            "key": key,
            "document": keys.documents,
            "speaker": actor_keys.get(statement.speaker.actor or ""),
            "said_at": places.get(statement.said_at or ""),
            **_told(statement),
            "start": start,
            "end": end,
            "day": day,
            "last_day": last_day,
        }


def _told(statement: Statement) -> Row:
    return {
        "id": statement.id,
        "speaker_words": statement.speaker.text,
        "anonymous": statement.speaker.anonymous,
        "cue": statement.cue.text,
        "cue_class": statement.cue.class_,
        "kind": statement.kind,
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "content": statement.content.text,
        "addressee": statement.addressee and statement.addressee.text,
        "said_on": statement.said_on,
        "parent": statement.parent,
        "confidence": statement.confidence,
    }


def _ends(spans: Spans) -> tuple[int | None, int | None]:
    return min((start for start, _ in spans), default=None), max((end for _, end in spans), default=None)


def _mentioned(reading: Reading, keys: Keys) -> Iterator[Row]:
    """Who is mentioned inside the content of each statement."""
    mentions = sorted(
        (mention.start, mention.end, key)
        for key, actor in enumerate(reading.actors, keys.actors)
        for mention in actor.mentions
    )
    for statement_key, statement in enumerate(reading.statements, keys.statements):
        for actor_key in sorted(_inside(mentions, statement.content.spans)):
            yield {"actor": actor_key, "statement": statement_key}


def _inside(mentions: Sequence[tuple[int, int, int]], spans: Spans) -> set[int]:
    """The actors of sorted mentions that lie wholly in one of the spans."""
    return {
        key
        for start, end in spans
        for _, last, key in mentions[bisect_left(mentions, (start,)) : bisect_left(mentions, (end + 1,))]
        if last <= end
    }


def _mentions(reading: Reading, keys: Keys) -> Iterator[Row]:
    for key, actor in enumerate(reading.actors, keys.actors):
        for words, number in Counter(mention.text for mention in actor.mentions).items():
            yield {"actor": key, "words": words, "number": number}


def _offices(reading: Reading, keys: Keys) -> Iterator[Row]:
    for key, actor in enumerate(reading.actors, keys.actors):
        for office in actor.offices:
            told = {"title": office.title, "organisation": office.organisation}
            yield {"actor": key, **told, "from": office.from_, "to": office.to}


def _actor_names(reading: Reading, keys: Keys) -> Iterator[Row]:
    """What an actor is called here besides its name, by which its identity is found."""
    for key, actor in enumerate(reading.actors, keys.actors):
        folded = {fold_name(mention.text) for mention in actor.mentions}
        for name in sorted(folded - PRONOUNS - {fold_name(actor.name)}):
            yield {"actor": key, "name": name, "main": False}


def _speaker_words(reading: Reading, keys: Keys, actor_keys: dict[str, int]) -> Iterator[Row]:
    for key, statement in enumerate(reading.statements, keys.statements):
        speaker = statement.speaker
        if speaker.actor not in actor_keys and speaker.text:
            yield {"statement": key, "name": fold_name(speaker.text), "main": True}
