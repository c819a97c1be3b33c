"""What somebody is called, and who calls them so: "terrorist organisation banned in Russia", "view as moderate".

Neutral: the label is never the record's own; where it is known who uses it, ``by`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.coding.nouns import is_somebody
from onrecord.coding.page import Page
from onrecord.data import country_word
from onrecord.model import Span, Spans, Teller

LABELS = {
    *(
        "terrorist",
        "terror",
        "extremist",
        "moderate",
        "rebel",
        "militant",
        "outlawed",
        "banned",
        "illegal",
        "jihadist",
    ),
    *("separatist", "regime", "dictatorship", "occupier", "aggressor", "undesirable"),
}
CALLED = {
    "call",
    "label",
    "brand",
    "designate",
    "deem",
    "consider",
    "view",
    "regard",
    "describe",
    "list",
    "see",
}
BEFORE = {"outlawed": "outlawed", "banned": "banned", "so-called": "so-called", "designated": "designated"}
NOTE = re.compile(
    r"(?P<label>[^(),]*\b(?:terror\w*|extremist|outlawed|banned|prohibited|undesirable)\b[^()]*?)"
    r"\s*(?:[-–—]\s*(?:eds?\.?)?\s*[A-Z]*)?\)?$"
)
BANNED_IN = re.compile(r"\b(?:banned|outlawed|prohibited) in (?:the )?(?P<where>[A-Z]\w+(?: [A-Z]\w+)*)")


@dataclass(frozen=True, slots=True)
class Designation:
    """Who is called what by whom, in token indices; ``label`` and ``spans`` are characters of a note without tokens."""

    subject: int
    words: Sequence[int]
    by: Teller | None
    sure: float
    rule: str
    word: int | None = None
    label: Span | None = None
    spans: Spans = ()


def designations(page: Page) -> Iterator[Designation]:
    """All designations of a report."""
    yield from _notes(page)
    for index, token in enumerate(page.annotation.tokens):
        if token.lemma.lower() in CALLED and token.upos == "VERB":
            yield from _called(page, index)
        if token.text.lower() in BEFORE or _so_called(page, index):
            yield from _before(page, index)
        if token.lemma.lower() in {"terrorist", "extremist"} and token.upos == "NOUN":
            yield from _and_other(page, index)


def _notes(page: Page) -> Iterator[Designation]:
    """ "X (terrorist organization banned in Russia - ed.)": the report's own remark on the name in front."""
    for start, end in page.layout.notes:
        found = NOTE.search(page.text[start:end].strip())
        subject = _named_before(page, start)
        if not found or subject is None:
            continue
        offset = start + page.text[start:end].index(found["label"])
        label = (offset, offset + len(found["label"].rstrip()))
        yield Designation(
            subject,
            (),
            _in_country(page, found["label"]),
            0.9,
            "note: designated_as",
            None,
            label,
            ((start, end),),
        )


def _named_before(page: Page, start: int) -> int | None:
    """Whose name stands right in front of a note, "militants" behind it or not."""
    for actor in page.actors:
        for mention in actor.mentions:
            if 0 <= start - mention.end <= 12 and page.text[mention.end : start].count(" ") <= 2:
                tokens = page.annotation.under(((mention.start, mention.end),))
                if tokens:
                    return page.top(tokens)
    return None


def _in_country(page: Page, label: str) -> Teller | None:
    """The country in which somebody is banned says what they are."""
    banned = BANNED_IN.search(label)
    name = banned["where"] if banned else None
    known = country_word(name) if name else None
    if known is None:
        return None
    country = known[0]
    actor = next((a.id for a in page.actors if a.kind == "country" and a.country == country.iso3), None)
    return Teller(actor=actor, text=name or country.name)


def _called(page: Page, index: int) -> Iterator[Designation]:
    """ "The US calls X a terrorist organisation", "which our partners view as moderate"."""
    tree = page.tree
    things = [k for k in tree.children[index] if tree.tokens[k].deprel in {"obj", "nsubj:pass"}]
    things += [tree.tokens[index].head] if tree.tokens[index].deprel == "acl:relcl" and not things else []
    doers = [
        k for k in tree.kids(index, "nsubj") if tree.tokens[k].deprel != "nsubj:pass" and k not in things
    ]
    doers += [k for k in tree.kids(index, "obl") if tree.tokens[k].deprel == "obl:agent"]
    labels = [
        k
        for k in tree.kids(index, "xcomp", "obl", "advcl")
        if tree.marker(k) in {"as", ""} and _is_label(page, k)
    ]
    for thing in things[:1]:
        if labels and is_somebody(page, thing):
            by = page.party(doers[0]) if doers else None
            teller = Teller(actor=by.actor, text=by.text) if by else None
            words = [i for i in page.phrase(labels[0]) if tree.lower(i) not in {"as", "a", "an"}]
            yield Designation(page.referent(thing), words, teller, 0.85, "called: designated_as", index)


def _is_label(page: Page, index: int) -> bool:
    return any(page.annotation.tokens[i].lemma.lower() in LABELS for i in page.tree.below(index)[:6])


def _so_called(page: Page, index: int) -> bool:
    words = [page.tree.lower(i) for i in range(max(0, index - 2), index + 1)]
    return words == ["so", "-", "called"]


def _before(page: Page, index: int) -> Iterator[Designation]:
    """ "The outlawed X", "so-called X": by whom is not said."""
    head = page.annotation.tokens[index].head
    if head > index and page.tree.rel(index) in {"amod", "acl", "compound"} and page.actors_at(head):
        words = range(index - 2, index + 1) if _so_called(page, index) else [index]
        yield Designation(head, list(words), None, 0.85, "in front of a name: designated_as", index)


def _and_other(page: Page, index: int) -> Iterator[Designation]:
    """ "X and other terrorists": X is called one of them."""
    tree = page.tree
    other = any(tree.lower(k) == "other" for k in tree.kids(index, "amod"))
    above = tree.tokens[index].head
    if other and tree.rel(index) == "conj" and above >= 0 and page.actors_at(above):
        yield Designation(above, [index], None, 0.8, "and other: designated_as", index)
