"""Vectors of sentences by an embedder that the user brings: what means alike lies close together.

An embedder is a graph in ONNX as it is exported from sentence-transformers, with its ``tokenizer.json``. It takes
``input_ids``, ``attention_mask`` and perhaps ``token_type_ids``, and gives a vector of each text
(``sentence_embedding``) or of each piece of it, of which the mean is taken (Reimers and Gurevych, EMNLP 2019), or the
first where ``1_Pooling/config.json`` says so.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.annotate.encoder.session import graph_of
from onrecord.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

GRAPH, TOKENIZER, POOLING = "model.onnx", "tokenizer.json", "1_Pooling/config.json"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("sentence_embedding", "last_hidden_state", "token_embeddings")
LONGEST = 128  # pieces of a text that are read; models of this kind are trained on no more
AT_ONCE = 2048  # pieces in one run, those that fill up shorter texts included
WANTED = f"name a folder with {GRAPH} and {TOKENIZER}, or a file in ONNX beside its {TOKENIZER}"


class Embedder:
    """An embedder in a folder, or a graph with its tokenizer beside it. It is loaded when it is first used.

    Raises UsageError where one of its files is missing.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._graph_file = _graph_in(self.path)
        self._tokenizer_file = _beside(self._graph_file, TOKENIZER)
        if self._tokenizer_file is None:
            raise UsageError(f"the embedder {self.path} has no {TOKENIZER}: {WANTED}")

    def check(self) -> None:
        """Load it, and let it read a word; UsageError where it cannot, MissingExtraError without the extra."""
        self.embed(["word"])

    @cached_property
    def digest(self) -> str:
        """What tells its vectors from those of others, in sixteen digits."""
        whole = hashlib.sha256(str(LONGEST).encode())
        weights = sorted(self._graph_file.parent.glob(f"{self._graph_file.name}*"))  # large ones lie beside the graph
        for path in (*weights, self._tokenizer_file, self._pooling_file):
            if path:
                with path.open("rb") as file:
                    whole.update(hashlib.file_digest(file, "sha256").digest())
        return whole.hexdigest()[:16]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text, (texts, dimensions)."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        tokenizer, filler = self._tokenizer
        ids = [tokenizer.encode(text).ids or [filler] for text in texts]
        found: list[Vectors | None] = [None] * len(texts)
        for some in _batches(ids):
            for number, vector in zip(some, self._run([ids[number] for number in some]), strict=True):
                found[number] = vector
        vectors = np.array(found, np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)

    def _run(self, ids: Sequence[Sequence[int]]) -> Vectors:
        graph, inputs, output = self._loaded
        mask = np.zeros((len(ids), max(map(len, ids))), np.int64)
        filled = np.full_like(mask, self._tokenizer[1])
        for row, own in enumerate(ids):
            mask[row, : len(own)], filled[row, : len(own)] = 1, own
        given = dict(zip(INPUTS, (filled, mask, np.zeros_like(mask)), strict=True))
        try:
            [found] = graph.run([output], {name: given[name] for name in inputs})
        except Exception as error:  # noqa: BLE001 - errors of onnxruntime have no common base
            raise UsageError(
                f"the embedder {self.path} cannot be run, is {TOKENIZER} that of the model? {_line(error)}"
            ) from error
        return found if output == OUTPUTS[0] else self._pooled(found, mask)

    def _pooled(self, pieces: Vectors, mask: NDArray[np.int64]) -> Vectors:
        if self._takes_first:
            return pieces[:, 0]
        weights = mask[..., None].astype(np.float32)
        pooled: Vectors = (pieces * weights).sum(axis=1) / weights.sum(axis=1)
        return pooled

    @cached_property
    def _loaded(self) -> tuple[Any, tuple[str, ...], str]:
        """The graph, and the names of its inputs and of the output that is used."""
        try:
            graph = graph_of(self._graph_file)
        except Exception as error:  # noqa: BLE001 - errors of onnxruntime have no common base
            raise UsageError(f"{self._graph_file} is no ONNX model that can be run: {_line(error)}") from error
        inputs = tuple(one.name for one in graph.get_inputs())
        if "input_ids" not in inputs or (others := set(inputs) - set(INPUTS)):
            told = f"takes {', '.join(sorted(others))}" if "input_ids" in inputs else "takes no input_ids"
            raise UsageError(f"{self._graph_file} {told}: an embedder of sentences takes {', '.join(INPUTS)}")
        given = {one.name for one in graph.get_outputs()}
        output = next((name for name in OUTPUTS if name in given), None)
        if output is None:
            raise UsageError(
                f"{self._graph_file} gives {', '.join(sorted(given))}: an embedder of sentences gives one of "
                + ", ".join(OUTPUTS)
            )
        return graph, inputs, output

    @cached_property
    def _tokenizer(self) -> tuple[Any, int]:
        """The tokenizer, and the piece that fills up what is shorter than others."""
        try:
            tokenizers = importlib.import_module("tokenizers")
        except ImportError as error:
            raise MissingExtraError("embedder", "an embedder") from error
        try:
            found = tokenizers.Tokenizer.from_file(str(self._tokenizer_file))
        except Exception as error:  # noqa: BLE001 - the library raises no class of its own
            raise UsageError(f"{self._tokenizer_file} is no tokenizer: {_line(error)}") from error
        filler = int((found.padding or {}).get("pad_id", 0))
        found.no_padding()
        found.enable_truncation(LONGEST)
        return found, filler

    @property
    def _pooling_file(self) -> Path | None:
        return _beside(self._graph_file, POOLING)

    @cached_property
    def _takes_first(self) -> bool:
        if self._pooling_file is None:
            return False
        try:
            told = json.loads(self._pooling_file.read_text(encoding="utf-8"))
            return bool(told.get("pooling_mode_cls_token")) or told.get("pooling_mode") == "cls"
        except (OSError, ValueError, AttributeError) as error:
            raise UsageError(f"{self._pooling_file} cannot be read: take it away for the mean") from error


def _graph_in(path: Path) -> Path:
    if path.is_dir():
        found = [graph for folder in (path, path / "onnx") for graph in sorted(folder.glob("*.onnx"))]
        usual = [graph for graph in found if graph.name == GRAPH]
        if not found or (len(found) > 1 and not usual):
            told = f"several files in ONNX ({', '.join(each.name for each in found)})" if found else "no ONNX model"
            raise UsageError(f"the folder {path} has {told}: {WANTED}")
        return (usual or found)[0]
    if not path.exists():
        raise UsageError(f"no embedder at {path}: {WANTED}")
    return path


def _beside(graph: Path, name: str) -> Path | None:
    """A file of the folder of a graph, or of the one above it where that is ``onnx``."""
    folders = (graph.parent, graph.parent.parent) if graph.parent.name == "onnx" else (graph.parent,)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _batches(ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Numbers of texts of much the same length, as many as are read at once."""
    some: list[int] = []
    for number in sorted(range(len(ids)), key=lambda number: len(ids[number])):
        if some and (len(some) + 1) * len(ids[number]) > AT_ONCE:
            yield some
            some = []
        some.append(number)
    if some:
        yield some


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
