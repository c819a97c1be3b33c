"""Where punctuation hangs in Universal Dependencies: as high as it can without crossing a line.

A pair of brackets or quotation marks hangs on the top of what it encloses, other marks on the top of
the phrase that they part from the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.tree import Tree
from onrecord.model import Span

CLOSING = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’", "``": "''", '"': '"', "''": "''", "'": "'"}
FINAL = frozenset(".!?")


def attach_punctuation(tree: Tree, sentences: Sequence[Span]) -> None:
    """Attach each mark to the highest word of the phrase that it closes, opens or parts."""
    for start, end in sentences:
        marks = [i for i in range(start, end) if tree.relations[i] == "punct" and not tree.children[i]]
        if not marks:
            continue
        paired = _pairs(tree, marks)
        for index in marks:
            if index not in paired:
                head = _part(tree, index, start, end)
                if head is not None:
                    tree.move(index, head, "punct")
        for index, (first, last) in paired.items():
            head = _top(tree, first + 1, last)
            if head is not None:
                tree.move(index, head, "punct")


def _pairs(tree: Tree, marks: Sequence[int]) -> dict[int, Span]:
    """For each mark of a pair where the pair opens and closes."""
    found: dict[int, Span] = {}
    opened: list[int] = []
    for index in marks:
        word = tree.words[index]
        if opened and CLOSING[tree.words[opened[-1]]] == word:
            first = opened.pop()
            found[first] = found[index] = (first, index)
        elif word in CLOSING:
            opened.append(index)
    return found


def _top(tree: Tree, start: int, end: int) -> int | None:
    """The first word between the two whose head is outside."""
    for index in range(start, end):
        if tree.relations[index] != "punct" and not start <= tree.heads[index] < end:
            return index
    return None


def _part(tree: Tree, mark: int, start: int, end: int) -> int | None:
    left = _climb(tree, mark, range(mark - 1, start - 1, -1))
    if left is not None and tree.words[mark] in FINAL:
        return left
    right = _climb(tree, mark, range(mark + 1, end))
    if left is None or right is None:
        return right if left is None else left
    return right if tree.below(right, left) else left


def _climb(tree: Tree, mark: int, side: range) -> int | None:
    """The highest word reached from the mark's neighbour without passing the mark."""
    top = next((index for index in side if tree.relations[index] != "punct"), None)
    while top is not None and tree.heads[top] in side:
        top = tree.heads[top]
    return top
