"""What trained heads say of events: two smaller encoders, which read only the sentences that they are asked about.

The reader's own encoder forgets what events need as it learns who says what (docs/training.md has the numbers). These
have three layers each and read one sentence at a time, when a rule wants to know: one tells which event a word tells,
the other how far it happened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.annotate.encoder.session import MANIFEST, WEIGHTS, graph_of, missing_weights
from onrecord.annotate.encoder.windows import end_of, part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from onrecord.annotate.encoder.wordpieces import Encoded
    from onrecord.model import Sentence

FOLDER = "events"  # beside the weights of the reader
DEEDS, HAPPENED = "deeds", "happened"  # the graphs, and what they tell
INPUTS = ("ids", "features", "words")


class Weights:
    """The graphs of the heads, each loaded when it is first run."""

    def __init__(self, folder: Path = WEIGHTS / FOLDER) -> None:
        self._folder = folder
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            self.types: tuple[str, ...] = tuple(manifest["types"])
            self.missing: NDArray[np.float32] = np.array(manifest["missing"], np.float32)
            self._sums: dict[str, str] = {name: manifest["sha256"][name] for name in (DEEDS, HAPPENED)}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise missing_weights(folder, "missing or unreadable") from error

    @property
    def sum(self) -> str:
        """What tells these weights from others."""
        return self._sums[DEEDS][:4] + self._sums[HAPPENED][:4]

    def deeds(self, window: Encoded) -> NDArray[np.float32]:
        """What each word says for every type as each part of an event, (words, 4, types)."""
        return self._run(self._deeds, window).reshape(len(window.words), *self.missing.shape)

    def happened(self, window: Encoded) -> NDArray[np.float32]:
        """How far the event that each word tells happened, from -3 to 3, (words,)."""
        return self._run(self._happened, window)

    @cached_property
    def _deeds(self) -> Any:
        return self._graph(DEEDS)

    @cached_property
    def _happened(self) -> Any:
        return self._graph(HAPPENED)

    def _run(self, graph: Any, window: Encoded) -> NDArray[np.float32]:
        found: NDArray[np.float32] = graph.run(None, {name: getattr(window, name)[None] for name in INPUTS})[
            0
        ][0]
        return found

    def _graph(self, name: str) -> Any:
        path = self._folder / f"{name}.onnx"
        try:
            whole = hashlib.sha256(path.read_bytes()).hexdigest() == self._sums[name]
        except OSError as error:
            raise missing_weights(self._folder, "missing or unreadable") from error
        if not whole:
            raise missing_weights(self._folder, "incomplete")
        return graph_of(path)


class EventHeads:
    """The heads on the sentences of one report; each sentence is read once, when it is first asked about."""

    def __init__(self, weights: Weights, report: Encoded, sentences: Sequence[Sentence]) -> None:
        self._weights = weights
        self._report = report
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]
        self._read: dict[tuple[str, int, int], NDArray[np.float32]] = {}

    def types(self, parts: Iterable[Sequence[int]]) -> dict[str, float]:
        """The probability of every type for an event of these words: source, target, predicate, sentence."""
        *few, whole = (list(words) for words in parts)
        first, last = whole[0], whole[-1] + 1
        deeds = self._words(DEEDS, first, last, self._weights.deeds)
        scores = np.zeros(len(self._weights.types), np.float32)
        for number, words in enumerate((*few, whole)):
            at = [word - first for word in words if first <= word < last]
            scores += deeds[at, number].mean(0) if at else self._weights.missing[number]
        weights = np.exp(scores - scores.max())
        return dict(zip(self._weights.types, (weights / weights.sum()).tolist(), strict=True))

    def happened(self, word: int) -> float:
        """How far the event that a word tells is a fact, from -3 (it is not) to 3 (it is)."""
        number = int(np.searchsorted(self._starts, word, side="right")) - 1
        first, last = self._starts[number], self._ends[number]
        return float(self._words(HAPPENED, first, last, self._weights.happened)[word - first])

    def _words(
        self, name: str, first: int, last: int, run: Callable[[Encoded], NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        """What a graph says of the words of a sentence."""
        if (name, first, last) not in self._read:
            windows = [run(window) for window in self._windows(first, last)]
            self._read[name, first, last] = np.concatenate(windows)
        return self._read[name, first, last]

    def _windows(self, first: int, last: int) -> Iterator[Encoded]:
        """The sentence; one that is longer than a window in several."""
        while first < last:
            end = min(last, max(first + 1, end_of(self._report, first)))
            yield part(self._report, first, end)
            first = end
