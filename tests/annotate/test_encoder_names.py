"""Names from label scores."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.annotate.encoder.names import Names
from onrecord.model import Name

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
NAMES = Names(LABELS)


def scored(*labels: str, second: dict[int, str] | None = None) -> np.ndarray:
    """Scores that prefer these labels, and at some places another almost as much."""
    scores = np.zeros((len(labels), len(LABELS)), np.float32)
    for word, label in enumerate(labels):
        scores[word, LABELS.index(label)] = 4
    for word, label in (second or {}).items():
        scores[word, LABELS.index(label)] = 3
    return scores


def starts(count: int, *places: int) -> np.ndarray:
    return np.isin(np.arange(count), [0, *places])


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("O O", []),
        ("B-PER I-PER O", [Name(0, 2, "PER")]),
        ("B-PER B-PER I-PER", [Name(0, 1, "PER"), Name(1, 3, "PER")]),
        ("B-PER O B-LOC", [Name(0, 1, "PER"), Name(2, 3, "LOC")]),
        ("O B-LOC B-PER", [Name(1, 2, "LOC"), Name(2, 3, "PER")]),
    ],
)
def test_labels_in_order_are_names(labels: str, expected: list[Name]) -> None:
    made = scored(*labels.split())
    assert expected == NAMES(made, starts(len(made)))


def test_a_name_without_a_beginning_takes_the_best_one() -> None:
    made = scored("O", "I-PER", "O", second={1: "B-PER"})
    assert NAMES(made, starts(3)) == [Name(1, 2, "PER")]


def test_a_name_does_not_change_its_kind_on_the_way() -> None:
    made = scored("B-PER", "I-LOC", "O", second={1: "I-PER"})
    assert NAMES(made, starts(3)) == [Name(0, 2, "PER")]


def test_no_name_reaches_over_the_start_of_a_sentence() -> None:
    made = scored("B-PER", "I-PER", "I-PER", second={1: "B-PER"})
    assert NAMES(made, starts(3)) == [Name(0, 3, "PER")]
    assert NAMES(made, starts(3, 1)) == [Name(0, 1, "PER"), Name(1, 3, "PER")]


def follows(path: tuple[int, ...]) -> bool:
    labels = ["O", *(LABELS[number] for number in path)]
    return all(not now.startswith("I-") or before[2:] == now[2:] for before, now in pairwise(labels))


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, 5), elements=st.integers(-20, 20))))
def test_the_names_are_those_of_the_best_sequence(scores: np.ndarray) -> None:
    words = np.arange(len(scores))
    paths = filter(follows, product(range(5), repeat=len(scores)))
    best = max(float(scores[words, path].sum()) for path in paths)
    labels = ["O"] * len(scores)
    for name in NAMES(scores, starts(len(scores))):
        labels[name.start : name.end] = ["B-" + name.label] + ["I-" + name.label] * (
            name.end - name.start - 1
        )
    assert best == float(scores[words, [LABELS.index(label) for label in labels]].sum())
