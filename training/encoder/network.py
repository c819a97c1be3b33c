"""The encoder and its heads in PyTorch; training only.

The encoder is a BERT of six layers (MiniLM: Wang et al. 2020), the parser is biaffine (Dozat and Manning 2017), and
who says what is labelled once for each cue, as in semantic role labelling.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.annotate.encoder.wordpieces import FEATURES

VOCABULARY, POSITIONS = 30522, 512
TOPS = 24  # anchors of a window whose roles are worked out
REACHES = (1, 2, 4, 8, 16, 32)  # distances between a word and an anchor that are told apart


@dataclass(frozen=True, kw_only=True)
class Size:
    """Sizes of an encoder."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536


@dataclass(frozen=True, kw_only=True)
class Shape(Size):
    """Sizes of the network; the rest follows from the labels."""

    upos: int
    xpos: int
    deprel: int
    names: int
    arcs: int = 128
    labels: int = 64
    roles: int = 192


class Layer(nn.Module):
    """A transformer layer, normalised behind (Vaswani et al. 2017; BERT)."""

    def __init__(self, shape: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, 1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, 1e-12)
        self.drop = nn.Dropout(dropout)

    def attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Self-attention of all heads: (batch, pieces, width)."""
        batch, length, width = x.shape
        parts = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return mixed.transpose(1, 2).reshape(batch, length, width)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.norm1(x + self.drop(self.out(self.attend(x, mask))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces in, what stands at each word out; heads come on top."""

    def __init__(self, shape: Size) -> None:
        super().__init__()
        width = shape.width
        self.pieces = nn.Embedding(VOCABULARY, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.features = nn.Embedding(FEATURES, width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.head_drop = nn.Dropout(0.2)

    def load_bert(self, path: Path) -> None:
        """Take the encoder's weights, layer by layer from the lowest, from a safetensors file of BERT's form."""
        from safetensors.torch import load_file

        weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        own: dict[str, Tensor] = {
            "pieces.weight": weights["embeddings.word_embeddings.weight"],
            "positions.weight": weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        parts = {
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for number in range(len(self.layers)):
            theirs = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                qkv = [weights[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                own[f"layers.{number}.qkv.{kind}"] = torch.cat(qkv)
                for mine, other in parts.items():
                    own[f"layers.{number}.{mine}.{kind}"] = weights[f"{theirs}{other}.{kind}"]
        self.load_state_dict(own, strict=False)

    def encode(self, ids: Tensor, features: Tensor, words: Tensor, mask: Tensor | None = None) -> Tensor:
        """What stands at the first piece of each word: (batch, words, width)."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.features(features)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return torch.gather(x, 1, words.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


class Network(Encoder):
    """Word pieces in, scores of every task out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.shape = shape
        width = shape.width
        self.upos = nn.Linear(width, shape.upos)
        self.xpos = nn.Linear(width, shape.xpos)
        self.starts = nn.Linear(width, 1)
        self.names = nn.Linear(width, shape.names)
        self.arc_child = nn.Linear(width, shape.arcs)
        self.arc_head = nn.Linear(width, shape.arcs)
        self.arc = nn.Linear(shape.arcs, shape.arcs, bias=False)
        self.arc_prior = nn.Linear(shape.arcs, 1, bias=False)
        self.rel_child = nn.Linear(width, shape.labels)
        self.rel_head = nn.Linear(width, shape.labels)
        self.rel = nn.Linear(shape.labels, shape.deprel * shape.labels, bias=False)
        self.rel_by_child = nn.Linear(shape.labels, shape.deprel)
        self.rel_by_head = nn.Linear(shape.labels, shape.deprel, bias=False)
        nn.init.normal_(self.rel.weight, std=0.02)
        self.anchors = nn.Linear(width, 1)
        self.inner = nn.Linear(width, 1)  # anchors inside somebody's words
        self.role_anchor = nn.Linear(width, 2 * shape.roles)
        self.role_word = nn.Linear(width, 2 * shape.roles)
        self.role_reach = nn.Embedding(2 * len(REACHES) + 3, shape.roles)
        self.role = nn.Linear(shape.roles, 7)

    def parse(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (batch, child, head), and what the labels are read from."""
        child = self.head_drop(functional.relu(self.arc_child(x)))
        head = self.head_drop(functional.relu(self.arc_head(x)))
        scale = 4 / math.sqrt(self.shape.arcs)
        arcs = self.arc(child) @ head.transpose(1, 2) * scale + self.arc_prior(head).transpose(1, 2)
        return (
            arcs,
            self.head_drop(functional.relu(self.rel_child(x))),
            self.head_drop(functional.relu(self.rel_head(x))),
        )

    def label(self, child: Tensor, head: Tensor) -> Tensor:
        """Scores of the relations between children and their heads, both (..., labels)."""
        mixed = self.rel(child).reshape(*child.shape[:-1], self.shape.deprel, self.shape.labels)
        return (mixed @ head.unsqueeze(-1)).squeeze(-1) + self.rel_by_child(child) + self.rel_by_head(head)

    def say(self, anchor: Tensor, word: Tensor, reach: Tensor) -> Tensor:
        """Roles of words towards anchors: (..., anchors, words, 7).

        Args:
            anchor: what ``role_anchor`` makes of the anchors, (..., anchors, 2 * roles).
            word: what ``role_word`` makes of the words, (..., words, 2 * roles).
            reach: classes of their distances, (..., anchors, words).
        """
        size = self.shape.roles
        one, two = anchor.unsqueeze(-2), word.unsqueeze(-3)
        added = one[..., :size] + two[..., :size] + self.role_reach(reach)
        scores: Tensor = self.role(self.head_drop(functional.gelu(added) + one[..., size:] * two[..., size:]))
        return scores


def reach(anchors: Tensor, count: int) -> Tensor:
    """Class of the distance from each anchor to each of ``count`` words: (..., anchors, count)."""
    gap = torch.arange(count, device=anchors.device) - anchors.unsqueeze(-1)
    size = sum((gap.abs() >= step).long() for step in REACHES)
    return len(REACHES) + 1 + torch.sign(gap) * size


class Graph(nn.Module):
    """What is exported: one window, decoded as far as a graph can."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, words: Tensor, breaks: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        x = net.encode(ids, features, words)
        starts = torch.maximum(net.starts(x).squeeze(-1), breaks * 100)
        sentence = torch.cumsum((starts > 0).to(torch.float32), -1).unsqueeze(1)
        arcs, child, head = net.parse(x)
        arcs = arcs - 1e4 * (sentence.transpose(1, 2) - sentence).abs().clamp(max=1)
        heads = arcs.argmax(-1)
        chosen = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        anchors, inner = net.anchors(x).squeeze(-1), net.inner(x).squeeze(-1)
        count = torch.minimum(torch.tensor(TOPS), torch._shape_as_tensor(words)[1])
        tops = torch.topk(torch.maximum(anchors, inner), count, dim=1).indices
        at = torch.gather(x, 1, tops.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        gap = torch.cumsum(torch.ones_like(words), 1).unsqueeze(1) - 1 - tops.unsqueeze(-1)
        size = sum((gap.abs() >= step).long() for step in REACHES)
        roles = net.say(net.role_anchor(at), net.role_word(x), len(REACHES) + 1 + torch.sign(gap) * size)
        deprel = net.label(child, chosen).argmax(-1)
        return (
            net.upos(x).argmax(-1),
            net.xpos(x).argmax(-1),
            starts,
            net.names(x),
            arcs,
            heads,
            deprel,
            anchors,
            inner,
            tops,
            roles,
        )
