"""From the corpora to the weights of the heads of events."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from onrecord.annotate.encoder.annotator import Encoder
from onrecord.annotate.encoder.heads import DEEDS, HAPPENED
from onrecord.annotate.encoder.wordpieces import WordPieces
from training.encoder.export import BASE, describe, digest, write
from training.encoder.make import base_weights, vocabulary_of
from training.encoder.network import Size
from training.events.corpora import TYPES, Sentence, labelled, plv, told, uds
from training.events.network import Deeds, Events, Happened
from training.events.train import Recipe, Row, row, train

VERSION = 1
Log = Callable[[str], None]
CORPORA = {
    "PLV (dev part; Hu et al., ACL 2024)": "no licence file",
    "UDS-IH2 (train; Rudinger et al. 2018), on the UD English Web Treebank": "CC BY-SA 4.0",
    "labels and sentences of our own (training/labels), on reports of PolNeAR (train) and re3d": "Apache-2.0",
}


def sentences(corpora: Path) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """Those of PLV, our own, those of UDS."""
    read = Encoder()
    return (
        plv(corpora / "plv/dev.tsv", read),
        [*labelled(corpora), *told(read)],
        list(uds(corpora / "factuality/train.jsonl")),
    )


def learned(found: Sequence[Sentence], epochs: float, base: Path, recipe: Recipe, log: Log) -> Events:
    """A network that has learned from the base weights what sentences have labels for: the mean of several runs.

    Runs that begin with the same weights end near enough to each other for their mean to be better than each
    (Wortsman et al., ICML 2022).
    """
    ready, ends = rows(found, base), []
    for run in range(recipe.runs):
        torch.manual_seed(recipe.seed)  # the heads begin alike, too
        network = Events(Size(layers=recipe.layers))
        network.load_bert(base / "model.safetensors")
        ends.append(train(network, ready, epochs, replace(recipe, seed=recipe.seed + run), log).state_dict())
    network.load_state_dict({name: sum(end[name] for end in ends) / len(ends) for name in ends[0]})
    return network


def rows(found: Sequence[Sentence], base: Path) -> list[Row]:
    """Sentences ready for the network."""
    pieces = WordPieces(vocabulary_of(base))
    return [row(sentence, pieces) for sentence in found]


def make(options: argparse.Namespace, recipe: Recipe, command: str) -> None:
    """Train, export and describe; ``options`` are those of ``python -m training.events``."""
    build: Path = options.build
    build.mkdir(parents=True, exist_ok=True)
    known, own, happened = (found[: options.limit] for found in sentences(options.corpora))
    with (build / "events.txt").open("w") as journal:

        def log(line: str) -> None:
            print(line, file=journal, flush=True)

        base = base_weights(build / "base")
        deeds = learned([*known, *own], recipe.deeds, base, recipe, log)
        done = learned(happened, recipe.happened, base, recipe, log)
    deliver(deeds, done, options.out, {"command": command, "recipe": asdict(recipe)})


def deliver(deeds: Events, happened: Events | None, folder: Path, about: dict[str, Any]) -> None:
    """Write the graphs and a manifest of where they come from; without ``happened`` the first stands for the other."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = {
        "ids": torch.randint(5, 1000, (1, 80)),
        "features": torch.zeros(1, 80, dtype=torch.long),
        "words": torch.arange(0, 60)[None],
    }
    paths = {name: folder / f"{name}.onnx" for name in (DEEDS, HAPPENED)}
    write(Deeds(deeds), deeds.size, inputs, [DEEDS], paths[DEEDS])
    done = happened or deeds
    write(Happened(done), done.size, inputs, [HAPPENED], paths[HAPPENED])
    missing = [[round(value, 6) for value in part] for part in deeds.missing.tolist()]
    sums = {name: digest(path) for name, path in paths.items()}
    about = {"version": VERSION, "sha256": sums, "base": BASE, "corpora": CORPORA, **about}
    describe(folder, about | {"types": list(TYPES), "missing": missing})
