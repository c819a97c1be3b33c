"""Matters, as we wrote them: what several voices say of one thing, and which of it excludes which.

A file holds matters. ``## title | a x b, a x c`` opens one and names the keys that exclude each other; each further
line has a key, the day of the report, who speaks (``-`` for the report) and the words, between tabs. Lines of one key
say the same.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from onrecord.annotate.encoder.passages import Passage

SAME, EXCLUDE, OTHER = range(3)  # what two passages are to one another
REPORT = "-"
FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d[\d,]*\d\b")  # but no year

Pair = tuple[Passage, Passage, int]
Taught = tuple[Passage, Passage, Sequence[float]]  # how probable each kind is
KINDS = {"S": SAME, "X": EXCLUDE, "N": OTHER}  # as in training/labels/pairs


@dataclass(frozen=True, slots=True)
class Matter:
    """Passages on one thing."""

    title: str
    passages: tuple[tuple[str, Passage], ...]  # with their keys
    excluding: frozenset[frozenset[str]]

    def pairs(self) -> Iterator[Pair]:
        """Each two passages, and what they are to one another."""
        for (key, one), (other_key, other) in combinations(self.passages, 2):
            apart = EXCLUDE if frozenset((key, other_key)) in self.excluding else OTHER
            yield one, other, SAME if key == other_key else apart


def matters(path: Path) -> Iterator[Matter]:
    """The matters of a file, or of all text files in a folder."""
    paths = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    for each in paths:
        for part in re.split(r"(?m)^## ", each.read_text("utf-8"))[1:]:
            yield _matter(part.splitlines())


def _matter(lines: Sequence[str]) -> Matter:
    title, _, rest = lines[0].partition(" | ")
    excluding = frozenset(frozenset(pair.split(" x ")) for pair in map(str.strip, rest.split(",")) if pair)
    passages = []
    for line in filter(str.strip, lines[1:]):
        key, _, speaker, words = line.split("\t")
        passages.append((key, Passage("" if speaker == REPORT else speaker, words.strip())))
    return Matter(title, tuple(passages), excluding)


def pairs(found: Sequence[Matter], strangers: float = 0.1, seed: int = 0) -> list[Pair]:
    """All pairs within matters, and some across them, as a share of these, that have nothing to do with one another."""
    chance = random.Random(seed)
    own = [pair for matter in found for pair in matter.pairs()]
    if len(found) > 1:
        for _ in range(int(strangers * len(own))):
            one, other = chance.sample(found, 2)
            own.append((chance.choice(one.passages)[1], chance.choice(other.passages)[1], OTHER))
    return own


def told(path: Path) -> list[tuple[Passage, Passage]]:
    """Pairs of passages as ``training.pairs.reports`` or ``training.claims`` wrote them."""
    lines = path.read_text("utf-8").splitlines()
    return [(Passage(*one), Passage(*other)) for one, other, *_ in map(json.loads, lines)]


def taught(path: Path) -> list[Taught]:
    """Pairs of passages as ``training.pairs.teacher`` judged them."""
    lines = path.read_text("utf-8").splitlines()
    return [(Passage(*one), Passage(*other), sure) for one, other, sure in map(json.loads, lines)]


def labelled(path: Path) -> list[Pair]:
    """Pairs of pieces that somebody labelled by reading them, without those that cannot be judged."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (
                Passage(row["speaker"], row["words"]),
                Passage(row["other_speaker"], row["other_words"]),
                KINDS[row["kind"]],
            )
            for row in rows
            if row["kind"] in KINDS
        ]


def denied(found: Sequence[Pair], share: float, seed: int = 0) -> list[Pair]:
    """Some of what says the same, one end as a bare denial is told, so that it excludes the other."""
    chance = random.Random(seed)
    same = [pair for pair in found if pair[2] == SAME]
    chosen = chance.sample(same, int(share * len(same)))
    return [
        (one, Passage(other.speaker, f"It is not true that {other.words}"), EXCLUDE)
        for one, other, _ in chosen
    ]


def recounted(found: Sequence[Pair], seed: int = 0) -> list[Pair]:
    """What says the same with one figure, with another figure at one end."""
    chance, told = random.Random(seed), []
    for one, other, kind in found:
        shared = sorted(set(FIGURE.findall(one.words)) & set(FIGURE.findall(other.words)))
        if kind == SAME and shared:
            figure = chance.choice(shared)
            value = int(figure.replace(",", ""))
            another = max(2, round(value * chance.choice((0.4, 0.6, 0.75, 1.3, 1.6, 2.2))))
            if another != value:
                words = other.words.replace(figure, f"{another:,}" if "," in figure else str(another))
                told.append((one, Passage(other.speaker, words), EXCLUDE))
    return told
