"""What an actor is in the codes of event data: sectors by words and kinds, and codes where there is no country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

from onrecord.data import key, rows
from onrecord.model import ActorKind

WORD = re.compile(r"[^\W_]+")
WHAT = ("sector", "kind", "abroad", "body", "word")


@dataclass(frozen=True, slots=True)
class Sectors:
    """The file: names of sectors, and what kinds, bodies and words mean."""

    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    abroad: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def of_words(self, text: str, more: Mapping[str, str] | None = None) -> str | None:
        """The sector of the last word or phrase in a text that tells one, the longest first.

        Args:
            more: other words with their sectors, which count before these.
        """
        said = fold(text).split()
        for end in range(len(said), 0, -1):
            for start in range(max(0, end - 3), end):
                phrase = " ".join(said[start:end])
                if found := (more or {}).get(phrase) or self.words.get(phrase):
                    return found
        return None

    def body(self, name: str) -> str | None:
        """What stands for the country of a body that has or begins with one of the names in the file."""
        folded = key(name)
        return next(
            (
                code
                for known, code in self.bodies.items()
                if folded == known or folded.startswith(f"{known} ")
            ),
            None,
        )


@cache
def sectors() -> Sectors:
    """The file as it stands."""
    found = Sectors()
    places = {
        "sector": found.names,
        "kind": found.kinds,
        "abroad": found.abroad,
        "body": found.bodies,
        "word": found.words,
    }
    for row in rows("sectors"):
        what = row.one_of("what", WHAT)
        if what in ("kind", "word"):
            row.one_of("value", found.names)
        keys = row.some_of("key", get_args(ActorKind)) if what in ("kind", "abroad") else row.many("key")
        for one in keys:
            name = fold(one) if what == "word" else key(one) if what == "body" else one
            if name in places[what]:
                raise row.error(f"{one!r} stands there twice")
            places[what][name] = row["value"]
    return found


def fold(phrase: str) -> str:
    """Words as they are looked up: small letters, singular, no hyphens or full stops."""
    return " ".join(map(_singular, WORD.findall(phrase.casefold())))


def _singular(word: str) -> str:
    """A word without the ending of its plural, as far as the words of the file need it."""
    if word.endswith("men"):
        return f"{word[:-2]}an"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "sses")):
        return word[:-2]
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    )
