"""Fits ``data/antecedents.tsv``: what speaks for a phrase as the antecedent of a pronoun.

    python -m training.coreference ../shared/corpora/ud_gum/train

GUM's training documents (no news among them) are read like reports, with the answers of the corpus in place of our own
as we go through them, so that each pronoun is decided on a right history. The weights maximise the probability that
any phrase of the right chain is chosen, or nobody where the corpus has none, with a penalty on their squares; a
feature seen less often than ``SELDOM`` has no weight.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.coreference import Gold, read_gum
from onrecord.annotate import load
from onrecord.attribute import statements
from onrecord.ingest import Options, from_text
from onrecord.model import Annotation
from onrecord.resolve.antecedents import Antecedents, Pronoun
from onrecord.resolve.coreference import Coreference
from onrecord.resolve.figures import Figure
from onrecord.resolve.names import gather
from onrecord.resolve.phrases import Phrase

TABLE = Path(__file__).resolve().parent.parent / "src/onrecord/data/antecedents.tsv"
SORTS = ("he", "it", "they")
SELDOM = 5
PENALTY = 1.0
STEPS = 400
GENRES = (
    "academic",
    "bio",
    "court",
    "essay",
    "interview",
    "letter",
    "speech",
    "textbook",
    "voyage",
    "fiction",
)


@dataclass(slots=True)
class Choice:
    """The candidates of one pronoun by their features, and which of them are right; the last is nobody."""

    sort: str
    candidates: list[list[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


class Teacher(Antecedents):
    """Answers as the corpus does, and notes what there was to choose from."""

    def __init__(self, annotation: Annotation, chain_of: Mapping[int, int], choices: list[Choice]) -> None:
        super().__init__(annotation)
        self.chain_of, self.choices = chain_of, choices

    def meant(self, pronoun: Pronoun, before: Sequence[Phrase]) -> Figure | None:
        """The figure of the nearest phrase in the chain of the pronoun."""
        chain = self.chain_of.get(pronoun.phrase.head)
        choice, found = Choice(pronoun.sort), None
        for phrase, features in self.ranked(pronoun, before):
            right = phrase is not None and chain is not None and self.chain_of.get(phrase.head) == chain
            if phrase is None:
                right = not any(choice.right)
            elif right and found is None:
                found = phrase.figure
            choice.candidates.append(features)
            choice.right.append(right)
        self.choices.append(choice)
        return found


def collect(folder: Path) -> Iterator[Choice]:
    """What there was to choose from for each pronoun of the corpus."""
    annotate = load("onrecord")
    for gold in read_gum(folder, None):
        if gold.name.split("_")[1] not in GENRES:
            continue
        report = from_text(gold.text, source=gold.name, options=Options(published=gold.published))
        annotation = annotate(report)
        said = statements(report, annotation)
        cast = gather(annotation, report.document.text, published=gold.published)
        choices: list[Choice] = []
        Coreference(cast, said, gold.published, Teacher(annotation, _chains(gold, annotation), choices)).run()
        yield from choices


def _chains(gold: Gold, annotation: Annotation) -> dict[int, int]:
    """For each of our tokens that is the head of a mention the number of its chain."""
    starts = [token.start for token in annotation.tokens]
    found: dict[int, int] = {}
    for number, chain in enumerate(gold.chains):
        for member in chain:
            at = bisect_right(starts, gold.words[member.head].start) - 1
            if at >= 0 and gold.words[member.head].start < annotation.tokens[at].end:
                found[at] = number
    return found


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights for the pronouns of one sort, by gradient ascent with momentum on the penalised likelihood."""
    counts = Counter(f for choice in choices for row in choice.candidates for f in set(row))
    names = sorted(f for f, n in counts.items() if n >= SELDOM)
    index = {name: number for number, name in enumerate(names)}
    rows = [[index[f] for f in row if f in index] for choice in choices for row in choice.candidates]
    width = max(map(len, rows))
    table = np.full((len(rows), width), len(names))
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    of = np.repeat(np.arange(len(choices)), [len(choice.candidates) for choice in choices])
    right = np.array([r for choice in choices for r in choice.right])
    weights, pace = np.zeros(len(names) + 1), np.zeros(len(names) + 1)
    square = np.zeros(len(names) + 1)
    for step in range(1, STEPS + 1):
        slope = _slope(weights, table, of, right, len(choices)) - PENALTY * weights
        slope[-1] = 0
        pace = 0.9 * pace + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights += 0.1 * (pace / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: float(weights[number]) for name, number in index.items()}


def _slope(
    weights: NDArray[np.float64],
    table: NDArray[np.int64],
    of: NDArray[np.int64],
    right: NDArray[np.bool_],
    size: int,
) -> NDArray[np.float64]:
    """The gradient of the log-likelihood: what the right candidates have, less what all have by their probability."""
    scores = np.exp(weights[table].sum(axis=1))
    every = np.bincount(of, scores, size)
    good = np.bincount(of, scores * right, size)
    share = scores * right / np.maximum(good, 1e-12)[of] - scores / every[of]
    found = np.zeros_like(weights)
    np.add.at(found, table, share[:, None])
    return found


def main(arguments: list[str]) -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    choices = list(collect(parser.parse_args(arguments).folder))
    fitted = {sort: fit([c for c in choices if c.sort == sort and any(c.right)]) for sort in SORTS}
    features = sorted({f for weights in fitted.values() for f in weights})
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = [
        "\t".join([f, *(f"{fitted[s][f]:.2f}" if f in fitted[s] else "" for s in SORTS)]) for f in features
    ]
    TABLE.write_text("\n".join([*head, "\t".join(["feature", *SORTS]), *rows]) + "\n", encoding="utf-8")
    counts = Counter(choice.sort for choice in choices)
    sys.stdout.write(", ".join(f"{sort} {counts[sort]:,}" for sort in SORTS) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
