"""Coded rows as answers: each with its report, whose word it is, and how its actors are called in the record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, select

from onrecord.model import Actor, Commitment, Event, Place, Relation, Speaker, Statement
from onrecord.record.coded import Coded, What, taking_part
from onrecord.record.parts import Parts
from onrecord.record.schema import actors, documents, identities, readings

Row = TypeVar("Row", Event, Relation, Commitment)
Pointer = tuple[int, What, int]  # the key of a report, and which of its rows is meant

BATCH = 200  # rows made at a time, so that few readings are in memory at once
# A sentence ends at a stop behind which a new one may begin, or at a blank line.
STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The report that a row stands in."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    agency: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Whom and which places the whole report names, and its language."""

    people: tuple[str, ...]
    organisations: tuple[str, ...]
    locations: tuple[str, ...]
    language: str | None
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Row]):
    """An event, relation or commitment of the record.

    ``teller`` is the speaker of the innermost statement that tells it, None for the report's own voice; ``chain`` is
    that statement and those around it, from the inside out. ``names`` has what its actors are called in the record,
    ``actors`` what the report says of them. ``sentence`` is the number of its sentence, counted by stops and blank
    lines with the headline.
    """

    document: Origin
    row: Row
    teller: Speaker | None
    chain: tuple[Statement, ...]
    names: Mapping[str, str]
    actors: Mapping[str, Actor]
    place: Place | None
    sentence: int
    story: Story = field(repr=False)


def found(connection: Connection, pointers: Iterable[Pointer]) -> Iterator[Found[Any]]:
    """The rows that the pointers mean, in their order."""
    waiting = iter(pointers)
    while some := list(islice(waiting, BATCH)):
        stored = reports(connection, sorted({document for document, _, _ in some}))
        for document, what, number in some:
            yield stored[document].found(what, number)


def reports(connection: Connection, keys: Sequence[int]) -> dict[int, Stored]:
    """Stored reports by their keys."""
    told = [documents.c[name] for name in Origin.__slots__]
    query = (
        select(documents.c.key, readings.c.reading, *told)
        .join_from(documents, readings, readings.c.key == documents.c.key)
        .where(documents.c.key.in_(keys))
    )
    called = select(actors.c.document, actors.c.id, identities.c.name).join_from(
        actors, identities, identities.c.key == actors.c.identity
    )
    names: dict[int, dict[str, str]] = {key: {} for key in keys}
    for row in connection.execute(called.where(actors.c.document.in_(keys))):
        names[row.document][row.id] = row.name
    return {
        row["key"]: Stored(
            Origin(**{name: row[name] for name in Origin.__slots__}), Parts(row["reading"]), names[row["key"]]
        )
        for row in connection.execute(query).mappings()
    }


class Stored:
    """A report of the record, and what its actors are called there."""

    def __init__(self, origin: Origin, parts: Parts, names: Mapping[str, str]) -> None:
        self.origin = origin
        self.parts = parts
        self.names = names
        self._story: Story | None = None

    def found(self, what: What, number: int) -> Found[Any]:
        """One of its rows as an answer."""
        row = self.parts.coded(what, number)
        chain = self.parts.chain(row.statement)
        known = self.known(row, chain)
        return Found(
            document=self.origin,
            row=row,
            teller=chain[0].speaker if chain else None,
            chain=chain,
            names=self.called(known),
            actors=known,
            place=self.parts.place(row.place) if isinstance(row, Event) else None,
            sentence=self._sentence(row),
            story=self.story,
        )

    def known(self, row: Coded | Statement, chain: Iterable[Statement]) -> dict[str, Actor]:
        """The actors that take part in a row, or tell it."""
        ids = {said.speaker.actor for said in chain}
        if isinstance(row, Statement):
            ids.add(row.addressee.actor if row.addressee else None)
        else:
            ids.update(party.actor for _, party in taking_part(row))
        if isinstance(row, Relation) and row.by:
            ids.add(row.by.actor)
        return {actor.id: actor for actor in self.parts.actors(ids)}

    def called(self, known: Mapping[str, Actor]) -> dict[str, str]:
        """What these actors are called in the record."""
        return {id: self.names.get(id, actor.name) for id, actor in known.items()}

    def _sentence(self, row: Coded) -> int:
        start = min((start for start, _ in row.spans), default=0)
        text = self.parts.data["document"]["text"]
        return 1 + sum(stop.end() <= start for stop in STOP.finditer(text, 0, min(start + 1, len(text))))

    @property
    def story(self) -> Story:
        """The report as a whole."""
        if self._story is None:
            self._story = _story(self.parts.data, self.names)
        return self._story


def _story(reading: Mapping[str, Any], names: Mapping[str, str]) -> Story:
    called: dict[bool, list[str]] = {True: [], False: []}
    for actor in reading["actors"]:
        if actor["kind"] not in ("country", "people", "ethnic_group", "religious_group"):
            called[actor["kind"] == "person"].append(names.get(actor["id"], actor["name"]))
    return Story(
        people=tuple(dict.fromkeys(called[True])),
        organisations=tuple(dict.fromkeys(called[False])),
        locations=tuple(dict.fromkeys(place["name"] for place in reading["places"])),
        language=reading["document"]["language"],
        reader=reading["reader"],
    )
