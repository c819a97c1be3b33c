"""How a cue stands to its content: whether it denies it, and how sure it leaves the reader of it.

Certainty is FactBank's scale (Saurí and Pustejovsky 2009). It starts from what the lexicon says of the cue and only
falls: by auxiliaries ("may have said"), adverbs ("reportedly"), the verb above ("is expected to say"), questions and
conditions ("if he said"), and by a negation that leaves the content open ("did not say", "did not deny").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from onrecord.attribute.lexicon import Entry, entry
from onrecord.model import Certainty, Polarity
from onrecord.syntax import Tree

SCALE = get_args(Certainty)  # from the surest down
NEGATING = {"decline", "refuse", "fail", "avoid", "stop"}  # the verb below them is not said
NOBODY = {"no", "neither", "none", "nobody", "no-one"}
AUXILIARIES: dict[str, Certainty] = {
    **dict.fromkeys(("may", "might", "could"), "possible"),
    **dict.fromkeys(("will", "shall", "must"), "probable"),
    **dict.fromkeys(("would", "should"), "unspecified"),
}
HEDGES: dict[str, Certainty] = {
    **dict.fromkeys(("possibly", "perhaps", "maybe"), "possible"),
    **dict.fromkeys(("probably", "likely", "evidently"), "probable"),
}
# What stands above an infinitive of saying: "is likely to say", "seems to say", "threatened to say".
ABOVE: dict[str, Certainty] = {
    **dict.fromkeys(("expect", "likely", "set", "due", "seem", "appear", "believe", "think"), "probable"),
    **dict.fromkeys(("plan", "intend", "want", "hope", "threaten", "promise", "able", "ready"), "possible"),
    **dict.fromkeys(("say", "report", "allege", "claim", "suppose", "rumor", "rumour"), "unspecified"),
}
SELF = {"i", "we"}
CONDITIONS = {"if", "unless", "whether", "lest", "in case"}
# "Does not believe that X" takes a side on X; "did not say that X" takes none.
TAKES_SIDES = {
    *("believe", "predict", "estimate", "feel", "intend", "hope", "plan", "dream", "support"),
    *("agree", "praise", "criticise", "accuse", "express", "appear"),
}
REPORTING = {"say", "claim", "report"}


def polarity(tree: Tree, index: int, found: Entry) -> Polarity:
    """ "-" where the content is denied: "denied that", "did not say", but not "did not deny"."""
    return "-" if _is_negated(tree, index) != (found.polarity == "-") else "+"


def certainty(tree: Tree, index: int, found: Entry) -> Certainty:
    """How sure a cue leaves the reader of its content."""
    if tree.asked(index) or _is_conditional(tree, index):
        return "unspecified"
    grades = [found.certainty, *_weakened(tree, index, found)]
    return max(grades, key=SCALE.index)


def as_used(tree: Tree, index: int, found: Entry) -> Entry:
    """An entry with the certainty that it has in its sentence."""
    return found.with_certainty(certainty(tree, index, found))


def _weakened(tree: Tree, index: int, found: Entry) -> Iterator[Certainty]:
    above = _verb_above(tree, index)
    for verb in (index, *above):
        yield from _by_auxiliaries(tree, verb, index)
        for adverb in tree.kids(verb, "advmod"):
            known = entry(tree.tokens[adverb].lemma, "ADV")
            yield known.certainty if known else HEDGES.get(tree.lower(adverb), "certain")
    for verb in above:
        yield "certain" if _is_active_report(tree, verb) else ABOVE.get(tree.tokens[verb].lemma, "certain")
    if (
        tree.passive(index)
        and found.class_ in REPORTING
        and found.addressee != "obj"
        and not _agent(tree, index)
    ):
        yield "unspecified"
    if _is_negated(tree, index):
        yield _when_negated(found)


def _by_auxiliaries(tree: Tree, verb: int, index: int) -> Iterator[Certainty]:
    """ "Will say" is yet to be said; "I would say" is said with it, and so is "would like to say"."""
    if any(tree.lower(kid) in SELF for kid in tree.kids(verb, "nsubj")):
        return
    for kid in tree.kids(verb, "aux"):
        grade = AUXILIARIES.get(tree.tokens[kid].lemma, "certain")
        yield "certain" if verb != index and grade == "unspecified" else grade
    if tree.lower(verb) == "going" and verb != index:
        yield "probable"


def _is_active_report(tree: Tree, verb: int) -> bool:
    known = entry(tree.tokens[verb].lemma, "VERB")
    return known is not None and known.class_ in REPORTING and not tree.passive(verb)


def _agent(tree: Tree, index: int) -> bool:
    return any(
        tree.tokens[k].deprel == "obl:agent" or tree.marker(k) == "by" for k in tree.kids(index, "obl")
    )


def _when_negated(found: Entry) -> Certainty:
    if found.polarity == "-":
        return "possible"  # "did not rule out", "does not deny"
    return "certain" if found.class_ in TAKES_SIDES else "unspecified"


def _is_negated(tree: Tree, index: int) -> bool:
    subjects = tree.kids(index, "nsubj")
    above = _verb_above(tree, index)
    return (
        tree.negated(index)
        or tree.marker(index) == "without"
        or any(_is_none(tree, k) for k in subjects)
        or any(tree.negated(v) != (tree.tokens[v].lemma in NEGATING) for v in above)
    )


def _verb_above(tree: Tree, index: int) -> tuple[int, ...]:
    """The verb or adjective that an infinitive of saying depends on: "refused" in "refused to say"."""
    head = tree.tokens[index].head
    return (head,) if tree.rel(index) == "xcomp" and head >= 0 else ()


def _is_none(tree: Tree, subject: int) -> bool:
    """ "Neither side", "no one", "nobody"."""
    words = [tree.lower(subject), *(tree.lower(k) for k in tree.kids(subject, "det", "cc:preconj"))]
    return not NOBODY.isdisjoint(words)


def _is_conditional(tree: Tree, index: int) -> bool:
    """ "If he said that", "unless he says and promises that"."""
    at = index
    while tree.rel(at) in {"conj", "xcomp"} and tree.tokens[at].head >= 0:
        at = tree.tokens[at].head
    return tree.marker(at) in CONDITIONS
