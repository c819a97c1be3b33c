"""Which reports are copies of one another: sketches of their words (MinHash; Broder 1997), and the words themselves.

A sketch finds who may be a copy without a look at every report; whether it is one is told by the words. Reports are
one story where one holds most of what the other holds, as an agency's report does that a paper shortened, or that was
brought up to date some hours later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.record.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHINGLE = 4  # words
BANDS, ROWS = (
    20,
    3,
)  # of a sketch: two reports that share half of their shingles meet in a band nine times of ten
SEED = 1729
COPY = 0.55  # share of the shingles of the shorter of two reports that the longer one has too
SHORTEST = 30  # words; shorter reports are copies only of what is the same
DAYS = 4  # between a report and its copy


def shingles(text: str) -> frozenset[str]:
    """All runs of four words of a text, folded."""
    words = fold(text).split()
    if len(words) < SHORTEST:
        return frozenset((" ".join(words),) if words else ())
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def bands(found: Iterable[str]) -> tuple[int, ...]:
    """The bands of a sketch of shingles, as whole numbers of 63 bits; none of no shingles."""
    from rensa import RMinHash

    told = sorted(found)
    if not told:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(told)
    digest = sketch.digest()
    return tuple(_number(band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _number(band: int, rows: Sequence[int]) -> int:
    """One number for the rows of a band, the same on every machine."""
    from hashlib import blake2b

    told = b"".join(value.to_bytes(4, "big") for value in (band, *rows))
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big") >> 1


def copied(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one of two texts is the other, shortened, brought up to date or with another headline."""
    return bool(one and other) and len(one & other) >= COPY * min(len(one), len(other))
