"""What a word is as a complement of the word above it, and what the signature of that word leaves of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from onrecord.coding.verdicts import Reality, negated, opened, weakest
from onrecord.data.signatures import Signature, signature
from onrecord.syntax import Tree

POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}
CLAUSES = {"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"}
DEFINITE = {"the", "this", "that", "these", "those"}
PARTICULAR = {"have", "use", "call", "come"}


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
    return signature(tree.lower(index), "adj", *names) if pos in {"verb", "adj"} else None


def _is_particular(tree: Tree, index: int, lemma: str) -> bool:
    """ "Have to", "used to say", "called on them to"; not "have a right to", "were used to", "called him to"."""
    if lemma == "call":
        return any(
            not {"on", "upon", "for"}.isdisjoint(marks(tree, kid)) and not tree.is_time(kid)
            for kid in tree.kids(index, "obl")
        )
    if lemma == "come":
        return not tree.kids(index, "obl", "advmod")  # "came to Karrada to play"
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


def is_definite(tree: Tree, index: int) -> bool:
    """Whether a noun has an article or an owner: it is known already."""
    return has_det(tree, index, DEFINITE) or bool(tree.kids(index, "nmod:poss"))


def has_det(tree: Tree, index: int, words: Collection[str]) -> bool:
    """Whether one of some determiners stands at a noun."""
    return any(tree.lower(kid) in words for kid in tree.kids(index, "det"))
