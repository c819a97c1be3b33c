"""The tree that the conversion works on."""

from __future__ import annotations


class Tree:
    """Words of one piece with a head and a relation each; the head of a root is -1.

    ``relations`` starts with the parser's labels and ends with those of Universal Dependencies.
    """

    __slots__ = ("children", "heads", "lower", "relations", "tags", "upos", "words")

    def __init__(self, words: list[str], tags: list[str], heads: list[int], relations: list[str]) -> None:
        self.words = words
        self.lower = [word.lower() for word in words]
        self.tags = tags
        self.heads = heads
        self.relations = relations
        self.upos = ["X"] * len(words)
        self.children: list[list[int]] = [[] for _ in words]
        for index, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(index)

    def __len__(self) -> int:
        return len(self.words)

    def move(self, index: int, head: int, relation: str) -> None:
        """Attach the token, with all below it, to another head."""
        old = self.heads[index]
        if old != head:
            if old >= 0:
                self.children[old].remove(index)
            if head >= 0:
                self.children[head].append(index)
            self.heads[index] = head
        self.relations[index] = relation

    def swap(self, lower: int, relation: str) -> None:
        """Put a token in the place of its head, which becomes its dependent."""
        upper = self.heads[lower]
        self.move(lower, self.heads[upper], self.relations[upper])
        self.move(upper, lower, relation)

    def hand_down(self, old: int, new: int) -> None:
        """Give the other dependents of ``old`` to ``new``."""
        for child in sorted(self.children[old]):
            if child != new:
                self.move(child, new, self.relations[child])

    def first(self, index: int, *relations: str) -> int | None:
        """The first dependent in one of these relations."""
        found = [child for child in self.children[index] if self.relations[child] in relations]
        return min(found) if found else None

    def below(self, index: int, other: int) -> bool:
        """Whether ``index`` stands under ``other`` or is it."""
        while index not in (other, -1):
            index = self.heads[index]
        return index == other
