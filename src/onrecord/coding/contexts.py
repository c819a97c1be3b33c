"""PLOVER's contexts of an event: what the words of its clause are about."""

from __future__ import annotations

from onrecord.coding.page import Page
from onrecord.data.contexts import contexts

REACH = 24  # words to either side


def contexts_of(page: Page, index: int, type_: str, mode: str | None) -> tuple[str, ...]:
    """The contexts in the order of the alphabet."""
    start, end = page.tree.sentence(index)
    lemmas = [
        page.annotation.tokens[i].lemma.lower()
        for i in range(max(start, index - REACH), min(end, index + REACH))
    ]
    known, found = contexts(), set[str]()
    for at in range(len(lemmas)):
        for length in (1, 2, 3):
            found.update(known.get(" ".join(lemmas[at : at + length]), ()))
    return tuple(sorted(found))
