"""Train the heads of events and write their weights: ``python -m training.events CORPORA``.

CORPORA is a folder with ``plv``, ``factuality`` and, for the texts of our own labels, ``polnear/train`` and ``re3d``.
It takes a quarter of an hour on two processor cores.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

from onrecord.errors import OnRecordError
from training.events.train import Recipe

WEIGHTS = Path(__file__).resolve().parents[2] / "src/onrecord/data/weights/events"
NEEDED = ("plv/dev.tsv", "factuality/train.jsonl", "polnear/train/text", "re3d")
PACKAGES = ("torch", "onnx", "safetensors", "all_minilm_l6_v2")


def parser_of(prog: str, about: str | None) -> argparse.ArgumentParser:
    """What both commands can be told."""
    options = argparse.ArgumentParser(prog=f"python -m {prog}", description=about)
    options.add_argument("corpora", type=Path)
    options.add_argument(
        "--build", type=Path, default=Path("build/encoder"), help="log and base weights go here"
    )
    for option in fields(Recipe):
        name, default = option.name.replace("_", "-"), option.default
        options.add_argument(f"--{name}", type=type(default), default=default, help=f"default: {default}")
    return options


def parsed(parser: argparse.ArgumentParser, given: Sequence[str]) -> tuple[argparse.Namespace, Recipe]:
    """The options, once what they name is there."""
    options = parser.parse_args(given)
    if missing := [name for name in NEEDED if not (options.corpora / name).exists()]:
        parser.error(f"{options.corpora} lacks {', '.join(missing)}")
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        parser.error(f"{', '.join(missing)} not installed: see docs/training.md, or run `make weights`")
    return options, Recipe(**{option.name: getattr(options, option.name) for option in fields(Recipe)})


def main(given: Sequence[str]) -> None:
    parser = parser_of("training.events", __doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="default: the weights of this package")
    parser.add_argument("--limit", type=int, help="so many sentences of each corpus, to try things out")
    options, recipe = parsed(parser, given)
    from training.events.make import make

    try:
        make(options, recipe, shlex.join(["python", "-m", "training.events", *given]))
    except OnRecordError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
