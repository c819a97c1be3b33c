"""The lexicon of cues: the words that say that something is said (data/cues.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.model import Certainty, Polarity

POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}


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


@cache
def lexicon() -> Mapping[tuple[str, str], Entry]:
    """Entries by lemma and part of speech."""
    return {
        (row["lemma"], row["pos"]): Entry(
            row["lemma"],
            row["pos"],
            row["class"],
            frozenset(row["frames"].split("|")),
            row["addressee"],
            row["polarity"],  # type: ignore[arg-type]
            row["certainty"],  # type: ignore[arg-type]
        )
        for row in rows("cues")
    }


def entry(lemma: str, upos: str) -> Entry | None:
    """The entry of a word, or None where it is no cue."""
    return lexicon().get((lemma.lower(), POS_OF.get(upos, "")))
