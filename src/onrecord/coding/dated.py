"""Candidates for commitments that a day makes: "it would be paid by March 31", "they have until Friday to go"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import timex
from onrecord.coding.commitment_candidates import Candidate, is_supposed
from onrecord.coding.commitment_words import Kind, action_class, words
from onrecord.coding.deadlines import deadline
from onrecord.coding.doers import GENERIC, infinitives, is_somebody, subject
from onrecord.coding.page import Page
from onrecord.coding.voices import ASSERTING
from onrecord.model import Statement, Time

WILL = {"will", "shall", "'ll", "’ll", "wo"}
WOULD = {"would", "'d", "’d"}


def dated(page: Page) -> Iterator[Candidate]:
    """What is to be so by a day, or from a day on, in the order of the text.

    Who speaks for somebody and says that a thing will be done by a day is taken at his word, whatever the subject: "the
    road would be open by March 16". In the report's own voice somebody must act, and nobody is bound.
    """
    for index, token in enumerate(page.annotation.tokens):
        if token.lemma == "have" and page.tree.rel(index) != "aux":
            yield from _has_until(page, index)
        if token.upos in {"VERB", "ADJ", "NOUN", "ADP", "ADV"}:
            yield from _will(page, index)


def _will(page: Page, index: int) -> Iterator[Candidate]:
    tree = page.tree
    auxiliary = next(
        (k for k in tree.kids(index, "aux") if k < index and tree.lower(k) in WILL | WOULD), None
    )
    if auxiliary is None or is_supposed(page, index) or tree.asked(index) or not _is_done(page, index):
        return
    if any(page.annotation.tokens[k].lemma == "have" for k in tree.kids(index, "aux") if k < index):
        return
    by = subject(page, index)
    if by is None or by > index or tree.lower(by) in GENERIC - {"it"} or tree.rel(index) in {"acl", "advcl"}:
        return
    if tree.lower(by) == "it" and not page.actors_at(by) and not tree.passive(index):
        return  # "it will rain"
    statement = page.statement_at(index)
    is_will = tree.lower(auxiliary) in WILL
    if statement is None:
        if (
            is_will
            and is_somebody(page, by)
            and _has_day(page, index, bare=False)
            and not tree.passive(index)
        ):
            yield _made(page, index, "expectation", by, "verb", "will act by a day", 0.6)
        return
    told = is_will or statement.kind != "direct"
    if told and _is_word_of(page, statement) and _has_day(page, index, bare=True):
        acts = is_somebody(page, by) and not tree.passive(index)
        speaker = page.annotation.under(statement.speaker.spans)
        doer = by if acts else page.top(speaker) if speaker else None
        whole = not acts or page.annotation.tokens[index].upos != "VERB"  # "180 observers would be in place"
        yield _made(page, index, "pledge", doer, "clause" if whole else "verb", "will be so by a day", 0.6)


def _is_done(page: Page, index: int) -> bool:
    """Whether somebody can see to it: "be published", "be in place", but not "be bad", "lose"."""
    token = page.annotation.tokens[index]
    if page.tree.kids(index, "cop"):
        return token.text.lower() in words("reached") or any(
            page.annotation.tokens[k].lemma in {"in", "on"} and token.lemma in words("reached")
            for k in page.tree.kids(index, "case")
        )
    if token.lemma == "have":
        return bool(page.tree.kids(index, "obj"))  # by a day: what is not there yet
    return token.upos == "VERB" and action_class(token.lemma) not in {"state", "chance", "speech"}


def _is_word_of(page: Page, statement: Statement) -> bool:
    """Whether a statement is the word of somebody known who speaks for others, not anybody's guess."""
    if statement.cue.class_ not in ASSERTING or statement.polarity != "+" or statement.speaker.anonymous:
        return False
    spoken = {page.annotation.tokens[i].lemma.lower() for i in page.annotation.under(statement.speaker.spans)}
    speaker = next((actor for actor in page.actors if actor.id == statement.speaker.actor), None)
    titles = (
        {word for office in speaker.offices for word in office.title.lower().split()} if speaker else set()
    )
    return speaker is not None and not (spoken | titles) & words("guesser")


def _has_day(page: Page, index: int, *, bare: bool) -> bool:
    """Whether a day that is not over stands by a verb as its deadline or its beginning; ``bare`` is also its day."""
    drop = page.tree.kids(index, "advcl", "nsubj", "parataxis", "conj", "ccomp")
    below = page.tree.below(index, drop)
    times = [time for first, time in page.times_in(index, below[-1] + 1) if first in below]
    return any(_is_ahead(page, time, bare) for time in times)


def _is_ahead(page: Page, time: Time, bare: bool) -> bool:
    published = page.document.published
    limit = deadline(time, page.text, published)
    if limit is not None:
        return limit.day is None or limit.day >= (published or limit.day)
    days = timex.days(time.value) if time.type == "DATE" else None
    if days is None or (published and days[0].isoformat() <= published):
        return False
    before = page.text[: time.start].split()
    return bool(before) and (before[-1].lower() == "from" or (bare and days[0] == days[1]))


def _has_until(page: Page, index: int) -> Iterator[Candidate]:
    """ "The two sides have until March 24 to exchange prisoners"."""
    by = subject(page, index)
    if by is None or page.tree.kids(index, "obj") or not is_somebody(page, by) or is_supposed(page, index):
        return
    start, end = page.tree.sentence(index)
    until = [time for first, time in page.times_in(index, end) if first - index in (1, 2, 3)]
    limits = [deadline(time, page.text, page.document.published) for time in until]
    if not any(limit is not None and limit.word in ("until", "till") for limit in limits):
        return
    heads = [index, *(kid for kid in page.tree.children[index] if kid > index)]
    action = next((one for head in heads for one in infinitives(page, head)), None)
    if action is not None and start <= action:
        yield _made(page, index, "obligation", by, "verb", "has until", 0.75, action=action)


def _made(
    page: Page,
    index: int,
    kind: Kind,
    by: int | None,
    shape: str,
    pattern: str,
    sure: float,
    action: int | None = None,
) -> Candidate:
    return Candidate(
        predicate=index,
        kind=kind,
        action=index if action is None else action,
        shape=shape,
        by=by,
        pattern=f"modal: {pattern}",
        sure=sure,
    )
