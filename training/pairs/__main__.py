"""Train the encoder of pairs and write its weights: ``python -m training.pairs TAUGHT``.

TAUGHT is what ``training.pairs.teacher`` thinks of many pairs. Half an hour on two processor cores that know bfloat16.
How it fares on the labelled pairs of the stories that none of both has seen is printed at the end.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from dataclasses import asdict, fields
from pathlib import Path

from training.pairs.make import deliver
from training.pairs.matters import labelled, taught
from training.pairs.teacher import LABELLED, UNSEEN
from training.pairs.train import Recipe, Trainer, figures

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "src/onrecord/data/weights/pairs"


def main(given: list[str]) -> None:
    options = argparse.ArgumentParser(prog="python -m training.pairs", description=__doc__)
    options.add_argument("taught", type=Path)
    options.add_argument(
        "--build", type=Path, default=Path("build/encoder"), help="where base weights are put"
    )
    options.add_argument(
        "--base", type=Path, help="a folder with the base weights; default: in the build folder"
    )
    options.add_argument("--out", type=Path, default=WEIGHTS, help="default: the weights of this package")
    for option in fields(Recipe):
        name, default = option.name.replace("_", "-"), option.default
        options.add_argument(f"--{name}", type=type(default), default=default, help=f"default: {default}")
    told = options.parse_args(given)
    recipe = Recipe(**{option.name: getattr(told, option.name) for option in fields(Recipe)})
    base = told.base or _base(told.build)
    trainer = Trainer(base, vocabulary_of(base), recipe)
    pairs = taught(told.taught)
    trainer.train(pairs, print)
    unseen = [pair for name in UNSEEN for pair in labelled(LABELLED / f"{name}.tsv")]
    scores = figures(trainer.probabilities(unseen), unseen)
    sys.stdout.write(json.dumps(scores, indent=1) + "\n")
    about = {"command": shlex.join(["python", "-m", "training.pairs", *given]), "recipe": asdict(recipe)}
    deliver(trainer.network.eval(), told.out, about | {"pairs": len(pairs), "scores": scores})


def _base(build: Path) -> Path:
    from training.encoder.make import base_weights

    return base_weights(build / "base")


def vocabulary_of(base: Path) -> list[str]:
    """The word pieces of the base weights, in the order of their numbers."""
    pieces: dict[str, int] = json.loads((base / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return sorted(pieces, key=pieces.__getitem__)


if __name__ == "__main__":
    main(sys.argv[1:])
