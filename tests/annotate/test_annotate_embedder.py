"""Vectors of an embedder that somebody brings, by models of a few words."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.annotate.embedder import LONGEST, Embedder
from onrecord.errors import MissingExtraError, UsageError
from tests.annotate.tiny_embedder import INPUTS, WORDS, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "tiny")


def test_a_text_is_the_mean_of_its_pieces_at_length_one(folder: Path) -> None:
    found = Embedder(folder).embed(["shelled", "bombed bombed bombed", "shelled voted", "voted"])

    half = 0.5**0.5
    assert found.dtype == np.float32
    assert np.allclose(found, [(1, 0, 0), (1, 0, 0), (half, half, 0), (0, 1, 0)], atol=1e-6)


@pytest.mark.parametrize("inputs", [INPUTS[:1], INPUTS[:2], INPUTS])
@pytest.mark.parametrize("output", ["sentence_embedding", "token_embeddings"])
def test_models_differ_in_what_they_take_and_give(
    tmp_path: Path, inputs: tuple[str, ...], output: str
) -> None:
    found = Embedder(write(tmp_path, inputs=inputs, output=output)).embed(["bombed", "voted voted"])
    assert np.allclose(found, [(1, 0, 0), (0, 1, 0)])


def test_the_first_piece_stands_for_all_where_the_folder_says_so(folder: Path) -> None:
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    assert np.allclose(Embedder(folder).embed(["shelled voted voted"]), [(1, 0, 0)])


def test_a_long_text_is_read_up_to_a_length(folder: Path) -> None:
    found = Embedder(folder).embed(["shelled " * LONGEST + "voted " * LONGEST])
    assert np.allclose(found, [(1, 0, 0)])


def test_nothing_and_no_word_have_vectors_too(folder: Path) -> None:
    assert len(Embedder(folder).embed([])) == 0
    assert np.isfinite(Embedder(folder).embed([""])).all()


def test_a_model_in_a_folder_onnx_has_its_tokenizer_above(tmp_path: Path) -> None:
    write(tmp_path, graph="onnx/model_quantized.onnx")
    alone = Embedder(tmp_path)
    assert alone.digest == Embedder(tmp_path / "onnx" / "model_quantized.onnx").digest

    write(tmp_path, graph="onnx/other.onnx")
    with pytest.raises(
        UsageError, match=r"several files in ONNX \(model_quantized.onnx, other.onnx\): name a"
    ):
        Embedder(tmp_path)


def test_its_digest_tells_a_model_from_another(folder: Path, tmp_path: Path) -> None:
    same = Embedder(write(tmp_path / "same")).digest
    other = Embedder(write(tmp_path / "other", words=WORDS | {"voted": (1, 1, 0)})).digest
    assert Embedder(folder).digest == same != other


def no_graph(folder: Path) -> None:
    (folder / "model.onnx").unlink()


def no_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def broken_graph(folder: Path) -> None:
    (folder / "model.onnx").write_text("no graph")


def broken_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")


def broken_pooling(folder: Path) -> None:
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text("[]")


def pictures(folder: Path) -> None:
    write(folder, inputs=("input_ids", "pixel_values"))


def classes(folder: Path) -> None:
    write(folder, output="logits")


def fewer_words(folder: Path) -> None:
    write(folder, words={"[PAD]": (1, 0, 0)})


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (no_graph, "has no ONNX model: name a folder with model.onnx and tokenizer.json"),
        (no_tokenizer, "has no tokenizer.json: name a folder"),
        (broken_graph, "model.onnx is no ONNX model that can be run: "),
        (broken_tokenizer, "tokenizer.json is no tokenizer: "),
        (broken_pooling, "config.json cannot be read"),
        (pictures, "takes input_ids, pixel_values: an embedder of sentences takes input_ids and perhaps"),
        (classes, "gives logits: an embedder of sentences gives sentence_embedding or"),
        (fewer_words, "cannot be run, is tokenizer.json that of the model?"),
    ],
)
def test_what_is_no_embedder_is_refused_in_a_line(
    folder: Path, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(folder)
    with pytest.raises(UsageError) as refused:
        Embedder(folder).check()
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_path_without_anything_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no embedder at .*nowhere: name a folder"):
        Embedder(tmp_path / "nowhere")


def test_without_its_library_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(MissingExtraError, match=r"onrecord\[embedder\]"):
        Embedder(folder).check()
