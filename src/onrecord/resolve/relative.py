"""Times told from the day of publication: ``yesterday``, ``last week``, ``two days ago``."""

from __future__ import annotations

import re
from datetime import timedelta

from onrecord.resolve import calendar
from onrecord.resolve.time_words import (
    NUMBER,
    PART,
    PERIOD,
    THIS,
    UNIT,
    WEEKDAY,
    Meaning,
    Resolver,
    Scene,
    number,
    unit,
    weekday_number,
    which,
)

_STEPS = {"last": -1, "this": 0, "next": 1, "coming": 1}
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}

_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]*[ \t]+$")
_SHOW_BEHIND = re.compile(r"\s+(?:[Ss]how|programme|program)\b")


def _shifted(scene: Scene, steps: int, of: calendar.Unit) -> str | None:
    return calendar.shifted(scene.published, steps, of) if scene.published else None


def _day(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``today``; not the name of a paper or a programme."""
    word = match.group()
    if word[0].isupper() and (_NAME_BEFORE.search(scene.before) or _SHOW_BEHIND.match(scene.after)):
        return None
    return "DATE", _shifted(scene, _DAYS[word.lower()], "day")


def _part_of_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``this morning``, ``last night``."""
    return "DATE", _shifted(scene, _STEPS[which(match["which"])], "day")


def _this_weekday(match: re.Match[str], scene: Scene) -> Meaning | None:
    if scene.published is None:
        return "DATE", None
    day = weekday_number(match["weekday"])
    return "DATE", calendar.relative_weekday(
        day, scene.published, which(match["which"]), scene.sense
    ).isoformat()


def _this_period(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``last week``, ``this month``, ``next year``; ``the past year`` is the twelve months before."""
    turn, period = match["which"].lower(), unit(match["unit"])
    if scene.published is None:
        return "DATE", None
    step = _STEPS[which(turn)]
    if turn not in ("this", "last", "next") or (turn == "last" and _THE.search(scene.before)):
        return "DATE", calendar.stretch(scene.published, step, period)
    return "DATE", calendar.shifted(scene.published, step, period)


_THE = re.compile(r"\b[Tt]he\s+$")
_EDGE = re.compile(r"\b(?:end|start|beginning|middle|rest|course|half|part|later)\s+(?:of|in)\s+$")


def _the_period(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the end of the year``: the one in which the report appears."""
    if not _EDGE.search(scene.before):
        return None
    return "DATE", _shifted(scene, 0, unit(match["unit"]))


# Later in the week ``this weekend`` is the one to come.
_TUESDAY = 1


def _weekend(match: re.Match[str], scene: Scene) -> Meaning | None:
    turn = which(match["which"])
    if scene.published is None:
        return "DATE", None
    sense = scene.sense
    if turn in ("this", "coming") and (sense is None or scene.published.weekday() > _TUESDAY):
        sense = "future"
    return "DATE", calendar.weekend(scene.published, turn, sense)


_BOUND = re.compile(r"\b(?:[Mm]ore\s+than|[Oo]ver|[Ll]ess\s+than|[Aa]t\s+least|[Uu]nder)\s+$")


def _ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two days ago``; a count that is vague, or only bounds it, says no date."""
    if not match["count"] or _BOUND.search(scene.before) or scene.published is None:
        return "DATE", None
    count = number(match["count"])
    if count != int(count):
        return "DATE", None
    return "DATE", calendar.shifted(scene.published, -int(count), unit(match["unit"]))


def _units(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the past three days``, ``the next two weeks``: a range that touches the publication."""
    if re.match(r"\s+of\b", scene.after):
        return None
    if not match["count"] or scene.published is None:
        return "DATE", None
    count = _STEPS[which(match["which"])] * int(number(match["count"]))
    return "DATE", calendar.stretch(scene.published, count, unit(match["unit"]))


_IN = re.compile(r"\b[Ii]n\s+$")


def _in_units(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in two weeks``, in a clause about the future; ``in two weeks' time`` in any."""
    ahead = match["time"] or (match["count"] not in ("a", "an") and scene.sense == "future")
    if not ahead or not _IN.search(scene.before):
        return None
    if scene.published is None:
        return "DATE", None
    return "DATE", calendar.shifted(scene.published, int(number(match["count"])), unit(match["unit"]))


def _vague(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``recent weeks``, ``the coming days``: a time, but the report does not say which."""
    return "DATE", None


_NEIGHBOURS = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1, "same": 0}
_MORE = re.compile(r"\s+[\w\"“]")
_FOR = re.compile(r"\b[Ff]or\s+$")
_LATER = {"later": 1, "after": 1, "earlier": -1, "before": -1, "previously": -1}


def _neighbour(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the next day``, ``the day before``: told from the last day that the paragraph names."""
    word = match["word"] or match["side"]
    if match["side"] and _MORE.match(scene.after):
        # "the day after the vote": told from the vote, not from a day.
        return "DATE", None
    day = scene.day + timedelta(_NEIGHBOURS[word]) if scene.day else None
    return "DATE", day.isoformat() if day else None


def _period_beside(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the year before``, ``the previous week``: told from a time that only the context names."""
    return ("DATE", None) if _THE.search(scene.before) else None


def _later(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two days later``, told in the same way; other units from a day say too little."""
    side = match["side"]
    of_an_event = side in ("after", "before") and _MORE.match(scene.after)
    if of_an_event and _FOR.search(scene.before):
        return None
    if of_an_event or not match["count"] or unit(match["unit"]) != "day" or scene.day is None:
        return "DATE", None
    return "DATE", (scene.day + timedelta(_LATER[side] * int(number(match["count"])))).isoformat()


_MANY = "(?:[Ss]everal|[Aa] few|[Ff]ew|[Mm]any|[Ss]ome)"

RULES: tuple[tuple[str, Resolver], ...] = (
    (r"(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b", _day),
    (rf"(?P<which>[Tt]his|[Ll]ast) {PART}\b", _part_of_day),
    (rf"(?P<which>{THIS}) (?P<weekday>{WEEKDAY})", _this_weekday),
    (rf"(?P<which>{THIS}) (?P<unit>{PERIOD})\b(?!-)", _this_period),
    (rf"[Tt]he (?P<unit>{PERIOD})\b", _the_period),
    (rf"(?:(?P<which>{THIS})|[Tt]he) weekend\b", _weekend),
    (rf"(?:(?:{NUMBER} or {NUMBER}|(?P<count>{NUMBER})|{_MANY}) )?(?P<unit>(?i:{UNIT}))s? ago\b", _ago),
    (
        rf"(?P<which>[Ll]ast|(?:[Tt]his |[Tt]hese )?[Pp]ast|[Nn]ext|[Cc]oming)"
        rf" (?:(?P<count>{NUMBER})|{_MANY}) (?P<unit>{UNIT})s\b",
        _units,
    ),
    (rf"(?P<count>{NUMBER}) (?P<unit>{UNIT})s?\b(?P<time>['’]s? time)?", _in_units),
    (rf"(?:[Rr]ecent|[Cc]oming|[Pp]ast) {UNIT}s\b", _vague),
    (r"(?P<word>next|following|previous|same) day\b|day (?P<side>before|after)\b", _neighbour),
    (rf"(?:previous|following) {PERIOD}\b|(?:night|{PERIOD}) (?:before|after)\b", _period_beside),
    (
        rf"(?:(?P<count>{NUMBER})|{_MANY}) (?P<unit>{UNIT})s?"
        r" (?P<side>later|after|earlier|before|previously)\b",
        _later,
    ),
)
