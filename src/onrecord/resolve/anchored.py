"""Times told from another time in the text: ``the following day``, ``a week earlier``, ``that year``."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord import timex
from onrecord.resolve import calendar
from onrecord.resolve.calendar import Unit
from onrecord.resolve.time_words import (
    COUNTED,
    DAY,
    FULL_MONTH,
    MANY,
    MONTH,
    PART,
    PERIOD,
    SEASON,
    UNIT,
    Meaning,
    Resolver,
    Scene,
    counted,
    parts,
    point,
    unit,
)

_STEPS = {
    "next": 1, "following": 1, "after": 1, "later": 1, "on": 1, "same": 0, "that": 0, "previous": -1, "before": -1,
    "earlier": -1, "previously": -1,
}  # fmt: skip
_COUNTED = re.compile(r"\b(?:an?|one)\s+$")  # "one day after the vote"
_THE = re.compile(r"\b[Tt]he\s+$")
_MORE = re.compile(r"\s+[\w\"“]")
_STOP = re.compile(r"\s*(?:[,.;:—–)]|-\s|$)")


def _beside(scene: Scene, steps: int, of: Unit) -> str | None:
    """The value so many units from the time told last that is exact enough.

    What lies back is told from the publication where no time was told: nothing else can be meant. A year after that of
    the publication is told from an earlier time, where there is one.
    """
    anchors = [value for value in reversed(scene.told) if calendar.no_coarser(value, of)]
    published = scene.published.isoformat() if scene.published else ""
    if not anchors and steps < 0 and published:
        anchors = [published]
    values = [value for anchor in anchors if (value := calendar.beside(anchor, steps, of))]
    by_then = (value for value in values if value[:4] <= published[:4])
    return next(by_then, values[0] if values else None)


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


_IN = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Bb]y)\s+$")


def _part_of_the_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in the morning``: of the day told last, else of that of the publication."""
    if not _IN.search(scene.before):
        return None
    day = _beside(scene, 0, "day") or (scene.published.isoformat() if scene.published else None)
    return "TIME", day and day + timex.PARTS_OF_DAY[match["part"]]


def _side(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the day before``, ``the year after``; told from an event, they say no date."""
    if not _THE.search(scene.before) and unit(match["unit"] or "day") != "day":
        return None
    if _COUNTED.search(scene.before):
        return None
    of_an_event = _MORE.match(scene.after) is not None
    value = None if of_an_event else _beside(scene, _STEPS[match["side"]], unit(match["unit"] or "day"))
    return ("TIME", value and f"{value}TNI") if match["night"] else ("DATE", value)


def _later(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two days later``, ``a week earlier``, ``three years on``; with an event behind it, it is a length."""
    if _is_length(match["side"], scene):
        return None
    length = counted(match)
    return point(match["unit"]), length and _from_told(scene, _STEPS[match["side"]] * length[0], length[1])


def _much_later(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``several days later``: when, nobody says."""
    return None if _is_length(match["side"], scene) else (point(match["unit"]), None)


def _is_length(side: str, scene: Scene) -> bool:
    if side in ("after", "before"):
        return _MORE.match(scene.after) is not None
    return side == "on" and not _STOP.match(scene.after)


def _from_told(scene: Scene, steps: int, of: Unit) -> str | None:
    """So many units from the time told last, or that time itself where they are most likely within it."""
    if exact := _beside(scene, steps, of):
        return exact
    anchor = next((value for value in reversed(scene.told) if calendar.coarseness(value)), None)
    return anchor and calendar.about(anchor, steps, of)


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


_SIDE = r"(?P<side>later|after|earlier|before|previously|on)\b"

RULES: tuple[tuple[str, Resolver], ...] = (
    (
        rf"(?:(?P<date>{FULL_MONTH}|{MONTH} {DAY}|{DAY}(?: of)? {MONTH})|(?P<season>{SEASON}))"
        r"(?: of)? (?P<the>the )?(?P<word>that|same|following|previous|last|this|next) year\b(?!['’]s)",
        _of_a_year,
    ),
    (r"the (?P<part>morning|afternoon|evening)\b(?! of\b)", _part_of_the_day),
    (rf"(?P<word>next) (?:(?P<unit>day|{PERIOD})|(?P<part>{PART}))\b", _neighbour),
    (
        rf"(?P<word>following|previous|same|[Tt]hat) (?:(?P<unit>day|{PERIOD})|(?P<part>{PART}))\b",
        _neighbour,
    ),
    (rf"(?:(?P<unit>day|{PERIOD})|(?P<night>night)) (?P<side>before|after)\b", _side),
    (rf"{COUNTED} {_SIDE}", _later),
    (rf"(?:{MANY} )?(?P<unit>(?i:{UNIT}))s {_SIDE}", _much_later),
    (r"[Yy]ear-(?:earlier|ago)(?: (?:period|(?P<of>quarter|month)))?\b", _year_ago),
)
