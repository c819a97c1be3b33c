"""Citron, the quote extractor of the BBC: a JSON file for each report, as its own DataSource reads them.

A quote is a statement that has a cue, which Citron cannot do without; others are left out. ``sources`` are the words
that stand at the quote, ``contents`` its stretches in reading order, ``coreferences`` the first mention of the speaker
that has his name in it, where the words at the quote have not. (Citron's server has these two the other way round
where it has resolved a pronoun.) ``coreference_groups`` are the mentions of each actor. ``confidence`` is in words, as
Citron writes it; a cue in several pieces is its first.

Source: https://github.com/bbc/citron, ``docs/data_format.md`` and ``citron/data.py`` (2021, Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.exchange.annotation_folder import named, new_folder
from onrecord.exchange.whole import json
from onrecord.model import Actor, Mention, Reading, Span, Statement

APPLICATION = "onrecord"

Json = dict[str, Any]


def write(readings: Iterable[Reading], folder: Path) -> int:
    """Write a file for each reading and return how many there were.

    Raises UsageError where the folder holds anything, InputError where it cannot be written.
    """
    count = 0
    with new_folder(folder):
        for name, reading in named(readings):
            (folder / f"{name}.json").write_bytes(json(quotes(reading), reading.document) + b"\n")
            count += 1
    return count


def quotes(reading: Reading) -> Json:
    """A reading in Citron's form."""
    text = reading.document.text
    actors = {actor.id: actor for actor in reading.actors}
    return {
        "text": text,
        "quotes": [
            _quote(text, statement, actors.get(statement.speaker.actor or ""))
            for statement in reading.statements
            if statement.cue.spans
        ],
        "coreference_groups": [
            [_span(text, (mention.start, mention.end)) for mention in actor.mentions]
            for actor in reading.actors
            if actor.mentions
        ],
        "source": {"application": APPLICATION, "model": reading.reader},
    }


def _quote(text: str, statement: Statement, speaker: Actor | None) -> Json:
    named = [] if speaker is None else list(_naming(statement, speaker))[:1]
    return {
        "id": statement.id,
        "cue": _span(text, statement.cue.spans[0]),
        "sources": [_span(text, span) for span in statement.speaker.spans],
        "contents": [_span(text, span) for span in statement.content.spans],
        "coreferences": [_span(text, (mention.start, mention.end)) for mention in named],
        "confidence": f"{statement.confidence:.4f}",
    }


def _naming(statement: Statement, speaker: Actor) -> Iterator[Mention]:
    """The mentions with a name of the speaker, unless the words at the quote have one."""
    last = speaker.name.casefold().split()[-1:]
    if last and not set(last) & set(statement.speaker.text.casefold().split()):
        yield from (mention for mention in speaker.mentions if last[0] in mention.text.casefold().split())


def _span(text: str, span: Span) -> Json:
    start, end = span
    return {"start": start, "end": end, "text": text[start:end]}
