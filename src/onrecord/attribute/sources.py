"""Who says it and to whom: the phrases at a cue that name its source and its addressee.

The source is the subject, wherever syntax has put it: the agent of a passive, the subject of the verb above an
infinitive or a participle, the noun that a participle or relative clause stands at, the owner of a noun.
"""

from __future__ import annotations

from onrecord.attribute.cues import has_that_clause, is_aside, outermost_cue
from onrecord.attribute.lexicon import LIGHT_NOUNS, Entry
from onrecord.attribute.tree import NOMINAL, RELATIVES, TIME_WORDS, Tree
from onrecord.data import collective_by_lemma, title_by_name

MAX_CLIMB = 6  # verbs above a cue that may lend it their subject; more is a parse gone wrong
IMPERSONAL = {"seem", "appear", "mean", "be"}
POINTING = {"the", "these", "those", "this"}
Source = tuple[int, ...]  # the tokens of one noun phrase, or () where nobody is named


def agent(tree: Tree, index: int, climbed: int = 0) -> Source:
    """The source of a verb or predicate."""
    if climbed > MAX_CLIMB:
        return ()
    if tree.passive(index):
        return _by(tree, index)
    split = _subject_in_two(tree, index)
    if split:
        return split
    for kid in tree.kids(index, "nsubj"):
        if tree.lower(kid) in TIME_WORDS:
            continue
        if tree.lower(kid) in RELATIVES:
            return (kid,)
        if tree.tokens[kid].upos in NOMINAL:
            return () if _impersonal(tree, kid, index) else tuple(tree.phrase(kid))
    if tree.kids(index, "expl", "csubj"):
        return _before_aside(tree, index)
    return _inherited(tree, index, climbed)


def _by(tree: Tree, index: int) -> Source:
    """ "X" in "said by X"."""
    for kid in tree.kids(index, "obl"):
        agentive = tree.tokens[kid].deprel == "obl:agent" or tree.marker(kid) == "by"
        if agentive and tree.lower(kid) not in TIME_WORDS:
            return tuple(tree.phrase(kid))
    return ()


def _subject_in_two(tree: Tree, index: int) -> Source:
    """A title and a name that the parse takes for two subjects are one phrase."""
    subjects = [k for k in tree.kids(index, "nsubj") if k < index]
    if len(subjects) < 2 or tree.tokens[subjects[-1]].upos != "PROPN":
        return ()
    first, last = tree.phrase(subjects[0]), tree.phrase(subjects[-1])
    between = tree.tokens[first[-1] + 1 : last[0]] if first and last else ()
    if not first or not last or any(t.upos not in {"PROPN", "NOUN", "ADJ"} for t in between):
        return ()
    return tuple(range(first[0], last[-1] + 1))


def _impersonal(tree: Tree, subject: int, index: int) -> bool:
    """ "It seems", "it means": nobody."""
    return tree.lower(subject) == "it" and tree.tokens[index].lemma in IMPERSONAL


def _before_aside(tree: Tree, index: int) -> Source:
    """ "The committee, enjoying the backing of some, said": an aside that the parse takes for the subject."""
    for kid in tree.kids(index, "csubj"):
        first = tree.below(kid)[0]
        if tree.lower(kid).endswith("ing") and first > 1 and tree.tokens[first - 1].text == ",":
            noun = first - 2
            if tree.tokens[noun].upos in {"NOUN", "PROPN"}:
                return tuple(tree.phrase(noun))
    return ()


def _inherited(tree: Tree, index: int, climbed: int) -> Source:
    """The subject that a verb without one of its own shares."""
    head, relation = tree.tokens[index].head, tree.rel(index)
    if head < 0:
        return ()
    if tree.marker(index) == "as" and tree.tokens[head].lemma in {"quote", "cite"}:
        quoted = tree.kids(head, "obj", "nsubj:pass")
        return tuple(tree.phrase(quoted[0])) if quoted else ()
    if relation == "acl":
        return _by(tree, index) or _described_noun(tree, index, head)
    if relation == "xcomp":
        objects = tree.kids(head, "obj", "iobj")
        if objects and objects[0] < index and tree.tokens[head].upos == "VERB":
            return tuple(tree.phrase(objects[0]))
        return agent(tree, head, climbed + 1)
    goes_on = is_aside(tree, index) if relation == "advcl" else has_that_clause(tree, index)
    if relation in {"advcl", "conj"} and goes_on:
        return agent(tree, outermost_cue(tree, head), climbed + 1)
    shares = relation in {"conj", "advcl", "parataxis"}
    if shares and tree.tokens[head].upos in {"VERB", "AUX", "ADJ", "NOUN"}:
        return agent(tree, head, climbed + 1)
    return ()


def _described_noun(tree: Tree, index: int, noun: int) -> Source:
    """ "A statement" in "a statement saying"."""
    before = tree.trim([i for i in tree.phrase(noun) if i < index])
    return tuple(before) if tree.lower(index).endswith("ing") else ()


def owner(tree: Tree, index: int) -> Source:
    """Whose claim it is: "his claim", "Washington's statements", "a claim by the ministry", "made by"."""
    possessors = tree.kids(index, "nmod:poss")
    if possessors:
        return _without_possessive(tree, possessors[0])
    repeated = _same_noun_before(tree, index)
    if repeated is not None:
        return owner(tree, repeated)
    for kid in tree.kids(index, "nmod", "acl"):
        if tree.rel(kid) == "nmod" and tree.marker(kid) in {"by", "from"}:
            return tuple(tree.phrase(kid))
        if tree.rel(kid) == "acl" and (by := _by(tree, kid)):
            return by
    head = tree.tokens[index].head
    if head >= 0 and tree.rel(index) == "obj" and tree.tokens[head].upos == "VERB":
        return agent(tree, head)
    return ()


def _same_noun_before(tree: Tree, index: int) -> int | None:
    """ "Americans' statements on ..., the statements that ...": the second is the first again."""
    if not any(tree.lower(k) in POINTING for k in tree.kids(index, "det")):
        return None
    start, _ = tree.sentence(index)
    for before in range(index - 1, start - 1, -1):
        same = tree.tokens[before].lemma == tree.tokens[index].lemma and tree.tokens[before].upos == "NOUN"
        if same and tree.kids(before, "nmod:poss"):
            return before
    return None


def _without_possessive(tree: Tree, index: int) -> Source:
    marks = tree.kids(index, "case")
    return tuple(i for i in tree.phrase(index) if i not in marks)


def addressee(tree: Tree, index: int, found: Entry) -> Source:
    """Who is spoken to: "told X", "said to X", "drew X's attention to"."""
    if found.addressee == "obj":
        for kid in tree.kids(index, "obj", "iobj"):
            if kid > index and _listens(tree, kid):
                return tuple(tree.phrase(kid))
    for thing in tree.kids(index, "obj"):
        if tree.tokens[thing].lemma in LIGHT_NOUNS:
            return tuple(i for kid in tree.kids(thing, "nmod:poss") for i in _without_possessive(tree, kid))
    for kid in [*tree.kids(index, "obl"), *tree.kids(index, "iobj")]:
        if found.addressee and tree.marker(kid) == found.addressee and _listens(tree, kid):
            return tuple(tree.phrase(kid))
    return ()


def _listens(tree: Tree, index: int) -> bool:
    """Somebody: a name, a personal pronoun, a title or a noun for people or bodies, but no laughter and no tents."""
    token = tree.tokens[index]
    if token.upos in {"PROPN", "PRON"}:
        return True
    noun = collective_by_lemma().get(token.lemma.lower())
    return token.lemma.lower() in title_by_name() or bool(
        noun and not noun.document and (noun.animate or noun.kind)
    )
