"""How long and how often."""

from __future__ import annotations

import re

from onrecord import timex
from onrecord.resolve import calendar
from onrecord.resolve.time_words import (
    FULL_MONTH,
    MANY,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    Meaning,
    Resolver,
    Scene,
    month_number,
    number,
    unit,
    weekday_number,
)

_MEASURE = re.compile(
    r"\b(?:[Ff]or|[Ii]n|[Ww]ithin|[Oo]ver|[Aa]fter|than|least|[Nn]early|[Aa]bout|[Aa]lmost|[Aa]round|[Dd]uring"
    r"|[Tt]hrough|[Uu]nder|[Ff]ull|[Ww]hole|[Uu]p\s+to|[Rr]oughly|takes?|took|lasts?|lasted"
    r"|spent|spend|waited)\s+$"
)
# Of these a single one is more often a moment, or a day like any other, than a length.
_FLEETING = ("second", "minute", "day")
_BESIDE = re.compile(r"\s+(?:after|before)\s+\w")  # "one day after the vote"
_MILITARY = re.compile(r"0\d{3}")  # "at 0600 hours"
_OTHER = re.compile(rf"\b{UNIT}s,?\s+(?:or|and|if\s+not)\s+$")  # "weeks or months"
_AMOUNT = re.compile(
    r"(?:\d%?\)?|\b(?:million|billion|thousand|hundred|dozen|percent|cents|dollars|euros|pounds|once|twice|times))"
    r"(?:\s+(?:\w+s|people))?(?:\s+of\s+\w+)?(?:\s+an?\s+\w+)?\s+$"
)


def _duration(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two years``, ``a 20-minute speech``, ``a 17-year-old``; ``a day`` only where it measures."""
    if _MILITARY.fullmatch(match["count"]):
        return None
    of = unit(match["unit"])
    half = match["half"] or match["tail"]
    single = match["count"].lower() in ("a", "an", "one") and not half
    if single and match["gap"] != "-" and match.group().endswith(("-long", "s-old")):
        return None  # "a month-long war", "a decades-old dispute"
    if single and _BESIDE.match(scene.after):
        return "DURATION", calendar.duration(1, of)
    if single and match["gap"] != "-":
        if match["count"] in ("a", "an") and _AMOUNT.search(scene.before):
            return "SET", calendar.duration(1, of)
        if of in _FLEETING and not _MEASURE.search(scene.before):
            return None
    return "DURATION", calendar.duration(number(match["count"]) + (0.5 if half else 0), of)


def _long(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``a year-long siege``, ``the daylong hearing``."""
    return "DURATION", calendar.duration(1, unit(match["unit"]))


def _ages(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``a decades-old dispute``."""
    return "DURATION", calendar.some(unit(match["unit"]))


def _half(match: re.Match[str], scene: Scene) -> Meaning | None:
    return "DURATION", calendar.duration(0.5, unit(match["unit"]))


def _vague(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``several months``, ``for years``, ``six or seven hours``: long, but how long is not said."""
    if match["bare"] is not None and not (
        _MEASURE.search(scene.before) or _BESIDE.match(scene.after) or _OTHER.search(scene.before)
    ):
        return None
    return "DURATION", calendar.some(unit(match["unit"]))


_RATES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "monthly": "P1M",
    "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
}  # fmt: skip


_OPENING = re.compile(r"(?:^|[.!?:]\s+|\n)[\"“‘]?$")
_NOUN_BEHIND = re.compile(r"\s+[a-z]")


def _rate(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``daily``; with a capital it is the name of a paper, unless it opens a sentence."""
    word = match.group()
    if word[0].isupper() and not (_OPENING.search(scene.before) and _NOUN_BEHIND.match(scene.after)):
        return None
    return "SET", _RATES[word.lower()]


def _every(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``every day``, ``every two weeks``, ``each Friday``, ``every morning``, ``every summer``."""
    if match["weekday"]:
        return _weekdays(match, scene)
    if match["part"]:
        return "SET", f"XXXX-XX-XX{timex.PARTS_OF_DAY[match['part']]}"
    if match["month"]:
        return "SET", f"XXXX-{month_number(match['month']):02}"
    if match["season"]:
        return "SET", f"XXXX-{calendar.SEASONS[match['season']]}"
    if match["other"] in ("weekend", "quarter"):
        return "SET", "XXXX-WXX-WE" if match["other"] == "weekend" else "P3M"
    count = match["count"] or "one"
    if count == "few":
        return "SET", calendar.some(unit(match["unit"]))
    return "SET", calendar.duration(2 if count == "other" else number(count), unit(match["unit"]))


def _times_per(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``twice a week``, ``24 hours a day``: the value is the period, how often in it the words say."""
    return "SET", calendar.duration(1, unit(match["unit"]))


def _weekdays(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``on Mondays``, ``on Saturday nights``."""
    part = match["day_part"]
    value = f"XXXX-WXX-{weekday_number(match['weekday']) + 1}"
    return "SET", value + (timex.PARTS_OF_DAY[part] if part else "")


def _weekends(match: re.Match[str], scene: Scene) -> Meaning | None:
    return "SET", "XXXX-WXX-WE"


_PARTS = rf"(?: (?P<day_part>{PART}))"

RULES: tuple[tuple[str, Resolver], ...] = (
    (
        rf"(?:[Ee]very|[Ee]ach) (?:(?P<weekday>{WEEKDAY}){_PARTS}?|(?P<part>{PART})\b|(?P<month>{FULL_MONTH})"
        rf"|(?P<season>spring|summer|autumn|fall|winter)\b|(?P<other>weekend|quarter)\b"
        rf"|(?:(?P<count>{NUMBER}|other|few) )?(?:fiscal )?(?!second\b)(?P<unit>{UNIT})s?\b)",
        _every,
    ),
    (
        rf"(?:[Oo]nce|[Tt]wice|{NUMBER} (?:times|{UNIT}s)) (?:an?|per|every|each) (?P<unit>{UNIT})\b",
        _times_per,
    ),
    (rf"(?P<weekday>{WEEKDAY[:-2]})(?:s|{_PARTS}s)\b", _weekdays),
    (r"weekends\b", _weekends),
    (
        r"(?:[Hh]ourly|[Dd]aily|[Nn]ightly|[Ww]eekly|[Mm]onthly|[Qq]uarterly|[Yy]early|[Aa]nnually|[Aa]nnual)\b",
        _rate,
    ),
    (
        rf"(?P<count>{NUMBER})(?P<half>[- ]and[- ]a[- ]half)?(?P<gap>-| )"
        r"(?:full |consecutive |straight |long |whole |entire )?"
        rf"(?P<unit>(?<=-)second\b|(?!second\b){UNIT}s?\b)(?P<tail> and a half\b)?(?:[- ]old\b|-long\b)?",
        _duration,
    ),
    (rf"(?P<unit>{UNIT})-?long\b", _long),
    (rf"(?P<unit>{UNIT})s-(?:old|long)\b", _ages),
    (rf"[Hh]alf[- ](?:an? )?(?P<unit>{UNIT})\b", _half),
    (rf"(?:{MANY} |{NUMBER} (?:or|to) {NUMBER} |(?P<bare>))(?P<unit>{UNIT})s\b", _vague),
)
