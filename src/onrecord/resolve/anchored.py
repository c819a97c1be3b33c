"""Times told from another time in the text: ``the following day``, ``a week earlier``, ``that year``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.resolve import calendar, timex
from onrecord.resolve.calendar import Unit
from onrecord.resolve.time_words import (
    DAY,
    FULL_MONTH,
    MANY,
    MONTH,
    NUMBER,
    PART,
    PERIOD,
    SEASON,
    UNIT,
    Meaning,
    Resolver,
    Scene,
    number,
    parts,
    unit,
)

_STEPS = {
    "next": 1, "following": 1, "after": 1, "later": 1, "on": 1, "same": 0, "that": 0, "previous": -1, "before": -1,
    "earlier": -1, "previously": -1,
}  # fmt: skip
_THE = re.compile(r"\b[Tt]he\s+$")
_MORE = re.compile(r"\s+[\w\"“]")
_STOP = re.compile(r"\s*(?:[,.;:—–)]|-\s|$)")


def _beside(scene: Scene, steps: int, of: Unit) -> str | None:
    """The value so many units from the time told last that is exact enough.

    What lies back is told from the publication where no time was told: nothing else can be meant.
    """
    anchors: Iterator[str] = (value for value in reversed(scene.told) if calendar.no_coarser(value, of))
    published = scene.published.isoformat() if scene.published and steps < 0 else None
    anchor = next(anchors, published)
    return calendar.beside(anchor, steps, of) if anchor else None


def _about(scene: Scene, count: int, of: Unit) -> str | None:
    """The time told last, where so many units from it are most likely still within it."""
    points = (value for value in reversed(scene.told) if calendar.coarseness(value))
    point = next(points, None)
    return point and calendar.about(point, count, of)


def _neighbour(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the next day``, ``the same week``, ``that night``."""
    word = match["word"].lower()
    if (
        not match["part"]
        and unit(match["unit"]) != "day"
        and word != "that"
        and not _THE.search(scene.before)
    ):
        return None
    if match["part"]:
        day = _beside(scene, _STEPS[word], "day")
        return "TIME", day and day + timex.PARTS_OF_DAY[match["part"]]
    return "DATE", _beside(scene, _STEPS[word], unit(match["unit"]))


def _side(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the day before``, ``the year after``; told from an event, they say no date."""
    if not _THE.search(scene.before) and unit(match["unit"] or "day") != "day":
        return None
    of_an_event = _MORE.match(scene.after) is not None
    value = None if of_an_event else _beside(scene, _STEPS[match["side"]], unit(match["unit"] or "day"))
    return ("TIME", value and f"{value}TNI") if match["night"] else ("DATE", value)


def _later(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two days later``, ``a week earlier``, ``three years on``; with an event behind it, it is a length."""
    side = match["side"]
    if side in ("after", "before") and _MORE.match(scene.after):
        return None
    if side == "on" and not _STOP.match(scene.after):
        return None
    of = unit(match["unit"])
    clock = of in ("hour", "minute", "second")
    count = number(match["count"]) if match["count"] else 0.5
    if count != int(count):
        return "TIME" if clock else "DATE", None
    value = None if clock else _beside(scene, _STEPS[side] * int(count), of)
    return "TIME" if clock else "DATE", value or _about(scene, int(count), of)


def _of_a_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``early June of that year``, ``the summer of last year``, ``in April this year``."""
    word, name = match["word"], match["season"]
    told = match["the"] or word == "that"
    today = scene.published.isoformat() if scene.published else None
    steps = {**_STEPS, "last": -1, "this": 0}[word]
    year = _beside(scene, steps, "year") if told else today and calendar.beside(today, steps, "year")
    if year is None:
        return "DATE", None
    if name:
        return "DATE", f"{year[:4]}-{calendar.SEASONS[name.lower()]}"
    return "DATE", calendar.complete(replace(parts(match["date"]), year=int(year[:4])), None, None)


def _year_ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the year-earlier quarter``: told from the quarter named last."""
    of = match["of"]
    if not of:
        return "DATE", _beside(scene, -1, "year")
    anchor = next((value for value in reversed(scene.told) if calendar.coarseness(value) == of), None)
    return "DATE", calendar.beside(anchor, -1, "year") if anchor else None


RULES: tuple[tuple[str, Resolver], ...] = (
    (
        rf"(?:(?P<date>{FULL_MONTH}|{MONTH} {DAY}|{DAY}(?: of)? {MONTH})|(?P<season>{SEASON}))"
        r"(?: of)? (?P<the>the )?(?P<word>that|same|following|previous|last|this|next) year\b(?!['’]s)",
        _of_a_year,
    ),
    (rf"(?P<word>next) (?:(?P<unit>day)|(?P<part>{PART}))\b", _neighbour),
    (
        rf"(?P<word>following|previous|same|[Tt]hat) (?:(?P<unit>day|{PERIOD})|(?P<part>{PART}))\b",
        _neighbour,
    ),
    (rf"(?:(?P<unit>day|{PERIOD})|(?P<night>night)) (?P<side>before|after)\b", _side),
    (
        rf"(?:(?P<count>{NUMBER})|{MANY}) (?P<unit>{UNIT})s?"
        r" (?P<side>later|after|earlier|before|previously|on)\b",
        _later,
    ),
    (r"[Yy]ear-(?:earlier|ago)(?: (?:period|(?P<of>quarter|month)))?\b", _year_ago),
)
