"""Names from the scores of BIO labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from onrecord.model import Name, NameLabel

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER = -1e9


class Names:
    """Finds the best names among labels such as ``O``, ``B-PER``, ``I-PER``."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = labels
        self._follows = np.array([[_may_follow(before, label) for label in labels] for before in labels])
        self._first = np.array([not label.startswith("I-") for label in labels])
        self._outside = labels.index("O")

    def __call__(self, scores: NDArray[np.float32], starts: NDArray[np.bool_]) -> list[Name]:
        """The names among the words; none reaches over the start of a sentence.

        Args:
            scores: of each label for each word, shape (words, labels).
            starts: where sentences start.
        """
        best = scores.argmax(axis=1)
        allowed = np.where(starts[1:], self._first[best[1:]], self._follows[best[:-1], best[1:]])
        wrong = np.flatnonzero(~np.concatenate((self._first[best[:1]], allowed)))
        if len(wrong):
            bounds = np.append(np.flatnonzero(starts), len(best))
            for number in np.unique(np.searchsorted(bounds, wrong, side="right")).tolist():
                first, end = (0 if number == 0 else int(bounds[number - 1])), int(bounds[number])
                best[first:end] = self._viterbi(scores[first:end])
        return list(self._spans(best))

    def _viterbi(self, scores: NDArray[np.float32]) -> list[int]:
        """The best sequence in which every label may follow the one before."""
        barred = np.where(self._follows, 0.0, NEVER)
        total = scores[0] + np.where(self._first, 0.0, NEVER)
        back = []
        for row in scores[1:]:
            ways = total[:, None] + barred
            back.append(ways.argmax(axis=0))
            total = ways.max(axis=0) + row
        path = [int(total.argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return path[::-1]

    def _spans(self, best: NDArray[np.int64]) -> Iterator[Name]:
        inside = np.flatnonzero(best != self._outside).tolist()
        numbers = best.tolist()
        start = end = 0
        kind = ""
        for index in inside:
            begins, _, label = self._labels[numbers[index]].partition("-")
            if begins == "B":
                if kind:
                    yield Name(start, end, cast(NameLabel, kind))
                start, kind = index, label
            end = index + 1
        if kind:
            yield Name(start, end, cast(NameLabel, kind))


def _may_follow(before: str, label: str) -> bool:
    return not label.startswith("I-") or before[2:] == label[2:]
