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
LINKS = {"of", "for", "and"}
STOPS = {'"', "“", ".", ";"}
OPENS_NOTHING = {",", "'s", "’s"}
ENDS_APPOSITION = {",", ".", ";", ")", "—", "–"}


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


def find_role(tokens: list[Token], *, opening: bool = False) -> Role | None:
    """The title among the words of a phrase, the longest, with the country that the words name.

    Args:
        opening: it begins before any preposition; "a spokesman for the president" is no president.
    """
    words = [t.text for t in tokens]
    cases = [i for i, t in enumerate(tokens) if i and is_preposition(t)] if opening else []
    last = min(cases, default=len(words))
    for length in range(min(MAX_TITLE, len(words)), 0, -1):
        for start in range(min(len(words) - length, last), -1, -1):
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
    """The tokens right before a name that belong to its introduction ("Russian Foreign Minister").

    Of commas only a stray one right before the name is passed. What ends in a preposition or article introduces
    nobody: "a spokesman for", "a spokesman for the".
    """
    if start and (_links(tokens[start - 1]) or tokens[start - 1].upos == "DET"):
        return []
    low = start
    while low > max(sentence_start, start - LEFT_OF_NAME):
        token = tokens[low - 1]
        name = token.text[:1].isupper() and token.upos != "VERB"
        known = name or token.text.lower() in SKIP or token.text.lower() in title_words()
        inside = token.text.lower() in LINKS and low - 2 >= sentence_start
        if not (known or inside) or token.text in STOPS or (token.text == "," and low < start):
            break
        low -= 1
    while low < start and (_links(tokens[low]) or tokens[low].text in OPENS_NOTHING):
        low += 1
    return [] if _is_parted(tokens, low, start) else list(tokens[low:start])


def is_preposition(token: Token) -> bool:
    """Stands before a noun of its own; "outside" in "a top outside adviser" does not, nor does "'s"."""
    return token.upos == "ADP" and token.deprel == "case"


def _links(token: Token) -> bool:
    """A preposition or "and", but not the first word of "under secretary"."""
    word = token.text.lower()
    return word in LINKS or (token.upos == "ADP" and word != "under")


def _is_parted(tokens: tuple[Token, ...], low: int, start: int) -> bool:
    """A comma ends what stands behind a preposition: "Speaking to the minister, Lavrov said"."""
    if low == start or tokens[start - 1].text != "," or tokens[start].head in range(low, start):
        return False
    behind = next((t.text for t in tokens[start:] if t.upos != "PROPN"), ".")
    if behind in ENDS_APPOSITION:
        return False
    top = next((i for i in range(low, start) if tokens[i].head not in range(low, start)), low)
    cases = [t for t in tokens[max(low - 2, 0) : start] if is_preposition(t) and t.head == top]
    return any(t.text.lower() != "as" for t in cases)


@cache
def title_words() -> frozenset[str]:
    """All words that stand in titles."""
    return frozenset(word for name in title_by_name() for word in name.split())
