"""Who stands against whom and with whom by what they do: attacks, joint offensives, ground that is held."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from onrecord.coding.arguments import Slots, subjects, with_conjuncts
from onrecord.coding.candidates import Candidate, candidates
from onrecord.coding.ends import End, acts, end, ends, is_group, is_mere_place
from onrecord.coding.nouns import QUANTITIES, is_anybody, is_each_other, is_person
from onrecord.coding.page import BODIES, PEOPLE, Page
from onrecord.coding.ties import Draft, fits

LEAST_FIGHT = 0.7  # of the pattern of an assault, from which two are at odds
JOINT = {"offensive", "operation", "campaign", "assault", "war", "push"}
JOIN = {
    "launch",
    "begin",
    "mount",
    "start",
    "conduct",
    "wage",
    "carry",
    "lead",
    "fight",
    "battle",
    "retake",
    "liberate",
}
MANY = 6
UNARMED = {
    *("leader", "official", "court", "lawmaker", "diplomat", "prosecutor", "hacker", "member", "supporter"),
    *("ministry", "side", "administration", "leadership", "authority"),
}
CONTROL = {"control", "rule", "occupation"}
GAIN = {
    *(
        "seize",
        "take",
        "have",
        "retain",
        "regain",
        "gain",
        "keep",
        "assume",
        "maintain",
        "tighten",
        "exercise",
    ),
    *("consolidate", "extend", "hold", "wrest", "establish"),
}
AGAINST = {"counter", "against", "defeat", "anti"}


def sides(page: Page) -> Iterator[Draft]:
    """All of them."""
    yield from _fights(page)
    for index, token in enumerate(page.annotation.tokens):
        if token.lemma.lower() in CONTROL and token.upos in {"NOUN", "PROPN"}:
            yield from _control(page, index)
        if token.lemma.lower() in JOIN and token.upos == "VERB":
            yield from _together(page, index)
        if token.lemma.lower() == "run" and token.upos == "VERB":
            yield from _running(page, index)
    yield from _by_name(page)


def _fights(page: Page) -> Iterator[Draft]:
    """Who does violence to somebody is against them."""
    for candidate in candidates(page, "ASSAULT"):
        if candidate.type != "ASSAULT" or candidate.sure < LEAST_FIGHT or not candidate.actors:
            continue
        for subject in ends(page, candidate.actors):
            for thing in ends(page, (_of_number(page, i) for i in candidate.recipients)):
                if _fighter(page, subject) and _target(page, thing):
                    yield _fight(candidate, subject, thing)


def _of_number(page: Page, index: int) -> int:
    """Who is counted: the militants of "dozens of militants"."""
    if page.annotation.tokens[index].lemma.lower() not in QUANTITIES:
        return index
    counted = [k for k in page.tree.kids(index, "nmod") if page.tree.marker(k) == "of"]
    return counted[0] if counted else index


def _fight(candidate: Candidate, subject: End, thing: End) -> Draft:
    frame = candidate.frame
    rule = f"{frame.predicate} ({candidate.type}): opposes, {frame.where}"
    return Draft("opposes", candidate.index, subject, thing, candidate.sure, rule)


def _fighter(page: Page, one: End) -> bool:
    """A force, a group or a state: a lone killer is on no side."""
    if is_anybody(page, one.head) or not is_group(page, one) or is_mere_place(page, one):
        return False
    kinds = {actor.kind for actor in page.actors if actor.id in one.actors}
    token = page.annotation.tokens[one.head]
    alone = is_person(page, one.head) and token.text.lower() == token.lemma.lower()
    return bool(kinds & BODIES) or (token.lemma.lower() in PEOPLE - UNARMED and not alone)


def _target(page: Page, one: End) -> bool:
    """Somebody who is fought or hit, and not a place."""
    if is_anybody(page, one.head) or is_each_other(page, one.head) or is_mere_place(page, one):
        return False
    lemma = page.annotation.tokens[one.head].lemma.lower()
    if {actor.kind for actor in page.actors if actor.id in one.actors} == {"person"}:
        return False  # who kills one man is not at war with him
    return acts(page, one) and (bool(one.actors) or is_person(page, one.head) or lemma in PEOPLE)


def _together(page: Page, index: int) -> Iterator[Draft]:
    """Forces that start an offensive together are allies in it."""
    tree = page.tree
    things = {page.annotation.tokens[k].lemma.lower() for k in tree.kids(index, "obj", "obl")}
    own = tree.kids(index, "nsubj")
    if (
        not things & JOINT
        or len(own) != 1
        or any(is_each_other(page, k) for k in tree.kids(index, "obj", "obl"))
    ):
        return
    found = [one for one in ends(page, with_conjuncts(page, own[0])) if is_group(page, one)]
    if 1 < len(found) <= MANY and any(_fighter(page, one) for one in found):
        for one, other in combinations(found, 2):
            yield Draft("allied_with", index, one, other, 0.7, "together in an offensive: allied_with")


def _control(page: Page, index: int) -> Iterator[Draft]:
    """ "Seized control of X", "X is under IS control", "areas under the control of IS", "their control of X"."""
    slots, tree = Slots(page, index), page.tree
    above = tree.tokens[index].head
    if tree.marker(index) == "under":
        holders = slots("poss") or slots("adj") or slots("of")
        grounds = _under(page, index)
    elif tree.marker(index) == "in" and tree.kids(index, "nsubj"):
        holders, grounds = _all(page, tree.kids(index, "nsubj")), slots("of")
    elif tree.rel(index) == "obj" and tree.tokens[above].lemma.lower() in GAIN:
        holders, grounds = (
            _all(page, subjects(page, above)),
            slots("of") or slots("over") or _behind(page, above),
        )
    else:
        holders, grounds = slots("poss") or slots("adj"), slots("of") or slots("over")
    for subject in ends(page, holders):
        for ground in ends(page, grounds):
            if fits(page, "controls", subject, first=True) and fits(page, "controls", ground, first=False):
                yield Draft("controls", index, subject, ground, 0.8, "control: controls")


def _all(page: Page, heads: list[int]) -> list[int]:
    return [i for head in heads for i in with_conjuncts(page, head)]


def _behind(page: Page, verb: int) -> list[int]:
    """What the parse hangs on the verb: "seized control of the town"."""
    return [k for k in page.tree.kids(verb, "obl") if page.tree.marker(k) in {"of", "over"}]


def _under(page: Page, index: int) -> list[int]:
    """What is under somebody's control."""
    tree = page.tree
    above = tree.tokens[index].head
    if tree.kids(index, "cop"):
        own = [page.referent(k) for k in tree.kids(index, "nsubj")]
        return own or ([above] if tree.rel(index) == "acl" else [])
    if tree.rel(index) in {"nmod", "acl"}:
        return [above]
    return (
        _all(page, tree.kids(above, "nsubj"))
        if tree.rel(index) in {"obl", "advcl", "xcomp"} and above >= 0
        else []
    )


def _running(page: Page, index: int) -> Iterator[Draft]:
    """ "Runs the show in X"."""
    slots = Slots(page, index)
    if not {page.annotation.tokens[i].lemma for i in slots("obj")} & {"show", "place", "thing"}:
        return
    holders = [_whose_clause(page, index, i) for i in slots("subj")]
    for subject in ends(page, holders):
        for ground in ends(page, slots("in")):
            yield Draft("controls", index, subject, ground, 0.85, "run the show in: controls")


def _whose_clause(page: Page, verb: int, subject: int) -> int:
    """Whom "which" means; the name right in front where the parse hangs the clause on a verb."""
    tree = page.tree
    if page.referent(subject) != subject or tree.lower(subject) not in {"which", "who"}:
        return subject
    before = [i for i in range(max(0, subject - 3), subject) if page.actors_at(i)]
    return page.named(before[-1]) if before else subject


def _by_name(page: Page) -> Iterator[Draft]:
    """Who bears an enemy in the name: "the Global Coalition to Counter ISIL"."""
    for actor in page.actors:
        for mention in (
            actor.mentions if actor.kind in {"coalition", "military", "armed_group", "igo"} else ()
        ):
            inside = page.annotation.under(((mention.start, mention.end),))
            words = [page.tree.lower(i) for i in inside]
            for at, index in enumerate(inside):
                foes = [a for a in page.actors_at(index) if a.id != actor.id]
                if foes and set(words[max(0, at - 3) : at]) & AGAINST:
                    whole = end(page, page.top(inside))
                    if whole.actors == {actor.id}:
                        rule = "an enemy in the name: opposes"
                        yield Draft("opposes", index, whole, end(page, index), 0.85, rule, given=True)
