"""The type of an event whose source and target are given, in sentences of PLV (Hu et al., ACL 2024).

FILE.tsv has the columns ``marked_sentence`` (source in <s>, target in <t>), ``gold_root`` (15 types: CONCEDE and
RETREAT are YIELD) and ``gold_penta`` (the quad class, 1 to 4). The heads are asked as they are about an event of a
report: for the words of source and target, for the predicate that our lexicon finds between them, and for the sentence.

accuracy, macro_f1       of the 15 types
quad_accuracy            of the four classes
unknown                  sentences whose source or target is not marked

``--weights`` measures other heads than those of the package, ``--fold`` the sentences of one of five folds, grouped by
sentence. The heads of the package were trained on all of plv/dev.tsv: on it the figures say nothing but that training
went well, and ``python -m training.events.folds`` measures on sentences that were left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench import common
from onrecord.annotate.encoder.annotator import Encoder
from onrecord.coding.heads import MERGED, NONE
from onrecord.data.plover import plover
from onrecord.errors import OnRecordError
from training.events.corpora import Deed, Sentence, plv, told_between


def quad_of(type_: str) -> int:
    """The quad class of one of the 15 types; that of YIELD is material cooperation, as in the data."""
    return 2 if type_ in MERGED.values() else plover()[type_, None].quad


def coded(sentence: Sentence, read: Encoder) -> str:
    """The type that the heads give the event of a sentence."""
    (deed,) = sentence.deeds
    heads = read.of_words([sentence.words]).heads
    assert heads is not None
    predicate, _ = told_between(sentence, read)
    parts = (deed.source, deed.target, [] if predicate is None else [predicate], range(len(sentence.words)))
    said = {name: value for name, value in heads.types(parts).items() if name != NONE}
    return max(said, key=said.__getitem__)


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


def measure(sentences: Sequence[Sentence], read: Encoder) -> common.Figures:
    """The figures of sentences."""
    gold = [sentence.deeds[0] for sentence in sentences]
    unknown = sum(not (deed.source and deed.target) for deed in gold)
    return figures(gold, [coded(sentence, read) for sentence in sentences]) | {"unknown": unknown}


def main() -> None:
    options = common.parser("plover", __doc__)
    options.add_argument("file", type=Path, nargs="+")
    options.add_argument("--weights", type=Path, help="a folder of heads; default: those of the package")
    options.add_argument("--fold", type=int)
    given = options.parse_args()
    if missing := [str(path) for path in given.file if not path.is_file()]:
        sys.exit(f"error: no such file: {', '.join(missing)}")
    try:
        reader = Encoder(events=given.weights)
    except OnRecordError as error:
        sys.exit(f"error: {error}")
    found = [sentence for path in given.file for sentence in plv(path)]
    chosen = [sentence for sentence in found if given.fold is None or sentence.fold == given.fold]
    common.show(measure(chosen, reader), as_json=given.json)


if __name__ == "__main__":
    main()
