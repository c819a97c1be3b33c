"""How well we tell what happened: status and certainty against people's judgements of single words.

A file holds a JSON object for each sentence (UDS "It Happened" v2 as we have it): ``text``, its words parted by
blanks, and ``targets``, each with ``span1`` (the word) and ``label``, from -3 (did not happen) to 3 (happened).
The annotator reads the words as they are given; each sentence is a paragraph of its own, nobody is quoted and no
actor is known, so that the syntax around a word decides (``coding/telling.py`` without statements).

Status and certainty become the number that ``NUMBERS`` has for them: the medians over the training part, rounded to
a quarter, for it is how people judge e-mails and reviews, too, that makes "should leave" less likely than "may leave".
Where the annotator says of each word how likely it happened (``Annotation.heads``), its number counts ``HEAD``
and ours the rest.

mae      mean absolute error of the numbers
pearson  their correlation with the labels
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import correlation, fmean
from typing import NamedTuple

from bench import annotators, common
from onrecord.annotate import Annotator
from onrecord.coding.page import Page
from onrecord.coding.telling import Telling, Told
from onrecord.model import Annotation, Certainty, Status

AT_ONCE = 50  # sentences to a report
HEAD = 0.9
NUMBERS: dict[tuple[Status, Certainty], float] = {
    ("reported", "certain"): 2.5,
    ("reported", "probable"): 2.25,
    ("claimed", "possible"): 2.25,
    ("claimed", "unspecified"): 2.5,
    ("denied", "certain"): 0,
    ("denied", "probable"): -0.75,
    ("pledged", "certain"): -1.5,
    ("pledged", "probable"): -2.25,
    ("pledged", "possible"): -2.25,
    ("pledged", "unspecified"): -2.5,
    ("demanded", "certain"): -1.5,
    ("demanded", "probable"): -1,
    ("demanded", "possible"): -2.25,
    ("demanded", "unspecified"): -2.25,
    ("hypothetical", "certain"): -1,
    ("hypothetical", "probable"): -1.75,
    ("hypothetical", "possible"): -1.5,
    ("hypothetical", "unspecified"): -1.5,
}


class Target(NamedTuple):
    """A word of a sentence and what people said of it."""

    word: int
    label: float


class Sentence(NamedTuple):
    words: list[str]
    targets: list[Target]


def read_jsonl(path: Path) -> Iterator[Sentence]:
    """The sentences of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            targets = [Target(target["span1"][0], target["label"]) for target in row["targets"]]
            yield Sentence(row["text"].split(" "), targets)


def number(told: Told, head: float | None = None) -> float:
    """Status and certainty as a number from -3 to 3, with what the annotator says where it does."""
    ours = NUMBERS.get((told.status, told.certainty), 0.0)
    return ours if head is None else HEAD * head + (1 - HEAD) * ours


def numbers(sentences: Sequence[Sentence], annotation: Annotation) -> Iterator[tuple[float, float]]:
    """Our number and the label of each target of some sentences that were read together."""
    report = annotators.written(" ".join(sentence.words) for sentence in sentences)
    telling = Telling(
        Page(
            document=report.document,
            layout=report.layout,
            annotation=annotation,
            actors=(),
            places=(),
            times=(),
            statements=(),
        )
    )
    heads = annotation.heads
    first = 0
    for sentence in sentences:
        for word, label in sentence.targets:
            token = first + word
            yield number(telling.told(token), None if heads is None else heads.happened(token)), label
        first += len(sentence.words)


def figures(pairs: Iterable[tuple[float, float]]) -> common.Figures:
    """Error and correlation of (number, label) pairs."""
    ours, labels = zip(*pairs, strict=True)
    return {
        "mae": round(fmean(abs(a - b) for a, b in zip(ours, labels, strict=True)), 4),
        "pearson": round(correlation(ours, labels), 4),
    }


def measure(path: Path, annotate: Annotator) -> common.Figures:
    """The figures over all sentences of a file."""
    reader = annotators.of_words(annotate)
    pairs: list[tuple[float, float]] = []
    sentences = list(read_jsonl(path))
    for start in range(0, len(sentences), AT_ONCE):
        some = sentences[start : start + AT_ONCE]
        pairs += numbers(some, reader.of_words([sentence.words for sentence in some]))
    return figures(pairs)


def main(arguments: list[str]) -> None:
    parser = common.parser("factuality", __doc__)
    parser.add_argument("file", type=Path, help="JSON lines of sentences with judged words")
    annotators.option(parser)
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        parser.error(f"no file {options.file}")
    results = annotators.compare(lambda annotate: measure(options.file, annotate), options.annotator)
    common.show(results, as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
