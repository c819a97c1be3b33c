"""How well reports are read, held to floors (``floors.json``) on texts that are not in this repository.

``python -m tests.floors --measure`` prints what is measured beside the floors, ``--raise`` lifts the floors to it,
rounded down to halves. A floor is lowered, or a changed corpus taken on, with ``--raise --allow-lower`` only: a
decision to be explained. Each floor stands with the hash of the corpus that it was measured on.
"""

import argparse
import hashlib
import json
import math
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import attribution, coreference, factuality, names, parse, places, relations
from onrecord.exchange.onrecord import dumps
from onrecord.ingest import Options, from_text
from onrecord.reader import Reader

SHARED = Path(__file__).resolve().parents[2] / "shared"
FILE = Path(__file__).with_name("floors.json")
HALVES = 2

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a corpus, how it is measured, and what may not be fallen short of."""

    measure: str
    folder: str
    published: str | None = None
    corpus: str
    floors: dict[str, float]

    @property
    def path(self) -> Path:
        return SHARED / self.folder


def load() -> dict[str, Part]:
    """The parts by their names."""
    return {name: Part(**row) for name, row in json.loads(FILE.read_text("utf-8")).items()}


def save(parts: Mapping[str, Part]) -> None:
    """Write the parts, a figure on each line."""
    rows = {name: {k: v for k, v in asdict(part).items() if v is not None} for name, part in parts.items()}
    FILE.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def digest(folder: Path) -> str:
    """The hash of the names and bytes of all files of a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return found.hexdigest()[:16]


def measured(part: Part, reader: Reader) -> dict[str, float]:
    """The figures of this part that have a floor."""
    figures = MEASURES[part.measure](part, reader)
    return {name: figures[name] for name in part.floors}


def shortfalls(part: Part, found: Figures) -> dict[str, float]:
    """The figures that fell below their floors."""
    return {name: found[name] for name, floor in part.floors.items() if found[name] < floor}


def lifted(part: Part, corpus: str, found: Figures, *, allow_lower: bool = False) -> Part:
    """The part with floors as high as what was found; ValueError where that would hide a fall."""
    fresh = {name: math.floor(value * HALVES) / HALVES for name, value in found.items()}
    if allow_lower:
        return replace(part, corpus=corpus, floors=fresh)
    if corpus != part.corpus:
        raise ValueError("the corpus is not the one that the floors were measured on")
    fallen = shortfalls(part, found)
    if fallen:
        raise ValueError(
            "below its floor: " + ", ".join(f"{name} {value:.2f}" for name, value in fallen.items())
        )
    return replace(part, floors={name: max(floor, fresh[name]) for name, floor in part.floors.items()})


def _attribution(part: Part, reader: Reader) -> Figures:
    return attribution.measure(part.path, reader, attribution.load_scorer(attribution.SCORER))


def _parse(part: Part, reader: Reader) -> Figures:
    return parse.measure(part.path, reader.annotator)


def _names(part: Part, reader: Reader) -> Figures:
    return names.measure(sorted(part.path.iterdir()), reader.annotator)


def _places(part: Part, reader: Reader) -> Figures:
    return _percent(places.measure(sorted(part.path.glob("*.xml")), reader))


def _coreference(part: Part, reader: Reader) -> Figures:
    return _percent(coreference.measure(part.path, reader))


def _relations(part: Part, reader: Reader) -> Figures:
    return _percent(relations.measure(sorted(part.path.iterdir()), reader))


def _factuality(part: Part, reader: Reader) -> Figures:
    return _percent(factuality.measure(part.path / "dev.jsonl", reader.annotator))


def _percent(figures: Mapping[str, float | None]) -> Figures:
    return {name: 100 * value for name, value in figures.items() if value is not None}


def _story(part: Part, reader: Reader) -> Figures:
    """Points won in each section by the reading of an acceptance story."""
    text = (part.path / "article.txt").read_bytes().decode("utf-8")
    options = Options(published=part.published)
    reading = reader.read(from_text(text, source=part.path.name, options=options))
    with TemporaryDirectory() as place:
        file = Path(place) / "reading.jsonl"
        file.write_bytes(dumps(reading))
        check = part.path.parent / "check.py"
        command = [sys.executable, check, file, part.path / "expected.json", "--json"]
        printed = subprocess.run(command, capture_output=True, check=True).stdout
    return {name: section["won"] for name, section in json.loads(printed)["sections"].items()}


MEASURES: dict[str, Callable[[Part, Reader], Figures]] = {
    "attribution": _attribution,
    "parse": _parse,
    "names": _names,
    "places": _places,
    "coreference": _coreference,
    "relations": _relations,
    "factuality": _factuality,
    "story": _story,
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.floors", description=__doc__)
    parser.add_argument(
        "--measure", action="store_true", help="print the figures beside their floors (default)"
    )
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floors to the figures")
    parser.add_argument(
        "--allow-lower", action="store_true", help="with --raise: lower them too, on any corpus"
    )
    options = parser.parse_args(arguments)
    if options.allow_lower and not options.lift:
        parser.error("--allow-lower goes with --raise")
    parts, reader, refused = load(), Reader(), False
    for name, part in parts.items():
        found = measured(part, reader)
        for figure, value in found.items():
            sys.stdout.write(f"{name:12} {figure:20} {part.floors[figure]:8.2f} {value:8.2f}\n")
        if options.lift:
            try:
                parts[name] = lifted(part, digest(part.path), found, allow_lower=options.allow_lower)
            except ValueError as error:
                refused = True
                sys.stdout.write(f"{name}: floors stay as they are: {error}\n")
    if options.lift:
        save(parts)
    sys.exit(refused)


if __name__ == "__main__":
    main(sys.argv[1:])
