"""Train the encoder of pairs and write its weights: ``python -m training.pairs``.

It reads the matters in ``training/labels/matters``. Minutes on a GPU, some two hours on two processor cores.
``--folds N`` trains and tests N times instead, on whole matters, and writes nothing. ``--trained FILE`` writes the
weights that another machine trained (``--only-train``).
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from dataclasses import asdict, fields
from pathlib import Path

import torch

from training.encoder.network import Size
from training.pairs.matters import matters, pairs, unlike
from training.pairs.network import Pairs
from training.pairs.train import STILL, Recipe, Trainer, figures, folds

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "src/onrecord/data/weights/pairs"
MATTERS = ROOT / "training/labels/matters"
LEARNED = "pairs.pt"


def main(given: list[str]) -> None:
    options = argparse.ArgumentParser(prog="python -m training.pairs", description=__doc__)
    options.add_argument("--matters", type=Path, default=MATTERS)
    options.add_argument(
        "--unlike",
        type=Path,
        nargs="+",
        default=[],
        help="pairs of real reports (training.pairs.reports), and of stories (training.claims --pairs)",
    )
    options.add_argument(
        "--build", type=Path, default=Path("build/encoder"), help="base weights and what is learned"
    )
    options.add_argument(
        "--base", type=Path, help="a folder with the base weights; default: in the build folder"
    )
    options.add_argument("--out", type=Path, default=WEIGHTS, help="default: the weights of this package")
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--only-train", action="store_true")
    options.add_argument("--trained", type=Path)
    for option in fields(Recipe):
        name, default = option.name.replace("_", "-"), option.default
        options.add_argument(f"--{name}", type=type(default), default=default, help=f"default: {default}")
    told = options.parse_args(given)
    recipe = Recipe(**{option.name: getattr(told, option.name) for option in fields(Recipe)})
    found = list(matters(told.matters))
    others = [pair for path in told.unlike for pair in unlike(path)]
    base = told.base or _base(told.build)
    vocabulary = vocabulary_of(base)
    if told.folds:
        for train, test in folds(found, told.folds):
            trainer = Trainer(base, vocabulary, recipe)
            trainer.train(train, others, print)
            own = pairs(test, 0)
            sys.stdout.write(json.dumps(figures(trainer.probabilities(own), own)) + "\n")
        return
    if told.trained:
        network = Pairs(Size(layers=recipe.layers))
        network.load_bert(base / "model.safetensors")
        learned = torch.load(told.trained, map_location="cpu")
        network.load_state_dict({name: value.float() for name, value in learned.items()}, strict=False)
    else:
        network = Trainer(base, vocabulary, recipe).train(found, others, print)
    if told.only_train:
        own_ = {
            name: value.half() for name, value in network.state_dict().items() if not name.startswith(STILL)
        }
        torch.save(own_, told.build / LEARNED)
        return
    from training.pairs.make import deliver

    about = {"command": shlex.join(["python", "-m", "training.pairs", *given]), "recipe": asdict(recipe)}
    deliver(network.eval(), told.out, about | {"matters": len(found)})


def _base(build: Path) -> Path:
    from training.encoder.make import base_weights

    return base_weights(build / "base")


def vocabulary_of(base: Path) -> list[str]:
    """The word pieces of the base weights, in the order of their numbers."""
    pieces: dict[str, int] = json.loads((base / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return sorted(pieces, key=pieces.__getitem__)


if __name__ == "__main__":
    main(sys.argv[1:])
