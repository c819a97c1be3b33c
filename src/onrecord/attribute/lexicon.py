"""The lexicon of cues: the words that say that something is said (data/cues.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from onrecord.data import rows
from onrecord.model import Certainty, Polarity

POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}
# Nouns that say something with a light verb only ("drew attention to"), each with its frames.
LIGHT_NOUNS = {"attention": frozenset({"to"})}


@dataclass(frozen=True, slots=True)
class Entry:
    """One cue: where its content stands (``frames``) and what kind of act it is."""

    lemma: str
    pos: str
    class_: str
    frames: frozenset[str]
    addressee: str
    polarity: Polarity
    certainty: Certainty

    def with_certainty(self, certainty: Certainty) -> Entry:
        """The entry as a sentence has it, less sure than by itself."""
        return self if certainty == self.certainty else replace(self, certainty=certainty)


@cache
def lexicon() -> Mapping[tuple[str, str], Entry]:
    """Entries by lemma and part of speech."""
    return {
        (row["lemma"], row["pos"]): Entry(
            lemma=row["lemma"],
            pos=row["pos"],
            class_=row["class"],
            frames=frozenset(row.many("frames")),
            addressee=row["addressee"],
            polarity=cast(Polarity, row["polarity"]),
            certainty=cast(Certainty, row["certainty"]),
        )
        for row in rows("cues")
    }


def entry(lemma: str, upos: str) -> Entry | None:
    """The entry of a word, or None where it is no cue."""
    return lexicon().get((lemma.lower(), POS_OF.get(upos, "")))


@cache
def prepositions() -> Mapping[str, list[tuple[tuple[str, ...], Entry]]]:
    """Prepositional cues ("according to") by their first word, each with all its words."""
    table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for found in lexicon().values():
        if found.pos == "prep":
            words = tuple(found.lemma.split())
            table.setdefault(words[0], []).append((words, found))
    return table
