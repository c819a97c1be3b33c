"""What the exports of coded rows ask of each row, whoever found it, and what several of them say of it alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Protocol

from onrecord.model import Actor, Event, Party, Place, Speaker, Statement
from onrecord.timex import days

UNNAMED = "unnamed"
DIGITS = 10  # of a number in a cell; six would cut coordinates


class Origin(Protocol):
    """The report that a row stands in."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def agency(self) -> str | None: ...
    @property
    def source(self) -> str: ...


class Story(Protocol):
    """Whom and what the whole report names."""

    @property
    def people(self) -> tuple[str, ...]: ...
    @property
    def organisations(self) -> tuple[str, ...]: ...
    @property
    def locations(self) -> tuple[str, ...]: ...
    @property
    def language(self) -> str | None: ...
    @property
    def reader(self) -> str: ...


class Told(Protocol):
    """An event, relation or commitment with its report and whose word it is."""

    @property
    def document(self) -> Origin: ...
    @property
    def row(self) -> Any: ...
    @property
    def chain(self) -> tuple[Statement, ...]: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def actors(self) -> Mapping[str, Actor]: ...
    @property
    def place(self) -> Place | None: ...
    @property
    def sentence(self) -> int: ...
    @property
    def story(self) -> Story: ...


def called(told: Told, party: Party | Speaker) -> str:
    """What a party or speaker is called in the record; the words of the report where it is no known actor."""
    return told.names.get(party.actor or "", " ".join(party.text.split()))


def tellers(told: Told) -> list[str]:
    """Who tells a row, from the outermost to the innermost; nobody where the report says it itself."""
    return [called(told, said.speaker) or UNNAMED for said in reversed(told.chain)]


def pairs(row: Event) -> Iterator[tuple[Party | None, Party | None]]:
    """Every actor of an event with every recipient, but nobody with himself where there are others."""
    every = list(product(row.actors or (None,), row.recipients or (None,)))
    # What somebody does to himself alone is an event too.
    yield from [pair for pair in every if not _same(*pair)] or every


def _same(one: Party | None, other: Party | None) -> bool:
    if one is None or other is None:
        return False
    return one.actor == other.actor if one.actor else one.text == other.text


def day(told: Told) -> str:
    """The first day of an event, or else of its report; empty where neither has a date."""
    span = days(told.row.date) or days(told.document.published)
    return span[0].isoformat() if span else ""


def text(value: object) -> str:
    """A value as it stands in a cell: empty for nothing, whole numbers without a point."""
    if value is None:
        return ""
    return f"{value:.{DIGITS}g}" if isinstance(value, float) else str(value)
