"""Relations that one word tells between those in its slots, and those of compounds ("Iran-backed", "anti-Taliban")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.coding.arguments import Slots, subjects, with_conjuncts
from onrecord.coding.ends import (
    HYPHENS,
    End,
    acts,
    end,
    ends,
    is_country,
    is_direction,
    is_ground,
    is_group,
    is_human,
    is_mere_place,
    name_before,
    part_of_word,
    plain,
)
from onrecord.coding.nouns import is_anybody, is_body
from onrecord.coding.page import PEOPLE, Page
from onrecord.data.relation_words import Tie, ties

PARTS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
EFFORTS = {  # nouns whose infinitive is done by whose they are: "coalition efforts to defeat"
    *("effort", "campaign", "fight", "battle", "operation", "bid", "attempt", "struggle", "plan", "mission"),
    *("offensive", "push", "drive", "strategy", "commitment", "war", "work"),
}
SITES = {"headquarters", "base", "office", "embassy", "camp", "branch", "seat", "mission", "consulate"}
STOPS = {
    "cease",
    "stop",
    "end",
    "halt",
    "suspend",
    "continue",
    "resume",
    "intensify",
    "join",
    "support",
    "escalate",
}
DURING = {"during", "in", "amid", "after"}
THIRD = {"their", "its", "his", "her"}
MUTUAL = {"allied_with", "opposes"}
PAIR = 2
STRIKES = {
    *(
        "fight",
        "battle",
        "combat",
        "confront",
        "resist",
        "counter",
        "defeat",
        "destroy",
        "eliminate",
        "degrade",
    ),
    *("dismantle", "repel", "rout"),
}
BARE = {"report", "answer"}  # to somebody; "reported the loss to the agency" is another word
NO_BODIES = {"minority", "majority", "staff", "floor", "opinion", "thought", "world", "market", "team"}
TOPMOST = {"leads", "part_of", "holds_office"}


@dataclass(frozen=True, slots=True)
class Draft:
    """The word that tells a relation, its ends, and the rule; ``given`` where the clause takes it as known."""

    type: str
    word: int
    subject: End
    object: End
    sure: float
    rule: str
    given: bool = False


def told_by_words(page: Page) -> Iterator[Draft]:
    """What the words of the lexicon tell."""
    for index, token in enumerate(page.annotation.tokens):
        if behind_hyphen(page, index):
            for tie in ties().get((token.text.lower(), "HYPHEN"), ()):
                yield from _compound(page, index, tie)
            continue
        part = "ADJ" if page.tree.kids(index, "cop") and token.upos == "VERB" else PARTS.get(token.upos, "")
        lemma = token.text.lower() if part == "ADJ" else token.lemma.lower()
        found = ties().get((lemma, part)) or ties().get((token.text.lower(), part), ())
        for tie in found:
            yield from _between(page, index, tie)
        yield from _prefixed(page, index)
        front, _, last = token.text.replace("‑", "-").rpartition("-")
        for tie in ties().get((last, "HYPHEN"), ()) if front[:1].isupper() else ():
            yield from _compound(page, index, tie, part_of_word(page, index, 0, len(front)))


def behind_hyphen(page: Page, index: int) -> bool:
    """Whether a word is joined by a hyphen to the one before."""
    tokens = page.annotation.tokens
    if index < 2 or tokens[index - 1].text not in HYPHENS:
        return False
    return tokens[index - 2].end == tokens[index - 1].start and tokens[index - 1].end == tokens[index].start


def _between(page: Page, index: int, tie: Tie) -> Iterator[Draft]:
    slots = Slots(page, index)
    rule = f"{tie.word}: {tie.type}, {tie.where}"
    found = _filled(page, slots, tie, tie.subject, first=True)
    tree = page.tree
    if tie.type in MUTUAL and len(found) == PAIR and tree.kids(index, "cop") and not tree.kids(index, "nmod"):
        yield Draft(tie.type, index, found[0], found[1], tie.sure, rule)  # "X and Y are allies"
        return
    verb = page.annotation.tokens[index].upos == "VERB"
    if tie.word in BARE and [k for k in tree.kids(index, "obj") if not tree.marker(k)]:
        return
    for subject in found:
        for thing in _filled(page, slots, tie, tie.object, first=False):
            if verb and (set(subject.words) <= set(thing.words) or not _is_foe(page, tie, thing)):
                continue
            yield Draft(tie.type, index, subject, thing, tie.sure, rule, _is_given(page, index))


def _is_foe(page: Page, tie: Tie, one: End) -> bool:
    """Whether who is fought is a side: one with a name, or a force; "confronted a suspect" is no enmity."""
    if tie.type != "opposes" or tie.word not in STRIKES:
        return True
    return bool(one.actors) or page.annotation.tokens[one.head].lemma.lower() in PEOPLE


def _is_given(page: Page, index: int) -> bool:
    """Whether a noun is taken as known where it stands: not said of a subject, nor an object."""
    if page.annotation.tokens[index].upos not in {"NOUN", "PROPN"}:
        return False
    return not page.tree.kids(index, "cop") and page.tree.rel(index) in {
        "appos",
        "conj",
        "nsubj",
        "nmod",
        "compound",
    }


def _filled(page: Page, slots: Slots, tie: Tie, wanted: Sequence[str], *, first: bool) -> list[End]:
    """The ends in the first slot that holds any that fit."""
    for slot in wanted:
        found = [
            one for one in _slot(page, slots, slot) if one.parties and fits(page, tie.type, one, first=first)
        ]
        if found:
            return _without_titles(page, found)
    return []


def _without_titles(page: Page, found: list[End]) -> list[End]:
    """Without a title that the parse sets beside the name it belongs to: "former president Aino Laine chairs"."""
    names = [one.words[0] for one in found if one.actors]
    return [one for one in found if one.actors or one.words[-1] + 1 not in names]


def fits(page: Page, type_: str, one: End, *, first: bool) -> bool:
    """Whether somebody, or a place where the relation asks for one, stands at an end."""
    if is_anybody(page, one.head) and not one.actors:
        return False
    if first:
        if type_ == "family_of":
            return is_human(page, one)
        if type_ == "located_in":
            return acts(page, one) or page.annotation.tokens[one.head].lemma.lower() in SITES
        return acts(page, one) and not is_mere_place(page, one)
    match type_:
        case "family_of":
            return is_human(page, one)
        case "controls" | "located_in":
            return is_ground(page, one)
        case "member_of" | "part_of":
            bare = page.tree.lower(one.head) == "forces" and len(one.words) == 1  # "joined forces"
            people = is_human(page, one) and not one.actors  # "joined her supporters"
            return is_group(page, one) and not is_country(page, one) and not bare and not people
        case "leads":
            known = bool(one.actors) or is_body(page, one.head)
            return known and is_group(page, one) and page.tree.lower(one.head) not in NO_BODIES
    return acts(page, one) and not is_mere_place(page, one) and not is_direction(page, one)


def _slot(page: Page, slots: Slots, slot: str) -> list[End]:
    index = slots.index
    if slot == "self":
        return _whom(page, index)
    if slot == "doer":
        return ends(page, _doers(page, index))
    if slot == "noun":
        above = page.annotation.tokens[index].head
        return ends(page, [above]) if page.tree.rel(index) in {"amod", "acl"} and above >= 0 else []
    if slot == "enjoyer":
        return ends(page, slots("faced"))
    if slot == "adj":
        found = slots("adj") + [k for k in page.tree.kids(index, "compound") if is_body(page, k)]
        known = [k for k in found if page.actors_at(k)] or [
            k for k in found if page.tree.lower(k) not in NO_BODIES
        ]
        return ends(page, dict.fromkeys(known))
    if page.annotation.tokens[index].upos == "ADJ" or (
        page.tree.kids(index, "cop") and slots.token.upos != "NOUN"
    ):
        return ends(page, _of_adjective(page, index, slot))
    heads = slots(slot) or (_owners_of_effort(page, index) if slot == "subj" else _loose(page, index, slot))
    if slot == "poss":
        heads = [_antecedent(page, index, head) for head in heads]
    return [_owner(page, one, slot) for one in ends(page, heads)]


def _loose(page: Page, index: int, slot: str) -> list[int]:
    """What stands behind a preposition where the parse hangs it on another word than the one it belongs to.

    "Answers to the ministry", as if of a noun; "retook the town of X from Y", as if of X; "wife of President X".
    """
    tree = page.tree
    if page.annotation.tokens[index].upos == "NOUN":
        bare = [k for k in tree.kids(index, "nmod") if not tree.marker(k)]
        return [k for k in bare if any(tree.marker(t) == slot for t in _titles(page, k))]
    if page.annotation.tokens[index].upos != "VERB":
        return []
    if odd := [k for k in tree.kids(index, "obj") if tree.marker(k) == slot]:
        return odd
    level = [index]
    for _ in range(3 if slot in {"against", "from", "alongside"} else 1):
        found = [k for i in level for k in tree.kids(i, "nmod") if tree.marker(k) == slot]
        if found:
            return found
        level = [k for i in level for k in tree.kids(i, "obj", "obl", "nmod")]
    return []


def _titles(page: Page, index: int) -> list[int]:
    desc = page.tree.kids(index, "nmod:desc")
    return [*desc, *(k for i in desc for k in page.tree.kids(i, "nmod:desc", "compound"))]


def _owner(page: Page, one: End, slot: str) -> End:
    """Whose a deed is, where the deed stands for who did it: "assisted by coalition air strikes"."""
    if acts(page, one) or slot not in {"subj", "of", "from"}:
        return one
    inner = Slots(page, one.head)
    for owner in ("adj", "poss", "from", "of"):
        found = [e for e in ends(page, inner(owner)) if e.actors]
        if found:
            return found[0]
    bodies = [k for k in page.tree.kids(one.head, "compound") if is_body(page, k)]
    return end(page, bodies[0]) if bodies else one


def _antecedent(page: Page, index: int, head: int) -> int:
    """Whom "their" means in "the army and their allies", where nothing else is known."""
    token = page.annotation.tokens[head]
    if token.upos != "PRON" or page.actors_at(head) or page.tree.rel(index) != "conj":
        return head
    return page.annotation.tokens[index].head


def _of_adjective(page: Page, index: int, slot: str) -> list[int]:
    """Who an adjective is said of, and what stands behind its preposition."""
    tree, at = page.tree, index
    if slot == "subj":
        if tree.rel(index) == "acl":
            return [tree.tokens[index].head]
        while not tree.kids(at, "nsubj") and tree.rel(at) == "conj":
            at = tree.tokens[at].head
        below = _left_subject(page, index) or tree.kids(at, "nsubj")
    else:
        below = [k for k in tree.kids(index, "obl", "nmod") if tree.marker(k) == slot]
    return [i for k in below for i in with_conjuncts(page, k)]


def _left_subject(page: Page, index: int) -> list[int]:
    """The noun between a subordinator and the clause it opens, where the parse hangs it elsewhere.

    "As the X group, which ..., is solidary with Y": the parser sees "as the group" as a phrase of its own.
    """
    tree = page.tree
    own = [
        k for k in tree.kids(index, "nsubj") if tree.lower(k) not in {"which", "who"} or page.referent(k) != k
    ]
    if own or tree.rel(index) != "conj":
        return []
    above = tree.tokens[index].head
    beside = [k for k in tree.kids(above, "obl") if above < k < index and tree.marker(k) == "as"]
    return [k for k in beside if page.actors_at(k)][-1:]


def _owners_of_effort(page: Page, index: int) -> list[int]:
    """Whose effort it is to do something: "coalition efforts to defeat", "their campaign to defeat"."""
    tree, at = page.tree, index
    while tree.rel(at) == "conj":
        at = tree.tokens[at].head
    noun = tree.tokens[at].head
    if tree.rel(at) not in {"acl", "xcomp"} or noun < 0 or tree.tokens[noun].lemma.lower() not in EFFORTS:
        return []
    if tree.tokens[noun].upos not in {"NOUN", "PROPN"}:
        return []
    slots = Slots(page, noun)
    bodies = [k for k in tree.kids(noun, "compound") if is_body(page, k)]
    return slots("poss") or slots("adj") or bodies or slots("of") or slots("by") or slots("subj")


def _doers(page: Page, index: int) -> list[int]:
    """Who does the verb that a noun stands beside as its time or setting: "committed crimes during the operation"."""
    tree = page.tree
    above = tree.tokens[index].head
    stopped = tree.rel(index) == "obj" and tree.tokens[above].lemma.lower() in STOPS
    if above < 0 or not (stopped or (tree.rel(index) == "obl" and tree.marker(index) in DURING)):
        return []
    return [i for head in subjects(page, above) for i in with_conjuncts(page, head)]


def _whom(page: Page, index: int) -> list[End]:
    """Whom a noun is said of: the subject of a sentence that it ends, the name beside it, or itself.

    "Turkey is a member of X"; "X, commander of Y"; "the US, as the coalition leader"; "his father X"; "our ally X";
    "their X allies".
    """
    tree, above = page.tree, page.annotation.tokens[index].head
    if tree.kids(index, "cop"):
        return ends(page, [i for subject in tree.kids(index, "nsubj") for i in with_conjuncts(page, subject)])
    if tree.rel(index) == "appos" and above >= 0:
        if any(tree.lower(i) == ";" for i in range(above, index)):
            return []
        subject = tree.kids(above, "nsubj") if tree.kids(above, "cop") else [above]
        return ends(page, subject)
    if tree.rel(index) == "conj" and above >= 0 and tree.kids(above, "cop"):
        return ends(page, tree.kids(above, "nsubj"))
    if tree.marker(index) == "as" and above >= 0:
        return ends(page, [above] if tree.tokens[above].upos == "PROPN" else tree.kids(above, "nsubj"))
    return _named_beside(page, index)


def _named_beside(page: Page, index: int) -> list[End]:
    tree, tokens = page.tree, page.annotation.tokens
    above = tokens[index].head
    beside = [k for k in tree.kids(index, "appos", "flat") if page.actors_at(k)]
    unknown = index + 1 < len(tokens) and tokens[index + 1].upos == "PROPN" and not page.actors_at(index + 1)
    if beside and not unknown:
        return ends(page, beside[:1])
    if index + 1 < len(tokens) and tokens[index + 1].upos == "PROPN" and page.actors_at(index + 1):
        return ends(page, list(with_conjuncts(page, page.named(index + 1))))  # "our ally Turkey"
    if tree.rel(index) in {"compound", "nmod"} and above >= 0 and tokens[above].upos == "PROPN":
        return [] if tree.marker(index) else ends(page, [above])  # "student leader Ann Doe"
    names = [k for k in tree.kids(index, "compound") if page.actors_at(k)]
    if names and tokens[index].text.lower() != tokens[index].lemma.lower():
        return ends(page, names[:1])  # "their Hezbollah allies"
    if page.is_mention(index):
        return ends(page, [index])
    others = any(tree.lower(k) in THIRD for k in tree.kids(index, "nmod:poss"))
    return [plain(page, index)] if tree.rel(index) == "conj" and others else []


def _compound(page: Page, index: int, tie: Tie, front: End | None = None) -> Iterator[Draft]:
    """ "Iran-backed militias": the name in front of the hyphen, and what the word stands at."""
    noun = _modified(page, index)
    if noun is None:
        return
    given = {"name": front or name_before(page, index - 2), "noun": end(page, noun)}
    subject, thing = given[tie.subject[0]], given[tie.object[0]]
    named = subject is given["name"] or fits(page, tie.type, subject, first=True)
    if not named or not _names_one(page, tie, given["name"]):
        return
    name_only = {"located_in": given["name"], "controls": given["noun"]}.get(tie.type)
    placed = name_only is not None and page.annotation.tokens[name_only.head].upos == "PROPN"
    if tie.type not in TOPMOST and not placed and not fits(page, tie.type, thing, first=False):
        return
    name = given["name"].parties[0].text
    yield Draft(
        tie.type, index, subject, thing, tie.sure, f"{name}-{tie.word}: {tie.type}, {tie.where}", given=True
    )


def _names_one(page: Page, tie: Tie, name: End) -> bool:
    """Whether in front of the hyphen stands a name, or a word for those who can hold a place ("rebel-held")."""
    token = page.annotation.tokens[name.head]
    return token.text[:1].isupper() or (tie.type == "controls" and acts(page, name))


def _modified(page: Page, index: int) -> int | None:
    """The noun that a participle behind a hyphen stands at: the first name or body behind it."""
    above = page.annotation.tokens[index].head
    if above < index or page.tree.rel(index) not in {"amod", "compound", "acl"}:
        return None
    for k in range(index + 1, above):
        known = (page.named(k) == k and page.actors_at(k)) or is_body(page, k)
        if page.tree.rel(k) in {"compound", "flat"} and known:
            return k
    return page.named(above) if page.tree.rel(above) in {"flat", "dep"} else above


def _prefixed(page: Page, index: int) -> Iterator[Draft]:
    """ "Anti-Taliban fighters", "pro-Assad forces", in one token or in three."""
    tokens = page.annotation.tokens
    word, _, rest = tokens[index].text.replace("‑", "-").partition("-")
    found = ties().get((word.lower(), "PREFIX"), ())
    if not found:
        return
    if rest[:1].isupper():
        name, last = part_of_word(page, index, len(word) + 1, len(tokens[index].text)), index
    elif (
        not rest
        and index + 2 < len(tokens)
        and behind_hyphen(page, index + 2)
        and tokens[index + 2].text[:1].isupper()
    ):
        name, last = end(page, index + 2), index + 2
    else:
        return
    noun = tokens[last].head if tokens[last].head > last else tokens[index].head
    for tie in found:
        who = end(page, noun) if noun > last else None
        if who and who.parties and fits(page, tie.type, who, first=True):
            rule = f"{tie.word}-: {tie.type}, {tie.where}"
            yield Draft(tie.type, index, who, name, tie.sure, rule, given=True)
