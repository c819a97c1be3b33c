"""From the labels of ClearNLP, which spaCy's English models speak, to Universal Dependencies.

The conventions are those of the English treebanks EWT and GUM. Each step takes a tree and changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.annotate.clauses import NOMINAL, attach_arguments, place_prepositions, turn_copulas
from onrecord.annotate.names import join_names, join_numbers
from onrecord.annotate.punctuation import attach_punctuation
from onrecord.annotate.tree import Tree
from onrecord.annotate.words import FIXED, INDEFINITE, SYMBOLS
from onrecord.model import Span

# How the second of two fixed words may hang beside the first.
LOOSE = frozenset({"case", "mark", "advmod", "quantmod", "pcomp", "prep"})

TAGS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV", "CD": "NUM", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "WDT": "PRON", "DT": "DET", "PDT": "DET", "EX": "PRON", "IN": "ADP",
    "TO": "PART", "RP": "ADP", "MD": "AUX", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "POS": "PART", "CC": "CCONJ", "UH": "INTJ", "SYM": "SYM", "$": "SYM",
    "#": "SYM", "FW": "X", "LS": "X", "ADD": "PROPN", "AFX": "ADJ", "XX": "X", "GW": "X",
    ".": "PUNCT", ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", '""': "PUNCT", "-LRB-": "PUNCT",
    "-RRB-": "PUNCT", "HYPH": "PUNCT", "NFP": "PUNCT", "_SP": "PUNCT",
}  # fmt: skip

RENAMED = {
    "ROOT": "root", "acomp": "xcomp", "attr": "xcomp", "oprd": "xcomp", "agent": "obl:agent", "dobj": "obj",
    "auxpass": "aux:pass", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "intj": "discourse",
    "meta": "dep", "neg": "advmod", "pobj": "obl", "poss": "nmod:poss", "preconj": "cc:preconj",
    "predet": "det:predet", "prt": "compound:prt", "quantmod": "advmod", "relcl": "acl:relcl",
}  # fmt: skip


def convert(tree: Tree, sentences: Sequence[Span], people: Iterable[Span] = ()) -> None:
    """Change the tree from ClearNLP's labels to Universal Dependencies.

    1. parts of speech; 2. prepositions below their nouns; 3. copulas below their predicates;
    4. clauses; 5. names and numbers; 6. coordination; 7. fixed expressions; 8. the names of the
    relations; 9. punctuation.
    """
    _parts_of_speech(tree)
    place_prepositions(tree)
    turn_copulas(tree)
    attach_arguments(tree)
    join_names(tree, people)
    join_numbers(tree)
    _coordination(tree)
    _fixed(tree)
    _rename(tree)
    attach_punctuation(tree, sentences)


def _parts_of_speech(tree: Tree) -> None:
    for index, tag in enumerate(tree.tags):
        if tree.relations[index] == "nmod":
            tree.relations[index] = "compound"
        tree.upos[index] = _upos(tree, index, tag)


def _upos(tree: Tree, index: int, tag: str) -> str:
    relation, word = tree.relations[index], tree.lower[index]
    if relation in ("aux", "auxpass") and tag != "TO":
        return "AUX"
    if word in SYMBOLS:
        return "SYM"
    if not any(map(str.isalnum, word)) and tag not in ("$", "SYM"):
        return "PUNCT"
    if word in INDEFINITE and tag == "NN":
        return "PRON"
    if word == "united" and tag == "NNP":
        return "VERB"
    if relation == "neg" and word in ("not", "n't", "n’t"):
        return "PART"
    if tag in ("DT", "WDT") and relation not in ("det", "predet", "preconj", "quantmod", "advmod"):
        return "PRON" if tag == "WDT" or word in ("this", "that", "these", "those") else "DET"
    if tag in ("DT", "WDT"):
        return "DET"
    if tag == "IN" and relation == "mark":
        return "SCONJ"
    return TAGS.get(tag, "X")


def _coordination(tree: Tree) -> None:
    """All conjuncts depend on the first, a conjunction on the conjunct that follows it."""
    for index in range(len(tree)):
        if tree.relations[index] == "cc":
            later = [c for c in tree.children[tree.heads[index]] if tree.relations[c] == "conj" and c > index]
            if later:
                tree.move(index, min(later), "cc")
    for index in range(len(tree)):
        if tree.relations[index] == "conj":
            head = tree.heads[index]
            while tree.relations[head] == "conj" and tree.heads[head] >= 0:
                head = tree.heads[head]
            tree.move(index, head, "conj")


def _fixed(tree: Tree) -> None:
    for index in range(len(tree) - 1):
        pair = (tree.lower[index], tree.lower[index + 1])
        if pair in FIXED:
            _fix(tree, index, FIXED[pair])


def _fix(tree: Tree, first: int, relation: str) -> None:
    second = first + 1
    if tree.heads[first] == second:
        tree.swap(first, "fixed")
    elif tree.heads[first] == tree.heads[second] and tree.relations[second] in LOOSE:
        tree.move(second, first, "fixed")
    elif tree.heads[second] != first:
        return
    tree.relations[second] = "fixed"
    if relation and not tree.children[second] and tree.relations[first] not in ("ROOT", "conj"):
        tree.relations[first] = relation
    tree.hand_down(second, first)


def _rename(tree: Tree) -> None:
    for index, relation in enumerate(tree.relations):
        if tree.heads[index] < 0:
            tree.relations[index] = "root"
        elif relation == "npadvmod":
            tree.relations[index] = _unmarked(tree, index)
        elif relation == "compound" and tree.upos[index] in ("ADJ", "VERB") and _describes(tree, index):
            tree.relations[index] = "amod"
        elif relation == "advmod" and tree.lower[index] == "at" and tree.heads[index] == index + 1:
            tree.relations[index] = "case"
        elif relation == "dep" and tree.upos[index] == "PUNCT" and not tree.children[index]:
            tree.relations[index] = "punct"
        else:
            tree.relations[index] = RENAMED.get(relation, relation)
        tree.upos[index] = _settled(tree.upos[index], tree.relations[index], tree.tags[index])


def _describes(tree: Tree, index: int) -> bool:
    """Whether what is no noun stands alone before its noun, in no compound with a hyphen."""
    return tree.heads[index] > index and not tree.children[index] and tree.tags[index + 1] != "HYPH"


def _unmarked(tree: Tree, index: int) -> str:
    head = tree.heads[index]
    if head == index + 2 and tree.tags[index + 1] == "HYPH":
        return "compound"
    return "nmod:unmarked" if tree.upos[head] in NOMINAL else "obl:unmarked"


def _settled(upos: str, relation: str, tag: str) -> str:
    """The part of speech where the relation decides between two."""
    if relation == "case" and (upos == "SCONJ" or tag in ("TO", "RB")):
        return "ADP"
    if relation == "mark" and upos == "ADP":
        return "SCONJ"
    if relation == "advmod" and upos == "ADP":
        return "ADV"
    return upos
