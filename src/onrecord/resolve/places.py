"""The places of a report, each once with all its mentions, and where the report was filed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.data import country_word
from onrecord.data.gazetteer import Spot
from onrecord.model import ActorKind, Annotation, Dateline, Document, Mention, Place, Report, identify
from onrecord.resolve.atlas import Atlas
from onrecord.resolve.toponyms import Toponym, Toponyms, larger, said_kinds

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
    document = report.document
    found = Toponyms(document.text, annotation, kinds).find()
    filed = list(_filed(document))
    everywhere = [*filed, *found]
    pairs = [*larger(found, annotation.tokens), *pairwise(filed)]
    atlas = Atlas(everywhere, pairs, _lists(found, annotation), said_kinds(found, annotation.tokens))
    chosen = atlas.choose(_hints(annotation))
    rows: dict[str, Place] = {}
    of: dict[Toponym, str] = {}
    for toponym in everywhere[: 1 if filed else 0] + found:
        place = _place(toponym, atlas.at(toponym, chosen))
        old = rows.setdefault(place.id, place)
        if old is not place:
            rows[place.id] = replace(old, mentions=old.mentions + place.mentions)
        of[toponym] = place.id
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
    """The countries whose adjectives and people the report names, each name once for every other time."""
    found: Counter[str] = Counter()
    for token in annotation.tokens:
        if (
            token.text[:1].isupper()
            and (known := country_word(token.text))
            and known[1] in {"adjective", "people"}
        ):
            found[known[0].iso3] += 1
    return {country: HINT * min(count, 3) for country, count in found.items()}


def _lists(found: list[Toponym], annotation: Annotation) -> Iterator[tuple[Toponym, Toponym]]:
    """Toponyms with nothing but a comma or "and" between them."""
    for one, two in pairwise(found):
        between = {token.text.lower() for token in annotation.tokens[one.end : two.start]}
        if between and between <= {",", "and", "or", "the"}:
            yield one, two


def _place(toponym: Toponym, spot: Spot | None) -> Place:
    mention = Mention(start=toponym.span[0], end=toponym.span[1], text=toponym.words)
    if spot is None:
        name = toponym.words
        return Place(id=identify("place", name, None), name=name, mentions=(mention,))
    return Place(
        id=identify("place", spot.name, spot.country, spot.geonames),
        name=spot.name,
        kind=spot.kind,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        geonames=spot.geonames,
        mentions=(mention,),
    )


def dateline_place(document: Document) -> Place | None:
    """The place of the dateline: "BEIRUT, Lebanon" is Beirut in Lebanon."""
    dateline = document.dateline
    if dateline is None or not dateline.text.strip():
        return None
    first, _, rest = dateline.text.partition(",")
    words = first.partition("/")[0].rstrip()
    name = _titled(words.strip())
    known = country_word(rest.strip() or name)
    country = known[0].iso3 if known else None
    start = dateline.spans[0][0]
    end = start + len(words)
    mention = Mention(start=start, end=end, text=document.text[start:end])
    return Place(
        id=identify("place", name, country), name=name, kind="city", country=country, mentions=(mention,)
    )


def placed(dateline: Dateline, place: Place) -> Dateline:
    """The dateline with the id of its place."""
    return replace(dateline, place=place.id)
