"""Scores of windows, made by hand, become the words of a report."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.annotate.encoder.decode import Decoder, Labels, anchors
from onrecord.annotate.encoder.windows import Scores, Window
from onrecord.model import Name

LABELS = Labels(
    upos=["NOUN", "VERB", "PUNCT"],
    xpos=["NN", "VBD", "."],
    deprel=["root", "nsubj", "punct"],
    names=["O", "B-PER", "I-PER"],
)


UNLIKELY = -9.0


def scores(
    heads: list[int],
    deprel: list[int],
    starts: list[int],
    names: list[int],
    tops: dict[int, float],
    inner: dict[int, float] | None = None,
) -> Scores:
    """A window whose words are noun, verb and mark in turn.

    ``tops`` are anchors with their logits, ``inner`` those of the same words inside somebody's words.
    """
    size = len(heads)
    arcs = np.full((size, size), -1.0, np.float32)
    arcs[np.arange(size), heads] = 5
    outer, nested = np.full((2, size), UNLIKELY, np.float32)
    outer[list(tops)] = list(tops.values())
    nested[list(inner or ())] = list((inner or {}).values())
    kinds = np.arange(size) % 3
    return Scores(
        upos=kinds,
        xpos=kinds,
        starts=np.where(starts, 1.0, -1.0).astype(np.float32),
        names=np.eye(3, dtype=np.float32)[names],
        arcs=arcs,
        heads=np.array(heads),
        deprel=np.array(deprel),
        anchors=outer,
        inner=nested,
        tops=np.array(list(tops), np.int64),
        roles=np.arange(len(tops) * size * 7, dtype=np.float32).reshape(len(tops), size, 7),
    )


def test_windows_are_put_together_with_indices_of_the_report() -> None:
    first = scores([1, 1, 1, 4, 4], [1, 0, 2, 1, 0], [1, 0, 0, 1, 0], [1, 0, 0, 0, 0], {})
    second = scores([1, 1, 1], [1, 0, 2], [0, 0, 0], [1, 2, 0], {})
    parse = Decoder(LABELS)([Window(0, 3, first), Window(3, 3, second)])
    assert parse.upos == ["NOUN", "VERB", "PUNCT"] * 2
    assert parse.tags == ["NN", "VBD", "."] * 2
    assert parse.heads == [1, -1, 1, 4, -1, 4]
    assert parse.relations == ["nsubj", "root", "punct"] * 2
    assert parse.starts == [0, 3]
    assert parse.names == [Name(0, 1, "PER"), Name(3, 5, "PER")]


def test_only_roots_are_called_root_once_a_tree_is_repaired() -> None:
    twice = scores([0, 1, 1], [0, 0, 2], [1, 0, 0], [0, 0, 0], {})
    twice.arcs[0, 1] = 4
    parse = Decoder(LABELS)([Window(0, 3, twice)])
    assert parse.heads == [1, -1, 1]
    assert parse.relations == ["dep", "root", "punct"]


@pytest.mark.parametrize(("logit", "expected"), [(0.0, [0.5]), (-2.9, [0.0522]), (-3.0, [])])
def test_anchors_are_kept_from_one_in_twenty_on(logit: float, expected: list[float]) -> None:
    made = anchors(scores([0, 0, 0], [0, 1, 2], [1, 0, 0], [0, 0, 0], {1: logit}), 10, 3)
    assert expected == [round(anchor.sure, 4) for anchor in made]


def test_an_anchor_only_of_what_stands_inside_somebodys_words_is_kept() -> None:
    window = scores(
        [0] * 3, [0, 1, 2], [1, 0, 0], [0] * 3, {0: 2.0, 1: UNLIKELY, 2: UNLIKELY}, {0: 0.0, 1: 3.0}
    )
    made = list(anchors(window, 10, 3))
    assert [anchor.token for anchor in made] == [10, 11]
    assert [round(anchor.sure, 3) for anchor in made] == [0.881, 0.0]
    assert [round(anchor.nested, 3) for anchor in made] == [0.5, 0.953]
    # The roles are those of the anchor itself, also where a word before it in `tops` is none.
    assert np.allclose(np.exp(made[1].roles).sum(axis=1), 1, atol=1e-5)


def test_an_anchor_has_the_role_of_every_word_of_its_window_though_not_all_are_kept() -> None:
    window = scores([0, 0, 0, 0], [0, 1, 2, 1], [1, 0, 0, 0], [0] * 4, {3: 5.0, 1: 2.0, 0: 1.0})
    made = list(anchors(window, 10, 3))
    assert [(anchor.token, anchor.first, anchor.roles.shape) for anchor in made] == [
        (10, 10, (4, 7)),
        (11, 10, (4, 7)),
    ]
    assert all(np.allclose(np.exp(anchor.roles).sum(axis=1), 1, atol=1e-5) for anchor in made)
    assert all(anchor.roles.dtype == np.float32 for anchor in made)
    # The rows of `roles` are in the order of `tops`, of which the anchor at 0 is the last.
    assert np.allclose(np.diff(made[0].roles, axis=1), 1, atol=1e-5)
    assert made[0].sure < made[1].sure
