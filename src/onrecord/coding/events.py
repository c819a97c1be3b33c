"""Events: what happened, was refused, asked for, threatened or promised, who did it to whom, and whose word it is.

The steps:

1. Predicates whose frame holds (``candidates.py``) are weighed with what the trained heads say (``heads.py``).
2. Words that tell one event are one candidate: "an air strike that killed civilians", "the attack was an air strike".
3. Parties that the sentence leaves out are looked for where it implies them: whoever is asked to end attacks is who
   attacks.
4. Each candidate becomes a row with place, date, teller and status; rows that tell the same are one, with several
   spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from onrecord.coding.arguments import BLAMED, Slots, subjects, support_verbs
from onrecord.coding.candidates import Candidate, candidates, unlisted
from onrecord.coding.contexts import contexts_of
from onrecord.coding.heads import Weighed, weigh
from onrecord.coding.nouns import is_person, is_somebody
from onrecord.coding.page import Page
from onrecord.coding.settings import date_of, place_of
from onrecord.coding.telling import Telling, Told
from onrecord.data import rows as registry
from onrecord.data.plover import plover
from onrecord.model import Event, Party, Reason, Spans, identify

LEAST = 0.5  # of the weighed score, from which a candidate counts
SPEECH = {"REQUEST", "ACCUSE", "REJECT"}  # whose recipient may stand inside what is asked, blamed, refused
REACH = 4  # steps down from a speech act to the deeds that it is about
ADDRESSED = {"REQUEST", "THREATEN", "CONSULT"}  # these are done to somebody, not to things
ASKED = {
    **dict.fromkeys(("RETREAT", "CONCEDE"), "yield"),
    **dict.fromkeys(("AID", "COOPERATE", "SUPPORT"), "assist"),
    "RETREAT/resign": "change",
    "CONSULT": "meet",
}
CONTENTS: dict[str, dict[str, str]] = {  # modes that say what is asked for, refused or threatened
    "REQUEST": ASKED,
    "REJECT": ASKED,
    "THREATEN": {
        **dict.fromkeys(("COERCE/deport", "SANCTION/expel"), "expel"),
        "ASSAULT": "violence",
        "COERCE/arrest": "arrest",
        "COERCE/seize": "territory",
        "COERCE": "restrict",
        "SANCTION/withdraw": "relations",
        "SANCTION": "restrict",
    },
}
UNCONVENTIONAL = "unconventional"
MEETING = {"during", "in", "at", "after", "before", "following"}


def events(page: Page) -> tuple[tuple[Event, ...], tuple[Reason, ...]]:
    """The events of a report in the order of its text, and why each is there."""
    found = _joined(page, [c for c in candidates(page) if c.sure > 0])
    found += unlisted(page) if page.annotation.heads else ()
    weighed = [(c, w) for c in found if (w := weigh(page, c)).score >= LEAST]
    at = {index: c for c, _ in weighed for index in (c.index, *c.also)}
    telling = Telling(page)
    rows: list[tuple[Event, Reason]] = []
    for candidate, by in weighed:
        candidate.type = by.type
        _imply(page, candidate, at)
        row = _row(page, candidate, by, telling.told(candidate.index))
        if row[0].actors or row[0].recipients or row[0].place:
            rows.append(row)
    merged = _told_once(page, rows)
    return tuple(event for event, _ in merged), tuple(reason for _, reason in merged)


# --- one event, several words --------------------------------------------------------------------------------


def _joined(page: Page, found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without those that tell the event of another: a verb whose subject is the deed, a deed that is one."""
    at = {candidate.index: candidate for candidate in found}
    gone: set[int] = set()
    for candidate in found:
        for deed in (*_deeds_that_act(page, candidate, at), *_deeds_beside(page, candidate, at)):
            if deed.index in gone or deed is candidate or not _same_kind(deed, candidate):
                continue
            _take_in(page, deed, candidate)
            gone.add(candidate.index)
            break
    return [candidate for candidate in found if candidate.index not in gone]


def _deeds_that_act(page: Page, candidate: Candidate, at: dict[int, Candidate]) -> list[Candidate]:
    """The deeds in the subject of a candidate: "a strike that killed", "the attack was a strike"."""
    token = page.annotation.tokens[candidate.index]
    heads = Slots(page, candidate.index)("subj") if token.upos == "VERB" else []
    if page.tree.kids(candidate.index, "cop"):
        heads = page.tree.kids(candidate.index, "nsubj")
    heads = [page.referent(h) for h in heads]
    inner = [k for h in heads for k in page.tree.kids(h, "nmod") if page.tree.marker(k) == "of"]
    over = [i for h in heads if not is_person(page, h) and not page.actors_at(h) for i in _above(page, h)]
    return [at[i] for i in (*heads, *inner, *over) if i in at and i != candidate.index]


def _above(page: Page, index: int) -> list[int]:
    """The nouns that a noun is part of: an attack "on a mosque that killed 13"."""
    found: list[int] = []
    while page.tree.rel(index) in {"nmod", "appos", "conj"} and len(found) < REACH:
        index = page.annotation.tokens[index].head
        found.append(index)
    return found


def _deeds_beside(page: Page, candidate: Candidate, at: dict[int, Candidate]) -> list[Candidate]:
    """Deeds that a verb tells with: "killed in bombings", "killed and wounded", "express support"."""
    tree, index = page.tree, candidate.index
    if tree.tokens[index].upos != "VERB":
        return []
    harm = candidate.type in {"ASSAULT", "COERCE"}
    verbs = [index, *tree.kids(index, "conj")] if harm else []
    within = [k for v in verbs for k in tree.kids(v, "obl") if tree.marker(k) in {"in", "by", "during"}]
    told = [k for k in tree.kids(index, "obj") if tree.tokens[k].upos == "NOUN"]
    found = [at[i] for i in (*within, *told) if i in at]
    above = tree.tokens[index].head
    if tree.rel(index) == "conj" and above in at and set(at[above].recipients) == set(candidate.recipients):
        found.append(at[above])
    return found


def _same_kind(one: Candidate, other: Candidate) -> bool:
    return one.type == other.type or {one.type, other.type} == {"ASSAULT", "COERCE"}


def _take_in(page: Page, deed: Candidate, other: Candidate) -> None:
    """Let a deed have what another word tells of it; "an attack on a mosque that killed" leaves open who attacked."""
    deed.also.append(other.index)
    deed.also += other.also
    if not deed.mode or (other.mode and deed.frame.sure < other.frame.sure):
        deed.mode = other.mode or deed.mode
    hit = {deed.index, *(page.referent(i) for i in deed.recipients)}
    deed.actors = deed.actors or [i for i in other.actors if page.referent(i) not in hit]
    deed.recipients = [*deed.recipients, *(i for i in other.recipients if i not in deed.recipients)]
    deed.sure = max(deed.sure, other.sure)
    deed.steps += other.steps


# --- parties that are implied --------------------------------------------------------------------------------


def _imply(page: Page, candidate: Candidate, at: dict[int, Candidate]) -> None:
    """Fill in parties out of the deeds that a speech act is about, and of the clause that a deed stands in."""
    speaks = candidate.type in {*SPEECH, *CONTENTS}
    deeds = [at[i] for i in _inside(page, candidate.index) if i in at] if speaks else []
    if candidate.type in SPEECH and not any(is_somebody(page, i) for i in candidate.recipients):
        own = {a.id for i in candidate.actors for a in page.actors_at(i)}
        doers = (
            d.actors
            for d in deeds
            if d.actors and not own & {a.id for i in d.actors for a in page.actors_at(i)}
        )
        candidate.recipients = next(doers, []) or _offering(page, candidate) or candidate.recipients
    if candidate.type in CONTENTS and not candidate.mode and deeds:
        modes = CONTENTS[candidate.type]
        candidate.mode = modes.get(f"{deeds[0].type}/{deeds[0].mode}") or modes.get(deeds[0].type)
    if candidate.type == "THREATEN" and not candidate.recipients and deeds:
        candidate.recipients = [i for i in deeds[0].recipients if i not in candidate.actors]
    if candidate.type in ADDRESSED:
        candidate.recipients = [i for i in candidate.recipients if is_somebody(page, i) or i in at]
    candidate.actors = [i for i in candidate.actors if page.referent(i) not in at]
    candidate.actors = candidate.actors or _blamed(page, candidate, at)
    candidate.actors = candidate.actors or _claimed_by(page, candidate) or _attending(page, candidate)
    candidate.recipients = [i for i in candidate.recipients if i not in at or at[i] is candidate] or [
        j for i in candidate.recipients if i in at for j in at[i].actors or [i]
    ]


def _blamed(page: Page, candidate: Candidate, at: dict[int, Candidate]) -> list[int]:
    """Whom a deed is blamed on: "blamed the army for the bombing"."""
    above = page.annotation.tokens[candidate.index].head
    blaming = at.get(above)
    if blaming is None or blaming.type != "ACCUSE" or page.tree.marker(candidate.index) not in BLAMED:
        return []
    return [i for i in blaming.recipients if i not in at]  # an investigation into an attack blames nobody


def _offering(page: Page, candidate: Candidate) -> list[int]:
    """Whose offer or resolution it is that somebody rejects: "an offer of aid from the United States"."""
    below = [i for head in candidate.recipients for i in _inside(page, head, 2)]
    return [i for i in below if page.tree.marker(i) in {"from", "by"} and is_somebody(page, i)][:1]


def _claimed_by(page: Page, candidate: Candidate) -> list[int]:
    """Who claims responsibility for a deed: "attacks for which the group has claimed responsibility"."""
    tree = page.tree
    start, end = tree.sentence(candidate.index)
    for verb in range(start, end):
        if tree.tokens[verb].lemma != "claim":
            continue
        things = [k for k in tree.kids(verb, "obj") if tree.tokens[k].lemma in {"responsibility", "credit"}]
        about = [
            k
            for k in (*tree.kids(verb, "obl"), *(m for t in things for m in tree.kids(t, "nmod")))
            if tree.marker(k) == "for"
        ]
        words = {candidate.index, *candidate.also}
        if things and any(page.referent(k) in words or page.tree.lower(k) == "which" for k in about):
            return subjects(page, verb)
    return []


def _attending(page: Page, candidate: Candidate) -> list[int]:
    """Who does something at a meeting or in a call takes part in it."""
    tree, index = page.tree, candidate.index
    above = tree.tokens[index].head
    if (
        candidate.type != "CONSULT"
        or tree.rel(index) != "obl"
        or above < 0
        or tree.marker(index) not in MEETING
    ):
        return []
    return [i for i in subjects(page, above) if is_somebody(page, i) and i not in candidate.recipients]


def _inside(page: Page, index: int, depth: int = REACH) -> Iterable[int]:
    """The words below a predicate, the nearest first."""
    level = [index]
    for _ in range(depth):
        level = [k for i in level for k in page.tree.children[i]]
        yield from level


# --- rows ----------------------------------------------------------------------------------------------------


def _row(page: Page, candidate: Candidate, by: Weighed, told: Told) -> tuple[Event, Reason]:
    if candidate.type == "ASSAULT":
        candidate.mode = _by_poison(page, candidate) or candidate.mode or _by_instrument(page, candidate)
    known = plover()  # a head may have called the deed another type, which lacks the mode of its frame
    facts = known.get((by.type, candidate.mode)) or known[by.type, None]
    actors, recipients = (_parties(page, heads) for heads in (candidate.actors, candidate.recipients))
    words = {candidate.index, *candidate.also}
    taken, hit = (
        {i for h in heads for i in page.phrase(h)} for heads in (candidate.actors, candidate.recipients)
    )
    place = next((p for i in sorted(words) if (p := place_of(page, i, taken, hit))), None)
    date = next((d for i in sorted(words) if (d := date_of(page, i))), None)
    spans = _evidence(page, candidate)
    quotation = " ".join(page.text[a:b] for a, b in spans)
    row = Event(
        id=identify("event", page.document.id, by.type, spans, told.statement),
        type=by.type,
        mode=facts.mode,
        contexts=contexts_of(page, candidate.index, by.type, facts.mode),
        cameo=candidate.frame.cameo if candidate.frame.cameo and by.type == candidate.type else facts.cameo,
        quad=facts.quad,
        intensity=facts.intensity,
        actors=actors,
        recipients=recipients,
        place=place.id if place else None,
        date=date,
        status=told.status,
        certainty=told.certainty,
        statement=told.statement,
        text=quotation,
        spans=spans,
        confidence=round(by.score, 4),
    )
    return row, Reason(row=row.id, steps=(*candidate.steps, *by.steps, *told.steps))


@cache
def instruments() -> dict[str, str]:
    """Modes of assaults by the doers and tools that give them."""
    return {row["lemma"]: row["mode"] for row in registry("instruments")}


def _by_instrument(page: Page, candidate: Candidate) -> str | None:
    """The mode that the doer or the tool gives an assault."""
    tools = [
        k for i in (candidate.index, *candidate.also) for k in page.tree.kids(i, "obl", "nmod", "compound")
    ]
    tools = [k for k in tools if page.tree.marker(k) in {"with", "by", "using", ""}]
    lemmas = (page.annotation.tokens[page.referent(i)].lemma.lower() for i in (*candidate.actors, *tools))
    return next((mode for lemma in lemmas if (mode := instruments().get(lemma))), None)


def _by_poison(page: Page, candidate: Candidate) -> str | None:
    """ "Used chlorine gas", "dropped chlorine bombs": what is in them outweighs what they are."""
    kids = [
        k for i in (candidate.index, *candidate.also) for k in page.tree.kids(i, "obj", "obl", "compound")
    ]
    words = {
        page.annotation.tokens[i].lemma.lower() for k in kids for i in (k, *page.tree.kids(k, "compound"))
    }
    poisons = (word for word in words - {"gas"} if instruments().get(word) == UNCONVENTIONAL)
    return UNCONVENTIONAL if any(poisons) else None


def _parties(page: Page, heads: Sequence[int]) -> tuple[Party, ...]:
    found = [party for head in heads for party in page.parties(head)]
    return tuple({party.actor or party.text.casefold(): party for party in reversed(found)}.values())[::-1]


def _evidence(page: Page, candidate: Candidate) -> Spans:
    """The shortest stretch of the sentence with the predicate and its parties; the words alone where these are far."""
    start, end = page.tree.sentence(candidate.index)
    words = [i for i in (candidate.index, *candidate.also) if start <= i < end]
    support = [i for i in _support_words(page, candidate.index) if start <= i < end]
    heads = [i for i in (*candidate.actors, *candidate.recipients) if start <= i < end]
    phrases = [i for h in heads for i in page.phrase(h)]
    every = [*words, *support, *phrases]
    return page.spans(range(min(every), max(every) + 1))


def _support_words(page: Page, index: int) -> list[int]:
    above = page.annotation.tokens[index].head
    known = above >= 0 and (page.annotation.tokens[above].lemma, "") in support_verbs()
    return [above] if known and page.tree.rel(index) == "obj" else []


# --- one event told several times ----------------------------------------------------------------------------


def _told_once(page: Page, rows: Sequence[tuple[Event, Reason]]) -> list[tuple[Event, Reason]]:
    """Rows in the order of the text, those of one event told again by the same voice as one."""
    kept: list[tuple[Event, Reason]] = []
    speakers = {s.id: s.speaker.actor or s.speaker.text for s in page.statements}
    for event, reason in sorted(rows, key=lambda row: row[0].spans):
        teller = speakers.get(event.statement or "")
        again = next((n for n, (other, _) in enumerate(kept) if _same(event, other, teller, speakers)), None)
        if again is None:
            kept.append((event, reason))
        else:
            kept[again] = _united(page, kept[again], (event, reason))
    return kept


def _same(event: Event, other: Event, teller: str | None, speakers: dict[str, str]) -> bool:
    if (event.type, event.status) != (other.type, other.status) or teller != speakers.get(
        other.statement or ""
    ):
        return False
    modes = {event.mode, other.mode} - {"explosives"} or {event.mode}
    pairs = ((min(modes, key=str), max(modes, key=str)), (event.date, other.date), (event.place, other.place))
    if any(one and two and one != two for one, two in pairs):
        return False
    sides = ((event.actors, other.actors), (event.recipients, other.recipients))
    known = [(_names(one), _names(two)) for one, two in sides]
    return all(one == two or not (one and two) for one, two in known) and any(
        one and one == two for one, two in known
    )


def _names(parties: Sequence[Party]) -> set[str]:
    """Parties by whom they mean, or by their last word."""
    return {party.actor or party.text.casefold().split()[-1] for party in parties if party.text}


def _united(page: Page, first: tuple[Event, Reason], again: tuple[Event, Reason]) -> tuple[Event, Reason]:
    event, other = first[0], again[0]
    spans = tuple(sorted({*event.spans, *other.spans}))
    joined = tuple(s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans))
    row = replace(
        event,
        actors=event.actors or other.actors,
        recipients=event.recipients or other.recipients,
        mode=event.mode or other.mode,
        place=event.place or other.place,
        date=event.date or other.date,
        spans=joined,
        text=" ".join(page.text[a:b] for a, b in joined),
        confidence=max(event.confidence, other.confidence),
    )
    told = f"again at character {other.spans[0][0]}: {other.text[:60]!r}"
    return row, replace(first[1], steps=(*first[1].steps, ("told again", told)))
