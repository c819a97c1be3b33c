"""The small words at a word: negation, auxiliaries, modifiers, what opens a clause, questions and orders."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from onrecord.coding.complements import below, has_det, marks
from onrecord.coding.verdicts import TO_COME, How, Reality, negated, opened, weakest
from onrecord.data.signatures import signature
from onrecord.model import Certainty
from onrecord.syntax import Tree

NEGATIONS = {"not", "never", "n't", "n’t", "no", "neither", "nor", "hardly", "scarcely", "barely"}
NOBODY = {"nobody", "none", "nothing", "no-one", "neither", "no"}
CONDITIONS = {
    *("if", "unless", "whether", "lest", "in case", "provided", "providing", "assuming", "supposing"),
    *("as long as", "so long as", "as if", "as though", "on condition"),
}
WH = {"why", "when", "where", "how", "who", "what", "which", "whom", "whose"}
WISHES = {"hope", "thank", "wish", "guess"}  # "hope you are well": no order
# Pasts that look like orders: "Ministers split over penalties".
SAME = {
    "split",
    "set",
    "put",
    "cut",
    "hit",
    "quit",
    "shut",
    "cast",
    "hurt",
    "beat",
    "cost",
    "spread",
    "bid",
    "read",
}
WILL = {"will", "wo", "'ll", "’ll"}
WOULD = {"would", "'d", "’d"}
ABLE = {"can", "could", "ca"}
OUGHT = {"shall", "should", "must", "ought", "need"}
MODALS: dict[str, tuple[How, Certainty]] = {
    **dict.fromkeys(("may", "might", *ABLE), ("hypothetical", "possible")),
    **dict.fromkeys(WILL, ("future", "probable")),
    **dict.fromkeys(WOULD, ("would", "probable")),
    **dict.fromkeys(OUGHT, ("demanded", "possible")),
}


def at_top(tree: Tree, index: int, start: Reality, inside: Collection[int] | None) -> Reality:
    """Questions, contents that open with "whether", and orders."""
    asked = {"whether", "if"} & set(marks(tree, index))
    if asked:
        return opened(start, "hypothetical", "unspecified").noted("question", min(asked))
    if tree.rel(index) not in {"root", "ccomp", "parataxis"}:
        return start
    if _is_question(tree, index, inside):
        return opened(start, "hypothetical", "unspecified").noted("question", "?")
    return ordered(tree, index, start)


def ordered(tree: Tree, index: int, found: Reality) -> Reality:
    """What is ordered where a verb is an order, else what was found."""
    if not is_order(tree, index):
        return found
    return opened(found, "demanded", "possible").noted("order", tree.lower(index))


def _is_question(tree: Tree, index: int, inside: Collection[int] | None) -> bool:
    """A question for yes or no; "why did they attack?" takes the attack for granted."""
    start, end = tree.sentence(index)
    last = range(max(start, end - 2), end) if tree.rel(index) == "root" else range(0)
    marked = [i for i in (*tree.kids(index, "punct"), *last) if tree.tokens[i].text == "?"]
    if not marked or (inside is not None and marked[0] not in inside):
        return False
    first = start if tree.rel(index) == "root" else min(tree.below(index))
    return not any(tree.lower(i) in WH for i in range(first, min(end, first + 4)))


def is_order(tree: Tree, index: int) -> bool:
    """ "Leave the city now", "let me be clear"; headlines have subjects."""
    word, token = tree.lower(index), tree.tokens[index]
    if (
        token.upos != "VERB"
        or not is_base(tree, index)
        or word in WISHES | SAME
        or word.endswith(("ed", "ing"))
    ):
        return False
    if tree.kids(index, "nsubj", "csubj", "cop", "expl") or any(
        _is_bare_noun(tree, kid, index) for kid in tree.children[index]
    ):
        return False
    others = [tree.lower(kid) for kid in tree.kids(index, "aux", "mark")]
    return all(word in {"do", "please"} for word in others)


def _is_bare_noun(tree: Tree, kid: int, verb: int) -> bool:
    """A noun in front of a verb may be the subject that the parse missed: "Yemen today let him go"."""
    named = tree.tokens[kid].upos in {"NOUN", "PROPN"} and tree.rel(kid) not in {"vocative", "advcl"}
    return kid < verb and named and not tree.kids(kid, "case")


def at_word(tree: Tree, index: int, reached: Reality, apart: Collection[int]) -> Reality:
    """What the small words at a word say: modifiers, auxiliaries, negation, a condition."""
    found = _modal(tree, index, _modified(tree, index, reached))
    if word := inverted(tree, index):
        found = opened(found, "hypothetical", "unspecified").noted("condition", word)
    if word := negation(tree, index, apart):
        found = _denied(tree, index, found).noted("negation", word)
    return _conditional(tree, index, found)


def _modified(tree: Tree, index: int, reached: Reality) -> Reality:
    """ "The alleged attack", "reportedly attacked", "any attack"."""
    found = reached
    for kid in tree.kids(index, "amod", "advmod"):
        place = ("adv", "clause") if tree.rel(kid) == "advmod" else ("adj", "mod")
        known = signature(tree.lower(kid), *place)
        if known:
            found = below(found, known, tree.lower(kid))
    if found.sign != "-" and has_det(tree, index, {"any"}) and not _is_negative_above(tree, index):
        wide = replace(found, sign="+") if found.how in TO_COME else found
        return opened(wide, "hypothetical", "unspecified").noted("any", "any")
    return found


def _is_negative_above(tree: Tree, index: int) -> bool:
    return tree.tokens[index].head >= 0 and bool(negation(tree, tree.tokens[index].head))


def _modal(tree: Tree, index: int, reached: Reality) -> Reality:
    auxiliaries = tree.kids(index, "aux")
    perfect = any(tree.lower(kid) in {"have", "’ve", "'ve"} for kid in auxiliaries)
    for kid in auxiliaries:
        word = tree.lower(kid)
        if word == "shall" and any(tree.lower(k) in {"i", "we"} for k in tree.kids(index, "nsubj")):
            word = "will"
        if word in MODALS and not (word in {"'d", "’d"} and not is_base(tree, index)):
            return _with_modal(reached, word, perfect).noted("modal", word)
    if tree.lower(index) == "going" and any("to" in marks(tree, kid) for kid in tree.kids(index, "xcomp")):
        return opened(reached, "future", "probable").noted("modal", "going to")
    if any(tree.lower(kid) == "due" and tree.kids(kid, "fixed") for kid in tree.kids(index, "advmod")):
        return opened(reached, "pledged", "probable").noted("modal", "due to")
    if _is_to_be(tree, index):
        how: How = "demanded" if tree.passive(index) else "pledged"
        return opened(reached, how, "probable").noted("modal", "is to")
    return reached


def _with_modal(reached: Reality, word: str, perfect: bool) -> Reality:
    if perfect and word in {"must", *WILL}:
        return replace(reached, certainty=weakest(reached.certainty, "probable"))
    if perfect and word in {*OUGHT, *WOULD}:
        return opened(reached, "hypothetical", "unspecified")  # "should have left"
    how, sure = MODALS[word]
    return opened(reached, how, sure)


def _is_to_be(tree: Tree, index: int) -> bool:
    """ "Is to meet", "are to be complied with"."""
    if tree.rel(index) in {"xcomp", "acl", "advcl"}:
        return False
    to = [kid for kid in tree.kids(index, "mark") if tree.lower(kid) == "to"]
    be = [kid for kid in tree.kids(index, "aux", "cop") if tree.tokens[kid].lemma == "be"]
    return bool(to and be) and be[0] < to[0]


def _denied(tree: Tree, index: int, found: Reality) -> Reality:
    """ "Could not leave" and "will not leave" say that it is not so; "may not leave" leaves it open."""
    auxiliaries = {tree.lower(kid) for kid in tree.kids(index, "aux")}
    if found.how in TO_COME and not found.negative:
        return Reality(sign="-", how=found.how, certainty="probable", steps=found.steps)
    if found.how == "hypothetical" and not found.negative and ABLE & auxiliaries:
        return Reality(sign="-", steps=found.steps)
    return negated(found)


def negation(tree: Tree, index: int, apart: Collection[int] = ()) -> str:
    """The word that negates a word, or ""; a noun that is looked at ``apart`` bears its own negation."""
    for kid in tree.children[index]:
        relation, word = tree.rel(kid), tree.lower(kid)
        if relation in {"advmod", "det", "cc"} and word in NEGATIONS and not _goes_on(tree, index, word):
            return word
        if relation == "advmod" and word in {"longer", "more"} and tree.lower(kid - 1) == "no":
            return "no longer"
        if relation in {"nsubj", "obj"} and kid not in apart:
            words = [word, *(tree.lower(k) for k in tree.kids(kid, "det", "cc:preconj"))]
            if found := next((word for word in words if word in NOBODY), ""):
                return found
    return ""


def _goes_on(tree: Tree, index: int, word: str) -> bool:
    """The "nor" of a second word that shares the negation of the first."""
    head = tree.tokens[index].head
    return word == "nor" and tree.rel(index) == "conj" and bool(negation(tree, head))


def _conditional(tree: Tree, index: int, reached: Reality) -> Reality:
    """The main clause of a condition: "if they leave, the army will withdraw"."""
    if reached.how not in TO_COME:
        return reached
    for kid in tree.kids(index, "advcl"):
        if words := (CONDITIONS & openers(tree, kid)) | {*filter(None, [inverted(tree, kid)])}:
            return replace(reached, certainty="possible").noted("conditional", min(words))
    return reached


def openers(tree: Tree, index: int) -> set[str]:
    """The words that open a clause: "if", "only after", "as soon as", "provided that"."""
    found = {
        *marks(tree, index),
        *(tree.lower(kid) for kid in tree.kids(index, "advmod", "mark") if kid < index),
    }
    if tree.lower(index) in CONDITIONS and not tree.kids(index, "nsubj"):
        found.add(tree.lower(index))
    for kid in tree.kids(index, "mark"):
        before = " ".join(tree.lower(i) for i in range(max(0, kid - 2), kid + 1))
        found |= {before} & {"as soon as", "as long as", "so long as"}
    return found


def inverted(tree: Tree, index: int) -> str:
    """The verb in front of "had they left", "should they leave", or ""; the parse may hang it on the main verb."""
    subjects = tree.kids(index, "nsubj")
    if not subjects or marks(tree, index):
        return ""
    before = min(tree.below(subjects[0])) - 1
    start, end = tree.sentence(index)
    opens = before == start or (before > start and tree.tokens[before - 1].upos == "PUNCT")
    asked = any(token.text == "?" for token in tree.tokens[max(start, end - 2) : end])
    return (
        tree.lower(before) if opens and not asked and tree.lower(before) in {"had", "were", "should"} else ""
    )


def is_base(tree: Tree, index: int) -> bool:
    """Whether a verb stands in its dictionary form."""
    return tree.lower(index) == tree.tokens[index].lemma.lower()
