"""How well attributions are found: source, cue and content against an annotated part of PolNeAR.

The scorer is a script that is not in this repository (``--scorer``); its matching decides what is right. As the
corpus annotates each word in at most one attribution, only statements that stand in no other are scored. Figures
are percentages:

full_*, strict_*         precision, recall and F1: content and source agree; all three are exact
direct_*, mixed_*, ...   full precision and recall by how much of the content stands in quotation marks
source_agreement         the right source where the content matched
calibration_error        how far confidence is from the share of statements that are fully right: the mean over
                         ten bins of equal size, most confident last (expected calibration error)
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from bench import common
from onrecord.ingest import from_text
from onrecord.model import Statement
from onrecord.reader import Reader

SCORER = Path(__file__).resolve().parents[2] / "shared/scoring/attribution.py"
TYPES = ("direct", "mixed", "indirect")
BINS = 10
ALIKE = 0.5  # the scorer's share of characters that make two contents one

Roles = dict[str, Any]  # what the scorer reads: source, cue and content, each a list of spans
Found = dict[str, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement's confidence, and whether it was right."""

    confidence: float
    right: bool


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec, path
    assert spec.loader, path
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(folder: Path, reader: Reader) -> Found:
    """The statements of each text that stand in no other statement."""
    found = {}
    for path in sorted((folder / "text").glob("*.txt")):
        reading = reader.read(from_text(path.read_bytes().decode("utf-8"), source=path.stem))
        found[path.stem] = tuple(statement for statement in reading.statements if statement.parent is None)
    return found


def roles(statement: Statement) -> Roles:
    """The statement as the scorer reads it."""
    return {
        "source": statement.speaker.spans,
        "cue": statement.cue.spans,
        "content": statement.content.spans,
    }


def judge(scorer: ModuleType, gold: Any, found: Found) -> list[Judged]:
    """Each statement beside whether it takes part in a full match."""
    judged = []
    for stem, text, attributions in gold:
        inside = scorer.quoted_offsets(text)
        true = [scorer.Attr(one, text, inside) for one in attributions]
        true = [one for one in true if one.c["content"]]
        ours = [scorer.Attr(roles(statement), text, inside) for statement in found[stem]]

        def full(i: int, j: int, ours: Sequence[Any] = ours, true: Sequence[Any] = true) -> bool:
            mine, other = ours[i].c, true[j].c
            alike = scorer.jac(mine["content"], other["content"]) >= ALIKE
            return bool(alike and scorer.agree(mine["source"], other["source"]))

        right = scorer.max_match(len(ours), len(true), full)
        judged += [Judged(statement.confidence, i in right) for i, statement in enumerate(found[stem])]
    return judged


def calibration_error(judged: Sequence[Judged], bins: int = BINS) -> float:
    """The mean distance of confidence and truth over bins of equal size."""
    ranked = sorted(judged, key=lambda one: one.confidence)
    edges = [len(ranked) * number // bins for number in range(bins + 1)]
    distance = 0.0
    for start, end in pairwise(edges):
        bin_ = ranked[start:end]
        if bin_:
            off = fmean(one.confidence for one in bin_) - fmean(one.right for one in bin_)
            distance += len(bin_) / len(ranked) * abs(off)
    return distance


def measure(folder: Path, reader: Reader, scorer: ModuleType) -> common.Figures:
    """The figures over all articles of a part of the corpus."""
    gold, found = scorer.load_gold(str(folder)), read(folder, reader)
    result = scorer.score(gold, {stem: list(map(roles, ours)) for stem, ours in found.items()})
    figures: common.Figures = {}
    for name in ("FULL", "STRICT"):
        for key, value in result["full"][name].items():
            figures[f"{name.lower()}_{key}"] = value
    for name in TYPES:
        figures[f"{name}_precision"] = result["by_type"][name]["p"]
        figures[f"{name}_recall"] = result["by_type"][name]["r"]
    figures["source_agreement"] = result["src_given_content"]["agree"]
    figures["calibration_error"] = round(100 * calibration_error(judge(scorer, gold, found)), 2)
    figures["gold"], figures["found"] = result["gold"], result["pred"]
    return figures


def main(arguments: list[str]) -> None:
    parser = common.parser("attribution", __doc__)
    parser.add_argument("folder", type=Path, help="part of the corpus, with text/ and attributions/")
    parser.add_argument("--scorer", type=Path, default=SCORER, help="the scorer of PolNeAR's attributions")
    parser.add_argument("--annotator", metavar="NAME", help="onrecord, spacy or spacy:MODULE")
    parser.add_argument("--reader", metavar="METHOD", help="model or rules")
    options = parser.parse_args(arguments)
    if not (options.folder / "attributions").is_dir():
        parser.error(f"no attributions in {options.folder}")
    if not options.scorer.is_file():
        parser.error(f"no scorer at {options.scorer}: name it with --scorer")
    given = {"annotator": options.annotator, "method": options.reader}
    reader = Reader(**{name: value for name, value in given.items() if value})
    common.show(measure(options.folder, reader, load_scorer(options.scorer)), as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
