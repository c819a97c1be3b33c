"""What teaches events: sentences with a source, a target and a type, and words with how far they happened.

PLV (Hu et al., ACL 2024) marks source and target in sentences and has no class for what is no event. Our own labels
(``training/labels/deeds.tsv``) say of predicates in reports of other corpora which event they tell, or none. UDS (White
et al. 2016, Rudinger et al. 2018) says of predicates in the English Web Treebank how far they happened.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from onrecord.annotate.encoder.annotator import Encoder
from onrecord.annotate.encoder.words import split
from onrecord.coding.heads import joining
from onrecord.data import parse
from training.encoder.corpora import Deed, Text

TYPES = (
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE"),
    *("PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD", "NONE"),
)
LABELS = Path(__file__).resolve().parents[1] / "labels" / "deeds.tsv"
MARKS = re.compile(r"</?[st]>")
FOLDS = 5


def plv(path: Path, read: Encoder | None) -> list[Text]:
    """The sentences of PLV; ``read`` finds the word that joins source and target."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = [_plv(row) for row in rows]
    if read:
        for text in texts:
            _join(text, read)
    return texts


def _plv(row: Mapping[str, str]) -> Text:
    text, spans, at = "", {}, 0
    for mark in MARKS.finditer(marked := row["marked_sentence"]):
        text += marked[at : mark.start()]
        at = mark.end()
        spans[mark.group()] = len(text)
    text += marked[at:]
    places = split(text)
    source, target = (_under(places, spans.get(f"<{k}>", 0), spans.get(f"</{k}>", 0)) for k in "st")
    deed = Deed(source, target, (), row["gold_root"], int(row["gold_penta"]))
    return Text(text, [text[a:b] for a, b in places], [0], [0], deeds=[deed])


def _under(places: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    return tuple(i for i, (a, b) in enumerate(places) if a < end and b > start)


def _join(text: Text, read: Encoder) -> None:
    """The predicate of a deed is the word that joins source and target."""
    (deed,) = text.deeds
    joint = joining(read.of_words([text.words]).tokens, deed.source, deed.target)
    if joint is not None:
        text.deeds = [replace(deed, predicate=(joint,))]


def fold_of(text: Text) -> int:
    """Which fold a sentence belongs to: the same sentence with other actors is in the same."""
    return int(sha256(text.name.encode()).hexdigest(), 16) % FOLDS


def labelled(corpora: Path) -> Iterator[Text]:
    """The sentences of our own labels, those of one sentence together."""
    found: dict[str, list[tuple[list[tuple[int, int]], str]]] = {}
    bodies: dict[str, str] = {}
    for row in parse(LABELS.read_text("utf-8"), LABELS.name):
        name = row["text"]
        if name not in bodies:
            bodies[name] = _body(corpora, name)
        cells = [_span(row[column]) for column in ("sentence", "predicate", "source", "target")]
        found.setdefault(f"{name}:{row['sentence']}", []).append((cells, row["type"]))
    for place, rows in found.items():
        body = bodies[place.rpartition(":")[0]]
        start, end = rows[0][0][0]
        places = [(a + start, b + start) for a, b in split(body[start:end])]
        deeds = [
            Deed(_under(places, *source), _under(places, *target), _under(places, *predicate), type_)
            for (_, predicate, source, target), type_ in rows
        ]
        yield Text(place, [body[a:b] for a, b in places], [0], [0], deeds=deeds)


def _span(cell: str) -> tuple[int, int]:
    start, _, end = cell.partition("-")
    return (int(start), int(end)) if end else (0, 0)


def _body(corpora: Path, name: str) -> str:
    if name.startswith("re3d/"):
        folder, _, number = name.rpartition("/")
        lines = (corpora / folder / "documents.json").read_text("utf-8").splitlines()
        return next(str(d["text"]) for d in map(json.loads, lines) if d["_id"] == number)
    return (corpora / name).read_bytes().decode("utf-8")


def add_happened(texts: Sequence[Text], path: Path) -> list[Text]:
    """Give the sentences of the treebank how far their events happened; returns those that it does not hold."""
    starts: dict[tuple[str, ...], tuple[Text, int]] = {}
    for text in texts:
        for start, end in zip(text.starts, [*text.starts[1:], len(text.words)], strict=True):
            starts.setdefault(tuple(text.words[start:end]), (text, start))
    rest: list[Text] = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        words = tuple(row["text"].split())
        known = starts.get(words)
        if known is None:
            rest.append(Text("uds", list(words), [0], [0]))
        text, start = known or (rest[-1], 0)
        for target in row["targets"]:
            text.happened[start + target["span1"][0]] = float(target["label"])
    return rest
