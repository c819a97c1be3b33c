"""Titles and offices: what a name is introduced with, and what "the minister" asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.data import Country, Gender, country_word, title_by_name
from onrecord.model import Token
from onrecord.resolve.figures import Figure

MAX_TITLE = 5  # words of "special envoy of the secretary general"
LEFT_OF_NAME = 9  # tokens before a name that may introduce it
FORMER = {"former", "ex", "late"}
SKIP = {  # small words that may stand in an introduction
    *("former", "acting", "then", "ex", "deputy", "senior", "late", "new", "interim", "outgoing", "veteran"),
    *("'s", "’s", "the", "a", "an", "-", "–", "its", "their", "his", "her", ",", "top", "chief"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A title with the country or body it belongs to; ``group`` is the office that it is a word for."""

    title: str
    group: str
    country: Country | None = None
    gender: Gender | None = None
    office: bool = True
    former: bool = False
    body: Figure | None = None
    of_state: bool = (
        True  # a country beside it is whose office it is; that of a profession is where one comes from
    )


def find_role(tokens: list[Token]) -> Role | None:
    """The title among the words of a phrase, the longest, with the country that the words name."""
    words = [t.text for t in tokens]
    for length in range(min(MAX_TITLE, len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            title = title_by_name().get(_key(words[start : start + length]))
            if title is None:
                continue
            country = find_country(words[:start] + words[start + length :])
            wrong = title.country and country and title.country != country.iso3
            group = title.title if wrong or title.group is None else title.group
            return Role(
                title=title.title,
                group=group,
                country=country,
                gender=title.gender,
                office=title.class_ != "honorific",
                of_state=title.class_ != "profession",
                former=not FORMER.isdisjoint(w.lower() for w in words[:start]),
            )
    return None


def _key(words: list[str]) -> str:
    return " ".join(words).lower().replace(" - ", "-").replace(" .", ".")


def find_country(words: list[str]) -> Country | None:
    """The first country that the words name, by name, adjective or seat."""
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            found = country_word(" ".join(words[start : start + length]))
            if found:
                return found[0]
    return None


def introduced_by(tokens: tuple[Token, ...], start: int, sentence_start: int) -> list[Token]:
    """The tokens right before a name that belong to its introduction ("Russian Foreign Minister")."""
    low = start
    while low > max(sentence_start, start - LEFT_OF_NAME):
        token = tokens[low - 1]
        known = token.text[:1].isupper() or token.text.lower() in SKIP or token.text.lower() in _title_words()
        inside = token.text.lower() in {"of", "for", "and"} and low - 2 >= sentence_start
        if not (known or inside) or token.text in {'"', "“", ".", ";"}:
            break
        low -= 1
    found = list(tokens[low:start])
    while found and found[0].text.lower() in {"of", "for", "and", ","}:
        found.pop(0)
    return found


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for name in title_by_name() for word in name.split())
