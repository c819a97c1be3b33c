"""The weights of the encoder, and one run of them."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnxruntime

from onrecord.annotate.encoder.decode import Labels
from onrecord.annotate.encoder.windows import OUTPUTS, Scores
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.annotate.encoder.wordpieces import Encoded

WEIGHTS = Path(str(files("onrecord.data"))) / "weights"
GRAPH, VOCABULARY, MANIFEST = "reader.onnx", "vocab.txt", "MANIFEST.json"
SUMS = {GRAPH: "sha256", VOCABULARY: "vocabulary_sha256"}
ERRORS_ONLY = 3


class Session:
    """The graph, its labels and its vocabulary; it runs on one thread."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        manifest = _checked(folder)
        self.name = f"onrecord {manifest['version']} {manifest['sha256'][:8]}"
        self.labels = Labels(*(manifest[name] for name in ("upos", "xpos", "deprel", "names")))
        self.vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").split()
        self._graph = graph_of(folder / GRAPH)

    def __call__(self, window: Encoded) -> Scores:
        """The scores of the window's words."""
        inputs = {
            "ids": window.ids[None],
            "features": window.features[None],
            "words": window.words[None],
            "breaks": window.breaks[None],
        }
        outputs: list[NDArray[Any]] = self._graph.run(OUTPUTS, inputs)
        return Scores(*(output[0] for output in outputs))


def graph_of(path: Path) -> onnxruntime.InferenceSession:
    """A graph, ready to run on one thread."""
    return onnxruntime.InferenceSession(str(path), _options(), providers=["CPUExecutionProvider"])


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # it keeps a plan for each length of a window and is no faster
    options.log_severity_level = ERRORS_ONLY
    return options


def _checked(folder: Path) -> dict[str, Any]:
    """The manifest of weights that are all there, as they were made.

    The check takes some 15 ms; half a file would else be an error of a library, or worse, another reading.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        whole = all(_digest(folder / name) == manifest.get(key) for name, key in SUMS.items())
    except (OSError, ValueError) as error:
        raise missing_weights(folder, "missing or unreadable") from error
    if not whole:
        raise missing_weights(folder, "incomplete")
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing_weights(folder: Path, state: str) -> UsageError:
    return UsageError(
        f"the weights in {folder} are {state}: install onrecord again, or read without them "
        "(--reader rules --annotator spacy)"
    )
