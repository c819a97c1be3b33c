"""Who does what in a clause: its subject, shared or understood, its agent and its infinitive."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.page import Page
from onrecord.data import collective_by_lemma, country_word, person_nouns, title_by_name

FIRST_PERSON = {"i", "we"}
GENERIC = {
    "you",
    "one",
    "it",
    "there",
    "this",
    "that",
    "these",
    "those",
    "what",
    "which",
    "everyone",
    "everybody",
}
GENERIC_NOUNS = {
    "people",
    "person",
    "man",
    "woman",
    "thing",
    "anyone",
    "someone",
    "nobody",
    "reader",
    "user",
    "visitor",
}
PERSONAL = {"he", "she", "they", "who"}
OBJECTS = ("obj", "iobj")


def subject(page: Page, index: int, depth: int = 0) -> int | None:
    """The subject of a verb, its own or the one it shares; whoever acts in "urged X to act"."""
    tree, tokens = page.tree, page.annotation.tokens
    own = tree.kids(index, "nsubj")
    if own:
        return own[-1] if len(own) > 1 and own[-1] < index else own[0]
    above, rel = tokens[index].head, tree.rel(index)
    if above < 0 or depth > 5:
        return None
    if rel == "xcomp":
        objects = [k for k in tree.kids(above, *OBJECTS) if above < k < index]
        return objects[-1] if objects else subject(page, above, depth + 1)
    if rel == "conj" or (rel in {"advcl", "parataxis"} and not tree.kids(index, "expl", "csubj")):
        return subject(page, above, depth + 1) if tokens[above].upos in {"VERB", "AUX", "ADJ"} else None
    if rel == "acl" and tokens[index].deprel != "acl:relcl" and not infinitive(page, index):
        return above
    return None


def agent(page: Page, index: int) -> int | None:
    """Who does what a passive says: "ordered by the court"."""
    found = page.tree.kids(index, "obl:agent") or [
        k for k in page.tree.kids(index, "obl") if page.tree.marker(k) == "by"
    ]
    return next((k for k in found if is_somebody(page, k)), None)


def infinitive(page: Page, index: int) -> bool:
    """Whether a word is an infinitive with "to", also as the first of several that share it."""
    return any(
        page.tree.lower(k) == "to" and page.annotation.tokens[k].upos == "PART"
        for k in page.tree.kids(index, "mark")
    )


def infinitives(page: Page, index: int) -> Iterator[int]:
    """The infinitives that hang on a word and follow it."""
    for kid in page.tree.children[index]:
        below = page.tree.rel(kid) in {"xcomp", "advcl", "ccomp", "acl", "obl", "csubj"}
        if kid > index and below and infinitive(page, kid):
            yield kid


def reduced(page: Page, index: int) -> bool:
    """Whether a participle behind a noun is passive: "the minister, urged by Paris to resign"."""
    token = page.annotation.tokens[index]
    is_participle = page.tree.rel(index) == "acl" and token.deprel != "acl:relcl"
    if is_participle and page.tree.rel(token.head) == "root" and token.head == index - 1:
        return False  # "Mali promised to pay", parsed as one noun phrase
    return (
        is_participle and not token.text.lower().endswith("ing") and not page.tree.kids(index, "nsubj", "aux")
    )


def is_somebody(page: Page, head: int) -> bool:
    """Whether a word stands for somebody who can act: a known actor, a person, a body, "we" or "they"."""
    head = page.referent(head)
    token = page.annotation.tokens[head]
    if token.upos in {"PRON", "DET"}:
        if page.tree.lower(head) in {"each", "both", "many", "some", "others", "most"}:
            return True
        return page.tree.lower(head) in FIRST_PERSON | PERSONAL | {
            "us",
            "them",
            "him",
            "her",
            "me",
        } or is_known(page, head)
    return is_known(page, head) or _names_people(token.lemma.lower())


def _names_people(lemma: str) -> bool:
    if lemma in GENERIC_NOUNS:
        return False
    noun, title = collective_by_lemma().get(lemma), title_by_name().get(lemma)
    return bool(noun and not noun.document) or title is not None or lemma in person_nouns()


def is_known(page: Page, head: int) -> bool:
    """Whether a word means an actor of the report or a country, or is "we" or "I"."""
    if page.tree.lower(head) in FIRST_PERSON | {"us"} or page.actors_at(head):
        return True
    token = page.annotation.tokens[head]
    if token.upos != "PROPN":
        return False
    # "Moscow" is no actor everywhere, and not every name is resolved.
    named = any(
        name.start <= head < name.end and name.label in {"ORG", "PER"} for name in page.annotation.names
    )
    return named or country_word(token.text) is not None
