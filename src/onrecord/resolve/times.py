"""Expressions of time in English news, resolved against the day of publication.

A grammar of regular expressions in three modules: ``written`` dates, ``relative`` ones, and
``lengths``. Its rules are tried in order; each reads its match into a type and a value, or refuses
it: a count, a name or a verb (``2,000``, ``Theresa May``) is no time. What cannot be resolved has no
value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from onrecord.model import Span, Time
from onrecord.resolve import lengths, relative, written
from onrecord.resolve.time_words import START, Scene, compiled

_RULES = tuple(
    (compiled(source), resolver) for source, resolver in (*relative.RULES, *lengths.RULES, *written.RULES)
)
_NOT_IN_A_NUMBER = r"(?<!\w)(?<![\d.,$£€#:/–](?=\d))(?<![^a-z\s]-(?=\d))"
_ANCHOR = compiled(rf"{_NOT_IN_A_NUMBER}{START}")

_LEFT = re.compile(
    r"(?:\b[Tt]he\s+)?\b(?:(?:[Ee]arly|[Ll]ate|[Ll]ater|[Ee]arlier)(?:\s+(?:on|in))?\s+|[Mm]id[-\s]"
    r"|(?:early\s+hours|morning|afternoon|evening|night|end|start|beginning|middle|rest)\s+of\s+(?:the\s+)?)$"
)
_THE = re.compile(r"\b[Tt]he\s+$")
_RIGHT = re.compile(r"\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night)\b(?!\s+[A-Z])")
_DAY_THEN_CLOCK = re.compile(r",?\s+(?:(?:at|around|about|just|shortly|before|after)\s+){0,3}")
_CLOCK_THEN_DAY = re.compile(r",?\s+(?:on\s+)?")


def find_times(text: str, ranges: Iterable[Span], published: str | None) -> tuple[Time, ...]:
    """The expressions of time in the given ranges of the text, in order, none inside another.

    Args:
        text: the text of a report.
        ranges: where to look, in code points; an expression never crosses the end of a range.
        published: ISO 8601 day of publication. Without it, what is told from it has no value.
    """
    today = _day(published and published[:10])
    found: list[Time] = []
    reached, day = 0, None
    for low, high in sorted(ranges):
        times = _joined(text, _times(text, max(low, reached), high, today, day))
        found += times
        reached, day = max(reached, high), _last_day(times)
    return tuple(found)


def _last_day(times: list[Time]) -> date | None:
    """The last day that a paragraph names: the next one may begin with ``The following day``."""
    return next((day for time in reversed(times) if (day := _day(time.value))), None)


def _day(value: str | None) -> date | None:
    if value is None or len(value) != len("2016-10-21"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _times(text: str, low: int, high: int, published: date | None, day: date | None) -> Iterator[Time]:
    """The expressions of one range, each widened by the words that belong to it."""
    start = free = low
    while anchor := _ANCHOR.search(text, start, high):
        time = _read(text, anchor.start(), high, published, day)
        if time is None:
            start = anchor.start() + 1
            continue
        time = _widened(text, time, free, high)
        yield time
        start = free = time.end
        day = _day(time.value) or day


def _read(text: str, start: int, high: int, published: date | None, day: date | None) -> Time | None:
    """What the first rule that does not refuse reads at ``start``."""
    for pattern, resolver in _RULES:
        match = pattern.match(text, start, high)
        if match is None:
            continue
        scene = Scene(text=text, start=start, end=match.end(), published=published, day=day)
        try:
            meaning = resolver(match, scene)
        except (ValueError, OverflowError):  # the calendar has no such day
            continue
        if meaning is not None:
            type_, value = meaning
            return Time(start=start, end=match.end(), text=match.group(), type=type_, value=value)
    return None


def _widened(text: str, time: Time, low: int, high: int) -> Time:
    """The expression with what stands close before and behind it: ``late on Friday night``."""
    if time.type != "DATE":
        return time
    before = text[max(low, time.start - 30) : time.start]
    left = _LEFT.search(before) or (_takes_article(time.text) and _THE.search(before)) or None
    right = _RIGHT.match(text, time.end, high)
    start = time.start - len(left.group()) if left else time.start
    end = right.end() if right else time.end
    return replace(time, start=start, end=end, text=text[start:end])


def _takes_article(words: str) -> bool:
    return words[0].islower() or words.endswith(("0s", "century"))


def _joined(text: str, times: Iterable[Time]) -> list[Time]:
    """The expressions, a time of the day and the day beside it made one."""
    joined: list[Time] = []
    for time in times:
        both = _day_and_clock(text, joined[-1], time) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(time)
    return joined


def _day_and_clock(text: str, first: Time, second: Time) -> Time | None:
    """``Friday at 3 p.m.`` or ``02:45 a.m. on Thursday``; midnight may begin or end its day."""
    gap = text[first.end : second.start]
    if _is_day(first) and _is_clock(second) and _DAY_THEN_CLOCK.fullmatch(gap):
        day, clock = first, second
    elif _is_clock(first) and _is_day(second) and _CLOCK_THEN_DAY.fullmatch(gap):
        day, clock = second, first
    else:
        return None
    value = day.value and day.value + ("" if clock.text == "midnight" else clock.value or "")
    return replace(first, end=second.end, text=text[first.start : second.end], type="TIME", value=value)


def _is_clock(time: Time) -> bool:
    return time.type == "TIME" and (time.value or "").startswith("T")


def _is_day(time: Time) -> bool:
    return time.type == "DATE" and (time.value is None or _day(time.value) is not None)
