"""Offices that no title beside a name tells, and seats: "was appointed head of X", "is the conductor of X"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.arguments import objects, subjects
from onrecord.coding.ends import End, end, ends, is_group, is_human, plain
from onrecord.coding.page import Page
from onrecord.coding.ties import Draft, fits
from onrecord.data import title_by_name
from onrecord.model import Party

BODIES = {
    *(
        "igo",
        "ngo",
        "government_body",
        "armed_group",
        "party",
        "company",
        "coalition",
        "military",
        "group",
        "media",
    ),
}
PASSIVE = {"appoint", "name", "elect", "nominate", "confirm", "reappoint", "promote", "install"}
ACTIVE = {"become", "serve", "remain"}
SEATS = {"headquarters", "base", "office", "seat", "branch"}


def posts(page: Page) -> Iterator[Draft]:
    """All of them."""
    for index, token in enumerate(page.annotation.tokens):
        lemma = token.lemma.lower()
        if token.upos == "VERB" and lemma in PASSIVE | ACTIVE:
            yield from _appointed(page, index)
        if token.upos == "VERB":
            yield from _run_together(page, index)
        if token.upos == "NOUN" and page.tree.kids(index, "cop") and _is_office(page, index):
            yield from _is_said(page, index)
        if lemma in SEATS and page.tree.rel(index) == "obj":
            yield from _seated(page, index)
        if token.upos == "NOUN" and not page.tree.kids(index, "cop"):
            yield from _from_body(page, index)


def _is_office(page: Page, index: int) -> bool:
    title = title_by_name().get(page.annotation.tokens[index].lemma.lower())
    return bool(title and title.class_ in {"office", "profession"})


def _appointed(page: Page, index: int) -> Iterator[Draft]:
    tree, lemma = page.tree, page.annotation.tokens[index].lemma.lower()
    holders = objects(page, index) if lemma in PASSIVE else subjects(page, index)
    offices = [k for k in tree.kids(index, "xcomp", "obl", "obj", "ccomp") if tree.marker(k) in {"", "as"}]
    for holder in ends(page, holders):
        for office in (k for k in offices if k > index and k not in holders and _is_office(page, k)):
            if is_human(page, holder) and holder.actors:
                yield Draft(
                    "holds_office", index, holder, plain(page, office), 0.85, f"{lemma}: holds_office"
                )


def _run_together(page: Page, verb: int) -> Iterator[Draft]:
    """ "Director of the agency Ann Doe said", where the parse hangs title and name on the verb side by side."""
    tree = page.tree
    names = [
        k for k in tree.kids(verb, "compound", "flat", "nsubj") if k < verb and tree.tokens[k].upos == "PROPN"
    ]
    titles = [k for k in tree.kids(verb, "nsubj") if k < verb and _is_office(page, k)]
    for name in ends(page, names[-1:]):
        for title in titles[:1]:
            words = tree.trim(list(range(min(page.phrase(title)), name.words[0])))
            if not is_human(page, name) or not name.actors or title >= name.words[0] or _is_over(page, words):
                continue
            if _is_known(page, name):
                continue
            spans = page.spans(words)
            text = " ".join(page.text[a:b] for a, b in spans)
            office = End(title, tuple(words), (Party(actor=None, text=text, spans=spans),))
            yield Draft(
                "holds_office", title, name, office, 0.75, "title before a name: holds_office", given=True
            )


def _is_known(page: Page, name: End) -> bool:
    """Whether the person's record has an office: ``resolve/tenures.py`` has made the row of what stands here."""
    return any(actor.offices for actor in page.actors if actor.id in name.actors)


def _is_over(page: Page, words: list[int]) -> bool:
    """Whether an office is held no longer, or the words are more than a title."""
    tokens = page.annotation.tokens
    return any(page.tree.lower(i) in {"former", "ex", "late"} or tokens[i].upos == "VERB" for i in words)


def _is_said(page: Page, index: int) -> Iterator[Draft]:
    """ "She is the conductor of the National Orchestra"."""
    tree = page.tree
    bodies = [k for k in tree.kids(index, "nmod", "nmod:poss") if tree.marker(k) in {"of", "for", "at", ""}]
    if not any(_is_named_body(page, end(page, k)) for k in bodies):
        return
    for holder in ends(page, tree.kids(index, "nsubj")):
        if is_human(page, holder):
            yield Draft("holds_office", index, holder, plain(page, index), 0.8, "is the ... of: holds_office")


def _is_named_body(page: Page, one: End) -> bool:
    return is_group(page, one) and page.annotation.tokens[one.head].upos == "PROPN"


def _seated(page: Page, index: int) -> Iterator[Draft]:
    """ "Has its headquarters in X"."""
    tree, verb = page.tree, page.annotation.tokens[index].head
    if page.annotation.tokens[verb].lemma.lower() not in {"have", "keep", "maintain"}:
        return
    places = [
        k for k in (*tree.kids(verb, "obl"), *tree.kids(index, "nmod")) if tree.marker(k) in {"in", "at"}
    ]
    for holder in ends(page, subjects(page, verb)):
        for place in ends(page, places):
            if fits(page, "located_in", holder, first=True) and fits(page, "located_in", place, first=False):
                yield Draft("located_in", index, holder, place, 0.9, "has a seat in: located_in")


def _from_body(page: Page, index: int) -> Iterator[Draft]:
    """ "Experts from the agency", "40 members of the alliance": people who are of a body that is named."""
    markers = {"from", "of"} if _counted(page, index) else {"from"}
    behind = [
        k for k in page.tree.kids(index, "nmod") if page.tree.marker(k) in markers and page.actors_at(k)
    ]
    if not behind or not _are_people(page, index):
        return
    kinds = {actor.id: actor.kind for actor in page.actors}
    for body in ends(page, behind):
        if len(body.parties) == 1 and {kinds[actor] for actor in body.actors} & BODIES:
            who = plain(page, index)
            yield Draft("member_of", index, who, body, 0.75, "people from: member_of", given=True)


def _are_people(page: Page, index: int) -> bool:
    token = page.annotation.tokens[index]
    return _counted(page, index) or token.text.endswith("ists") or is_human(page, end(page, index))


def _counted(page: Page, index: int) -> bool:
    """Members, or several who hold an office: "40 members", "ministers" of a body."""
    token = page.annotation.tokens[index]
    several = token.text.lower() != token.lemma.lower()
    return several and (token.lemma.lower() in {"member", "founder"} or _is_office(page, index))
