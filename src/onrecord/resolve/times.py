"""Expressions of time in English news as TIMEX3, resolved against the day of publication.

A grammar of regular expressions in five modules: times told from the publication (``relative``) and
from another time (``anchored``), ``lengths``, the ``clock``, and dates as ``written``. Its rules are
tried in order; each reads its match into a type and a value, or refuses it: a count, a name or a verb
(``2,000``, ``Theresa May``) is no time. What cannot be resolved has no value.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from onrecord import timex
from onrecord.model import Report, Span, Time
from onrecord.resolve import anchored, clock, lengths, relative, written
from onrecord.resolve.time_words import START, Scene, compiled

SPOKEN = {"title", "subtitle", "heading", "paragraph", "turn", "caption", "date"}

_RULES = tuple(
    (compiled(source), resolver)
    for module in (relative, anchored, lengths, clock, written)
    for source, resolver in module.RULES
)
_NOT_IN_A_NUMBER = r"(?<!\w)(?<![\d.,$£€#:/–](?=\d))(?<![^a-z\s]-(?=\d))"
_ANCHOR = compiled(rf"{_NOT_IN_A_NUMBER}{START}")

_PART = "early hours|wee hours|small hours|morning|afternoon|evening|night"
_LEFT = re.compile(
    r"(?:\b[Tt]he\s+)?\b(?:(?:[Ee]arly|[Ll]ate|[Ll]ater|[Ee]arlier)(?:\s+(?:on|in))?\s+(?:the\s+)?|[Mm]id[-\s]"
    rf"|(?:(?P<part>{_PART})|end|start|beginning|middle|rest|turn)\s+of\s+(?:the\s+)?)$"
)
_QUANTITY = re.compile(rf"\b{timex.QUANTITY} $".replace(" ", r"\s+"), re.IGNORECASE)
_ORDINAL = re.compile(r"\d\d?(?:st|nd|rd|th)\s")
_THE = re.compile(r"\b[Tt]he\s+$")
_YEAR = re.compile(r"\d{4}")
_RIGHT = re.compile(rf"\s+(?:(?:early|late)\s+)?(?P<part>{_PART})\b(?!\s+[A-Z])")
_DAY_THEN_CLOCK = re.compile(r",?\s+(?:(?:at|around|about|just|shortly|before|after)\s+){0,3}")
_CLOCK_THEN_DAY = re.compile(r",?\s+(?:on\s+)?")
_DAY = len("2016-10-21")
# ``The following day`` may open a paragraph, but what was told long before it is seldom meant.
ANCHORS = 2


def find_times(text: str, ranges: Iterable[Span], published: str | None) -> tuple[Time, ...]:
    """The expressions of time in the given ranges of the text, in order, none inside another.

    Args:
        text: the text of a report.
        ranges: where to look, in code points; an expression never crosses the end of a range.
        published: ISO 8601 day of publication. Without it, what is told from it has no value.
    """
    today = _day(published and published[:_DAY])
    found: list[Time] = []
    lately: deque[list[str]] = deque(maxlen=ANCHORS)
    reached = 0
    for low, high in sorted(ranges):
        told = [value for values in lately for value in values]
        known = len(told)
        times = _joined(text, _times(text, max(low, reached), high, today, told))
        lately.append(told[known:])
        found += _on_their_days(times, today)
        reached = max(reached, high)
    return tuple(found)


def ranges(report: Report) -> list[Span]:
    """Where a report tells times: what it says on the page, and the day that stands in its dateline."""
    blocks, dateline = report.layout.blocks, report.document.dateline
    found = [(block.start, block.end) for block in blocks if block.kind in SPOKEN]
    if dateline and dateline.spans:
        end = dateline.spans[-1][1]
        found.append((end, min((block.start for block in blocks if block.start >= end), default=end)))
    elif report.document.agency:  # "Dec 29 (Reuters) - "
        first = next((number for number, block in enumerate(blocks) if block.kind == "paragraph"), 0)
        found.append((blocks[first - 1].end if first else 0, blocks[first].start if blocks else 0))
    return sorted(found)


def _day(value: str | None) -> date | None:
    if value is None or len(value) != _DAY:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _times(text: str, low: int, high: int, published: date | None, told: list[str]) -> Iterator[Time]:
    """The expressions of one range, each widened by the words that belong to it; its dates are ``told``."""
    start = free = low
    while anchor := _ANCHOR.search(text, start, high):
        time = _read(text, anchor.start(), high, published, told)
        if time is None:
            start = anchor.start() + 1
            continue
        time = _widened(text, time, free, high)
        yield time
        start = free = time.end
        if time.value and time.type in ("DATE", "TIME"):
            told.append(time.value)


def _read(text: str, start: int, high: int, published: date | None, told: list[str]) -> Time | None:
    """What the first rule that does not refuse reads at ``start``."""
    for pattern, resolver in _RULES:
        match = pattern.match(text, start, high)
        if match is None:
            continue
        scene = Scene(text=text, start=start, end=match.end(), published=published, told=told)
        try:
            meaning = resolver(match, scene)
        except (ValueError, OverflowError):  # the calendar has no such day
            continue
        if meaning is not None:
            type_, value = meaning
            return Time(start=start, end=match.end(), text=match.group(), type=type_, value=value)
    return None


def _widened(text: str, time: Time, low: int, high: int) -> Time:
    """The expression with what belongs to it before and behind: ``late on Friday night``, ``more than a year``."""
    if time.type == "SET" or _is_clock(time):
        return time
    start, end, part = time.start, time.end, None
    before = text[max(low, start - 30) : start]
    if time.type != "DURATION":
        right = _RIGHT.match(text, end, high) if _is_day(time) else None
        left = _LEFT.search(before)
        end = right.end() if right else end
        part = ((right and right["part"]) or (left and left["part"])) if _is_day(time) else None
    if time.type == "DURATION" or time.text.endswith(("ago", "later", "earlier")):
        left = _QUANTITY.search(before)
    if left and left.group().endswith("the ") and _YEAR.fullmatch(time.text):
        left = None  # "the start of the 2016 campaign"
    left = left or (_THE.search(before) if _takes_article(time) else None)
    start -= len(left.group()) if left else 0
    time = replace(time, start=start, end=end, text=text[start:end])
    return _at_part(time, part) if part else time


def _at_part(time: Time, part: str) -> Time:
    """The morning, evening ... of a day."""
    return replace(time, type="TIME", value=time.value and time.value[:_DAY] + timex.PARTS_OF_DAY[part])


def _takes_article(time: Time) -> bool:
    """Whether ``the`` before an expression is a part of it; before ``two-day talks`` it is the noun's."""
    words = time.text
    if time.type == "DURATION":
        return "-" not in words and not words.startswith(("a ", "an "))
    lone = words.endswith("ly") or words in ("now", "once", "overnight")
    return (
        (words[0].islower() and not lone) or words.endswith(("0s", " century")) or bool(_ORDINAL.match(words))
    )


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
    """``Friday at 3 p.m.`` or ``02:45 a.m. on Thursday``."""
    gap = text[first.end : second.start]
    if _is_day(first) and _is_clock(second) and _DAY_THEN_CLOCK.fullmatch(gap):
        day, clock = first, second
    elif _is_clock(first) and _is_day(second) and _CLOCK_THEN_DAY.fullmatch(gap):
        day, clock = second, first
    else:
        return None
    value = day.value and day.value[:_DAY] + (clock.value or "")
    return replace(first, end=second.end, text=text[first.start : second.end], type="TIME", value=value)


def _is_clock(time: Time) -> bool:
    return time.type == "TIME" and (time.value or "").startswith("T")


def _is_day(time: Time) -> bool:
    """Whether an expression names a day, or a part of one, that a time of the day can be added to."""
    if time.value is None:
        return time.type == "DATE"
    return _day(time.value[:_DAY]) is not None and not time.value[_DAY:].startswith(("T0", "T1", "T2", "/"))


def _on_their_days(times: Iterable[Time], published: date | None) -> Iterator[Time]:
    """A time of the day is one of the day told last in the paragraph, else of the day of publication."""
    day = published.isoformat() if published else ""
    for time in times:
        if _is_clock(time):
            yield replace(time, value=day + (time.value or ""))
            continue
        if time.value and _day(time.value[:_DAY]) and "/" not in time.value:
            day = time.value[:_DAY]
        yield time
