"""How much two pieces of reports have in common, as far as that is cheap to tell."""

from __future__ import annotations

from datetime import date

from onrecord.record.assertions import Assertion


def apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates."""
    if one is None or other is None:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def common(one: Assertion, other: Assertion, *, names: bool = True) -> float:
    """What the terms of both say together, each as much as where it says less; with or without those of names."""
    few, many = sorted((one.terms, other.terms), key=len)
    return sum(min(few[term], many[term]) for term in few.keys() & many if names or term[0] != "@")


def overlap(one: Assertion, other: Assertion) -> bool:
    """Whether two pieces of one report have words in common places."""
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)
