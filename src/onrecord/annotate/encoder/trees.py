"""Heads made a tree: one root for each sentence, every word below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Heads = NDArray[np.int64]
    Matrix = NDArray[np.floating]


def trees(heads: Heads, arcs: Matrix, starts: NDArray[np.bool_]) -> Heads:
    """The heads of a window, put right in the sentences where they are no tree with one root.

    Args:
        heads: for each word its best head; a root is its own.
        arcs: the score of head h for word d at ``[d, h]``, of a root on the diagonal.
        starts: where sentences start; the first word always starts one.
    """
    numbers = np.cumsum(starts, dtype=np.int64)
    numbers -= numbers[0]
    broken = np.unique(numbers[_astray(heads, numbers)])
    if not len(broken):
        return heads
    fixed = heads.copy()
    for number in broken.tolist():
        first, end = np.searchsorted(numbers, [number, number + 1]).tolist()
        fixed[first:end] = arborescence(arcs[first:end, first:end]) + first
    return fixed


def _astray(heads: Heads, numbers: Heads) -> NDArray[np.bool_]:
    """Which words have a head outside their sentence, reach no root, or stand in a sentence of several roots."""
    inside = heads < len(heads)
    safe = np.where(inside, heads, 0)
    outside = ~inside | (numbers[safe] != numbers)
    roots = safe == np.arange(len(safe))
    top = safe
    for _ in range(len(safe).bit_length()):  # each step doubles how far up is looked
        top = top[top]
    many = np.bincount(numbers[roots], minlength=int(numbers[-1]) + 1) != 1
    wrong: NDArray[np.bool_] = outside | ~roots[top] | many[numbers]
    return wrong


def arborescence(scores: Matrix) -> Heads:
    """The best tree with one root: Chu and Liu (1965), Edmonds (1967).

    While there are several roots, a root is made to cost more. The first tree with one is the best of all with one,
    since they all have paid the same; compare Stanojević and Cohen (EMNLP 2021), who take the highest price at once,
    which is as exact and contracts the whole tree.
    """
    size, price = len(scores), 1.0
    grid = np.full((size + 1, size + 1), -np.inf)
    grid[1:, 1:] = scores
    np.fill_diagonal(grid, -np.inf)
    grid[1:, 0] = scores.diagonal()
    above = _best_heads(grid)[1:] - 1
    while np.count_nonzero(above < 0) > 1:
        grid[1:, 0] -= price
        price *= 4
        above = _best_heads(grid)[1:] - 1
    return np.where(above < 0, np.arange(size), above)


def _best_heads(grid: Matrix) -> Heads:
    """The best heads without a cycle; node 0 is above all."""
    heads: Heads = grid.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    ring, outside = np.array(cycle), np.ones(len(grid), np.bool_)
    outside[ring] = False
    rest = np.flatnonzero(outside)
    one = len(rest)  # the number of the node that stands for the cycle
    small = np.full((one + 1, one + 1), -np.inf)
    small[:one, :one] = grid[rest[:, None], rest]
    from_ring = grid[rest[:, None], ring]
    small[:one, one] = from_ring.max(axis=1)
    # To enter the cycle at a node is to give up the arc that this node has in it.
    into_ring = grid[ring[:, None], rest] - grid[ring, heads[ring]][:, None]
    small[one, :one] = into_ring.max(axis=0)
    above = _best_heads(small)
    leaving = above[:one] == one
    heads[rest] = np.where(leaving, ring[from_ring.argmax(axis=1)], rest[np.minimum(above[:one], one - 1)])
    entry = int(above[one])
    heads[ring[into_ring[:, entry].argmax()]] = rest[entry]
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """The nodes of a cycle, or none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            ring = [node]
            while heads[ring[-1]] != node:
                ring.append(heads[ring[-1]])
            return ring
    return []
