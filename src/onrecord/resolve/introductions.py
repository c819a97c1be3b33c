"""The offices that a report gives to persons, before and behind their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from onrecord.data import given_name_gender
from onrecord.model import Sentence, Token
from onrecord.resolve.figures import Cast, Figure, Told
from onrecord.resolve.nouns import noun_of
from onrecord.resolve.offices import dated, recall
from onrecord.resolve.people import (
    LEFT_OF_NAME,
    OPENS_NOTHING,
    Role,
    find_role,
    introduced_by,
    is_preposition,
)

APPOSITION_REACH = 14  # tokens behind a name, its comma included, that may describe it
NO_EMPLOYERS = {"country", "person", "people", "ethnic_group", "religious_group"}
NAMED_BY = {"flat", "appos", "nmod", "compound"}  # from a name up to the noun that its introduction is about
APPOSITION_ENDS = {",", ".", ";", "who", '"', "”", "“", "—"}


def introduce(cast: Cast, figure: Figure, published: str | None) -> None:
    """Titles before and behind each mention of a person, and what the registry knows: offices, country, gender."""
    for start, end in figure.places:
        sentence = cast.annotation.sentences[cast.annotation.sentence_of[start]]
        for first, length, role in _introductions(cast, start, end, sentence):
            figure.gender = figure.gender or role.gender
            if not role.office:
                continue
            role = replace(role, body=_employer(cast, first, length))
            figure.told.append(Told(role, (first, first + length), (start, end)))
            if all(role.title != known.title for known in figure.roles):
                figure.roles.append(role)
            if role.country:
                figure.country = figure.country or role.country.iso3
    if figure.name and not figure.brought:
        recall(figure, published)
        figure.gender = figure.gender or given_name_gender(figure.name.split()[0])
    told = [dated(role, figure.name or "", published) for role in figure.roles]
    titles = {office.title for office in figure.offices}
    figure.offices += [office for office in told if office.title not in titles]


def _employer(cast: Cast, first: int, length: int) -> Figure | None:
    """The body whose office somebody holds: "HRW's deputy director", "director of Human Rights Watch"."""
    for index in range(first, first + length):
        figure = cast.at.get(index)
        if figure and figure.kind not in {*NO_EMPLOYERS, None}:
            return figure
    return None


def _introductions(cast: Cast, start: int, end: int, sentence: Sentence) -> Iterator[tuple[int, int, Role]]:
    """The titles before a name and in the apposition behind it; each with the first token and length of its phrase.

    What stands in apposition is about its first noun: "a spokesman for the minister" is no minister.
    """
    before = introduced_by(cast.tokens, start, max(sentence.start, _last_person(cast, start)))
    long = _set_before(cast, start, end)
    role = find_role(before)
    if long and (role is None or cast.tokens[start - 1].text == ","):
        before, role = long, find_role(long, opening=True)
    if role:
        yield start - len(before), len(before), role
    behind = _behind(cast, end, sentence)
    if role := find_role(behind, opening=True):
        yield end + 1, len(behind), role


def _behind(cast: Cast, end: int, sentence: Sentence) -> list[Token]:
    """The apposition between commas behind a name: ", the mayor of Hill City,"."""
    if end + 1 >= sentence.end or cast.tokens[end].text != ",":
        return []
    behind = cast.tokens[end + 1 : min(sentence.end, end + APPOSITION_REACH)]
    apposition = list(takewhile(lambda t: t.text not in APPOSITION_ENDS and t.upos != "VERB", behind))
    described = {t.text.lower() for t in apposition[:1]} & {"the", "a", "an"}
    return apposition if described or {t.text for t in apposition[:5]} & {"'s", "’s"} else []


def _last_person(cast: Cast, start: int) -> int:
    """Where the person named before a token ends, whose titles are not those of the next."""
    near = range(start - 1, max(start - LEFT_OF_NAME, 0) - 1, -1)
    return next((i + 1 for i in near if (figure := cast.at.get(i)) and figure.person), 0)


def _set_before(cast: Cast, start: int, end: int) -> list[Token]:
    """A long introduction that the name is set behind: "director of the local chapter of the Council X".

    Behind a comma the name must be in apposition to it.
    """
    tokens = cast.tokens
    above = cast.top(start, end)
    before = tokens[start - 1]
    if start == 0 or before.text in {"—", "–"} or before.upos == "DET" or _has_case(cast, above, start):
        return []
    if before.text == "," and tokens[above].deprel != "appos":
        return []
    while 0 <= tokens[above].head < start and tokens[above].deprel.partition(":")[0] in NAMED_BY:
        above = tokens[above].head
        if noun_of(tokens[above]).kind == "person":
            break
    low, last = above, _last_person(cast, start)
    if not last <= above < start:
        return []
    below = {i for i in cast.annotation.subtree(above) if i < above}
    while low - 1 in below and low > last:
        low -= 1
    while low < above and tokens[low].text in OPENS_NOTHING:
        low += 1
    return list(tokens[low:start])


def _has_case(cast: Cast, top: int, start: int) -> bool:
    """A preposition of its own before a name: "an adviser to Putin"."""
    return any(k < start and is_preposition(cast.tokens[k]) for k in cast.annotation.children[top])
