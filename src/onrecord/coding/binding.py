"""Candidates for commitments that a word of the lexicon makes: "vowed to", "ready to", "has a duty to"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.binding_nouns import of_noun
from onrecord.coding.binding_verbs import make, of_verb
from onrecord.coding.commitment_candidates import Candidate, is_open
from onrecord.coding.commitment_deeds import cause, doing, gerund
from onrecord.coding.commitment_words import Entry, entry
from onrecord.coding.doers import is_somebody, subject
from onrecord.coding.page import Page


def lexical(page: Page) -> Iterator[Candidate]:
    """What the words of the lexicon make, in the order of the text."""
    for index in range(len(page.annotation.tokens)):
        found = _entry(page, index)
        if found is None:
            continue
        readers = {"verb": of_verb, "noun": of_noun, "adj": _of_adjective}
        yield from readers[found.pos](page, index, found)


def _entry(page: Page, index: int) -> Entry | None:
    token = page.annotation.tokens[index]
    if token.upos == "VERB" and page.tree.kids(index, "cop"):  # "is prepared to", parsed as a verb
        return entry(token.text.lower(), "ADJ") or entry(token.lemma, "VERB")
    if token.upos == "ADJ":
        return entry(token.text.lower(), "ADJ")
    return entry(token.lemma, token.upos)


def _of_adjective(page: Page, index: int, found: Entry) -> Iterator[Candidate]:
    by = subject(page, index)
    if by is None or is_open(page, index) or not is_somebody(page, by):
        return
    action = doing(page, index) or (gerund(page, index, "to") if "to-ing" in found.frames else None)
    if action is None:
        thing = cause(page, index, found)
        if thing is not None:
            yield make(page, index, found, thing, "noun", by, "to a cause")
        return
    yield make(page, index, found, action, "verb", by, "subject acts")
