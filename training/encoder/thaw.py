"""The network again, out of a graph that was written for reading: it can learn on without the hours behind it.

Matrices come back as they were rounded to eight bits, the word embeddings from the base weights, which training leaves
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.encoder.network import Network

MATRIX = re.compile(r"^/(?P<module>[\w./]+?)/MatMul_quant$")


def thaw(network: Network, graph: Path) -> None:
    """Load what a graph of ``export.py`` holds into a network; heads that it lacks stay as they are.

    The base weights must have been loaded before.

    Raises:
        ValueError: the graph has other parts than the network.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(graph).graph
    arrays = {each.name: numpy_helper.to_array(each) for each in model.initializer}
    found = dict(_plain(arrays)) | dict(_matrices(model, arrays))
    found.pop("pieces.weight", None)
    own = network.state_dict()
    if strange := [name for name, value in found.items() if own.get(name, value).shape != value.shape]:
        raise ValueError(f"{graph} has other sizes of {', '.join(strange)}")
    if strange := sorted(found.keys() - own.keys()):
        raise ValueError(f"{graph} has {', '.join(strange)}, which the network lacks")
    network.load_state_dict(found, strict=False)


def _plain(arrays: dict[str, Any]) -> Iterator[tuple[str, Tensor]]:
    for name, value in arrays.items():
        if not name.startswith("network."):
            continue
        bare = name.removeprefix("network.")
        if bare.endswith("_quantized"):
            bare = bare.removesuffix("_quantized")
            base = name.removesuffix("_quantized")
            scale, zero = arrays[f"{base}_scale"], arrays[f"{base}_zero_point"]
            yield bare, torch.from_numpy((value.astype("float32") - zero) * scale)
        elif not bare.endswith(("_scale", "_zero_point")):
            yield bare, torch.from_numpy(value.copy())


def _matrices(model: Any, arrays: dict[str, Any]) -> Iterator[tuple[str, Tensor]]:
    for node in model.node:
        found = MATRIX.match(node.name)
        name = next((i for i in node.input if i.endswith("_quantized") and i in arrays), None)
        if not found or name is None:
            continue
        base = name.removesuffix("_quantized")
        value = (arrays[name].astype("float32") - arrays[f"{base}_zero_point"]) * arrays[f"{base}_scale"]
        yield f"{found['module'].replace('/', '.')}.weight", torch.from_numpy(value.T.copy())
