"""Candidates for commitments, and whether the words that make them are said or only supposed."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.coding.commitment_words import Kind, action_class, words
from onrecord.coding.doers import infinitive, subject
from onrecord.coding.page import Page

HEDGES = {
    "may",
    "might",
    "can",
    "could",
    "will",
    "would",
    "shall",
    "should",
    "must",
    "'ll",
    "’ll",
    "'d",
    "’d",
}
FUTURE = {"will", "would", "shall", "'ll", "’ll", "'d", "’d", "wo", "wouldn", "ca"}
DUTIES = {"should", "must", "shall", "ought"}
CONDITIONAL = {"if", "unless", "whether", "lest", "without", "until", "once"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A commitment as far as syntax tells it; parties are the heads of their phrases.

    Attributes:
        shape: how the action is cut out: a verb phrase, a clause with its subject, a noun phrase.
        standing: whether the report says that it was made, not made, kept or broken.
    """

    predicate: int
    kind: Kind
    action: int
    shape: str
    by: int | None = None
    to: int | None = None
    asker: int | None = None
    standing: str = "made"
    weak: bool = False
    plan: bool = False
    pattern: str
    sure: float


def is_open(page: Page, index: int) -> bool:
    """Whether a verb or adjective is only supposed: under a modal, a condition, a question, another verb's "to"."""
    tree = page.tree
    hedges = {tree.lower(k) for k in tree.kids(index, "aux")} & HEDGES
    first = subject(page, index)
    performs = first is not None and tree.lower(first) in {"i", "we"} and hedges <= {"would", "'d", "’d"}
    if hedges and not performs:
        return True
    if any(tree.lower(k) == "no" for n in tree.kids(index, "nsubj") for k in [n, *tree.kids(n, "det")]):
        return True
    return is_supposed(page, index)


def is_supposed(page: Page, index: int) -> bool:
    """Whether a word stands under a condition, a question or an infinitive."""
    tree = page.tree
    if infinitive(page, index):
        above = page.annotation.tokens[index].head
        if above < 0 or page.annotation.tokens[above].lemma.lower() not in words("go_on"):
            return True
    if _shares_infinitive(page, index) or tree.asked(index):
        return True
    at, steps = index, 0
    while at >= 0 and steps < 8:
        if tree.marker(at).split(" ")[0] in CONDITIONAL and tree.rel(at) in {
            "advcl",
            "ccomp",
            "acl",
            "obl",
            "xcomp",
        }:
            return True
        at, steps = page.annotation.tokens[at].head, steps + 1
    return False


def _shares_infinitive(page: Page, index: int) -> bool:
    """ "hopes to meet and urge them to": the second verb is an infinitive as well."""
    token = page.annotation.tokens[index]
    if page.tree.rel(index) != "conj" or page.tree.kids(index, "nsubj", "aux"):
        return False
    above = page.annotation.tokens[token.head]
    return infinitive(page, token.head) and token.text.lower() == token.lemma.lower() and above.upos == "VERB"


def is_decided(page: Page, action: int) -> bool:
    """Whether an action is one that somebody decides on: not "to win", not "to be a member"."""
    token = page.annotation.tokens[action]
    if token.upos != "VERB" or page.tree.kids(action, "cop"):
        return False
    return action_class(token.lemma) not in {"state", "chance"}


def standing(page: Page, index: int) -> str:
    return "denied" if page.tree.negated(index) else "made"
