"""Prepositions, copulas and clauses, turned from ClearNLP's way of hanging them to that of the treebanks."""

from __future__ import annotations

from onrecord.annotate.boundaries import QUOTES
from onrecord.annotate.tree import Tree
from onrecord.annotate.words import ASKING, BE, PLACES, SEEMING

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SEPARATE = frozenset({";", ":"})
# What a clause becomes where a noun would have been oblique or a modifier.
CLAUSAL = {"nmod": "acl", "obl": "advcl", "obl:agent": "advcl", "pobj": "pcomp"}


def place_prepositions(tree: Tree) -> None:
    """Nouns take the place of their prepositions, innermost first."""
    for index in range(len(tree) - 1, -1, -1):
        noun = tree.first(index, "pobj")
        clause = tree.first(index, "pcomp")
        if noun is not None:
            _place_noun(tree, index, noun)
        elif clause is not None:
            _place_clause(tree, index, clause)
        elif tree.relations[index] == "prep":
            tree.relations[index] = "obl" if tree.relations[tree.heads[index]] == "relcl" else "advmod"


def _oblique(tree: Tree, preposition: int) -> str:
    """The relation that a noun inherits from its preposition."""
    relation, head = tree.relations[preposition], tree.heads[preposition]
    if relation == "agent":
        return "obl:agent"
    if relation not in ("prep", "dative"):
        return "obl" if relation in ("advmod", "mark", "amod", "quantmod") else relation
    if tree.relations[head] in ("prep", "agent") and tree.first(head, "pobj", "pcomp") is None:
        return "pobj"
    return "nmod" if tree.upos[head] in NOMINAL else "obl"


def _place_noun(tree: Tree, preposition: int, noun: int) -> None:
    relation = _oblique(tree, preposition)
    tree.swap(noun, "case")
    tree.relations[noun] = relation
    tree.hand_down(preposition, noun)


def _place_clause(tree: Tree, preposition: int, clause: int) -> None:
    if tree.upos[clause] not in ("VERB", "AUX"):
        _place_noun(tree, preposition, clause)
        return
    relation = _oblique(tree, preposition)
    tree.swap(clause, "mark")
    tree.relations[clause] = CLAUSAL.get(relation, relation)
    tree.upos[preposition] = "SCONJ"
    tree.hand_down(preposition, clause)


def turn_copulas(tree: Tree) -> None:
    """What somebody is heads the clause, the form of ``be`` hangs on it."""
    for index in range(len(tree)):
        if tree.lower[index] in BE and tree.upos[index] == "VERB":
            _copula(tree, index)


def _copula(tree: Tree, verb: int) -> None:
    there = tree.first(verb, "expl")
    if there is not None and tree.tags[there] == "EX":
        thing = tree.first(verb, "attr")
        if thing is not None:
            tree.relations[thing] = "nsubj"
        return
    tree.upos[verb] = "AUX"
    predicate = _predicate(tree, verb)
    if predicate is None:
        return
    clausal = tree.relations[predicate] in ("ccomp", "xcomp")
    tree.swap(predicate, "cop")
    for child in sorted(tree.children[verb]):
        relation = tree.relations[child]
        outer = clausal and relation in ("nsubj", "csubj")
        tree.move(child, predicate, relation + ":outer" if outer else relation)


def _predicate(tree: Tree, verb: int) -> int | None:
    for relations in (("attr", "acomp", "oprd"), ("ccomp", "xcomp")):
        found = tree.first(verb, *relations)
        if found is not None:
            return found
    for child in sorted(tree.children[verb]):
        relation = tree.relations[child]
        if child > verb and (relation == "obl" or (relation == "advmod" and tree.lower[child] in PLACES)):
            return child
    asked = tree.first(verb, "advmod")
    return asked if asked is not None and tree.lower[asked] == "where" else None


def attach_arguments(tree: Tree) -> None:
    """Objects and clauses where the two schools differ about who governs them."""
    for index in range(len(tree)):
        relation = tree.relations[index]
        if relation == "ccomp":
            _small_clause(tree, index)
            _earlier_clause(tree, index)
        elif relation == "dative":
            tree.relations[index] = "iobj" if tree.first(tree.heads[index], "dobj") is not None else "dobj"
        elif relation == "aux" and tree.tags[index] == "TO":
            tree.relations[index] = "mark"
        elif relation in ("nsubj", "nsubjpass") and tree.lower[index] == "it":
            _expletive(tree, index)
        elif relation == "dobj" and _is_asked(tree, index):
            tree.relations[index] = "iobj"


def _is_asked(tree: Tree, index: int) -> bool:
    verb = tree.heads[index]
    return tree.lower[verb] in ASKING and tree.first(verb, "ccomp", "xcomp") is not None


def _expletive(tree: Tree, pronoun: int) -> None:
    """``it is clear that``: the clause is the subject."""
    head = tree.heads[pronoun]
    passive = tree.relations[pronoun] == "nsubjpass"
    clause = tree.first(head, "ccomp", "xcomp")
    if clause is None or clause < head:
        return
    if passive or (tree.first(head, "cop") is not None and tree.upos[head] in ("ADJ", "NOUN")):
        tree.relations[pronoun] = "expl"
        tree.relations[clause] = "csubj:pass" if passive else "csubj"
    elif tree.lower[head] in SEEMING:
        tree.relations[pronoun] = "expl"


def _earlier_clause(tree: Tree, clause: int) -> None:
    """Of two clauses side by side the first leads; a quotation stays with its verb."""
    head = tree.heads[clause]
    if clause > head or head < 0 or tree.first(clause, "mark") is not None:
        return
    between = tree.words[max(clause - 1, 0) : head]
    if QUOTES.intersection(between):
        return
    subject = tree.first(head, "nsubj", "nsubjpass")
    if subject is None or subject > head:
        return
    # Not where only a comma or a dash is between: the second may say what the first is.
    if SEPARATE.intersection(between) or tree.first(head, "cop") is not None:
        tree.move(clause, tree.heads[head], tree.relations[head])
        tree.move(head, clause, "parataxis")


def _small_clause(tree: Tree, clause: int) -> None:
    """``want him to go``: what ClearNLP calls the subject of ``go`` is the object of ``want``."""
    subject = tree.first(clause, "nsubj", "nsubjpass")
    head = tree.heads[clause]
    if subject is None or head < 0 or not head < subject < clause:
        return
    mark = tree.first(clause, "mark")
    if mark is not None and tree.tags[mark] != "TO":
        return
    verbs = [clause, *(child for child in tree.children[clause] if tree.upos[child] == "AUX")]
    finite = any(tree.tags[verb] in FINITE for verb in verbs)
    if not finite and tree.upos[head] == "VERB":
        tree.move(subject, head, "dobj")
        tree.relations[clause] = "xcomp"
