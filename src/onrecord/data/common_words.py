"""How much a word says about what a sentence is about (data/common_words.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.data import rows

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded English word, by the algorithm of Snowball (Porter 2001)."""
    found: str = _stemmer().stemWord(word)
    return found


def weight(stemmed: str) -> float:
    """From 0, for words that are everywhere, to 1 for those that are rare."""
    return _weights().get(stemmed, 1.0)


@cache
def _stemmer() -> EnglishStemmer:
    from snowballstemmer import stemmer

    return stemmer("english")


@cache
def _weights() -> Mapping[str, float]:
    return {row["stem"]: float(row["weight"]) for row in rows("common_words")}
