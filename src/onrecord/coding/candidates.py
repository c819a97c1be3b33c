"""Predicates that may tell an event: words of the lexicon whose frame holds here, with who takes which part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.coding.arguments import Slots
from onrecord.coding.nouns import is_anybody, is_body, is_each_other, is_person, is_somebody
from onrecord.coding.page import Page
from onrecord.data.predicates import Condition, Frame, predicates

PARTS = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
INSIDE = {
    "compound",
    "flat",
    "fixed",
    "goeswith",
    "case",
    "mark",
    "cop",
    "aux",
}  # "attack helicopter" tells no attack
MANY = 6  # "A, B, C, ... met": beyond that pairs are not what a sentence means


@dataclass(slots=True, eq=False)
class Candidate:
    """A predicate with the heads of its parties; ``also`` are other words that tell the same event."""

    index: int
    frame: Frame
    type: str
    mode: str | None
    actors: list[int]
    recipients: list[int]
    sure: float
    also: list[int] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)


def candidates(page: Page, type_: str | None = None) -> list[Candidate]:
    """The candidates of a report in the order of its text: all, or at least those of one type."""
    known = predicates()
    found = []
    for index, token in enumerate(page.annotation.tokens):
        part = PARTS.get(token.upos)
        if part is None or page.tree.rel(index) in INSIDE or index in page.time_words:  # "March" is no march
            continue
        frames = known.get((token.lemma.lower(), part), ())
        if type_ and all(frame.type != type_ for frame in frames):
            continue
        if frames and (one := _first(page, index, frames)):
            found.append(one)
    return found


def unlisted(page: Page) -> Iterator[Candidate]:
    """Verbs that the lexicon lacks, between two who can act: what the heads alone may call an event."""
    known = predicates()
    for index, token in enumerate(page.annotation.tokens):
        lemma = token.lemma.lower()
        if token.upos != "VERB" or (lemma, "VERB") in known or page.tree.rel(index) in INSIDE:
            continue
        slots = Slots(page, index)
        actors = [i for i in slots("subj") if page.actors_at(i)]
        recipients = [i for i in slots("obj") if page.actors_at(i) and i not in actors]
        if actors and recipients:
            frame = Frame(lemma, "VERB", (), "", None, None, ("subj",), ("obj",), False, 0.0, "no frame")
            yield Candidate(index, frame, "", None, actors, recipients, 0.0)


def _first(page: Page, index: int, frames: Sequence[Frame]) -> Candidate | None:
    slots = Slots(page, index)
    frame = next((f for f in frames if all(holds(page, slots, c) for c in f.conditions)), None)
    if frame is None or not frame.type:
        return None
    actors = _filled(page, slots, frame.actor)
    recipients = [i for i in _filled(page, slots, frame.recipient) if i not in actors]
    if actors and all(is_anybody(page, i) for i in actors):
        return None
    actors = [i for i in actors if is_somebody(page, i)]
    if recipients and all(is_each_other(page, i) for i in recipients):
        recipients = list(actors)
    if frame.mutual and len(actors) > 1 and not recipients:
        actors, recipients = actors[:MANY], actors[:MANY]
    steps = [
        ("pattern", f"{frame.predicate} ({frame.pos.lower()}): {frame.type}{_mode(frame)}, {frame.where}")
    ]
    return Candidate(index, frame, frame.type, frame.mode, actors, recipients, frame.sure, steps=steps)


def _mode(frame: Frame) -> str:
    return f" {frame.mode}" if frame.mode else ""


def _filled(page: Page, slots: Slots, wanted: Sequence[str]) -> list[int]:
    """The heads of the first slot that is filled."""
    return next((heads for slot in wanted if (heads := slots(slot))), [])


def holds(page: Page, slots: Slots, condition: Condition) -> bool:
    """Whether a condition of a frame is met."""
    if condition.slot == "mod":
        return any(lemma in condition.values for lemma in modifiers(page, slots.index))
    heads = slots(condition.slot)
    match condition.test:
        case "absent":
            return not heads
        case "there":
            return bool(heads)
        case "lemma":
            return any(_lemmas(page, i) & set(condition.values) for i in heads)
    return any(_is_kind(page, i, kind) for i in heads for kind in condition.values)


def _lemmas(page: Page, index: int) -> set[str]:
    """The lemma of a word, in the singular too: "troops" has none in the treebanks."""
    lemma = page.annotation.tokens[index].lemma.lower()
    return {lemma, lemma.removesuffix("s")}


def modifiers(page: Page, index: int) -> Iterator[str]:
    """The lemmas of the adjectives and nouns in front of a noun."""
    for kid in page.tree.kids(index, "amod", "compound", "nmod:desc", "nummod"):
        yield page.annotation.tokens[kid].lemma.lower()
        yield from modifiers(page, kid)


def _is_kind(page: Page, index: int, kind: str) -> bool:
    if kind == "place":
        return index in page.places_at
    return is_person(page, index) if kind == "person" else is_body(page, index) or is_person(page, index)
