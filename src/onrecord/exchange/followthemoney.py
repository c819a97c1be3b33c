"""FollowTheMoney and OpenSanctions, JSON Lines: an entity a line, and in the nested form others inside it.

Persons and organisations become actors. Their offices are the words of ``position``, and entities of the schema
Occupancy, which join a holder and a post. Counted in a note are entities that are no actors, names in other letters
than Latin, which no report in English has, and weak aliases of a single word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import orjson

from onrecord.data import countries
from onrecord.data.registry import Entry, fold
from onrecord.exchange.brought import Brought, Unread, in_order, iso_date, wikidata_id
from onrecord.model import ActorKind, Office

# None is a schema that leaves the kind open.
ACTORS: dict[str, ActorKind | None] = {
    "Person": "person",
    "Company": "company",
    "PublicBody": "government_body",
    "Organization": None,
    "LegalEntity": None,
}
# What an organisation is, the first that fits. That it is sanctioned or accused of a crime tells nothing of it.
TOPICS: dict[str, ActorKind] = {
    "gov.igo": "igo",
    "mil": "military",
    "pol.party": "party",
    "gov.soe": "company",
    "fin.bank": "company",
    "gov": "government_body",
}
COUNTRIES = ("nationality", "citizenship", "jurisdiction", "mainCountry", "country")
CAPTION = "caption"
NAMES = (CAPTION, "name", "alias", "previousName")
DAY = len("2004-03-09")

_OTHER_LETTERS = re.compile(r"[\u0370-\u1dbf\u2c80-\ua71f\ua800-\uffef\U00010000-\U0003ffff]")

Properties = Mapping[str, Any]


class _Entities:
    """The entities of a file as far as it is read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.actors: dict[str, Entry] = {}
        self.names: dict[str, str] = {}
        self.occupancies: list[tuple[str, str, Properties]] = []
        self.organisations: dict[str, str] = {}
        self.left_out: Counter[str] = Counter()

    def add(self, entity: object) -> None:
        """Take in an entity and those that stand in it; ValueError where it is none."""
        todo: list[tuple[object, str]] = [(entity, "")]
        while todo:
            one, above = todo.pop()
            id_, schema, properties = _parts(one)
            self._add(id_, schema, properties, above)
            todo.extend((inner, id_) for values in properties.values() for inner in _nested(values))

    def _add(self, id_: str, schema: str, properties: Properties, above: str) -> None:
        name = next(_latin([*_values(properties, CAPTION), *_values(properties, "name")]), None)
        if name:
            self.names.setdefault(id_, name)
        if schema in ACTORS:
            self._add_actor(id_, schema, properties, nested=bool(above))
        elif schema == "Occupancy":
            holder, post = _first(properties, "holder") or above, _first(properties, "post")
            self.occupancies.append((holder, post, properties))
        elif schema == "Position":
            self.organisations[id_] = _first(properties, "organization")
        else:
            self.left_out[f"entities that are no actors ({schema})"] += 1

    def _add_actor(self, id_: str, schema: str, properties: Properties, *, nested: bool) -> None:
        told = [name for key in NAMES for name in _values(properties, key)]
        weak = _values(properties, "weakAlias")
        strong = [name for name in weak if " " in name.strip()]
        names = list(dict.fromkeys(_forward(name) for name in _latin([*told, *strong])))
        self.left_out["weak aliases of one word"] += len(weak) - len(strong)
        self.left_out["names in other letters"] += sum(map(_is_foreign, [*told, *strong]))
        if not names:
            self.left_out["actors without a name in Latin letters"] += 1
            return
        # One that stands in another entity may be told in part only.
        if nested and id_ in self.actors:
            return
        country = _country(properties)
        if country is None and any(map(properties.get, COUNTRIES)):
            self.left_out["actors of several countries, or of one that is not known"] += 1
        self.actors[id_] = Entry(
            name=names[0],
            kind=_kind(schema, _values(properties, "topics")),
            country=country,
            aliases=tuple(names[1:]),
            offices=tuple(Office(title=title) for title in _latin(_values(properties, "position"))),
            wikidata=_wikidata(id_, properties),
            source=self.source,
        )

    def entries(self) -> Iterator[Entry]:
        """The actors with their offices."""
        held: dict[str, list[Office]] = {}
        for holder, post, properties in self.occupancies:
            if holder in self.actors and post in self.names:
                held.setdefault(holder, []).append(self._office(post, properties))
            else:
                self.left_out["offices whose holder or post is not in the file"] += 1
        for id_, entry in self.actors.items():
            yield replace(entry, offices=_joined(held[id_], entry.offices)) if id_ in held else entry

    def _office(self, post: str, properties: Properties) -> Office:
        organisation = self.names.get(self.organisations.get(post, ""))
        try:
            start, end = in_order(_day(properties, "startDate"), _day(properties, "endDate"))
        except ValueError:
            self.left_out["dates that are none"] += 1
            start = end = None
        return Office(title=self.names[post], organisation=organisation, from_=start, to=end)


def parse(lines: Iterable[bytes | str], source: str) -> Brought:
    """The actors in lines of entities.

    Args:
        source: the name of the file, which the entries bear.
    """
    found, unread = _Entities(source), []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.add(orjson.loads(line))
        except ValueError as error:
            text = line if isinstance(line, str) else line.decode("utf-8", "replace")
            reason = "not valid JSON" if isinstance(error, orjson.JSONDecodeError) else str(error)
            unread.append(Unread(line=number, text=text.strip(), reason=reason))
    entries = tuple(found.entries())
    notes = (f"{what}: {number:,}" for what, number in found.left_out.items() if number)
    return Brought(entries=entries, unread=tuple(unread), notes=tuple(notes))


def _parts(entity: object) -> tuple[str, str, Properties]:
    if isinstance(entity, dict):
        id_, schema, properties = (entity.get(key) for key in ("id", "schema", "properties"))
        if isinstance(id_, str) and isinstance(schema, str) and isinstance(properties, dict):
            # OpenSanctions puts the best of the names in the caption.
            return id_, schema, {CAPTION: entity.get(CAPTION), **properties}
    raise ValueError("no entity: it needs an id, a schema and properties")


def _nested(values: object) -> list[object]:
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _values(properties: Properties, key: str) -> list[str]:
    """The words of a property; of entities in it their ids."""
    values = properties.get(key)
    if not isinstance(values, list):
        values = [values]
    plain = (value.get("id") if isinstance(value, dict) else value for value in values)
    return [" ".join(value.split()) for value in plain if isinstance(value, str) and value.strip()]


def _first(properties: Properties, key: str) -> str:
    return next(iter(_values(properties, key)), "")


def _latin(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not _is_foreign(name))


def _is_foreign(name: str) -> bool:
    return not name.isascii() and bool(_OTHER_LETTERS.search(name))


def _forward(name: str) -> str:
    """A name that lists put the other way round, as ``Doe, Jane``."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name


def _kind(schema: str, topics: list[str]) -> ActorKind | None:
    if schema == "Person":
        return "person"
    for topic, kind in TOPICS.items():
        if any(f"{each}.".startswith(f"{topic}.") for each in topics):
            return kind
    return ACTORS[schema]


def _country(properties: Properties) -> str | None:
    """The country where the first property that names any names one only."""
    for key in COUNTRIES:
        if found := {iso3 for code in _values(properties, key) if (iso3 := _by_iso2().get(code.upper()))}:
            return found.pop() if len(found) == 1 else None
    return None


@cache
def _by_iso2() -> Mapping[str, str]:
    return {country.iso2: country.iso3 for country in countries()}


def _wikidata(id_: str, properties: Properties) -> str | None:
    """The id, which in OpenSanctions may be that of the entity itself."""
    for words in (_first(properties, "wikidataId"), id_):
        try:
            if found := wikidata_id(words):
                return found
        except ValueError:
            continue
    return None


def _day(properties: Properties, key: str) -> str | None:
    return iso_date(_first(properties, key)[:DAY])


def _joined(dated: list[Office], told: tuple[Office, ...]) -> tuple[Office, ...]:
    """All offices; those told in words only where no other has the title."""
    titles = {fold(office.title) for office in dated}
    return tuple(dict.fromkeys((*dated, *(office for office in told if fold(office.title) not in titles))))
