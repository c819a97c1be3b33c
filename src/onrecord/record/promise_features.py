"""Whether a passage of a later report speaks of a promise: what can be compared of the two, and how sure that makes us.

The weights are fitted by logistic regression on our own example reports (``training.promises``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp

from onrecord.data import rows
from onrecord.record.alike import apart
from onrecord.record.passages import Passage
from onrecord.record.promises import Follow, Promise, common, course_of, is_done, is_later, shares

LONGEST_GAP = 60  # days from a promise, or from its deadline, to a report that may tell of it
NEAR = 3  # passages before one that tell what it is about
# Where the stories of examples/ are told best by the weights of the others; below it precision falls first.
SURE = 0.45


def features(
    promise: Promise,
    passage: Passage,
    course: Follow | None,
    *,
    cover: float,
    near: float,
    best: float,
    day: str | None,
) -> dict[str, float]:
    """What can be compared of a promise and a passage of a later report, each from 0 to 1.

    Args:
        course: what the passage tells of the promise, if it speaks of it.
        cover: the share of the promise's words that the passage has.
        near: the largest share of the promise's words in the passages just before.
        best: the largest share in the whole report.
        day: of the report.
    """
    names = {term for term in promise.terms if term[0] == "@"}
    shared = promise.terms.keys() & passage.terms.keys()
    both = common(promise, passage)
    around = promise.around.keys() & passage.terms.keys()
    beside = sum(min(promise.around[term], passage.terms[term]) for term in sorted(around))
    size = sum(passage.terms.values())
    same = bool(promise.deeds & passage.deeds)
    undone = is_done(promise, passage) is False
    by = "@" + promise.by in passage.terms or not promise.called.isdisjoint(passage.terms)
    speaks = bool(promise.by) and passage.speaker == promise.by
    maker = bool(promise.maker) and passage.speaker == promise.maker
    told = course in ("fulfilled", "broken")
    over = bool(day and promise.due and day >= promise.due)
    early = bool(day and promise.due and day < promise.due)
    cue = bool(passage.courses)
    return {
        "cover": cover,
        "inside": both / size if size else 0.0,
        "mass": min(1.0, both / 4),
        "names": len(names & shared) / len(names) if names else 0.0,
        "around": min(1.0, beside / 2),
        "by": float(by),
        "speaks": float(speaks),
        "maker": float(maker),
        "deed": float(same),
        "undone": float(undone),
        "deed_cover": cover * same,
        "deed_by": float(same and (by or speaks or maker)),
        "due": float(
            any(
                first <= (promise.due or "") <= last and (apart(first, last) or 0) < 7
                for first, last in passage.times
            )
        ),
        "later": float(is_later(promise, passage)),
        "over": float(told and over),
        "early": float(told and early),
        "cue": float(cue),
        "cue_by": float(cue and (by or speaks)),
        "cue_cover": cue * cover,
        "near": near,
        "near_cue": near * cue,
        "near_deed": near * same,
        "best": best,
        "best_by": best * (by or speaks),
        "thin": float(sum(promise.terms.values()) < 1 and not (by or speaks or maker)),
        "short": float(len(passage.terms) < 5),
        "done": float(told),
    }


def of_report(
    promise: Promise, passages: Sequence[Passage], day: str | None
) -> Iterator[tuple[Passage, dict[str, float]]]:
    """The passages of a later report that may tell of a promise, each with what can be compared.

    Args:
        day: of the report.
    """
    has = [shares(promise, passage) for passage in passages]
    best = max(has, default=0.0)
    if not best:
        return
    for at, passage in enumerate(passages):
        near = max(has[max(0, at - NEAR) : at], default=0.0)
        if (has[at] or near or passage.courses) and (course := course_of(promise, passage)) is not None:
            yield passage, features(promise, passage, course, cover=has[at], near=near, best=best, day=day)


def in_time(promise: Promise, day: str | None) -> bool:
    """Whether a report of this day may tell of a promise: not before it, nor long after it was due."""
    if day is None or promise.day is None:
        return True
    until = max(promise.day, promise.due or promise.day)
    return promise.day <= day and (day <= until or (apart(day, until) or 0) <= LONGEST_GAP)


def sure(told: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """The probability that the passage speaks of the promise, by what was compared."""
    weights = weights or _weights()
    return 1 / (1 + exp(-weights[""] - sum(weights[name] * value for name, value in told.items())))


@cache
def _weights() -> Mapping[str, float]:
    return {row["feature"].strip("-"): float(row["weight"]) for row in rows("promises")}
