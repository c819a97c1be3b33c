"""The training loop of the encoder of pairs."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from onrecord.annotate.encoder.passages import Passage, Rows
from training.encoder.network import Size
from training.pairs.matters import EXCLUDE, OTHER, SAME, Pair, Taught
from training.pairs.network import Pairs

MASKED = -1e4
STILL = ("pieces.", "positions.")  # embeddings of few texts would only be bent
ENCODER = (*STILL, "features.", "norm.", "layers.")
SMOOTHING = 0.05
SURE = 0.9
LOGGED = 200  # batches
TOGETHER = 20  # batches among which pairs of like length are packed
NAMES = {SAME: "same", EXCLUDE: "exclude"}

Row = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class Recipe:
    """How to train; rates are those of AdamW's peak."""

    layers: int = 6
    epochs: int = 3
    batch: int = 32
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    unsaid: float = 0.15  # how often a passage is shown without its speaker
    rare: float = 1.5  # what a pair that is not OTHER weighs
    others: float = 0.45  # of the pairs that say neither, quite surely, are shown
    seed: int = 0
    threads: int = 2


class Trainer:
    """One network and what it learns from."""

    def __init__(self, base: Path, vocabulary: Sequence[str], recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        torch.set_num_threads(recipe.threads)
        self.recipe = recipe
        self.chance = random.Random(recipe.seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.rows = Rows(vocabulary)
        self.network = Pairs(Size(layers=recipe.layers))
        self.network.load_bert(base / "model.safetensors")
        for name, weights in self.network.named_parameters():
            weights.requires_grad_(not name.startswith(STILL))
        self.network.to(self.device)

    def train(self, told: list[Taught], log: Callable[[str], None]) -> Pairs:
        """Let the network learn what is thought of pairs."""
        recipe = self.recipe
        told = [pair for pair in told if pair[2][OTHER] < SURE or self.chance.random() < recipe.others]
        own = [(name, p) for name, p in self.network.named_parameters() if p.requires_grad]
        groups = [
            {"params": [p for name, p in own if name.startswith(ENCODER)], "lr": recipe.rate},
            {"params": [p for name, p in own if not name.startswith(ENCODER)], "lr": recipe.head_rate},
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        total = max(1, recipe.epochs * len(told) // recipe.batch)
        warm = max(1, int(recipe.warm_up * total))
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / warm, max(0.01, (total - step) / max(1, total - warm)))
        )
        begun = time.time()
        for epoch in range(recipe.epochs):
            self.network.train()
            costs = []
            for batch in self._batches(told):
                wanted = torch.tensor([kinds for _, kinds in batch], device=self.device)
                costs_ = functional.cross_entropy(
                    self._scores([row for row, _ in batch]),
                    wanted,
                    label_smoothing=SMOOTHING,
                    reduction="none",
                )
                weights = 1 + (recipe.rare - 1) * (1 - wanted[:, OTHER])
                loss = (costs_ * weights).sum() / weights.sum()
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                clip_grad_norm_([p for _, p in own], 1.0)
                optimizer.step()
                schedule.step()
                costs.append(float(loss.detach()))
                if len(costs) % LOGGED == 0:
                    log(f"  {len(costs) * recipe.batch} pairs, loss {np.mean(costs[-LOGGED:]):.3f}")
            log(f"epoch {epoch + 1}/{recipe.epochs} loss {np.mean(costs):.3f} {time.time() - begun:.0f} s")
        self.network.cpu().eval()
        return self.network

    def probabilities(self, told: Sequence[Pair]) -> NDArray[np.float32]:
        """What the network thinks of each pair, (pairs, 3)."""
        self.network.to(self.device).eval()
        found = np.zeros((len(told), 3), np.float32)
        with torch.no_grad():
            for at in range(0, len(told), 256):
                rows = [self._row(*pair[:2]) for pair in told[at : at + 256]]
                found[at : at + 256] = torch.softmax(self._scores(rows), -1).cpu().numpy()
        return found

    def _batches(self, told: list[Taught]) -> Iterator[list[tuple[Row, Sequence[float]]]]:
        self.chance.shuffle(told)
        size = self.recipe.batch
        for at in range(0, len(told), size * TOGETHER):
            part = [
                (self._row(*map(self._heard, self.chance.sample(pair[:2], 2))), pair[2])
                for pair in told[at : at + size * TOGETHER]
            ]
            part.sort(key=lambda one: len(one[0][0]))
            packs = [part[start : start + size] for start in range(0, len(part), size)]
            self.chance.shuffle(packs)
            yield from packs

    def _heard(self, passage: Passage) -> Passage:
        return replace(passage, speaker="") if self.chance.random() < self.recipe.unsaid else passage

    def _row(self, one: Passage, other: Passage) -> Row:
        row = self.rows.of(one, other)
        return row["ids"], row["features"], row["second"]

    def _scores(self, rows: Sequence[Row]) -> Tensor:
        count, length = len(rows), max(len(row[0]) for row in rows)
        ids, features = (torch.zeros(count, length, dtype=torch.long) for _ in range(2))
        second, mask = torch.full((count, length), -1), torch.zeros(count, 1, 1, length)
        for number, row in enumerate(rows):
            end = len(row[0])
            for target, values in zip((ids, features, second), row, strict=True):
                target[number, :end] = torch.from_numpy(values)
            mask[number, :, :, end:] = MASKED
        kind = self.device.type
        with torch.autocast(kind, dtype=torch.bfloat16, enabled=True):
            scores: Tensor = self.network(*(each.to(self.device) for each in (ids, features, second, mask)))
        return scores.float()


def figures(found: NDArray[np.float32], told: Sequence[Pair]) -> dict[str, float]:
    """Average precision of SAME and EXCLUDE, and both rates at three thresholds."""
    kinds = np.array([kind for *_, kind in told])
    rates = {}
    for kind, name in NAMES.items():
        sure, right = found[:, kind], kinds == kind
        hits = right[np.argsort(-sure)]
        at = np.cumsum(hits) / np.arange(1, len(hits) + 1)
        rates[f"{name} average precision"] = float((at * hits).sum() / max(1, hits.sum()))
        for limit in (0.5, 0.7, 0.9):
            kept = sure > limit
            rates[f"{name} > {limit} precision"] = float(right[kept].mean()) if kept.any() else 0.0
            rates[f"{name} > {limit} recall"] = float((kept & right).sum() / max(1, right.sum()))
    return rates


__all__ = ["Recipe", "Trainer", "figures"]
