"""Cues with a content of their own in the parse: "said that", "his claim that", "according to".

A cue opens one or more *frames* (lexicon.py); ``frames.py`` looks for the content in the place that each frame names,
``sources.py`` for who says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.attribute.audience import addressee, noun_addressee
from onrecord.attribute.cues import cue_tokens, verb_entry
from onrecord.attribute.frames import adjective_contents, noun_contents, verb_contents
from onrecord.attribute.lexicon import Entry, entry, lexicon, prepositions
from onrecord.attribute.modality import as_used, polarity
from onrecord.attribute.sources import agent, owner, without_possessive
from onrecord.model import Polarity
from onrecord.syntax import NOMINAL, Tree

NO_CUE = {"amod", "aux", "cop", "case", "mark", "compound", "fixed"}  # relations in which a verb says nothing
POINTERS = {"PRON", "DET", "PUNCT"}  # "he said it": a content of nothing else is no content
NO_NOUN_BEHIND = {"DET", "ADJ", "PRON", "ADP"}  # what follows one of these is a noun, as the parse has it
PHRASAL = {"NOUN", "PROPN", "PRON", "X"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution in token indices; ``content`` may be empty for a cue that has only a quotation."""

    head: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    entry: Entry
    frame: str
    addressee: tuple[int, ...] = ()
    polarity: Polarity = "+"


def candidates(tree: Tree) -> list[Candidate]:
    """All candidates of the report, in the order of their cues; a cue gives at most one."""
    found: list[Candidate] = []
    for index, token in enumerate(tree.tokens):
        if token.upos in {"VERB", "AUX"}:
            found += _verb(tree, index)
        elif token.upos in {"NOUN", "PROPN"}:
            found += _noun(tree, index)
        elif token.upos == "ADJ":
            found += _adjective(tree, index)
        elif token.upos == "ADV":
            found += _adverb(tree, index)
        found += [*_prepositional(tree, index), *_possessive(tree, index)]
    return _without_asides(tree, found)


def _without_asides(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """ "..., according to X" at the end of a content is not part of it: X vouches for the whole sentence."""
    asides = [(min(c.cue), max(c.cue + c.source)) for c in found if c.frame == "preposition"]
    kept = []
    for candidate in found:
        for low, high in asides:
            content = candidate.content
            if candidate.head < low and content and content[0] < low <= content[-1] <= high + 1:
                before = tree.trim([i for i in content if i < low])
                candidate = replace(candidate, content=tuple(before))
        kept.append(candidate)
    return kept


def _verb(tree: Tree, index: int) -> Iterator[Candidate]:
    known = verb_entry(tree, index)
    if known is None or tree.rel(index) in NO_CUE:
        return
    for found in verb_contents(tree, index, known):
        if known.lemma == "deny" and found.frame == "np" and tree.passive(index):
            continue  # "was denied a visa"
        if all(tree.tokens[i].upos in POINTERS for i in found.content):
            continue
        yield Candidate(
            index,
            _less({*cue_tokens(tree, index), *found.cue}, found.content),
            () if found.frame == "raised" else agent(tree, index),
            tuple(found.content),
            as_used(tree, index, known),
            found.frame,
            addressee(tree, index, known),
            polarity(tree, index, known),
        )
        return


def _less(cue: set[int], content: list[int]) -> tuple[int, ...]:
    return tuple(sorted(cue.difference(content)))


def _noun(tree: Tree, index: int) -> Iterator[Candidate]:
    known = entry(tree.tokens[index].lemma, "NOUN")
    found = next(noun_contents(tree, index, known.frames), None) if known else None
    if known is None or found is None or _has_light_verb(tree, index):
        return
    source = owner(tree, index)
    mistaken = None if source or found.frame != "that" else _mistaken_verb(tree, index, found.content)
    cue, frame = tuple(sorted({index, *found.cue})), f"noun-{found.frame}"
    yield mistaken or Candidate(
        index,
        cue,
        source,
        tuple(found.content),
        as_used(tree, index, known),
        frame,
        noun_addressee(tree, index, known),
        polarity(tree, index, known),
    )


def _has_light_verb(tree: Tree, index: int) -> bool:
    """ "Concern" in "they expressed concern" is part of the verb's cue."""
    head = tree.tokens[index].head
    if head < 0 or tree.rel(index) not in {"obj", "nsubj"} or tree.tokens[head].upos not in {"VERB", "AUX"}:
        return False
    known = verb_entry(tree, head)
    return bool(known and "light" in known.frames and tree.kids(head, "nsubj"))


def _mistaken_verb(tree: Tree, index: int, content: list[int]) -> Candidate | None:
    """ "Reports circulating in the capital claim that ...": a sentence with no verb but this noun, which is one."""
    known = entry(tree.tokens[index].lemma, "VERB")
    start, _ = tree.sentence(index)
    root = next((i for i in range(start, index) if tree.tokens[i].head < 0), None)
    if known is None or root is None or tree.tokens[root].upos not in {"NOUN", "PROPN"}:
        return None
    if tree.kids(root, "cop", "nsubj") or tree.tokens[index - 1].upos in NO_NOUN_BEHIND:
        return None
    source = tree.trim(list(range(root, index)))
    return Candidate(index, (index,), tuple(source), tuple(content), known, "that")


def _adjective(tree: Tree, index: int) -> Iterator[Candidate]:
    known = entry(tree.tokens[index].lemma, "ADJ")
    if known is None or not tree.kids(index, "cop", "nsubj"):
        return
    for found in adjective_contents(tree, index, known.frames):
        yield Candidate(
            index,
            _less({index, *tree.kids(index, "cop", "aux", "advmod"), *found.cue}, found.content),
            agent(tree, index),
            tuple(found.content),
            as_used(tree, index, known),
            f"adj-{found.frame}",
            polarity=polarity(tree, index, known),
        )
        return


def _adverb(tree: Tree, index: int) -> Iterator[Candidate]:
    known = entry(tree.tokens[index].lemma, "ADV")
    head = tree.tokens[index].head
    if known is None or head < 0 or tree.rel(index) != "advmod":
        return
    if tree.tokens[head].upos not in {"VERB", "AUX"} and not tree.kids(head, "nsubj", "cop"):
        return  # "apparently with the wrong form" tells no event
    content = tree.trim(tree.below(head, [index, *tree.kids(head, "mark", "cc")]))
    yield Candidate(index, (index,), (), tuple(content), known, "adverb")


# --- prepositions --------------------------------------------------------------------------------------------


def _prepositional(tree: Tree, index: int) -> Iterator[Candidate]:
    """ "According to X", "in the words of X": X is the source, the sentence is the content."""
    length, known = _preposition_at(tree, index)
    if known is None or index + length >= len(tree.tokens):
        return
    _, end = tree.sentence(index)
    cue = tuple(range(index, index + length))
    head = _phrase_head(tree, index + length, end)
    if head is None:
        return
    source = _to_comma(tree, [i for i in tree.phrase(head) if i >= index + length], end)
    below = [i for i in tree.below(head) if index <= i <= max(source, default=index) + 1]
    content = _sentence_around(tree, index, {*cue, *source, *below})
    if source and content:
        yield Candidate(index, cue, tuple(source), tuple(content), known, "preposition")


def _possessive(tree: Tree, index: int) -> Iterator[Candidate]:
    """ "In his words", "in the minister's view"."""
    known = lexicon().get((f"in the {tree.lower(index)} of", "prep"))
    owners = tree.kids(index, "nmod:poss")
    if known is None or not owners or tree.marker(index) != "in":
        return
    source = without_possessive(tree, owners[0])
    cue = tuple(sorted({index, *tree.kids(index, "case")}))
    content = _sentence_around(tree, cue[0], set(tree.below(index)))
    if content:
        yield Candidate(index, cue, source, tuple(content), known, "preposition")


def _to_comma(tree: Tree, source: list[int], end: int) -> list[int]:
    """A source up to a comma with a new phrase behind it, and with a name between commas that stands beside it."""
    for at, index in enumerate(source):
        if tree.tokens[index].text == "," and tree.tokens[index + 1].upos in {"ADP", "SCONJ", "VERB"}:
            return source[:at]
    if source and source[-1] + 2 < end and tree.tokens[source[-1] + 1].text == ",":
        last = source[-1] + 2
        while last < end and tree.tokens[last].upos == "PROPN":
            last += 1
        if last > source[-1] + 2 and last < end and tree.tokens[last].text == ",":
            return [*source, *range(source[-1] + 1, last)]
    return source


def _preposition_at(tree: Tree, index: int) -> tuple[int, Entry | None]:
    """How many tokens the prepositional cue at a token has, and its entry."""
    for words, known in prepositions().get(tree.lower(index), ()):
        here = tuple(t.text.lower() for t in tree.tokens[index : index + len(words)])
        if here == words:
            return len(words), known
    return 0, None


def _phrase_head(tree: Tree, index: int, end: int) -> int | None:
    """The head of the noun phrase that starts at ``index``."""
    at = index
    while at < end and tree.tokens[at].upos == "PUNCT":
        at += 1
    while at < end and tree.tokens[at].head > at and tree.tokens[tree.tokens[at].head].upos in PHRASAL:
        at = tree.tokens[at].head
    return at if at < end and tree.tokens[at].upos in NOMINAL - {"SYM"} else None


def _sentence_around(tree: Tree, index: int, aside: set[int]) -> list[int]:
    """The clause that the aside belongs to: behind it when it opens the sentence, else what came before it."""
    start, end = tree.sentence(index)
    before = tree.trim([i for i in range(start, index) if i not in aside])
    after = tree.trim(list(range(max(aside) + 1, end)))
    opens = not any(tree.rel(i) in {"nsubj", "csubj", "expl"} for i in before)
    if after and opens and len(before) <= 2:
        return after
    closes = not after or not {tree.lower(max(aside)), tree.lower(max(aside) + 1)} & {",", ";"}
    if closes or len(after) <= 2:
        return before
    return [*before, *after]
