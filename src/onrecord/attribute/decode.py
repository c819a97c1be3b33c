"""From the scores of a model to who says what: for each anchor the best labels of the words around it.

As in semantic role labelling each cue has labels of its own, so that two cues may share a source or a word. The
best sequence of labels is Viterbi's (1967), over the transitions that BIO allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from onrecord.model import ROLES, Anchor

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5  # in ROLES: the B of each; its I stands behind it
NEVER = -1e4
LEAST_SOURCE = 0.2  # a source that the best labels miss is taken where some word is one with this probability
INSIDE = np.array([label.startswith("I-") for label in ROLES])
# ALLOWED[a, b] is 0 where label b may follow label a, else NEVER.
ALLOWED = np.array(
    [[NEVER if b.startswith("I-") and a[1:] != b[1:] else 0.0 for b in ROLES] for a in ROLES],
    dtype=np.float32,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """An attribution in token indices, as the model hears it.

    ``evidence`` are log-probabilities: of the anchor, and per word of source, cue and content, 0 for none; ``nested``
    is the probability of the anchor inside somebody's words.
    """

    anchor: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    evidence: tuple[float, float, float, float]
    nested: float


def heard(anchors: Iterable[Anchor]) -> list[Heard]:
    """What each anchor opens, in the order of the anchors; one cue is heard once, from its surest anchor."""
    found: list[Heard] = []
    for _, group in groupby(anchors, key=lambda anchor: anchor.first):
        found += _window(list(group))
    best: dict[tuple[int, ...], Heard] = {}
    for one in found:
        if one.cue not in best or _sureness(best[one.cue]) < _sureness(one):
            best[one.cue] = one
    return sorted(best.values(), key=lambda one: one.anchor)


def _sureness(one: Heard) -> float:
    return max(exp(one.evidence[0]), one.nested)


def _window(anchors: Sequence[Anchor]) -> Iterator[Heard]:
    scores = np.stack([anchor.roles for anchor in anchors])
    at = np.array([anchor.token - anchor.first for anchor in anchors])
    rows = np.arange(len(anchors))
    forced = scores.copy()
    forced[rows, at] = NEVER
    forced[rows, at, CUE : CUE + 2] = scores[rows, at, CUE : CUE + 2]  # the anchor is part of its cue
    for anchor, own, labels in zip(anchors, scores, best_labels(forced), strict=True):
        yield _heard(anchor, own, labels)


def best_labels(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best allowed labels of each row: (rows, words) of scores (rows, words, labels)."""
    best: NDArray[np.int64] = scores.argmax(-1)
    before = np.concatenate([np.zeros_like(best[:, :1]), best[:, :-1]], axis=1)
    broken = np.flatnonzero((ALLOWED[before, best] < 0).any(1))
    if len(broken):
        best[broken] = _viterbi(scores[broken])
    return best


def _viterbi(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    rows, count, labels = scores.shape
    total = np.where(INSIDE, NEVER, 0.0) + scores[:, 0]
    back = np.zeros((rows, count, labels), np.int64)
    for word in range(1, count):
        ways = total[:, :, None] + ALLOWED
        back[:, word] = ways.argmax(1)
        total = ways.max(1) + scores[:, word]
    best = np.zeros((rows, count), np.int64)
    best[:, -1] = total.argmax(1)
    for word in range(count - 1, 0, -1):
        best[:, word - 1] = back[np.arange(rows), word, best[:, word]]
    return best


def _heard(anchor: Anchor, scores: NDArray[np.float32], labels: NDArray[np.int64]) -> Heard:
    runs = _runs(labels)
    at = anchor.token - anchor.first
    cue = next(run for run in runs if labels[run[0]] == CUE and run[0] <= at <= run[-1])
    sources = [run for run in runs if labels[run[0]] == SOURCE]
    source = (
        max(sources, key=lambda run: _mean(scores, labels, run))
        if sources
        else _missed_source(scores, labels)
    )
    contents = [i for run in runs if labels[run[0]] == CONTENT for i in run]
    if source and not sources:
        labels = labels.copy()
        labels[source] = SOURCE + 1
        labels[source[0]] = SOURCE
    means = [_mean(scores, labels, run) for run in (source, cue, contents)]
    evidence = (float(np.log(anchor.sure)), means[0], means[1], means[2])
    own_cue, own_source, own_content = (
        tuple(anchor.first + i for i in run) for run in (cue, source, contents)
    )
    return Heard(anchor.token, own_cue, own_source, own_content, evidence, anchor.nested)


def _runs(labels: NDArray[np.int64]) -> list[list[int]]:
    """The stretches of labels other than O."""
    runs: list[list[int]] = []
    for i in np.flatnonzero(labels).tolist():
        if INSIDE[labels[i]] and runs:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _mean(scores: NDArray[np.float32], labels: NDArray[np.int64], run: Sequence[int]) -> float:
    return float(np.add.reduce(scores[run, labels[run]]) / len(run)) if run else 0.0


def _missed_source(scores: NDArray[np.float32], labels: NDArray[np.int64]) -> list[int]:
    """The likeliest source among the words that are nothing else, where one is likely enough."""
    free = np.where(labels == OUTSIDE, scores[:, SOURCE], NEVER)
    start = int(free.argmax())
    if free[start] < np.log(LEAST_SOURCE):
        return []
    end = start + 1
    while end < len(labels) and labels[end] == OUTSIDE and scores[end].argmax() == SOURCE + 1:
        end += 1
    return list(range(start, end))
