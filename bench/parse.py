"""How well the annotator reads: Universal Dependencies against gold trees."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.annotate import Annotator, load
from onrecord.model import Annotation, Block, Document, Layout, Report, Span, Token

SUBJECTS_AND_OBJECTS = ("nsubj", "nsubj:pass", "obj")
Triple = tuple[Span, str, Span]


@dataclass(frozen=True, slots=True)
class Gold:
    """A document of a treebank: its text as a report, its tokens, where its sentences start."""

    report: Report
    tokens: tuple[Token, ...]
    starts: frozenset[int]


def read_conllu(path: Path) -> Iterator[Gold]:
    """The documents of a CoNLL-U file, their paragraphs apart by an empty line."""
    draft = _Draft(path.name)
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            if draft.tokens:
                yield draft.finish()
            draft = _Draft(path.name)
        elif line.startswith("# newpar"):
            draft.paragraph()
        elif line and line[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            draft.sentence(rows)
            rows = []
    if rows:
        draft.sentence(rows)
    if draft.tokens:
        yield draft.finish()


@dataclass
class _Draft:
    """A document while its text is put together from its tokens."""

    name: str
    text: str = ""
    glue: str = ""
    begun: int = 0
    blocks: list[Block] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)

    def paragraph(self) -> None:
        """End the paragraph, unless nothing is in it."""
        if len(self.text) > self.begun:
            self.blocks.append(Block(kind="paragraph", start=self.begun, end=len(self.text)))
            self.glue = "\n\n"
            self.begun = len(self.text) + len(self.glue)

    def sentence(self, rows: list[list[str]]) -> None:
        """Add the tokens of a sentence; words written as one (``3-4``) share its letters."""
        base = len(self.tokens)
        self.starts.add(len(self.text + self.glue))
        cursor = end = until = 0
        for number, form, lemma, upos, _, _, head, relation, _, misc in rows:
            if "." in number:
                continue
            if int(number.partition("-")[0]) > until:
                cursor, end = self._write(form, misc)
                until = int(number.rpartition("-")[2])
            if "-" in number:
                continue
            stop = end if int(number) == until else min(end, cursor + len(form))
            up = base + int(head) - 1 if head != "0" else -1
            self.tokens.append(Token(cursor, stop, form, lemma, upos, up, relation))
            cursor = stop

    def _write(self, form: str, misc: str) -> Span:
        """Where the form stands once it is written behind the text."""
        start = len(self.text + self.glue)
        self.text += self.glue + form
        self.glue = "" if "SpaceAfter=No" in misc else " "
        return start, len(self.text)

    def finish(self) -> Gold:
        self.paragraph()
        document = Document(id=self.name, source=self.name, text=self.text)
        report = Report(document=document, layout=Layout(blocks=tuple(self.blocks)))
        return Gold(report, tuple(self.tokens), frozenset(self.starts))


def score(gold: Gold, ours: Annotation, counts: Counter[str]) -> None:
    """Add the hits and totals of one document."""
    mine = {(token.start, token.end): token for token in ours.tokens}
    counts["gold"] += len(gold.tokens)
    counts["ours"] += len(ours.tokens)
    for token in gold.tokens:
        other = mine.get((token.start, token.end))
        if other is None:
            continue
        counts["aligned"] += 1
        counts["upos"] += token.upos == other.upos
        counts["lemmas"] += token.lemma == other.lemma
        same_head = _head(gold.tokens, token) == _head(ours.tokens, other)
        counts["uas"] += same_head
        counts["las"] += same_head and _plain(token.deprel) == _plain(other.deprel)
    starts = {ours.tokens[sentence.start].start for sentence in ours.sentences}
    _count(counts, "starts", gold.starts, starts)
    _count(counts, "triples", triples(gold.tokens), triples(ours.tokens))


def _count(counts: Counter[str], name: str, gold: Set[object], ours: Set[object]) -> None:
    counts[name + " gold"] += len(gold)
    counts[name + " ours"] += len(ours)
    counts[name + " both"] += len(gold & ours)


def _head(tokens: tuple[Token, ...], token: Token) -> Span | None:
    return (tokens[token.head].start, tokens[token.head].end) if token.head >= 0 else None


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


def triples(tokens: tuple[Token, ...]) -> set[Triple]:
    """(verb, relation, argument): subjects and objects of full verbs, names by their first word."""
    with_object = {token.head for token in tokens if token.deprel == "obj"}
    found = set()
    for index, token in enumerate(tokens):
        relation = token.deprel
        if relation == "iobj" and token.head not in with_object:
            relation = "obj"
        if token.head < 0 or relation not in SUBJECTS_AND_OBJECTS or tokens[token.head].upos != "VERB":
            continue
        verb = tokens[token.head]
        if verb.lemma == "be":
            continue
        argument = tokens[_canonical(tokens, index)]
        found.add(((verb.start, verb.end), relation, (argument.start, argument.end)))
    return found


def _canonical(tokens: tuple[Token, ...], index: int) -> int:
    """The head of the name or the sum of money that the token heads."""
    token = tokens[index]
    while token.head >= 0 and (
        token.deprel.startswith("flat") or (token.deprel == "nummod" and tokens[token.head].upos == "SYM")
    ):
        index = token.head
        token = tokens[index]
    return index


def figures(counts: Counter[str]) -> dict[str, float]:
    """F1 of everything that was counted, in percent."""
    total = counts["gold"] + counts["ours"]
    f1 = {name: 100 * 2 * counts[name] / total for name in ("las", "uas", "upos", "lemmas")}
    for name, key in (("sentence_starts_f1", "starts"), ("triple_f1", "triples")):
        f1[name] = 100 * 2 * counts[key + " both"] / (counts[key + " gold"] + counts[key + " ours"])
    f1["tokens_f1"] = 100 * 2 * counts["aligned"] / total
    return {name: round(value, 2) for name, value in f1.items()}


def measure(folder: Path, annotate: Annotator) -> dict[str, float]:
    """The figures over all treebank files of a folder."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.conllu")):
        for gold in read_conllu(path):
            score(gold, annotate(gold.report), counts)
    return figures(counts)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.parse", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of CoNLL-U files")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not any(options.folder.glob("*.conllu")):
        parser.error(f"no .conllu files in {options.folder}")
    results = measure(options.folder, load())
    if options.json:
        print(json.dumps(results))
        return
    for name, value in results.items():
        print(f"{name:20} {value:6.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
