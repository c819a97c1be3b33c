"""How well places are found and put on the map: toponyms of GeoVirus, or of another file of its format.

A toponym counts as found where a mention has exactly its characters. Of those found, ``within_161_km`` is the share
whose place is no more than 161 km (100 miles) from the point of the gold; what is found without coordinates counts
as not within. ``median_km`` is the median of the distances, an unknown one being longer than all others. GeoVirus
counts characters from 1; a file that counts from 0 is read as well, by the words at the offsets.
"""

from __future__ import annotations

import math
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import common
from onrecord.ingest import from_text
from onrecord.model import Place, Span
from onrecord.reader import Reader

NEAR = 161.0
EARTH = 6371.0  # km

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its toponyms and where they are."""

    text: str
    gold: dict[Span, Point]


def articles(path: Path) -> Iterator[Article]:
    """The articles of a file."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        yield Article(text, dict(_gold(location, text) for location in article.iter("location")))


def _gold(location: ET.Element, text: str) -> tuple[Span, Point]:
    cells = {child.tag: child.text or "" for child in location}
    start, end = int(cells["start"]), int(cells["end"])
    shift = 1 if text[start - 1 : end - 1] == cells["name"] else 0
    return (start - shift, end - shift), (float(cells["lat"]), float(cells["lon"]))


def kilometres(one: Point, two: Point) -> float:
    """The great-circle distance."""
    (a, b), (c, d) = (map(math.radians, point) for point in (one, two))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(h))


def figures(pairs: Iterable[tuple[Article, Sequence[Place]]]) -> common.Figures:
    """The figures over articles and the places found in them."""
    gold = found = 0
    distances: list[float] = []
    for article, places in pairs:
        at = {(m.start, m.end): place for place in places for m in place.mentions}
        gold, found = gold + len(article.gold), found + len(at)
        distances += [_distance(at[span], point) for span, point in article.gold.items() if span in at]
    hits = len(distances)
    precision, recall = hits / max(1, found), hits / max(1, gold)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * hits / max(1, gold + found),
        "within_161_km": sum(distance <= NEAR for distance in distances) / max(1, hits),
        "median_km": _finite(median(distances)) if distances else None,
        "toponyms": float(gold),
        "found": float(found),
    }


def _distance(place: Place, point: Point) -> float:
    if place.lat is None or place.lon is None:
        return math.inf
    return kilometres((place.lat, place.lon), point)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def measure(paths: Iterable[Path], reader: Reader | None = None) -> common.Figures:
    """The figures over all articles of these files."""
    reader = reader or Reader()
    every = [article for path in paths for article in articles(path)]
    reports = [from_text(article.text, source=str(number)) for number, article in enumerate(every)]
    return figures(
        (article, reader.read(report, force=True).places)
        for article, report in zip(every, reports, strict=True)
    )


def main(arguments: list[str]) -> None:
    parser = common.parser("places", __doc__)
    parser.add_argument("files", type=Path, nargs="+", help="files in the format of GeoVirus")
    options = parser.parse_args(arguments)
    for path in options.files:
        if not path.is_file():
            parser.error(f"no such file: {path}")
    common.show(measure(options.files), as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
