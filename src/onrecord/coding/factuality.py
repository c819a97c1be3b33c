"""How real a clause leaves what a word names: negation, modals, conditions and the signatures of the words above it.

The path from the top of a clause down to the word is walked once, and each word on it hands on what holds below it
(Nairn, Condoravdi and Karttunen 2006): "failed to prevent the attack" leaves the attack real.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from onrecord.coding.complements import CLAUSES, below, complements, has_det, is_definite, marks, signature_of
from onrecord.coding.smallwords import (
    CONDITIONS,
    MODALS,
    WH,
    at_top,
    at_word,
    inverted,
    is_base,
    openers,
    ordered,
)
from onrecord.coding.verdicts import REAL, TO_COME, Reality, given, negated, opened
from onrecord.data.signatures import Signature, signature
from onrecord.syntax import Tree

NOMINALS = {"nsubj", "obj", "iobj", "obl", "nmod", "compound"}
ASIDES = {"appos", "parataxis", "list", "dep", "discourse"}
LATER = {"when", "once", "until", "till", "before", "after", "as soon as", "soon", "whenever"}
INSTEAD = {"without", "instead", "instead of", "rather", "rather than"}
# What stands behind them is there already: "must end the siege after strikes on the city".
OCCASIONS = {
    "after",
    "during",
    "since",
    "following",
    "amid",
    "despite",
    "over",
    "because of",
    "due to",
    "in response to",
}
ENDING = {"stop", "cease", "end", "halt", "quit", "discontinue", "suspend"}


def reality(tree: Tree, token: int, inside: Collection[int] | None = None, start: Reality = REAL) -> Reality:
    """What a clause says of a word.

    Args:
        inside: the tokens of the content within which to look; None for the whole sentence.
        start: what holds of the top of that content.
    """
    path = path_to(tree, token, inside)
    apart = {*path} | {
        kid for at in path for kid in tree.children[at] if inside is not None and kid not in inside
    }
    before = found = at_top(tree, path[0], start, inside)
    found = at_word(tree, path[0], found, apart)
    for above, under in pairwise(path):
        if tree.rel(under) == "conj":
            before = found = _joined(tree, above, under, before, apart)
        else:
            before = found = _crossed(tree, above, under, found)
        found = at_word(tree, under, found, apart)
    return found


def path_to(tree: Tree, token: int, inside: Collection[int] | None = None) -> list[int]:
    """The words from the top of the clause down to the word."""
    path = [token]
    while (head := tree.tokens[path[-1]].head) >= 0 and (inside is None or head in inside):
        path.append(head)
    return path[::-1]


def _crossed(tree: Tree, above: int, under: int, reached: Reality) -> Reality:
    """What holds under a word: by its signature, else by what joins the two."""
    owner, known = _signed(tree, above, under)
    if tree.rel(under) in CLAUSES and _is_embedded(tree, under):
        if "whether" in marks(tree, under) or (tree.rel(under) == "ccomp" and "if" in marks(tree, under)):
            return opened(given(reached), "hypothetical", "unspecified").noted("question", "whether")
        return given(reached)  # "it is not clear who fired"
    if any(
        tree.lower(kid) == "to" and tree.lower(max(kid - 1, 0)) == "yet" for kid in tree.kids(under, "mark")
    ):
        return negated(reached).noted("negation", "yet to")
    if known and known.lemma == "able" and reached.sign == "+" and _is_past(tree, above):
        return reached  # "was able to leave" and left
    if known and known.lemma in ENDING and tree.rel(under) in CLAUSES and reached.sign == "+":
        return negated(reached).noted(
            "ended", tree.lower(owner)
        )  # "stopped sending aid": it is sent no longer
    if known and known.certainty == "unspecified" and tree.rel(under) == "nmod" and is_definite(tree, under):
        return given(reached)  # "a report on the attack"
    if known:
        return below(reached, known, tree.lower(owner))
    relation = tree.rel(under)
    if relation in NOMINALS:
        return _nominal(tree, under, reached)
    if relation in ASIDES or tree.tokens[under].deprel == "acl:relcl":
        found = reached if _is_open(tree, above) else given(reached)
        return ordered(tree, under, found) if relation == "parataxis" else found
    if relation == "advcl":
        return _adverbial(tree, under, reached)
    if relation in CLAUSES and "to" in marks(tree, under):
        if tree.tokens[above].upos == "ADJ" and _is_past(tree, above):
            return given(reached)  # "were pleased to meet him"
        return opened(reached, "hypothetical", "possible").noted("infinitive", tree.lower(under))
    return given(reached) if relation in {"acl", "csubj", "amod"} else reached


def _signed(tree: Tree, above: int, under: int) -> tuple[int, Signature | None]:
    """The signature for a complement: of the word above or, for "accused X of shelling", of the verb above that."""
    names = complements(tree, above, under)
    known = signature_of(tree, above, names)
    if known or tree.rel(under) != "acl" or tree.rel(above) not in {"obj", "obl", "nsubj"}:
        return above, known
    verb = tree.tokens[above].head
    return verb, signature_of(tree, verb, names) if verb >= 0 else None


def _nominal(tree: Tree, under: int, reached: Reality) -> Reality:
    """A noun with an article or an owner is taken for granted; any other shares the fate of its verb."""
    if not INSTEAD.isdisjoint(marks(tree, under)):
        return negated(given(reached)).noted("instead", marks(tree, under)[0])
    behind = OCCASIONS & {*marks(tree, under)} and reached.how not in TO_COME
    return given(reached) if behind or is_definite(tree, under) else reached


def _is_embedded(tree: Tree, under: int) -> bool:
    """Whether a clause is a question inside a sentence: "whether they left", "who had fired"."""
    if tree.tokens[under].deprel.endswith(":relcl") or tree.rel(under) not in {
        "ccomp",
        "csubj",
        "advcl",
        "acl",
    }:
        return False
    if {"whether"} & set(marks(tree, under)):
        return True
    if tree.rel(under) not in {"ccomp", "csubj"}:
        return False
    first = min(tree.below(under))
    return "if" in marks(tree, under) or any(
        tree.lower(i) in WH for i in range(first, min(first + 2, under + 1))
    )


def _is_open(tree: Tree, noun: int) -> bool:
    """ "Any force that attacks", "a possible strike that killed civilians": the clause shares the fate of its noun."""
    kids = tree.kids(noun, "amod")
    modified = any(
        (known := signature(tree.lower(kid), "adj", "mod")) and known.positive != "+" for kid in kids
    )
    return modified or has_det(tree, noun, {"any", "no"})


def _is_past(tree: Tree, index: int) -> bool:
    return any(tree.lower(kid) in {"was", "were", "had", "been"} for kid in tree.kids(index, "cop", "aux"))


def _adverbial(tree: Tree, under: int, reached: Reality) -> Reality:
    """Conditions, purposes and what is left undone are not so; times share the future of their clause."""
    opening, early = marks(tree, under), openers(tree, under)
    if words := CONDITIONS & early:
        return opened(given(reached), "hypothetical", "unspecified").noted("condition", min(words))
    if inverted(tree, under):
        return given(reached)
    if words := INSTEAD & early:
        return negated(given(reached)).noted("instead", min(words))
    if "to" in opening:
        return opened(reached, "hypothetical", "possible").noted("purpose", "to")
    if (reached.sign == "o" or reached.how in TO_COME) and LATER & early:
        later = replace(reached, sign="o", how="hypothetical", certainty="unspecified")
        return later.noted("time", min(LATER & early))
    loose = not tree.kids(under, "nsubj", "aux", "cop")  # "by shelling the town" shares the fate of its verb
    return reached if loose and reached.sign == "o" else given(reached)


def _joined(tree: Tree, first: int, second: int, before: Reality, apart: Collection[int]) -> Reality:
    """ "Did not attack or shell", "may attack and shell": the second shares what stands before the first."""
    if _has_owner(tree, second) and not _has_owner(tree, first):
        return given(before)  # "an end to the attacks as well as its siege of towns"
    words = {tree.lower(kid) for kid in tree.kids(second, "cc")}
    own = tree.kids(second, "nsubj", "aux", "mark", "cop")
    if own or "but" in words or (tree.kids(first, "aux") and not _shares(tree, first, second)):
        return before
    return at_word(tree, first, before, apart)


def _has_owner(tree: Tree, index: int) -> bool:
    return any(tree.tokens[kid].upos == "PRON" for kid in tree.kids(index, "nmod:poss"))


def _shares(tree: Tree, first: int, second: int) -> bool:
    """Whether a verb stands in the form that the auxiliary of the one before asks for."""
    words = {tree.lower(kid) for kid in tree.kids(first, "aux")} | {
        tree.tokens[kid].lemma for kid in tree.kids(first, "aux")
    }
    return is_base(tree, second) == (not words.isdisjoint({*MODALS, "do"}))
