"""Times told from the day of publication: ``yesterday``, ``last week``, ``two days ago``, ``now``."""

from __future__ import annotations

import re

from onrecord import timex
from onrecord.resolve import calendar
from onrecord.resolve.time_words import (
    COUNTED,
    MANY,
    NUMBER,
    PART,
    PERIOD,
    THIS,
    UNIT,
    WEEKDAY,
    Meaning,
    Resolver,
    Scene,
    counted,
    is_preposition,
    number,
    point,
    unit,
    weekday_number,
    which,
)

_STEPS = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}

_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]*[ \t]+$")
_SHOW_BEHIND = re.compile(r"\s+(?:[Ss]how|programme|program)\b")


def _shifted(scene: Scene, steps: int, of: calendar.Unit) -> str | None:
    return calendar.shifted(scene.published, steps, of) if scene.published else None


def _part(scene: Scene, steps: int, part: str) -> Meaning:
    day = _shifted(scene, steps, "day")
    return "TIME", day and day + timex.PARTS_OF_DAY[part]


def _day(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``today``, ``tonight``; not the name of a paper or a programme."""
    word = match.group()
    if word[0].isupper() and (_NAME_BEFORE.search(scene.before) or _SHOW_BEHIND.match(scene.after)):
        return None
    if word.lower() == "tonight":
        return _part(scene, 0, "night")
    return "DATE", _shifted(scene, _DAYS[word.lower()], "day")


def _beyond(match: re.Match[str], scene: Scene) -> Meaning | None:
    return "DATE", _shifted(scene, -2 if match["side"] == "before" else 2, "day")


def _part_of_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``this morning``, ``last night``."""
    return _part(scene, _STEPS[which(match["which"])], match["part"])


def _overnight(match: re.Match[str], scene: Scene) -> Meaning | None:
    """The night before the report, or the one to come."""
    return _part(scene, 0 if scene.sense == "future" else -1, "night")


def _this_weekday(match: re.Match[str], scene: Scene) -> Meaning | None:
    if is_preposition(match["which"], scene):
        return None
    if scene.published is None:
        return "DATE", None
    day = weekday_number(match["weekday"])
    return "DATE", calendar.relative_weekday(
        day, scene.published, which(match["which"]), scene.sense
    ).isoformat()


def _weekday_of_week(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``Tuesday of last week``."""
    if scene.published is None:
        return "DATE", None
    steps = 7 * _STEPS[which(match["which"])] - scene.published.weekday() + weekday_number(match["weekday"])
    return "DATE", _shifted(scene, steps, "day")


_THE = re.compile(r"\b[Tt]he\s+$")


_OVER = re.compile(
    r"\b(?:[Oo]ver|[Ii]n|[Ff]or|[Dd]uring|[Ww]ithin|[Oo]f|[Ii]nto|[Tt]hroughout|[Tt]hrough)\s+the\s+$"
)


def _is_told_from_another(turn: str, scene: Scene) -> bool:
    """``lost the next year``, which is no length either."""
    return (
        turn == "next" and bool(scene.told and _THE.search(scene.before)) and not _OVER.search(scene.before)
    )


def _this_period(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``last week``, ``this month``, ``next year``; ``the past year`` and ``over the next year`` are lengths."""
    turn, period = match["which"].lower(), unit(match["unit"])
    if (turn, period) != ("next", "quarter") and _is_told_from_another(turn, scene):
        return None
    if period != "quarter" and (
        turn not in ("this", "current", "last", "next")
        or (turn in ("last", "next") and _THE.search(scene.before))
    ):
        return "DURATION", calendar.duration(1, period)
    return "DATE", _shifted(scene, _STEPS[which(turn)], period)


_EDGE = re.compile(
    r"\b(?:end|start|beginning|middle|rest|remainder|turn|close|most|much|half|part|later?|earl(?:y|ier)"
    r"|(?:first|second|third|last|final|next)\s+\w+)\s+(?:of|in)\s+$"
)
_WITHIN_DAY = re.compile(r"\b(?:[Ll]ater?|[Ee]arl(?:y|ier))\s+in\s+$")
_WITHIN = re.compile(r"\b(?:(?:[Ff]or|[Dd]uring|[Ii]n)|course\s+of)\s+$")
_ENDED = re.compile(r"\s+(?:to|ended|ending|since|through|before|after|of|that|when|\d)")


def _the_period(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the end of the year``: the one in which the report appears; ``in the quarter``: the one named last."""
    of = unit(match["unit"])
    if of == "day":
        days = (value for value in reversed(scene.told) if calendar.coarseness(value) == of)
        day = next(days, _shifted(scene, 0, of))
        return ("DATE", day) if _WITHIN_DAY.search(scene.before) else None
    if _EDGE.search(scene.before):
        return "DATE", _shifted(scene, 0, of)
    if (
        not _WITHIN.search(scene.before)
        or _ENDED.match(scene.after)
        or of not in ("month", "quarter", "year")
    ):
        return None
    named = next((value for value in reversed(scene.told) if calendar.coarseness(value) == of), None)
    return ("DATE", named) if named else None


def _period_end(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``by year-end``, ``in mid-year``."""
    return "DATE", _shifted(scene, 0, unit(match["unit"] or match["middle"]))


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


_QUARTER = re.compile(r"-Q\d$")


def _ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two days ago``, ``a year and a half ago``.

    Profits of a quarter are compared with those of the same quarter ``a year ago``.
    """
    length = counted(match)
    if length == (1, "year") and scene.told and _QUARTER.search(scene.told[-1]):
        return "DATE", calendar.beside(scene.told[-1], -1, "year")
    return point(match["unit"]), length and _shifted(scene, -length[0], length[1])


def _weekday_ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``two weeks ago Monday``, ``a week from Tuesday``."""
    length = counted(match)
    if scene.published is None or length is None or length[1] != "week":
        return None
    weeks, day = length[0], weekday_number(match["weekday"])
    if match["ago"]:
        return "DATE", _shifted(scene, day - scene.published.weekday() - 7 * weeks, "day")
    ahead = calendar.weekday(day, scene.published, "future")
    return "DATE", calendar.shifted(ahead, 7 * weeks, "day")


def _long_ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``several days ago``, ``ten to fifteen years ago``: past, and no more is said."""
    type_ = point(match["unit"])
    return type_, timex.PAST if type_ == "DATE" else None


def _units(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the past three days``, ``the next few weeks``, ``the first nine months``: how long they are."""
    of = unit(match["unit"])
    return "DURATION", calendar.duration(number(match["count"]), of) if match["count"] else calendar.some(of)


_IN = re.compile(r"\b[Ii]n\s+$")


def _in_units(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in two weeks``, in a clause about the future; ``in two weeks' time`` and ``two weeks from now`` in any."""
    sure = match["from"] or (match["time"] and _IN.search(scene.before))
    likely = match["count"] not in ("a", "an") and scene.sense == "future" and _IN.search(scene.before)
    if not sure and not likely:
        return None
    return "DATE", _shifted(scene, int(number(match["count"])), unit(match["unit"]))


def _vague(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``recent weeks``, ``the coming days``: past or yet to come; ``the past weeks`` only have no count."""
    word = match["word"].lower()
    if word == "past":
        return "DURATION", calendar.some(unit(match["unit"]))
    return "DATE", timex.PAST if word == "recent" else timex.FUTURE


_NO_CONJUNCTION = r"(?!\s+that\b|-)"
_ONCE_LEAD = re.compile(
    r"\b(?:was|were|is|are|who|which|that|had|has|have|he|she|they|it|we|I|a|the|an)\s+$", re.IGNORECASE
)
_NOT_ONCE = re.compile(
    rf"\s+(?:again|more|and|an?\s+{UNIT}|every|each|per|in|the|he|she|it|they|we|I|this|[A-Z])\b"
)
_AT = re.compile(r"\b(?:[Aa]t|[Uu]ntil|[Ff]or)\s+$")
_EVERY = re.compile(r"\b[Ee]very\s+$")  # "every now and then"
_AHEAD = re.compile(r"\b(?:[Ii]n|[Ff]or|[Ii]nto)\s+$")
_OF = re.compile(r"\s+(?:of|when|that|for|to|being)\b")


def _present(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``now``, ``at the moment``; a moment, and the present, only where something is so ``at`` it."""
    noun = match["noun"]
    if _EVERY.search(scene.before):
        return None
    if noun and (not _AT.search(scene.before) or (noun != "present" and _OF.match(scene.after))):
        return None
    return "DATE", timex.PRESENT


def _past(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``recently``, ``in the past``, ``who once led``; not ``once again`` and not the conjunction."""
    if match["once"] and (not _ONCE_LEAD.search(scene.before) or _NOT_ONCE.match(scene.after)):
        return None
    if match["noun"] and (not _AT.search(scene.before) or _OF.match(scene.after)):
        return None
    return "DATE", timex.PAST


def _future(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in the near future``; not ``the future of Syria``."""
    if not _AHEAD.search(scene.before) or _OF.match(scene.after):
        return None
    return "DATE", timex.FUTURE


RULES: tuple[tuple[str, Resolver], ...] = (
    (r"(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b", _day),
    (r"[Tt]he day (?:(?P<side>before) yesterday|after tomorrow)\b", _beyond),
    (rf"(?P<which>[Tt]his|[Ll]ast) (?P<part>{PART})\b", _part_of_day),
    (r"[Oo]vernight\b", _overnight),
    (rf"(?P<which>{THIS}) (?P<weekday>{WEEKDAY})", _this_weekday),
    (rf"(?P<weekday>{WEEKDAY})(?: of)? (?P<which>[Ll]ast|[Tt]his|[Nn]ext) week\b", _weekday_of_week),
    (rf"(?P<which>{THIS}|[Cc]urrent) (?P<unit>{PERIOD})\b(?!-)", _this_period),
    (r"(?P<unit>[Yy]ear|[Mm]onth|[Qq]uarter)-?end\b|(?:[Mm]id-?)(?P<middle>year)\b", _period_end),
    (rf"[Tt]he (?P<unit>{PERIOD}|day)\b", _the_period),
    (rf"(?:(?P<which>{THIS})|[Tt]he) weekend\b", _weekend),
    (rf"{COUNTED} (?:(?P<ago>ago)(?: on)?|from) (?P<weekday>{WEEKDAY})", _weekday_ago),
    (rf"{COUNTED} ago\b", _ago),
    (rf"(?:(?:{NUMBER} (?:or|to) {NUMBER}|{MANY}) )?(?P<unit>(?i:{UNIT}))s? ago\b", _long_ago),
    (
        r"(?:[Ll]ast|(?:[Tt]his |[Tt]hese )?[Pp]ast|[Nn]ext|[Cc]oming|[Ff]irst|[Ff]inal|[Pp]revious)"
        rf" (?:(?P<count>{NUMBER})|{MANY}) (?P<unit>{UNIT})s\b",
        _units,
    ),
    (
        rf"(?P<count>{NUMBER}) (?P<unit>{UNIT})s?(?:(?P<time>['’]s? time)| (?P<from>from (?:now|today)))?\b",
        _in_units,
    ),
    (rf"(?P<word>[Rr]ecent|[Cc]oming|[Pp]ast) (?P<unit>{UNIT})s\b", _vague),
    (
        rf"(?:(?:[Rr]ight )?[Nn]ow{_NO_CONJUNCTION}|[Cc]urrently|[Pp]resently|[Nn]owadays|[Tt]hese days"
        r"|(?:the )?(?P<noun>present|moment))\b",
        _present,
    ),
    (
        r"(?:[Rr]ecently(?! as\b)|[Ll]ately|[Pp]reviously|[Ff]ormerly|(?P<once>once(?!-))|the (?P<noun>time)"
        r"|the (?:recent )?past(?=[^\w\s]"
        r"| (?:and|but|as|he|she|it|they|we|I|have|has|had|was|were|is|to|when|that|every\w+|no\w*|the|this)\b))\b",
        _past,
    ),
    (r"the (?:(?:near|foreseeable|distant) )?future\b", _future),
)
