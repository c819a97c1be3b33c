"""Whether two pieces of reports say the same: what can be compared of them, and how sure that makes us.

The weights are fitted by logistic regression on pairs of our own example reports (``training.claims``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from math import exp

from onrecord.data import rows
from onrecord.record.assertions import Assertion

LONGEST_GAP = 45  # days between reports that may tell of one thing


def apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates."""
    if one is None or other is None:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def features(one: Assertion, other: Assertion, gap: int | None) -> dict[str, float]:
    """What can be compared, each between 0 and 1 or -1 and 1.

    Args:
        gap: days between the two reports, where both have a date.
    """
    shared = one.terms.keys() & other.terms.keys()
    common = sum(min(one.terms[term], other.terms[term]) for term in shared)
    whole, less = _sizes(one, other)
    names = {term for term in shared if term[0] == "@"}
    most = min(sum(t[0] == "@" for t in one.terms), sum(t[0] == "@" for t in other.terms))
    return {
        "dice": 2 * common / whole if whole else 0.0,
        "inside": common / less if less else 0.0,
        "mass": min(1.0, common / 8),
        "names": len(names) / most if most else 0.0,
        "no_names": float(not most),
        "words": min(1.0, sum(min(one.terms[t], other.terms[t]) for t in shared - names) / 4),
        "kind": float(bool(one.kind) and one.kind == other.kind),
        "other_kind": float(bool(one.kind and other.kind) and one.kind != other.kind),
        "other_sort": float(one.what != other.what),
        "parties": _parties(one, other),
        "open": float(one.open != other.open),
        "place": float(bool(one.place) and one.place == other.place),
        "other_place": float(bool(one.place and other.place) and one.place != other.place),
        "day": float(_days(one, other) == 0),
        "other_day": float((_days(one, other) or 0) > 1),
        "gap": min(1.0, (gap or 0) / 14),
        "figure": float(
            any(a.unit == b.unit and not a.excludes(b) for a in one.figures for b in other.figures)
        ),
        "other_figure": float(any(a.excludes(b) for a in one.figures for b in other.figures)),
    }


def alike(one: Assertion, other: Assertion, gap: int | None = None) -> float:
    """The probability that both say the same, or one denies what the other says."""
    if gap is not None and gap > LONGEST_GAP:
        return 0.0
    weights = _weights()
    told = features(one, other, gap)
    return 1 / (1 + exp(-weights[""] - sum(weights[name] * value for name, value in told.items())))


@cache
def _weights() -> Mapping[str, float]:
    return {row["feature"].strip("-"): float(row["weight"]) for row in rows("claims")}


def _sizes(one: Assertion, other: Assertion) -> tuple[float, float]:
    sizes = (sum(one.terms.values()), sum(other.terms.values()))
    return sum(sizes), min(sizes)


def _parties(one: Assertion, other: Assertion) -> float:
    """How far the same have the same parts: from -1, all others, to 1."""
    told = []
    for role in one.parties.keys() & other.parties.keys():
        both, either = one.parties[role] & other.parties[role], one.parties[role] | other.parties[role]
        told.append(1.0 if both else -1.0 if either else 0.0)
    return sum(told) / len(told) if told else 0.0


def _days(one: Assertion, other: Assertion) -> int | None:
    """Days between what is told, 0 where they overlap."""
    if not (one.day and other.day and one.last_day and other.last_day):
        return None
    if one.day <= other.last_day and other.day <= one.last_day:
        return 0
    return min(apart(one.day, other.last_day) or 0, apart(one.last_day, other.day) or 0)
