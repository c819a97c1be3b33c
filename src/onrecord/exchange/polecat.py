"""Events in the columns of POLECAT, a row for each actor and recipient, with status and teller behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.data import country_by_iso3
from onrecord.data.registry import Registry
from onrecord.exchange.codes import Coded, coded
from onrecord.exchange.icews import BETWEEN, line, location
from onrecord.exchange.told import Told, day, pairs, tellers, text

PARTY = (
    *("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw"),
    "Wikipedia {} ID",
)
HEADER = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(name.format("Actor") for name in PARTY),
    *(name.format("Recipient") for name in PARTY),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations"),
    *("Story Locations", "Language", "Version"),
    *("Status", "Teller"),
)
SEPARATOR = ";"  # between several values in a cell


def rows(found: Iterable[Told], registry: Registry) -> Iterator[tuple[str, ...]]:
    """The rows under ``HEADER``.

    Args:
        registry: actors with codes of their own.
    """
    for told in found:
        row, story = told.row, told.story
        for number, (actor, recipient) in enumerate(pairs(row), 1):
            yield (
                *(f"{row.id}-{number}", day(told), row.type, row.mode or "", text(row.intensity)),
                *(text(row.quad), SEPARATOR.join(row.contexts)),
                *_party(coded(told, actor, registry)),
                *_party(coded(told, recipient, registry)),
                *_place(told),
                line(told.document.publisher or told.document.agency or told.document.source),
                told.document.published or "",
                *map(_several, (story.people, story.organisations, story.locations)),
                *(story.language or "", story.reader),
                *(row.status, BETWEEN.join(map(line, tellers(told)))),
            )


def _party(found: Coded) -> Iterator[str]:
    nation = country_by_iso3().get(found.nation)
    yield from (line(found.name), found.country, text(nation.cow if nation else None))
    yield from (found.sectors[0] if found.sectors else "", SEPARATOR.join(found.sectors), line(found.title))
    yield from (found.text, found.wikidata)


def _place(told: Told) -> Iterator[str]:
    place = told.place
    yield line(place.name) if place else ""
    yield from location(place)
    yield text(place.geonames) if place else ""
    yield line(place.mentions[0].text) if place and place.mentions else ""
    yield (place.kind or "") if place else ""


def _several(names: tuple[str, ...]) -> str:
    return SEPARATOR.join(line(name).replace(SEPARATOR, ",") for name in names)
