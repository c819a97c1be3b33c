"""The type of an event whose source and target are given, in sentences of PLV (Hu et al., ACL 2024).

FILE.tsv has the columns ``marked_sentence`` (source in <s>, target in <t>), ``gold_root`` (15 types: CONCEDE and
RETREAT are YIELD) and ``gold_penta`` (the quad class, 1 to 4). The reader's heads are asked as they are for a
candidate in a report: with the words of source and target, the word that joins them in its own parse, and the sentence.

accuracy, macro_f1       of the 15 types
quad_accuracy            of the four classes
unknown                  sentences whose source or target is not marked

``--weights`` measures other weights than those of the package, ``--fold`` the sentences of one of five folds, grouped
by sentence, that training can leave out (``python -m training.encoder --without-fold``). The weights of the package
were trained on all of plv/dev.tsv: on it the figures say nothing but that training went well.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench import common
from onrecord.annotate.encoder.annotator import Encoder
from onrecord.annotate.encoder.session import WEIGHTS
from onrecord.coding.heads import MERGED, NONE, joining
from onrecord.data.plover import plover
from training.encoder.corpora import Deed, Text
from training.encoder.deeds import fold_of, plv


def quad_of(type_: str) -> int:
    """The quad class of one of the 15 types; that of YIELD is material cooperation, as in the data."""
    return 2 if type_ in MERGED.values() else plover()[type_, None].quad


def coded(text: Text, read: Encoder) -> str:
    """The type that the heads give the event of a sentence."""
    (deed,) = text.deeds
    annotation = read.of_words([text.words])
    assert annotation.heads is not None
    joint = joining(annotation.tokens, deed.source, deed.target)
    parts = (deed.source, deed.target, [] if joint is None else [joint], range(len(text.words)))
    said = annotation.heads.types(parts)
    return max((name for name in said if name != NONE), key=said.__getitem__)


def figures(gold: Sequence[Deed], found: Sequence[str]) -> common.Figures:
    """Accuracy, macro F1 over the types of the gold, and the accuracy of the quad classes."""
    quads = [deed.quad or quad_of(deed.type) for deed in gold]
    pairs = [(deed.type, type_) for deed, type_ in zip(gold, found, strict=True)]
    right = Counter(one for one, other in pairs if one == other)
    total = Counter(type_ for pair in pairs for type_ in pair)
    scores = [2 * right[type_] / total[type_] for type_ in {type_ for type_, _ in pairs}]
    return {
        "accuracy": sum(right.values()) / len(pairs),
        "macro_f1": sum(scores) / len(scores),
        "quad_accuracy": sum(quad == quad_of(type_) for quad, type_ in zip(quads, found, strict=True))
        / len(pairs),
        "sentences": len(pairs),
    }


def measure(texts: Sequence[Text], read: Encoder) -> common.Figures:
    """The figures of sentences."""
    unknown = sum(not (text.deeds[0].source and text.deeds[0].target) for text in texts)
    return figures([text.deeds[0] for text in texts], [coded(text, read) for text in texts]) | {
        "unknown": unknown
    }


def main() -> None:
    options = common.parser("plover", __doc__)
    options.add_argument("file", type=Path, nargs="+")
    options.add_argument("--weights", type=Path, default=WEIGHTS)
    options.add_argument("--fold", type=int)
    given = options.parse_args()
    if missing := [str(path) for path in given.file if not path.is_file()]:
        sys.exit(f"error: no such file: {', '.join(missing)}")
    reader = Encoder(given.weights)
    if reader.of_words([["Talks", "failed", "."]]).heads is None:
        sys.exit(
            f"error: the weights in {given.weights} have no heads of events: train some (docs/training.md)"
        )
    texts = [text for path in given.file for text in plv(path, None)]
    chosen = [text for text in texts if given.fold is None or fold_of(text) == given.fold]
    common.show(measure(chosen, reader), as_json=given.json)


if __name__ == "__main__":
    main()
