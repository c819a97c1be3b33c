"""Sentences with a source, a target and a type of event, and words with how far they happened.

PLV (Hu et al., ACL 2024) marks source and target in sentences and has no class for what is no event. Sentences that
we wrote (``training/labels/told.tsv``) are marked alike; our own labels (``training/labels/deeds.tsv``) say of
predicates in reports of other corpora which event they tell, or none. UDS (White et al. 2016, Rudinger et al. 2018)
says of predicates in the English Web Treebank how far they happened.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from bench.annotators import written
from onrecord.annotate.encoder.annotator import Encoder
from onrecord.annotate.encoder.words import split
from onrecord.coding.candidates import Candidate, candidates
from onrecord.coding.heads import joining
from onrecord.coding.page import Page
from onrecord.data import parse

TYPES = (
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE"),
    *("PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD", "NONE"),
)
LABELS = Path(__file__).resolve().parents[1] / "labels"
MARKS = re.compile(r"</?[st]>")
FOLDS = 5
ONE_PARTY = 2.0  # a candidate with fewer of the parties in their places tells another event


@dataclass(frozen=True, slots=True)
class Deed:
    """An event: words of its source, target and predicate, empty where they are not known; its type and quad class."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    predicate: tuple[int, ...]
    type: str
    quad: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence; ``happened`` has, for words that tell an event, from -3 (did not) to 3 (did)."""

    words: tuple[str, ...]
    deeds: tuple[Deed, ...] = ()
    happened: Mapping[int, float] = field(default_factory=dict)
    text: str = ""

    @property
    def fold(self) -> int:
        """Which of five folds it belongs to: the same sentence with other actors is in the same."""
        return int(sha256(self.text.encode()).hexdigest(), 16) % FOLDS


def plv(path: Path, read: Encoder | None = None) -> list[Sentence]:
    """The sentences of PLV; ``read`` finds the word that tells what source does to target."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [_marked(row["marked_sentence"], row["gold_root"], int(row["gold_penta"])) for row in rows]
    return [_joined(sentence, read) for sentence in found] if read else found


def told(read: Encoder) -> Iterator[Sentence]:
    """The sentences that we wrote."""
    for row in parse((LABELS / "told.tsv").read_text("utf-8"), "told.tsv"):
        yield _joined(_marked(row["sentence"], row["type"]), read)


def _marked(marked: str, type_: str, quad: int | None = None) -> Sentence:
    text, spans, at = "", {}, 0
    for mark in MARKS.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        spans[mark.group()] = len(text)
    text += marked[at:]
    places = split(text)
    source, target = (_under(places, spans.get(f"<{k}>", 0), spans.get(f"</{k}>", 0)) for k in "st")
    deed = Deed(source, target, (), type_, quad)
    return Sentence(tuple(text[a:b] for a, b in places), (deed,), text=text)


def _under(places: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    return tuple(i for i, (a, b) in enumerate(places) if a < end and b > start)


def _joined(sentence: Sentence, read: Encoder) -> Sentence:
    (deed,) = sentence.deeds
    predicate, _ = told_between(sentence, read)
    return (
        sentence if predicate is None else replace(sentence, deeds=(replace(deed, predicate=(predicate,)),))
    )


def told_between(sentence: Sentence, read: Encoder) -> tuple[int | None, Candidate | None]:
    """The word that tells what the source of a sentence does to its target, and its candidate in our lexicon.

    That is the candidate whose parties are source and target, or one of them; else the word that joins the two in our
    parse, which is no candidate.
    """
    (deed,) = sentence.deeds
    annotation = read.of_words([sentence.words])
    report = written([" ".join(sentence.words)])
    nothing: dict[str, tuple[()]] = {"actors": (), "places": (), "times": (), "statements": ()}
    page = Page(document=report.document, layout=report.layout, annotation=annotation, **nothing)
    joint = joining(annotation.tokens, deed.source, deed.target)

    def fit(candidate: Candidate) -> float:
        actors, recipients = (
            {i for head in heads for i in page.phrase(head)}
            for heads in (candidate.actors, candidate.recipients)
        )
        right = bool(actors & {*deed.source}) + bool(recipients & {*deed.target})
        wrong = bool(actors & {*deed.target}) + bool(recipients & {*deed.source})
        return 2 * right - wrong + 1.5 * (candidate.index == joint) + 0.1 * candidate.sure

    found = [(fit(candidate), -number, candidate) for number, candidate in enumerate(candidates(page))]
    best = max(found, default=None)
    return (best[2].index, best[2]) if best and best[0] >= ONE_PARTY else (joint, None)


def labelled(corpora: Path) -> Iterator[Sentence]:
    """The sentences of our own labels, those of one sentence together."""
    found: dict[str, list[tuple[list[tuple[int, int]], str]]] = {}
    bodies: dict[str, str] = {}
    for row in parse((LABELS / "deeds.tsv").read_text("utf-8"), "deeds.tsv"):
        name = row["text"]
        if name not in bodies:
            bodies[name] = _body(corpora, name)
        cells = [_span(row[column]) for column in ("sentence", "predicate", "source", "target")]
        found.setdefault(f"{name}:{row['sentence']}", []).append((cells, row["type"]))
    for place, rows in found.items():
        start, end = rows[0][0][0]
        text = bodies[place.rpartition(":")[0]][start:end]
        places = [(a + start, b + start) for a, b in split(text)]
        deeds = tuple(
            Deed(_under(places, *source), _under(places, *target), _under(places, *predicate), type_)
            for (_, predicate, source, target), type_ in rows
        )
        yield Sentence(tuple(text[a:b] for a, b in split(text)), deeds, text=text)


def _span(cell: str) -> tuple[int, int]:
    start, _, end = cell.partition("-")
    return (int(start), int(end)) if end else (0, 0)


def _body(corpora: Path, name: str) -> str:
    if name.startswith("re3d/"):
        folder, _, number = name.rpartition("/")
        lines = (corpora / folder / "documents.json").read_text("utf-8").splitlines()
        return next(str(d["text"]) for d in map(json.loads, lines) if d["_id"] == number)
    return (corpora / name).read_bytes().decode("utf-8")


def uds(path: Path) -> Iterator[Sentence]:
    """The sentences of UDS, with how far the events of their words happened."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        happened = {target["span1"][0]: float(target["label"]) for target in row["targets"]}
        yield Sentence(tuple(row["text"].split()), happened=happened, text=row["text"])
