"""Fit what speaks for two pieces of reports saying the same: ``python -m training.claims STORY...``.

A STORY is a folder of reports with a ``key.toml`` (``examples/``). Every piece that the reader finds is compared with
those that it would be compared with in a record; two say the same where the key has words of both under one claim.
Logistic regression with an L2 penalty; the weights go to ``data/claims.tsv``. ``--leave-one-out`` prints what each
story is told by the weights of the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.compare import Key, Place, key_of, shared
from onrecord.exchange.onrecord import dumps, loads
from onrecord.ingest import Options, load
from onrecord.model import Failure, Reading
from onrecord.reader import Reader
from onrecord.record import days
from onrecord.record.alike import LONGEST_GAP, apart, features
from onrecord.record.assertions import Assertion, assertions
from onrecord.record.claims import found_by

TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/data/claims.tsv"
PENALTY = 1.0
STEPS = 60  # of Newton's method
LEAST = 0.35  # of the words that a piece and a telling have in common, so that the piece is that telling

Told = tuple[str, str | None, Assertion]  # the file of a report, its day, a piece of it


def pieces(readings: Sequence[Reading]) -> list[Told]:
    """All pieces of a story's reports."""
    return [
        (Path(reading.document.source).name, days.span(reading.document.published)[0], piece)
        for reading in readings
        for piece in assertions(reading, {})
    ]


def claims_of(key: Key, told: Told) -> set[int]:
    """The claims of the key that a piece tells."""
    name, _, piece = told
    own: list[Place] = [(name, start, end) for start, end in piece.spans]
    long = sum(end - start for _, start, end in own)
    found = set()
    for number, tellings in enumerate(key.claims):
        for places in tellings:
            both = shared(own, places)
            if both and 2 * both / (long + sum(end - start for _, start, end in places)) >= LEAST:
                found.add(number)
    return found


def pairs(key: Key, readings: Sequence[Reading]) -> Iterator[tuple[dict[str, float], bool]]:
    """What can be compared of each pair that a record would compare, and whether both say the same."""
    told = pieces(readings)
    marks = [set(found_by(piece)) for _, _, piece in told]
    known = [claims_of(key, one) for one in told]
    for a, b in combinations(range(len(told)), 2):
        if not marks[a] & marks[b] or not (known[a] or known[b]):
            continue
        gap = apart(told[a][1], told[b][1])
        if gap is not None and gap > LONGEST_GAP:
            continue
        if told[a][0] == told[b][0] and told[a][2].spans == told[b][2].spans:
            continue
        yield features(told[b][2], told[a][2], gap), bool(known[a] & known[b])


def fit(rows: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """The weights of the features; that of ``-`` is the constant."""
    names = list(rows[0][0])
    told = np.array([[row[name] for name in names] + [1.0] for row, _ in rows])
    right = np.array([same for _, same in rows], float)
    weights: NDArray[np.float64] = np.zeros(told.shape[1])
    penalty = np.full(len(weights), PENALTY)
    penalty[-1] = 0
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (sure - right) + penalty * weights
        curve = (told * (sure * (1 - sure))[:, None]).T @ told + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip([*names, "-"], weights.tolist(), strict=True))


def read(folder: Path) -> list[Reading]:
    """The readings of a story's reports."""
    reader = Reader()
    found = []
    for path in sorted(folder.glob("*.txt")):
        for report in load(str(path), Options()):
            assert not isinstance(report, Failure), report
            found.append(loads(dumps(reader.read(report))))
    return found


def write(weights: dict[str, float], path: Path) -> None:
    """Put the weights down."""
    head = (
        "# What speaks for two pieces of reports saying the same (record/alike.py): weights of a logistic regression.\n"
        "# Source: fitted by `python -m training.claims` on our own example stories (examples/*/key.toml).\n"
        "# Licence: Apache-2.0, as the rest.\n"
        "# Columns\n#   feature  as alike.features names it; - is the constant\n#   weight   in logits\n"
        "feature\tweight\n"
    )
    order = ["-", *sorted(weights.keys() - {"-"})]
    path.write_text(head + "".join(f"{name}\t{weights[name]:.3f}\n" for name in order), "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m training.claims", description=__doc__)
    options.add_argument("story", type=Path, nargs="+")
    options.add_argument("--out", type=Path, default=TARGET, help="default: data/claims.tsv")
    given = options.parse_args()
    rows = [row for story in given.story for row in pairs(key_of(story), read(story))]
    write(fit(rows), given.out)


if __name__ == "__main__":
    main()
