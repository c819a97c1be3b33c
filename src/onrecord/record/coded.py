"""Events, relations and commitments as rows, with their parties, their places and why they were coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, select

from onrecord.model import Commitment, Event, Party, Place, Reading, Reason, Relation
from onrecord.record import days
from onrecord.record.put import put
from onrecord.record.schema import places
from onrecord.record.words import fold_name

Row = dict[str, Any]
Coded = Event | Relation | Commitment
What = Literal["event", "relation", "commitment"]
Scene = tuple[str, str]  # the folded name of a place and its country, empty for none

LISTS: Mapping[What, str] = {"event": "events", "relation": "relations", "commitment": "commitments"}
ROLES: Mapping[What, tuple[str, str]] = {
    "event": ("actor", "recipient"),
    "relation": ("subject", "object"),
    "commitment": ("by", "to"),
}


def numbered(reading: Reading) -> Iterator[tuple[What, int, Coded]]:
    """All that was coded, each with its place in the list of its kind."""
    for what, name in LISTS.items():
        for number, row in enumerate(getattr(reading, name)):
            yield what, number, row


def rows(reading: Reading, document: int, first_statement: int) -> Iterator[Row]:
    """A row for each; ``place`` is a ``Scene`` that ``placed`` puts a key for.

    Their days are those of an event that has a date, else those of the report.
    """
    tellers = {said.id: key for key, said in enumerate(reading.statements, first_statement)}
    scenes = {place.id: scene(place) for place in reading.places}
    for what, number, row in numbered(reading):
        day, last_day = days.span(getattr(row, "date", None) or reading.document.published)
        yield {
            "document": document,
            "what": what,
            "number": number,
            "id": row.id,
            "type": row.kind if isinstance(row, Commitment) else row.type,
            "mode": getattr(row, "mode", None),
            "status": row.status,
            "place": scenes.get(getattr(row, "place", None) or ""),
            "teller": tellers.get(row.statement or ""),
            "day": day,
            "last_day": last_day,
            "due": days.span(getattr(row, "deadline", None))[1],
        }


def scene(place: Place) -> Scene:
    """What a place is looked up by."""
    return fold_name(place.name), place.country or ""


def parties(
    reading: Reading, first_row: int, first: int, actors: Mapping[str, int]
) -> tuple[list[Row], list[Row]]:
    """The parties of every row, and the names of those that are no known actors.

    Args:
        first_row, first: the first free keys of rows and of parties.
        actors: the keys of the actors of the report.
    """
    found: list[Row] = []
    named: list[Row] = []
    for key, (_, _, row) in enumerate(numbered(reading), first_row):
        for role, party in taking_part(row):
            actor, name = actors.get(party.actor or ""), fold_name(party.text)
            if actor is None and name:
                named.append({"party": first + len(found), "name": name, "main": True})
            found.append({"key": first + len(found), "coded": key, "role": role, "actor": actor})
    return found, named


def taking_part(row: Coded) -> Iterator[tuple[str, Party]]:
    """The parties of a row in their order, each with its role."""
    if isinstance(row, Event):
        yield from (("actor", party) for party in row.actors)
        yield from (("recipient", party) for party in row.recipients)
    elif isinstance(row, Relation):
        yield from (("subject", row.subject), ("object", row.object))
    else:
        yield from ((role, party) for role, party in (("by", row.by), ("to", row.to)) if party)


def placed(connection: Connection, found: list[Row]) -> list[Row]:
    """The rows with the keys of their places, which are made where they are new."""
    scenes: set[Scene] = {row["place"] for row in found if row["place"]}
    if not scenes:
        return found
    made = [{"name": name, "country": country} for name, country in sorted(scenes)]
    put(connection, places, made, only_new=True)
    known = select(places).where(places.c.name.in_({name for name, _ in scenes}))
    keys = {(row.name, row.country): row.key for row in connection.execute(known)}
    return [{**row, "place": keys.get(row["place"])} for row in found]


def reasons(reading: Reading, document: int) -> list[Row]:
    """Why the rows of a reading were coded, in one row."""
    if not reading.reasons:
        return []
    told = [(reason.row, reason.steps) for reason in reading.reasons]
    return [{"key": document, "steps": orjson.dumps(told).decode()}]


def reasons_in(steps: str | None) -> tuple[Reason, ...]:
    """The reasons that ``reasons`` put down."""
    return tuple(
        Reason(row=row, steps=tuple((rule, words) for rule, words in told))
        for row, told in (orjson.loads(steps) if steps else ())
    )


def why(steps: str | None, row: str) -> Iterable[tuple[str, str]]:
    """The steps of one row."""
    return next((reason.steps for reason in reasons_in(steps) if reason.row == row), ())
