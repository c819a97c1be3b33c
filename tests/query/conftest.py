from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import (
    Actor,
    Cue,
    Document,
    Mention,
    Reading,
    Speaker,
    Statement,
    Words,
    identify,
)
from onrecord.record import Record

Told = tuple[str, str, str]  # the words for the speaker, the cue, the content


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def report(
    text: str,
    *told: Told,
    actors: dict[str, list[str]] | None = None,
    title: str | None = None,
    published: str | None = None,
    said_on: str | None = None,
    kind: str = "indirect",
) -> Reading:
    """A reading of ``text``; ``actors`` gives each name the words that mean it."""
    known = tuple(
        Actor(
            id=identify(name),
            name=name,
            mentions=tuple(
                Mention(start=at(text, words)[0], end=at(text, words)[1], text=words) for words in mentions
            ),
        )
        for name, mentions in (actors or {}).items()
    )
    speakers = {mention.text: actor.id for actor in known for mention in actor.mentions}
    statements = tuple(
        Statement(
            id=identify(text, content),
            kind=kind,
            speaker=Speaker(actor=speakers.get(words), text=words, spans=(at(text, words),)),
            cue=Cue(text=cue, spans=(at(text, cue),), class_="say"),
            content=Words(text=content, spans=(at(text, content),)),
            said_on=said_on,
            confidence=0.5,
        )
        for words, cue, content in told
    )
    document = Document(
        id=identify("document", text),
        source=f"in/{identify(text)[:6]}.txt",
        title=title,
        published=published,
        text=text,
    )
    return Reading(reader="test 1", document=document, actors=known, statements=statements)


@pytest.fixture
def save(record: Record) -> Callable[..., Reading]:
    """Saves a report made like ``report`` and returns its reading."""

    def saved(*arguments: object, **options: object) -> Reading:
        reading = report(*arguments, **options)
        record.save(reading)
        return reading

    return saved
