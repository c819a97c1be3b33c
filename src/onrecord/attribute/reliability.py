"""How often a kind of attribution is right: logistic regression over what can be seen of its cue.

The weights (data/reliability.tsv) were fitted on the training part of PolNeAR by ``training/reliability.py``. They
are what turns several hundred words that *can* introduce somebody's words into a reader that knows which do.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp

from onrecord.attribute.clauses import Candidate
from onrecord.attribute.draft import Draft
from onrecord.data import rows
from onrecord.syntax import RELATIVES, Tree

BY_FORM = {"turn": 0.9}  # transcripts are not in the corpus, and their labels leave little doubt
# Seldom marked in the corpus, and plain all the same: somebody is said to have said it.
AT_LEAST = {
    "adverb": 0.5,
    "as-clause": 0.5,
    "preposition": 0.5,
    "mixed-preposition": 0.5,
    "direct-preposition": 0.5,
}
LENGTHS = (1, 2, 4, 8, 15)  # tokens of a content that make it longer by a class
MAX_SCORE = 30.0  # log-odds beyond which a probability no longer changes
FIRST = {"i", "we", "me", "us", "my", "our"}
THIRD = {"he", "she", "they", "his", "her", "their", "him", "them"}


def features(tree: Tree, candidate: Candidate) -> tuple[str, ...]:
    """What can be seen of a candidate, apart from its rule and lemma."""
    token = tree.tokens[candidate.head]
    content, relation, class_ = candidate.content, tree.rel(candidate.head), candidate.entry.class_
    source = _source_kind(tree, candidate.source)
    first = tree.tokens[content[0]].upos if content else "none"
    form = "ing" if token.text.endswith("ing") else "ed" if token.text.endswith("ed") else "other"
    auxiliaries = [f"aux={tree.tokens[i].lemma}" for i in tree.kids(candidate.head, "aux", "mark")]
    return (
        f"source={source}",
        f"relation={relation}",
        f"form={form}",
        f"first={first}",
        f"length={sum(len(content) > n for n in LENGTHS)}",
        f"order={'before' if content and content[0] < candidate.head else 'after'}",
        f"negative={candidate.polarity}",
        f"rule&source={candidate.frame}&{source}",
        f"rule&relation={candidate.frame}&{relation}",
        f"class={class_}",
        f"class&source={class_}&{source}",
        *auxiliaries,
    )


def _source_kind(tree: Tree, source: tuple[int, ...]) -> str:
    """What sort of words name a source: "first" for "I", "name" for a proper name and so on."""
    if not source:
        return "none"
    if len(source) == 1:
        word = tree.lower(source[0])
        for name, words in (("first", FIRST), ("third", THIRD), ("relative", RELATIVES)):
            if word in words:
                return name
        if tree.tokens[source[0]].upos in {"PRON", "DET"}:
            return "pronoun"
    return "name" if any(tree.tokens[i].upos == "PROPN" for i in source) else "noun"


def keys(draft: Draft) -> tuple[str, ...]:
    """The features of a draft as they stand in the table of weights."""
    named = "yes" if draft.source else "no"
    return (
        "bias",
        f"rule={draft.rule}",
        f"lemma={draft.lemma}",
        f"rule&lemma={draft.rule}&{draft.lemma}",
        f"named={named}",
        *draft.features,
    )


def reliability(draft: Draft) -> float:
    """The probability, 0 to 1, that content and source of a draft are what a reader would mark."""
    if draft.rule in BY_FORM:
        return BY_FORM[draft.rule]
    score = sum(weights().get(key, 0.0) for key in keys(draft))
    fitted = 1 / (1 + exp(-max(-MAX_SCORE, min(MAX_SCORE, score))))
    return max(fitted, AT_LEAST.get(draft.rule, 0.0))


@cache
def weights() -> Mapping[str, float]:
    """Weights by feature."""
    return {row["feature"]: float(row["weight"]) for row in rows("reliability")}
