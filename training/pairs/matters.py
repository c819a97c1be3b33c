"""Matters, as we wrote them: what several voices say of one thing, and which of it excludes which.

A file holds matters. ``## title | a x b, a x c`` opens one and names the keys that exclude each other; each further
line has a key, the day of the report, who speaks (``-`` for the report) and the words, between tabs. Lines of one key
say the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

SAME, EXCLUDE, OTHER = range(3)  # what two passages are to one another
REPORT = "-"
QUOTES = re.compile(r"^[\"“”'‘’,\s]+|[\"“”,\s]+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, and who says them; nobody for the report itself."""

    key: str
    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Passages on one thing."""

    title: str
    passages: tuple[Passage, ...]
    excluding: frozenset[frozenset[str]]

    def relation(self, one: Passage, other: Passage) -> int:
        """SAME, EXCLUDE or OTHER."""
        if one.key == other.key:
            return SAME
        return EXCLUDE if frozenset((one.key, other.key)) in self.excluding else OTHER


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
        passages.append(Passage(key, "" if speaker == REPORT else speaker, words.strip()))
    return Matter(title, tuple(passages), excluding)


Pair = tuple[Passage, Passage, int]


def pairs(found: Sequence[Matter], strangers: float = 0.1, seed: int = 0) -> list[Pair]:
    """All pairs within matters, and some across them, as a share of these, that have nothing to do with one another."""
    chance = random.Random(seed)
    own = [(a, b, matter.relation(a, b)) for matter in found for a, b in combinations(matter.passages, 2)]
    if len(found) > 1:
        for _ in range(int(strangers * len(own))):
            one, other = chance.sample(found, 2)
            own.append((chance.choice(one.passages), chance.choice(other.passages), OTHER))
    return own
