"""What stands on the page of a report beside its words: chrome, captions, bylines, date lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord import data
from onrecord.ingest.agencies import agency, pattern
from onrecord.ingest.dates import MONTH, WEEKDAY

_NETWORK = r"(?:twitter|facebook|x|instagram|telegram|youtube|whatsapp|linkedin)\b"
_CHROME = re.compile(
    rf"""
    [\W_]+                                                              # rules and ornaments
    | (?:follow|like|find|join|visit)\ (?:us|me|@?\w+(?:\ \w+){{0,4}})\ (?:on|at)\ {_NETWORK}.{{0,60}}
    | (?:twitter|facebook|instagram):\ @?[\w.]+
    | (?:sign\ up|subscribe|register)\ (?:for|to|here|now|today|with)\b.{{0,90}}
    | click\ here\b.{{0,60}}
    | share\ (?:this\ (?:article|story|page)\ )?(?:on|via)\ .{{0,60}}
    | (?:read\ (?:more|also)|also\ read|see\ also|more\ on\ this|watch\ more)\s*[:|»>].{{0,150}}
    | (?:related(?:\ \w+)?|recommended)\s*[:|»>].{{0,150}}
    | \d[\d,.]*\s*(?:comments?|shares?|views?|likes?|retweets?)
    | \d+[\s-]min(?:ute)?s?\ (?:read|listen)
    | (?:(?:published|posted|updated|last\ updated):?\s*)?\d+\ (?:second|minute|min|hour|hr|day)s?\ ago
    | (?:©|\(c\)|copyright\b).{{0,150}}
    | .{{0,60}}\ball\ rights\ reserved\b.{{0,120}}
    | (?:terms\ of\ use|terms\ and\ conditions|privacy\ policy|cookies?\ (?:policy|settings))
    | -\s?30\s?- | \(?(?:more|ends?|endit)\)?/?
    | https?://\S+ | www\.\S+
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A line that reports or quotes speech is kept, whatever else it looks like.
_SPEECH = re.compile(r"\b(?:said|says|told|according)\b|[“”\"]")
_NAME = (
    r"(?:(?:Dr|Mr|Ms|Mrs)\.?\s)?[^\W\d_a-z][\w.'’-]*"
    r"(?:\s(?:de|del|da|di|van|von|der|den|bin|bint|ibn|al|el|la|le|ten|ter|[^\W\d_a-z][\w.'’-]*)){0,4}"
)
_CREDIT = r"(?:[Ff]ile\s)?(?:Image|Photo|Photograph|Picture|Pic|PHOTO|IMAGE)s?(?:\s[Cc]redit)?"
_HOUSE = r"(?:AP|AFP|EPA|UPI|REUTERS|Reuters|Xinhua|TASS|Getty|Anadolu)"
_CAPTION_START = re.compile(
    rf"{_CREDIT}\s?:\s|(?:Credit|CREDIT|Courtesy|Caption)\s?:\s|FILE(?:\s?PHOTO|\sIMAGE)?(?:\s(?:--?|[–—])\s|:\s)"
    r"|(?:Image|Media|Video)\scaption\b|Image\s(?:source|copyright)(?:,\s|\s(?=[A-Z]))"
)
_CAPTION_END = re.compile(
    rf"(?:\s{_CREDIT}:\s?[A-Z@©][^.!?:\"“”]{{0,80}}"
    rf"|\((?:{_HOUSE}\s?(?:Photos?|PHOTO|Images?|File)?\s?/|(?:[Ff]ile\s)?[Pp](?:hoto|icture)(?:\sby|:|\))|FILE\b)[^()]{{0,100}}\)"
    rf"|^{_HOUSE}(?:\sPhotos?|\sPHOTO|\sImages?)?\s?/\s?{_NAME}"
    r"|^(?:[^.!?]{1,60}(?:via\s|/\s?))?Getty(?:\sImages)?)\.?$"
)
_STAMP_WORD = re.compile(
    r"(?:published|posted|updated|last|first|modified|created|date|time|on|at|of|in|the|by|gmt|utc|bst|[ecmp][ds]?t"
    rf"|eat|ist|cest|msk|hkt|sgt|jst|kst|local|a\.?m|p\.?m|{WEEKDAY}|{MONTH}|\d{{1,4}}(?:st|nd|rd|th)?"
    r"|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[ap]\.?m)?|\d{1,2}[ap]\.?m|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"|\d{4}-\d\d-\d\dT[\d:.+Z-]+|[+-]?\d{2}:?\d{2})\.?",
    re.IGNORECASE,
)
_STAMP_DAY = re.compile(
    rf"(?<!\w){MONTH}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}}[:.]\d\d", re.IGNORECASE
)
_STAMP_BREAK = re.compile(r"[\s,;|()·•—–/]+|-(?=\s)|:(?=\s|$)")
_BYLINE = re.compile(
    r"(?i:by|written by|reported by|reporting by|story by|words by|author:)\s*:?\s+"
    rf"(?P<names>{_NAME}(?:(?:\s*,\s*|,?\s+and\s+|\s*&\s*){_NAME}){{0,5}})"
    r"(?P<rest>(?:\s+(?:in|at|for)\s+|\s*[,|/–—-]\s*|\s+\().{0,80})?"
)
# Without "By" only two or three words are a name, and a place or an agency must follow.
_SHORT_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){1,2}"
_BARE = re.compile(
    rf"(?P<names>{_SHORT_NAME}(?:\s+and\s+{_SHORT_NAME})?)"
    rf"(?:\s+in\s+{_SHORT_NAME.replace('{1,2}', '{0,2}')}(?:,\s{_NAME})?|\s*[,|/–—-]\s*(?P<rest>.{{2,40}}))"
)
_ROLES = ("correspondent", "reporter", "editor", "staff", "writer", "bureau chief", "bureau", "desk")
_SIGN_OFF = re.compile(
    r"[\[(]?(?:additional |further )?(?:reporting|writing|editing|compiled|edited|translated|graphics)"
    r" (?:and \w+ )?by .{1,400}",
    re.IGNORECASE,
)
_END_CREDIT = re.compile(r"[(/\[]\s?([^()/\[\]]{2,30}?)\s?[)/\]]\.?$")


def is_chrome(words: str, *, above: bool = False) -> bool:
    """Whether a line is part of the site; ``above`` when it stands before the headline."""
    if len(words) > 220:
        return False
    if label(words) == "any" or (above and label(words) == "above"):
        return True
    return _CHROME.fullmatch(words) is not None and not _SPEECH.search(words)


def label(words: str) -> str | None:
    """What the words are as a label: chrome ``any``where or ``above`` the headline, or a ``kicker``."""
    return _labels().get(words.casefold().strip(" .:…»«›>→|[](){}<*•·-–—"))


@cache
def _labels() -> Mapping[str, str]:
    return {row["label"]: row.one_of("where", ("any", "above", "kicker")) for row in data.rows("chrome")}


def is_caption(words: str) -> bool:
    """Whether a line describes or credits a picture."""
    if len(words) > 700:
        return False
    return _CAPTION_START.match(words) is not None or _CAPTION_END.search(words) is not None


def is_stamp(words: str) -> bool:
    """Whether a line is nothing but a day or a time."""
    if len(words) > 120 or not _STAMP_DAY.search(words):
        return False
    return all(_STAMP_WORD.fullmatch(part) for part in _STAMP_BREAK.split(words) if part.strip("-.:"))


def byline(words: str, *, bare: bool = True) -> tuple[str, str | None] | None:
    """The names in a byline and the agency it credits.

    Args:
        bare: also without "By", as below a headline: ``Jane Doe in Beirut``, ``Reuters``.
    """
    if len(words) > 160:
        return None
    unsigned = re.sub(r"^[Bb][Yy]\s+", "", words).rstrip(".")
    if (bare or unsigned != words) and (whole := agency(unsigned)):
        return unsigned, whole
    match = _BYLINE.fullmatch(words.rstrip("."))
    if match is None and bare:
        match = _BARE.fullmatch(words)
        if match and match["rest"] and not (agency(match["rest"]) or _is_role(match["rest"])):
            return None
    return _names(match["names"], match["rest"] or "") if match and _are_names(match["names"]) else None


def _are_names(names: str) -> bool:
    """Whether the first name has a given name and a surname."""
    return 1 < len(re.split(r",|&|\band\b", names)[0].split()) < 6


def _names(names: str, rest: str) -> tuple[str, str | None]:
    *people, last = re.split(r"\s*,\s*", names)
    if people and _is_role(last):
        return ", ".join(people), None
    # A short word in capitals after the name is the house, also one that our table does not know.
    if people and (found := agency(last) or (last if last.isupper() and len(last) < 7 else None)):
        return ", ".join(people), found
    credit = re.search(rf"\b(?:{pattern(rest)})\b", rest)
    return names, agency(credit[0]) if credit else None


def _is_role(words: str) -> bool:
    return words.casefold().endswith(_ROLES)


def is_sign_off(words: str) -> bool:
    """Whether a line at the end of a report says who made it."""
    return len(words) < 450 and (_SIGN_OFF.fullmatch(words) is not None or agency(words) is not None)


def end_credit(words: str) -> str | None:
    """The agency in brackets that closes a report: ``... (Xinhua)``."""
    match = _END_CREDIT.search(words[-40:])
    return agency(match[1]) if match else None
