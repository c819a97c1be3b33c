"""How well names are found: people, organisations and places in re3d's texts on Syria and Iraq, exact and typed.

re3d marks whole phrases ("the Syrian government's military airport"), so only what is a name counts: words with a
capital, joined by little but "of" and "al-", and no common noun alone. Edges are put on one footing in gold and
found names alike: no article or "former" before them, no title before a person, no possessive or stop behind. Of
gold names inside one another the outermost counts, and to find an inner one is neither right nor wrong. Where the
gold gives several types (a country is a place and an organisation) each of them is right. Nationalities are counted
neither as gold nor as found. Precision, recall and F1 are percentages.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import annotators, common
from onrecord.annotate import Annotator
from onrecord.model import Block, Document, Layout, Report, Span

TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}
COUNTED = frozenset({"PER", "ORG", "LOC"})
BEFORE = frozenset({"the", "a", "an", "this", "these", "that", "his", "her", "its", "their", "our", "former"})
BEHIND = frozenset({"'s", "’s", "'", '"', ".", ","})
TITLES = frozenset({
    "president", "minister", "secretary", "mr", "mrs", "ms", "dr", "king", "queen", "senator", "general", "governor",
    "prince", "sheikh", "ambassador", "foreign", "prime", "state", "envoy", "special", "sir", "colonel", "lt",
    "col", "gen", "capt", "captain", "us", "u.s", "deputy", "spokesman", "spokeswoman",
})  # fmt: skip
LINKS = frozenset({"of", "the", "and", "for", "al", "in", "to", "ibn", "bin", "'s", "’s"})
PRONOUNS = frozenset({
    "i", "he", "she", "it", "we", "they", "you", "who", "us", "me", "him", "them",
    "my", "your", "our", "his", "her", "its", "their",
})  # fmt: skip
COMMON = 3  # times that a word stands in small letters: then it alone is no name

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"['’]s\b|(?:[^\W\d_]\.){2,}|\w+|[^\w\s]")

Marks = Sequence[tuple[int, int, str]]  # start, end and type, in characters
Names = dict[Span, set[str]]  # the types of each name, in words


@dataclass(frozen=True, slots=True)
class Gold:
    """A text and the entities marked in it."""

    report: Report
    entities: Marks


def read_re3d(folder: Path) -> Iterator[Gold]:
    """The documents of a folder of re3d; each line of a text is a paragraph."""
    marked: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in _rows(folder / "entities.json"):
        if row["type"] in TYPES:
            marked[row["documentId"]].append((row["begin"], row["end"], TYPES[row["type"]]))
    for row in _rows(folder / "documents.json"):
        text = row["text"]
        lines = _LINE.finditer(text)
        blocks = tuple(Block(kind="paragraph", start=line.start(), end=line.end()) for line in lines)
        document = Document(id=row["_id"], source=row["sourceUrl"], text=text, language="en")
        yield Gold(Report(document=document, layout=Layout(blocks=blocks)), marked[row["_id"]])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip())


class Text:
    """The words of a text by which names are compared, however an annotator cuts them."""

    def __init__(self, text: str, everyday: frozenset[str]) -> None:
        found = list(_WORD.finditer(text))
        self.words = [word.group() for word in found]
        self._starts, self._ends = [word.start() for word in found], [word.end() for word in found]
        self._everyday = everyday

    def names(self, marks: Marks) -> Names:
        """The names among what is marked, with their edges on one footing."""
        names: Names = defaultdict(set)
        for start, end, label in marks:
            first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
            if first < last:
                names[self._edges(first, last, label)].add(label)
        return names

    def _edges(self, first: int, last: int, label: str) -> Span:
        words = self.words
        while last - first > 1 and words[first].lower() in BEFORE:
            first += 1
        while last - first > 1 and words[last - 1] in BEHIND:
            last -= 1
        while label == "PER" and last - first > 1 and words[first].lower().strip(".") in TITLES:
            first += 1
        return first, last

    def is_name(self, span: Span) -> bool:
        """Whether the words are a name rather than a description."""
        words = self.words[slice(*span)]
        first = words[0]
        if not (first[0].isupper() or first[0].isdigit() or first.lower() == "al"):
            return False
        if len(words) == 1 and (first.lower() in PRONOUNS or first.lower() in self._everyday):
            return False
        if not any(word[0].isupper() for word in words):
            return False
        return all(word[0].isupper() or word.lower() in LINKS or not _has_letter(word) for word in words)


def _has_letter(word: str) -> bool:
    return any(map(str.isalpha, word))


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in small letters often enough to name nothing when they stand alone."""
    counts = Counter(word for text in texts for word in _WORD.findall(text) if word.islower())
    return frozenset(word for word, count in counts.items() if count >= COMMON)


def score(text: Text, gold: Marks, found: Marks, counts: Counter[str]) -> None:
    """Add the hits and totals of one document."""
    true = {span: types for span, types in text.names(gold).items() if text.is_name(span)}
    outer = {span for span in true if not any(_inside(span, other) for other in true)}
    ours = {span: types & COUNTED for span, types in text.names(found).items()}
    for span in outer:
        counts["gold"] += bool(true[span] & COUNTED)
        counts["recalled"] += bool(true[span] & ours.get(span, set()))
    for span, types in ours.items():
        if types and (span in outer or span not in true):
            counts["found"] += 1
            counts["right"] += span in outer and bool(types & true[span])


def _inside(span: Span, other: Span) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def figures(counts: Counter[str]) -> common.Figures:
    """Percentages of what was counted."""
    precision, recall = counts["right"] / max(1, counts["found"]), counts["recalled"] / max(1, counts["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    shares = {"precision": precision, "recall": recall, "f1": f1}
    return {name: round(100 * share, 2) for name, share in shares.items()}


def measure(folders: Iterable[Path], annotate: Annotator) -> common.Figures:
    """The figures over all documents of these folders."""
    documents = [gold for folder in folders for gold in read_re3d(folder)]
    everyday = common_words(gold.report.document.text for gold in documents)
    counts: Counter[str] = Counter()
    for gold in documents:
        text = Text(gold.report.document.text, everyday)
        score(text, gold.entities, list(_found(gold.report, annotate)), counts)
    return figures(counts)


def _found(report: Report, annotate: Annotator) -> Iterator[tuple[int, int, str]]:
    annotation = annotate(report)
    for name in annotation.names:
        yield annotation.tokens[name.start].start, annotation.tokens[name.end - 1].end, name.label


def main(arguments: list[str]) -> None:
    parser = common.parser("names", __doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of re3d")
    annotators.option(parser)
    options = parser.parse_args(arguments)
    for folder in options.folders:
        if not (folder / "entities.json").is_file():
            parser.error(f"no documents.json and entities.json in {folder}")
    results = annotators.compare(lambda annotate: measure(options.folders, annotate), options.annotator)
    common.show(results, as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
