"""Fit what speaks for a passage telling of a promise: ``python -m training.promises STORY...``.

A STORY is a folder of reports with a ``key.toml`` (``examples/``). Every promise that the reader finds is held against
every passage of later reports that could tell of it; it does where the key has words of both under one commitment, and
what the key says became of it is what the passage says. Logistic regression with an L2 penalty; the weights go to
``data/promises.tsv``. ``--leave-one-out`` prints how the passages of each story fare under the weights of the others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.compare import Key, Place, key_of, shared
from onrecord.exchange.onrecord import dumps, loads
from onrecord.ingest import Options, load
from onrecord.model import Failure, Reading
from onrecord.reader import Reader
from onrecord.record import days
from onrecord.record.passages import Passage, Told
from onrecord.record.promise_features import in_time, of_report, sure
from onrecord.record.promises import Promise, course_of, promises
from onrecord.record.sketches import copied, shingles
from training.logistic import fit

TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/data/promises.tsv"

Row = tuple[dict[str, float], bool]


def rows(key: Key, readings: Sequence[Reading]) -> Iterator[Row]:
    """What can be compared of each promise and each passage of a later report, and whether it tells of it."""
    ordered = sorted(
        readings, key=lambda reading: (reading.document.published or "", reading.document.source)
    )
    pages = [Told(reading, {}) for reading in ordered]
    passages = [page.passages() for page in pages]
    texts = [shingles(reading.document.text) for reading in ordered]
    for at, reading in enumerate(ordered):
        for promise in promises(reading, pages[at], passages[at]):
            for later in range(at + 1, len(ordered)):
                day = days.span(ordered[later].document.published)[0]
                if copied(texts[at], texts[later]) or not in_time(promise, day):
                    continue
                for passage, told in of_report(promise, passages[later], day):
                    ends = (_file(reading), promise), (_file(ordered[later]), passage)
                    yield told, _right(key, *ends)


def _right(key: Key, made: tuple[str, Promise], after: tuple[str, Passage]) -> bool:
    own: list[Place] = [(made[0], start, end) for start, end in made[1].spans]
    other: list[Place] = [(after[0], start, end) for start, end in after[1].spans]
    course = course_of(made[1], after[1])
    return any(
        shared(own, places) and any(name == course and shared(other, words) for name, words in told)
        for told in key.commitments
        for _, places in told
    )


def read(folder: Path) -> list[Reading]:
    """The readings of a story's reports."""
    reader = Reader()
    found = []
    for path in sorted(folder.glob("*.txt")):
        for report in load(str(path), Options()):
            assert not isinstance(report, Failure), report
            found.append(loads(dumps(reader.read(report))))
    return found


def _file(reading: Reading) -> str:
    return Path(reading.document.source).name


def write(weights: dict[str, float], path: Path) -> None:
    """Put the weights down."""
    head = (
        "# What speaks for a passage telling of a promise (promise_features.py): weights of logistic regression.\n"
        "# Source: fitted by `python -m training.promises` on our own example stories (examples/*/key.toml).\n"
        "# Licence: Apache-2.0, as the rest.\n"
        "# Columns\n#   feature  as promise_features.features names it; - is the constant\n#   weight   in logits\n"
        "feature\tweight\n"
    )
    order = ["-", *sorted(weights.keys() - {"-"})]
    path.write_text(head + "".join(f"{name}\t{weights[name]:.3f}\n" for name in order), "utf-8")


def _fares(weights: dict[str, float], some: Sequence[Row]) -> str:
    from onrecord.record.promise_features import SURE

    named = {name.strip("-"): value for name, value in weights.items()}
    told = [(sure(row, named) >= SURE, right) for row, right in some]
    found, hits = sum(said for said, _ in told), sum(said and right for said, right in told)
    return f"{hits} of {found} right, {hits} of {sum(right for _, right in told)} found"


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m training.promises", description=__doc__)
    options.add_argument("story", type=Path, nargs="+")
    options.add_argument("--out", type=Path, default=TARGET, help="default: data/promises.tsv")
    options.add_argument("--leave-one-out", action="store_true", help="write nothing")
    given = options.parse_args()
    told = {story: list(rows(key_of(story), read(story))) for story in given.story}
    if not given.leave_one_out:
        write(fit([row for some in told.values() for row in some]), given.out)
        return
    for story, own in told.items():
        others = [row for name, some in told.items() if name != story for row in some]
        sys.stdout.write(f"{story.name}: {_fares(fit(others), own)}\n")


if __name__ == "__main__":
    main()
