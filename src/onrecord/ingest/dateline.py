"""The dateline that opens a report: place, day, agency, in the styles of the agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord import data
from onrecord.ingest import furniture
from onrecord.ingest.agencies import agency, pattern
from onrecord.ingest.dates import DATE, MONTH, WEEKDAY, Day, read
from onrecord.model import Span

# Where a dateline ends at the latest; longer ones do not occur.
LONGEST = 120
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŐŘŚŞŠŢŤŪŮŰŹŻŽ"
_WORD = rf"[{_UPPER}][\w.'’-]*"
_WORDS = rf"(?!{MONTH}|{WEEKDAY}){_WORD}(?:[ \xa0](?:(?:de|del|la|al|el|of) )?{_WORD}){{0,3}}"
_DIGIT = re.compile(r"\d")
_PARTICLES = frozenset(("de", "del", "la", "al", "el", "of", "the", "sur"))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first word of a report; ``end`` is where that word begins.

    ``sure`` says that a day, an agency or a region shows it to be a dateline, not only capitals and a dash.
    """

    end: int
    place: Span | None
    day: Day | None
    agency: str | None
    sure: bool


@cache
def _head(agencies: str) -> re.Pattern[str]:
    """Place, day, one of the agencies and a dash or colon, each of which may be missing."""
    word = rf"(?!{MONTH}\s*\d|{WEEKDAY},)[{_UPPER}][\w.'’-]*"
    place = rf"{word}(?:(?:[ \xa0]|\s?/\s?)(?:(?:{'|'.join(_PARTICLES)})[ \xa0])?{word}){{0,4}}"
    region = rf"(?:,\s?(?!{MONTH}|(?:{agencies})\s*(?:--|[–—_-])){word}(?:[ \xa0]{word}){{0,2}}){{0,2}}"
    dash = r"(?:--+|[–—―_]|-(?=\s)|:(?=\s))"
    return re.compile(
        rf"(?P<round>\()?(?:(?P<place>{place}(?P<region>{region}))(?P<after>[.,]?\s*))?"
        rf"(?P<date>{DATE})?(?:,\s+\d\d?[:.]\d\d(?:\s?[A-Z]{{3}})?)?[.,]?\s*(?(round)\)\s*(?={dash}))"
        r"(?:(?P<open>[(/\[])\s?(?P<agency>[\w.'’/ &-]{2,40}?)\s?[)/\]]"
        rf"|(?P<bare>{agencies})(?=\s*{dash}))?"
        rf"\.?(?P<end>\s*{dash}(?:\s?-)?)?\s*"
    )


def find(text: str, start: int, end: int, *, house: str | None = None) -> Head | None:
    """The dateline at the beginning of a paragraph, if it has one.

    Args:
        house: the agency that the byline names, which our table of agencies need not know.
    """
    limit = min(end, start + LONGEST)
    match = _head(pattern(text[start:limit])).match(text, start, limit)
    if match is None or match.end() == start:
        return None
    credit, place = match["agency"] or match["bare"], match["place"]
    if not credit and place and match["end"] and (own := agency(place)):
        return Head(match.end(), None, None, own, True)
    day = read(match["date"]) if match["date"] else None
    known = (agency(credit) or (credit if credit == house or _is_credit(match) else None)) if credit else None
    if not _holds(match, known, day):
        return None
    return Head(match.end(), _place(match), day, known, bool(known or day or match["region"]))


def alone(text: str, start: int, end: int, *, known: bool = False) -> Head | None:
    """The place and the full date that are all of a line: ``BRUSSELS, 3 May 2021``.

    Args:
        known: whether a place need not stand in capitals.
    """
    limit = min(end, start + LONGEST)
    match = _alone().fullmatch(text, start, limit) if _DIGIT.search(text, start, limit) else None
    day = read(match["date"]) if match else None
    if match is None or day is None or day.year is None or not _is_place(match["place"], known=known):
        return None
    return Head(end, match.span("place"), day, None, True)


def place(text: str, start: int, end: int) -> Head | None:
    """The town and the country that are all of a line: ``Suva, Fiji``."""
    limit = min(end, start + LONGEST)
    match = _town().fullmatch(text, start, limit) if "," in text[start:limit] else None
    country = data.country_word(match["country"]) if match else None
    if match is None or country is None or country[1] != "name":
        return None
    return Head(end, (start, end), None, None, True) if _is_place(match["town"], known=True) else None


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?P<place>{_town().pattern}|{_WORDS}),?\s+(?P<date>{DATE})\.?")


@cache
def _town() -> re.Pattern[str]:
    return re.compile(rf"(?P<town>{_WORDS}),\s(?P<country>{_WORDS})")


def _is_place(words: str, *, known: bool) -> bool:
    """Whether words that stand like a place are no agency, organisation, label or person."""
    first = words.partition(",")[0]
    if agency(first) or data.organisation(first) or furniture.label(first):
        return False
    return _capitals(words) or (known and data.given_name_gender(first.split()[0]) is None)


def _is_credit(match: re.Match[str]) -> bool:
    """Whether the place of the words in brackets makes them an agency, though it is not in our table."""
    place, credit = match["place"], match["agency"]
    if not (place and credit and credit[0].isupper()):
        return False
    if match["open"] == "/" or match["date"]:
        return True
    initials = "".join(word[0] for word in credit.split() if word[0].isupper())
    return bool(match["end"]) and _capitals(place) and not place.startswith(initials)


def _place(match: re.Match[str]) -> Span | None:
    """The words of the place, without a full stop that only closes it."""
    if not match["place"]:
        return None
    start, end = match.span("place")
    closed = match["place"].endswith(".") and not match["region"] and match["place"].count(".") == 1
    return start, end - closed


def _holds(match: re.Match[str], known: str | None, day: Day | None) -> bool:
    """Whether what was found is a dateline and not how a sentence happens to begin."""
    place, end = match["place"], match["end"]
    if match["agency"] and not known:
        return False
    if place is None:
        return bool(known and (match["agency"] or end)) or bool(end and day and day.year)
    if _capitals(place):
        return bool(known or (end and (day or data.organisation(place) is None)))
    if known:
        return agency(place) is None and bool(end or day or _is_town(place, known))
    return bool(day and end and "," in match["after"])


def _is_town(place: str, known: str) -> bool:
    """Whether an agency in brackets follows a place, and not its own name or a person."""
    initials = "".join(word[0] for word in place.split())
    return len(place.split()) < 4 and not place.startswith("The ") and not initials.endswith(known)


def _capitals(place: str) -> bool:
    """Whether a place stands in capitals, as in datelines, and is not the label of a story."""
    town = place.partition(",")[0].replace("Mc", "MC").rstrip(".")
    words = [word for word in re.split(r"[\s/]+", town) if word not in _PARTICLES]
    is_label = bool(furniture.label(town) or furniture.label(words[0]))
    return len(town) > 2 and not is_label and all(word.isupper() for word in words)
