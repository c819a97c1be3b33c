"""The cue itself: which entry a verb has, and which words belong to it."""

from __future__ import annotations

from onrecord.attribute.lexicon import Entry, entry
from onrecord.syntax import Tree

# "went on to say", "declined to say", "wants to make clear": the verb above belongs to the cue.
RAISING = {
    *("go", "continue", "want", "wish", "decline", "refuse", "seem"),
    *("appear", "be", "have", "try", "fail", "like"),
}
# Words right behind a verb that the lexicon may have with it, where the parse does not call them particles.
PARTICLES = {"out", "up", "back", "on", "aside", "off", "clear", "down", "it"}
PARTICIPLE_MARKS = {",", "-", "—", "–"}
QUOTE_MARKS = {"”", '"', "''", "’", "»"}


def verb_entry(tree: Tree, index: int) -> Entry | None:
    """The entry of a verb, with its particle where the lexicon has the pair."""
    lemma = tree.tokens[index].lemma
    if [t.text.lower() for t in tree.tokens[index + 1 : index + 3]] == ["it", "clear"]:
        words = ["clear"]
    else:
        beside = [k for k in tree.children[index] if k == index + 1 and tree.lower(k) in PARTICLES]
        words = [tree.lower(k) for k in [*tree.kids(index, "compound:prt"), *beside]]
    for word in words:
        if found := entry(f"{lemma} {word}", "VERB"):
            return found
    return entry(lemma, "VERB")


def cue_tokens(tree: Tree, index: int) -> list[int]:
    """The verb with its auxiliaries, negation and particle, and the verb above it that is empty alone."""
    found = {index, *tree.kids(index, "aux", "compound:prt")}
    found |= {i for i in tree.kids(index, "advmod") if tree.lower(i) in {"not", "n't", "n’t", "never"}}
    head = tree.tokens[index].head
    if tree.rel(index) == "xcomp" and head >= 0 and tree.tokens[head].lemma in RAISING:
        found |= {
            *cue_tokens(tree, head),
            *tree.kids(head, "compound:prt", "advmod"),
            *tree.kids(index, "mark"),
        }
        found = {i for i in found if min(head, index) <= i <= index or i in tree.kids(head, "aux")}
    return sorted(found)


def is_aside(tree: Tree, index: int) -> bool:
    """ "..., adding that": a participle of speech behind a comma goes on from the sentence's main cue."""
    if not tree.tokens[index].text.endswith("ing") or tree.kids(index, "nsubj", "aux", "mark"):
        return False
    before = index - 1
    while before > 0 and tree.tokens[before].text in QUOTE_MARKS:
        before -= 1
    return tree.tokens[before].text in PARTICIPLE_MARKS and verb_entry(tree, index) is not None


def has_that_clause(tree: Tree, index: int) -> bool:
    """ "He said that ... and said that ...": the second verb goes on from the first, whatever lies between."""
    return any(tree.marker(k) == "that" for k in tree.kids(index, "ccomp"))


def says_too(tree: Tree, cue: int, index: int) -> bool:
    """ "Acknowledged that X but denied that Y": the denial is the speaker's, whatever verb the parse hangs it on."""
    return (
        tree.tokens[index].upos == "VERB"
        and verb_entry(tree, index) is not None
        and has_that_clause(tree, cue)
        and has_that_clause(tree, index)
        and not tree.kids(index, "nsubj", "aux", "mark")
    )


def outermost_cue(tree: Tree, index: int) -> int:
    """The highest reporting verb above a word, or the word itself."""
    top, at = index, index
    while at >= 0:
        found = verb_entry(tree, at) if tree.tokens[at].upos == "VERB" else None
        if found and "that" in found.frames and tree.kids(at, "nsubj"):
            top = at
        at = tree.tokens[at].head
    return top
