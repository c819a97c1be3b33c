"""How well events are told apart on sentences that no weights saw: ``python -m training.events.folds CORPORA``.

PLV is cut into five folds, grouped by sentence. For each fold heads learn from everything else, as ``python -m
training.events`` lets them learn from all of it, and ``bench.plover`` measures their int8 weights on it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from training.events.__main__ import parsed, parser_of
from training.events.corpora import FOLDS, Deed


def main(given: Sequence[str]) -> None:
    parser = parser_of("training.events.folds", __doc__)
    parser.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    options, recipe = parsed(parser, given)
    from bench.plover import coded, figures
    from onrecord.annotate.encoder.annotator import Encoder
    from training.encoder.make import base_weights
    from training.events.make import deliver, sentences, types_learned

    told, own, _ = sentences(options.corpora)
    base = base_weights(options.build / "base")
    gold: list[Deed] = []
    found: list[str] = []
    for fold in options.folds:
        seen = [sentence for sentence in told if sentence.fold != fold]
        held = [sentence for sentence in told if sentence.fold == fold]
        network = types_learned(seen, own, base, recipe, lambda _: None)
        with tempfile.TemporaryDirectory() as folder:
            deliver(network, None, Path(folder), {})
            read = Encoder(events=Path(folder))
            types = [coded(sentence, read) for sentence in held]
        deeds = [sentence.deeds[0] for sentence in held]
        gold, found = gold + deeds, found + types
        sys.stdout.write(f"fold {fold}: {json.dumps(figures(deeds, types))}\n")
        sys.stdout.flush()
    sys.stdout.write(f"all: {json.dumps(figures(gold, found))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
