"""The offices that a report gives to persons, before and behind their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from onrecord.data import given_name_gender
from onrecord.model import Sentence, Token
from onrecord.resolve.figures import Cast, Figure, Told
from onrecord.resolve.offices import dated, recall
from onrecord.resolve.people import LEFT_OF_NAME, find_role, introduced_by

APPOSITION_REACH = 14  # tokens behind a name, its comma included, that may describe it
NO_EMPLOYERS = {"country", "person", "people", "ethnic_group", "religious_group"}
NAMED_BY = {"flat", "appos", "nmod", "compound"}  # from a name up to the noun that its introduction is about
APPOSITION_ENDS = {",", ".", ";", "who", '"', "”", "“", "—"}


def introduce(cast: Cast, figure: Figure, published: str | None) -> None:
    """Titles before and behind each mention of a person, and what the registry knows: offices, country, gender."""
    for start, end in figure.places:
        sentence = cast.annotation.sentences[cast.annotation.sentence_of[start]]
        for first, phrase in _introductions(cast, start, end, sentence):
            role = find_role(phrase)
            if role is None:
                continue
            figure.gender = figure.gender or role.gender
            if role.office:
                role = replace(role, body=_employer(cast, first, len(phrase)))
                figure.told.append(Told(role, (first, first + len(phrase)), (start, end)))
            if role.office and all(role.title != known.title for known in figure.roles):
                figure.roles.append(role)
            if role.country and role.office:
                figure.country = figure.country or role.country.iso3
    if figure.name and not figure.brought:
        recall(figure, published)
        figure.gender = figure.gender or given_name_gender(figure.name.split()[0])
    figure.offices.extend(dated(role, figure.name or "", published) for role in figure.roles)


def _employer(cast: Cast, first: int, length: int) -> Figure | None:
    """The body whose office somebody holds: "HRW's deputy director", "director of Human Rights Watch"."""
    for index in range(first, first + length):
        figure = cast.at.get(index)
        if figure and figure.kind not in {*NO_EMPLOYERS, None}:
            return figure
    return None


def _introductions(cast: Cast, start: int, end: int, sentence: Sentence) -> Iterator[tuple[int, list[Token]]]:
    """The words before a name, and the apposition behind it, that may hold a title; each with its first token."""
    before = introduced_by(cast.tokens, start, max(sentence.start, _last_person(cast, start)))
    if before:
        yield start - len(before), before
    long = _set_before(cast, start, end)
    if long and (not before or find_role(before) is None):
        yield long[0], [cast.tokens[i] for i in long]
    if end + 1 < sentence.end and cast.tokens[end].text == ",":
        behind = cast.tokens[end + 1 : min(sentence.end, end + APPOSITION_REACH)]
        apposition = list(takewhile(lambda t: t.text not in APPOSITION_ENDS and t.upos != "VERB", behind))
        described = {t.text.lower() for t in apposition[:1]} & {"the", "a", "an"}
        if described or {t.text for t in apposition[:5]} & {"'s", "’s"}:
            yield end + 1, apposition


def _last_person(cast: Cast, start: int) -> int:
    """Where the person named before a token ends, whose titles are not those of the next."""
    near = range(start - 1, max(start - LEFT_OF_NAME, 0) - 1, -1)
    return next((i + 1 for i in near if (figure := cast.at.get(i)) and figure.person), 0)


def _set_before(cast: Cast, start: int, end: int) -> list[int]:
    """A long introduction that the name is set flat behind: "director of the local chapter of the Council X"."""
    tokens = cast.tokens
    above = next((i for i in range(start, end) if not start <= tokens[i].head < end), start)
    while 0 <= tokens[above].head < start and tokens[above].deprel.partition(":")[0] in NAMED_BY:
        above = tokens[above].head
    if above >= start or tokens[start - 1].text in {",", "—", "–"}:
        return []
    low = above
    last = _last_person(cast, start)
    below = {i for i in cast.annotation.subtree(above) if i < above}
    while low - 1 in below and low > last:
        low -= 1
    return list(range(low, start)) if low >= last else []
