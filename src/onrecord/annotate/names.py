"""Names and numbers of several words: which one heads them."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.annotate.tree import Tree
from onrecord.annotate.words import (
    ADJECTIVE_ENDS,
    ADJECTIVES,
    FIRST_PARTS,
    MONTHS,
    NOT_ADJECTIVES,
    TITLES,
)
from onrecord.model import Span

PUNCTUATION = frozenset({".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "POS"})


def join_names(tree: Tree, people: Iterable[Span]) -> None:
    """A person's first name leads, the other names are flat, titles stand before them."""
    named: set[int] = set()
    for start, end in people:
        while start < end and tree.lower[start] in TITLES:
            start += 1
        names = [index for index in range(start, end) if tree.tags[index] not in PUNCTUATION]
        named.update(names)
        if names:
            _person(tree, names)
    for index in range(len(tree) - 1):
        if index not in named and tree.upos[index] == "PROPN" and tree.heads[index] > index:
            _other_name(tree, index)


def _other_name(tree: Tree, index: int) -> None:
    """A word before the head of a name: its first part, an adjective, or one more noun."""
    word, following = tree.lower[index], tree.lower[index + 1]
    if word in FIRST_PARTS or (word == "new" and following == "zealand"):
        if tree.heads[index] == index + 1:
            tree.swap(index, "flat")
            tree.hand_down(index + 1, index)
    elif tree.relations[index] in ("compound", "amod") and _is_adjective(word):
        tree.upos[index] = "ADJ"
        tree.relations[index] = "amod"


def _is_adjective(word: str) -> bool:
    return word in ADJECTIVES or (word.endswith(ADJECTIVE_ENDS) and word not in NOT_ADJECTIVES)


def _person(tree: Tree, names: list[int]) -> None:
    first, last = names[0], names[-1]
    tops = [index for index in names if tree.heads[index] not in names]
    if len(tops) != 1:
        return
    top = tops[0]
    if top != first:
        tree.move(first, tree.heads[top], tree.relations[top])
        tree.hand_down(top, first)
    for index in names[1:]:
        tree.move(index, first, "flat")
    before = [
        child
        for child in sorted(tree.children[first])
        if child < first
        and tree.relations[child] in ("compound", "amod")
        and tree.upos[child] in ("PROPN", "NOUN")
    ]
    for child in before:
        tree.relations[child] = "nmod:desc"
    if before and before[-1] == first - 1 and tree.upos[before[-1]] == "NOUN":
        _title(tree, before[-1], first, last)


def _title(tree: Tree, title: int, first: int, last: int) -> None:
    """``actor Jason Beghe``: a common noun heads the name."""
    tree.swap(title, "flat")
    for child in sorted(tree.children[first]):
        if tree.relations[child] == "flat":
            tree.move(child, title, "flat")
        elif not (first < child < last):
            relation = tree.relations[child]
            tree.move(child, title, "compound" if relation == "nmod:desc" else relation)


def join_numbers(tree: Tree) -> None:
    """The day heads a date, the currency its amount; a number behind its noun is flat."""
    for index, word in enumerate(tree.lower):
        relation, head = tree.relations[index], tree.heads[index]
        if word in MONTHS and tree.upos[index] == "PROPN":
            _date(tree, index)
        elif tree.tags[index] == "$" and relation in ("quantmod", "compound") and tree.upos[head] == "NUM":
            _amount(tree, index)
    for index, relation in enumerate(tree.relations):
        head = tree.heads[index]
        if relation == "nummod" and head == index - 1 and tree.upos[head] in ("NOUN", "PROPN"):
            tree.relations[index] = "flat"


def _date(tree: Tree, month: int) -> None:
    day = tree.first(month, "nummod")
    if day is None:
        return
    if abs(day - month) > 1 or len(tree.words[day]) > 2:
        tree.relations[day] = "nmod:unmarked"
        return
    tree.swap(day, "nmod:unmarked")
    tree.hand_down(month, day)
    year = tree.first(day, "nummod")
    if year is not None:
        tree.relations[year] = "nmod:unmarked"


def _amount(tree: Tree, currency: int) -> None:
    number = tree.heads[currency]
    tree.swap(currency, "nummod")
    for child in sorted(tree.children[number]):
        if tree.relations[child] not in ("compound", "punct"):
            tree.move(child, currency, tree.relations[child])
