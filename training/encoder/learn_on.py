"""Weights in use learn something more: events, beside all that they know.

1. The base weights learn events alone, which takes minutes; what this changes in the encoder is added to the weights
   in use: task arithmetic (Ilharco et al., ICLR 2023). From these all tasks are learned on together, in cycles.
2. After each cycle the encoder becomes the mean with what it was, which reads better than both (Wortsman et al., CVPR
   2022).
3. At the end the heads of events are fitted to that mean again, with an encoder that stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from torch import Tensor

from onrecord.annotate.encoder.wordpieces import WordPieces
from training.encoder.export import GRAPH
from training.encoder.material import Texts
from training.encoder.network import Network
from training.encoder.recipe import Recipe
from training.encoder.thaw import thaw
from training.encoder.train import ENCODER, OF_EVENTS, settle, train
from training.encoder.windows import document

Log = Callable[[str], None]
Tags = dict[str, list[str]]


def learn_on(
    network: Network, weights: Path, found: Texts, pieces: WordPieces, tags: Tags, recipe: Recipe, log: Log
) -> Network:
    """A network that knows what the weights in a folder know, and events.

    Args:
        network: with the base weights that the others come from.
    """
    apart = learn_apart(network, found, pieces, tags, recipe, log)
    thaw(network, weights / GRAPH)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    add(network, apart)
    documents = found.documents(pieces, tags)
    for cycle in range(len(recipe.cycles)):
        trained = train(network, documents, recipe, cycle, log, lambda _: None, thawed=True)
        network.load_state_dict(mean(trained.state_dict(), before, recipe.keep))
    return settle(network, documents, recipe, log)


def mean(trained: dict[str, Tensor], before: dict[str, Tensor], keep: float) -> dict[str, Tensor]:
    """Weights on the line between two networks; the heads of events are those of the first."""
    return {
        name: value if name.startswith(OF_EVENTS) else (1 - keep) * value + keep * before[name]
        for name, value in trained.items()
    }


def learn_apart(
    network: Network,
    found: Texts,
    pieces: WordPieces,
    tags: dict[str, list[str]],
    recipe: Recipe,
    log: Log,
) -> dict[str, Tensor]:
    """What the base weights learn of events alone: the difference of the encoder's weights, and the head.

    To be added to weights that have learned something else from the same base: task arithmetic (Ilharco et al., ICLR
    2023). Sentences of treebanks, where UDS says how far events happened, are left for later.
    """
    before = {name: value.clone() for name, value in network.state_dict().items()}
    documents = [[document(text, pieces, tags)] for text in (*found.plv, *found.more) if text.deeds]
    alone = replace(recipe, cycles=(recipe.apart,), rate=recipe.apart_rate, head_rate=1e-3, averaging=0.9)
    after = train(network, documents, alone, 0, log, lambda _: None).state_dict()
    return {
        name: value if name.startswith("deed") else value - before[name]
        for name, value in after.items()
        if name.startswith(("deed", *ENCODER))
    }


def add(network: Network, learned: dict[str, Tensor]) -> None:
    """Add differences to the encoder, and take over the head."""
    own = network.state_dict()
    network.load_state_dict(
        {n: v if n.startswith("deed") else own[n] + v for n, v in learned.items()}, strict=False
    )
