"""Whether a word stands for somebody: a person, a body, people."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from onrecord.coding.page import PEOPLE, Page
from onrecord.data import collective_by_lemma, country_word, person_nouns, title_by_name

PERSONAL = {
    *("he", "him", "she", "her", "they", "them", "we", "us", "i", "me", "you"),
    *("who", "whom", "himself", "herself", "themselves", "itself", "his", "their", "our", "my", "its"),
    *("everyone", "everybody", "nobody", "somebody", "someone", "others"),
}
AGENTIVE = (  # endings of nouns for people
    *(
        "ologist",
        "herder",
        "worker",
        "keeper",
        "holder",
        "owner",
        "goer",
        "fighter",
        "driver",
        "leader",
        "seeker",
    ),
    *(
        "dweller",
        "maker",
        "woman",
        "militiaman",
        "spokesperson",
        "smuggler",
        "trafficker",
        "settler",
        "farmer",
    ),
)
BODILY = {"it", "its", "both", "all", "some", "each"}
ANYBODY = {
    "those",
    "anyone",
    "anybody",
    "whoever",
    "everyone",
    "everybody",
    "someone",
    "somebody",
    "you",
    "one",
}
QUANTITIES = {
    *(
        "number",
        "dozen",
        "score",
        "hundred",
        "thousand",
        "ten",
        "million",
        "group",
        "majority",
        "handful",
        "couple",
    ),
    *(
        "lot",
        "some",
        "many",
        "several",
        "one",
        "part",
        "half",
        "third",
        "most",
        "most",
        "few",
        "two",
        "three",
        "wave",
    ),
}


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
    if token.lemma.lower() in PEOPLE or token.text.lower() in PEOPLE:
        return True
    noun = collective_by_lemma().get(token.lemma.lower())
    return bool(noun and not noun.document) or (
        token.text[:1].isupper() and country_word(token.text) is not None
    )


def is_somebody(page: Page, index: int) -> bool:
    """Whether a word means somebody who can act; of "a number of countries" the countries do."""
    index = page.referent(index)
    token = page.annotation.tokens[index]
    if token.lemma.lower() in QUANTITIES:
        counted = [k for k in page.tree.kids(index, "nmod") if page.tree.marker(k) == "of"]
        return any(is_somebody(page, k) for k in counted) if counted else token.upos in {"NOUN", "NUM"}
    if is_person(page, index) or is_body(page, index):
        return True
    if token.upos == "PROPN":
        place = page.places_at.get(index)
        return place is None or place.kind == "country"
    return page.tree.lower(index) in BODILY or _of_a_people(page, index)


def _of_a_people(page: Page, index: int) -> bool:
    """Several of a nationality are people: "Russian trolls"."""
    token = page.annotation.tokens[index]
    several = token.upos == "NOUN" and token.text.lower() != token.lemma.lower() and token.text.endswith("s")
    return several and any(
        (found := country_word(page.annotation.tokens[k].text)) is not None and found[1] == "adjective"
        for k in page.tree.kids(index, "amod")
    )


def is_each_other(page: Page, index: int) -> bool:
    """Whether a word is that of "each other" or "one another"."""
    near = [page.tree.lower(i) for i in range(max(0, index - 1), min(index + 2, len(page.annotation.tokens)))]
    return any(pair in {("each", "other"), ("one", "another")} for pair in pairwise(near))


def is_anybody(page: Page, index: int) -> bool:
    """Whether a word means whoever it may be: "those who reject it" tells no event."""
    return page.tree.lower(page.referent(index)) in ANYBODY and not page.actors_at(index)


@cache
def _person(lemma: str) -> bool:
    if lemma in person_nouns() or lemma.endswith(AGENTIVE):
        return True
    title, noun = title_by_name().get(lemma), collective_by_lemma().get(lemma)
    return bool(title and title.class_ != "honorific") or bool(noun and noun.animate)
