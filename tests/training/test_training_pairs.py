"""Labelled pairs of passages, and passages that are altered."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onrecord.annotate.encoder.passages import Passage
from training.pairs.altered import altered
from training.pairs.matters import EXCLUDE, KINDS, OTHER, SAME, labelled

LABELLED = Path(__file__).resolve().parents[2] / "training/labels/pairs"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the bridge was mined", "the bridge was not mined"),
        ("the bridge was not mined", "the bridge was mined"),
    ],
)
def test_a_negation_more_or_less(words: str, found: str) -> None:
    assert altered(Passage("a guard", words), random.Random(0)) == Passage("a guard", found)


def test_another_figure_and_no_other_year() -> None:
    found = altered(Passage("", "in 2015 some 1,200 slept"), random.Random(1))
    assert found is not None
    assert "1,200" not in found.words
    assert found.words.startswith("in 2015 some ")


def test_what_has_nothing_to_alter_is_left_alone() -> None:
    assert altered(Passage("", "talks on Tuesday"), random.Random(0)) is None


def test_labels_are_read_without_what_cannot_be_judged(tmp_path: Path) -> None:
    path = tmp_path / "story.tsv"
    head = "kind\tspeaker\twords\tother_speaker\tother_words\n"
    path.write_text(head + 'X\t\t"No."\tAnn\tyes\nU\t\tso\t\tand\n', "utf-8")
    assert labelled(path) == [(Passage("", '"No."'), Passage("Ann", "yes"), EXCLUDE)]


def test_every_story_has_pairs_of_each_kind() -> None:
    for path in sorted(LABELLED.glob("*.tsv")):
        kinds = {pair[2] for pair in labelled(path)}
        assert kinds == {SAME, EXCLUDE, OTHER}, path.name
        letters = {line.split("\t")[0] for line in path.read_text("utf-8").splitlines()[1:]}
        assert letters <= {*KINDS, "U"}, path.name
