"""How real a clause leaves what a word names: negation, modals, conditions and the signatures of the words above it.

The path from the top of a clause down to the word is walked once, and each word on it hands on what holds below it
(Nairn, Condoravdi and Karttunen 2006): "failed to prevent the attack" leaves the attack real.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, get_args

from onrecord.data.signatures import Sign, Signature, signature
from onrecord.model import Certainty
from onrecord.syntax import Tree

How = Literal["future", "would", "pledged", "demanded", "hypothetical"]
TO_COME = {"future", "would"}
SCALE: tuple[Certainty, ...] = get_args(Certainty)  # from the surest down
POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}
CLAUSES = {"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"}
NOMINALS = {"nsubj", "obj", "iobj", "obl", "nmod", "compound"}
ASIDES = {"appos", "parataxis", "list", "dep", "discourse"}
NEGATIONS = {"not", "never", "n't", "n’t", "no", "neither", "nor", "hardly", "scarcely", "barely"}
NOBODY = {"nobody", "none", "nothing", "no-one", "neither", "no"}
CONDITIONS = {
    *("if", "unless", "whether", "lest", "in case", "provided", "providing", "assuming", "supposing"),
    *("as long as", "so long as", "as if", "as though", "on condition"),
}
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
DEFINITE = {"the", "this", "that", "these", "those"}
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
ENDING = {"stop", "cease", "end", "halt", "quit", "discontinue", "suspend"}
PARTICULAR = {"have", "use", "call"}
MODALS: dict[str, tuple[How, Certainty]] = {
    **dict.fromkeys(("may", "might", *ABLE), ("hypothetical", "possible")),
    **dict.fromkeys(WILL, ("future", "probable")),
    **dict.fromkeys(WOULD, ("would", "probable")),
    **dict.fromkeys(OUGHT, ("demanded", "possible")),
}


@dataclass(frozen=True, slots=True)
class Reality:
    """What a clause says of a word: it is so, it is not, or it is open.

    ``how`` is how an open matter is put, ``negative`` whether it is its absence that is put so ("promised not to
    attack"), ``given`` whether the words take it for granted, whatever stands above them ("regret the attack").
    """

    sign: Sign = "+"
    how: How | None = None
    certainty: Certainty = "certain"
    negative: bool = False
    given: bool = False
    steps: tuple[tuple[str, str], ...] = ()

    def noted(self, rule: str, words: str) -> Reality:
        return replace(self, steps=(*self.steps, (rule, words)))


REAL = Reality()


def weakest(*grades: Certainty) -> Certainty:
    """The least sure of some certainties."""
    return max(grades, key=SCALE.index)


def opened(found: Reality, how: How, certainty: Certainty) -> Reality:
    """What is real becomes open; what is open already stays as it was put, and less sure."""
    sure = weakest(found.certainty, certainty)
    if found.sign != "o":
        return replace(found, sign="o", how=how, certainty=sure, negative=found.sign == "-", given=False)
    due = found.how in TO_COME and how == "demanded"  # "will have to leave"
    return replace(found, certainty=sure, how=how if due else found.how)


def negated(found: Reality) -> Reality:
    """The opposite; what is open stays open, with its absence put so."""
    if found.sign == "o":
        return replace(found, negative=not found.negative)
    return replace(found, sign="-" if found.sign == "+" else "+", given=False)


def given(found: Reality) -> Reality:
    """What is taken for granted, whatever holds of the words above it."""
    return found if found.sign == "+" else Reality(given=True, steps=found.steps)


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
    before = found = _top(tree, path[0], start, inside)
    found = _here(tree, path[0], found, apart)
    for above, under in pairwise(path):
        if tree.rel(under) == "conj":
            before = found = _joined(tree, above, under, before, apart)
        else:
            before = found = _crossed(tree, above, under, found)
        found = _here(tree, under, found, apart)
    return found


def path_to(tree: Tree, token: int, inside: Collection[int] | None = None) -> list[int]:
    """The words from the top of the clause down to the word."""
    path = [token]
    while (head := tree.tokens[path[-1]].head) >= 0 and (inside is None or head in inside):
        path.append(head)
    return path[::-1]


# --- from a word to one below it -----------------------------------------------------------------------------


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
    if known:
        return below(reached, known, tree.lower(owner))
    relation = tree.rel(under)
    if relation in NOMINALS:
        return _nominal(tree, under, reached)
    if relation in ASIDES or tree.tokens[under].deprel == "acl:relcl":
        found = reached if _is_open(tree, above) else given(reached)
        return _ordered(tree, under, found) if relation == "parataxis" else found
    if relation == "advcl":
        return _adverbial(tree, under, reached)
    if relation in CLAUSES and "to" in marks(tree, under):
        if tree.tokens[above].upos == "ADJ" and _is_past(tree, above):
            return given(reached)  # "were pleased to meet him"
        return opened(reached, "hypothetical", "possible").noted("infinitive", tree.lower(under))
    return given(reached) if relation in {"acl", "csubj", "amod"} else reached


def below(reached: Reality, known: Signature, word: str) -> Reality:
    """What holds below a word of a known signature; factives ask for nothing above them."""
    rule = f"signature {known.positive}/{known.negative}"
    if known.positive == known.negative == "+":
        found = Reality(certainty=known.certainty, given=True, steps=reached.steps)
    elif reached.sign == "-":
        found = _when_negated(reached, known)
    elif known.positive == "o":
        found = opened(reached, known.presents or "hypothetical", known.certainty)
    else:
        kept = reached if known.positive == "+" else negated(reached)
        found = replace(kept, certainty=weakest(reached.certainty, known.certainty), given=False)
    return found.noted(rule, word)


def _when_negated(reached: Reality, known: Signature) -> Reality:
    if known.negative == "o":
        return opened(replace(reached, sign="+"), "hypothetical", "unspecified")
    sure = "certain" if known.positive == "o" else known.certainty
    return replace(reached, sign=known.negative, certainty=weakest(reached.certainty, sure))


def _signed(tree: Tree, above: int, under: int) -> tuple[int, Signature | None]:
    """The signature for a complement: of the word above or, for "accused X of shelling", of the verb above that."""
    names = complements(tree, above, under)
    known = signature_of(tree, above, names)
    if known or tree.rel(under) != "acl" or tree.rel(above) not in {"obj", "obl", "nsubj"}:
        return above, known
    verb = tree.tokens[above].head
    return verb, signature_of(tree, verb, names) if verb >= 0 else None


def signature_of(tree: Tree, index: int, names: Sequence[str]) -> Signature | None:
    """The signature of a word, with its particle where the list has the pair."""
    token = tree.tokens[index]
    pos = POS_OF.get(token.upos)
    if not pos or not names:
        return None
    lemma = token.lemma.lower()
    particles = [tree.lower(k) for k in tree.kids(index, "compound:prt", "advmod") if k > index]
    # The lemma of a rare verb may be the word as it stands.
    stems = (lemma, *(lemma.removesuffix(end) for end in ("s", "d", "ed") if lemma.endswith(end)))
    for word in (*(f"{stem} {particle}" for particle in particles for stem in stems), *stems):
        known = signature(word, pos, *names)
        if known and not (word in PARTICULAR and names[0] == "to" and not _is_particular(tree, index, word)):
            return known
    # "Was alarmed by", "the failed attack": participles stand in the list as adjectives too.
    return signature(tree.lower(index), "adj", *names) if pos == "verb" else None


def _is_particular(tree: Tree, index: int, lemma: str) -> bool:
    """ "Have to", "used to say", "called on them to"; not "have a right to", "were used to", "called him to"."""
    if lemma == "call":
        return any(
            not {"on", "upon", "for"}.isdisjoint(marks(tree, kid)) and not tree.is_time(kid)
            for kid in tree.kids(index, "obl")
        )
    if lemma == "have":
        return not tree.kids(index, "obj", "advmod", "iobj")
    return tree.lower(index) == "used" and not tree.passive(index)


def complements(tree: Tree, above: int, under: int) -> tuple[str, ...]:
    """What a word may be called as a complement of the word above it, the likeliest first."""
    relation, deprel = tree.rel(under), tree.tokens[under].deprel
    if deprel.endswith(":relcl"):
        return ()
    if relation in CLAUSES - {"parataxis"}:
        return _clausal(tree, under)
    if relation == "nsubj":
        return ("obj",) if deprel.endswith(":pass") else ("subj",)
    if relation == "obj":
        return ("obj", "subj") if tree.tokens[above].lemma == "be" else ("obj",)
    if relation in {"obl", "nmod"}:
        if any(
            " ".join(tree.lower(i) for i in (kid, kid + 1) if i <= under) == "at once"
            for kid in tree.kids(under, "case")
        ):
            return ("obj",)  # "cease at once airstrikes"
        return tuple("to-np" if word == "to" else word for word in marks(tree, under))
    return ("of", "for", "to") if relation == "compound" else ()


def _clausal(tree: Tree, under: int) -> tuple[str, ...]:
    found = marks(tree, under)
    loose = tree.rel(under) in {"acl", "advcl"} and not tree.kids(under, "nsubj")
    is_ing = tree.lower(under).endswith("ing") and not tree.kids(under, "aux")
    if "to" in found:
        return ("to-np",) if is_ing else ("to",)
    if found:
        return ("whether" if found[0] == "if" else found[0],)
    if loose:  # "the report released on Monday"
        return ("ing",) if is_ing else ()
    return ("ing", "that") if is_ing else ("that",)


def marks(tree: Tree, index: int) -> list[str]:
    """The prepositions and subordinators of a word."""
    return [
        " ".join(tree.lower(i) for i in [mark, *tree.kids(mark, "fixed")])
        for mark in tree.kids(index, "case", "mark")
    ]


def _nominal(tree: Tree, under: int, reached: Reality) -> Reality:
    """A noun with an article or an owner is taken for granted; any other shares the fate of its verb."""
    if not INSTEAD.isdisjoint(marks(tree, under)):
        return negated(given(reached)).noted("instead", marks(tree, under)[0])
    behind = OCCASIONS & {*marks(tree, under)} and reached.how not in TO_COME
    return given(reached) if behind or is_definite(tree, under) else reached


def is_definite(tree: Tree, index: int) -> bool:
    """Whether a noun has an article or an owner: it is known already."""
    return _has(tree, index, DEFINITE) or bool(tree.kids(index, "nmod:poss"))


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


def _has(tree: Tree, index: int, words: Collection[str]) -> bool:
    return any(tree.lower(kid) in words for kid in tree.kids(index, "det"))


def _is_open(tree: Tree, noun: int) -> bool:
    """ "Any force that attacks", "a possible strike that killed civilians": the clause shares the fate of its noun."""
    kids = tree.kids(noun, "amod")
    modified = any(
        (known := signature(tree.lower(kid), "adj", "mod")) and known.positive != "+" for kid in kids
    )
    return modified or _has(tree, noun, {"any", "no"})


def _is_past(tree: Tree, index: int) -> bool:
    return any(tree.lower(kid) in {"was", "were", "had", "been"} for kid in tree.kids(index, "cop", "aux"))


def _adverbial(tree: Tree, under: int, reached: Reality) -> Reality:
    """Conditions, purposes and what is left undone are not so; times share the future of their clause."""
    opening, early = marks(tree, under), _openers(tree, under)
    if words := CONDITIONS & early:
        return opened(given(reached), "hypothetical", "unspecified").noted("condition", min(words))
    if _inverted(tree, under):
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


def _openers(tree: Tree, index: int) -> set[str]:
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


def _inverted(tree: Tree, index: int) -> str:
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


def _joined(tree: Tree, first: int, second: int, before: Reality, apart: Collection[int]) -> Reality:
    """ "Did not attack or shell", "may attack and shell": the second shares what stands before the first."""
    if _has_owner(tree, second) and not _has_owner(tree, first):
        return given(before)  # "an end to the attacks as well as its siege of towns"
    words = {tree.lower(kid) for kid in tree.kids(second, "cc")}
    own = tree.kids(second, "nsubj", "aux", "mark", "cop")
    if own or "but" in words or (tree.kids(first, "aux") and not _shares(tree, first, second)):
        return before
    return _here(tree, first, before, apart)


def _has_owner(tree: Tree, index: int) -> bool:
    return any(tree.tokens[kid].upos == "PRON" for kid in tree.kids(index, "nmod:poss"))


def _shares(tree: Tree, first: int, second: int) -> bool:
    """Whether a verb stands in the form that the auxiliary of the one before asks for."""
    words = {tree.lower(kid) for kid in tree.kids(first, "aux")} | {
        tree.tokens[kid].lemma for kid in tree.kids(first, "aux")
    }
    return _is_base(tree, second) == (not words.isdisjoint({*MODALS, "do"}))


def _is_base(tree: Tree, index: int) -> bool:
    return tree.lower(index) == tree.tokens[index].lemma.lower()


# --- at a word -----------------------------------------------------------------------------------------------


def _top(tree: Tree, index: int, start: Reality, inside: Collection[int] | None) -> Reality:
    """Questions, contents that open with "whether", and orders."""
    asked = {"whether", "if"} & set(marks(tree, index))
    if asked:
        return opened(start, "hypothetical", "unspecified").noted("question", min(asked))
    if tree.rel(index) not in {"root", "ccomp", "parataxis"}:
        return start
    if _is_question(tree, index, inside):
        return opened(start, "hypothetical", "unspecified").noted("question", "?")
    return _ordered(tree, index, start)


def _ordered(tree: Tree, index: int, found: Reality) -> Reality:
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
        or not _is_base(tree, index)
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


def _here(tree: Tree, index: int, reached: Reality, apart: Collection[int]) -> Reality:
    """What the small words at a word say: modifiers, auxiliaries, negation, a condition."""
    found = _modal(tree, index, _modified(tree, index, reached))
    if word := _inverted(tree, index):
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
    if found.sign != "-" and _has(tree, index, {"any"}) and not _is_negative_above(tree, index):
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
        if word in MODALS and not (word in {"'d", "’d"} and not _is_base(tree, index)):
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
        if words := (CONDITIONS & _openers(tree, kid)) | {*filter(None, [_inverted(tree, kid)])}:
            return replace(reached, certainty="possible").noted("conditional", min(words))
    return reached
