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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from onrecord.annotate import load
from onrecord.attribute.draft import Draft
from onrecord.attribute.reliability import keys
from onrecord.attribute.rules import drafts
from onrecord.ingest import from_text
from onrecord.model import Annotation, Report, Span

TABLE = Path(__file__).resolve().parents[1] / "src/onrecord/data/reliability.tsv"
MIN_OVERLAP = 0.5  # of two contents for one to count as the other, as in the corpus' FULL measure
MIN_COUNT = 4  # drafts that must have a feature before it gets a weight
MIN_WEIGHT = 0.02  # weights nearer to zero are left out of the table
PENALTY = 3.0
STEPS = 600  # after which no weight moves by 0.01 (tried on a sixth of the corpus)
STEP, MOMENTUM = 0.01, 0.9
ROLES = ("source", "cue", "content")
SPANS_LINE = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
EVENT_LINE = re.compile(r"E\d+\t\S+((?: \S+:T\d+)*)\s*$")
Gold = dict[str, list[Span]]  # the spans of each of ROLES
Sample = tuple[tuple[str, ...], bool]  # the features of a draft, and whether it is right


def gold_attributions(folder: Path, stem: str) -> list[Gold]:
    """The attributions of the alphabetically first annotator (brat standoff)."""
    path = sorted((folder / "attributions").glob(f"{stem}_*.ann"))[0]
    spans: dict[str, list[Span]] = {}
    found: list[Gold] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := SPANS_LINE.match(line):
            pairs = (piece.split() for piece in match[2].split(";"))
            spans[match[1]] = [(int(a), int(b)) for a, b in pairs]
        elif match := EVENT_LINE.match(line):
            row: Gold = {role: [] for role in ROLES}
            for argument in match[1].split():
                role, _, key = argument.partition(":")
                row.setdefault(re.sub(r"\d", "", role).lower(), []).extend(spans.get(key, []))
            found.append(row)
    return [row for row in found if row["content"]]


def characters(spans: Iterable[Span], text: str) -> set[int]:
    """Where the letters, digits and marks under some spans stand."""
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
            len(content & c) >= MIN_OVERLAP * len(content | c) and _same_source(source, s)
            for s, c in zip(sources, contents, strict=True)
        )
        cue = characters(draft.cue, text)
        if right or not any(cue and cue <= c for c in contents):
            yield draft, right


def _same_source(one: set[int], two: set[int]) -> bool:
    return not one.isdisjoint(two) or not (one or two)


def samples(folder: Path, stem: str, report: Report, annotation: Annotation) -> Iterator[Sample]:
    """What one text of the corpus teaches."""
    gold = gold_attributions(folder, stem)
    for draft, right in labelled(report.document.text, drafts(report, annotation), gold):
        yield keys(draft), right


def fit(data: Sequence[Sample]) -> dict[str, float]:
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
        speed = MOMENTUM * speed - STEP * slope / scale
        weight = weight + speed
    return {key: float(weight[n]) for key, n in index.items()}


def write(weights: Mapping[str, float], corpus: str) -> None:
    """Replace the table; ``corpus`` is the hash of what the weights were fitted on."""
    kept = {key: value for key, value in weights.items() if abs(value) >= MIN_WEIGHT}
    lines = [
        "# How far each visible feature of a cue speaks for (+) or against (-) an attribution, in log-odds.",
        "# Source: fitted by training/reliability.py on PolNeAR's training part (Newell, Margolin, Ruths, LREC 2018).",
        f"# Corpus: sha256 of file names and texts {corpus}. Licence of this table: Apache-2.0.",
        "feature\tweight",
        *(f"{key}\t{value:.2f}" for key, value in sorted(kept.items())),
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit the weights on a folder with ``text/*.txt`` and ``attributions/*.ann``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    annotator = load()
    digest = hashlib.sha256()
    data: list[Sample] = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        digest.update(path.name.encode() + text.encode())
        report = from_text(text, source=path.stem)
        data += samples(folder, path.stem, report, annotator(report))
    write(fit(data), digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
