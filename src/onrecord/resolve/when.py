"""When something was said: the time that stands with the cue, outside the words themselves."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from onrecord import timex
from onrecord.model import Annotation, Span, Statement, Time
from onrecord.resolve import clock

_BOUNDS = {"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"}


def said_on(
    statement: Statement, times: Iterable[Time], sentences: list[Span], published: str | None = None
) -> str | None:
    """The day or month of a statement in plain ISO 8601, where its own sentence names one beside the cue.

    Args:
        sentences: where the sentences of the report start and end.
        published: when the report appeared; what it quotes was said by then.
    """
    if not statement.cue.spans:
        return None
    cue = statement.cue.spans[0]
    home = next(((s, e) for s, e in sentences if s <= cue[0] < e), None)
    if home is None:
        return None
    closed = closed_spans(statement)
    near = [
        (abs(time.start - cue[0]), value)
        for time in times
        if home[0] <= time.start < home[1]
        and not _inside(time, closed)
        and (value := _told(time))
        and not _is_after(value, published)
    ]
    return min(near, default=(0, None), key=lambda pair: pair[0])[1]


def _told(time: Time) -> str | None:
    """The day, month ... that a time names, in plain ISO 8601.

    ``more than a year ago`` only says when it was not, and ``3 p.m.`` not on which day.
    """
    if time.type not in {"DATE", "TIME"} or timex.mod(time) in _BOUNDS:
        return None
    if time.type == "TIME" and clock.is_alone(time.text):
        return None
    return timex.iso(time.value)


def _is_after(value: str, published: str | None) -> bool:
    """A day or month later than the publication, as exactly as both are known; weeks and ranges are not compared."""
    if published is None or not value[:4].isdecimal() or "W" in value or "/" in value:
        return False
    length = min(len(value), len(published))
    return value[:length] > published[:length]


def closed_spans(statement: Statement) -> list[Span]:
    """Where no time counts: the speaker's name, and the content with every gap in it that the cue does not fill."""
    cue = statement.cue.spans[0][0]
    spans = sorted(statement.content.spans)
    gaps = [(a[1], b[0]) for a, b in pairwise(spans) if not a[1] <= cue < b[0]]
    return [*spans, *gaps, *statement.speaker.spans]


def _inside(time: Time, spans: Iterable[Span]) -> bool:
    return any(start <= time.start and time.end <= end for start, end in spans)


def sentence_spans(annotation: Annotation) -> list[Span]:
    """The sentences of a report in characters."""
    return [
        (annotation.tokens[s.start].start, annotation.tokens[s.end - 1].end) for s in annotation.sentences
    ]
