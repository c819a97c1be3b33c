"""Actors that a user knows of: registries brought along, which outrank the built-in ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import ActorKind, Office, identify


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An actor code as event coders use them, and the days it holds."""

    code: str
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor that a user brought along."""

    name: str
    kind: ActorKind | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    codes: tuple[Code, ...] = ()
    source: str = ""


class Registry:
    """Entries, found by any of their names."""

    def __init__(self, entries: Iterable[Entry] = (), agents: Mapping[str, str] | None = None) -> None:
        self.entries = tuple(entries)
        self.agents = dict(agents or {})
        self.digest = identify(self.entries, sorted(self.agents.items()))[:8] if self.entries else ""
        self.longest = 0

    def __bool__(self) -> bool:
        return bool(self.entries)

    def find(self, words: str) -> Entry | None:
        """The entry of a name."""
        return None


EMPTY = Registry()
