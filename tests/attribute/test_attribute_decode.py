"""What a model's scores come to: one attribution for each cue."""

import numpy as np

from onrecord.attribute.decode import best_labels, heard
from onrecord.model import ROLES, Anchor

LABEL = {name: number for number, name in enumerate(ROLES)}


def scores(*labels: str, sure: float = 0.9) -> np.ndarray:
    """Log-probabilities in which each word has its label with probability ``sure``."""
    rows = np.full((len(labels), len(ROLES)), (1 - sure) / (len(ROLES) - 1))
    for word, label in enumerate(labels):
        rows[word, LABEL[label]] = sure
    return np.log(rows).astype(np.float32)


def anchor(token: int, *labels: str, first: int = 0, sure: float = 0.9) -> Anchor:
    return Anchor(token, sure, 0.0, first, scores(*labels))


def test_a_content_in_two_parts_is_one_content() -> None:
    (found,) = heard(
        [anchor(13, "B-content", "I-content", "B-source", "B-cue", "O", "B-content", "I-content", first=10)]
    )
    assert (found.source, found.cue, found.content) == ((12,), (13,), (10, 11, 15, 16))


def test_two_cues_may_share_a_source() -> None:
    found = heard(
        [
            anchor(1, "B-source", "B-cue", "B-content", "O", "O", "O"),
            anchor(4, "B-source", "O", "O", "O", "B-cue", "B-content"),
        ]
    )
    assert [one.source for one in found] == [(0,), (0,)]


def test_two_anchors_of_one_cue_are_one_attribution() -> None:
    labels = ("B-source", "B-cue", "I-cue", "B-content")
    found = heard([anchor(1, *labels, sure=0.3), anchor(2, *labels, sure=0.8)])
    assert [one.anchor for one in found] == [2]


def test_the_anchor_belongs_to_its_cue_whatever_its_scores_say() -> None:
    (found,) = heard([anchor(1, "B-source", "O", "B-content")])
    assert found.cue == (1,)


def test_a_likely_source_is_taken_where_the_best_labels_have_none() -> None:
    rows = scores("O", "B-cue", "B-content")
    rows[0] = np.log([0.6, 0.3, 0.02, 0.02, 0.02, 0.02, 0.02])
    (found,) = heard([Anchor(1, 0.9, 0.0, 0, rows)])
    assert found.source == (0,)
    rows[0] = np.log([0.85, 0.05, 0.02, 0.02, 0.02, 0.02, 0.02])
    (found,) = heard([Anchor(1, 0.9, 0.0, 0, rows)])
    assert found.source == ()


def test_labels_go_on_only_from_their_own_kind() -> None:
    rows = scores("B-content", "I-source", "I-content", "O", sure=0.5)[None]
    labels = best_labels(rows)[0]
    allowed = [
        not ROLES[b].startswith("I-") or ROLES[a][1:] == ROLES[b][1:]
        for a, b in zip([0, *labels[:-1]], labels, strict=True)
    ]
    assert all(allowed)
    assert labels[2] == LABEL["I-content"]


def test_the_best_labels_beat_every_other_allowed_sequence() -> None:
    from itertools import product

    chance = np.random.default_rng(7)
    rows = chance.normal(size=(5, 4, len(ROLES))).astype(np.float32)

    def allowed(labels: tuple[int, ...]) -> bool:
        return all(
            not ROLES[b].startswith("I-") or ROLES[a][1:] == ROLES[b][1:]
            for a, b in zip((0, *labels[:-1]), labels, strict=True)
        )

    ways = [way for way in product(range(len(ROLES)), repeat=4) if allowed(way)]
    for row, labels in zip(rows, best_labels(rows), strict=True):
        best = max(ways, key=lambda way: sum(row[word, label] for word, label in enumerate(way)))
        assert tuple(labels) == best
