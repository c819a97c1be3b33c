"""What any cue is: its entry in the lexicon, or the likeliest one where it has none; polarity, certainty, addressee.

The rules ask of a word whether it is a cue; here somebody else (decode.py) has found the cue, and its words may be
anything: "made it clear", "criticism of", "is livid", "according to", "in his words", ":".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribute.audience import addressee, noun_addressee
from onrecord.attribute.cues import RAISING, verb_entry
from onrecord.attribute.lexicon import Entry, entry, prepositions
from onrecord.attribute.modality import certainty, polarity
from onrecord.data import collective_by_lemma
from onrecord.model import Certainty, Polarity
from onrecord.syntax import Tree

VERBAL, NOMINAL = {"VERB", "AUX"}, {"NOUN", "PROPN"}
MARKS = {":", "-", "--", "–", "—"}
# What verbs of demanding do where nothing is demanded: "asked whether", "called it a lie".
NOT_DEMANDED = {"ask": "ask", "press": "ask", "call": "describe"}
BARE = Entry("-", "mark", "say", frozenset(), "", "+", "certain")  # nothing but the layout says so


@dataclass(frozen=True, slots=True)
class Described:
    """A cue by its ``head`` token; ``lemma`` is that of its entry, with its part of speech ("say/verb")."""

    head: int
    lemma: str
    class_: str
    polarity: Polarity
    certainty: Certainty
    addressee: tuple[int, ...] = ()


def describe(tree: Tree, cue: Sequence[int]) -> Described:
    """What the words of a cue say of their content, for a cue of at least one token."""
    head, found = next(_entries(tree, cue), None) or _unknown(tree, cue)
    class_ = _class(tree, cue, head, found)
    return Described(
        head,
        f"{found.lemma}/{found.pos}",
        class_,
        polarity(tree, head, found),
        "unspecified" if class_ == "ask" else certainty(tree, head, found),
        tuple(_addressee(tree, head, found)),
    )


def _entries(tree: Tree, cue: Sequence[int]) -> Iterator[tuple[int, Entry]]:
    """The words of a cue that the lexicon knows, the one that says it first."""
    yield from _prepositional(tree, cue)
    verbs = [(i, found) for i in _heads(tree, cue, VERBAL) if (found := verb_entry(tree, i))]
    lower = [
        (i, found)
        for i, found in verbs
        if tree.rel(i) == "xcomp" and _is_empty(tree, tree.tokens[i].head, cue)
    ]
    yield from [*lower, *verbs]
    for tags in (NOMINAL, {"ADJ"}, {"ADV"}):
        yield from (
            (i, found)
            for i in _heads(tree, cue, tags)
            if (found := entry(tree.tokens[i].lemma, tree.tokens[i].upos))
        )


def _class(tree: Tree, cue: Sequence[int], head: int, found: Entry) -> str:
    """ "Voiced support" supports, "asked whether" asks and demands nothing, "called it a lie" describes."""
    nouns = _heads(tree, cue, NOMINAL) if "light" in found.frames else []
    known = [n for i in nouns if (n := entry(tree.tokens[i].lemma, "NOUN"))]
    if known:
        return known[0].class_
    if found.class_ == "demand" and found.pos == "verb":
        below = tree.kids(head, "xcomp", "ccomp", "advcl", "obl")
        wants = any(tree.marker(k) in {"to", "for", "on", "upon", "that"} for k in below)
        return "demand" if wants else NOT_DEMANDED.get(found.lemma, "demand")
    return found.class_


def _heads(tree: Tree, cue: Sequence[int], tags: set[str]) -> list[int]:
    """The words of a cue with one of some tags, those that others hang on first."""
    words = set(cue)
    found = [i for i in cue if tree.tokens[i].upos in tags and tree.rel(i) not in {"aux", "cop"}]
    return sorted(found, key=lambda i: (_depth(tree, i, words), tree.lower(i).endswith("ing")))


def _depth(tree: Tree, index: int, words: set[int]) -> int:
    depth = 0
    while (index := tree.tokens[index].head) in words:
        depth += 1
    return depth


def _is_empty(tree: Tree, head: int, cue: Sequence[int]) -> bool:
    """ "Declined" in "declined to say" and "went on" in "went on to say": the verb below is the cue."""
    return head in cue and tree.tokens[head].lemma in RAISING


def _prepositional(tree: Tree, cue: Sequence[int]) -> Iterator[tuple[int, Entry]]:
    words = tuple(tree.lower(i) for i in cue)
    for first, index in enumerate(cue):
        for known, found in prepositions().get(words[first], ()):
            if words[first : first + len(known)] == known:
                yield index, found


def _unknown(tree: Tree, cue: Sequence[int]) -> tuple[int, Entry]:
    """A cue without an entry: an adjective feels, a verb with an infinitive intends, all else says."""
    for tags, pos in ((VERBAL, "verb"), ({"ADJ"}, "adj"), (NOMINAL, "noun")):
        for head in _heads(tree, cue, tags):
            token = tree.tokens[head]
            return head, Entry(token.lemma, pos, _likely_class(tree, head), frozenset(), "to", "+", "certain")
    head = next((i for i in cue if tree.tokens[i].text not in MARKS), cue[0])
    token = tree.tokens[head]
    return head, BARE if token.text in MARKS else Entry(
        token.lemma, "other", "say", frozenset(), "", "+", "certain"
    )


def _likely_class(tree: Tree, head: int) -> str:
    token = tree.tokens[head]
    if token.upos == "ADJ":
        return "feel"
    if token.upos in NOMINAL:
        noun = collective_by_lemma().get(token.lemma.lower())
        return "report" if noun and noun.document else "say"
    wants = any(tree.marker(k) == "to" and k > head for k in tree.kids(head, "xcomp"))
    return "intend" if wants and not tree.passive(head) else "say"


def _addressee(tree: Tree, head: int, found: Entry) -> tuple[int, ...]:
    if tree.tokens[head].upos in VERBAL:
        return addressee(tree, head, found)
    return noun_addressee(tree, head, found) if tree.tokens[head].upos in NOMINAL else ()
