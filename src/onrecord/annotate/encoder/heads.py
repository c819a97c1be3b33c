"""What trained heads say of events: a second, smaller encoder, which reads only the sentences that it is asked about.

The reader's own encoder forgets what events need as it learns who says what (docs/training.md has the numbers). This
one has three layers and reads one sentence at a time, when a rule wants to know.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.annotate.encoder.session import MANIFEST, WEIGHTS, graph_of, missing_weights
from onrecord.annotate.encoder.windows import end_of, part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from onrecord.annotate.encoder.wordpieces import Encoded
    from onrecord.model import Sentence

FOLDER = "events"  # beside the weights of the reader
GRAPH = "events.onnx"
INPUTS = ("ids", "features", "words")
OUTPUTS = ("deeds", "happened")


class Weights:
    """The graph of the heads, loaded when it is first run."""

    def __init__(self, folder: Path = WEIGHTS / FOLDER) -> None:
        self._folder = folder
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            self.types: tuple[str, ...] = tuple(manifest["types"])
            self.missing: NDArray[np.float32] = np.array(manifest["missing"], np.float32)
            self.sum: str = manifest["sha256"]
        except (OSError, ValueError, KeyError) as error:
            raise missing_weights(folder, "missing or unreadable") from error

    @cached_property
    def _graph(self) -> Any:
        path = self._folder / GRAPH
        try:
            whole = hashlib.sha256(path.read_bytes()).hexdigest() == self.sum
        except OSError as error:
            raise missing_weights(self._folder, "missing or unreadable") from error
        if not whole:
            raise missing_weights(self._folder, "incomplete")
        return graph_of(path)

    def __call__(self, window: Encoded) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What each word says for every type as each part, (words, 4, types), and how far its event happened."""
        deeds, happened = self._graph.run(OUTPUTS, {name: getattr(window, name)[None] for name in INPUTS})
        return deeds[0].reshape(len(window.words), *self.missing.shape), happened[0]


class EventHeads:
    """The heads on the sentences of one report; each sentence is read once, when it is first asked about."""

    def __init__(self, weights: Weights, report: Encoded, sentences: Sequence[Sentence]) -> None:
        self._weights = weights
        self._report = report
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]
        self._read: dict[int, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}

    def types(self, parts: Iterable[Sequence[int]]) -> dict[str, float]:
        """The probability of every type for an event of these words: source, target, predicate, sentence."""
        *few, whole = (list(words) for words in parts)
        first, (deeds, _) = self._sentence(whole[0])
        scores = np.zeros(len(self._weights.types), np.float32)
        for number, words in enumerate((*few, whole)):
            at = [word - first for word in words if 0 <= word - first < len(deeds)]
            scores += deeds[at, number].mean(0) if at else self._weights.missing[number]
        weights = np.exp(scores - scores.max())
        return dict(zip(self._weights.types, (weights / weights.sum()).tolist(), strict=True))

    def happened(self, word: int) -> float:
        """How far the event that a word tells is a fact, from -3 (it is not) to 3 (it is)."""
        first, (_, happened) = self._sentence(word)
        return float(happened[word - first])

    def _sentence(self, word: int) -> tuple[int, tuple[NDArray[np.float32], NDArray[np.float32]]]:
        number = int(np.searchsorted(self._starts, word, side="right")) - 1
        first, last = self._starts[number], self._ends[number]
        if first not in self._read:
            read = [self._weights(window) for window in self._windows(first, last)]
            deeds, happened = (np.concatenate(found) for found in zip(*read, strict=True))
            self._read[first] = deeds, happened
        return first, self._read[first]

    def _windows(self, first: int, last: int) -> Iterable[Encoded]:
        """The sentence; one that is longer than a window in several."""
        while first < last:
            end = min(last, max(first + 1, end_of(self._report, first)))
            yield part(self._report, first, end)
            first = end
