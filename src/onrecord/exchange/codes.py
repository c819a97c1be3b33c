"""Who takes part in an event, in the codes of event data: country, sectors and an actor code as ``RUSGOV``.

The codes that a user's registry gives an actor come first. Then the words of the office or the description tell the
sector, and where they do not, the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import data
from onrecord.data.registry import Code, Registry
from onrecord.data.sectors import fold, sectors
from onrecord.exchange.cameo import SIZE, country_of
from onrecord.exchange.told import Told, called, day
from onrecord.model import Actor, Office, Party

# CAMEO and PLOVER write these differently.
PLOVER_COUNTRIES = {"XKX": "KOS"}
PLOVER_SECTORS = {"MED": "JRN", "IMG": "REB", "INS": "REB", "NGM": "NGO", "MNC": "BUS"}
POSSESSIVE = re.compile(r"['’]s?$")
LONGEST = 3  # words of a country's name
# What describes somebody ends where another begins.
TAIL = re.compile(
    r"\b(?:of|in|from|at|on|near|who|which|that|with|for|to|by|including)\b|[,(]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A party in codes; empty words where nothing is known.

    ``country`` is ISO 3166-1 alpha-3 with KOS, or what stands for one: IGO, UNO, EUR, NGO, ISM, MNC. ``nation`` is a
    country in every case, or empty.
    """

    name: str
    code: str
    country: str
    nation: str
    sectors: tuple[str, ...]
    text: str
    title: str
    wikidata: str
    actor: str | None


NOBODY = Coded(
    name="", code="", country="", nation="", sectors=(), text="", title="", wikidata="", actor=None
)


def coded(told: Told, party: Party | None, registry: Registry) -> Coded:
    """A party of an event in codes, as they hold on its day."""
    if party is None:
        return NOBODY
    actor = told.actors.get(party.actor or "")
    name = called(told, party)
    country, found = _told_of(actor, party, _agents(registry))
    brought = _brought(registry, [name, actor.name if actor else party.text], day(told))
    if brought:
        country, found = _read(brought)
    place = PLOVER_COUNTRIES.get(country, country) or _abroad(actor, name)
    return Coded(
        name=name,
        code=brought or _code(place, found, nation=bool(country)),
        country=place,
        nation=country,
        sectors=found,
        text=" ".join(party.text.split()),
        title=_title(actor.offices[0]) if actor and actor.offices else "",
        wikidata=(actor.wikidata if actor else None) or "",
        actor=party.actor,
    )


@lru_cache(maxsize=2)
def _agents(registry: Registry) -> Mapping[str, str]:
    """The nouns of a registry with the sectors that their roles mean."""
    found = {fold(noun): _read(role)[1] for noun, role in registry.agents.items()}
    return {noun: roles[0] for noun, roles in found.items() if roles}


def _told_of(actor: Actor | None, party: Party, agents: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Country and sectors by what the report says."""
    if actor is None:
        words = described(party.text)
        sector = _of_noun(words, agents)
        return _country_in(words), (sector,) if sector else ()
    return actor.country or "", tuple(dict.fromkeys(_sectors(actor, agents)))


def described(words: str) -> str:
    """The words up to whatever else they name; "Ministry of Defence" and its like stay whole."""
    whole = [match.span() for match in _joined().finditer(words)]
    for found in TAIL.finditer(words):
        inside = any(start <= found.start() < end for start, end in whole)
        if not inside and words[: found.start()].strip():
            return words[: found.start()]
    return words


@cache
def _joined() -> re.Pattern[str]:
    """The phrases of the file that hold a word at which a description would end."""
    phrases = [r"s?\s+".join(phrase.split()) for phrase in sectors().words if TAIL.search(phrase)]
    return re.compile(rf"\b(?:{'|'.join(phrases)})s?\b", re.IGNORECASE)


def _sectors(actor: Actor, agents: Mapping[str, str]) -> Iterator[str]:
    """By offices where there are any, else by the words of the name, else by the kind."""
    known = sectors()
    if actor.kind == "person":
        for office in actor.offices:
            if sector := _of_office(office, agents):
                yield sector
        return
    # A name says more than the kind only within these: "the National Bank" of a state is no company.
    finer = actor.kind in ("government_body", "military", "armed_group", "people", "group", None)
    sector = known.of_words(described(actor.name), agents) if finer else None
    if sector or actor.kind in known.kinds:
        yield sector or known.kinds[str(actor.kind)]


def _of_office(office: Office, agents: Mapping[str, str]) -> str | None:
    """The organisation tells it where that is no state, else the title."""
    known = sectors()
    body = data.organisation(office.organisation, known=True) if office.organisation else None
    if body and body.kind not in ("government_body", "military", "igo"):
        return known.kinds.get(body.kind)
    found = known.of_words(office.title, agents)
    if found is None and body:
        return known.of_words(body.name) or known.kinds.get(body.kind)
    return found


def _of_noun(words: str, agents: Mapping[str, str]) -> str | None:
    known = sectors()
    if sector := known.of_words(words, agents):
        return sector
    *_, last = words.split() or [""]
    noun = data.collective_by_lemma().get(last.casefold().removesuffix("s"))
    return known.kinds.get(noun.kind or "") if noun else None


def _country_in(words: str) -> str:
    """The country of a description, as of "Turkish jets"; none where it names several."""
    left = [POSSESSIVE.sub("", word) for word in words.split()]
    found: set[str] = set()
    while left:
        size = next((n for n in range(LONGEST, 0, -1) if data.country_word(" ".join(left[:n]))), 0)
        if size and (country := data.country_word(" ".join(left[:size]))):
            found.add(country[0].iso3)
        left = left[size or 1 :]
    return found.pop() if len(found) == 1 else ""


def _abroad(actor: Actor | None, name: str) -> str:
    """What stands for the country of somebody who is of none."""
    known = sectors()
    kind = actor.kind if actor else None
    body = known.body(name) if kind in ("igo", "government_body", "military", None) else None
    return body or known.abroad.get(kind or "", "")


def _code(place: str, found: tuple[str, ...], *, nation: bool) -> str:
    """A country with the first sector; where there is none, what stands for the country, or the sector alone."""
    if place and not nation:
        return place
    return place + (found[0] if found else "")


def _brought(registry: Registry, names: list[str], on: str) -> str:
    """The code that a registry gives one of these names on a day."""
    for name in names:
        entry = registry.find(name) if registry else None
        for code in entry.codes if entry else ():
            if holds(code, on):
                return code.code
    return ""


def holds(code: Code, on: str) -> bool:
    """Whether a code holds on a day; all do where the day is not known."""
    first, last = code.from_ or "", code.to or on
    return not on or (first <= on[: len(first)] and on[: len(last)] <= last)


def _read(code: str) -> tuple[str, tuple[str, ...]]:
    """Country and sectors that a code says."""
    country = country_of(code)
    roles = code[SIZE:] if country else code
    parts = (roles[start : start + SIZE] for start in range(0, len(roles), SIZE))
    known = sectors().names
    found = dict.fromkeys(PLOVER_SECTORS.get(part, part) for part in parts)
    return country or "", tuple(part for part in found if part in known)


def _title(office: Office) -> str:
    return f"{office.title}, {office.organisation}" if office.organisation else office.title
