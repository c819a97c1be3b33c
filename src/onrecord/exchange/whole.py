"""What the exports of whole readings ask of each: its parties by name, whose word a row is, names for the web."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import orjson

from onrecord.errors import InputError
from onrecord.exchange.told import UNNAMED, Origin
from onrecord.model import Actor, Document, Party, Place, Reading, Spans, Speaker, Statement, Teller

BASE = "urn:onrecord:"
# XML, RDF and calendars know no other control characters than tab and the ends of lines.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A reading with its actors, places and statements under their ids; ``mentions`` are (start, end, actor)."""

    reading: Reading
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    statements: Mapping[str, Statement]
    mentions: tuple[tuple[int, int, str], ...]

    def called(self, party: Party | Speaker | Teller | None) -> str:
        """The name of a party; the words of the report where it is no known actor."""
        if party is None:
            return ""
        actor = self.actors.get(party.actor or "")
        return actor.name if actor else " ".join(party.text.split())

    def chain(self, statement: str | None) -> tuple[Statement, ...]:
        """The statements that a row stands inside, from the innermost to the outermost."""
        found: dict[str, Statement] = {}
        # A reading of other hands may go round in circles.
        while statement and statement not in found and (said := self.statements.get(statement)):
            found[statement] = said
            statement = said.parent
        return tuple(found.values())

    def tellers(self, statement: str | None) -> list[str]:
        """Who tells a row, from the outermost to the innermost; nobody where the report says it itself."""
        return [self.called(said.speaker) or UNNAMED for said in reversed(self.chain(statement))]

    def mentioned(self, spans: Spans) -> list[str]:
        """The ids of the actors that are mentioned inside some spans, in the order of their first mention."""
        found = (
            actor
            for start, end in spans
            for first, last, actor in self.mentions[
                bisect_left(self.mentions, (start,)) : bisect_left(self.mentions, (end,))
            ]
            if first < last <= end
        )
        return list(dict.fromkeys(found))


def whole(reading: Reading) -> Whole:
    """A reading with what is looked up in it."""
    return Whole(
        reading=reading,
        actors={actor.id: actor for actor in reading.actors},
        places={place.id: place for place in reading.places},
        statements={statement.id: statement for statement in reading.statements},
        mentions=tuple(
            sorted(
                (mention.start, mention.end, actor.id)
                for actor in reading.actors
                for mention in actor.mentions
            )
        ),
    )


def local(id: str) -> str:
    """An id in letters, digits, underscores and percent signs alone; ours stay as they are."""
    return re.sub(r"[-.~]", lambda found: f"%{ord(found[0]):02X}", quote(id, safe="", errors="replace"))


def urn(kind: str, id: str) -> str:
    """The name on the web of a thing with one of our ids, as ``urn:onrecord:actor:75fea2b756535b18``.

    The namespace is not registered with IANA; nothing can be fetched under it.
    """
    return f"{BASE}{kind}:{local(id)}"


def address(document: Document | Origin) -> str | None:
    """The URL that a report was read from, if it was."""
    found = re.fullmatch(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", document.source)
    return found and found[0]


def one_line(text: str | None) -> str:
    """Words without control characters and with single blanks between them."""
    return " ".join(printable(text or "").split())


def printable(text: str) -> str:
    """A text without the characters that XML, RDF and calendars cannot carry."""
    return _CONTROLS.sub("", text)


def json(value: Any, document: Document) -> bytes:
    """A value as JSON; InputError where it holds half a surrogate pair."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError as error:
        raise InputError(f"{document.source!r} cannot be written as JSON: {error}") from error


def encoded(text: str, document: Document) -> bytes:
    """A text as UTF-8; InputError where it holds half a surrogate pair."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{document.source!r} cannot be written as UTF-8: its text holds half a surrogate pair"
        ) from error


def joined(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines of a JSON list, a comma before each but the first."""
    before = b"\n"
    for line in lines:
        yield before + line
        before = b",\n"
