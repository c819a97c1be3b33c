"""What readers ask a server for: pages and lists, narrowed in ways that were not asked for before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from bench.memory import Curious
from bench.serving_web import Line

API = "/api/v1"
KNOWN = 200  # reports, actors, claims and commitments to choose from


class Asker:
    """Makes up addresses for a record of made-up reports."""

    def __init__(self, line: Line, seed: int = 11) -> None:
        self._curious = Curious(seed)
        self._ids = {name: _ids(line, name) for name in ("reports", "actors", "claims", "commitments")}
        self._names = [one["name"] for one in _items(line, "actors")]
        self._makers = {**self._pages(), **self._lists()}

    def kinds(self) -> list[str]:
        """The kinds of addresses."""
        return list(self._makers)

    def path(self, kind: str) -> str:
        """An address of a kind."""
        return self._makers[kind]()

    def any(self, chance: Random) -> tuple[str, str]:
        """Some kind, and an address of it."""
        kind = chance.choice(self.kinds())
        return kind, self.path(kind)

    def _pages(self) -> Mapping[str, Callable[[], str]]:
        ask = self._curious
        return {
            "/": lambda: "/",
            "/reports": lambda: _with("/reports", **ask.span()),
            "/reports/{id}": lambda: f"/reports/{self._one('reports')}",
            "/search": lambda: _with("/search", q=ask.word(), **ask.span()),
            "/actors": lambda: _with("/actors", **ask.span()),
            "/actors/{id}": lambda: f"/actors/{self._one('actors')}",
            "/claims": lambda: _with("/claims", about=self._name()),
            "/claims/{id}": lambda: f"/claims/{self._one('claims')}",
            "/contradictions": lambda: _with("/contradictions", about=self._name()),
            "/commitments": lambda: _with("/commitments", by=self._name()),
            "/timeline": lambda: _with("/timeline", actor=self._name()),
            "/map": lambda: _with("/map", actor=self._name()),
            "/network": lambda: _with("/network", actor=self._name()),
            "/review": lambda: _with("/review", until=ask.span().get("until")),
        }

    def _lists(self) -> Mapping[str, Callable[[], str]]:
        ask = self._curious
        made: dict[str, Callable[[], str]] = {
            "reports": lambda: _with(f"{API}/reports", **ask.span()),
            "reports/{id}": lambda: f"{API}/reports/{self._one('reports')}",
            "statements": lambda: _with(f"{API}/statements", speaker=self._name()),
            "events": lambda: _with(f"{API}/events", actor=self._name()),
            "commitments": lambda: _with(f"{API}/commitments", actor=self._name()),
            "actors": lambda: _with(f"{API}/actors", q=self._name()),
            "claims": lambda: _with(f"{API}/claims", about=self._name()),
            "contradictions": lambda: _with(f"{API}/contradictions", about=self._name()),
            "health": lambda: f"{API}/health",
        }
        return {f"{API}/{name}": make for name, make in made.items()}

    def _name(self) -> str:
        name: str = self._curious.chance.choice(self._names)
        return name

    def _one(self, what: str) -> str:
        return quote(self._curious.chance.choice(self._ids[what]))


def _items(line: Line, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(line.get(f"{API}/{what}?limit={KNOWN}"))["items"]
    return found


def _ids(line: Line, what: str) -> list[str]:
    rows = [one.get("row", one) for one in _items(line, what)]
    return [str(one["id"] if isinstance(one, dict) else one) for one in rows]


def _with(path: str, **asked: str | None) -> str:
    told = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode(told)}" if told else path
