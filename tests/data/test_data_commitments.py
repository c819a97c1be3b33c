from collections import Counter

import pytest

from onrecord.coding.commitment_words import action_class, entries, entry, openings, texts, words
from onrecord.data import rows


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("commitment_words", ("lemma", "pos")),
        ("commitment_clauses", ("words",)),
        ("commitment_actions", ("lemma",)),
    ],
)
def test_every_word_stands_once(name: str, cells: tuple[str, ...]) -> None:
    counted = Counter(tuple(row[cell] for cell in cells) for row in rows(name))
    assert [key for key, count in counted.items() if count > 1] == []


def test_words_are_in_lower_case() -> None:
    found = [row[row_name] for name, row_name in FIRST.items() for row in rows(name)]
    assert [word for word in found if word != word.lower()] == []


FIRST = {"commitment_words": "lemma", "commitment_clauses": "words", "commitment_actions": "lemma"}


@pytest.mark.parametrize(
    ("lemma", "upos", "kind", "weak"),
    [
        ("vow", "VERB", "pledge", False),
        ("urge", "VERB", "demand", False),
        ("oblige", "VERB", "obligation", False),
        ("expect", "VERB", "expectation", True),
        ("threaten", "VERB", "threat", False),
        ("duty", "NOUN", "obligation", False),
        ("ready", "ADJ", "pledge", True),
    ],
)
def test_a_word_binds(lemma: str, upos: str, kind: str, weak: bool) -> None:
    found = entry(lemma, upos)
    assert found is not None
    assert (found.kind, found.weak) == (kind, weak)


def test_a_word_binds_in_its_part_of_speech_only() -> None:
    assert entry("ready", "VERB") is None
    assert entry("say", "VERB") is None
    assert all(found.frames for found in entries().values())


def test_the_longest_opening_comes_first() -> None:
    lengths = [len(opening.words) for opening in openings()["as"]]
    assert lengths == sorted(lengths, reverse=True)
    assert openings()["unless"][-1].class_ == "condition"
    assert openings()["pursuant"][0].class_ == "basis"


def test_what_else_words_do() -> None:
    assert "ceasefire" in texts()
    assert "keep" in words("keep")
    assert (action_class("win"), action_class("Know"), action_class("build")) == ("chance", "state", None)
    with pytest.raises(ValueError, match="'nothing' is no class"):
        words("nothing")
