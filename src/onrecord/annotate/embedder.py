"""Vectors of sentences by an embedder that the user brings: what means alike lies close together.

An embedder is a graph in ONNX as it is exported from sentence-transformers, with its ``tokenizer.json``. It takes
``input_ids``, ``attention_mask`` and perhaps ``token_type_ids``, and gives a vector of each text
(``sentence_embedding``) or of each piece of it, of which the mean is taken (Reimers and Gurevych, EMNLP 2019), or the
first where ``1_Pooling/config.json`` says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property, lru_cache
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
CACHED = 5_000  # texts, since copies of a report have the same
TINY = 1e-9
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
        self._vector = lru_cache(maxsize=CACHED)(self._embedded)

    def check(self) -> None:
        """Load it, and let it read a word; UsageError where it cannot, MissingExtraError without the extra."""
        self.embed(["word"])

    @cached_property
    def digest(self) -> str:
        """What tells its vectors from those of others, in sixteen digits."""
        whole = hashlib.sha256(str(LONGEST).encode())
        weights = sorted(
            self._graph_file.parent.glob(f"{self._graph_file.name}*")
        )  # large ones lie beside the graph
        for path in (*weights, self._tokenizer_file, self._pooling_file):
            if path:
                with path.open("rb") as file:
                    whole.update(hashlib.file_digest(file, "sha256").digest())
        return whole.hexdigest()[:16]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text, (texts, dimensions)."""
        return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, 0), np.float32)

    def _embedded(self, text: str) -> Vectors:
        # On one thread many texts in a run are no quicker, and where a graph rounds its numbers each vector would
        # depend on the texts beside it.
        graph, inputs, output = self._loaded
        ids = np.array([self._tokenizer.encode(text).ids or [0]], np.int64)
        given = dict(zip(INPUTS, (ids, np.ones_like(ids), np.zeros_like(ids)), strict=True))
        try:
            [[found]] = graph.run([output], {name: given[name] for name in inputs})
        except Exception as error:  # those of onnxruntime have no class in common
            raise UsageError(
                f"the embedder {self.path} cannot be run, is {TOKENIZER} that of the model? {_line(error)}"
            ) from error
        if output != OUTPUTS[0]:
            found = found[0] if self._takes_first else found.mean(axis=0)
        return np.asarray(found / max(float(np.linalg.norm(found)), TINY), np.float32)

    @cached_property
    def _loaded(self) -> tuple[Any, tuple[str, ...], str]:
        """The graph, and the names of its inputs and of the output that is used."""
        try:
            graph = graph_of(self._graph_file)
        except Exception as error:  # those of onnxruntime have no class in common
            raise UsageError(
                f"{self._graph_file} is no ONNX model that can be run: {_line(error)}"
            ) from error
        inputs = tuple(one.name for one in graph.get_inputs())
        if INPUTS[0] not in inputs or not set(inputs) <= set(INPUTS):
            raise self._other("takes", inputs, f"{INPUTS[0]} and perhaps {' and '.join(INPUTS[1:])}")
        given = [one.name for one in graph.get_outputs()]
        output = next((name for name in OUTPUTS if name in given), None)
        if output is None:
            raise self._other("gives", given, " or ".join(OUTPUTS))
        return graph, inputs, output

    def _other(self, does: str, names: Sequence[str], wanted: str) -> UsageError:
        return UsageError(
            f"{self._graph_file} {does} {', '.join(names)}: an embedder of sentences {does} {wanted}"
        )

    @cached_property
    def _tokenizer(self) -> Any:
        try:
            import tokenizers
        except ImportError as error:
            raise MissingExtraError("embedder", "an embedder") from error
        try:
            found = tokenizers.Tokenizer.from_file(str(self._tokenizer_file))
        except Exception as error:  # the library has no class of its own
            raise UsageError(f"{self._tokenizer_file} is no tokenizer: {_line(error)}") from error
        found.no_padding()
        found.enable_truncation(LONGEST)
        return found

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
            told = (
                f"several files in ONNX ({', '.join(each.name for each in found)})"
                if found
                else "no ONNX model"
            )
            raise UsageError(f"the folder {path} has {told}: {WANTED}")
        return (usual or found)[0]
    if not path.exists():
        raise UsageError(f"no embedder at {path}: {WANTED}")
    return path


def _beside(graph: Path, name: str) -> Path | None:
    """A file of the folder of a graph, or of the one above it where that is ``onnx``."""
    folders = (graph.parent, graph.parent.parent) if graph.parent.name == "onnx" else (graph.parent,)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
