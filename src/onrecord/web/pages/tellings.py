"""Tellings of a claim as pages show them: copies once, how their status moved, the figures they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.query import Telling
from onrecord.query.claims import Firmness
from onrecord.query.contradictions import UNITS, number
from onrecord.query.found import Origin
from onrecord.record.figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A telling, and the other reports that have the same words of the same teller."""

    telling: Telling
    copies: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A status that reports of a day give to a claim, by the first telling that does."""

    status: Firmness
    telling: Telling
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was told on a day."""

    day: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure and who tell it; ``at`` is where it stands between the lowest and the highest, from 0 to 100."""

    label: str
    at: float
    width: float
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Figures of one unit that differ, from the lowest."""

    unit: str
    amounts: tuple[Amount, ...]


def once(tellings: Iterable[Telling]) -> list[Told]:
    """Tellings in their order, copies with the first of them."""
    found: dict[tuple[int, str, str], tuple[Telling, dict[str, Origin]]] = {}
    for one in tellings:
        key = one.story, one.voice if one.teller else "", " ".join(one.text.split())
        first, copies = found.setdefault(key, (one, {}))
        if one.document.id != first.document.id:
            copies[one.document.id] = one.document
    return [Told(telling=first, copies=tuple(copies.values())) for first, copies in found.values()]


def days(tellings: Iterable[Telling]) -> Iterator[Day]:
    """The days on which a claim was told another way than the day before, with each status once."""
    last: tuple[Firmness, ...] = ()
    for day, told in groupby(tellings, key=lambda one: one.document.published):
        found: dict[Firmness, list[Telling]] = {}
        for one in told:
            found.setdefault(one.status, []).append(one)
        if tuple(found) != last:
            last = tuple(found)
            steps = tuple(Step(status=key, telling=own[0], times=len(own)) for key, own in found.items())
            yield Day(day=day, steps=steps)


def ranges(tellings: Iterable[Telling]) -> Iterator[Range]:
    """Of each unit in which figures exclude one another all that are told."""
    found: dict[str, dict[tuple[float, float], tuple[Figure, dict[str, Telling]]]] = {}
    for one in tellings:
        for figure in one.figures:
            told = found.setdefault(figure.unit, {})
            told.setdefault((figure.low, figure.high), (figure, {}))[1].setdefault(one.voice, one)
    for unit, told in found.items():
        ends = sorted(told)
        if max(low for low, _ in ends) > min(high for _, high in ends):
            yield Range(unit=UNITS.get(unit, ""), amounts=tuple(_amounts([told[key] for key in ends])))


def _amounts(told: Sequence[tuple[Figure, dict[str, Telling]]]) -> Iterator[Amount]:
    known = [end for figure, _ in told for end in (figure.low, figure.high) if end != float("inf")]
    low, high = min(known), max(known)

    def at(value: float) -> float:
        return round(100 * (min(value, high) - low) / (high - low), 2) if high > low else 0

    for figure, by in told:
        yield Amount(
            label=number(figure),
            at=at(figure.low),
            width=round(at(figure.high) - at(figure.low), 2),
            tellings=tuple(by.values()),
        )
