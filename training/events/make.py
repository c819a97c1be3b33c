"""From the corpora to the weights of the heads of events."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
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
from training.events.train import Phase, Recipe, Row, row, train

VERSION = 1
MISSED = 0.1  # how often a part of an event is hidden from those who learn from all sentences
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


def types_learned(
    known: Sequence[Sentence], own: Sequence[Sentence], base: Path, recipe: Recipe, log: Log
) -> Events:
    """A network that has learned types of events: from all sentences first, then from those of PLV alone.

    What we wrote teaches the types that PLV has few sentences of; how types are told apart is PLV's to say.
    """
    ready, ours = rows(known, base), rows(own, base)
    network = fresh(recipe.layers, base, recipe)
    phases = (Phase([*ready, *ours], recipe.mixed, MISSED), Phase(ready, recipe.deeds))
    return train(network, phases, recipe.rate, recipe, log)


def happened_learned(found: Sequence[Sentence], base: Path, recipe: Recipe, log: Log) -> Events:
    """A network that has learned how far things happened."""
    phases = [Phase(rows(found, base), recipe.happened)]
    return train(fresh(recipe.few, base, recipe), phases, recipe.happened_rate, recipe, log)


def fresh(layers: int, base: Path, recipe: Recipe) -> Events:
    """The lowest layers of the base weights, with heads that know nothing."""
    torch.manual_seed(recipe.seed)
    network = Events(Size(layers=layers))
    network.load_bert(base / "model.safetensors")
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
        deeds = types_learned(known, own, base, recipe, log)
        done = happened_learned(happened, base, recipe, log)
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
