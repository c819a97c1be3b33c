"""The places of a report, each once with all its mentions, and where the report was filed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.data import country_word
from onrecord.data.gazetteer import Spot
from onrecord.model import (
    ActorKind,
    Annotation,
    Document,
    Mention,
    Place,
    PlaceKind,
    Report,
    identify,
)
from onrecord.resolve.atlas import MOST, Atlas
from onrecord.resolve.surroundings import larger, lists, said_kinds
from onrecord.resolve.toponyms import Toponym, Toponyms

HINT = 1.0  # the weight of one "Syrian" against one mention of a place in Syria


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of a report in the order of the text; ``at`` tells which of them a token is a name of."""

    rows: tuple[Place, ...]
    at: Mapping[int, Place]
    dateline: Place | None


def find_places(report: Report, annotation: Annotation, kinds: Mapping[int, ActorKind | None]) -> Places:
    """The places that a report names.

    Args:
        kinds: for tokens that name an actor, what it is: a person or a body is no place, a country may be.
    """
    document, tokens = report.document, annotation.tokens
    publishers = (document.publisher, document.agency)
    found = Toponyms(document.text, annotation, kinds, publishers).find()
    filed = list(_filed(document))
    inside = [*larger(found, tokens), *pairwise(filed)]
    atlas = Atlas([*filed, *found], inside, lists(found, tokens), said_kinds(found, tokens))
    chosen = atlas.choose(_hints(annotation))
    rows: dict[str, Place] = {}
    of: dict[Toponym, str] = {}
    for toponym in (*filed[:1], *found):
        spot = atlas.at(toponym, chosen)
        place = _known(spot) if spot else _unknown(toponym, atlas.country(toponym, chosen))
        of[toponym] = place.id
        old = rows.setdefault(place.id, place)
        rows[place.id] = replace(old, mentions=(*old.mentions, _mention(toponym, document.text)))
    at = {i: rows[of[t]] for t in found for i in range(t.start, t.end)}
    return Places(rows=tuple(rows.values()), at=at, dateline=rows[of[filed[0]]] if filed else None)


def _filed(document: Document) -> Iterator[Toponym]:
    """The names in the dateline: "BEIRUT, Lebanon", "GENEVA/NEW YORK"."""
    dateline = document.dateline
    if dateline is None or not dateline.text.strip():
        return
    start = dateline.spans[0][0]
    for number, words in enumerate(dateline.text.split(",")):
        first = words.partition("/")[0]
        low = start + len(first) - len(first.lstrip())
        if first.strip():
            span = low, low + len(first.strip())
            yield Toponym(-number - 1, -number, span, _titled(first.strip()))
        start += len(words) + 1


def _titled(name: str) -> str:
    """ "NEW DELHI" as it is written elsewhere; mixed case stays."""
    return " ".join(w.capitalize() for w in name.split()) if name.isupper() and len(name) > 3 else name


def _hints(annotation: Annotation) -> dict[str, float]:
    """The countries whose adjectives and people the report names, with a weight for how often it does."""
    found: Counter[str] = Counter()
    for token in annotation.tokens:
        if (
            token.text[:1].isupper()
            and (known := country_word(token.text))
            and known[1] in {"adjective", "people"}
        ):
            found[known[0].iso3] += 1
    return {country: HINT * min(count, MOST) for country, count in found.items()}


def _mention(toponym: Toponym, text: str) -> Mention:
    start, end = toponym.span
    return Mention(start=start, end=end, text=text[start:end])


def _known(spot: Spot) -> Place:
    return Place(
        id=identify("place", spot.name, spot.country, spot.geonames),
        name=spot.name,
        kind=spot.kind,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        geonames=spot.geonames,
    )


def _unknown(toponym: Toponym, country: str | None) -> Place:
    """A place as words; one that a report is filed from is a city."""
    kind: PlaceKind | None = "city" if toponym.start < 0 else None
    identity = identify("place", toponym.words, country, None)
    return Place(id=identity, name=toponym.words, kind=kind, country=country)
