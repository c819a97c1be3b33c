"""The words of time that the rules of ``written``, ``relative`` and ``lengths`` are made of.

In a pattern one space stands for any short run of white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import TimeType
from onrecord.resolve import calendar, tense
from onrecord.resolve.calendar import Parts, Sense, Unit

Meaning = tuple[TimeType, str | None]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_COUNTS)} | {
    "a": 1, "an": 1, "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100,
    "one hundred": 100, "a dozen": 12,
}  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS: dict[str, Unit] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
    "month": "month", "year": "year", "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip


def either(words: Iterable[str]) -> str:
    """Any one of the words, the longer before the shorter."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _small_or_capital(words: Iterable[str]) -> str:
    """Any one of the words in lower case, or with a capital; to compile and to search it, the first letter decides."""
    rest: dict[str, list[str]] = {}
    for word in words:
        rest.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(rf"[{first}{first.upper()}]{either(ends)}" for first, ends in rest.items()) + ")"


FULL_MONTH = either([*_MONTHS, *map(str.upper, _MONTHS)]) + r"\b"
MONTH = rf"(?:{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
WEEKDAY = either([*_WEEKDAYS, *map(str.upper, _WEEKDAYS), *map(str.lower, _WEEKDAYS)]) + r"\b"
SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?!%|[.:/]\d|,\d{3}\b)"
YEAR = r"(?:1\d|20)\d\d(?!\w|%|[.,:]\d|-\d\d-)"
UNIT = either(_UNITS)
PERIOD = "(?:week|month|quarter|year|decade|century)"
_LARGE = {"million": 1_000_000, "billion": 1_000_000_000}
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}|\d)?(?:\.\d)?(?: {either(_LARGE)})?"
    rf"|{_small_or_capital(_TENS)}-{either(_COUNTS[1:10])}|{_small_or_capital(_NUMBERS)})"
)
# How many units, with their halves: "two and a half years", "a year and a half", "half a year".
COUNTED = (
    rf"(?:(?P<count>{NUMBER})(?P<half>[- ]and[- ]a[- ]half)?|(?P<only>[Hh]alf) an?) (?P<unit>(?i:{UNIT}))s?"
    r"(?P<tail> and a half)?"
)
MANY = "(?:[Ss]everal|[Aa] few|[Ff]ew|[Mm]any|[Ss]ome|[Dd]ozens of|[Hh]undreds of)"
SEASON = "(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
PART = "(?:morning|afternoon|evening|night)"
THIS = "(?:[Tt]his past|[Tt]his coming|[Tt]his|[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Uu]pcoming)"
FULL_DATE = (
    rf"(?:{MONTH} (?:the )?{DAY}(?:(?:,\s?| of | ){YEAR})?"
    rf"|{DAY}(?:-| of | ){MONTH}(?:(?:,\s?|-| ){YEAR})?)"
)


_BEGINNINGS = (
    *(word for word in _NUMBERS if word not in ("a", "an")), *(f"a {unit}" for unit in _UNITS), "an hour",
    *_UNITS, *(f"that {word}" for word in (*_UNITS, "quarter", "night", "morning", "evening", "afternoon")),
    *(f"the {word}" for word in ("week", "month", "quarter", "year", "decade", "century", "day", "future", "near")),
    "the morning", "the afternoon", "the evening",
    *(f"the {word}" for word in ("foreseeable", "distant", "past", "recent past", "present", "moment", "time")),
    "night", "half", "a few", "few", "several", "many", "some", "dozens", "hundreds", "this", "these", "last", "past",
    "next", "coming", "upcoming", "current", "recent", "following", "previous", "same", "today", "tonight", "overnight",
    "yesterday", "tomorrow", "every", "each", "once", "twice", "hourly", "daily", "nightly", "monthly", "quarterly",
    "annual", "noon", "mid", "spring", "summer", "autumn", "fall", "winter", "first", "third", "fourth", "final",
    "now", "right now", "currently", "present", "lately", "formerly", "fiscal", "financial",
    "nineteenth", "eighteenth", "twentieth", "twenties", "thirties", "forties", "fifties", "sixties", "seventies",
    "eighties", "nineties", *map(str.lower, _WEEKDAYS),
)  # fmt: skip
_NAMES = [month[:3] for month in _MONTHS] + [day[:3] for day in _WEEKDAYS]
_FEASTS = [
    "Christmas",
    "New Year",
    "Boxing",
    "Valentine",
    "Halloween",
    "Easter",
    "Thanksgiving",
    "Labor",
    "Memorial",
]
_CAPITALS = [*_NAMES, *map(str.upper, _NAMES), *_FEASTS]
# What every expression of time begins with.
START = (
    rf"(?:[0-9'’]|Q[1-4]|FY|(?:[Ff]rom|[Bb]etween) (?=[\dA-Z])|{either(_CAPITALS)}"
    rf"|{_small_or_capital(_BEGINNINGS)})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where a match stands: its place in the text, the day of publication, the points of time told before it."""

    text: str
    start: int
    end: int
    published: date | None
    told: Sequence[str] = ()

    @property
    def before(self) -> str:
        return self.text[max(0, self.start - 40) : self.start]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + 40]

    @property
    def sense(self) -> Sense | None:
        return tense.sense(self.text, self.start, self.end)


Resolver = Callable[[re.Match[str], Scene], Meaning | None]


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with its spaces widened to what stands between words in a report."""
    return re.compile(pattern.replace(" ", r"\s{1,3}"))


_PIECES = compiled(
    rf"(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY})|(?P<month>{MONTH})|(?P<year>{YEAR})|(?P<day>{DAY})"
)


def parts(words: str) -> Parts:
    """The weekday, day, month and year written in a date."""
    read = Parts()
    for piece in _PIECES.finditer(words):
        word = piece.group()
        match piece.lastgroup:
            case "weekday":
                read = replace(read, weekday=weekday_number(word))
            case "month":
                read = replace(read, month=month_number(word))
            case "year":
                read = replace(read, year=int(word))
            case _:
                read = replace(read, day=int(re.sub(r"\D", "", word)))
    return read


def month_number(word: str) -> int:
    """The number, from 1, of a month or its abbreviation."""
    return [month[:3] for month in _MONTHS].index(word[:3].capitalize()) + 1


def weekday_number(word: str) -> int:
    """The number, from 0, of a weekday or its abbreviation."""
    return [day[:2] for day in _WEEKDAYS].index(word[:2].capitalize())


def number(words: str) -> float:
    """The number written in digits or as a word."""
    words = " ".join(words.lower().split())
    if words in _NUMBERS:
        return _NUMBERS[words]
    count, _, large = words.replace(",", "").partition(" ")
    tens, _, ones = count.partition("-")
    return (_NUMBERS[tens] + _NUMBERS[ones] if ones else float(count)) * _LARGE.get(large, 1)


def counted(match: re.Match[str]) -> tuple[int, Unit] | None:
    """The whole units that a match of ``COUNTED`` says; None where they have no whole number."""
    half = match["half"] or match["tail"] or match["only"]
    count = (number(match["count"]) if match["count"] else 0) + (0.5 if half else 0)
    return calendar.whole(count, unit(match["unit"]))


def unit(word: str) -> Unit:
    """The unit of time, its plural as well; a quarter is one only where a rule says so (``a quarter of them``)."""
    word = word.lower().removesuffix("s")
    return "quarter" if word == "quarter" else _UNITS[word]


_THE = re.compile(r"\b[Tt]he\s+$")


def is_preposition(word: str, scene: Scene) -> bool:
    """Whether ``past`` before a weekday or month is none of its words: ``looked past November``."""
    return word == "past" and not _THE.search(scene.before)


def point(word: str) -> TimeType:
    """Whether a point so many of these units away is a time of the day or a date."""
    return "TIME" if unit(word) in ("hour", "minute", "second") else "DATE"


def which(words: str | None) -> str:
    """``last``, ``this``, ``next`` or ``coming``, as the last of the words says; else ``the``."""
    word = words.split()[-1].lower() if words else "the"
    return {"past": "last", "upcoming": "coming"}.get(word, word)
