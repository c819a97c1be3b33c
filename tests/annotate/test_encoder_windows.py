"""How a report is cut into windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.encoder.windows import LONGEST, Scores, windows
from onrecord.annotate.encoder.wordpieces import OPENING, PARAGRAPH, Encoded

PIECES = st.lists(st.lists(st.integers(1, 8), min_size=1, max_size=300), min_size=1, max_size=8)


def encoded(paragraphs: list[list[int]]) -> Encoded:
    """A report whose words have so many pieces; a piece's id tells its word."""
    ids: list[int] = []
    words: list[int] = []
    breaks: list[float] = []
    for paragraph in paragraphs:
        if ids:
            ids.append(PARAGRAPH)
        for number, pieces in enumerate(paragraph):
            words.append(len(ids))
            breaks.append(0.0 if number else 1.0)
            ids += [1000 + len(words) - 1] * pieces
    row = np.array(ids, np.int64)
    return Encoded(row, row * 0, np.array(words, np.int64), np.array(breaks, np.float32))


class Every:
    """Stands in for the encoder: a sentence starts at every so many-th word of the report."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.seen: list[Encoded] = []

    def __call__(self, window: Encoded) -> Scores:
        self.seen.append(window)
        words = window.ids[window.words] - 1000
        starts = np.where((words % self.length == 0) | (window.breaks > 0), 1.0, -1.0).astype(np.float32)
        nothing = np.zeros(len(words))
        return Scores(words, words, starts, *[nothing] * 8)


@given(PIECES, st.sampled_from([1, 7, 30, 10_000]))
def test_every_word_is_kept_once_in_windows_that_fit(paragraphs: list[list[int]], length: int) -> None:
    report, run = encoded(paragraphs), Every(length)
    kept = [
        word
        for window in windows(report, run)
        for word in window.scores.upos[: window.kept].tolist()
        if window.kept > 0
    ]
    assert list(range(len(report.words))) == kept
    for window in run.seen:
        assert len(window.ids) <= 1 + LONGEST
        assert (window.ids[0], window.features[0]) == (OPENING, 0)
        assert window.words[0] == 1
        assert len(window.ids) == len(window.features)
        assert len(window.words) == len(window.breaks)
        assert window.ids[-1] != PARAGRAPH


@pytest.mark.parametrize(
    ("paragraphs", "length", "expected"),
    [
        ([[1] * 100], 10, [(0, 100)]),
        ([[1] * 100, [1] * 100, [1] * 100], 10, [(0, 200), (200, 100)]),  # at the last break
        ([[1] * 255, [1] * 10], 1000, [(0, 255), (255, 10)]),  # the break's piece need not fit
        ([[1] * 20, [1] * 400], 30, [(0, 240), (240, 180)]),  # an early break is none
        ([[1] * 300], 1000, [(0, 256), (256, 44)]),  # one long sentence is cut where it must
        ([[8] * 40], 1000, [(0, 32), (32, 8)]),
    ],
)
def test_a_window_ends_with_a_paragraph_or_else_with_a_sentence(
    paragraphs: list[list[int]], length: int, expected: list[tuple[int, int]]
) -> None:
    made = [(window.first, window.kept) for window in windows(encoded(paragraphs), Every(length))]
    assert expected == made


def test_an_empty_report_has_no_window() -> None:
    assert list(windows(encoded([]), Every(1))) == []
