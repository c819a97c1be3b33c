"""Who says it: the phrase at a cue that names its source.

The source is the subject, wherever syntax has put it: the agent of a passive, the subject of the verb above an
infinitive or a participle, the noun that a participle or relative clause stands at, the owner of a noun.
"""

from __future__ import annotations

from onrecord.attribute.cues import has_that_clause, is_aside, outermost_cue
from onrecord.attribute.lexicon import entry
from onrecord.syntax import NOMINAL, RELATIVES, TIME_WORDS, Tree

MAX_CLIMB = 6  # verbs above a cue that may lend it their subject; more is a parse gone wrong
IMPERSONAL = {"seem", "appear", "mean", "be"}
# Words of a clause that describes somebody whom the report does not name.
UNNAMED = {"anonymity", "anonymously", "anonymous", "familiar", "knowledge", "condition"}
UNNAMED_VERBS = {"name", "identify", "brief", "authorise", "authorize", "withhold", "print", "publish"}
POINTING = {"the", "these", "those", "this"}
Source = tuple[int, ...]  # the tokens of one noun phrase, or () where nobody is named


def agent(tree: Tree, index: int, climbed: int = 0) -> Source:
    """The source of a verb or predicate."""
    if climbed > MAX_CLIMB:
        return ()
    if tree.passive(index) or is_reduced_passive(tree, index):
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
            return () if _impersonal(tree, kid, index) else _with_description(tree, kid)
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


def is_reduced_passive(tree: Tree, index: int) -> bool:
    """ "Asked by X", "when told that": a participle without an auxiliary, of a verb whose object is spoken to."""
    known = entry(tree.tokens[index].lemma, "VERB")
    plain = tree.lower(index) in {tree.tokens[index].lemma, f"{tree.tokens[index].lemma}s"}
    return (
        tree.rel(index) == "advcl"
        and known is not None
        and known.addressee == "obj"
        and not plain
        and not tree.lower(index).endswith("ing")
        and not tree.kids(index, "nsubj", "aux", "obj", "iobj")
        and tree.marker(index) != "to"
    )


def _with_description(tree: Tree, noun: int) -> Source:
    """A phrase with the clause right behind it that stands for a name: "a man who asked not to be named"."""
    phrase = tuple(tree.phrase(noun))
    for clause in tree.kids(noun, "acl") if tree.tokens[noun].upos == "NOUN" else ():
        words = tree.trim(tree.below(clause))
        between = range(phrase[-1] + 1, words[0]) if phrase and words else range(0)
        if (
            any(_withholds_name(tree, i) for i in words)
            and words[0] > phrase[-1]
            and all(tree.tokens[i].text == "," for i in between)
        ):
            return (*phrase, *between, *words)
    return phrase


def _withholds_name(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.lemma in UNNAMED or (token.upos == "VERB" and token.lemma in UNNAMED_VERBS)


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
    told = tree.kids(head, "nsubj") if tree.passive(head) and "to" in tree.marker(index).split() else []
    if told:  # "was ordered by X to say": who is ordered says it
        return tuple(tree.phrase(told[0]))
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
        return without_possessive(tree, possessors[0])
    repeated = _same_noun_before(tree, index)
    if repeated is not None:
        return owner(tree, repeated)
    for kid in tree.kids(index, "nmod", "acl"):
        if tree.rel(kid) == "nmod" and tree.marker(kid) in {"by", "from"}:
            return tuple(tree.phrase(kid))
        if tree.rel(kid) == "acl" and not tree.kids(kid, "nsubj") and (by := _by(tree, kid)):
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


def without_possessive(tree: Tree, index: int) -> Source:
    marks = tree.kids(index, "case")
    return tuple(i for i in tree.phrase(index) if i not in marks)
