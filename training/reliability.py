"""Fit the weights of ``data/reliability.tsv`` on PolNeAR's training part.

    python -m training.reliability ../shared/corpora/polnear/train

A draft counts as right when a gold attribution has its source (one character in common, or none named by either) and
its content (Jaccard of at least 0.5), as in the corpus' FULL measure. Drafts whose cue stands inside the content of a
gold attribution are left out: the corpus marks one level only. Logistic regression with an L2 penalty, by full-batch
gradient descent with momentum from zero: the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from onrecord.annotate import load
from onrecord.attribute.assemble import drafts
from onrecord.attribute.draft import Draft
from onrecord.attribute.reliability import keys
from onrecord.ingest import from_text
from onrecord.model import Span

TABLE = Path(__file__).resolve().parents[1] / "src/onrecord/data/reliability.tsv"
MIN_COUNT = 4
PENALTY = 3.0
STEPS = 600
Gold = dict[str, list[Span]]


def gold_attributions(folder: Path, stem: str) -> list[Gold]:
    """The attributions of the alphabetically first annotator (brat standoff)."""
    path = sorted((folder / "attributions").glob(f"{stem}_*.ann"))[0]
    spans: dict[str, list[Span]] = {}
    found: list[Gold] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := re.match(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)", line):
            pairs = (piece.split() for piece in match[2].split(";"))
            spans[match[1]] = [(int(a), int(b)) for a, b in pairs]
        elif match := re.match(r"E\d+\t\S+((?: \S+:T\d+)*)\s*$", line):
            row: Gold = {"source": [], "cue": [], "content": []}
            for argument in match[1].split():
                role, _, key = argument.partition(":")
                row.setdefault(re.sub(r"\d", "", role).lower(), []).extend(spans.get(key, []))
            found.append(row)
    return [row for row in found if row["content"]]


def characters(spans: Iterable[Span], text: str) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def labelled(text: str, found: Iterable[Draft], gold: list[Gold]) -> Iterator[tuple[Draft, bool]]:
    """The drafts that the corpus can judge, each with its verdict."""
    sources = [characters(g["source"], text) for g in gold]
    contents = [characters(g["content"], text) for g in gold]
    for draft in found:
        if draft.in_quote >= 0:
            continue
        source, content = characters(draft.source, text), characters(draft.content, text)
        right = any(
            len(content & c) >= 0.5 * len(content | c)
            and (bool(source & s) if source and s else not source and not s)
            for s, c in zip(sources, contents, strict=True)
        )
        cue = characters(draft.cue, text)
        if right or not any(cue and cue <= c for c in contents):
            yield draft, right


def samples(
    folder: Path, annotated: Iterable[tuple[str, object, object]]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    for stem, report, annotation in annotated:
        gold = gold_attributions(folder, stem)
        found = drafts(report, annotation)  # type: ignore[arg-type]
        for draft, right in labelled(report.document.text, found, gold):  # type: ignore[attr-defined]
            yield keys(draft), right


def fit(data: list[tuple[tuple[str, ...], bool]]) -> dict[str, float]:
    """Weights by feature; features rarer than MIN_COUNT have none."""
    counts = Counter(key for found, _ in data for key in set(found))
    index = {key: n for n, key in enumerate(sorted(k for k, c in counts.items() if c >= MIN_COUNT))}
    rows, columns = [], []
    for number, (found, _) in enumerate(data):
        known = [index[key] for key in set(found) if key in index]
        rows += [number] * len(known)
        columns += known
    row, column = np.array(rows), np.array(columns)
    target = np.array([right for _, right in data], dtype=float)
    weight, speed = np.zeros(len(index)), np.zeros(len(index))
    scale = np.bincount(column, minlength=len(index)) ** 0.5  # frequent features take smaller steps
    for _ in range(STEPS):
        score = np.bincount(row, weights=weight[column], minlength=len(data))
        error = 1 / (1 + np.exp(-score)) - target
        slope = np.bincount(column, weights=error[row], minlength=len(index)) + PENALTY * weight
        speed = 0.9 * speed - 0.05 * slope / scale
        weight = weight + speed * 0.2
    return {key: float(weight[n]) for key, n in index.items()}


def write(weights: dict[str, float], corpus: str) -> None:
    kept = {key: value for key, value in weights.items() if abs(value) >= 0.02}
    lines = [
        "# How far each visible feature of a cue speaks for (+) or against (-) an attribution, in log-odds.",
        "# Source: fitted by training/reliability.py on PolNeAR's training part (Newell, Margolin, Ruths, LREC 2018).",
        f"# Corpus: sha256 of file names and texts {corpus}. Licence of this table: Apache-2.0.",
        "feature\tweight",
        *(f"{key}\t{value:.2f}" for key, value in sorted(kept.items())),
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Fit the weights of data/reliability.tsv on PolNeAR's training part."
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    annotator = load()
    digest = hashlib.sha256()
    data: list[tuple[tuple[str, ...], bool]] = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        digest.update(path.name.encode() + text.encode())
        report = from_text(text, source=path.stem)
        data += samples(folder, [(path.stem, report, annotator(report))])
    write(fit(data), digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
