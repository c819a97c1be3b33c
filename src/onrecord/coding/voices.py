"""Whose side a voice is on: whether a subject is who speaks, or the body or country he speaks for."""

from __future__ import annotations

from onrecord.coding.commitment_words import words
from onrecord.coding.doers import is_somebody
from onrecord.coding.page import Page
from onrecord.data import collective_by_lemma, title_by_name
from onrecord.model import Actor, Statement

# A person of these speaks for them and for the country; a body speaks for its country.
OFFICIAL = {"country", "government_body", "military", "igo"}
ASSERTING = {
    *("say", "claim", "promise", "confirm", "report", "write", "reply", "admit", "reveal", "threaten", "warn"),
    *("testify", "insist", "deny", "argue", "conclude", "convince", "intend", "decide", "echo", "agree", "signal"),
    "reject",
}  # fmt: skip


def speaks_itself(page: Page) -> bool:
    """Whether a report is somebody's own statement: it says "we" outside what others say."""
    return own_side(page) is not None


def own_side(page: Page) -> list[Actor] | None:
    """Who "we" is in the report's own voice, else who opens it; None where it never says "we"."""
    for index, token in enumerate(page.annotation.tokens):
        if token.upos == "PRON" and token.text.lower() == "we" and _is_own(page, index):
            return page.actors_at(index) or _opener(page)
    return None


def _opener(page: Page) -> list[Actor]:
    """The country or body that is the first subject of a statement."""
    for index in range(len(page.annotation.tokens)):
        if page.tree.rel(index) == "nsubj":
            return [actor for actor in page.actors_at(index) if actor.kind in OFFICIAL]
    return []


def _is_own(page: Page, index: int) -> bool:
    """Whether the report itself says a word: the statements around it, if any, are of its own "we"."""
    statement = page.statement_at(index)
    return statement is None or all(one.speaker.text.lower() in {"we", ""} for one in page.chain(statement))


def is_side_of(page: Page, head: int, statement: Statement | None) -> bool:
    """Whether a subject is who makes a statement, or whom he speaks for."""
    word = page.tree.lower(head)
    if word in {"we", "i"}:
        return True
    actors = page.actors_at(head)
    if statement is None:
        own = own_side(page)
        return bool(own and actors and any(_sides(one, other) for one in own for other in actors))
    speaker = next((a for a in page.actors if a.id == statement.speaker.actor), None)
    if _are_own_people(page, head, speaker):
        return True
    if speaker is not None and actors:
        return any(_sides(speaker, other) for other in actors)
    if word in {"he", "she", "it", "they"}:
        return not actors and (_fits(word, speaker) if speaker else _agrees(page, word, statement))
    if actors and _is_named_in(page, actors, statement):
        return True
    return _speaks_for(page, head, statement, speaker)


def _are_own_people(page: Page, head: int, speaker: Actor | None) -> bool:
    """ "her volunteers would", "his company would": many, or a body, that are called the speaker's own."""
    owner = next(iter(page.tree.kids(head, "nmod:poss")), None)
    if owner is None or speaker is None or speaker.kind != "person" or not is_somebody(page, head):
        return False
    if page.tree.lower(owner) not in {"his", "her", "my", "our"}:
        return False
    if any(actor.id != speaker.id for actor in page.actors_at(owner)):
        return False
    token = page.annotation.tokens[head]
    noun = collective_by_lemma().get(token.lemma.lower())
    return noun is not None and (
        token.text.lower() != token.lemma.lower() or token.lemma.lower() in words("body")
    )


def _fits(word: str, speaker: Actor) -> bool:
    """Whether a pronoun that means nobody yet can be the speaker of its statement."""
    return (speaker.kind == "person") == (word in {"he", "she"}) and word != "they"


def _speaks_for(page: Page, head: int, statement: Statement, speaker: Actor | None) -> bool:
    """ "the minister said the government would", "a rebel spokesman said the rebels would"."""
    tokens = page.annotation.under(statement.speaker.spans)
    lemmas = {page.annotation.tokens[i].lemma.lower() for i in tokens}
    subject = page.annotation.tokens[head].lemma.lower()
    if subject in lemmas or page.actors_at(head):
        return subject in lemmas
    title = any((found := title_by_name().get(lemma)) and found.class_ == "office" for lemma in lemmas)
    official = title or bool(lemmas & words("spokesman")) or (speaker is not None and holds_office(speaker))
    return official and subject in words("body")


def _agrees(page: Page, word: str, statement: Statement) -> bool:
    """Whether a pronoun can be the unnamed speaker of a statement, by number."""
    tokens = page.annotation.under(statement.speaker.spans)
    if not tokens:
        return False
    head = page.top(tokens)
    if not is_somebody(page, head) or page.tree.lower(head) == "it":
        return False
    token = page.annotation.tokens[head]
    many = token.text.lower() != token.lemma.lower() or bool(page.tree.kids(head, "conj"))
    return (word == "they") == many or token.lemma.lower() in {"police", "people"}


def holds_office(actor: Actor) -> bool:
    """Whether a person holds an office, and is not just a student or a driver."""
    titles = (title_by_name().get(office.title.lower()) for office in actor.offices)
    return any(title is not None and title.class_ == "office" for title in titles) or any(
        office.organisation for office in actor.offices
    )


def _sides(speaker: Actor, other: Actor) -> bool:
    if speaker.id == other.id:
        return True
    if other.kind == "person":
        return False
    offices = {office.organisation for office in speaker.offices if office.organisation}
    if other.name in offices:
        return True
    official = other.kind in OFFICIAL and (speaker.kind in OFFICIAL or holds_office(speaker))
    # A president of no known country speaks for the one he speaks of.
    stateless = speaker.kind == "person" and speaker.country is None and other.kind == "country"
    return official and (stateless or (speaker.country is not None and speaker.country == other.country))


def _is_named_in(page: Page, actors: list[Actor], statement: Statement) -> bool:
    """ "a spokesman for the army said the army would": the words of the speaker name the subject."""
    tokens = page.annotation.under(statement.speaker.spans)
    return any(actor in page.actors_at(index) for index in tokens for actor in actors)
