"""Fit the weights of ``data/confidence.tsv``: how far the model is trusted.

    python -m training.confidence ../shared/corpora/polnear/train

On those reports of the training part that the model was not trained on (``training.encoder``). A draft is right when a
gold attribution has its source and its content, as in the corpus' FULL measure. Logistic regression with an L2 penalty,
by Newton's method.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate import load
from onrecord.attribute.choose import evidence, mended, paired
from onrecord.attribute.rules import drafts
from onrecord.attribute.speech import page
from onrecord.ingest import from_text
from training.encoder.corpora import HELD
from training.reliability import gold_attributions, labelled

TABLE = Path(__file__).resolve().parents[1] / "src/onrecord/data/confidence.tsv"
HEADER = (
    "# How far each thing that is known of a draft of the model speaks for (+) or against (-) it, in log-odds.",
    "# Source: fitted by training/confidence.py on reports of PolNeAR (train; Newell, Margolin, Ruths, LREC 2018)",
    "# that the model was not trained on. Licence of this table: Apache-2.0.",
)
PENALTY = 1.0
STEPS = 30


def samples(folder: Path) -> Iterator[tuple[dict[str, float], bool]]:
    """The evidence for each draft of the model, and whether it is right."""
    annotate = load("onrecord")
    for number, path in enumerate(sorted((folder / "text").glob("*.txt"))):
        if number % HELD:
            continue
        report = from_text(path.read_bytes().decode("utf-8"), source=path.stem)
        annotation = annotate(report)
        view = page(report, annotation)
        by_rule = drafts(report, annotation, view)
        found = list(paired(view, annotation, report.layout.notes, by_rule))
        gold = gold_attributions(folder, path.stem)
        for draft, rule in found:
            for _, right in labelled(report.document.text, [mended(draft, rule)], gold):
                yield evidence(view.text, draft, rule), right


def fit(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of the columns."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - probability) - PENALTY * weights
        curve = (rows * (probability * (1 - probability))[:, None]).T @ rows + PENALTY * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.confidence", description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    found = list(samples(options.folder))
    names = list(found[0][0])
    rows = np.array([[values[name] for name in names] for values, _ in found])
    weights = fit(rows, np.array([float(right) for _, right in found]))
    lines = [f"{name}\t{weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    TABLE.write_text("\n".join([*HEADER, "evidence\tweight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
