"""Heads become trees, each sentence its own, and the trees are the best there are."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.annotate.encoder.trees import arborescence, trees

SCORES = st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.integers(-9, 9)))


def is_tree(heads: list[int]) -> bool:
    """Whether there is one root and every word reaches it."""
    tops = set()
    for node in range(len(heads)):
        for _ in heads:
            node = heads[node]
        tops.add(node)
    return len(tops) == 1 and sum(head == word for word, head in enumerate(heads)) == 1


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(scores[np.arange(len(heads)), heads].sum())


@given(SCORES)
def test_the_tree_is_the_best_of_all_with_one_root(scores: np.ndarray) -> None:
    found = arborescence(scores).tolist()
    every = product(range(len(scores)), repeat=len(scores))
    assert is_tree(found)
    assert max(total(scores, list(heads)) for heads in every if is_tree(list(heads))) == total(scores, found)


@given(arrays(np.float32, (60, 60), elements=st.floats(-9, 9, width=32)))
def test_a_long_sentence_gets_a_tree_too(scores: np.ndarray) -> None:
    assert is_tree(arborescence(scores).tolist())


@pytest.mark.parametrize(
    ("heads", "starts", "expected"),
    [
        ([1, 1, 1], [1, 0, 0], [1, 1, 1]),
        ([0, 1], [1, 1], [0, 1]),
        ([1, 0, 2, 2], [1, 0, 1, 0], [1, 1, 2, 2]),  # a cycle
        ([0, 1, 3, 3], [1, 0, 1, 0], [1, 1, 3, 3]),  # two roots
        ([2, 1, 2, 2], [1, 0, 1, 0], [1, 1, 2, 2]),  # a head in another sentence
        ([1, 1, 3, 7], [1, 0, 1, 0], [1, 1, 3, 3]),  # a head behind the window
    ],
)
def test_only_the_sentences_that_are_no_trees_change(
    heads: list[int], starts: list[int], expected: list[int]
) -> None:
    # Scores that prefer the expected tree, and for whatever else is asked the first word.
    arcs = np.zeros((len(heads), len(heads)), np.float32)
    arcs[np.arange(len(heads)), expected] = 5
    made = trees(np.array(heads), arcs, np.array(starts, np.bool_))
    assert expected == made.tolist()
