"""How much two pieces of reports have in common, as far as that is cheap to tell."""

from __future__ import annotations

from datetime import date

from onrecord.record.assertions import Assertion


def apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates."""
    if one is None or other is None:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def common(one: Assertion, other: Assertion) -> float:
    """What the terms of both say together, each as much as where it says less."""
    few, many = sorted((one.terms, other.terms), key=len)
    return sum(min(value, many[term]) for term, value in few.items() if term in many)
