"""The words of an action: from its verb or noun as far as it reaches, without what is said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.coding.conditions import QUOTES, Clause, closes
from onrecord.coding.doers import infinitive
from onrecord.coding.page import Page
from onrecord.model import Statement

AUXILIARIES = {
    "will",
    "shall",
    "would",
    "should",
    "must",
    "ought",
    "to",
    "'d",
    "’d",
    "'ll",
    "’ll",
    "wo",
    "ca",
}


def verb_phrase(page: Page, head: int, others: Sequence[Clause], *, outside: Iterable[int] = ()) -> list[int]:
    """A verb with what follows it: "immediately release the prisoners"."""
    first = _first_of_verb(page, head)
    return _reach(page, head, first, others, outside)


def clause(page: Page, head: int, others: Sequence[Clause], *, outside: Iterable[int] = ()) -> list[int]:
    """A clause with its subject: "the prisoners must be released"."""
    tree = page.tree
    starts = [min(tree.below(kid)) for kid in tree.kids(head, "nsubj", "csubj", "expl") if kid < head]
    first = min(starts, default=_first_of_verb(page, head))
    return _reach(page, head, first, others, outside)


def noun_phrase(page: Page, head: int, others: Sequence[Clause], *, outside: Iterable[int] = ()) -> list[int]:
    """A noun with what belongs to it: "an end to the siege of the town"."""
    phrase = page.tree.phrase(head) or [head]
    return _reach(page, head, min(phrase[0], head), others, outside)


def _first_of_verb(page: Page, head: int) -> int:
    """Where a verb begins, with the adverbs and the negation before it and without its auxiliaries."""
    tree = page.tree
    marks = tree.kids(head, "mark", "case")
    first = min(
        (k for k in tree.kids(head, "cop") if max(marks, default=-1) < k < head), default=head
    )  # "be ready"
    for index in range(first - 1, -1, -1):
        above = page.annotation.tokens[index].head
        if above != head or tree.rel(index) not in {"advmod", "aux", "cop", "mark"}:
            break
        if tree.lower(index) in AUXILIARIES or tree.rel(index) == "mark":
            break
        first = index
    if page.tree.lower(first) in {"n't", "n’t"}:
        return first - 1  # "shouldn't work"
    if (
        infinitive(page, head)
        and first
        and tree.lower(first - 1) == "to"
        and tree.lower(first - 2) in {"not", "never"}
    ):
        return first - 2
    return first


def _reach(page: Page, head: int, first: int, others: Sequence[Clause], outside: Iterable[int]) -> list[int]:
    """The tokens from ``first`` as far as the subtree goes in one stretch."""
    tokens, tree = page.annotation.tokens, page.tree
    drop = [*tree.kids(head, "parataxis", "discourse", "vocative"), *_other_clauses(page, head)]
    body = {*tree.below(head, drop), *range(first, head)}
    stop = set(outside) | {clause.first for clause in others if clause.first > head}
    found: list[int] = []
    for index in range(first, tree.sentence(head)[1]):
        if index in stop or (closes(page, index, found) and not _goes_on(page, index, body - stop)):
            break
        if index not in body and tokens[index].upos != "PUNCT":
            break
        found.append(index)
    return tree.trim(_without_loose_end(page, found))


def _goes_on(page: Page, index: int, body: set[int]) -> bool:
    """Whether the words go on behind a quotation mark: 'they "shall refuse" licences'."""
    return index + 1 in body and page.annotation.tokens[index + 1].upos != "PUNCT"


def _other_clauses(page: Page, head: int) -> list[int]:
    """Clauses that are only coordinated with the action: "..., and they refused"."""
    return [kid for kid in page.tree.kids(head, "conj") if page.tree.kids(kid, "nsubj", "csubj", "expl")]


def _without_loose_end(page: Page, found: list[int]) -> list[int]:
    """Without a conjunction, a preposition or a quotation mark that nothing follows any more."""
    tokens = page.annotation.tokens
    while found and tokens[found[-1]].upos in {"CCONJ", "PUNCT", "SCONJ"}:
        if tokens[found[-1]].text in QUOTES and sum(tokens[i].text in QUOTES for i in found) % 2 == 0:
            break
        found = found[:-1]
    return found


def voices(page: Page, statement: Statement | None) -> set[int]:
    """The tokens of the cues and speakers of a statement and of those around it, which are in nobody's action."""
    found: set[int] = set()
    for one in page.chain(statement):
        found.update(page.annotation.under((*one.cue.spans, *one.speaker.spans)))
    return found
