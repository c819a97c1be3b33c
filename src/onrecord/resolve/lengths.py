"""How long, how often and at what time of the day."""

from __future__ import annotations

import re

from onrecord.resolve import calendar
from onrecord.resolve.calendar import Unit
from onrecord.resolve.time_words import (
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    Meaning,
    Resolver,
    Scene,
    number,
    unit,
    weekday_number,
)

_AGE = re.compile(r"(?:[-\s]olds?|\s+of\s+age)\b")
_AGED = re.compile(r"\b(?:aged|age\s+of|ages\s+of)\s+$")
_MEASURE = re.compile(
    r"\b(?:[Ff]or|[Ii]n|[Ww]ithin|[Oo]ver|[Aa]fter|than|least|[Nn]early|[Aa]bout|[Aa]lmost|[Aa]round|[Dd]uring"
    r"|[Tt]hrough|[Uu]nder|[Ff]ull|[Ww]hole)\s+$"
)


def _duration(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two years``, ``a 20-minute speech``; no ages, and ``a year`` only where it measures."""
    if _AGE.match(scene.after) or _AGED.search(scene.before):
        return None
    single = match["count"].lower() in ("a", "an", "one") and not match["half"]
    if single and match["gap"] != "-" and not _MEASURE.search(scene.before):
        return None
    return "DURATION", calendar.duration(
        number(match["count"]) + (0.5 if match["half"] else 0), unit(match["unit"])
    )


def _half(match: re.Match[str], scene: Scene) -> Meaning | None:
    return "DURATION", calendar.duration(0.5, unit(match["unit"]))


def _vague(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``several months``, ``for years``, ``six or seven hours``: long, but how long is not said."""
    if match["bare"] is not None and not _MEASURE.search(scene.before):
        return None
    return "DURATION", None


_RATES: dict[str, Unit] = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
    "yearly": "year", "annually": "year", "annual": "year",
}  # fmt: skip


def _rate(match: re.Match[str], scene: Scene) -> Meaning | None:
    return "SET", calendar.duration(1, _RATES[match.group()])


def _every(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``every day``, ``every two weeks``, ``each Friday``, ``every morning``."""
    if match["weekday"]:
        return _weekdays(match, scene)
    if match["part"]:
        return "SET", "P1D"
    count = match["count"] or "one"
    return "SET", calendar.duration(2 if count == "other" else number(count), unit(match["unit"]))


def _times_per(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``twice a week``: the value is the period, how often in it the words say."""
    return "SET", calendar.duration(1, unit(match["unit"]))


def _weekdays(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``on Mondays``: written as TIMEX3 does, for ISO 8601 has no weekday of any week."""
    return "SET", f"XXXX-WXX-{weekday_number(match['weekday']) + 1}"


_AT = re.compile(r"\b(?:[Aa]t|[Bb]y|[Aa]round|[Bb]efore|[Aa]fter|[Uu]ntil|[Ff]rom|[Ss]ince)\s+$")
_HALF = r"(?P<half>[AaPp](?:[Mm]\b|\.[Mm]\.))"
_ZONE = r"(?P<zone>GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]?T|MSK|local time|[A-Z][a-z]+ time)\b"


def _clock(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``10:30 GMT``, ``3 p.m.``, ``0300 GMT``; a bare 10:30 only behind ``at`` and the like."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    elif not match["zone"] and not (match["colon"] == ":" and _AT.search(scene.before)):
        return None
    return ("TIME", f"T{hour:02}:{minute:02}") if hour < 24 and minute < 60 else None


def _noon(match: re.Match[str], scene: Scene) -> Meaning | None:
    return "TIME", "T00:00" if match.group() == "midnight" else "T12:00"


_MANY = "(?:[Ss]everal|[Aa] few|[Mm]any|[Dd]ozens of|[Hh]undreds of)"

RULES: tuple[tuple[str, Resolver], ...] = (
    (
        rf"(?P<hour>\d\d?)(?P<colon>[:.]?)(?P<minute>(?<=[:.\d])[0-5]\d)?(?::[0-5]\d)?(?!\d|%|,\d)"
        rf"(?:\s?{_HALF})?(?: {_ZONE})?",
        _clock,
    ),
    (r"(?:noon|midday|midnight)\b", _noon),
    (
        rf"(?:[Ee]very|[Ee]ach) (?:(?P<weekday>{WEEKDAY})|(?P<part>{PART})\b"
        rf"|(?:(?P<count>{NUMBER}|other) )?(?!second\b)(?P<unit>{UNIT})s?\b)",
        _every,
    ),
    (rf"(?:[Oo]nce|[Tt]wice|{NUMBER} times) (?:an?|per|every|each) (?P<unit>{UNIT})\b", _times_per),
    (rf"(?P<weekday>{WEEKDAY[:-2]})(?:s| {PART}s)\b", _weekdays),
    (r"(?:hourly|daily|nightly|weekly|monthly|yearly|annually|annual)\b", _rate),
    (
        rf"(?P<count>{NUMBER})(?P<half>[- ]and[- ]a[- ]half)?(?P<gap>-| )"
        rf"(?:full |consecutive |straight |long |whole )?(?P<unit>(?<=-)second\b|(?!second\b){UNIT}s?\b)",
        _duration,
    ),
    (rf"[Hh]alf an? (?P<unit>{UNIT})\b", _half),
    (rf"(?:{_MANY} |{NUMBER} (?:or|to) {NUMBER} |(?P<bare>)){UNIT}s\b", _vague),
)
