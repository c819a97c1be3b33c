"""The heads of events on an encoder of few layers, in PyTorch; training only."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder.network import Encoder, Size
from training.events.corpora import TYPES

DROPPED = 0.1  # of what a head sees, while it learns
PARTS = 4  # of an event: source, target, predicate, sentence


class Events(Encoder):
    """What each word says of events: for every type as part of one, and how far the one that it tells happened."""

    def __init__(self, size: Size) -> None:
        super().__init__(size)
        self.size = size
        self.head_drop = nn.Dropout(DROPPED)
        self.deed = nn.Linear(size.width, PARTS * len(TYPES), bias=False)
        self.missing = nn.Parameter(torch.zeros(PARTS, len(TYPES)))
        self.happened = nn.Linear(size.width, 1)

    def types(self, x: Tensor, parts: Tensor) -> Tensor:
        """Scores of the types of events: (events, types).

        Each part adds the mean of what its words say, or what is learned for a part that is missing.

        Args:
            x: states of the words of the sentence of each event, (events, words, width).
            parts: weights of the words in each part, which add up to 1, or to 0 where it is missing, (events, PARTS,
                words).
        """
        means = self.head_drop(parts @ x)
        said = torch.einsum("epw,pdw->epd", means, self.deed.weight.view(PARTS, len(TYPES), -1))
        there = (parts.sum(-1, keepdim=True) > 0).to(x.dtype)
        return (said + (1 - there) * self.missing).sum(1)


class Deeds(nn.Module):
    """What is exported of the types: the words of one sentence."""

    def __init__(self, network: Events) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, words: Tensor) -> Tensor:
        deeds: Tensor = self.network.deed(self.network.encode(ids, features, words))
        return deeds


class Happened(Deeds):
    """The same of how far events happened."""

    def forward(self, ids: Tensor, features: Tensor, words: Tensor) -> Tensor:
        return self.network.happened(self.network.encode(ids, features, words)).squeeze(-1)
