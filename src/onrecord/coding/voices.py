"""Whose side a voice is on: whether a subject is who speaks, or the body or country he speaks for."""

from __future__ import annotations

from onrecord.coding.page import Page
from onrecord.model import Actor, Statement

# A person of these speaks for them and for the country; a body speaks for its country.
OFFICIAL = {"country", "government_body", "military", "igo"}
ASSERTING = {
    *("say", "claim", "promise", "confirm", "report", "write", "reply", "admit", "reveal", "threaten", "warn"),
    *("testify", "insist", "deny", "argue", "conclude", "convince", "intend", "decide", "echo", "agree", "signal", "reject"),
}  # fmt: skip


def speaks_itself(page: Page) -> bool:
    """Whether a report is somebody's own statement: it says "we" outside what others say."""
    return own_side(page) is not None


def own_side(page: Page) -> list[Actor] | None:
    """Who "we" is in the report's own voice; None where it never says so."""
    for index, token in enumerate(page.annotation.tokens):
        if token.upos == "PRON" and token.text.lower() == "we" and _is_own(page, index):
            return page.actors_at(index)
    return None


def _is_own(page: Page, index: int) -> bool:
    """Whether the report itself says a word: the statements around it, if any, are of its own "we"."""
    statement = page.statement_at(index)
    return statement is None or all(
        one.speaker.text.lower() in {"we", ""} for one in page.chain(statement)
    )


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
    if speaker is not None and actors:
        return any(_sides(speaker, other) for other in actors)
    if word in {"he", "she", "it", "they"}:
        return not actors and speaker is None
    return bool(actors) and _is_named_in(page, actors, statement)


def _sides(speaker: Actor, other: Actor) -> bool:
    if speaker.id == other.id:
        return True
    if other.kind == "person":
        return False
    offices = {office.organisation for office in speaker.offices if office.organisation}
    if other.name in offices:
        return True
    official = other.kind in OFFICIAL and (bool(speaker.offices) or speaker.kind in OFFICIAL)
    return official and speaker.country is not None and speaker.country == other.country


def _is_named_in(page: Page, actors: list[Actor], statement: Statement) -> bool:
    """ "a spokesman for the army said the army would": the words of the speaker name the subject."""
    tokens = page.annotation.under(statement.speaker.spans)
    return any(actor in page.actors_at(index) for index in tokens for actor in actors)
