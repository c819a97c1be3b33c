"""The places of the world, from one file that ``training/gazetteer.py`` compiles.

``places.bin`` is a directory and blocks, each compressed by itself. A block holds rows in the order of their folded
names; the directory says with which name each block begins, so that a look-up unpacks one block of a few kilobytes.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.data import rows
from onrecord.model import PlaceKind

MAGIC = b"places1\n"
HEAD = struct.Struct("<8s16sI")  # magic, digest of the tables written by hand, length of the directory
KINDS: Mapping[str, PlaceKind] = {"c": "city", "r": "region", "n": "country", "s": "site"}
REMEMBERED = 4096  # names; a report has some fifty, and the next one of the same day half of them again

_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a",
    **dict.fromkeys("'’‘ʼʻ`´ʿʾ.", ""),
})  # fmt: skip
_APART = re.compile(r"[\W_]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a name may mean; ``admin1`` is the name of its first-order unit.

    ``known`` marks countries, continents and what the table of regions names: places that news means by the bare
    name. A population of 0 is an unknown one.
    """

    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    geonames: int | None
    population: int
    known: bool = False


@cache
def role(*names: str) -> frozenset[str]:
    """The words of ``place_words.tsv`` that have one of these roles."""
    return frozenset(row["word"] for row in rows("place_words") if row["role"] in names)


@lru_cache(maxsize=REMEMBERED)
def fold(words: str) -> str:
    """How a place is looked up: no case, accents, apostrophes or article, "st" for "Saint"; hyphens are blanks."""
    if not words.isascii():
        words = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    parts = _APART.sub(" ", words.casefold().translate(_LETTERS)).split()
    if len(parts) > 1 and parts[0] == "the":
        del parts[0]
    return " ".join(_SHORT.get(part, part) for part in parts)


@lru_cache(maxsize=REMEMBERED)
def spots(words: str) -> tuple[Spot, ...]:
    """The places that a name may mean, most populous first; none where it is unknown."""
    folded = fold(words)
    found = dict.fromkeys(_index().find(folded)) if folded else {}
    return tuple(sorted(found, key=lambda spot: -spot.population))


def digest() -> bytes:
    """The digest that ``regions.tsv`` had when the file was compiled."""
    return _index().digest


class _Index:
    """``places.bin`` in memory."""

    def __init__(self, data: bytes) -> None:
        magic, digest, length = HEAD.unpack_from(data)
        self.digest: bytes = digest
        if magic != MAGIC:
            raise ValueError("places.bin is of another version: run python -m training.gazetteer")
        start = HEAD.size + length
        units, blocks = zlib.decompress(data[HEAD.size : start]).decode().split("\n\n")
        self.units = dict(line.split("\t") for line in units.split("\n"))
        starts = [line.split("\t") for line in blocks.split("\n")]
        self.firsts = [first for first, _ in starts]
        self.offsets = [start + int(offset) for _, offset in starts] + [len(data)]
        self.data = data

    def find(self, folded: str) -> Iterator[Spot]:
        """The places under a folded name, those that it is only another name of too."""
        for line in self._lines(folded):
            name, *cells = line.split("\t")
            if len(cells) > 1:
                yield self._spot(folded, name, cells)
            else:
                yield from (self._spot(name, *own) for own in self._own(name, cells[0]))

    def _own(self, folded: str, geonames: str) -> Iterator[tuple[str, list[str]]]:
        """The row that another name points to."""
        for line in self._lines(folded):
            name, *cells = line.split("\t")
            if len(cells) > 1 and cells[5] == geonames:
                yield name, cells

    def _lines(self, folded: str) -> list[str]:
        number = bisect_right(self.firsts, folded) - 1
        if number < 0:
            return []
        block: bytes = zlib.decompress(self.data[self.offsets[number] : self.offsets[number + 1]])
        wanted = b"\n%b\t" % folded.encode()
        start = block.find(wanted)
        if start < 0:
            return []
        end = block.index(b"\n", block.rindex(wanted) + 1)
        return [line.partition("\t")[2] for line in block[start + 1 : end].decode().split("\n")]

    def _spot(self, folded: str, name: str, cells: list[str]) -> Spot:
        kind, country, unit, lat, lon, geonames, population = cells
        return Spot(
            name=name or folded.title(),
            kind=KINDS[kind[0]],
            country=country or None,
            admin1=self.units.get(f"{country}.{unit}") if unit else None,
            lat=float(lat),
            lon=float(lon),
            geonames=int(geonames) if geonames else None,
            population=int(population) if population else 0,
            known=len(kind) > 1,
        )


@cache
def _index() -> _Index:
    return _Index((files("onrecord.data") / "places.bin").read_bytes())
