"""The words of commitments: what binds whom, what opens a condition or a basis, and what "will" binds nobody to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from onrecord.data import rows

Kind = Literal["pledge", "agreement", "demand", "obligation", "expectation", "threat"]
ClauseClass = Literal["condition", "basis"]
ActionClass = Literal["state", "chance", "speech", "harm", "harsh"]

CLASSES = (
    *get_args(ActionClass),
    *("keep", "break", "seek", "refuse", "go_on", "expect", "ask", "require", "hinder"),
    *("give", "whole", "plan", "deed", "thing", "leave", "undergo", "grant", "spokesman", "body", "hearer"),
    *("reached", "pause", "guesser"),
)
FRAMES = (
    *("to", "obj-to", "self-to", "to-ing", "to-np", "that", "obj-that", "np", "obj-np"),
    *("for", "on", "upon", "of", "for-to", "on-to", "upon-to", "to-to", "with-to"),
)
POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that binds somebody; ``frames`` say where the action stands, see the file."""

    lemma: str
    pos: str
    kind: Kind
    frames: frozenset[str]
    to: tuple[str, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """The words that open a condition or name a basis, and what they need behind them."""

    words: tuple[str, ...]
    class_: ClauseClass
    needs: str


@cache
def entries() -> Mapping[tuple[str, str], Entry]:
    """The words that bind by lemma and part of speech."""
    return {
        (row["lemma"], row.one_of("pos", ("verb", "noun", "adj"))): Entry(
            lemma=row["lemma"],
            pos=row["pos"],
            kind=cast(Kind, row.one_of("kind", get_args(Kind))),
            frames=frozenset(row.some_of("frames", FRAMES)),
            to=row.many("to"),
            weak=row.one_of("needs", ("", "actor")) == "actor",
        )
        for row in rows("commitment_words")
    }


def entry(lemma: str, upos: str) -> Entry | None:
    """The entry of a word, or None where it binds nobody."""
    return entries().get((lemma.lower(), POS_OF.get(upos, "")))


@cache
def openings() -> Mapping[str, tuple[Opening, ...]]:
    """What opens conditions and bases by the first word, the longest first."""
    table: dict[str, list[Opening]] = {}
    for row in rows("commitment_clauses"):
        if row.one_of("class", ("condition", "basis", "text")) == "text":
            continue
        words = tuple(row["words"].split())
        needs = row.one_of("needs", ("", "clause", "text", "whole"))
        table.setdefault(words[0], []).append(Opening(words, cast(ClauseClass, row["class"]), needs))
    return {word: tuple(sorted(many, key=lambda one: -len(one.words))) for word, many in table.items()}


@cache
def texts() -> frozenset[str]:
    """The nouns of texts that bind: agreements, laws, resolutions."""
    return frozenset(row["words"] for row in rows("commitment_clauses") if row["class"] == "text")


@cache
def words(class_: str) -> frozenset[str]:
    """The words of a class, see ``commitment_actions.tsv``."""
    if class_ not in CLASSES:
        raise ValueError(f"{class_!r} is no class of commitment_actions.tsv")
    return frozenset(lemma for lemma, classes in _classes().items() if class_ in classes)


@cache
def action_class(lemma: str) -> str | None:
    """What a verb says of a "will" before it; None where whoever acts decides."""
    found = _classes().get(lemma.lower(), ())
    return next((class_ for class_ in get_args(ActionClass) if class_ in found), None)


@cache
def _classes() -> Mapping[str, tuple[str, ...]]:
    return {row["lemma"]: row.some_of("classes", CLASSES) for row in rows("commitment_actions")}
