"""Commitments: who pledges, agrees, must, is asked, is expected or threatens to do what, and on what terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.coding import stretches
from onrecord.coding.binding import lexical
from onrecord.coding.commitment_candidates import Candidate
from onrecord.coding.commitment_words import words
from onrecord.coding.conditions import Clause, clauses
from onrecord.coding.dated import dated
from onrecord.coding.deadlines import deadline
from onrecord.coding.doers import FIRST_PERSON, is_known, is_somebody
from onrecord.coding.modals import modal, on_condition
from onrecord.coding.page import Page
from onrecord.coding.telling import Telling
from onrecord.coding.voices import holds_office
from onrecord.data import country_word
from onrecord.model import Commitment, Party, Reason, Statement, Status, Words, identify

STATUS: dict[str, Status] = {
    "pledge": "pledged",
    "agreement": "pledged",
    "threat": "pledged",
    "demand": "demanded",
    "obligation": "demanded",
    "expectation": "hypothetical",  # nobody has bound himself, and nobody binds him
}
DEFINITE = {"the", "both", "all", "his", "her", "its", "their", "our"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A candidate with the words of its parts."""

    candidate: Candidate
    action: tuple[int, ...]
    condition: Clause | None
    basis: Clause | None
    by: Party | None
    to: Party | None
    teller: Statement | None


def commitments(page: Page) -> tuple[tuple[Commitment, ...], tuple[Reason, ...]]:
    """The commitments of a report in the order of its text, and why each stands there."""
    drafts = _unrepeated(page, list(_drafts(page)))
    rows = [(_row(page, draft), draft) for draft in drafts]
    rows = sorted({row.id: (row, draft) for row, draft in rows}.values(), key=lambda pair: pair[0].spans)
    return tuple(row for row, _ in rows), tuple(_reason(row, draft) for row, draft in rows)


def _drafts(page: Page) -> Iterator[Draft]:
    around = {number: clauses(page, number) for number in range(len(page.annotation.sentences))}
    found = sorted(
        [*lexical(page), *modal(page, around), *on_condition(page, around), *dated(page)],
        key=lambda one: (one.predicate, -one.sure),
    )
    telling = Telling(page)
    inside: set[int] = set()
    covered: set[int] = set()
    done: set[int] = set()
    last: Draft | None = None
    for candidate in found:
        known = covered if candidate.pattern.startswith("modal") else inside
        if candidate.predicate in known or candidate.action in done or not _is_named(page, candidate):
            continue
        draft = _draft(page, telling, candidate, around[page.annotation.sentence_of[candidate.predicate]])
        if draft is None or _says_nothing(page, draft):
            continue
        draft = _inherited(page, draft, last)
        last = draft
        done.add(candidate.action)
        if candidate.shape != "noun":
            inside.update(_infinitives_of(page, draft))
            covered.update(draft.action)  # "to accept that Assad must go": no demand of its own
        yield draft
        yield from _for_others(page, draft)


def _for_others(page: Page, draft: Draft) -> Iterator[Draft]:
    """The same for each of several who act: "Chad and Sudan agreed"."""
    if draft.candidate.by is not None:
        for other in page.tree.kids(draft.candidate.by, "conj"):
            if is_somebody(page, other) and other not in draft.action:
                yield replace(draft, by=page.party(other))


def _is_private(page: Page, head: int) -> bool:
    actors = page.actors_at(head)
    return bool(actors) and all(actor.kind == "person" and not holds_office(actor) for actor in actors)


def _inherited(page: Page, draft: Draft, last: Draft | None) -> Draft:
    """ "Iraq should investigate. If at fault, it should pay": an unresolved pronoun means who was to act."""
    by, number = draft.candidate.by, page.annotation.sentence_of
    if last is None or by is None or draft.by is None or draft.by.actor is not None or last.by is None:
        return draft
    near = number[draft.candidate.predicate] - number[last.candidate.predicate] <= 1
    same = draft.candidate.kind == last.candidate.kind and draft.teller == last.teller
    person = any(actor.id == last.by.actor and actor.kind == "person" for actor in page.actors)
    if not (near and same and page.tree.lower(by) in ({"he", "she"} if person else {"they", "it"})):
        return draft
    return replace(draft, by=replace(draft.by, actor=last.by.actor))


def _says_nothing(page: Page, draft: Draft) -> bool:
    """ "to do so", and an auxiliary with a bare verb that wants an object ("what we will take")."""
    if page.words(draft.action).text.lower() in {"do", "do so", "do this", "do that", "do it"}:
        return True
    is_bare = len(draft.action) == 1 and draft.candidate.pattern.startswith(("modal", "noun"))
    return is_bare and page.annotation.tokens[draft.action[0]].lemma.lower() not in words("whole")


def _infinitives_of(page: Page, draft: Draft) -> Iterator[int]:
    """The verbs of an action that have no subject of their own: what is asked for is not asserted."""
    for index in draft.action:
        if index != draft.candidate.action and not page.tree.kids(index, "nsubj"):
            yield index


def _is_named(page: Page, candidate: Candidate) -> bool:
    """Whether a weak word has somebody who acts and is known, by name or by a definite description.

    What a person without an office plans or is to do is no commitment: it is what he plans.
    """
    if not candidate.weak:
        return True
    if candidate.by is None or (candidate.plan and _is_private(page, candidate.by)):
        return False
    kids = page.tree.kids(candidate.by, "det", "nmod:poss")
    return is_known(page, candidate.by) or any(page.tree.lower(k) in DEFINITE for k in kids)


def _draft(page: Page, telling: Telling, candidate: Candidate, around: Sequence[Clause]) -> Draft | None:
    teller = _teller(page, telling, candidate)
    outside = stretches.voices(page, page.statement_at(candidate.predicate))
    cut = {"verb": stretches.verb_phrase, "clause": stretches.clause, "noun": stretches.noun_phrase}[
        candidate.shape
    ]
    action = cut(page, candidate.action, around, outside=outside - _own(page, candidate))
    if not action:
        return None
    by = _by(page, candidate)
    return Draft(
        candidate=candidate,
        action=tuple(action),
        condition=_clause_of(page, candidate, action, around, "condition"),
        basis=_clause_of(page, candidate, action, around, "basis"),
        by=by,
        to=_to(page, candidate, by),
        teller=teller,
    )


def _own(page: Page, candidate: Candidate) -> set[int]:
    return {candidate.action, *page.tree.kids(candidate.action, "nsubj", "det", "amod")}


def _teller(page: Page, telling: Telling, candidate: Candidate) -> Statement | None:
    """Who says so; of what is demanded or expected the statement that does it, and whose speaker does."""
    own = _cued_by(page, candidate.predicate)
    asks = candidate.kind in {"demand", "expectation"} and not candidate.pattern.startswith("modal")
    if own is not None and own.speaker.text and asks:
        return own
    told = telling.told(candidate.predicate).statement
    return next((one for one in page.statements if one.id == told), None)


# --- parties -------------------------------------------------------------------------------------------------


def _by(page: Page, candidate: Candidate) -> Party | None:
    if candidate.by is None:
        return _promising(page, candidate)
    party = _before(page, page.party(candidate.by), candidate)
    if not party.text:
        return None
    if party.actor is None and "own side" in candidate.pattern:
        return replace(party, actor=_speaking(page, candidate))
    if candidate.asker is not None and _is_other(page, candidate, party):
        found = _other_than(page, candidate)
        return Party(actor=found, text=party.text, spans=party.spans)
    return party


def _promising(page: Page, candidate: Candidate) -> Party | None:
    """Who promises by the statement that does it, where the parse has lost the subject."""
    own = _cued_by(page, candidate.predicate)
    promises = candidate.kind in {"pledge", "agreement", "threat"} and candidate.pattern.startswith("verb")
    if own is None or not promises or not own.speaker.text:
        return None
    return Party(actor=own.speaker.actor, text=own.speaker.text, spans=own.speaker.spans)


def _before(page: Page, party: Party, candidate: Candidate) -> Party:
    """The words of a party as far as the action: "all sides", not "all sides to refrain from violence"."""
    tokens = page.annotation.under(party.spans)
    if candidate.by is None or candidate.action not in tokens or candidate.by > candidate.action:
        return party
    marks = page.tree.kids(candidate.action, "mark")
    short = page.words(i for i in tokens if i < min(marks, default=candidate.action))
    return replace(party, text=short.text, spans=short.spans)


def _speaking(page: Page, candidate: Candidate) -> str | None:
    """Who speaks, where "it" or "he" promises in his own statement; "they" may be more than who speaks."""
    assert candidate.by is not None
    statement = page.statement_at(candidate.predicate)
    is_self = statement is not None and page.tree.lower(candidate.by) in {"he", "she", "it", "i"}
    return statement.speaker.actor if statement and is_self else None


def _is_other(page: Page, candidate: Candidate, party: Party) -> bool:
    """Whether "him" in "Kerry urged him" has been taken for Kerry, whom it cannot mean."""
    assert candidate.by is not None
    assert candidate.asker is not None
    is_pronoun = page.tree.lower(candidate.by) in {"him", "her", "them", "it"}
    return is_pronoun and party.actor is not None and party.actor == page.party(candidate.asker).actor


def _other_than(page: Page, candidate: Candidate) -> str | None:
    """The last actor of the kind of "him" named before it in its sentence who is not the subject."""
    assert candidate.by is not None
    assert candidate.asker is not None
    start, _ = page.tree.sentence(candidate.by)
    asker = page.actors_at(candidate.asker)
    person = page.tree.lower(candidate.by) in {"him", "her"}
    for index in range(candidate.by - 1, start - 1, -1):
        for actor in page.actors_at(index):
            if actor not in asker and (actor.kind == "person") == person:
                return actor.id
    return None


def _to(page: Page, candidate: Candidate, by: Party | None) -> Party | None:
    if candidate.to is not None:
        return page.party(candidate.to)
    if candidate.kind not in {"pledge", "agreement", "threat"}:
        return _receiver(page, candidate)
    return _promised_to(page, candidate, by) or _receiver(page, candidate)


def _receiver(page: Page, candidate: Candidate) -> Party | None:
    """Who gets what is given: "hand the suspects over to Kenya"."""
    tree = page.tree
    given = page.annotation.tokens[candidate.action].lemma.lower() in words("give")
    heads = [
        *tree.kids(candidate.action, "iobj"),
        *(k for k in tree.kids(candidate.action, "obl") if _is_to(page, k)),
    ]
    return next(
        (page.party(k) for k in heads if k > candidate.action and given and is_somebody(page, k)), None
    )


def _is_to(page: Page, noun: int) -> bool:
    """Whether "to" stands before a noun, also in "over to"."""
    return any(page.tree.lower(k) == "to" for k in page.tree.kids(noun, "case"))


def _promised_to(page: Page, candidate: Candidate, by: Party | None) -> Party | None:
    """To whom a promise is made, as far as the statement around it says."""
    around = (_cued_by(page, candidate.predicate), page.statement_at(candidate.predicate))
    statement = next((one for one in around if one is not None and one.addressee is not None), None)
    if statement is None or statement.addressee is None:
        return None
    addressee = statement.addressee
    if addressee.text.lower() in FIRST_PERSON | {"me", "us"} and statement.parent is None:
        return None  # whoever writes the report was told
    if _only_hears(page, addressee) or (by is not None and addressee.actor and addressee.actor == by.actor):
        return None
    return addressee


def _cued_by(page: Page, index: int) -> Statement | None:
    """The statement whose cue a word is."""
    start = page.annotation.tokens[index].start
    return next((s for s in page.statements if any(a <= start < b for a, b in s.cue.spans)), None)


def _only_hears(page: Page, addressee: Party) -> bool:
    """Reporters and media are told of a promise: it is not made to them."""
    kinds = {actor.kind for actor in page.actors if actor.id == addressee.actor}
    tokens = page.annotation.under(addressee.spans)
    lemmas = {page.annotation.tokens[i].lemma.lower().removesuffix("s") for i in tokens}
    told = {name for name in (page.document.agency, page.document.publisher) if name}
    return "media" in kinds or bool(lemmas & words("hearer")) or addressee.text in told


# --- condition, basis, deadline ------------------------------------------------------------------------------


def _clause_of(
    page: Page, candidate: Candidate, action: Sequence[int], around: Sequence[Clause], class_: str
) -> Clause | None:
    """The condition or basis of a candidate: behind the action, or hanging on its predicate."""
    anchors = {candidate.predicate, candidate.action, *action}
    fits = [
        clause
        for clause in around
        if clause.class_ == class_ and (clause.above in anchors or _follows(page, clause, action))
        and candidate.action not in clause.tokens
    ]  # fmt: skip
    behind = [clause for clause in fits if clause.first > candidate.predicate]
    return next(iter(behind or fits), None)


def _follows(page: Page, clause: Clause, action: Sequence[int]) -> bool:
    """Whether a clause stands right behind the action, but for punctuation."""
    gap = range(action[-1] + 1, clause.first)
    return clause.first > action[-1] and all(page.annotation.tokens[i].upos == "PUNCT" for i in gap)


def _deadline(page: Page, draft: Draft) -> str | None:
    tokens = sorted({*draft.action, *_right_around(page, draft)})
    condition = set(draft.condition.tokens) if draft.condition else set()
    for first, time in page.times_in(tokens[0], tokens[-1] + 1):
        if first in condition and draft.condition and draft.condition.words != "until":
            continue
        found = deadline(time, page.text, page.document.published)
        if found is not None and found.day is not None:
            return found.day
    return None


def _right_around(page: Page, draft: Draft) -> Iterator[int]:
    """The times that hang on the predicate and follow the action."""
    kids = page.tree.kids(draft.candidate.predicate, "obl")
    yield from (i for kid in kids if kid > draft.candidate.predicate for i in page.tree.below(kid))


# --- rows ----------------------------------------------------------------------------------------------------


def _key(page: Page, draft: Draft) -> tuple[str, str, str, str]:
    """What makes two tellings one commitment: kind, who acts, the heads of the action and of its object."""
    tokens = page.annotation.tokens
    head = draft.candidate.action
    below = page.tree.kids(head, "obj") or page.tree.kids(head, "obl", "nmod", "xcomp")
    thing = tokens[below[0]].lemma.lower() if below else ""
    by = _whose(page, draft.by) if draft.by else ""
    return draft.candidate.kind, by, tokens[head].lemma.lower(), thing


def _whose(page: Page, party: Party) -> str:
    """Who acts, by actor; "Astana" in a headline is the country of the report."""
    found = None if party.actor else country_word(party.text)
    country = next((actor.id for actor in page.actors if found and actor.name == found[0].name), None)
    return party.actor or country or party.text.lower()


def _unrepeated(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    best: dict[tuple[str, str, str, str], Draft] = {}
    told: dict[tuple[str, str, str], tuple[str, str, str, str]] = {}
    for draft in drafts:
        key = _key(page, draft)
        key = told.setdefault((*key[:2], page.words(draft.action).text.lower()), key)
        if key not in best or _fullness(draft) > _fullness(best[key]):
            best[key] = draft
    return list(best.values())


def _fullness(draft: Draft) -> tuple[int, int]:
    parts = (draft.condition, draft.basis, draft.to, draft.by and draft.by.actor)
    return sum(part is not None for part in parts), len(draft.action)


def _status(draft: Draft) -> Status:
    standing = draft.candidate.standing
    if standing == "kept":
        return "claimed" if draft.teller else "reported"
    denied = standing in {"denied", "broken"}
    if draft.teller is not None and draft.teller.cue.class_ == "deny" and draft.teller.polarity == "-":
        denied = not denied
    return "denied" if denied else STATUS[draft.candidate.kind]


def _words(page: Page, clause: Clause | None) -> Words | None:
    return page.words(clause.tokens) if clause else None


def _row(page: Page, draft: Draft) -> Commitment:
    candidate = draft.candidate
    action = page.words(draft.action)
    parts = [candidate.predicate, *page.tree.kids(candidate.predicate, "aux", "cop"), *draft.action]
    for clause in (draft.condition, draft.basis):
        parts.extend(clause.tokens if clause else ())
    whole = page.words(range(min(parts), max(parts) + 1))
    teller = draft.teller.id if draft.teller else None
    return Commitment(
        id=identify(
            "commitment", page.document.id, candidate.kind, action.spans, draft.by and draft.by.spans
        ),
        kind=candidate.kind,
        by=draft.by,
        to=draft.to,
        action=action,
        condition=_words(page, draft.condition),
        deadline=_deadline(page, draft),
        basis=_words(page, draft.basis),
        status=_status(draft),
        statement=teller,
        text=whole.text,
        spans=whole.spans,
        confidence=_confidence(page, draft),
    )


def _confidence(page: Page, draft: Draft) -> float:
    sure = draft.candidate.sure
    if (
        draft.by is not None
        and draft.by.actor is None
        and page.tree.lower(draft.candidate.by or 0) not in FIRST_PERSON
    ):
        sure *= 0.9
    if draft.teller is not None:
        sure *= 0.5 + draft.teller.confidence / 2
    return round(sure, 2)


def _reason(row: Commitment, draft: Draft) -> Reason:
    steps = [("pattern", draft.candidate.pattern)]
    if draft.candidate.standing != "made":
        steps.append(("standing", draft.candidate.standing))
    if draft.condition:
        steps.append(("condition", draft.condition.words))
    if draft.basis:
        steps.append(("basis", draft.basis.words))
    return Reason(row=row.id, steps=tuple(steps))
