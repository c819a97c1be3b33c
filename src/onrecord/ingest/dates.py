"""Dates as reports write them, and a missing year from what else the report says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.errors import UsageError

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sep(?:t(?:ember|\.)?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
WEEKDAY = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?!\w)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?:19|20)\d\d(?!\d)"
DATE = (
    rf"(?:{WEEKDAY},?\s+)?(?:{MONTH}\s*{_DAY}(?:,?\s+{_YEAR})?|{_DAY}\s+{MONTH}(?:,?\s+{_YEAR})?"
    rf"|(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))"
)

_WRITTEN = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:(?P<month>{MONTH})\s*(?P<day>{_DAY})|(?P<day2>(?<!\d){_DAY})[\s-]+(?P<month2>{MONTH}))"
    rf"(?:(?:,|-)?\s*(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)(-?)([01]\d)\2([0-3]\d)(?![\d-])")
_POINTED = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_MONTH_YEAR = re.compile(rf"\b({MONTH}(?:\s*{_DAY},?)?\s+({_YEAR}))")
_COPYRIGHT = re.compile(rf"(?:©|\([cC]\)|[Cc]opyright)\D{{0,20}}({_YEAR})")
_GIVEN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: its year and its weekday (Monday is 0) may be missing."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def iso(self, year: int | None = None) -> str | None:
        """The ISO date, where the year is known and the day exists and falls on the weekday written."""
        number = self.year if self.year is not None else year
        if number is None:
            return None
        try:
            found = date(number, self.month, self.day)
        except ValueError:
            return None
        fits = self.weekday is None or found.weekday() == self.weekday
        return found.isoformat() if fits or self.year is not None else None


def parse_date(text: str) -> str:
    """The ISO date that a user gives as the day of publication.

    Raises:
        UsageError: it is no date, or not in the form 2016-10-21.
    """
    match = _GIVEN.fullmatch(text.strip())
    try:
        return date.fromisoformat(match[1] if match else "").isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is not a date; give it as in 2016-10-21") from None


def read(words: str) -> Day | None:
    """The first day in the words, in any of the forms news sites write."""
    if match := _ISO.search(words):
        return Day(int(match[3]), int(match[4]), int(match[1]))
    if match := _WRITTEN.search(words):
        month = (match["month"] or match["month2"]).casefold()[:3]
        weekday = (match["weekday"] or "").casefold()[:3]
        return Day(
            _MONTH_NAMES.index(month) + 1,
            int(re.sub(r"\D", "", match["day"] or match["day2"])),
            int(match["year"]) if match["year"] else None,
            _WEEKDAY_NAMES.index(weekday) if weekday else None,
        )
    if match := _POINTED.search(words):
        return _pointed(int(match[1]), int(match[3]), int(match[4]))
    return None


def _pointed(first: int, second: int, year: int) -> Day | None:
    """21/10/2016 or 10/21/2016, where only one of the two can be meant."""
    if first > 12 or first == second:
        return Day(second, first, year)
    return Day(first, second, year) if second > 12 else None


def both(words: str) -> tuple[str, str] | None:
    """The two ISO dates that 03/04/2021 may mean."""
    match = _POINTED.search(words)
    if not match or read(words):
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    days = Day(second, first, year).iso(), Day(first, second, year).iso()
    return (days[0], days[1]) if days[0] and days[1] else None


def iso(words: str) -> str | None:
    """The ISO date of the first day in the words, where it has a year and exists."""
    day = read(words)
    return day.iso() if day else None


def complete(day: Day, stamps: Iterable[str], text: str) -> tuple[str | None, str]:
    """A day without a year, dated by the report itself, and a warning that says how.

    A year counts when it is the only one that the report's date lines and copyright give, or else
    its dates in the text; of several, the only one in which the day falls on the weekday written.
    """
    for found in (_years_of_stamps(stamps, text), _years_of_text(text)):
        dates = {iso: words for year, words in found.items() if (iso := day.iso(year))}
        if len(dates) == 1:
            [(published, words)] = dates.items()
            return (
                published,
                f"the dateline gives no year: published {published}, the year taken from {words!r}",
            )
    return (
        None,
        "the dateline gives no year, and the report does not tell which; give the date of publication",
    )


def _years_of_stamps(stamps: Iterable[str], text: str) -> dict[int, str]:
    found = {day.year: words for words in stamps if (day := read(words)) and day.year}
    found |= {int(match[1]): match[0] for match in _COPYRIGHT.finditer(text)}
    return found


def _years_of_text(text: str) -> dict[int, str]:
    return {int(match[2]): match[1] for match in _MONTH_YEAR.finditer(text)}
