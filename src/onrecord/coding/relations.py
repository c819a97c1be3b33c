"""How actors stand to each other and to places, and whose word that is.

A relation is told by a word with two ends (``data/relation_words.tsv``), by a name behind a hyphen ("Iran-backed"), by
a designation (``designations.py``), by a name for a name ("also known as"), or by what two do to each other: who fights
somebody opposes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.coding.arguments import Slots, with_conjuncts
from onrecord.coding.candidates import candidates
from onrecord.coding.designations import Designation, designations
from onrecord.coding.nouns import is_anybody, is_body, is_person, is_somebody
from onrecord.coding.page import PEOPLE, Page
from onrecord.coding.telling import Telling, Told
from onrecord.data.relation_words import Tie, ties
from onrecord.model import Party, Reason, Relation, Span, Spans, identify

PARTS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
FIGHTS = {"ASSAULT"}
LEAST_FIGHT = 0.7  # of the pattern of an assault, from which two are at odds
SYMMETRIC = {"allied_with", "opposes", "family_of", "same_as"}
KNOWN_AS = {"know", "call", "name"}
PLACED = {"controls", "located_in"}
OTHER = {"other", "others"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A relation in token indices: the word that tells it, its ends, and the rule."""

    type: str
    word: int
    subject: int
    object: int
    sure: float
    rule: str


def relations(page: Page) -> tuple[tuple[Relation, ...], tuple[Reason, ...]]:
    """The relations of a report in the order of its text, and why each is there."""
    telling = Telling(page)
    rows = [_row(page, draft, telling.told(draft.word)) for draft in _drafts(page) if _fits(page, draft)]
    rows += [_designated(page, found, telling) for found in designations(page)]
    kept: dict[tuple[object, ...], tuple[Relation, Reason]] = {}
    for relation, reason in sorted(rows, key=lambda row: row[0].spans):
        kept.setdefault(_key(relation), (relation, reason))
    return tuple(row for row, _ in kept.values()), tuple(reason for _, reason in kept.values())


def _key(relation: Relation) -> tuple[object, ...]:
    """What makes a relation the same as one told before by the same voice."""
    ends = tuple(end.actor or end.text.casefold() for end in (relation.subject, relation.object))
    if relation.type in SYMMETRIC:
        ends = tuple(sorted(ends))
    return relation.type, ends, relation.statement, relation.status


def _drafts(page: Page) -> Iterator[Draft]:
    for index, token in enumerate(page.annotation.tokens):
        tie = ties().get((token.lemma.lower(), PARTS.get(token.upos, "")))
        if tie and not _of_hyphen(page, index):
            yield from _told_by(page, index, tie)
        tie = ties().get((token.text.lower(), "HYPHEN"))
        if tie and _of_hyphen(page, index):
            yield from _behind_hyphen(page, index, tie)
        if token.lemma.lower() == "run" and token.upos == "VERB":
            yield from _running(page, index)
        if token.lemma.lower() in KNOWN_AS:
            yield from _known_as(page, index)
    yield from _fighting(page)


def _of_hyphen(page: Page, index: int) -> bool:
    return index > 1 and page.annotation.tokens[index - 1].text in {"-", "–", "‑"}


def _told_by(page: Page, index: int, tie: Tie) -> Iterator[Draft]:
    slots = Slots(page, index)
    subjects, objects = (_filled(page, slots, wanted) for wanted in (tie.subject, tie.object))
    for subject in subjects:
        for thing in objects:
            yield Draft(tie.type, index, subject, thing, tie.sure, f"{tie.word}: {tie.type}, {tie.where}")


def _filled(page: Page, slots: Slots, wanted: Sequence[str]) -> list[int]:
    for slot in wanted:
        heads = _special(page, slots.index, slot)
        found = slots(slot) if heads is None else heads
        if found:
            return found
    return []


def _special(page: Page, index: int, slot: str) -> list[int] | None:
    """Slots that only relations have: whom a noun means, what an adjective stands at, who enjoys a thing."""
    tree = page.tree
    if slot == "self":
        return _whom(page, index)
    if slot == "noun":
        return [tree.tokens[index].head] if tree.rel(index) in {"amod", "acl"} else []
    if tree.tokens[index].upos == "ADJ":
        below = tree.kids(index, "nsubj") if slot == "subj" else tree.kids(index, "obl", "nmod")
        return [i for k in below if slot in {"subj", tree.marker(k)} for i in with_conjuncts(page, k)]
    if slot == "enjoyer":
        return list(Slots(page, index)("faced"))
    return None


def _whom(page: Page, index: int) -> list[int]:
    """Whom a noun is said of: the subject of a sentence that it ends, the name beside it, or itself.

    "Turkey is a member of X"; "X, commander of Y"; "the US, as the coalition leader"; "his father X".
    """
    tree, above = page.tree, page.annotation.tokens[index].head
    if tree.kids(index, "cop"):
        return [i for subject in tree.kids(index, "nsubj") for i in with_conjuncts(page, subject)]
    if tree.rel(index) == "appos" and above >= 0:
        return _whom(page, above) if tree.kids(above, "cop") else [above]
    if tree.marker(index) == "as" and above >= 0:
        return [above] if tree.tokens[above].upos == "PROPN" else tree.kids(above, "nsubj")
    beside = [k for k in tree.kids(index, "appos", "flat") if page.actors_at(k)]
    if beside:
        return beside[:1]
    if (
        tree.rel(index) in {"compound", "nmod"}
        and above >= 0
        and tree.tokens[above].upos == "PROPN"
        and not tree.marker(index)
    ):
        return [above]  # "student leader Ann Doe"
    return [index] if page.actors_at(index) else []


def _behind_hyphen(page: Page, index: int, tie: Tie) -> Iterator[Draft]:
    """ "Iran-backed militias": the name in front of the hyphen, and what the word stands at."""
    tree, name = page.tree, index - 2
    noun = tree.tokens[index].head
    if noun < 0 or tree.rel(index) not in {"amod", "compound", "acl"}:
        return
    ends = {"name": name, "noun": noun}
    subject, thing = ends[tie.subject[0]], ends[tie.object[0]]
    rule = f"{tree.tokens[name].text}-{tie.word}: {tie.type}, {tie.where}"
    yield Draft(tie.type, index, subject, thing, tie.sure, rule)


def _running(page: Page, index: int) -> Iterator[Draft]:
    """ "Runs the show in X"."""
    slots = Slots(page, index)
    if {page.annotation.tokens[i].lemma for i in slots("obj")} & {"show", "place", "thing"}:
        for subject in slots("subj"):
            for place in slots("in"):
                yield Draft("controls", index, subject, place, 0.85, "run the show in: controls")


def _known_as(page: Page, index: int) -> Iterator[Draft]:
    """ "X, formerly known as Y", "X, also called Y"."""
    tree = page.tree
    adverbs = {tree.lower(k) for k in tree.kids(index, "advmod")}
    if tree.rel(index) != "acl" or not adverbs & {"formerly", "also", "previously", "otherwise", "better"}:
        return
    names = [k for k in tree.children[index] if tree.tokens[k].upos == "PROPN"]
    for name in names[:1]:
        yield Draft("same_as", index, tree.tokens[index].head, name, 0.9, "known as: same_as")


def _fighting(page: Page) -> Iterator[Draft]:
    """Who does violence to somebody opposes them."""
    for candidate in candidates(page):
        if candidate.type not in FIGHTS or candidate.sure < LEAST_FIGHT:
            continue
        for actor in candidate.actors:
            for recipient in candidate.recipients:
                if _at_odds(page, actor) and _at_odds(page, recipient):
                    rule = f"{candidate.frame.predicate} ({candidate.type}): opposes, {candidate.frame.where}"
                    yield Draft("opposes", candidate.index, actor, recipient, candidate.sure, rule)


def _at_odds(page: Page, index: int) -> bool:
    """Somebody who fights or is fought: persons, bodies that are named, forces."""
    if is_anybody(page, index):
        return False
    lemma = page.annotation.tokens[page.referent(index)].lemma.lower()
    return bool(page.actors_at(index)) or is_person(page, index) or lemma in PEOPLE


def _fits(page: Page, draft: Draft) -> bool:
    """Whether both ends are somebody, or a place where the relation asks for one, and not the same."""
    one, other = draft.subject, draft.object
    if one == other or {a.id for a in page.actors_at(one)} & {a.id for a in page.actors_at(other)}:
        return False
    if draft.type == "family_of":
        return is_person(page, one) and is_person(page, other)
    if draft.type == "controls":
        return _acts(page, one) and _is_ground(page, other)
    if draft.type == "located_in":
        return _acts(page, one) and _is_ground(page, other)
    return _acts(page, one) and _acts(page, other)


def _acts(page: Page, index: int) -> bool:
    return is_body(page, index) or is_person(page, index) or is_somebody(page, index)


def _is_ground(page: Page, index: int) -> bool:
    """A place, or a word for one."""
    lemma = page.annotation.tokens[index].lemma.lower()
    below = [k for k in page.tree.kids(index, "nmod") if page.tree.marker(k) == "of"]
    return index in page.places_at or lemma in GROUND or any(k in page.places_at for k in below)


GROUND = {
    *(
        "territory",
        "area",
        "town",
        "city",
        "village",
        "region",
        "province",
        "district",
        "part",
        "land",
        "border",
    ),
    *(
        "airport",
        "bridge",
        "road",
        "base",
        "valley",
        "island",
        "neighbourhood",
        "neighborhood",
        "quarter",
        "field",
    ),
    *("crossing", "checkpoint", "port", "enclave", "suburb", "half", "coast", "dam", "station"),
}


# --- rows ----------------------------------------------------------------------------------------------------


def _row(page: Page, draft: Draft, told: Told) -> tuple[Relation, Reason]:
    subject, thing = (_one(page, index) for index in (draft.subject, draft.object))
    spans = _between(page, [*page.phrase(draft.subject), draft.word, *page.phrase(draft.object)])
    relation = Relation(
        id=identify("relation", page.document.id, draft.type, spans, subject.text, thing.text),
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


def _one(page: Page, index: int) -> Party:
    return page.parties(index)[0]


def _between(page: Page, indices: Sequence[int]) -> Spans:
    """The stretch of a sentence from the first to the last of some words; the words alone where they are far apart."""
    return page.spans(range(min(indices), max(indices) + 1))


def _designated(page: Page, found: Designation, telling: Telling) -> tuple[Relation, Reason]:
    """A designation: of words, or of an editorial note that only the report can tell."""
    told = telling.told(found.word) if found.word is not None else None
    spans: Spans = found.spans or _between(page, [*page.phrase(found.subject), *found.words])
    label: Span = found.label or (page.spans(found.words)[0][0], page.spans(found.words)[-1][1])
    relation = Relation(
        id=identify("relation", page.document.id, "designated_as", spans, label),
        type="designated_as",
        subject=_one(page, found.subject),
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
