"""Whether a word stands for somebody: a person, a body, people."""

from __future__ import annotations

from functools import cache

from onrecord.coding.page import Page
from onrecord.data import collective_by_lemma, country_word, person_nouns, title_by_name

PERSONAL = {
    *("he", "him", "she", "her", "they", "them", "we", "us", "i", "me", "you"),
    *("who", "whom", "himself", "herself", "themselves", "itself", "his", "their", "our", "my", "its"),
    *("everyone", "everybody", "nobody", "somebody", "someone", "others"),
}
BODILY = {"it", "its", "which", "that", "both", "all", "some", "each"}


def is_person(page: Page, index: int) -> bool:
    """Whether a word means one or more human beings."""
    known = page.actors_at(index)
    if known:
        return any(actor.kind in {"person", "people"} for actor in known)
    return page.tree.lower(index) in PERSONAL or _person(page.annotation.tokens[index].lemma.lower())


def is_body(page: Page, index: int) -> bool:
    """Whether a word means a state, an organisation or a group."""
    index = page.referent(index)
    if page.actors_at(index):
        return True
    token = page.annotation.tokens[index]
    noun = collective_by_lemma().get(token.lemma.lower())
    return bool(noun and not noun.document) or (
        token.text[:1].isupper() and country_word(token.text) is not None
    )


def is_somebody(page: Page, index: int) -> bool:
    """Whether a word means somebody who can act; a pronoun for a body does when it is resolved."""
    if is_person(page, index) or is_body(page, index):
        return True
    token = page.annotation.tokens[page.referent(index)]
    return token.upos == "PROPN" and index not in page.places_at or page.tree.lower(index) in BODILY


@cache
def _person(lemma: str) -> bool:
    if lemma in person_nouns():
        return True
    title, noun = title_by_name().get(lemma), collective_by_lemma().get(lemma)
    return bool(title and title.class_ != "honorific") or bool(noun and noun.animate)
