"""The registry file of a user: JSON Lines, an actor or an agent noun a line, read strictly and replaced whole.

A line is an actor with the keys ``name``, ``kind``, ``country``, ``aliases``, ``offices``, ``wikidata``, ``codes`` and
``source``, what is empty left out, or a noun with its code: ``{"agent": "soldier", "code": "MIL"}``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import orjson

from onrecord.data.registry import Code, Entry, Registry, fold
from onrecord.errors import InputError
from onrecord.exchange.brought import Brought, Unread, in_order, iso_date
from onrecord.model import ActorKind, Office

KINDS = (None, *get_args(ActorKind))
ACTOR = ("name", "kind", "country", "aliases", "offices", "wikidata", "codes", "source")
OFFICE = ("title", "organisation", "from", "to")
CODE = ("code", "from", "to")
AGENT = ("agent", "code")

Row = Mapping[str, Any]


def read(path: Path) -> Registry:
    """The registry in a file; InputError names the line that is none of ours."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    found = parse(lines)
    if found.unread:
        first = found.unread[0]
        raise InputError(f"{path}, line {first.line}: {first.reason}; mend the line or take it out")
    return Registry(found.entries, found.agents)


def parse(lines: Iterable[bytes | str]) -> Brought:
    """The actors and agent nouns in the lines of a registry file."""
    entries: list[Entry] = []
    agents: dict[str, str] = {}
    unread: list[Unread] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
            if isinstance(row, dict) and "agent" in row:
                _check(row, AGENT)
                agents[_text(row, "agent")] = _text(row, "code")
            else:
                entries.append(_entry(row))
        except ValueError as error:
            text = line if isinstance(line, str) else line.decode("utf-8", "replace")
            reason = "not valid JSON" if isinstance(error, orjson.JSONDecodeError) else str(error)
            unread.append(Unread(line=number, text=text.strip(), reason=reason))
    return Brought(entries=tuple(entries), agents=agents, unread=tuple(unread))


def write(registry: Registry, path: Path) -> None:
    """Put the registry in the place of the file, whole or not at all; InputError where it cannot be written."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            out.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in to_dicts(registry))
        part.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    finally:
        # Where nothing could be written there is nothing to take away.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def to_dicts(registry: Registry) -> Iterator[dict[str, str]]:
    """The lines of the file: actors by name, then nouns."""
    yield from map(to_dict, sorted(registry.entries, key=lambda entry: (fold(entry.name), repr(entry))))
    for noun, code in sorted(registry.agents.items()):
        yield {"agent": noun, "code": code}


def to_dict(entry: Entry) -> dict[str, Any]:
    """The entry as plain lists and dictionaries; what is empty is left out."""
    row: dict[str, Any] = {key: getattr(entry, key) for key in ACTOR}
    row["offices"] = [
        _filled({"title": o.title, "organisation": o.organisation, "from": o.from_, "to": o.to})
        for o in entry.offices
    ]
    row["codes"] = [_filled({"code": code.code, "from": code.from_, "to": code.to}) for code in entry.codes]
    return _filled(row)


def _filled(row: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value}


def _entry(row: Any) -> Entry:
    _check(row, ACTOR)
    kind = row.get("kind")
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(get_args(ActorKind))}")
    return Entry(
        name=_text(row, "name"),
        kind=kind,
        country=_maybe(row, "country"),
        aliases=tuple(map(_name, _many(row, "aliases"))),
        offices=tuple(map(_office, _many(row, "offices"))),
        wikidata=_maybe(row, "wikidata"),
        codes=tuple(map(_code, _many(row, "codes"))),
        source=_maybe(row, "source") or "",
    )


def _office(row: Any) -> Office:
    _check(row, OFFICE)
    start, end = _days(row)
    return Office(title=_text(row, "title"), organisation=_maybe(row, "organisation"), from_=start, to=end)


def _code(row: Any) -> Code:
    _check(row, CODE)
    start, end = _days(row)
    return Code(code=_text(row, "code"), from_=start, to=end)


def _days(row: Row) -> tuple[str | None, str | None]:
    return in_order(iso_date(_maybe(row, "from") or ""), iso_date(_maybe(row, "to") or ""))


def _check(row: Any, keys: tuple[str, ...]) -> None:
    if not isinstance(row, dict):
        raise ValueError(f"{row!r} is no object with the keys {', '.join(keys)}")
    for key in row:
        if key not in keys:
            raise ValueError(f"unknown key {key!r}: use {', '.join(keys)}")


def _text(row: Row, key: str) -> str:
    return _name(row.get(key), key)


def _name(value: Any, key: str = "an alias") -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be words, not {value!r}")
    return value


def _maybe(row: Row, key: str) -> str | None:
    value = row.get(key)
    return None if value is None else _name(value, key)


def _many(row: Row, key: str) -> list[Any]:
    values = row.get(key, [])
    if not isinstance(values, list):
        raise ValueError(f"{key} must be a list, not {values!r}")
    return values
