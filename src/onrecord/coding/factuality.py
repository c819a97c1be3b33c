"""How real a clause leaves what a word names: negation, modals, conditions and the signatures of the words above it.

The path from the top of a clause down to the word is walked once, and each word on it hands on what holds below it
(Nairn, Condoravdi and Karttunen 2006): "failed to prevent the attack" leaves the attack real.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from onrecord.data.signatures import Sign, Signature, signature
from onrecord.model import Certainty
from onrecord.syntax import Tree

How = Literal["future", "pledged", "demanded", "hypothetical"]
SCALE: tuple[Certainty, ...] = get_args(Certainty)  # from the surest down
POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}
NEGATIONS = {"not", "never", "n't", "n’t", "no", "neither", "nor", "hardly", "scarcely", "barely"}
NOBODY = {"nobody", "none", "nothing", "no-one", "neither", "nowhere"}
CONDITIONS = {
    "if",
    "unless",
    "whether",
    "lest",
    "in case",
    "provided",
    "providing",
    "as long as",
    "as if",
    "as though",
}
LATER = {"when", "once", "until", "till", "before", "after", "as soon as"}  # open where the main clause is
INSTEAD = {"without", "instead of", "rather than", "instead"}
DEFINITE = {
    "the",
    "this",
    "that",
    "these",
    "those",
    "its",
    "their",
    "his",
    "her",
    "our",
    "my",
    "your",
    "whose",
}
CLAUSES = {"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"}
NOMINALS = {"nsubj", "obj", "iobj", "obl", "nmod", "compound"}
WHY = {"why", "when", "where", "how", "who", "what", "which", "whom", "whose"}
MODALS: dict[str, tuple[How, Certainty]] = {
    **dict.fromkeys(("may", "might", "can", "could", "ca"), ("hypothetical", "possible")),
    **dict.fromkeys(("will", "wo", "shall", "'ll", "’ll", "would", "'d", "’d"), ("future", "probable")),
    **dict.fromkeys(("should", "must", "ought", "need"), ("demanded", "possible")),
}
ABLE = {"can", "could", "ca"}
WOULD = {"would", "'d", "’d"}


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


def opened(reality: Reality, how: How, certainty: Certainty) -> Reality:
    """What is real becomes open; what is open already stays as it was put, and less sure."""
    sure = weakest(reality.certainty, certainty)
    if reality.sign == "o":
        return replace(
            reality, certainty=sure, how=how if reality.how == "future" and how != "future" else reality.how
        )
    return replace(reality, sign="o", how=how, certainty=sure, negative=reality.sign == "-", given=False)


def negated(reality: Reality) -> Reality:
    """The opposite; what is open stays open, with its absence put so."""
    if reality.sign == "o":
        return replace(reality, negative=not reality.negative)
    return replace(reality, sign="-" if reality.sign == "+" else "+", given=False)


def reality(tree: Tree, token: int, inside: Collection[int] | None = None) -> Reality:
    """What a clause says of a word.

    Args:
        inside: the tokens of the content within which to look; None for the whole sentence.
    """
    path = path_to(tree, token, inside)
    found = REAL
    above: int | None = None
    before = found  # what reached the head of a coordination
    for at in path:
        if above is None:
            found = _top(tree, at, found)
        elif tree.rel(at) == "conj":
            found = _shared(tree, above, at, before)
        else:
            before = found = _crossed(tree, above, at, found)
        if above is None:
            before = found
        found = _here(tree, at, found, path)
        above = at
    return found


def path_to(tree: Tree, token: int, inside: Collection[int] | None = None) -> list[int]:
    """The words from the top of the clause down to the word."""
    path = [token]
    while (head := tree.tokens[path[-1]].head) >= 0 and (inside is None or head in inside):
        path.append(head)
    return path[::-1]


# --- from a word to one below it -----------------------------------------------------------------------------


def _crossed(tree: Tree, above: int, below: int, reached: Reality) -> Reality:
    """What holds below a word: by its signature, else by what joins the two."""
    owner, found = _signed(tree, above, below)
    if found:
        return _by_signature(reached, found, tree.lower(owner))
    relation = tree.tokens[below].deprel
    if tree.rel(below) in NOMINALS:
        return _nominal(tree, below, reached)
    if relation == "acl:relcl" or tree.rel(below) in {"appos", "parataxis", "list", "dep"}:
        return reached if _is_any(tree, above) else _given(reached)
    if tree.rel(below) == "advcl":
        return _adverbial(tree, below, reached)
    if tree.rel(below) in CLAUSES and "to" in _marks(tree, below):
        return opened(reached, "hypothetical", "possible").noted("infinitive", tree.lower(below))
    return reached


def _by_signature(reached: Reality, found: Signature, word: str) -> Reality:
    step = f"signature {found.positive}/{found.negative}"
    sure = weakest(reached.certainty, found.certainty)
    if found.positive == found.negative == "+":
        return Reality(certainty=found.certainty, given=True, steps=reached.steps).noted(step, word)
    if found.positive == found.negative == "-":
        return Reality(sign="-", certainty=found.certainty, steps=reached.steps).noted(step, word)
    if found.positive == "o":
        if reached.sign == "-" and found.negative != "o":
            return replace(reached, sign=found.negative, certainty=sure).noted(step, word)
        return opened(reached, found.presents or "hypothetical", found.certainty).noted(step, word)
    if reached.sign == "-":
        return _of(reached, found.negative, sure).noted(step, word)
    below = reached if found.positive == "+" else negated(reached)
    return replace(below, certainty=sure, given=False).noted(step, word)


def _of(reached: Reality, sign: Sign, certainty: Certainty) -> Reality:
    if sign == "o":
        return replace(reached, sign="o", how="hypothetical", certainty="unspecified", negative=False)
    return replace(reached, sign=sign, certainty=certainty)


def _signed(tree: Tree, above: int, below: int) -> tuple[int, Signature | None]:
    """The signature for a complement, of the word above or, for "accused X of shelling", of the verb above that."""
    names = complements(tree, above, below)
    found = signature_of(tree, above, names)
    if found or tree.rel(below) != "acl":
        return above, found
    verb = tree.tokens[above].head
    if verb < 0 or tree.rel(above) not in {"obj", "obl", "nsubj"}:
        return above, None
    return verb, signature_of(tree, verb, names)


def signature_of(tree: Tree, index: int, names: Sequence[str]) -> Signature | None:
    """The signature of a word, with its particle where the list has the pair."""
    token = tree.tokens[index]
    pos = POS_OF.get(token.upos)
    if not pos or not names:
        return None
    lemma = token.lemma.lower()
    particles = [
        tree.lower(k) for k in tree.children[index] if tree.rel(k) in {"compound", "advmod"} and k > index
    ]
    for word in (*(f"{lemma} {p}" for p in particles), lemma):
        if found := signature(word, pos, *names):
            return found
    if pos == "verb":  # "is prepared to", "was alarmed by": the parse may have either
        return signature(tree.lower(index), "adj", *names)
    return None


def complements(tree: Tree, above: int, below: int) -> tuple[str, ...]:
    """What a word may be called as a complement of the word above it, the likeliest first."""
    relation, marks = tree.rel(below), _marks(tree, below)
    if tree.tokens[below].deprel in {"acl:relcl", "advcl:relcl"}:
        return ()
    if relation in CLAUSES:
        return _clausal(tree, below, marks)
    if relation in {"nsubj", "csubj"}:
        return ("obj",) if tree.tokens[below].deprel.endswith(":pass") else ("subj",)
    if relation == "obj":
        return ("obj", "subj") if tree.tokens[above].lemma == "be" else ("obj",)
    if relation in {"obl", "nmod", "advmod"}:
        words = [word for word in marks if word]
        return tuple("to-np" if word == "to" else word for word in words)
    return ("of", "for", "to") if relation == "compound" else ()


def _clausal(tree: Tree, below: int, marks: Sequence[str]) -> tuple[str, ...]:
    if "to" in marks:
        return ("to",)
    if marks:
        word = "whether" if marks[0] == "if" else marks[0]
        return (word, "ing") if tree.lower(below).endswith("ing") else (word,)
    if tree.lower(below).endswith("ing") and not tree.kids(below, "aux"):
        return ("ing", "that")
    return ("that",)


def _marks(tree: Tree, index: int) -> list[str]:
    found = []
    for mark in tree.kids(index, "case", "mark"):
        found.append(" ".join(tree.lower(i) for i in [mark, *tree.kids(mark, "fixed")]))
    return found


def _nominal(tree: Tree, below: int, reached: Reality) -> Reality:
    """A noun with an article or an owner is taken for granted; any other shares the fate of its verb."""
    if not INSTEAD.isdisjoint(_marks(tree, below)):
        return negated(reached).noted("instead", tree.lower(below))
    if reached.sign == "+" or is_definite(tree, below):
        return _given(reached)
    return reached


def is_definite(tree: Tree, index: int) -> bool:
    kids = tree.kids(index, "det", "nmod:poss")
    return any(tree.lower(k) in DEFINITE or tree.tokens[k].deprel == "nmod:poss" for k in kids)


def _is_any(tree: Tree, index: int) -> bool:
    return any(tree.lower(k) in {"any", "no"} for k in tree.kids(index, "det"))


def _given(reached: Reality) -> Reality:
    return reached if reached.sign == "+" else Reality(given=True, steps=reached.steps)


def _adverbial(tree: Tree, below: int, reached: Reality) -> Reality:
    marks = _marks(tree, below)
    word = " ".join(marks[:1])
    if not CONDITIONS.isdisjoint(marks):
        return opened(_given(reached), "hypothetical", "unspecified").noted("condition", word)
    if not INSTEAD.isdisjoint(marks):
        return negated(_given(reached)).noted("instead", word)
    if "to" in marks:
        return opened(reached, "hypothetical", "possible").noted("purpose", "to")
    if not LATER.isdisjoint(_openers(tree, below)):
        return opened(reached, "hypothetical", "unspecified") if reached.sign == "o" else _given(reached)
    return _given(reached) if marks or reached.sign == "-" else reached


def _openers(tree: Tree, below: int) -> set[str]:
    return {*_marks(tree, below), *(tree.lower(k) for k in tree.kids(below, "advmod") if k < below)}


def _shared(tree: Tree, first: int, second: int, before: Reality) -> Reality:
    """ "Did not attack or shell", "may attack and shell": the second shares what stands before the first."""
    words = {tree.lower(k) for k in tree.kids(second, "cc")}
    own = tree.kids(second, "nsubj", "aux", "mark", "cop")
    if own or (tree.kids(first, "aux") and not _is_bare(tree, first, second)) or "but" in words:
        return before
    return _here(tree, first, before)


def _is_bare(tree: Tree, first: int, second: int) -> bool:
    """Whether a verb stands in the form that the auxiliary of the one before asks for."""
    modal = any(tree.tokens[k].lemma in {*MODALS, "do"} for k in tree.kids(first, "aux"))
    plain = tree.lower(second) == tree.tokens[second].lemma.lower()
    return plain if modal else not plain


# --- at a word -----------------------------------------------------------------------------------------------


def _top(tree: Tree, index: int, reached: Reality) -> Reality:
    """Questions, and contents that open with "whether"."""
    marks = _marks(tree, index)
    if not {"whether", "if"}.isdisjoint(marks):
        return opened(reached, "hypothetical", "unspecified").noted("question", marks[0])
    if tree.rel(index) == "root" and _is_question(tree, index):
        return opened(reached, "hypothetical", "unspecified").noted("question", "?")
    return reached


def _is_question(tree: Tree, index: int) -> bool:
    start, end = tree.sentence(index)
    if not any(token.text == "?" for token in tree.tokens[max(start, end - 2) : end]):
        return False
    return not any(tree.lower(i) in WHY for i in range(start, min(end, start + 3)))


def _here(tree: Tree, index: int, reached: Reality, path: Collection[int] = ()) -> Reality:
    """What the small words at a word say: modifiers, auxiliaries, adverbs, negation, a condition."""
    found = _modified(tree, index, reached)
    found = _modal(tree, index, found)
    if word := negation(tree, index, path):
        found = _denied(tree, index, found).noted("negation", word)
    return _conditional(tree, index, found)


def _denied(tree: Tree, index: int, found: Reality) -> Reality:
    """ "Could not leave" and "will not leave" say that it is not so; "may not leave" leaves it open."""
    auxiliaries = {tree.lower(k) for k in tree.kids(index, "aux")}
    if found.how == "future" or not ABLE.isdisjoint(auxiliaries):
        return Reality(
            sign="-", certainty="certain" if found.how != "future" else "probable", steps=found.steps
        )
    return negated(found)


def _modified(tree: Tree, index: int, reached: Reality) -> Reality:
    found = reached
    for kid in tree.kids(index, "amod", "advmod", "compound"):
        pos = "adv" if tree.rel(kid) == "advmod" else "adj"
        name = "clause" if pos == "adv" else "mod"
        known = signature(tree.lower(kid), pos, name)
        if known:
            found = _by_signature(found, known, tree.lower(kid))
    if any(tree.lower(k) == "any" for k in tree.kids(index, "det")) and found.sign == "+":
        found = opened(found, "hypothetical", "unspecified").noted("any", "any")
    return found


def _modal(tree: Tree, index: int, reached: Reality) -> Reality:
    auxiliaries = [k for k in tree.kids(index, "aux")]
    perfect = any(tree.lower(k) == "have" for k in auxiliaries)
    for kid in auxiliaries:
        word = tree.lower(kid)
        if word not in MODALS or (word in {"'d", "’d"} and not _is_base(tree, index)):
            continue
        how, sure = MODALS[word]
        if perfect and word in {"must", "will"}:
            return replace(reached, certainty=weakest(reached.certainty, "probable")).noted("modal", word)
        if perfect and word in {"should", "ought", *WOULD}:
            return opened(reached, "hypothetical", "unspecified").noted("modal", word)
        return opened(reached, how, sure).noted("modal", word)
    if _is_to_be(tree, index):
        how = "demanded" if tree.passive(index) else "pledged"
        return opened(reached, how, "probable").noted("modal", "is to")
    if tree.lower(index) == "going" and any("to" in _marks(tree, k) for k in tree.kids(index, "xcomp")):
        return opened(reached, "future", "probable").noted("modal", "going to")
    return reached


def _is_base(tree: Tree, index: int) -> bool:
    return tree.lower(index) == tree.tokens[index].lemma.lower()


def _is_to_be(tree: Tree, index: int) -> bool:
    """ "Is to meet", "are to be complied with"."""
    if tree.rel(index) in {"xcomp", "acl", "advcl"}:
        return False
    marks = [k for k in tree.kids(index, "mark") if tree.lower(k) == "to"]
    return bool(marks) and any(
        tree.tokens[k].lemma == "be" and k < marks[0] for k in tree.kids(index, "aux", "cop")
    )


def negation(tree: Tree, index: int, path: Collection[int] = ()) -> str:
    """The word that negates a word, or ""; a noun on the ``path`` bears its own negation."""
    for kid in tree.children[index]:
        if tree.rel(kid) in {"advmod", "det", "cc", "mark", "case"} and tree.lower(kid) in NEGATIONS:
            if not (tree.lower(kid) == "nor" and tree.rel(index) == "conj" and _first_negated(tree, index)):
                return tree.lower(kid)
        if (
            kid not in path
            and tree.rel(kid) in {"nsubj", "obj"}
            and tree.tokens[index].upos in {"VERB", "AUX", "ADJ", "NOUN"}
        ):
            if word := _nobody(tree, kid):
                return word
    return ""


def _first_negated(tree: Tree, index: int) -> bool:
    head = tree.tokens[index].head
    return any(tree.lower(k) in NEGATIONS for k in tree.kids(head, "advmod", "det", "cc"))


def _nobody(tree: Tree, noun: int) -> str:
    """ "Nobody", "no one", "no shots", "neither side" """
    words = [tree.lower(noun), *(tree.lower(k) for k in tree.kids(noun, "det", "cc:preconj"))]
    return next((word for word in words if word in NOBODY | {"no"}), "")


def _conditional(tree: Tree, index: int, reached: Reality) -> Reality:
    """The main clause of a condition: "if they leave, the army will withdraw"."""
    if reached.sign != "o" or reached.how != "future":
        return reached
    for kid in tree.kids(index, "advcl"):
        words = CONDITIONS & {*_marks(tree, kid)}
        if words:
            return replace(reached, certainty="possible").noted("conditional", min(words))
    return reached
