"""From the labels of ClearNLP, which spaCy's English models speak, to Universal Dependencies.

The conventions are those of the English treebanks EWT and GUM. Each step takes a tree and changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.annotate.boundaries import QUOTES
from onrecord.annotate.punctuation import attach_punctuation
from onrecord.annotate.tree import Tree
from onrecord.annotate.words import (
    ADJECTIVE_ENDS,
    ADJECTIVES,
    ASKING,
    BE,
    FIRST_PARTS,
    FIXED,
    INDEFINITE,
    MONTHS,
    NOT_ADJECTIVES,
    PLACES,
    SEEMING,
    SYMBOLS,
    TITLES,
)
from onrecord.model import Span

PUNCTUATION = frozenset({".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "POS"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"})
# How the second of two fixed words may hang beside the first.
LOOSE = frozenset({"case", "mark", "advmod", "quantmod", "pcomp", "prep"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

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
    "ROOT": "root", "acomp": "xcomp", "attr": "xcomp", "oprd": "xcomp", "agent": "obl:agent",
    "auxpass": "aux:pass", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "dobj": "obj",
    "intj": "discourse",
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
    _prepositions(tree)
    _copulas(tree)
    _clauses(tree)
    _names(tree, people)
    _numbers(tree)
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


def _prepositions(tree: Tree) -> None:
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
    tree.relations[clause] = {"nmod": "acl", "obl": "advcl", "obl:agent": "advcl", "pobj": "pcomp"}.get(
        relation, relation
    )
    tree.upos[preposition] = "SCONJ"
    tree.hand_down(preposition, clause)


def _copulas(tree: Tree) -> None:
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
        relation, after = tree.relations[child], child > verb
        if relation == "obl" and after:
            return child
        if relation == "advmod" and ((tree.lower[child] in PLACES and after) or tree.lower[child] == "where"):
            return child
    return None


def _clauses(tree: Tree) -> None:
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
    between = [tree.words[index] for index in range(clause + 1, head)]
    if any(word in QUOTES for word in between) or any(word in QUOTES for word in tree.words[:clause][-1:]):
        return
    subject = tree.first(head, "nsubj", "nsubjpass")
    if subject is None or subject > head:
        return
    if any(word in (";", ":", "--", "—", "–") for word in between) or tree.first(
        head, "dobj", "cop", "auxpass"
    ):
        relation = tree.relations[head]
        tree.move(clause, tree.heads[head], relation)
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


def _names(tree: Tree, people: Iterable[Span]) -> None:
    """A person's first name leads, the other names are flat, titles stand before them."""
    named: set[int] = set()
    for start, end in people:
        while start < end and tree.lower[start] in TITLES:
            start += 1
        names = [index for index in range(start, end) if tree.tags[index] not in PUNCTUATION]
        named.update(names)
        if names:
            _person(tree, names)
    for index in range(len(tree) - 1):
        if index in named or tree.upos[index] != "PROPN" or tree.heads[index] <= index:
            continue
        if tree.lower[index] in FIRST_PARTS or (
            tree.lower[index] == "new" and tree.lower[index + 1] == "zealand"
        ):
            if tree.heads[index] == index + 1:
                tree.swap(index, "flat")
                tree.hand_down(index + 1, index)
        elif tree.relations[index] in ("compound", "amod") and _adjective(tree.lower[index]):
            tree.upos[index] = "ADJ"
            tree.relations[index] = "amod"


def _adjective(word: str) -> bool:
    return word in ADJECTIVES or (word.endswith(ADJECTIVE_ENDS) and word not in NOT_ADJECTIVES)


def _person(tree: Tree, names: list[int]) -> None:
    first, last = names[0], names[-1]
    tops = [index for index in names if tree.heads[index] not in names]
    if len(tops) != 1:
        return
    top = tops[0]
    if top != first:
        tree.move(first, tree.heads[top], tree.relations[top])
        tree.hand_down(top, first)
    for index in names[1:]:
        if tree.upos[index] != "PART":
            tree.move(index, first, "flat")
    before = [
        child
        for child in sorted(tree.children[first])
        if child < first
        and tree.relations[child] in ("compound", "amod")
        and tree.upos[child] in ("PROPN", "NOUN")
    ]
    for child in before:
        tree.relations[child] = "nmod:desc"
    if before and before[-1] == first - 1 and tree.upos[before[-1]] == "NOUN":
        _title(tree, before[-1], first, last)


def _title(tree: Tree, title: int, first: int, last: int) -> None:
    """``actor Jason Beghe``: a common noun heads the name."""
    tree.swap(title, "flat")
    for child in sorted(tree.children[first]):
        if tree.relations[child] == "flat":
            tree.move(child, title, "flat")
        elif not (first < child < last):
            relation = tree.relations[child]
            tree.move(child, title, "compound" if relation == "nmod:desc" else relation)


def _numbers(tree: Tree) -> None:
    for index, word in enumerate(tree.lower):
        head = tree.heads[index]
        if word in MONTHS and tree.upos[index] == "PROPN":
            day = tree.first(index, "nummod")
            if day is not None and abs(day - index) == 1 and len(tree.words[day]) < 3:
                tree.swap(day, "nmod:unmarked")
                tree.hand_down(index, day)
                year = tree.first(day, "nummod")
                if year is not None:
                    tree.relations[year] = "nmod:unmarked"
            elif day is not None:
                tree.relations[day] = "nmod:unmarked"
        elif (
            tree.upos[index] == "SYM"
            and tree.tags[index] == "$"
            and tree.relations[index] in ("quantmod", "nmod")
            and tree.upos[head] == "NUM"
        ):
            tree.swap(index, "nummod")
            for child in sorted(tree.children[head]):
                if tree.relations[child] not in ("compound", "punct"):
                    tree.move(child, index, tree.relations[child])

    for index, relation in enumerate(tree.relations):
        head = tree.heads[index]
        if relation == "nummod" and head == index - 1 and tree.upos[head] in ("NOUN", "PROPN"):
            tree.relations[index] = "flat"


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
        elif relation == "dep" and tree.upos[index] == "PUNCT" and not tree.children[index]:
            tree.relations[index] = "punct"
        else:
            tree.relations[index] = RENAMED.get(relation, relation)
        tree.upos[index] = _settled(tree.upos[index], tree.relations[index], tree.tags[index])


def _unmarked(tree: Tree, index: int) -> str:
    head = tree.heads[index]
    if head == index + 2 and tree.tags[index + 1] == "HYPH":
        return "compound"
    return "nmod:unmarked" if tree.upos[head] in NOMINAL else "obl:unmarked"


def _settled(upos: str, relation: str, tag: str) -> str:
    """The part of speech where the relation decides between two."""
    if relation == "case" and (upos == "SCONJ" or tag == "TO"):
        return "ADP"
    if relation == "mark" and upos == "ADP":
        return "SCONJ"
    if relation == "advmod" and upos == "ADP":
        return "ADV"
    return upos
