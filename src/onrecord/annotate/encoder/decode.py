"""From the scores of windows to the words of a report: labels, trees, names, anchors of cues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from onrecord.annotate.encoder.names import Names
from onrecord.annotate.encoder.trees import trees
from onrecord.model import Anchor, Name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.annotate.encoder.windows import Scores, Window

# Below this hardly any word is the anchor of a cue; who reads the anchors decides where to cut.
LEAST_SURE = 0.05
# What a word below another is likely to be where the scores call it a root.
NOT_ROOT = {"PUNCT": "punct", "VERB": "parataxis", "AUX": "parataxis"}


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels behind the numbers of the encoder."""

    upos: Sequence[str]
    xpos: Sequence[str]
    deprel: Sequence[str]
    names: Sequence[str]


@dataclass(slots=True)
class Parse:
    """What is known of all words of a report; the head of a root is -1."""

    upos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)


class Decoder:
    """Puts the windows of a report together."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._names = Names(labels.names)

    def __call__(self, windows: Iterable[Window]) -> Parse:
        """The words of a report, from its windows in order."""
        parse = Parse()
        for window in windows:
            self._add(parse, window)
        return parse

    def _add(self, parse: Parse, window: Window) -> None:
        first, kept, scores = window.first, window.kept, window.scores
        starts = scores.starts[:kept] > 0
        starts[0] = True
        heads = trees(scores.heads[:kept], scores.arcs, starts)
        upos = [self._labels.upos[number] for number in scores.upos[:kept].tolist()]
        tops = heads == np.arange(kept)
        parse.upos += upos
        parse.tags += [self._labels.xpos[number] for number in scores.xpos[:kept].tolist()]
        parse.heads += np.where(tops, -1, heads + first).tolist()
        parse.relations += self._relations(scores.deprel[:kept].tolist(), tops.tolist(), upos)
        parse.starts += (np.flatnonzero(starts) + first).tolist()
        for name in self._names(scores.names[:kept], starts):
            parse.names.append(Name(name.start + first, name.end + first, name.label))
        parse.anchors += anchors(scores, first, kept)

    def _relations(self, numbers: list[int], tops: list[bool], upos: list[str]) -> list[str]:
        """The relations; repaired trees may have other roots than the scores."""
        found = []
        for number, top, part in zip(numbers, tops, upos, strict=True):
            relation = self._labels.deprel[number]
            if top != (relation == "root"):
                relation = "root" if top else NOT_ROOT.get(part, "dep")
            found.append(relation)
        return found


def anchors(scores: Scores, first: int, kept: int) -> Iterator[Anchor]:
    """The words among the window's ``kept`` that may open a cue, in order."""
    sure, nested = _sigmoid(scores.anchors[scores.tops]), _sigmoid(scores.inner[scores.tops])
    for place in np.argsort(scores.tops).tolist():
        word = int(scores.tops[place])
        if word < kept and max(sure[place], nested[place]) >= LEAST_SURE:
            roles = _log_softmax(scores.roles[place])
            yield Anchor(first + word, float(sure[place]), float(nested[place]), first, roles)


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 1 / (1 + np.exp(-logits.astype(np.float64)))
    return found


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=1, keepdims=True)
    normal: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return normal
