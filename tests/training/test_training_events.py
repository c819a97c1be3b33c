"""What teaches events: the sentences of ours, and which word of a sentence tells what source does to target."""

from collections import Counter

import pytest

from onrecord.annotate.encoder.annotator import Encoder
from onrecord.data import parse
from training.events.corpora import LABELS, TYPES, Deed, Sentence, told, told_between


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_every_sentence_of_ours_has_a_type_and_both_parties(encoder: Encoder) -> None:
    sentences = list(told(encoder))

    assert {sentence.deeds[0].type for sentence in sentences} == set(TYPES)
    assert [s.text for s in sentences if not s.deeds[0].source or not s.deeds[0].target] == []
    assert [text for text, times in Counter(s.text for s in sentences).items() if times > 1] == []


def test_our_labels_name_known_types() -> None:
    rows = parse((LABELS / "deeds.tsv").read_text("utf-8"), "deeds.tsv")

    assert {row["type"] for row in rows} <= set(TYPES)


def sentence(text: str, source: str, target: str) -> Sentence:
    words = tuple(text.split())
    return Sentence(words, (Deed((words.index(source),), (words.index(target),), (), "CONSULT"),))


def test_the_candidate_between_source_and_target_tells_the_event(encoder: Encoder) -> None:
    given = sentence("Poland will hold talks with Hungary on Monday .", "Poland", "Hungary")

    word, candidate = told_between(given, encoder)

    assert candidate is not None
    assert candidate.type == "CONSULT"
    assert word == given.words.index("talks")


def test_without_a_candidate_the_word_that_joins_them_does(encoder: Encoder) -> None:
    given = sentence("Poland resembles Hungary in many ways .", "Poland", "Hungary")

    word, candidate = told_between(given, encoder)

    assert candidate is None
    assert word == given.words.index("resembles")
