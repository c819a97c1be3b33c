"""Events in the columns of ICEWS, a row for each actor and recipient, with status and teller behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.data import country_by_iso3
from onrecord.data.registry import Registry
from onrecord.data.sectors import sectors
from onrecord.exchange.codes import Coded, coded
from onrecord.exchange.told import Told, day, pairs, tellers, text
from onrecord.model import Place

HEADER = (
    *(
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
    ),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number"),
    *("Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("Status", "Teller"),
)
BETWEEN = " > "  # from who tells it last to who told it first


def rows(found: Iterable[Told], registry: Registry) -> Iterator[tuple[str, ...]]:
    """The rows under ``HEADER``.

    Args:
        registry: actors with codes of their own.
    """
    for told in found:
        for number, (actor, recipient) in enumerate(pairs(told.row), 1):
            yield (
                f"{told.row.id}-{number}",
                day(told),
                *_party(coded(told, actor, registry)),
                line(told.row.text),
                told.row.cameo or "",
                text(told.row.intensity),
                *_party(coded(told, recipient, registry)),
                told.document.id,
                str(told.sentence),
                line(told.document.publisher or told.document.agency or ""),
                *location(told.place),
                told.row.status,
                BETWEEN.join(map(line, tellers(told))),
            )


def _party(found: Coded) -> tuple[str, str, str]:
    names = sectors().names
    return (
        line(found.name),
        ",".join(names.get(sector, sector) for sector in found.sectors),
        nation(found.nation),
    )


def nation(iso3: str) -> str:
    """The name of a country."""
    return country_by_iso3()[iso3].name if iso3 in country_by_iso3() else iso3


def location(place: Place | None) -> tuple[str, str, str, str, str, str]:
    """City, district, province, country, latitude and longitude, as far as the place tells them."""
    if place is None:
        return ("",) * 6
    city = place.name if place.kind in ("city", "site") else ""
    province = place.name if place.kind == "region" else ""
    return city, "", province, nation(place.country or ""), text(place.lat), text(place.lon)


def line(words: str) -> str:
    """Words without tabs and ends of lines."""
    return " ".join(words.split())
