"""The training loop of the heads of events."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.annotate.encoder.windows import LONGEST, part
from onrecord.annotate.encoder.wordpieces import WordPieces
from training.encoder.train import MASKED, halved
from training.events.corpora import TYPES, Deed, Sentence
from training.events.network import PARTS, Events

ENCODER = ("pieces.", "positions.", "norm.", "layers.")
SMOOTHING = 0.05  # of the types of events
TOGETHER = 400  # sentences among which those of like length are packed


@dataclass(frozen=True)
class Recipe:
    """How to train. ``batch`` is in pieces, rates are those of AdamW's peak."""

    layers: int = 6  # of the network that tells types
    mixed: float = 2.0  # epochs over all sentences with types
    deeds: float = 5.0  # epochs over those of PLV alone, after that
    few: int = 3  # layers of the network that tells how far something happened
    happened: float = 3.0  # epochs over the sentences that say that
    batch: int = 500
    rate: float = 2e-4
    happened_rate: float = 3e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    seed: int = 0
    threads: int = 2


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A sentence ready for the network."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    words: NDArray[np.int64]
    deeds: tuple[Deed, ...]
    happened: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """Sentences, how many times they are seen, and how often a part of an event is hidden from the network."""

    rows: Sequence[Row]
    epochs: float
    missed: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sentences side by side; events and words that tell one point to their rows."""

    ids: Tensor
    features: Tensor
    words: Tensor
    mask: Tensor
    deeds: Tensor  # (events, 2): row and type
    parts: Tensor  # (events, PARTS, words): weights of the words, none of a part that is hidden
    at: Tensor  # (words that tell an event, 2): row and word
    happened: Tensor  # how far it did


def row(sentence: Sentence, pieces: WordPieces) -> Row:
    """The arrays of a sentence; words beyond the longest window stay, without their pieces."""
    encoded = pieces.encode([sentence.words])
    seen = part(encoded, 0, len(sentence.words), LONGEST)
    words = np.minimum(seen.words, len(seen.ids) - 1)
    return Row(seen.ids, seen.features, words, sentence.deeds, tuple(sentence.happened.items()))


def collate(rows: Sequence[Row], missed: float = 0.0) -> Batch:
    """Sentences side by side, padded; a part of an event, but not the sentence, is hidden as often as ``missed``."""
    count, length, most = len(rows), max(len(r.ids) for r in rows), max(len(r.words) for r in rows)
    ids, features = (torch.zeros(count, length, dtype=torch.long) for _ in range(2))
    words, mask = torch.zeros(count, most, dtype=torch.long), torch.zeros(count, 1, 1, length)
    deeds: list[tuple[int, int]] = []
    parts: list[Tensor] = []
    at: list[tuple[int, int]] = []
    happened: list[float] = []
    for number, each in enumerate(rows):
        ids[number, : len(each.ids)] = torch.from_numpy(each.ids)
        features[number, : len(each.ids)] = torch.from_numpy(each.features)
        words[number, : len(each.words)] = torch.from_numpy(each.words)
        mask[number, :, :, len(each.ids) :] = MASKED
        for deed in each.deeds:
            deeds.append((number, TYPES.index(deed.type)))
            parts.append(_parts(deed, len(each.words), most))
        for word, value in each.happened:
            at.append((number, word))
            happened.append(value)
    weights = torch.stack(parts) if parts else torch.zeros(0, PARTS, most)
    weights[:, :-1] *= (torch.rand(weights.shape[0], PARTS - 1, 1) >= missed).to(weights.dtype)
    pairs = (torch.tensor(found, dtype=torch.long).reshape(-1, 2) for found in (deeds, at))
    told, where = pairs
    return Batch(ids, features, words, mask, told, weights, where, torch.tensor(happened))


def _parts(deed: Deed, count: int, most: int) -> Tensor:
    """Weights of a sentence's words in the parts of an event."""
    weights = torch.zeros(PARTS, most)
    for number, words in enumerate((deed.source, deed.target, deed.predicate, range(count))):
        if words:
            weights[number, list(words)] = 1 / len(words)
    return weights


def losses(network: Events, batch: Batch) -> Tensor:
    """What the batch costs: the types of its events and how far they happened."""
    device = batch.ids.device.type
    with torch.autocast(device, dtype=torch.bfloat16, enabled=halved(device)):
        x = network.encode(batch.ids, batch.features, batch.words, batch.mask)
    x, found = x.float(), torch.zeros((), device=batch.ids.device)
    if len(batch.deeds):
        rows, types = batch.deeds.unbind(1)
        scores = network.types(x[rows], batch.parts)
        found = found + functional.cross_entropy(scores, types, label_smoothing=SMOOTHING)
    if len(batch.at):
        rows, words = batch.at.unbind(1)
        scores = network.happened(network.head_drop(x[rows, words])).squeeze(-1)
        found = found + functional.smooth_l1_loss(scores, batch.happened)
    return found


def train(
    network: Events, phases: Sequence[Phase], rate: float, recipe: Recipe, log: Callable[[str], None]
) -> Events:
    """Let a network learn, in place: the sentences of each phase, so many times."""
    torch.set_num_threads(recipe.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).train()
    own = list(network.named_parameters())
    groups = [
        {"params": [p for name, p in own if name.startswith(ENCODER)], "lr": rate},
        {"params": [p for name, p in own if not name.startswith(ENCODER)], "lr": recipe.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    order = _order(phases, recipe)
    total, warm = len(order), max(1, int(recipe.warm_up * len(order)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.01, (total - step) / max(1, total - warm)))
    )
    begun, costs = time.time(), []
    for step, (pack, missed) in enumerate(order, 1):
        loss = losses(network, _on(collate(pack, missed), device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([p for _, p in own], 1.0)
        optimizer.step()
        schedule.step()
        costs.append(float(loss.detach()))
        if step % 100 == 0 or step == total:
            log(f"step {step}/{total} loss {np.mean(costs[-100:]):.3f} {time.time() - begun:.0f} s")
    return network.cpu().eval()


def _on(batch: Batch, device: torch.device) -> Batch:
    return Batch(*(getattr(batch, name).to(device) for name in Batch.__slots__))


def _order(phases: Sequence[Phase], recipe: Recipe) -> list[tuple[list[Row], float]]:
    """The packs of all epochs, of which the last of a phase may be a part, with how often parts are hidden."""
    chance = random.Random(recipe.seed)
    order: list[tuple[list[Row], float]] = []
    for phase in phases:
        left = phase.epochs
        while left > 0:
            packs = _packs(phase.rows, recipe.batch, chance)
            order += [(pack, phase.missed) for pack in packs[: max(1, int(len(packs) * min(left, 1)))]]
            left -= 1
    return order


def _packs(rows: Sequence[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """One epoch, sentences of like length together."""
    mixed = chance.sample(rows, len(rows))
    packs: list[list[Row]] = []
    for at in range(0, len(mixed), TOGETHER):
        pack: list[Row] = []
        for each in sorted(mixed[at : at + TOGETHER], key=lambda r: len(r.ids)):
            if pack and (len(pack) + 1) * len(each.ids) > size:
                packs.append(pack)
                pack = []
            pack.append(each)
        packs.append(pack)
    chance.shuffle(packs)
    return packs
