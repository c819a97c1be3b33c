"""A report goes through the encoder in windows, each from where the last whole sentence before it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from onrecord.annotate.encoder.wordpieces import OPENING, Encoded

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 256  # pieces: what the encoder was trained on; longer windows are slower and no better
EARLIEST = 4  # a window ends at no break in its first quarter: it would show too little of the report


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the encoder says of the n words of a window.

    ``upos``, ``xpos``, ``deprel``: label numbers, shape (n,); ``starts``: above 0 where a sentence starts, (n,);
    ``names``: logits of the BIO labels, (n, 9); ``arcs``: score of head h for word d at ``[d, h]``, of a root on the
    diagonal, (n, n); ``heads``: the best heads, (n,); ``anchors``: logits, (n,); ``inner``: the same of anchors inside
    somebody's words, (n,); ``tops``: the k words that are most likely either, (k,); ``roles``: logits of every word's
    role towards each of them, (k, n, 7).
    """

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    starts: NDArray[np.float32]
    names: NDArray[np.float32]
    arcs: NDArray[np.float32]
    heads: NDArray[np.int64]
    deprel: NDArray[np.int64]
    anchors: NDArray[np.float32]
    inner: NDArray[np.float32]
    tops: NDArray[np.int64]
    roles: NDArray[np.float32]


OUTPUTS = tuple(field.name for field in fields(Scores))
Run = Callable[[Encoded], Scores]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Scores of the words from ``first`` on; the first ``kept`` of them count, the next window reads the others."""

    first: int
    kept: int
    scores: Scores


def windows(report: Encoded, run: Run) -> Iterator[Window]:
    """Run the encoder over a report; every word is kept in one window."""
    first, total = 0, len(report.words)
    while first < total:
        end = end_of(report, first)
        scores = run(part(report, first, end))
        whole = end == total or report.breaks[end] > 0
        kept = end - first if whole else _last_start(scores, end - first)
        yield Window(first, kept, scores)
        first += kept


def end_of(report: Encoded, first: int, longest: int = LONGEST) -> int:
    """The word behind the window that begins with the word ``first``.

    It is the last that starts a paragraph, or else the first that does not fit.
    """
    begin = int(report.words[first])
    if len(report.ids) - begin <= longest:
        return len(report.words)
    end = int(np.searchsorted(report.words, begin + longest))
    # A piece of its own stands before the first word of a paragraph, and the window ends before that piece.
    earliest = int(np.searchsorted(report.words, begin + longest // EARLIEST + 1))
    last = int(np.searchsorted(report.words, begin + longest, side="right"))
    breaks = np.flatnonzero(report.breaks[earliest:last])
    return earliest + int(breaks[-1]) if len(breaks) else end


def part(report: Encoded, first: int, end: int, longest: int = LONGEST) -> Encoded:
    """The words ``[first, end)``, with all of their pieces that fit, behind the piece that opens a window."""
    begin, stop = int(report.words[first]), len(report.ids)
    if end < len(report.words):
        # The piece of a break belongs to neither side.
        stop = int(report.words[end]) - int(report.breaks[end])
    pieces = slice(begin, min(stop, begin + longest))
    return Encoded(
        np.concatenate([[OPENING], report.ids[pieces]]),
        np.concatenate([[0], report.features[pieces]]),
        report.words[first:end] - begin + 1,
        report.breaks[first:end],
    )


def _last_start(scores: Scores, words: int) -> int:
    """Where the window's last sentence starts, which may go on behind it; its end where there is but one."""
    starts = np.flatnonzero(scores.starts[1:] > 0)
    return int(starts[-1]) + 1 if len(starts) else words
