"""Dates written out: days, months, years, decades, seasons, quarters, feasts and the ranges between them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.resolve import calendar, clock
from onrecord.resolve.calendar import Parts
from onrecord.resolve.time_words import (
    DAY,
    FULL_DATE,
    FULL_MONTH,
    MONTH,
    SEASON,
    SHORT_WEEKDAY,
    THIS,
    WEEKDAY,
    YEAR,
    Meaning,
    Resolver,
    Scene,
    compiled,
    either,
    is_preposition,
    month_number,
    parts,
    which,
)

_ATOM = rf"(?:(?:{WEEKDAY},? )?{FULL_DATE}|{MONTH},? {YEAR}|{FULL_MONTH}|{WEEKDAY}|{YEAR})"
_LINK = r"(?P<link>\s?[-–—]\s?| (?:to|through|until|till|and) )"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_FEASTS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26),
    "fourth of july": (7, 4), "new year’s day": (1, 1), "new year’s eve": (12, 31), "valentine’s day": (2, 14),
    "halloween": (10, 31),
}  # fmt: skip


def _iso(match: re.Match[str], scene: Scene) -> Meaning | None:
    day = date.fromisoformat(match["day"]).isoformat()
    if not match["clock"]:
        return "DATE", day
    zone = "Z" if match["zone"] == "Z" else clock.offset(match["zone"])
    return "TIME", f"{day}T{match['clock']}{zone}"


_NUMERIC_LEAD = re.compile(r"\b(?:[Oo]n|[Dd]ated|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom)\s+$")


def _numeric(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``19/10/2016``: day and month are told apart where one is over 12 or both are the same.

    A year of two digits must stand where a date does.
    """
    first, second, third = map(int, re.findall(r"\d+", match.group()))
    if first > 31:
        return "DATE", date(first, second, third).isoformat()
    if third < 100 and not _NUMERIC_LEAD.search(scene.before):
        return None
    if first <= 12 and second <= 12 and first != second:
        return "DATE", None
    day, month = (first, second) if first > 12 else (second, first)
    year = third if third > 99 else third + (2000 if third < 70 else 1900)
    return "DATE", date(year, month, day).isoformat()


def _range(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``between October 1 and 19``, ``1-19 October``, ``from March to May 2015``, ``2011-2014``."""
    between = (match["lead"] or "").lower() == "between"
    if (match["link"].strip() == "and") != between:
        return None
    first, last = parts(match["first"]), parts(match["last"])
    if last.month is None and ((last.day and not first.day) or (first.day and not last.day)):
        return None
    if first.month is None and first.year and _is_count(first.year, scene, named=match["lead"] is not None):
        return None
    first, last = _shared(first, last)
    end = calendar.complete(last, scene.published, None if last.year else scene.sense)
    if end is None:
        return "DATE", None
    begin = calendar.complete(first, date.fromisoformat((end + "-01-01")[:10]), "past")
    return ("DATE", f"{begin}/{end}") if begin and begin < end else None


def _shared(first: Parts, last: Parts) -> tuple[Parts, Parts]:
    """Both ends of a range, each with the month and year that only the other one writes."""
    if last.day and not last.month:
        last = replace(last, month=first.month, year=last.year or first.year)
    if first.day and not first.month:
        first = replace(first, month=last.month)
    if last.year and not first.year and first.month and last.month:
        first = replace(first, year=last.year - (first.month > last.month))
    return first, last


def _short_range(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``2015-16``, the season or fiscal year."""
    first = int(match["first"])
    last = first // 100 * 100 + int(match["last"])
    return ("DATE", f"{first}/{last}") if 1900 <= first < last else None


_ATTACKS = re.compile(r",?\s+(?:\w+\s+)?(?:attacks|hijack\w+)\b")


def _full_date(match: re.Match[str], scene: Scene) -> Meaning | None:
    read = parts(match.group())
    if (read.month, read.day, read.year) == (9, 11, None) and _ATTACKS.match(scene.after):
        # The one day that news names for good without its year.
        return "DATE", "2001-09-11"
    return "DATE", calendar.complete(read, scene.published, None if read.year else scene.sense)


def _month_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    read = parts(match["month"])
    year = int(match["year"]) if match["year"] else _short(match["short"], scene)
    return "DATE", calendar.complete(replace(read, year=year), None, None) if year else None


_SURE_LEAD = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ee]arly|[Ll]ate|[Dd]uring|(?:end|start|beginning|middle|half|month)\s+of)\s+"
    r"|\b[Mm]id[-\s])$"
)
_LEAD = re.compile(
    r"\b(?:[Bb]y|[Ff]rom|[Tt]hrough|[Bb]efore|[Aa]fter|[Oo]f|[Ff]or|[Tt]o|[Bb]etween|[Tt]ill|began|begins?|started|starts?"
    r"|ended|ends?|entered)\s+$"
)
# "in October and November of 2014": the year is that of both.
_AND_MONTH = compiled(rf" (?:and|or) {MONTH}(?:,? | of )(?P<year>{YEAR})")
_THE = re.compile(r"\bthe\s+$")
_THING = re.compile(r"\s+(?!(?:on|of|for|to|by|in|and|was|is|has|had|will|against|from|through)\b)[a-z]")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]*[ \t]+$")
_NAME_BEHIND = re.compile(r"[ \t]+[A-Z][a-z]")
# Days and months that belong to a name, and papers that appear on one.
_FEAST = re.compile(
    r"\b(?:Black|Good|Super|Bloody|Ash|Palm|Easter|Fat|Cyber|Holy|Maundy|Shrove|Giving|Mail\s+on|Sheffield|Red)\s+$"
)
_PAPER = re.compile(
    r"\s+(?:Times|Telegraph|Express|Mirror|Herald|Mail|Post|Review|(?:Morning|Night|Evening)\s+[A-Z]\w+)\b"
)


def _bare_month(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in April``; a month that is also a name or a verb must stand as a month does."""
    name = match.group().capitalize()
    if _FEAST.search(scene.before) or not (_SURE_LEAD.search(scene.before) or _may_be_month(name, scene)):
        return None
    read = parts(match.group())
    if listed := _AND_MONTH.match(scene.text, scene.end):
        read = replace(read, year=int(listed["year"]))
    return "DATE", calendar.complete(read, scene.published, scene.sense)


def _may_be_month(name: str, scene: Scene) -> bool:
    if name == "May":
        return False
    led = _LEAD.search(scene.before) is not None
    if name == "March":
        return led or (_THE.search(scene.before) is not None and _THING.match(scene.after) is not None)
    if name in ("April", "June", "August"):
        return not _NAME_BEHIND.match(scene.after) and (led or not _NAME_BEFORE.search(scene.before))
    return True


def _this_month(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``last April``: the one before this month; ``next April``: the one after it."""
    published, turn, month = scene.published, which(match["which"]), month_number(match["month"])
    if is_preposition(match["which"], scene):
        return None
    if published is None:
        return "DATE", None
    year = published.year
    if turn == "last" and month >= published.month:
        year -= 1
    elif turn in ("next", "coming") and month <= published.month:
        year += 1
    return "DATE", f"{year:04}-{month:02}"


def _this_date(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``next March 31``."""
    sense: calendar.Sense = "past" if match["which"].lower() == "last" else "future"
    return "DATE", calendar.complete(parts(match["date"]), scene.published, sense)


_COUNT_BEFORE = re.compile(
    r"(?:[$£€#]|\b(?:[Rr]esolutions?|[Bb]ill|HB|SB|[Nn]o\.|[Nn]umber|[Ff]light|[Rr]oom|[Aa]rticle|[Ss]ection|[Pp]age"
    r"|[Bb]oeing|[Ss]ome|[Nn]early|[Oo]ver|[Ll]east|[Aa]lmost|[Aa]pproximately|[Uu]p\s+to|[Tt]otal\s+of|[Ee]stimated"
    r"|(?:more|fewer|less)\s+than)\s+)$"
)
_COUNTED = re.compile(
    r"\s+(?:(?:[a-z-]+\s+)?(?:people|men|women|children|kilomet(?:re|er)s|met(?:re|er)s|km|miles?|feet|kg|tons|tonnes"
    r"|dollars|euros|pounds|votes|points|percent|troops|soldiers|fighters|civilians|migrants|refugees|jobs|hours|days"
    r"|words|times|acres|hectares|degrees|delegates|lives|million|billion|members|cases|homes|houses|families"
    r"|protesters|students|police)\b|[A-Z]\w+\s+(?:Avenue|Street|Road)\b)"
)
_YEAR_LEAD = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Ff]rom|[Bb]y|[Bb]efore|[Aa]fter)\s+$|\($"
)


def _is_count(year: int, scene: Scene, *, named: bool) -> bool:
    """Whether four digits count, or number, something else than years."""
    if _COUNT_BEFORE.search(scene.before) or _COUNTED.match(scene.after):
        return True
    return not named and not 1900 <= year < 2100


def _bare_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in 2014``, ``the 2003 invasion``."""
    named = _YEAR_LEAD.search(scene.before) is not None
    return None if _is_count(int(match.group()), scene, named=named) else ("DATE", match.group())


_SHORT_LEAD = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]f)\s+$")


def _short_year(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in '16``."""
    if not _SHORT_LEAD.search(scene.before):
        return None
    year = _short(match["year"], scene)
    return "DATE", f"{year:04}" if year else None


def _short(digits: str, scene: Scene) -> int | None:
    """The year that ends with two digits and is not far ahead."""
    if scene.published is None:
        return None
    ahead = (int(digits) - scene.published.year) % 100
    return scene.published.year + ahead - (100 if ahead > 20 else 0)


def _before_christ(match: re.Match[str], scene: Scene) -> Meaning | None:
    return "DATE", f"BC{int(match['year']):04}"


def _fiscal(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``fiscal 2015``, ``FY2015``: which days it spans, its country decides."""
    year = int((match["year"] or match["first"]).strip("'’"))
    return "DATE", f"FY{year + (2000 if year < 100 else 0)}"


def _this_fiscal(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``this fiscal year``, by the year of the publication."""
    steps = {"this": 0, "current": 0, "last": -1, "next": 1}[match["which"].lower()]
    return "DATE", f"FY{scene.published.year + steps}" if scene.published else None


def _decade(match: re.Match[str], scene: Scene) -> Meaning | None:
    year = int(match["year"].strip("'’"))
    return "DATE", f"{(year + (1900 if year < 100 else 0)) // 10}"


def _named_decade(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``in the nineties``; not temperatures, and not somebody's age."""
    if not _IN_THE.search(scene.before):
        return None
    return "DATE", f"19{_DECADES.index(match['name'].lower()) + 2}"


def _century(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the 19th century`` has the years that begin with 18."""
    number = int(match["number"]) if match["number"] else _CENTURIES[match["name"].lower()]
    if match["era"]:
        return "DATE", None
    return ("DATE", f"{number - 1:02}") if number else None


_FEAST_LEAD = re.compile(
    r"\b(?:[Oo]n|[Aa]t|[Bb]y|[Bb]efore|[Aa]fter|[Uu]ntil|[Ss]ince|[Oo]ver|[Aa]round|last|next|this|of)\s+(?:the\s+)?$"
)


_TURNS: dict[str, calendar.Sense] = {"last": "past", "next": "future"}


def _feast(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``on Christmas Eve``; not a Christmas tree."""
    if not (_FEAST_LEAD.search(scene.before) or match["year"]) or _NAME_BEHIND.match(scene.after):
        return None
    name = " ".join(match["name"].lower().replace("'", "’").split())
    words = scene.before.split()
    turn = _TURNS.get(words[-1]) if words else None
    sense, year = turn or scene.sense, int(match["year"]) if match["year"] else None
    if name in calendar.MOVING:
        return "DATE", calendar.moving(name, year, scene.published, sense)
    month, day = _FEASTS[name]
    return "DATE", calendar.complete(Parts(year=year, month=month, day=day), scene.published, sense)


def _weekday(match: re.Match[str], scene: Scene) -> Meaning | None:
    if _FEAST.search(scene.before) or _PAPER.match(scene.after):
        return None
    return "DATE", calendar.complete(parts(match.group()), scene.published, scene.sense)


_IN_THE = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f)\s+the(?:\s+(?:early|late|mid))?[-\s]+$")
_SEASON_LEAD = re.compile(
    r"\b(?:(?:[Ii]n|[Bb]y|[Dd]uring|[Oo]ver|[Uu]ntil|[Ss]ince)\s+(?:the|(?:the\s+)?(?:early|late|mid))|[Ii]n)[-\s]+$"
)


def _season(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``summer 2015``, ``last spring``, ``in the fall``; not the Arab Spring or the fall of a city."""
    name, turn = match["season"], match["which"]
    if name[0].isupper() and (_NAME_BEFORE.search(scene.before) or _NAME_BEHIND.match(scene.after)):
        return None
    if match["year"]:
        return "DATE", f"{match['year']}-{calendar.SEASONS[name.lower()]}"
    if not turn and (not _SEASON_LEAD.search(scene.before) or re.match(r"\s+(?:of|in)\b", scene.after)):
        return None
    if scene.published is None:
        return "DATE", None
    return "DATE", calendar.season(name.lower(), scene.published, which(turn), scene.sense)


def _quarter(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``the third quarter``, ``Q3 2016``, ``the first half of 2016``; no half of a match."""
    order = int(match["q"]) if match["q"] else _ORDINALS[match["number"].lower()]
    half = match["part"] == "half"
    if half and (order > 2 or not (match["year"] or match["this"])):
        return None
    code = f"{'H' if half else 'Q'}{order}"
    if match["year"]:
        return "DATE", f"{match['year']}-{code}"
    if scene.published is None:
        return "DATE", None
    if match["this"]:
        steps = {"this": 0, "the": 0, "last": -1, "next": 1}[match["this"].lower()]
        return "DATE", f"{scene.published.year + steps:04}-{code}"
    month = order * 3 - 2
    return "DATE", f"{calendar.year_of_month(month, scene.published, scene.sense):04}-{code}"


_FEAST_NAMES = (
    r"(?:(?:Christmas|New Year['’]s) (?:Day|Eve)|Boxing Day|Valentine['’]s Day|Christmas|Halloween|Easter"
    r"|Thanksgiving(?: Day)?|Labor Day|Memorial Day|Fourth of July)\b"
)

RULES: tuple[tuple[str, Resolver], ...] = (
    (
        r"(?P<day>\d{4}-\d\d-\d\d)"
        r"(?:[T ](?P<clock>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
        _iso,
    ),
    (
        r"(?:\d\d?/\d\d?/|\d\d?\.\d\d?\.)(?:19|20)\d\d\b|(?:19|20)\d\d[/.]\d\d[/.]\d\d\b"
        r"|\d\d?/\d\d?/\d\d\b(?!/)",
        _numeric,
    ),
    (
        rf"(?:(?P<lead>[Ff]rom|[Bb]etween) )?(?P<first>{_ATOM}){_LINK}(?P<last>{_ATOM}|{DAY}(?:,? {YEAR})?)",
        _range,
    ),
    (
        rf"(?:(?P<lead>[Ff]rom|[Bb]etween) )?(?P<first>{DAY}){_LINK}"
        rf"(?P<last>{DAY}(?: of)? {MONTH}(?:,? {YEAR})?)",
        _range,
    ),
    (r"(?P<first>(?:19|20)\d\d)[-–/](?P<last>\d\d)(?![\w/-]|[.,:]\d)", _short_range),
    (rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),? (?:the )?)?{FULL_DATE}", _full_date),
    (rf"(?P<month>{MONTH})(?:,? | of )(?:(?P<year>{YEAR})|['’](?P<short>\d\d)\b)", _month_year),
    (rf"(?P<which>{THIS}) (?P<month>{FULL_MONTH})(?! \d)", _this_month),
    (rf"(?P<which>[Ll]ast|[Nn]ext) (?P<date>{FULL_DATE})", _this_date),
    (
        rf"(?:(?P<which>{THIS}) )?(?P<season>{SEASON})\b(?:(?:,? | of )(?P<year>{YEAR}))?",
        _season,
    ),
    (
        rf"(?:(?P<number>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[- ](?P<part>quarter|half)|Q(?P<q>[1-4]))\b"
        rf"(?:,? (?:of |in )?(?P<year>{YEAR})| of (?P<this>the|this|last|next) year\b)?",
        _quarter,
    ),
    (r"(?P<year>(?:1[5-9]|20)\d0|['’]\d0)s\b", _decade),
    (rf"(?P<name>{either(_DECADES)})\b", _named_decade),
    (
        rf"(?:(?P<number>\d\d?)(?:st|nd|rd|th)|(?P<name>(?i:{either(_CENTURIES)})))[- ]century\b"
        r"(?P<era> BCE?\b| B\.C\.)?",
        _century,
    ),
    (
        rf"(?:(?:[Ff]iscal(?: year)?|[Ff]inancial year|FY)\s?(?P<year>{YEAR}|['’]?\d\d\b)"
        rf"|(?P<first>{YEAR}) (?:fiscal|financial) year\b)",
        _fiscal,
    ),
    (r"(?P<which>[Tt]his|[Cc]urrent|[Ll]ast|[Nn]ext) (?:fiscal|financial) year\b", _this_fiscal),
    (rf"(?P<name>{_FEAST_NAMES})(?:,? (?P<year>{YEAR}))?", _feast),
    (r"(?P<year>\d{1,4}) (?:BCE?\b|B\.C\b\.?)", _before_christ),
    (r"['’](?P<year>\d\d)\b(?!['’])", _short_year),
    (rf"{FULL_MONTH}", _bare_month),
    (rf"{WEEKDAY}", _weekday),
    (rf"{YEAR}", _bare_year),
)
