"""What a common noun says of whom it stands for: a person or persons, a body, a thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.data import Gender, collective_by_lemma, person_nouns, title_by_name
from onrecord.model import ActorKind, Token

ALWAYS_MANY = {"police", "people", "men", "women", "children", "troops", "clergy", "staff", "crew", "youth"}
# Bodies of people who are "they" although the noun is one.
PARTIES = {"couple", "pair", "duo", "trio", "family", "public", "crowd", "team", "majority", "minority"}


@dataclass(frozen=True, slots=True)
class Noun:
    """``kind`` is what the noun alone says of the actor; None for a thing."""

    kind: ActorKind | None
    gender: Gender | None = None
    plural: bool = False


@cache
def _sense(lemma: str) -> tuple[ActorKind | None, Gender | None]:
    gender = person_nouns().get(lemma)
    if lemma in person_nouns():
        return "person", gender
    if (title := title_by_name().get(lemma)) and title.class_ != "honorific":
        return "person", title.gender
    noun = collective_by_lemma().get(lemma)
    if noun is None or noun.document:
        return None, None
    return ("person" if noun.animate else noun.kind), None


def is_plural(token: Token) -> bool:
    """Several by the form of the word."""
    word = token.text.lower()
    if word in ALWAYS_MANY:
        return True
    return (
        token.upos in {"NOUN", "PROPN"}
        and word != token.lemma.lower()
        and word.endswith(("s", "en", "ae", "i"))
    )


def noun_of(token: Token) -> Noun:
    """What a noun says."""
    kind, gender = _sense(token.lemma.lower())
    return Noun(kind, gender, is_plural(token) or token.lemma.lower() in PARTIES)
