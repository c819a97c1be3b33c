"""Pairs of pieces of real reports that have names in common: ``python -m training.pairs.reports REPORTS OUT``.

Two pieces of one report hardly ever say the same or exclude one another, but for its headline and first sentences,
which the rest repeats. So they show the network what its own reader makes of reports, fragments and all, where the
answer is OTHER. REPORTS is a folder of texts; each line of OUT is a JSON list of two passages, each its speaker and
its words.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from onrecord.annotate.encoder.passages import Passage
from onrecord.ingest import Options, load
from onrecord.model import Failure, Reading
from onrecord.reader import Reader
from onrecord.record.alike import common, overlap
from onrecord.record.assertions import Assertion, assertions

EACH = 8  # pairs of a report
LEAST = 1.5  # what two pieces must have in common (record/opposites.py)
MOST = 0.5  # of their terms, since what is said in the same words may be said twice
FIRST = 400  # characters with the headline and the first sentences


def of_reports(folder: Path, seed: int = 0) -> Iterator[tuple[Passage, Passage]]:
    """Pairs out of all reports in a folder."""
    reader, chance = Reader(), random.Random(seed)
    for path in sorted(folder.glob("*.txt")):
        for report in load(str(path), Options()):
            if not isinstance(report, Failure):
                yield from _pairs(reader.read(report, force=True), chance)


def _pairs(reading: Reading, chance: random.Random) -> list[tuple[Passage, Passage]]:
    found = [piece for piece in assertions(reading, {}) if piece.spans and piece.spans[0][0] >= FIRST]
    likely = [(a, b) for a, b in combinations(found, 2) if not overlap(a, b) and _related(a, b)]
    chosen = chance.sample(likely, min(EACH, len(likely)))
    return [(Passage(a.voice, a.words), Passage(b.voice, b.words)) for a, b in chosen]


def _related(one: Assertion, other: Assertion) -> bool:
    both = common(one, other)
    return both >= LEAST and 2 * both < MOST * (sum(one.terms.values()) + sum(other.terms.values()))


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m training.pairs.reports", description=__doc__)
    options.add_argument("reports", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        for pair in of_reports(given.reports):
            told = [[passage.speaker, passage.words] for passage in pair]
            print(json.dumps(told, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
