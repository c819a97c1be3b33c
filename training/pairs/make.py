"""From a trained network of pairs to the graph that onrecord runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from onrecord.annotate.pairs import GRAPH
from training.encoder.export import BASE, describe, digest, write
from training.pairs.network import Pairs

VERSION = 1
CORPORA = {
    "passages that we wrote (training/labels/matters)": "Apache-2.0",
    "stories that we wrote (training/labels/stories/read)": "Apache-2.0",
    "PolNeAR (train; Newell, Margolin, Ruths, LREC 2018), as what is neither": "no licence file",
}


class Scores(nn.Module):
    """The network without a mask, for one pair at a time."""

    def __init__(self, network: Pairs) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, second: Tensor) -> Tensor:
        """Scores of one pair, (1, 3)."""
        found: Tensor = self.network(ids, features, second)
        return found


def learned(folder: Path) -> dict[str, Tensor]:
    """The weights of a graph that was delivered, as near as 8-bit integers keep them, without word embeddings."""
    graph = onnx.load(str(folder / GRAPH)).graph
    kept = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {
        name.removeprefix("network."): torch.from_numpy(values.copy())
        for name, values in kept.items()
        if name.startswith("network.")
        and values.dtype.name == "float32"
        and values.ndim == 1
        and "scale" not in name
    }
    products = (node for node in graph.node if node.op_type == "DynamicQuantizeMatMul")
    for node in products:
        whole, scale, zero = (kept[name] for name in node.input[1:4])
        part = node.name.strip("/").removeprefix("network/").rsplit("/", 1)[0].replace("/", ".")
        values = (whole.astype("float32") - zero.astype("float32")) * scale
        found[f"{part}.weight"] = torch.from_numpy(values.T.copy())
    whole, scale, zero = (
        kept[f"network.features.weight_{part}"] for part in ("quantized", "scale", "zero_point")
    )
    found["features.weight"] = torch.from_numpy((whole.astype("float32") - zero.astype("float32")) * scale)
    return found


def deliver(network: Pairs, folder: Path, about: dict[str, Any]) -> None:
    """Write the graph and a manifest of where it comes from."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = {
        "ids": torch.randint(5, 1000, (1, 40)),
        "features": torch.zeros(1, 40, dtype=torch.long),
        "second": (torch.arange(40) > 20).long()[None],
    }
    write(Scores(network), network.size, inputs, ["scores"], folder / GRAPH)
    describe(
        folder,
        {
            "version": VERSION,
            "sha256": {GRAPH: digest(folder / GRAPH)},
            "base": BASE,
            "corpora": CORPORA,
            **about,
        },
    )
