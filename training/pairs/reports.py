"""Pairs of pieces of real reports that have much in common: ``python -m training.pairs.reports REPORTS OUT``.

What two pieces are to one another is not told: ``training.pairs.teacher`` judges it, and the encoder of pairs learns
from that what its own reader makes of reports, fragments and all. REPORTS is a folder of texts; each line of OUT is a
JSON list of two passages, each its speaker and its words.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from onrecord.annotate.encoder.passages import Passage
from onrecord.ingest import Options, load
from onrecord.model import Failure
from onrecord.reader import Reader
from onrecord.record.alike import common, overlap
from onrecord.record.assertions import OFFICE, Assertion, assertions

LEAST = 1.5  # what two pieces must have in common
SHORTEST = 4  # words of a piece
TELLING = 8  # terms by which a piece is found
EVERYWHERE = 400  # pieces that have a term which finds nothing
NEAR = 40  # pieces that share most terms
MOST = 30_000  # pairs

Placed = tuple[str, Assertion]  # a piece, and the file of its report


def pieces(folder: Path) -> Iterator[Placed]:
    """The pieces of all reports in a folder."""
    reader = Reader()
    for path in sorted(folder.glob("*.txt")):
        for report in load(str(path), Options()):
            if not isinstance(report, Failure):
                for piece in assertions(reader.read(report, force=True), {}):
                    if piece.kind != OFFICE and len(piece.words.split()) >= SHORTEST:
                        yield path.name, piece


def pairs(found: Sequence[Placed], seed: int = 0) -> Iterator[tuple[Passage, Passage]]:
    """For pieces in no order the two that have most in common with each, and one by chance."""
    chance = random.Random(seed)
    seen: set[frozenset[str]] = set()
    by_term: dict[str, list[int]] = {}
    for number, (_, piece) in enumerate(found):
        for term in _telling(piece):
            by_term.setdefault(term, []).append(number)
    for number in chance.sample(range(len(found)), len(found)):
        place, piece = found[number]
        terms = (term for term in _telling(piece) if len(by_term[term]) < EVERYWHERE)
        shared = Counter(chain.from_iterable(by_term[term] for term in terms))
        likely = []
        for other in (found[near] for near, _ in shared.most_common(NEAR) if near != number):
            both = common(piece, other[1])
            apart = other[0] != place or not overlap(piece, other[1])
            if both >= LEAST and apart and other[1].words != piece.words:
                likely.append((both, other[1]))
        likely.sort(key=lambda one: -one[0])
        chosen = [other for _, other in likely[:2]]
        if len(likely) > len(chosen):
            chosen.append(chance.choice(likely)[1])
        for near_one in chosen:
            both_words = frozenset((piece.words, near_one.words))
            if both_words not in seen:
                seen.add(both_words)
                yield Passage(piece.voice, piece.words), Passage(near_one.voice, near_one.words)


def _telling(piece: Assertion) -> list[str]:
    return sorted(piece.terms, key=lambda term: -piece.terms[term])[:TELLING]


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m training.pairs.reports", description=__doc__)
    options.add_argument("reports", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        for number, pair in enumerate(pairs(list(pieces(given.reports)))):
            if number == MOST:
                break
            told = [[passage.speaker, passage.words] for passage in pair]
            print(json.dumps(told, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
