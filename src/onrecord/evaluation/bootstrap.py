"""How far figures would have been others with other documents: the bootstrap (Efron 1979), percentile method."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from operator import mul

from onrecord.evaluation.scores import Bounds, Interval, Key, Score, f1

RESAMPLES = 1_000
LEAST_DOCUMENTS = 10  # of fewer an interval says next to nothing
COVERED = 0.95
ENOUGH = 0.5  # of the resamples must have a figure at all


def with_intervals(
    totals: Sequence[Score], documents: Sequence[Sequence[Score]], *, seed: int
) -> tuple[Score, ...]:
    """The totals, each with its interval where there are documents enough.

    Args:
        documents: the scores of each document, or of all annotations of one.
    """
    if len(documents) < LEAST_DOCUMENTS:
        return tuple(totals)
    chance = random.Random(seed)
    size = len(documents)
    drawn = []
    for _ in range(RESAMPLES):
        times = [0] * size
        for number in chance.choices(range(size), k=size):
            times[number] += 1
        drawn.append(times)
    columns: dict[Key, list[list[float]]] = {score.key: [[0.0] * size for _ in range(4)] for score in totals}
    for number, scores in enumerate(documents):
        for score in scores:
            counts = (score.gold, score.found, score.gold_right, score.found_right)
            for column, count in zip(columns.get(score.key, ()), counts, strict=False):
                column[number] += count
    return tuple(replace(score, interval=_interval(columns[score.key], drawn)) for score in totals)


def _interval(columns: Sequence[Sequence[float]], drawn: Sequence[Sequence[int]]) -> Interval:
    precisions, recalls, f1s = [], [], []
    for times in drawn:
        gold, found, gold_right, found_right = (sum(map(mul, times, column)) for column in columns)
        if found:
            precisions.append(found_right / found)
        if gold:
            recalls.append(gold_right / gold)
        if (mean := f1(gold, found, gold_right, found_right)) is not None:
            f1s.append(mean)
    return Interval(precision=_bounds(precisions), recall=_bounds(recalls), f1=_bounds(f1s))


def _bounds(values: list[float]) -> Bounds | None:
    if len(values) < ENOUGH * RESAMPLES:
        return None
    values.sort()
    outside = (1 - COVERED) / 2
    last = len(values) - 1
    return values[round(outside * last)], values[round((1 - outside) * last)]
