"""Numbers by which pieces of reports find earlier ones: for a term, and for two terms together.

Numbers with the same first term lie side by side, so that what a report puts down lies in few places of an index.
Names come first: they are the terms that pieces of a report share most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations


def mark(one: str, other: str = "") -> int:
    """The number of a term, or of a pair of terms in their order: 63 bits, the same on every machine."""
    return (_hash(one) >> 1) << 32 | _hash(other)


def pairs(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """All pairs of different terms, each in the order in which ``mark`` takes them."""
    return combinations(sorted(set(terms), key=_rank), 2)


def _rank(term: str) -> tuple[bool, bool, str]:
    return not term.startswith("@"), term.startswith("="), term


@lru_cache(maxsize=50_000)
def _hash(term: str) -> int:
    return int.from_bytes(blake2b(term.encode(), digest_size=4).digest(), "big")
