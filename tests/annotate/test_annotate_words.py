"""Lemmas from small tables, and the word lists."""

from __future__ import annotations

import pytest

from onrecord.annotate import words
from onrecord.annotate.lemmas import Lemmatizer

LEMMATIZER = Lemmatizer(
    index={"verb": ["claim", "deny"], "noun": ["city"], "adj": ["late"]},
    exceptions={"verb": {"said": ["say"]}, "noun": {"comics": ["comic_strip"]}},
    rules={
        "verb": [("ies", "y"), ("ied", "y"), ("ed", "e"), ("ed", ""), ("s", "")],
        "noun": [("s", ""), ("ies", "y")],
        "adj": [("er", ""), ("er", "e")],
    },
)


@pytest.mark.parametrize(
    ("form", "tag", "upos", "lemma"),
    [
        ("Said", "VBD", "VERB", "say"),
        ("claimed", "VBD", "VERB", "claim"),
        ("denied", "VBD", "VERB", "deny"),
        ("cities", "NNS", "NOUN", "city"),
        ("comics", "NNS", "NOUN", "comic"),
        ("gamers", "NNS", "NOUN", "gamer"),
        ("Muslims", "NNPS", "PROPN", "Muslim"),
        ("Lavrov", "NNP", "PROPN", "Lavrov"),
        ("Russian", "JJ", "ADJ", "Russian"),
        ("Recent", "JJ", "ADJ", "recent"),
        ("later", "JJR", "ADJ", "late"),
        ("20,000", "CD", "NUM", "20000"),
        ("n’t", "RB", "PART", "not"),
        ("’s", "VBZ", "AUX", "be"),
        ("her", "PRP", "PRON", "she"),
        ("her", "PRP$", "PRON", "her"),
        ("might", "MD", "AUX", "might"),
    ],
)
def test_the_lemma_is_the_one_of_the_treebanks(form: str, tag: str, upos: str, lemma: str) -> None:
    assert LEMMATIZER(form, tag, upos) == lemma


def test_without_tables_the_lemma_is_the_form_in_lower_case() -> None:
    assert Lemmatizer({}, {}, {})("Claimed", "VBD", "VERB") == "claimed"


def test_the_word_lists_are_lower_case_and_do_not_contradict_each_other() -> None:
    lists = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, frozenset)]
    assert all(word == word.lower() for each in lists for word in each)
    assert all(lists)
    assert not words.ADJECTIVES & words.NOT_ADJECTIVES
    assert all(
        len(pair) == 2 and relation in ("", "case", "mark", "advmod")
        for pair, relation in words.FIXED.items()
    )
