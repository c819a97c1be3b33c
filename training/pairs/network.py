"""The network of pairs: one encoder reads both passages side by side."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder.network import Encoder, Size

KINDS = 3


class Pairs(Encoder):
    """Word pieces of two passages in, scores of SAME, EXCLUDE and OTHER out."""

    def __init__(self, size: Size, inner: int = 256) -> None:
        super().__init__(size)
        self.size = size
        self.mixed = nn.Linear(4 * size.width, inner)
        self.kinds = nn.Linear(inner, KINDS)

    def forward(self, ids: Tensor, features: Tensor, second: Tensor, mask: Tensor | None = None) -> Tensor:
        """Scores, (batch, KINDS).

        Args:
            ids, features: (batch, pieces).
            second: (batch, pieces), 1 for what belongs to the second passage, 0 for the first, -1 for neither.
            mask: what is added to the scores of attention, (batch, 1, 1, pieces).
        """
        every = torch.arange(ids.shape[1], device=ids.device).expand(ids.shape[0], -1)
        x = self.encode(ids, features, every, mask)
        one, other = (_mean(x, (second == side).to(x.dtype)) for side in (0, 1))
        both = torch.cat([one, other, (one - other).abs(), one * other], -1)
        found: Tensor = self.kinds(self.head_drop(nn.functional.gelu(self.mixed(self.head_drop(both)))))
        return found


def _mean(x: Tensor, weights: Tensor) -> Tensor:
    return (x * weights.unsqueeze(-1)).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)
