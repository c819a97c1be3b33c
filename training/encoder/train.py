"""The training loop: all corpora shuffled together, every task that a window has labels for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.network import Network, reach
from training.encoder.recipe import Recipe
from training.encoder.windows import NONE, WINDOW, Document, Window, windows

FROZEN = ("pieces.",)  # the word embeddings; updating 30,000 rows costs more than it gives
ENCODER = ("positions.", "norm.", "layers.")
WEIGHTS = {
    "upos": 0.5,
    "xpos": 0.3,
    "starts": 0.7,
    "names": 1.0,
    "arcs": 1.0,
    "deprel": 1.0,
    "anchors": 4.0,
    "inner": 4.0,
    "roles": 10.0,
}
MASKED = -1e4
LAYERS = ("upos", "xpos", "starts", "names", "deprel", "heads")


@dataclass(frozen=True)
class Batch:
    ids: Tensor
    features: Tensor
    words: Tensor
    mask: Tensor | None
    padding: Tensor  # (batch, 1, words): MASKED where there is no word
    labels: dict[str, Tensor]
    anchors: Tensor  # (anchors, 2): row and word
    roles: Tensor  # (anchors, words)
    said: Tensor  # (batch, words): 1 at anchors, NONE where the layer is absent
    inner: Tensor  # the same of anchors inside contents

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        moved = {
            field.name: value.to(device)
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), Tensor)
        }
        return replace(self, **moved, labels={layer: v.to(device) for layer, v in self.labels.items()})


def collate(rows: Sequence[Window]) -> Batch:
    """Windows side by side, padded."""
    count, length, most = len(rows), max(len(w.ids) for w in rows), max(len(w.words) for w in rows)
    ids, features = (torch.zeros(count, length, dtype=torch.long) for _ in range(2))
    words = torch.zeros(count, most, dtype=torch.long)
    labels = {layer: torch.full((count, most), NONE) for layer in LAYERS}
    said, inner = (torch.full((count, most), NONE) for _ in range(2))
    mask, padding = torch.zeros(count, 1, 1, length), torch.zeros(count, 1, most)
    anchors: list[tuple[int, int]] = []
    roles: list[Tensor] = []
    for row, window in enumerate(rows):
        ids[row, : len(window.ids)] = torch.from_numpy(window.ids)
        features[row, : len(window.ids)] = torch.from_numpy(window.features)
        words[row, : len(window.words)] = torch.from_numpy(window.words)
        mask[row, :, :, len(window.ids) :] = MASKED
        padding[row, :, len(window.words) :] = MASKED
        for layer in LAYERS:
            labels[layer][row, : len(window.words)] = torch.from_numpy(window.labels[layer])
        for layer, found in ((said, window.anchors), (inner, window.inner)):
            if found is not None:
                layer[row, : len(window.words)] = 0
                layer[row, list(found)] = 1
        for anchor, role in zip((*(window.anchors or ()), *(window.inner or ())), window.roles, strict=True):
            anchors.append((row, anchor))
            padded = torch.full((most,), NONE)
            padded[: len(role)] = torch.from_numpy(role)
            roles.append(padded)
    full = all(len(w.ids) == length for w in rows)
    at = torch.tensor(anchors, dtype=torch.long).reshape(-1, 2)
    together = torch.stack(roles) if roles else torch.zeros(0, most, dtype=torch.long)
    return Batch(ids, features, words, None if full else mask, padding, labels, at, together, said, inner)


def batches(
    documents: Sequence[Callable[[], Document]], recipe: Recipe, chance: random.Random
) -> Iterator[Batch]:
    """One epoch, windows of like length together."""
    found = [w for make in documents for w in windows(make(), WINDOW, chance)]
    chance.shuffle(found)
    packs: list[list[Window]] = []
    for at in range(0, len(found), 400):
        pack: list[Window] = []
        for window in sorted(found[at : at + 400], key=lambda w: len(w.ids)):
            if pack and (len(pack) + 1) * len(window.ids) > recipe.batch:
                packs.append(pack)
                pack = []
            pack.append(window)
        packs.append(pack)
    chance.shuffle(packs)
    return map(collate, packs)


@cache
def halved(device: str) -> bool:
    """Whether a device multiplies in bfloat16; processors that only imitate it are forty times slower so."""
    return device != "cpu" or torch.cpu._is_avx512_bf16_supported()


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of each task that the batch has labels for."""
    device = batch.ids.device.type
    with torch.autocast(device, dtype=torch.bfloat16, enabled=halved(device)):
        x = network.encode(batch.ids, batch.features, batch.words, batch.mask)
    x = x.float()
    dropped = network.head_drop(x)
    out: dict[str, Tensor] = {}
    for layer, head in (("upos", network.upos), ("xpos", network.xpos), ("names", network.names)):
        labels = batch.labels[layer]
        known = labels >= 0
        if known.any():
            out[layer] = functional.cross_entropy(head(dropped[known]), labels[known])
    known = batch.labels["starts"] >= 0
    if known.any():
        scores = network.starts(dropped[known]).squeeze(-1)
        out["starts"] = 2 * functional.binary_cross_entropy_with_logits(
            scores, batch.labels["starts"][known].float()
        )
    out |= _parse_losses(network, x, batch)
    for task, layer, head in (
        ("anchors", batch.said, network.anchors),
        ("inner", batch.inner, network.inner),
    ):
        known = layer >= 0
        if known.any():
            scores = head(dropped[known]).squeeze(-1)
            out[task] = functional.binary_cross_entropy_with_logits(scores, layer[known].float())
    if len(batch.anchors):
        rows, at = batch.anchors.unbind(1)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=halved(device)):
            anchor, word = network.role_anchor(x[rows, at]).unsqueeze(1), network.role_word(x)[rows]
            scores = network.say(anchor, word, reach(at, x.shape[1]).unsqueeze(1)).squeeze(1)
        out["roles"] = functional.cross_entropy(scores.float().reshape(-1, 7), batch.roles.reshape(-1))
    return out


def _parse_losses(network: Network, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    heads, labels = batch.labels["heads"], batch.labels["deprel"]
    parsed = (heads >= 0).any(1)
    if not parsed.any():
        return {}
    heads, labels = heads[parsed], labels[parsed]
    arcs, child, head = network.parse(x[parsed])
    arcs = arcs + batch.padding[parsed]
    rows, words = ((heads >= 0) & (labels >= 0)).nonzero(as_tuple=True)
    scores = network.label(child[rows, words], head[rows, heads[rows, words]])
    return {
        "arcs": functional.cross_entropy(
            arcs.reshape(-1, arcs.shape[-1]), heads.reshape(-1), ignore_index=NONE
        ),
        "deprel": functional.cross_entropy(scores, labels[rows, words]),
    }


def train(
    network: Network,
    documents: Sequence[Sequence[Document]],
    recipe: Recipe,
    cycle: int,
    log: Callable[[str], None],
    save: Callable[[Network], None],
) -> Network:
    """One cycle, in place; returns the averaged network. Each document comes with its variants."""
    torch.set_num_threads(recipe.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed + cycle)
    chance = random.Random(recipe.seed + cycle)
    lower = recipe.decay**cycle

    def seen(kinds: Sequence[Document]) -> Callable[[], Document]:
        return lambda: chance.choice(kinds) if chance.random() < recipe.variants else kinds[0]

    again = recipe.trees if cycle else 1
    makers = [
        seen(kinds) for kinds in documents for _ in range(1 if kinds[0].attributions is not None else again)
    ]
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).pieces.weight.requires_grad_(False)
    own = [(name, p) for name, p in network.named_parameters() if not name.startswith(FROZEN)]
    groups = [
        {"params": [p for name, p in own if name.startswith(ENCODER)], "lr": recipe.rate * lower},
        {"params": [p for name, p in own if not name.startswith(ENCODER)], "lr": recipe.head_rate * lower},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    per_epoch = sum(1 for _ in batches(makers, recipe, random.Random(recipe.seed)))
    total = int(per_epoch * recipe.cycles[cycle])
    warm = max(1, int(recipe.warm_up * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.01, (total - step) / max(1, total - warm)))
    )
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.averaging)
    )
    network.train()
    step, begun, pieces = 0, time.time(), 0
    sums: dict[str, list[float]] = {}
    while step < total:
        for batch in batches(makers, recipe, chance):
            found = losses(network, batch.to(device))
            loss = sum(
                (WEIGHTS[task] * value for task, value in found.items()), torch.zeros((), device=device)
            )
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for _, p in own], 1.5)
            optimizer.step()
            schedule.step()
            if step >= warm:
                average.update_parameters(network)
            step, pieces = step + 1, pieces + batch.ids.numel()
            for task, value in found.items():
                sums.setdefault(task, []).append(float(value.detach()))
            if step % 50 == 0:
                means = " ".join(f"{task} {np.mean(values):.3f}" for task, values in sorted(sums.items()))
                rate = pieces / (time.time() - begun)
                log(f"step {step}/{total} epoch {step / per_epoch:.2f} {means} {rate:.0f} pieces/s")
                sums = {}
            if step % 500 == 0:
                save(average.module)
            if step >= total:
                break
    trained: Network = average.module
    return trained.eval()
