"""How well events are told apart on sentences that no weights saw: ``python -m training.encoder.folds CORPORA``.

PLV is cut into five folds, grouped by sentence. For each fold the weights learn on without it, in a short cycle, the
way ``python -m training.encoder --thaw`` lets them learn on with all of it; then they are asked about it. The weights
that are thawed must not have seen PLV: those of the commit before events came in.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from bench.plover import figures
from onrecord.annotate.encoder.annotator import Encoder
from onrecord.annotate.encoder.session import WEIGHTS
from onrecord.annotate.encoder.wordpieces import WordPieces
from training.encoder.corpora import Deed, Text
from training.encoder.deeds import FOLDS, TYPES, fold_of
from training.encoder.inner import add_inner
from training.encoder.learn_on import learn_on
from training.encoder.make import base_weights, tags_in, texts, vocabulary_of
from training.encoder.material import Texts
from training.encoder.network import Network, Shape, deed_scores
from training.encoder.recipe import Recipe
from training.encoder.train import collate
from training.encoder.windows import WINDOW, document, windows

KNOWN = [number for number, name in enumerate(TYPES) if name != "NONE"]


def main(given: Sequence[str]) -> None:
    options = argparse.ArgumentParser(prog="python -m training.encoder.folds", description=__doc__)
    options.add_argument("corpora", type=Path)
    options.add_argument("--thaw", type=Path, required=True, help="weights that have not seen PLV")
    options.add_argument("--build", type=Path, default=Path("build/encoder"))
    options.add_argument("--cycle", type=float, default=0.04, help="epochs with all other tasks")
    options.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    chosen = options.parse_args(given)
    recipe = Recipe(
        cycles=(chosen.cycle,), rate=1.5e-4, head_rate=7e-4, averaging=0.9, batch=512, apart=2.5, settling=1.5
    )
    base = base_weights(chosen.build / "base")
    pieces, tags = WordPieces(vocabulary_of(base)), tags_in(chosen.thaw)
    every = texts(chosen.corpora, (), None, Encoder(), None)
    add_inner(every.said, WEIGHTS)
    gold: list[Deed] = []
    found: list[str] = []
    for fold in chosen.folds:
        seen = [text for text in every.plv if fold_of(text) != fold]
        held = [text for text in every.plv if fold_of(text) == fold]
        network = _trained(replace(every, plv=seen), pieces, tags, recipe, base, chosen.thaw)
        types = _told(network, held, pieces, tags)
        gold += [text.deeds[0] for text in held]
        found += types
        part = figures([text.deeds[0] for text in held], types)
        sys.stdout.write(f"fold {fold}: {json.dumps(part)}\n")
        sys.stdout.flush()
    sys.stdout.write(f"all: {json.dumps(figures(gold, found))}\n")


def _trained(
    found: Texts, pieces: WordPieces, tags: dict[str, list[str]], recipe: Recipe, base: Path, frozen: Path
) -> Network:
    torch.manual_seed(recipe.seed)
    network = Network(Shape(*(len(tags[layer]) for layer in ("upos", "xpos", "deprel", "names"))))
    network.load_bert(base / "model.safetensors")
    return learn_on(network, frozen, found, pieces, tags, recipe, lambda _: None)


def _told(
    network: Network, held: Sequence[Text], pieces: WordPieces, tags: dict[str, list[str]]
) -> list[str]:
    found: list[str] = []
    for text in held:
        batch = collate(list(windows(document(text, pieces, tags), WINDOW))[:1])
        with torch.no_grad():
            states = network.encode(batch.ids, batch.features, batch.words, batch.mask)
            scores = deed_scores(network, states[batch.deeds[:, 0]], batch.parts)[0, KNOWN]
        found.append(TYPES[KNOWN[int(scores.argmax())]])
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
