"""The heads of events: which words they are shown, and what is made of what they say."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from onrecord.annotate.encoder.heads import EventHeads, Weights
from onrecord.annotate.encoder.windows import LONGEST
from onrecord.annotate.encoder.wordpieces import OPENING, Encoded
from onrecord.errors import UsageError
from onrecord.model import Sentence

TYPES = ("ASSAULT", "AID", "NONE")
LENGTHS = (3, 4, 2 * LONGEST)  # words of three sentences, the last in a paragraph of its own


class Stub(Weights):
    """Weights that say of every word its number in the report, of one piece a word, and keep what they were shown."""

    def __init__(self) -> None:
        self.types = TYPES
        self.missing = np.array([[0, 5, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]], np.float32)
        self.shown: list[list[int]] = []

    def deeds(self, window: Encoded) -> np.ndarray:
        deeds = np.zeros((len(window.words), 4, len(TYPES)), np.float32)
        deeds[:, 0, 0] = self.happened(window)  # a word is the more an assault's source the later it comes
        return deeds

    def happened(self, window: Encoded) -> np.ndarray:
        self.shown.append(window.ids.tolist())
        return window.ids[window.words].astype(np.float32)


@pytest.fixture
def weights() -> Stub:
    return Stub()


@pytest.fixture
def heads(weights: Stub) -> EventHeads:
    count = sum(LENGTHS)
    ids, last = np.arange(count, dtype=np.int64), sum(LENGTHS[:2])
    ids = np.insert(ids, last, 10_000)  # the piece between paragraphs
    words = np.arange(count, dtype=np.int64) + (np.arange(count) >= last)
    breaks = np.zeros(count, np.float32)
    breaks[[0, last]] = 1
    bounds = np.cumsum([0, *LENGTHS]).tolist()
    sentences = [Sentence(a, b, 0) for a, b in pairwise(bounds)]
    return EventHeads(weights, Encoded(ids, np.zeros_like(ids), words, breaks), sentences)


def test_only_the_sentence_that_is_asked_about_is_read_and_only_once(
    heads: EventHeads, weights: Stub
) -> None:
    assert [heads.happened(word) for word in (3, 6, 4)] == [3, 6, 4]
    assert weights.shown == [[OPENING, 3, 4, 5, 6]]


def test_the_types_add_up_what_the_words_of_each_part_say(heads: EventHeads) -> None:
    said = heads.types(([0, 1], [], [2], range(3)))

    assert list(said) == list(TYPES)
    assert sum(said.values()) == pytest.approx(1)
    assert np.log(said["ASSAULT"] / said["NONE"]) == pytest.approx(0.5)


def test_a_part_without_words_says_what_was_learned_for_it(heads: EventHeads) -> None:
    said = heads.types(([], [1], [2], range(3)))

    assert np.log(said["AID"] / said["NONE"]) == pytest.approx(5)


def test_words_of_another_sentence_say_nothing(heads: EventHeads) -> None:
    assert heads.types(([5], [1], [2], range(3))) == heads.types(([], [1], [2], range(3)))


def test_a_sentence_longer_than_a_window_is_read_in_several(heads: EventHeads, weights: Stub) -> None:
    assert heads.happened(sum(LENGTHS) - 1) == sum(LENGTHS) - 1
    assert len(weights.shown) == 2
    assert max(map(len, weights.shown)) <= LONGEST + 1
    assert [word for window in weights.shown for word in window[1:]] == list(range(7, sum(LENGTHS)))


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [(None, "missing or unreadable"), ("{", "missing or unreadable"), ("{}", "missing")],
)
def test_weights_that_are_not_whole_are_refused(tmp_path: Path, manifest: str | None, problem: str) -> None:
    if manifest is not None:
        (tmp_path / "MANIFEST.json").write_text(manifest, encoding="utf-8")

    with pytest.raises(UsageError, match=problem):
        Weights(tmp_path)


@pytest.mark.parametrize("written", [b"half a graph", None])
def test_a_graph_that_is_not_whole_is_refused_when_it_is_run(tmp_path: Path, written: bytes | None) -> None:
    manifest = '{"types": ["NONE"], "missing": [[0]], "sha256": {"deeds": "0123", "happened": "4567"}}'
    (tmp_path / "MANIFEST.json").write_text(manifest, encoding="utf-8")
    if written:
        (tmp_path / "deeds.onnx").write_bytes(written)
    window = Encoded(*(np.zeros(1, np.int64),) * 3, np.zeros(1, np.float32))
    weights = Weights(tmp_path)

    assert weights.sum == "01234567"
    with pytest.raises(UsageError, match="incomplete" if written else "missing"):
        weights.deeds(window)
