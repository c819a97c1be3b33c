"""The figures of an evaluation: counts first, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Commitment, Event, Relation, Statement

Layer = Literal["statement", "event", "relation", "commitment"]
How = Literal["exact", "overlap", "soft", "agreement"]
Key = tuple[Layer, str, How]
Row = Statement | Event | Relation | Commitment
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Between which figures 95 of 100 resamples of the documents lie; None where too few of them have the figure."""

    precision: Bounds | None
    recall: Bounds | None
    f1: Bounds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What is measured of a layer, how, and the counts.

    ``gold`` and ``found`` are how many there are, ``gold_right`` and ``found_right`` how many of these are right. Both
    are one number, a whole one, but for ``soft``, where they are sums of shares. ``agreement`` is measured on pairs
    alone: gold and found are their number.
    """

    layer: Layer
    part: str
    how: How
    gold: int
    found: int
    gold_right: float
    found_right: float
    interval: Interval | None = None

    @property
    def key(self) -> Key:
        return self.layer, self.part, self.how

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.found_right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found; None where there is none."""
        return self.gold_right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two, 0 where either is; None where there is neither gold nor anything found."""
        return f1(self.gold, self.found, self.gold_right, self.found_right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row of the gold and the row that was found for it; None where either is without the other.

    ``differs`` are the parts in which they are not the same, of those that are measured.
    """

    layer: Layer
    gold: Row | None
    found: Row | None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One annotated report beside what was read in it."""

    id: str
    source: str
    scores: tuple[Score, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A layer, or a part of one, that was not measured, and why."""

    layer: Layer
    part: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of all reports together and of each, what was not measured, and reports that were not found."""

    totals: tuple[Score, ...]
    documents: tuple[Compared, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...] = ()

    def score(self, layer: Layer, part: str, how: How) -> Score | None:
        """One of the totals; None where it was not measured."""
        return next((one for one in self.totals if one.key == (layer, part, how)), None)


def f1(gold: float, found: float, gold_right: float, found_right: float) -> float | None:
    """The harmonic mean of precision and recall from their counts."""
    if not gold and not found:
        return None
    if not (gold and found and gold_right and found_right):
        return 0.0
    precision, recall = found_right / found, gold_right / gold
    return 2 * precision * recall / (precision + recall)


def added(scores: Iterable[Score]) -> Iterator[Score]:
    """The sums of scores of the same thing, in the order in which these come."""
    groups: dict[Key, list[Score]] = {}
    for score in scores:
        groups.setdefault(score.key, []).append(score)
    for (layer, part, how), group in groups.items():
        yield Score(
            layer=layer,
            part=part,
            how=how,
            gold=sum(one.gold for one in group),
            found=sum(one.found for one in group),
            gold_right=sum(one.gold_right for one in group),
            found_right=sum(one.found_right for one in group),
        )
