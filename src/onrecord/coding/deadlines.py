"""Deadlines: times by which, within which or until which something is to be so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from onrecord import timex
from onrecord.model import Time

_WORD = re.compile(
    r"\b(?P<word>no later than|not later than|at the latest by|within|by|until|till|before)\s+(?:the\s+)?$".replace(
        " ", r"\s+"
    ),
    re.IGNORECASE,
)
_EVENT = re.compile(r"\s+(?:of|after|from|before)\b")
_END = re.compile(r"(?:the\s+)?end\b", re.IGNORECASE)
_REACH = 30  # characters before a time, enough for the longest word and its spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The word that makes a time a deadline, and the last day it allows (ISO 8601), where that is known."""

    word: str
    day: str | None


def deadline(time: Time, text: str, published: str | None) -> Deadline | None:
    """What a time of the report is as a deadline; None where the words before it make it none.

    ``by`` and ``until`` a day allow it, ``before`` ends the day before, except ``before the end of``.

    Args:
        time: a row of ``find_times``.
        text: the text it was found in.
        published: ISO 8601 day of publication; ``within six months`` is counted from it.
    """
    lead = _WORD.search(text[max(0, time.start - _REACH) : time.start])
    if lead is None or time.type == "SET" or time.value in (timex.PAST, timex.PRESENT):
        return None
    word = " ".join(lead["word"].lower().split())
    if time.type == "DURATION":
        return Deadline(word=word, day=_over(time, text, published)) if word == "within" else None
    return Deadline(word=word, day=_last_day(time, word))


def _over(time: Time, text: str, published: str | None) -> str | None:
    """The day on which a length is over; ``within a year of the vote`` is counted from a day not known."""
    start = timex.days(published)
    if start is None or start[0] != start[1] or _EVENT.match(text, time.end):
        return None
    day = timex.after(start[0], time.value)
    return day.isoformat() if day else None


def _last_day(time: Time, word: str) -> str | None:
    days = timex.days(time.value)
    if days is None or timex.mod(time) in ("START", "MID"):
        return None
    if word == "before" and not _END.match(time.text):
        return (days[0] - timedelta(1)).isoformat()
    return days[1].isoformat()
