"""What comes of a file of actors, in whatever format it is: entries, agent nouns, and all that was not read.

Nothing is dropped silently: a line that cannot be read is told with its number and the reason, what is left out by
rule is counted in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import cast, get_args

from onrecord.data import country_by_iso3, country_word
from onrecord.data.registry import Code, Entry, Registry, fold
from onrecord.model import ActorKind

_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/\S*/)?(Q[1-9]\d*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line that could not be read, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The actors of one file; ``notes`` say what was left out of it by rule."""

    entries: tuple[Entry, ...] = ()
    agents: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=10_000)
def iso_date(words: str) -> str | None:
    """The date, a day or coarser, as 2004, 2004-03 or 2004-03-09; None of nothing; ValueError."""
    if not words:
        return None
    if not (words.isascii() and _DATE.fullmatch(words)):
        raise ValueError(f"{words!r} is no date as 2004, 2004-03 or 2004-03-09")
    try:
        date.fromisoformat(words + "-01-01"[len(words) - len("2004") :])
    except ValueError as error:
        raise ValueError(f"there is no day {words!r}") from error
    return words


def in_order(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """The two dates; ValueError where the end comes before the start."""
    if start and end and end < start[: len(end)]:
        raise ValueError(f"it ends on {end}, before it begins on {start}")
    return start, end


def actor_kind(words: str) -> ActorKind | None:
    """The kind as it is written, spaces or underscores; None of nothing; ValueError."""
    kind = "_".join(words.casefold().split())
    if kind and kind not in get_args(ActorKind):
        raise ValueError(f"kind {words!r} is none of {', '.join(get_args(ActorKind))}")
    return cast("ActorKind | None", kind or None)


def country_code(words: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country told by either of its codes or by name; None of nothing; ValueError."""
    if not words:
        return None
    known = country_by_iso3()
    if words.upper() in known:
        return words.upper()
    for country in known.values():
        if words.upper() == country.iso2:
            return country.iso3
    found = country_word(words.title() if words.islower() else words)
    if found is None or found[1] != "name":
        raise ValueError(f"no country {words!r}: write an ISO 3166 code or its name in English")
    return found[0].iso3


def wikidata_id(words: str) -> str | None:
    """The identifier, as Q58217; None of nothing; ValueError."""
    if not words:
        return None
    match = _WIKIDATA.fullmatch(words)
    if match is None:
        raise ValueError(f"{words!r} is no Wikidata id as Q58217")
    return match[1]


def united(registry: Registry, entries: Iterable[Entry], agents: Mapping[str, str]) -> Registry:
    """The registry with more actors; those of one name become one, unless Wikidata tells them apart.

    What is added wins on kind and country; names, offices and codes of both are kept.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in (*registry.entries, *entries):
        group = groups.setdefault(fold(entry.name), [])
        place = _place(group, entry)
        if place is None:
            group.append(entry)
        else:
            group[place] = _merged(group[place], entry)
    return Registry((entry for group in groups.values() for entry in group), {**registry.agents, **agents})


def _place(group: list[Entry], entry: Entry) -> int | None:
    """Which of those of the same name the entry is; an entry without a Wikidata id may be the only one there is."""
    known = [other.wikidata for other in group]
    if entry.wikidata in known:
        return known.index(entry.wikidata)
    return 0 if len(group) == 1 and None in (known[0], entry.wikidata) else None


def _merged(old: Entry, new: Entry) -> Entry:
    names = dict.fromkeys((*old.aliases, *new.names))
    names.pop(old.name, None)
    codes = dict.fromkeys((*old.codes, *new.codes))
    return replace(
        old,
        kind=new.kind or old.kind,
        country=new.country or old.country,
        aliases=tuple(names),
        offices=tuple(dict.fromkeys((*old.offices, *new.offices))),
        wikidata=new.wikidata or old.wikidata,
        # A code without days holds whenever no other does.
        codes=tuple(sorted(codes, key=_is_undated)),
        source="; ".join(dict.fromkeys(filter(None, (*old.source.split("; "), *new.source.split("; "))))),
    )


def _is_undated(code: Code) -> bool:
    return code.from_ is None and code.to is None
