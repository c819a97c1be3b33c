"""Words that tell how two stand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows

TYPES = (
    *("holds_office", "member_of", "part_of", "leads", "subordinate_to", "allied_with", "opposes"),
    *("backs", "controls", "designated_as", "located_in", "family_of", "same_as"),
)
PARTS = ("VERB", "NOUN", "ADJ", "HYPHEN", "PREFIX")


@dataclass(frozen=True, slots=True)
class Tie:
    """What a word says of those in its slots; ``where`` is its line."""

    word: str
    type: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    sure: float
    where: str


@cache
def ties() -> Mapping[tuple[str, str], tuple[Tie, ...]]:
    """What each word says, under the word and its part of speech, in the order of the file."""
    found: dict[tuple[str, str], tuple[Tie, ...]] = {}
    for row in rows("relation_words"):
        tie = Tie(
            row["word"],
            row.one_of("type", TYPES),
            row.many("subject"),
            row.many("object"),
            float(row["sure"]),
            row.where,
        )
        key = (row["word"], row.one_of("pos", PARTS))
        found[key] = (*found.get(key, ()), tie)
    return found
