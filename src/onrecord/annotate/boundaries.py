"""Where sentences end, put right where quotation marks mislead the parser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.annotate.tree import Tree
from onrecord.model import Span

OPENING = frozenset({"“", "«", "‘", "``", "(", "["})
CLOSING = frozenset({"”", "»", "’", "''", ")", "]"})
STRAIGHT = frozenset({'"', "'"})
LEAD = 6  # words of a phrase in front of a sentence, without a comma behind it
QUOTES = (OPENING | CLOSING | STRAIGHT) - frozenset("()[]")


def repair(tree: Tree, sentences: Iterable[Span], places: Sequence[Span]) -> list[Span]:
    """The sentences with each mark on its own side and no cut between a quotation and its speaker.

    ``places`` are the tokens' offsets: what touches a straight mark tells whether it opens or closes.
    """
    bounds = [start for start, _ in sentences]
    kept = [0]
    for number in range(1, len(bounds)):
        end = bounds[number + 1] if number + 1 < len(bounds) else len(tree)
        cut = _move_marks(tree, kept[-1], bounds[number], end, places)
        if cut in (kept[-1], end):
            continue
        if _belongs(tree, kept[-1], cut):
            _merge(tree, kept[-1], cut, end)
        elif _is_lead(tree, kept[-1], cut):
            _merge(tree, kept[-1], cut, end, relation="obl")
        else:
            kept.append(cut)
    return list(zip(kept, [*kept[1:], len(tree)], strict=True))


def _move_marks(tree: Tree, start: int, cut: int, end: int, places: Sequence[Span]) -> int:
    """Where to cut the sentences ``[start, cut)`` and ``[cut, end)``, their lone marks moved over."""
    while cut < end and _closes(tree, cut, places):
        _reattach(tree, cut, (start, cut), (cut + 1, end))
        cut += 1
    while cut > start and _opens(tree, cut - 1, places):
        cut -= 1
        _reattach(tree, cut, (cut + 1, end), (start, cut))
    return cut


def _closes(tree: Tree, index: int, places: Sequence[Span]) -> bool:
    word = tree.words[index]
    return word in CLOSING or (
        word in STRAIGHT and _touches(index, places) and not _touches(index + 1, places)
    )


def _opens(tree: Tree, index: int, places: Sequence[Span]) -> bool:
    word = tree.words[index]
    return word in OPENING or (
        word in STRAIGHT and _touches(index + 1, places) and not _touches(index, places)
    )


def _touches(index: int, places: Sequence[Span]) -> bool:
    """Whether no space stands before the token."""
    return 0 < index < len(places) and places[index - 1][1] == places[index][0]


def _reattach(tree: Tree, mark: int, target: Span, left: Span) -> None:
    """Hang the mark in the target sentence; what hung on it stays in the sentence that it left."""
    heir = _root(tree, left, mark)
    for child in sorted(tree.children[mark]):
        if heir is None:
            tree.move(child, mark, "punct")
        elif child == heir:
            tree.move(child, tree.heads[mark], tree.relations[mark])
        else:
            tree.move(child, heir, tree.relations[child])
    root = _root(tree, target, mark)
    tree.move(mark, -1 if root is None else root, "punct" if root is not None else "ROOT")


def _root(tree: Tree, sentence: Span, mark: int) -> int | None:
    """The word of the sentence whose head is none of its words."""
    for index in range(*sentence):
        if tree.heads[index] in (-1, mark):
            return index
    return None


def _belongs(tree: Tree, start: int, cut: int) -> bool:
    """Whether a quotation ends here and its sentence goes on: ``"We will go." he said``."""
    last = tree.words[cut - 1]
    if cut - start < 2 or last not in QUOTES:
        return False
    return tree.words[cut - 2] == "," or tree.words[cut][0].islower()


def _is_lead(tree: Tree, start: int, cut: int) -> bool:
    """Whether a phrase without an end of its own leads into a sentence: ``In April 2016 | the party said``."""
    words = range(start, cut)
    return (
        len(words) <= LEAD
        and tree.upos[start] == "ADP"
        and not any(tree.upos[i] in {"VERB", "AUX", "PUNCT"} for i in words)
    )


def _merge(tree: Tree, start: int, cut: int, end: int, relation: str = "ccomp") -> None:
    """Make one sentence of two: the first is what the second clause says, or ``relation`` to it."""
    first, second = _root(tree, (start, cut), -1), _root(tree, (cut, end), -1)
    if first is None or second is None:
        return
    if tree.tags[second].startswith("VB"):
        tree.move(first, second, relation)
    else:
        tree.move(second, first, "parataxis")
