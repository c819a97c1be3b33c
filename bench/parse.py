"""How well sentences and trees are read: Universal Dependencies against the gold trees of a treebank.

An annotator is given the gold words of each paragraph and finds the sentences itself. Figures are percentages:

las, uas            words other than punctuation with the right head, las: and the right relation with its subtype
las_plain           the same without subtypes
sentence_starts_f1  words that begin a sentence
triple_f1           who is subject, passive subject or object of which full verb; verbs are those of the gold tags
                    (no form of be), and a name or a sum of money counts as one word, by the gold tree, so that
                    nothing but the reader's heads and relations is judged
upos, lemmas        words with the right part of speech and the right lemma

spaCy's trees are judged as onrecord uses them: after their conversion to Universal Dependencies, its relations,
copulas and coordination like those of the treebank.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from bench import annotators, common
from onrecord.annotate import Annotator
from onrecord.model import Annotation

ROLES = ("nsubj", "nsubj:pass", "obj")
BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "am", "'re", "'m"})
Triple = tuple[int, str, int]


@dataclass(slots=True)
class Gold:
    """A document of a treebank; ``heads`` count from its first word, -1 for a root."""

    paragraphs: list[list[str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)

    def add(self, rows: list[list[str]], *, opens: bool) -> None:
        """Append a sentence, in a new paragraph where it ``opens`` one."""
        base = len(self.words)
        self.starts.add(base)
        if opens or not self.paragraphs:
            self.paragraphs.append([])
        self.paragraphs[-1] += [row[1] for row in rows]
        self.words += [row[1] for row in rows]
        self.lemmas += [row[2] for row in rows]
        self.upos += [row[3] for row in rows]
        self.heads += [base + int(row[6]) - 1 if row[6] != "0" else -1 for row in rows]
        self.relations += [row[7] for row in rows]


def read_conllu(path: Path) -> Iterator[Gold]:
    """The documents of a CoNLL-U file, without the lines of multiword tokens and empty nodes."""
    gold, opens = Gold(), True
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            if gold.words:
                yield gold
            gold = Gold()
        elif line.startswith("# newpar"):
            opens = True
        elif line.partition("\t")[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            gold.add(rows, opens=opens)
            rows, opens = [], False
    if gold.words:
        yield gold


def score(gold: Gold, found: Annotation, counts: Counter[str]) -> None:
    """Add the hits and totals of one document."""
    heads, relations = [token.head for token in found.tokens], [token.deprel for token in found.tokens]
    for index, (token, upos) in enumerate(zip(found.tokens, gold.upos, strict=True)):
        counts["upos"] += token.upos == upos
        counts["lemmas"] += token.lemma == gold.lemmas[index]
        if upos == "PUNCT" or heads[index] != gold.heads[index]:
            continue
        counts["uas"] += 1
        counts["las"] += relations[index] == gold.relations[index]
        counts["las_plain"] += _plain(relations[index]) == _plain(gold.relations[index])
    counts["words"] += len(gold.words)
    counts["judged"] += sum(upos != "PUNCT" for upos in gold.upos)
    _count(counts, "starts", gold.starts, {sentence.start for sentence in found.sentences})
    _count(counts, "triples", triples(gold, gold.heads, gold.relations), triples(gold, heads, relations))


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


def _count(counts: Counter[str], name: str, gold: Set[object], found: Set[object]) -> None:
    counts[f"{name} either"] += len(gold) + len(found)
    counts[f"{name} both"] += len(gold & found)


def triples(gold: Gold, heads: Sequence[int], relations: Sequence[str]) -> set[Triple]:
    """(verb, relation, argument) by these heads and relations; verbs and names by the gold tree."""
    with_object = {head for head, relation in zip(heads, relations, strict=True) if relation == "obj"}
    found = set()
    for index, (head, relation) in enumerate(zip(heads, relations, strict=True)):
        role = "obj" if relation == "iobj" and head not in with_object else relation
        if head >= 0 and role in ROLES and gold.upos[head] == "VERB" and gold.words[head].lower() not in BE:
            found.add((head, role, _canonical(gold, index)))
    return found


def _canonical(gold: Gold, index: int) -> int:
    """The word that stands for the name or the sum of money that the word is part of."""
    while gold.relations[index].startswith("flat") or (
        gold.relations[index] == "nummod"
        and gold.upos[index] == "NUM"
        and gold.upos[gold.heads[index]] == "SYM"
    ):
        index = gold.heads[index]
    return index


def figures(counts: Counter[str]) -> common.Figures:
    """Percentages of what was counted."""
    shares = {name: counts[name] / counts["judged"] for name in ("las", "uas", "las_plain")}
    shares |= {name: counts[name] / counts["words"] for name in ("upos", "lemmas")}
    for name, key in (("sentence_starts_f1", "starts"), ("triple_f1", "triples")):
        shares[name] = 2 * counts[f"{key} both"] / counts[f"{key} either"]
    return {name: round(100 * share, 2) for name, share in shares.items()}


def measure(folder: Path, annotate: Annotator) -> common.Figures:
    """The figures over all treebank files of a folder."""
    reader = annotators.of_words(annotate)
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.conllu")):
        for gold in read_conllu(path):
            score(gold, reader.of_words(gold.paragraphs), counts)
    return figures(counts)


def main(arguments: list[str]) -> None:
    parser = common.parser("parse", __doc__)
    parser.add_argument("folder", type=Path, help="folder of CoNLL-U files")
    annotators.option(parser)
    options = parser.parse_args(arguments)
    if not any(options.folder.glob("*.conllu")):
        parser.error(f"no .conllu files in {options.folder}")
    results = annotators.compare(lambda annotate: measure(options.folder, annotate), options.annotator)
    common.show(results, as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
