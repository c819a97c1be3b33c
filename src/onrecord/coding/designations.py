"""What somebody is called, and who calls them so: "terrorist organisation banned in Russia", "view as moderate".

Neutral: the label is never the record's own; where it is known who uses it, ``by`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.coding.arguments import objects, subjects, with_conjuncts
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
BANS = {"outlaw", "ban", "proscribe", "blacklist", "prohibit"}
BANNABLE = {"armed_group", "party", "group", "ngo", "media", "opposition", "coalition"}
GRAVE = {"terrorist", "terror", "extremist", "jihadist"}
GROUPS = {"group", "organisation", "organization", "movement", "militia", "network", "outfit"}
BEFORE = {"outlawed": "outlawed", "banned": "banned", "so-called": "so-called", "designated": "designated"}
FAR = 16  # characters between a name and a note on it
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
    given: bool = False


def designations(page: Page) -> Iterator[Designation]:
    """All designations of a report."""
    yield from _notes(page)
    for index, token in enumerate(page.annotation.tokens):
        if token.lemma.lower() in CALLED and token.upos == "VERB":
            yield from _called(page, index)
        if token.text.lower() in BEFORE or _so_called(page, index):
            yield from _before(page, index)
        if token.lemma.lower() in {"add", "put", "place", "include"} and token.upos == "VERB":
            yield from _listed(page, index)
        if token.lemma.lower() in BANS and token.upos == "VERB":
            yield from _banned(page, index)
        if token.upos in {"NOUN", "ADJ"}:
            yield from _is_said_to_be(page, index)
        if token.lemma.lower() in GROUPS and token.upos in {"NOUN", "PROPN"}:
            yield from _this_group(page, index)
        if token.lemma.lower() in {"terrorist", "extremist"} and token.upos == "NOUN":
            yield from _and_other(page, index)


def _notes(page: Page) -> Iterator[Designation]:
    """ "X (terrorist organization banned in Russia - ed.)": the report's own remark on the name in front."""
    for start, end in page.layout.notes:
        found = NOTE.search(page.text[start:end])
        subject = _named_before(page, start, end)
        if not found or subject is None:
            continue
        words = found["label"]
        first = start + found.start("label") + len(words) - len(words.lstrip())
        label = (first, first + len(words.strip()))
        by = _in_country(page, words)
        yield Designation(subject, (), by, 0.9, "note: designated_as", None, label, ((start, end),))


def _named_before(page: Page, start: int, end: int) -> int | None:
    """Whose name stands in the note, or right in front of it, "militants" behind it or not."""
    best: tuple[int, int, int] | None = None
    for actor in page.actors:
        for mention in actor.mentions:
            gap = page.text[mention.end : start]
            if mention.end <= start and len(gap) <= FAR and gap.count(" ") <= 2 and "\n" not in gap:
                tokens = page.annotation.under(((mention.start, mention.end),))
                row = (mention.end, mention.start - mention.end, page.top(tokens)) if tokens else None
                best = max(filter(None, (best, row)), default=None, key=lambda one: (one[0], -one[1]))
    return best[2] if best else None


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
    """ "The US calls X a terrorist organisation", "which our partners view as moderate", "listed by X as extremist"."""
    tree = page.tree
    below = tree.kids(index, "xcomp", "obl", "advcl", "ccomp", "obj", "iobj")
    labels = [
        k for k in below if tree.marker(k) in {"as", ""} and _is_label(page, k) and not page.actors_at(k)
    ]
    if not labels:
        return
    things = _things(page, index, labels[0])
    doers = subjects(page, index) or _by(page, labels[0])
    taken = {i for k in tree.children[labels[0]] if k in things for i in tree.below(k)}
    words = [i for i in page.phrase(labels[0]) if tree.lower(i) not in {"as", "a", "an"} and i not in taken]
    for head in things:
        if is_somebody(page, head) and words:
            every = [i for doer in doers if doer != head for i in with_conjuncts(page, doer)]
            for doer in (*every, *(() if every else (None,))):
                teller = _teller(page, doer)
                yield Designation(page.referent(head), words, teller, 0.85, "called: designated_as", index)


def _things(page: Page, index: int, label: int) -> list[int]:
    """Whom a verb gives a name: its object, the subject of what it says, or the noun that its clause stands at."""
    tree = page.tree
    found = [k for k in (*tree.kids(index, "obj", "iobj"), *tree.kids(index, "nsubj")) if k != label]
    passive = [k for k in found if tree.tokens[k].deprel in {"obj", "iobj", "nsubj:pass"}]
    inside = tree.kids(label, "nsubj") or ([] if passive else tree.kids(label, "compound"))
    above = tree.tokens[index].head
    outside = [above] if tree.rel(index) == "acl" and above >= 0 else []
    heads = inside or passive or outside
    return [i for head in heads[:1] for i in with_conjuncts(page, page.referent(head)) if i != label]


def _by(page: Page, label: int) -> list[int]:
    """Who calls somebody so, where the parse hangs "by" on the label."""
    return [k for k in page.tree.kids(label, "nmod") if page.tree.marker(k) == "by"]


def _teller(page: Page, doer: int | None) -> Teller | None:
    by = page.party(doer) if doer is not None else None
    return Teller(actor=by.actor, text=by.text) if by else None


def _banned(page: Page, index: int) -> Iterator[Designation]:
    """ "Egypt has outlawed X", "X was banned in Britain": a body, for a thing can be banned too."""
    tree = page.tree
    where = [
        k
        for k in tree.kids(index, "obl", "nmod")
        if tree.marker(k) == "in" and country_word(tree.tokens[k].text)
    ]
    teller = _teller(page, next(iter(subjects(page, index) or where), None))
    kinds = {actor.id: actor.kind for actor in page.actors}
    for thing in objects(page, index):
        for head in with_conjuncts(page, page.referent(thing)):
            named = page.annotation.tokens[head].upos != "PRON"  # "it is prohibited"
            if named and {kinds[actor.id] for actor in page.actors_at(head)} & BANNABLE:
                yield Designation(head, [index], teller, 0.85, "banned: designated_as", index)


def _is_said_to_be(page: Page, index: int) -> Iterator[Designation]:
    """ "X is a terrorist organisation", "X are terrorists"."""
    tree = page.tree
    grave = tree.lower(index) in {"terrorists", "extremists", "terrorist", "extremist"} or any(
        tree.lower(k) in GRAVE for k in tree.kids(index, "amod", "compound")
    )
    if not grave or not tree.kids(index, "cop"):
        return
    words = [i for i in page.phrase(index) if tree.lower(i) not in {"a", "an"} and tree.rel(i) != "advmod"]
    for subject in tree.kids(index, "nsubj"):
        for head in with_conjuncts(page, subject):
            if page.actors_at(head) and words:
                yield Designation(page.referent(head), words, None, 0.8, "is a ...: designated_as", index)


def _is_label(page: Page, index: int) -> bool:
    """Whether a word, or one in front of it, is a label."""
    words = [index, *page.tree.kids(index, "amod", "compound")]
    return any(page.annotation.tokens[i].lemma.lower() in LABELS for i in words)


def _so_called(page: Page, index: int) -> bool:
    lower = page.tree.lower
    return index >= 2 and lower(index) == "called" and lower(index - 1) == "-" and lower(index - 2) == "so"


def _before(page: Page, index: int) -> Iterator[Designation]:
    """ "The outlawed X", "so-called X": by whom is not said."""
    head = page.annotation.tokens[index].head
    if head > index and page.tree.rel(index) in {"amod", "acl", "compound"} and page.actors_at(head):
        words = range(index - 2, index + 1) if _so_called(page, index) else [index]
        rule = "in front of a name: designated_as"
        yield Designation(head, list(words), None, 0.85, rule, index, given=True)


def _and_other(page: Page, index: int) -> Iterator[Designation]:
    """ "X and other terrorists": X is called one of them."""
    tree = page.tree
    other = any(tree.lower(k) == "other" for k in tree.kids(index, "amod"))
    above = tree.tokens[index].head
    if other and tree.rel(index) == "conj" and above >= 0 and page.actors_at(above):
        yield Designation(above, [index], None, 0.8, "and other: designated_as", index, given=True)


def _this_group(page: Page, index: int) -> Iterator[Designation]:
    """ "This terrorist organisation", "X, a terrorist group": what is said in passing of somebody known."""
    tree = page.tree
    labels = [k for k in tree.kids(index, "amod", "compound") if tree.lower(k) in GRAVE]
    if not labels:
        return
    words = [i for i in page.phrase(index) if labels[0] <= i <= index]
    shown = any(tree.lower(k) in {"this", "these", "that"} for k in tree.kids(index, "det"))
    above = tree.tokens[index].head
    if shown and page.actors_at(index):
        yield Designation(index, words, None, 0.75, "this ...: designated_as", index, given=True)
    elif tree.rel(index) == "appos" and above >= 0 and page.actors_at(above):
        yield Designation(above, words, None, 0.8, "X, a ...: designated_as", index, given=True)


def _listed(page: Page, index: int) -> Iterator[Designation]:
    """ "Added X to its list of terrorist organisations"."""
    tree = page.tree
    lists = [k for k in tree.kids(index, "obl") if tree.lower(k) in {"list", "blacklist", "register"}]
    labels = [k for i in lists for k in tree.kids(i, "nmod") if tree.marker(k) == "of" and _is_label(page, k)]
    if not labels:
        return
    doers = subjects(page, index)
    teller = _teller(page, next(iter(doers), None))
    for thing in objects(page, index):
        for head in with_conjuncts(page, thing):
            if is_somebody(page, head):
                words = page.phrase(labels[0])
                yield Designation(page.referent(head), words, teller, 0.9, "on a list: designated_as", index)
