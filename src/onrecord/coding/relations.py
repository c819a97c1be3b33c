"""How actors stand to each other and to places, and whose word that is.

Told by a word with two ends (``ties.py``, ``data/relation_words.tsv``), by what is done (``sides.py``), by an office
(``posts.py``), by a designation (``designations.py``) or by a name for a name. One relation that a voice tells several
times is one row with all its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.coding.designations import Designation, designations
from onrecord.coding.ends import end, stretch
from onrecord.coding.page import Page
from onrecord.coding.posts import posts
from onrecord.coding.sides import sides
from onrecord.coding.telling import Telling, Told
from onrecord.coding.ties import Draft, told_by_words
from onrecord.model import Party, Reason, Relation, Span, Spans, identify

SYMMETRIC = {"allied_with", "opposes", "family_of", "same_as"}
KNOWN_AS = {"know", "call", "name"}
ALSO = {"formerly", "also", "previously", "otherwise", "better", "sometimes", "once"}
FACTS = {"reported", "claimed"}
LONG = 60  # tokens between the ends, from which a stretch is no pattern any more

Row = tuple[Relation, Reason]


def relations(page: Page) -> tuple[tuple[Relation, ...], tuple[Reason, ...]]:
    """The relations of a report in the order of its text, and why each is there."""
    telling = Telling(page)
    rows = [row for draft in _drafts(page) if _apart(draft) for row in _rows(page, draft, telling)]
    rows += [_designated(page, found, telling) for found in designations(page)]
    kept = _told_once(page, rows)
    return tuple(row for row, _ in kept), tuple(reason for _, reason in kept)


def _drafts(page: Page) -> Iterator[Draft]:
    yield from told_by_words(page)
    yield from sides(page)
    yield from posts(page)
    for index, token in enumerate(page.annotation.tokens):
        if token.lemma.lower() in KNOWN_AS:
            yield from _known_as(page, index)


def _known_as(page: Page, index: int) -> Iterator[Draft]:
    """ "X, formerly known as Y", "X, also called Y"."""
    tree = page.tree
    adverbs = {tree.lower(k) for k in tree.kids(index, "advmod")}
    if tree.rel(index) != "acl" or not adverbs & ALSO:
        return
    above = tree.tokens[index].head
    names = [k for k in tree.children[index] if k > index and tree.tokens[k].upos == "PROPN"]
    for name in names[:1]:
        one, other = end(page, _name_before(page, above, index)), end(page, page.named(name))
        if one.parties and other.parties:
            yield Draft("same_as", index, one, other, 0.9, "known as: same_as", given=True)


def _name_before(page: Page, above: int, index: int) -> int:
    """The last name in front of a clause, which the parse may hang on the noun that the name belongs to."""
    tokens = page.annotation.tokens
    if tokens[above].upos == "PROPN":
        return page.named(above)
    near = [i for i in range(max(above, index - 4), index) if tokens[i].upos == "PROPN"]
    return page.named(near[-1]) if near else above


def _apart(draft: Draft) -> bool:
    """Whether the ends are two: not the same words or, but where names are said to be the same, the same actor."""
    if not draft.subject.parties or not draft.object.parties or draft.subject.head == draft.object.head:
        return False
    if draft.type == "same_as":
        return True
    return (
        not draft.subject.actors & draft.object.actors and len(stretch((draft.subject, draft.object))) <= LONG
    )


# --- rows ----------------------------------------------------------------------------------------------------


def _rows(page: Page, draft: Draft, telling: Telling) -> Iterator[Row]:
    """A row for each pair of actors."""
    told = telling.told(draft.word)
    if draft.given and told.status not in FACTS:
        told = replace(
            told, status="claimed" if told.statement else "reported", certainty="certain", polarity="+"
        )
    spans = page.spans(stretch((draft.subject, draft.object), draft.word))
    for subject in draft.subject.parties:
        for thing in draft.object.parties:
            yield _row(page, draft, told, spans, (subject, thing))


def _row(page: Page, draft: Draft, told: Told, spans: Spans, parties: tuple[Party, Party]) -> Row:
    subject, thing = parties
    ends = (subject.actor or subject.text, thing.actor or thing.text)
    relation = Relation(
        id=identify("relation", page.document.id, draft.type, spans, *ends, told.statement),
        type=draft.type,
        subject=subject,
        object=thing,
        status=told.status,
        certainty=told.certainty,
        statement=told.statement,
        text=" ".join(page.text[a:b] for a, b in spans),
        spans=spans,
        confidence=draft.sure,
    )
    return relation, Reason(row=relation.id, steps=(("pattern", draft.rule), *told.steps))


def _designated(page: Page, found: Designation, telling: Telling) -> Row:
    """A designation: of words, or of an editorial note that only the report can tell."""
    told = telling.told(found.word) if found.word is not None else None
    if told and found.given and told.status not in FACTS:
        told = replace(told, status="claimed" if told.statement else "reported", certainty="certain")
    whole = end(page, found.subject)
    spans: Spans = found.spans or page.spans(
        range(min(*whole.words, *found.words), max(*whole.words, *found.words) + 1)
    )
    label: Span = found.label or (page.spans(found.words)[0][0], page.spans(found.words)[-1][1])
    relation = Relation(
        id=identify("relation", page.document.id, "designated_as", spans, label),
        type="designated_as",
        subject=whole.parties[0],
        object=Party(actor=None, text=page.text[label[0] : label[1]], spans=(label,)),
        by=found.by,
        status=told.status if told else "reported",
        certainty=told.certainty if told else "certain",
        statement=told.statement if told else None,
        text=" ".join(page.text[a:b] for a, b in spans),
        spans=spans,
        confidence=found.sure,
    )
    steps = (("pattern", found.rule), *(told.steps if told else ()))
    return relation, Reason(row=relation.id, steps=steps)


# --- one relation told several times -------------------------------------------------------------------------


def _told_once(page: Page, rows: Sequence[Row]) -> list[Row]:
    """Rows in the order of the text, those that one voice tells again as one."""
    speakers = {s.id: s.speaker.actor or s.speaker.text for s in page.statements}
    kept: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=lambda row: (row[0].spans, row[0].text)):
        key = _key(row[0], speakers.get(row[0].statement or ""))
        kept[key] = _united(page, kept[key], row) if key in kept else row
    return list(kept.values())


def _key(relation: Relation, teller: str | None) -> tuple[object, ...]:
    """What makes a relation the same as one told before by the same voice."""
    ends = [end.actor or end.text.casefold() for end in (relation.subject, relation.object)]
    if relation.type in SYMMETRIC:
        ends.sort()
    by = relation.by.text if relation.by else None
    return relation.type, tuple(ends), teller, relation.status, by


def _united(page: Page, first: Row, again: Row) -> Row:
    relation, other = first[0], again[0]
    spans = tuple(sorted({*relation.spans, *other.spans}))
    spans = tuple(s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans))
    row = replace(
        relation,
        spans=spans,
        text=" ".join(page.text[a:b] for a, b in spans),
        confidence=max(relation.confidence, other.confidence),
    )
    step = ("told again", f"at character {other.spans[0][0]}: {other.text[:60]!r}")
    return row, replace(first[1], steps=(*first[1].steps, step))
