"""What the last word of a body's name says of its kind."""

from __future__ import annotations

from functools import lru_cache

from onrecord.data import key
from onrecord.model import ActorKind

# The last word of a name says what an unknown organisation is.
KINDS: dict[str, ActorKind] = {
    "ministry": "government_body",
    "department": "government_body",
    "agency": "government_body",
    "court": "government_body",
    "parliament": "government_body",
    "senate": "government_body",
    "commission": "government_body",
    "office": "government_body",
    "police": "government_body",
    "council": "government_body",
    "government": "government_body",
    "administration": "government_body",
    "army": "military",
    "navy": "military",
    "force": "military",
    "forces": "military",
    "guard": "military",
    "brigade": "armed_group",
    "front": "armed_group",
    "militia": "armed_group",
    "brigades": "armed_group",
    "party": "party",
    "bank": "company",
    "company": "company",
    "corp": "company",
    "inc": "company",
    "ltd": "company",
    "group": "company",
    "airlines": "company",
    "watch": "ngo",
    "foundation": "ngo",
    "association": "ngo",
    "times": "media",
    "post": "media",
    "news": "media",
    "tribune": "media",
    "herald": "media",
    "tv": "media",
    "coalition": "coalition",
    "alliance": "coalition",
    "nations": "igo",
    "union": "ngo",
}

SIDES = {
    "side",
    "government",
    "authorities",
    "administration",
    "leadership",
    "state",
    "regime",
}  # of a country
SPELT = {"defense": "defence", "labor": "labour"}
SMALL = {"the", "of", "and", "for", "affair"}


@lru_cache(maxsize=1 << 12)
def words_of_name(name: str) -> frozenset[str]:
    """What two names of one body share: "Ministry of Defense" and "Defence Ministry", one or many of its forces."""
    words = (word.removesuffix("s") if len(word) > 4 else word for word in key(name).split())
    return frozenset(SPELT.get(word, word) for word in words) - SMALL


def kind_of_name(words: str) -> ActorKind | None:
    """What the last word of an organisation's name says it is."""
    return KINDS.get(key(words.split()[-1]).rstrip("."))
