"""From a trained network of pairs to the graph that onrecord runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from onrecord.annotate.pairs import GRAPH
from training.encoder.export import BASE, describe, digest, write
from training.pairs.network import Pairs

VERSION = 1
CORPORA = {
    "passages that we wrote (training/labels/matters)": "Apache-2.0",
    "pairs out of stories that we wrote, labelled by reading (training/labels/pairs)": "Apache-2.0",
    "PolNeAR (train; Newell, Margolin, Ruths, LREC 2018), judged by the teacher": "no licence file",
    "GeoVirus (Gritta, Pilehvar, Collier, LRE 2020), judged by the teacher": "texts of Wikinews, CC BY 2.5",
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
