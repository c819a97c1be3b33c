"""What a large record costs: seconds to add reports to it, and to ask it, by the number of reports in it.

The reports are made up (``bench.synthetic``); what a model takes to read one is not measured. Each is saved as reading
saves it, in a transaction of its own. Every question is asked with arguments that were not asked before: frequent and
rare names, words, places and periods; a few questions before the clock starts let caches fill.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import mean, quantiles
from typing import Any

from bench import common
from bench.synthetic import DAYS, FIRST, Press
from bench.synthetic_world import VERBS, World
from onrecord import query
from onrecord.errors import UsageError
from onrecord.record import Record

SIZES = (10_000, 100_000)
SHARE = 1_000  # reports at the beginning and at the end whose cost is compared; a fifth of fewer
ASKED = 60  # questions of each kind
BEFORE = 5  # questions of each kind before the clock starts
FEW = 20  # what the command line shows

Question = Callable[[Record], object]


class Curious:
    """Makes up questions about a world, each new."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = Random(seed)
        self.world = World()

    def name(self) -> str:
        """An actor: the more frequent half the time, else any."""
        figures = self.world.figures
        figure = (
            figures.one(self.chance) if self.chance.random() < 0.5 else self.chance.choice(figures.things)
        )
        return self.chance.choice((figure.actor.name, figure.names[-1]))

    def place(self) -> str:
        """The name of a place."""
        places = self.world.places
        place = places.one(self.chance) if self.chance.random() < 0.5 else self.chance.choice(places.things)
        return place.name

    def word(self) -> str:
        """A word of reports."""
        words = self.world.words
        return (
            words.one(self.chance) if self.chance.random() < 0.5 else self.chance.choice(words.things[:5000])
        )

    def span(self) -> dict[str, Any]:
        """A period of a week to a year, or none."""
        if self.chance.random() < 0.5:
            return {}
        first = FIRST + timedelta(days=self.chance.randrange(DAYS))
        last = first + timedelta(days=self.chance.choice((7, 30, 365)))
        return {"since": first.isoformat(), "until": last.isoformat()}

    def questions(self) -> Iterator[tuple[str, Question]]:
        """One question of each kind."""
        name, other, place, span, few = self.name(), self.name(), self.place(), self.span(), FEW
        words = " ".join(self.word() for _ in range(self.chance.choice((1, 2, 2, 3))))
        prefix = self.word()[:4] + "*"
        verb, kind = self.chance.choice(VERBS), self.chance.choice(("ASSAULT", "AGREE", "SUPPORT", "PROTEST"))
        either = self.chance.random() < 0.5
        yield "search", lambda r: query.search(r, words, **span, limit=few)
        yield "search_common", lambda r: query.search(r, f"{verb} {name}", **span, limit=few)
        yield "search_prefix", lambda r: query.search(r, prefix, **span, limit=few)
        yield "who", lambda r: query.who(r, name, **span, limit=few)
        yield "who_about", lambda r: query.who(r, name, about=other if either else words, **span, limit=few)
        yield "timeline", lambda r: query.timeline(r, actor=name, **span, limit=50)
        yield "timeline_about", lambda r: query.timeline(r, actor=name, about=other, **span, limit=50)
        yield "timeline_place", lambda r: query.timeline(r, place=place, **span, limit=50)
        yield "claims", lambda r: query.claims(r, **span, limit=few)
        yield "claims_about", lambda r: query.claims(r, about=name, **span, limit=few)
        yield "claims_teller", lambda r: query.claims(r, teller=name, disputed=either, **span, limit=few)
        yield "contradictions", lambda r: query.contradictions(r, **span, limit=few)
        yield "contradictions_about", lambda r: query.contradictions(r, about=name, **span, limit=few)
        yield "compare", lambda r: query.compare(r, name, other, **span, limit=few)
        yield "actors", lambda r: query.actors(r, name if either else "", **span, limit=few)
        yield "actor", lambda r: query.actor(r, name)
        yield (
            "events",
            lambda r: query.events(r, actor=name, type=kind if either else None, **span, limit=few),
        )
        yield "events_place", lambda r: query.events(r, place=place, **span, limit=few)
        yield "commitments", lambda r: query.commitments(r, actor=name if either else None, **span, limit=few)
        yield "stories", lambda r: query.stories(r, **span, limit=few)
        yield "get", lambda r: r.get(f"{name} {place}")


def build(path: Path, count: int) -> common.Figures:
    """Save reports into a fresh record; milliseconds for each of the first and of the last ones."""
    share = min(SHARE, max(1, count // 5))
    spent: list[float] = []
    with Record(path) as record:
        for reading in Press(count).readings():
            start = time.perf_counter()
            record.save(reading)
            spent.append(time.perf_counter() - start)
            if len(spent) % SHARE == 0:
                print(f"{len(spent)} saved, {1000 * mean(spent[-SHARE:]):.1f} ms each", file=sys.stderr)
    first, last = 1000 * mean(spent[:share]), 1000 * mean(spent[-share:])
    return {
        "save_ms_first": first,
        "save_ms_last": last,
        "save_last_over_first": last / first,
        "save_seconds": sum(spent),
        "save_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def ask(path: Path, asked: int, only: Sequence[str] | None = None) -> common.Figures:
    """Milliseconds of the middle question of each kind, and of the one that 95 of 100 are quicker than."""
    spent: dict[str, list[float]] = {}
    curious = Curious()
    with Record(path, create=False) as record:
        for number in range(BEFORE + asked):
            for name, question in curious.questions():
                if only and name not in only:
                    continue
                start = time.perf_counter()
                _answered(question, record)
                if number >= BEFORE:
                    spent.setdefault(name, []).append(1000 * (time.perf_counter() - start))
    figures: common.Figures = {}
    for name, found in spent.items():
        cuts = quantiles(found, n=20, method="inclusive")
        figures |= {f"{name}_p50_ms": cuts[9], f"{name}_p95_ms": cuts[18]}
    figures["ask_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def _answered(question: Question, record: Record) -> None:
    with suppress(UsageError):  # a name that several bear, or nobody: an answer too
        question(record)


def measure(path: Path, count: int, asked: int, only: Sequence[str] | None = None) -> common.Figures:
    """What it costs to save so many reports, unless the record is there already, and to ask it."""
    told = path.with_suffix(".json")
    if not told.exists():
        path.unlink(missing_ok=True)
        figures = common.alone(build, path, count)
        told.write_text(json.dumps(figures))
    saved: common.Figures = json.loads(told.read_text())
    return {**saved, "file_mb": path.stat().st_size / 1e6, **common.alone(ask, path, asked, only)}


def main(arguments: list[str]) -> None:
    parser = common.parser("memory", __doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of records")
    parser.add_argument("--asked", type=int, default=ASKED, metavar="N", help="questions of each kind")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="kinds of questions")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the records here, and use those that are there"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder: Path = options.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        figures = {
            str(count): measure(folder / f"{count}.db", count, options.asked, options.only)
            for count in options.reports
        }
    _show(figures, as_json=options.json)


def _show(figures: dict[str, common.Figures], *, as_json: bool) -> None:
    if as_json:
        common.show(figures, as_json=True)
        return
    names = next(iter(figures.values()))
    width = max(map(len, names))
    print(f"{'reports':{width}}" + "".join(f"  {int(count):>12,}" for count in figures))
    for name in names:
        print(f"{name:{width}}" + "".join(f"  {found.get(name) or 0:>12,.1f}" for found in figures.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
