"""Fit what speaks for two pieces of reports saying the same or excluding one another: ``python -m training.claims``.

A STORY is a folder of reports with a ``key.toml``; none is part of what ``bench.compare`` measures by. Its reports
are read into a record. Each two pieces of it say the same where both have words of tellings of one claim of the key
on one side of it, and exclude one another where they have words of the two ends of a contradiction or of both sides
of a claim. Logistic regression with an L2 penalty over the stories in ``training/labels/stories/weighed``, which the
encoder has not seen; the weights go to ``data/claims.tsv``. ``--leave-one-out`` prints how each story fares under the
weights of the others, and ``--pairs OUT`` writes pairs of pieces for ``training.pairs.teacher`` to judge, instead, by
default those of the stories in ``training/labels/stories/read``. What was labelled by reading it
(``training/labels/pairs``) counts before what the key says.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from sqlalchemy import select

from bench.compare import Key, Place, key_of, read, shared
from onrecord.annotate.pairs import Passage, judge
from onrecord.record import Record
from onrecord.record.alike import apart, common, overlap
from onrecord.record.assertions import Assertion
from onrecord.record.likeness import Features, features, having_read, sure, total
from onrecord.record.opposites import LEAST, LONGEST_GAP, READ
from onrecord.record.pieces import stored
from onrecord.record.schema import assertions as rows_of_pieces
from onrecord.record.schema import documents
from training.logistic import fit
from training.pairs.matters import EXCLUDE, OTHER, SAME, labelled

ROOT = Path(__file__).resolve().parents[1]
STORIES = ROOT / "training/labels/stories"
READ_BY_ENCODER, WEIGHED = STORIES / "read", STORIES / "weighed"
LABELLED = ROOT / "training/labels/pairs"
TARGET = ROOT / "src/onrecord/data/claims.tsv"
TOLD = 0.5  # of the words of a telling that a piece has, so that it tells it
RARE = 25.0  # strength of the penalty where few pairs are right


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces of a story, by number, and what they are to one another."""

    one: int
    other: int
    told: Features
    kind: int


class Story:
    """The pieces of a story's reports, and what its key says of each two."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        key = key_of(folder)
        with tempfile.TemporaryDirectory() as place, Record(Path(place) / "record.db") as record:
            read(folder, record)
            query = select(documents.c.source, rows_of_pieces).join_from(
                rows_of_pieces, documents, documents.c.key == rows_of_pieces.c.document
            )
            with record.looking() as connection:
                found = connection.execute(query.order_by(rows_of_pieces.c.key)).all()
        self.pieces: list[Assertion] = [stored(row) for row in found]
        self.days: list[str | None] = [row.report_day for row in found]
        self.places: list[list[Place]] = [
            [(Path(row.source).name, *span) for span in piece.spans]
            for row, piece in zip(found, self.pieces, strict=True)
        ]
        self.kinds = {**self._kinds(key), **self._labelled(LABELLED / f"{folder.name}.tsv")}
        self.pairs = list(self._pairs(self.kinds))

    def passages(self, one: int, other: int) -> tuple[Passage, Passage]:
        """Both pieces as the encoder reads them."""
        a, b = self.pieces[one], self.pieces[other]
        return Passage(a.voice, a.words), Passage(b.voice, b.words)

    def _kinds(self, key: Key) -> Mapping[tuple[int, int], int]:
        kinds: dict[tuple[int, int], int] = {}
        for sides in key.sides:
            for side in sides:
                mine = self._telling(side)
                kinds.update(((a, b), SAME) for a in mine for b in mine if a < b)
        ends = [pair for pairs in key.contradictions.values() for pair in pairs]
        for one, other in (*ends, *key.disputed):
            here, there = self._telling(one), self._telling(other)
            kinds.update(((min(a, b), max(a, b)), EXCLUDE) for a in here for b in there if a != b)
        return kinds

    def _labelled(self, path: Path) -> Mapping[tuple[int, int], int]:
        """Pairs that somebody labelled by reading them, which the key tells less surely."""
        if not path.is_file():
            return {}
        kinds = {frozenset(pair[:2]): pair[2] for pair in labelled(path)}
        by_words: dict[Passage, list[int]] = {}
        for number, piece in enumerate(self.pieces):
            by_words.setdefault(Passage(piece.voice, piece.words), []).append(number)
        return {
            (min(one, other), max(one, other)): kind
            for both, kind in kinds.items()
            if len(both) == 2
            for one, other in product(*(by_words.get(each, ()) for each in both))
        }

    def _telling(self, places: Sequence[Place]) -> set[int]:
        return {
            number
            for number, own in enumerate(self.places)
            for place in places
            if shared(own, [place]) >= TOLD * (place[2] - place[1])
        }

    def _pairs(self, kinds: Mapping[tuple[int, int], int]) -> Iterator[Pair]:
        for at, other in enumerate(self.pieces):
            for before in range(at):
                one, days = self.pieces[before], apart(self.days[before], self.days[at]) or 0
                together = self.places[before][0][0] == self.places[at][0][0]
                if days > LONGEST_GAP or common(one, other) < LEAST or (together and overlap(one, other)):
                    continue
                yield Pair(before, at, features(one, other, days), kinds.get((before, at), OTHER))


def fitted(stories: Sequence[Story]) -> dict[str, dict[str, float]]:
    """Weights for being worth reading, for the same, and for excluding."""
    some = [(pair.told, pair.kind != OTHER) for story in stories for pair in story.pairs]
    weights = {"worth": fit(some)}
    told = [row for story in stories for row in read_of(story, weights["worth"])]
    weights["same"] = fit([(row, pair.kind == SAME) for pair, row in told])
    weights["exclude"] = fit([(row, pair.kind == EXCLUDE) for pair, row in told], RARE)
    return weights


def read_of(story: Story, weights: Mapping[str, float]) -> list[tuple[Pair, Features]]:
    """The pairs of each piece with earlier ones that are most worth being read, and what reading tells."""
    by_piece: dict[int, list[Pair]] = {}
    for pair in story.pairs:
        by_piece.setdefault(pair.other, []).append(pair)
    chosen = [
        pair
        for own in by_piece.values()
        for pair in sorted(own, key=lambda one: -total(weights, one.told))[:READ]
    ]
    judged = judge()(story.passages(pair.one, pair.other) for pair in chosen)
    return [
        (pair, having_read(pair.told, one.same, one.exclude))
        for pair, one in zip(chosen, judged, strict=True)
    ]


def fares(story: Story, weights: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """How many pairs of a story are read, and what is found among them at some thresholds."""
    told = read_of(story, weights["worth"])
    for kind, name in ((SAME, "same"), (EXCLUDE, "exclude")):
        wanted = sum(pair.kind == kind for pair in story.pairs)
        reached = sum(pair.kind == kind for pair, _ in told)
        yield f"{name}: {reached} of {wanted} read"
        for limit in (0.3, 0.5, 0.7):
            kept = [pair.kind == kind for pair, row in told if sure(total(weights[name], row)) >= limit]
            yield f"   from {limit}: {sum(kept)} of {len(kept)} right"


def write(weights: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Put the weights down."""
    head = (
        "# What speaks for two pieces being worth reading side by side, saying the same, and excluding one another"
        " (likeness.py).\n"
        "# Source: fitted by `python -m training.claims` on stories that we wrote (training/labels/stories).\n"
        "# Licence: Apache-2.0, as the rest.\n"
        "# Columns\n#   for      worth, same or exclude\n"
        "#   feature  as likeness.features and having_read name it; - is the constant\n#   weight   in logits\n"
        "for\tfeature\tweight\n"
    )
    rows = [
        f"{name}\t{feature}\t{own[feature]:.3f}\n"
        for name, own in weights.items()
        for feature in ("-", *sorted(own.keys() - {"-"}))
    ]
    path.write_text(head + "".join(rows), "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m training.claims", description=__doc__)
    options.add_argument("story", type=Path, nargs="*", help="default: those in training/labels/stories")
    options.add_argument("--out", type=Path, default=TARGET, help="default: data/claims.tsv")
    options.add_argument("--leave-one-out", action="store_true", help="write nothing")
    options.add_argument(
        "--pairs", type=Path, metavar="OUT", help="write pairs for training.pairs.teacher, and no weights"
    )
    given = options.parse_args()
    folder = READ_BY_ENCODER if given.pairs else WEIGHED
    stories = [Story(one) for one in given.story or sorted(folder.iterdir())]
    if given.pairs:
        with given.pairs.open("w", encoding="utf-8") as out:
            for both in (story.passages(pair.one, pair.other) for story in stories for pair in story.pairs):
                told = [[passage.speaker, passage.words] for passage in both]
                print(json.dumps(told, ensure_ascii=False), file=out)
    elif given.leave_one_out:
        for story in stories:
            weights = fitted([other for other in stories if other is not story])
            sys.stdout.write("\n".join((story.name, *fares(story, weights))) + "\n")
    else:
        write(fitted(stories), given.out)


if __name__ == "__main__":
    main()
