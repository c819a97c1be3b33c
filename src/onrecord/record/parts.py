"""Some rows of a stored reading, without the rest of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from onrecord.exchange.onrecord import structured
from onrecord.model import Actor, Commitment, Event, Place, Relation, Statement
from onrecord.record.coded import LISTS, Coded, What

KINDS: dict[What, type[Coded]] = {"event": Event, "relation": Relation, "commitment": Commitment}


@dataclass(frozen=True)
class Parts:
    """The parts of a reading, taken out of its line of JSON one by one."""

    line: str

    @cached_property
    def data(self) -> dict[str, Any]:
        """The reading as lists and dictionaries."""
        found: dict[str, Any] = orjson.loads(self.line)
        return found

    def coded(self, what: What, number: int) -> Coded:
        """The event, relation or commitment of that number."""
        return structured(self.data[LISTS[what]][number], KINDS[what])

    def chain(self, statement: str | None) -> tuple[Statement, ...]:
        """A statement and those that it stands inside, the innermost first."""
        found: dict[str, Statement] = {}
        while statement and statement in self._statements and statement not in found:
            found[statement] = structured(self._statements[statement], Statement)
            statement = found[statement].parent
        return tuple(found.values())

    def place(self, id: str | None) -> Place | None:
        """A place with its first mention alone."""
        row = self._places.get(id)
        if row is None:
            return None
        if row["id"] not in self._made_places:
            self._made_places[row["id"]] = structured({**row, "mentions": row["mentions"][:1]}, Place)
        return self._made_places[row["id"]]

    def actors(self, ids: Iterable[str | None]) -> Iterator[Actor]:
        """These actors in the order of the report, without their mentions."""
        wanted = set(ids)
        for row in self.data["actors"]:
            if (id := row["id"]) in wanted:
                if id not in self._made_actors:
                    self._made_actors[id] = structured({**row, "mentions": []}, Actor)
                yield self._made_actors[id]

    # Many rows of a report name the same actors and places, and to make one costs more than all else here.
    @cached_property
    def _made_actors(self) -> dict[str, Actor]:
        return {}

    @cached_property
    def _made_places(self) -> dict[str, Place]:
        return {}

    @cached_property
    def _places(self) -> dict[str | None, dict[str, Any]]:
        return {row["id"]: row for row in self.data["places"]}

    @cached_property
    def _statements(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self.data["statements"]}
