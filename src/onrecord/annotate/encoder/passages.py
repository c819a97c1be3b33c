"""Two passages side by side, as the encoder of pairs takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.annotate.encoder.wordpieces import OPENING, QUOTED, WordPieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 64  # pieces of a passage that are read
BETWEEN = 102  # the piece [SEP] stands between the passages
CACHED = 10_000
WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report and who says them, nobody for the report itself."""

    speaker: str
    words: str


class Rows:
    """Pairs as the graph takes them."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._pieces = WordPieces(vocabulary)
        self._passage = lru_cache(maxsize=CACHED)(self._encoded)

    def of(self, one: Passage, other: Passage) -> dict[str, NDArray[np.int64]]:
        """``ids``, ``features`` and ``second`` (1 for the second passage, 0 for the first, -1 between), by piece."""
        first, feature = self._passage(one)
        second, its_feature = self._passage(other)
        return {
            "ids": np.concatenate([[OPENING], first, [BETWEEN], second]),
            # None of the passages is quoted inside the other, so that feature tells them apart.
            "features": np.concatenate([[0], feature, [0], its_feature + QUOTED]),
            "second": np.concatenate([[-1], np.zeros_like(first), [-1], np.ones_like(second)]),
        }

    def _encoded(self, passage: Passage) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        words = f"{passage.speaker}: {passage.words}" if passage.speaker else passage.words
        found = self._pieces.encode([WORD.findall(words)])
        return found.ids[:LONGEST], found.features[:LONGEST] % QUOTED
