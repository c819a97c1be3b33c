"""Times of the day: ``3 p.m.``, ``1500 GMT``, ``noon``; the day is added where it is known (``times``)."""

from __future__ import annotations

import re

from onrecord.resolve.time_words import Meaning, Resolver, Scene, compiled, either

# Abbreviations that mean one distance from UTC the whole year and everywhere; "ET" and "IST" do not.
_OFFSETS = {
    "GMT": "Z", "UTC": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00",
    "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00",
    "PDT": "-07:00", "MSK": "+03:00", "JST": "+09:00",
}  # fmt: skip
_HOURS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_AT = re.compile(r"\b(?:[Aa]t|[Bb]y|[Aa]round|[Bb]efore|[Aa]fter|[Uu]ntil|[Ff]rom|[Ss]ince)\s+$")


def _clock(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``10:30 GMT``, ``3 p.m.``, ``0300 GMT``; a bare 10:30 only behind ``at`` and the like."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = match["half"] or match["part"]
    if half:
        if not 1 <= hour <= 12:
            return None
        late = half[0] in "pP" or half in ("afternoon", "evening", "night")
        hour = hour % 12 + (12 if late else 0)
    elif not match["zone"] and not (match["colon"] == ":" and _AT.search(scene.before)):
        return None
    if hour > 23 or minute > 59:
        return None
    return "TIME", f"T{hour:02}:{minute:02}{match['second'] or ''}{offset(match['zone'])}"


def offset(zone: str | None) -> str:
    """How far a zone is from UTC; empty where its words do not say."""
    if zone and zone[0] in "+-":
        return f"{zone[:3]}:{zone[-2:]}"
    return _OFFSETS.get(zone or "", "")


def _hour(match: re.Match[str], scene: Scene) -> Meaning | None:
    """``eleven o'clock``: in the morning unless the words say more."""
    word = match["hour"].lower()
    hour = _HOURS.index(word) + 1 if word in _HOURS else int(word)
    if not 1 <= hour <= 12:
        return None
    late = (match["part"] or "") in ("afternoon", "evening", "night")
    return "TIME", f"T{hour % 12 + (12 if late else 0):02}:00"


def _noon(match: re.Match[str], scene: Scene) -> Meaning | None:
    """TIMEX3 counts midnight as the end of its day."""
    clock = {"noon": "T12:00", "midday": "TMI", "midnight": "T24:00"}[match["word"].lower()]
    return "TIME", clock + (offset(match["zone"]) if clock != "TMI" else "")


_HALF = r"(?P<half>[AaPp](?:[Mm]\b|\.[Mm]\.))"
_PART = r"(?:in the (?P<part>morning|afternoon|evening)\b)"
_COAST = r"(?:Eastern|Central|Mountain|Pacific)(?: (?:[Ss]tandard|[Dd]aylight))?(?: [Tt]ime)?"
ZONE = (
    rf"(?P<zone>{either(_OFFSETS)}|IST|[ECMP][SD]?T|[+-]\d\d:?\d\d|local time|h(?:ou)?rs|{_COAST}"
    r"|[A-Z][a-z]+ time)(?!\w)"
)

RULES: tuple[tuple[str, Resolver], ...] = (
    (
        rf"(?P<hour>\d\d?)(?P<colon>[:.]?)(?P<minute>(?<=[:.\d])[0-5]\d)?(?P<second>:[0-5]\d)?(?!\d|%|,\d)"
        rf"(?:\s?{_HALF}| {_PART})?(?: {ZONE})?",
        _clock,
    ),
    (rf"(?P<hour>\d\d?|(?i:{either(_HOURS)})) o['’]clock\b(?: {_PART})?", _hour),
    (rf"(?P<word>[Nn]oon|[Mm]idday|[Mm]idnight)\b(?: {ZONE})?", _noon),
)

_ALONE = tuple(compiled(source) for source, _ in RULES)


def is_alone(words: str) -> bool:
    """Whether an expression is a time of the day and names no day."""
    return any(pattern.fullmatch(words) for pattern in _ALONE)
