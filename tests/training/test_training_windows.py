"""What the network is shown in training is what it is shown when it reads."""

from __future__ import annotations

import random
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.encoder.windows import LONGEST, Scores
from onrecord.annotate.encoder.windows import windows as windows_of_a_report
from onrecord.annotate.encoder.wordpieces import PARAGRAPH, Encoded
from training.encoder.corpora import Attribution
from training.encoder.windows import NONE, Document, windows

SENTENCE = 9  # words
NUMBERED = 1000  # the id of a piece less this is the number of its word


def made(*paragraphs: int, most: int = 2, attributions: tuple[Attribution, ...] | None = None) -> Document:
    """Paragraphs of so many words of 1 to ``most`` pieces; every SENTENCE words a sentence, headed by its first."""
    ids: list[int] = []
    words: list[int] = []
    opens = {0, *accumulate(paragraphs)}
    for number in range(sum(paragraphs)):
        if number in opens and number:
            ids.append(PARAGRAPH)
        words.append(len(ids))
        ids += [NUMBERED + number] * (1 + number % most)
    row, count = np.array(ids, np.int64), np.arange(len(words))
    breaks = np.isin(count, list(opens)).astype(np.float32)
    cuts = np.flatnonzero((count % SENTENCE == 0) | (breaks > 0))
    none = np.full(len(words), NONE)
    heads = cuts[np.searchsorted(cuts, count, side="right") - 1]
    labels = dict.fromkeys(("upos", "xpos", "names", "starts"), none) | {"heads": heads, "deprel": count % 5}
    encoded = Encoded(row, row * 0, np.array(words, np.int64), breaks)
    return Document(encoded, tuple(cuts.tolist()), labels, attributions, None)


def shown_when_reading(document: Document) -> list[Encoded]:
    """The windows of a reader that finds the sentences of the document."""
    seen: list[Encoded] = []

    def run(window: Encoded) -> Scores:
        seen.append(window)
        numbers = window.ids[window.words] - NUMBERED
        starts = np.where(np.isin(numbers, document.cuts), 1.0, -1.0).astype(np.float32)
        return Scores(numbers, numbers, starts, *[starts] * 8)

    list(windows_of_a_report(document.encoded, run))
    return seen


PARAGRAPHS = st.lists(st.integers(1, 400), min_size=1, max_size=6)


@pytest.mark.parametrize(
    "document",
    [
        made(40),
        made(3, 250, 2, 2, 700, 30),
        made(100, 100, 100, 100),
        made(255, 30, most=1),
        made(600, most=8),
    ],
)
def test_training_shows_the_windows_of_the_reader(document: Document) -> None:
    same_windows(document)


@given(PARAGRAPHS, st.integers(1, 8))
def test_training_shows_the_windows_of_the_reader_for_any_paragraphs(
    paragraphs: list[int], most: int
) -> None:
    same_windows(made(*paragraphs, most=most))


def same_windows(document: Document) -> None:
    found, expected = list(windows(document, LONGEST)), shown_when_reading(document)
    assert len(found) == len(expected)
    for window, shown in zip(found, expected, strict=True):
        assert window.ids.tolist() == shown.ids.tolist()
        assert window.features.tolist() == shown.features.tolist()
        assert window.words.tolist() == shown.words.tolist()


@given(PARAGRAPHS, st.integers(0, 9))
def test_windows_that_begin_by_chance_fit_too_and_miss_no_word(paragraphs: list[int], seed: int) -> None:
    document = made(*paragraphs, most=8)
    found = list(windows(document, LONGEST, random.Random(seed)))
    seen = {int(number) for window in found for number in window.ids[window.words]}
    assert seen == {NUMBERED + number for number in range(sum(paragraphs))}
    assert all(len(window.ids) <= 1 + LONGEST for window in found)


def test_a_head_in_another_window_teaches_nothing() -> None:
    document = made(300, most=1)
    document.labels["heads"][[5, 290]] = 290, 5
    first, second = windows(document, LONGEST)
    begins = int(second.ids[second.words[0]]) - NUMBERED
    assert begins == 252
    assert first.labels["heads"][[4, 5, 10]].tolist() == [0, NONE, 9]
    assert first.labels["deprel"][[4, 5, 6]].tolist() == [4, NONE, 1]
    assert second.labels["heads"][[289 - begins, 290 - begins, 291 - begins]].tolist() == [36, NONE, 36]
    assert second.labels["deprel"][290 - begins] == NONE
    assert document.labels["deprel"][5] == 0


@pytest.mark.parametrize(
    ("stretches", "first", "second"),
    [
        # The labels of source, cue and content are 1 and 2, 3 and 4, 5 and 6: where they begin, and where they go on.
        (((250, 252, 0), (253, 255, 1)), {250: 1, 251: 2, 253: 3, 254: 4}, {253: 3, 254: 4}),
        (((251, 253, 2), (253, 254, 1)), {251: 5, 252: 6, 253: 3}, {252: 6, 253: 3}),
        (((253, 254, 1), (254, 258, 2)), {253: 3, 254: 5, 255: 6}, {253: 3, 254: 5, 255: 6, 256: 6, 257: 6}),
    ],
)
def test_roles_go_as_far_as_the_window(
    stretches: tuple[tuple[int, int, int], ...], first: dict[int, int], second: dict[int, int]
) -> None:
    """The second window begins with the word 252 and shows the anchor, 253, once more."""
    document = made(300, most=1, attributions=(Attribution(253, stretches),))
    one, two = windows(document, LONGEST)
    assert (one.anchors, two.anchors) == ((253,), (1,))
    assert one.inner is None
    assert one.roles.shape == (1, 256)
    assert {int(n): int(one.roles[0, n]) for n in np.flatnonzero(one.roles[0])} == first
    assert {252 + int(n): int(two.roles[0, n]) for n in np.flatnonzero(two.roles[0])} == second


def test_a_report_without_attributions_is_told_from_one_that_is_not_annotated() -> None:
    (bare,), (none,) = windows(made(20), LONGEST), windows(made(20, attributions=()), LONGEST)
    assert bare.anchors is None
    assert none.anchors == ()
    assert none.roles.shape == (0, 20)
