"""Numbers of things that a text tells: "at least 12 people were killed", "40,000 tonnes of grain", "52.4 per cent".

A figure is a range of values and what it counts. Dates, times of day, ages, years and ordinals are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from onrecord.data.common_words import stem
from onrecord.model import Span

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        1,
    )
}
TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10),
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
}
AT_LEAST = frozenset(
    {"at least", "more than", "over", "no fewer than", "no less than", "upwards of", "above"}
)
AT_MOST = frozenset(
    {"at most", "up to", "no more than", "fewer than", "less than", "under", "as many as", "below"}
)

_WORDS = "|".join((*TENS, *SMALL))
_SCALES = "|".join(SCALES)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNITS = "|".join(list(SMALL)[:9])
_NUMBER = rf"{_DIGITS}|(?:{'|'.join(TENS)})(?:-(?:{_UNITS}))?|(?:{_WORDS})"
_BOUNDS = "|".join(sorted(AT_LEAST | AT_MOST, key=len, reverse=True))
FIGURE = re.compile(
    rf"(?:\b(?P<bound>{_BOUNDS})\s+)?(?<![\w.,:])(?P<money>[$€£]\s?)?(?P<value>{_NUMBER})(?![\w:])"
    rf"(?:\s(?P<scale>{_SCALES})\b)?"
    rf"(?:\s?(?:to|-|–|and)\s?(?P<upper>{_NUMBER})(?![\w:])(?:\s(?P<scale2>{_SCALES})\b)?)?"
    r"(?P<percent>\s?%|\s(?:per ?cent|percent|percentage points?)\b)?",
    re.IGNORECASE,
)
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
CLOCK = frozenset({"am", "pm", "a", "p", "o", "gmt", "hours", "noon", "st", "nd", "rd", "th"})
# Stand between a number and what it counts.
MODIFIERS = frozenset(
    [
        "of",
        "the",
        "other",
        "more",
        "new",
        "such",
        "people's",
        "additional",
        "further",
        "about",
        "some",
        "its",
        "their",
        "his",
        "her",
        "armed",
        "heavy",
        "young",
        "old",
        "small",
        "large",
        "big",
        "local",
        "foreign",
        "senior",
        "suspected",
        "alleged",
        "metric",
        "full",
        "whole",
        "unarmed",
        "government",
        "rebel",
        "consecutive",
        "straight",
        "registered",
    ]
)
# What befell those who are counted outweighs the word for them.
FATES = (
    (
        "killed",
        re.compile(r"\b(?:kill\w*|dead|deaths?|die[ds]?|dying|fatalit\w+|lives|bodies|casualt\w+|corpses)\b"),
    ),
    ("wounded", re.compile(r"\b(?:wound\w*|injur\w*|hurt)\b")),
    ("arrested", re.compile(r"\b(?:arrest\w*|detain\w*|detention)\b")),
)
REACH = 45  # characters behind a number in which its fate is told
BEHIND = 30  # and before it
PERSONS = frozenset(
    stem(word)
    for word in [
        "people",
        "persons",
        "civilians",
        "soldiers",
        "men",
        "women",
        "children",
        "residents",
        "villagers",
        "protesters",
        "demonstrators",
        "fighters",
        "policemen",
        "officers",
        "police",
        "students",
        "workers",
    ]
)


@dataclass(frozen=True, slots=True)
class Figure:
    """From ``low`` to ``high`` of what is counted, ``unit`` a stem or the fate of persons; where its digits stand."""

    low: float
    high: float
    unit: str
    start: int
    end: int

    def excludes(self, other: Figure) -> bool:
        """Whether both cannot be true of one thing."""
        return self.unit == other.unit and (self.low > other.high or other.low > self.high)


def figures(text: str, spans: Iterable[Span]) -> tuple[Figure, ...]:
    """The figures in some stretches of a text."""
    return tuple(figure for start, end in spans for figure in _figures(text, start, end))


def _figures(text: str, first: int, last: int) -> Iterator[Figure]:
    for match in FIGURE.finditer(text, first, last):
        if _is_no_count(text, match, first):
            continue
        low = _value(match["value"], match["scale"] or (match["upper"] and match["scale2"]))
        high = _value(match["upper"], match["scale2"]) if match["upper"] else low
        bound = (match["bound"] or "").lower()
        if bound in AT_LEAST:
            high = inf
        elif bound in AT_MOST:
            low = 0.0
        if unit := _unit(text, match, first, last):
            start = match.start("money") if match["money"] else match.start("value")
            yield Figure(min(low, high), max(low, high), unit, start, match.end())


def _value(number: str, scale: str | None) -> float:
    plain = number.lower().replace(",", "")
    if plain[0].isdigit():
        value = float(plain)
    else:
        value = float(sum(TENS.get(part, SMALL.get(part, 0)) for part in plain.split("-")))
    return value * SCALES[scale.lower()] if scale else value


def _is_no_count(text: str, match: re.Match[str], first: int) -> bool:
    before = re.findall(r"[a-z]+", text[max(first, match.start() - 12) : match.start()].lower())
    after = re.findall(r"[a-z]+", text[match.end() : match.end() + 12].lower())
    if (before and before[-1] in MONTHS and before[-1] != "may") or (after and after[0] in MONTHS):
        return True
    if text[max(0, match.start() - 4) : match.start()] == "May ":
        return True
    if after and after[0] in CLOCK and after[0] != "hours":
        return True
    digits = match["value"]
    year = digits.isdigit() and len(digits) == 4 and digits[:2] in ("18", "19", "20")
    return (year and not (match["money"] or match["percent"] or match["scale"])) or text[
        match.end() : match.end() + 5
    ] == "-year"


def _unit(text: str, match: re.Match[str], first: int, last: int) -> str:
    if match["percent"]:
        return "%"
    if match["money"]:
        return "money"
    words = re.findall(r"[^\W\d_]+", text[match.end() : min(last, match.end() + REACH)].lower())
    counted = next((word for word in words[:4] if word not in MODIFIERS), "")
    noun = stem(counted)
    near = re.split(r"[.;:]| and | while | but ", text[match.end() : min(last, match.end() + REACH)].lower())[
        0
    ]
    for fate, said in FATES:
        if said.search(near):
            return fate
    if noun in PERSONS or noun in ("were", "was", "had", "others") or not counted:
        before = re.split(r"[.;:,]| and ", text[max(first, match.start() - BEHIND) : match.start()].lower())[
            -1
        ]
        for fate, said in FATES:
            if said.search(before):
                return fate
    if noun in ("dollar", "euro", "pound"):
        return "money"
    return "person" if noun in PERSONS else noun
