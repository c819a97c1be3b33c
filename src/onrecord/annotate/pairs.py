"""Whether two passages of news say the same, exclude one another, or neither: an encoder that reads them side by side.

A cross-encoder as for natural language inference (Devlin et al., NAACL 2019), whose scores stand on the means of both
passages as in Conneau et al. (EMNLP 2017). It was trained on passages that we wrote (``training.pairs``). The graph is
loaded when the first pair is judged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.annotate.encoder.passages import Passage, Rows
from onrecord.annotate.encoder.session import MANIFEST, VOCABULARY, WEIGHTS, graph_of, missing_weights

__all__ = ["Judge", "Judgement", "Passage", "judge"]

FOLDER = WEIGHTS / "pairs"
GRAPH = "pairs.onnx"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities that two passages say the same, and that they cannot both be so."""

    same: float
    exclude: float


class Judge:
    """The encoder of pairs."""

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            whole = hashlib.sha256((folder / GRAPH).read_bytes()).hexdigest() == manifest["sha256"][GRAPH]
            vocabulary = (WEIGHTS / VOCABULARY).read_text(encoding="utf-8").split()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise missing_weights(folder, "missing or unreadable") from error
        if not whole:
            raise missing_weights(folder, "incomplete")
        self._rows = Rows(vocabulary)
        self._graph = graph_of(folder / GRAPH)

    def __call__(self, pairs: Iterable[tuple[Passage, Passage]]) -> Iterator[Judgement]:
        """A judgement for each pair."""
        for one, other in pairs:
            inputs = {name: row[None] for name, row in self._rows.of(one, other).items()}
            scores = self._graph.run(None, inputs)[0][0]
            weights = np.exp(scores - scores.max())
            same, exclude, _ = (weights / weights.sum()).tolist()
            yield Judgement(same, exclude)


@cache
def judge() -> Judge:
    """The encoder of this package."""
    return Judge()
