"""Documents as arrays, cut into the windows that the encoder also sees when it reads."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.encoder.windows import LONGEST, end_of, part
from onrecord.annotate.encoder.wordpieces import Encoded, WordPieces
from training.encoder.corpora import NAMES, Attribution, Text

NONE = -100  # no label here
WINDOW = LONGEST  # pieces
Labels = dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A text ready for the network. ``cuts`` are words at which a window may begin."""

    encoded: Encoded
    cuts: tuple[int, ...]
    labels: Labels
    attributions: tuple[Attribution, ...] | None
    inner: tuple[Attribution, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A stretch of a document; ``roles`` has a row of role labels for each anchor, first those that are not ``inner``.

    ``anchors`` and ``inner`` are None where the document lacks the layer.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    words: NDArray[np.int64]
    labels: Labels
    anchors: tuple[int, ...] | None
    inner: tuple[int, ...] | None
    roles: NDArray[np.int64]


def document(text: Text, pieces: WordPieces, tags: Mapping[str, Sequence[str]]) -> Document:
    """Arrays of a text; ``tags`` lists the labels of each layer."""
    count = len(text.words)
    encoded = pieces.encode(text.paragraphs())
    index = {layer: {tag: n for n, tag in enumerate(tags[layer])} for layer in ("upos", "xpos", "deprel")}
    labels: Labels = {
        "upos": _numbers(text.upos, index["upos"], count),
        "xpos": _numbers(text.xpos, index["xpos"], count),
        "deprel": _numbers(text.deprel, index["deprel"], count),
        "names": _numbers(text.names, {tag: n for n, tag in enumerate(NAMES)}, count),
        "heads": np.array(text.heads or [NONE] * count, np.int64),
    }
    starts = np.zeros(count, np.int64)
    starts[text.starts] = 1
    labels["starts"] = starts if text.attributions is None else np.full(count, NONE)
    said, inner = (None if layer is None else tuple(layer) for layer in (text.attributions, text.inner))
    return Document(encoded, tuple(text.starts), labels, said, inner)


def _numbers(tags: Sequence[str], index: Mapping[str, int], count: int) -> NDArray[np.int64]:
    if not tags:
        return np.full(count, NONE)
    return np.array([index.get(tag, index.get(tag.partition(":")[0], NONE)) for tag in tags], np.int64)


def windows(document: Document, size: int, chance: random.Random | None = None) -> Iterator[Window]:
    """The windows of a document; with ``chance`` they begin now here, now there."""
    encoded, count = document.encoded, len(document.encoded.words)
    first = 0
    if chance and len(document.cuts) > 4:
        first = chance.choice([cut for cut in document.cuts[:8] if encoded.words[cut] <= size])
        if first:
            yield _window(document, 0, first, size)
    while first < count:
        stop = end_of(encoded, first, size)
        yield _window(document, first, stop, size)
        cuts = [cut for cut in document.cuts if first < cut < stop]
        whole = stop == count or encoded.breaks[stop] or not cuts
        first = stop if whole else cuts[-1]


def _window(document: Document, first: int, stop: int, size: int) -> Window:
    seen = part(document.encoded, first, stop, size)
    labels = {layer: values[first:stop].copy() for layer, values in document.labels.items()}
    heads = labels["heads"]
    inside = (heads >= first) & (heads < stop)
    labels["deprel"][~inside] = NONE
    labels["heads"] = np.where(inside, heads - first, NONE)
    anchors, roles = _roles(document.attributions, first, stop)
    inner, more = _roles(document.inner, first, stop)
    return Window(seen.ids, seen.features, seen.words, labels, anchors, inner, np.concatenate([roles, more]))


def _roles(
    found: tuple[Attribution, ...] | None, first: int, stop: int
) -> tuple[tuple[int, ...] | None, NDArray[np.int64]]:
    inside = [a for a in found or () if first <= a.anchor < stop]
    roles = np.zeros((len(inside), stop - first), np.int64)
    for number, attribution in enumerate(inside):
        for start, end, role in attribution.stretches:
            a, b = max(start, first) - first, min(end, stop) - first
            if a < b:
                roles[number, a:b] = 2 + 2 * role
                if start >= first:
                    roles[number, a] = 1 + 2 * role
    return None if found is None else tuple(a.anchor - first for a in inside), roles
