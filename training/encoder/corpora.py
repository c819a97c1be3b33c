"""The corpora as one kind of thing: documents of words with whatever labels each corpus has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from onrecord.annotate.encoder.words import split
from onrecord.errors import UsageError


def vocabulary(words: str) -> frozenset[str]:
    return frozenset(words.split())


NAMES = ("O", *(f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP") for mark in "BI"))
GUM_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}
# Words in front of a cue that say little of what it is: the anchor is the first word behind them.
LIGHT = vocabulary(
    """be am is are was were been being 's 're 'm have has had having 've 'd do does did will would wo ca can could may
    might must shall should 'll not n't n’t never to also then later now just still only both"""
)
TITLES = vocabulary(
    """president minister secretary mr mrs ms dr king queen senator general governor prince princess sir judge professor
    prof lord captain officer detective lieutenant colonel sergeant director chairman mayor ambassador pope bishop"""
)
JOINERS = frozenset({"of", "for", "and", "&"})
HELD = 21  # every so many-th report of the training part is kept for thresholds and confidence
BLOCK = 12  # sentences of Wikipedia in one document

Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the anchor, and (first word, end, role) of each stretch; roles 0 source, 1 cue, 2 content."""

    anchor: int
    stretches: tuple[Row, ...]


@dataclass(slots=True)
class Text:
    """A document; a label list is empty where the corpus lacks that layer. ``heads`` point into the document."""

    name: str
    words: list[str] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # words that open a paragraph
    starts: list[int] = field(default_factory=list)  # words that open a sentence
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # a root is its own head
    deprel: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    attributions: list[Attribution] | None = None
    inner: list[Attribution] | None = None  # inside the contents of others; no corpus marks them (inner.py)

    def paragraphs(self) -> list[list[str]]:
        """The words, paragraph by paragraph."""
        bounds = [*self.breaks, len(self.words)]
        return [self.words[a:b] for a, b in pairwise(bounds)]


# --- treebanks -----------------------------------------------------------------------------------------------


def treebank(path: Path, *, entities: bool) -> Iterator[Text]:
    """The documents of a CoNLL-U file; with ``entities`` the names that GUM's MISC column tells."""
    draft: Text | None = None
    rows: list[list[str]] = []
    paragraph = True
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            if draft is not None:
                yield draft
            draft, paragraph = Text(line.split("=")[-1].strip()), True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and line[0].isdigit():
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows and draft is not None:
            _sentence(draft, rows, paragraph, entities)
            rows, paragraph = [], False
    if draft is not None:
        yield draft


def _sentence(text: Text, rows: list[list[str]], paragraph: bool, entities: bool) -> None:
    base = len(text.words)
    if paragraph:
        text.breaks.append(base)
    text.starts.append(base)
    text.words += [row[1] for row in rows]
    text.upos += [row[3] for row in rows]
    text.xpos += [row[4] for row in rows]
    heads = [int(row[6]) for row in rows]
    text.heads += [base + (head - 1 if head else number) for number, head in enumerate(heads)]
    text.deprel += [row[7] for row in rows]
    if entities:
        text.names += _gum_names(rows)


def _gum_names(rows: list[list[str]]) -> list[str]:
    """Named entities out of GUM's entities: those headed by a proper noun, cut down to the name itself."""
    tags = ["O"] * len(rows)
    for start, end, kind in sorted(_entities(rows), key=lambda e: e[0] - e[1]):
        label = GUM_NAMES.get(kind)
        span = _name_in(rows, start, end, label) if label else None
        if span and all(tags[i] == "O" for i in range(*span)):
            tags[span[0] : span[1]] = [f"B-{label}", *[f"I-{label}"] * (span[1] - span[0] - 1)]
    return tags


def _entities(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    opened: list[tuple[str, str, int]] = []
    for at, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", found[1]) if found else ():
            fields = part.strip("()").split("-")
            if part.startswith("("):
                opened.append((fields[0], fields[1] if len(fields) > 1 else "", at))
                if not part.endswith(")"):
                    continue
            for number in range(len(opened) - 1, -1, -1):
                if opened[number][0] == fields[0]:
                    _, kind, start = opened.pop(number)
                    yield start, at + 1, kind
                    break


def _name_in(rows: list[list[str]], start: int, end: int, label: str) -> tuple[int, int] | None:
    """The name in an entity: its head, if a proper noun, with the capitalised words that belong to it."""
    head_of = [int(row[6]) - 1 for row in rows]
    tops = [i for i in range(start, end) if not start <= head_of[i] < end]
    if not tops or rows[tops[0]][3] != "PROPN":
        return None
    head = tops[0]
    keep = {head}
    for _ in range(3):
        keep |= {i for i in range(start, end) if head_of[i] in keep and _part(rows[i], label)}
    if label != "PER":
        for i in range(head + 1, end):
            joined = head_of[i] == head and rows[i][7] in {"nmod", "conj"} and rows[i][3] == "PROPN"
            if joined and i - head <= 4 and rows[head + 1][1].lower() in JOINERS:
                keep.update(range(head + 1, i + 1))
    low, high = min(keep), max(keep) + 1
    if label == "PER" and high - low == 1 and _is_title(rows[low]):
        return None
    return low, high


def _part(row: list[str], label: str) -> bool:
    relation = row[7].partition(":")[0]
    fits = relation in {"flat", "compound", "amod", "nummod", "goeswith"}
    capital = row[1][:1].isupper() or row[1][:1].isdigit()
    return fits and capital and not (label == "PER" and _is_title(row))


def _is_title(row: list[str]) -> bool:
    return row[1].lower().strip(".") in TITLES


# --- names ---------------------------------------------------------------------------------------------------


def wikigold(path: Path) -> Iterator[Text]:
    """WikiGold in blocks; what it calls MISC is not a name here."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.strip().rpartition(" ")
        if not word or word == "-DOCSTART-":
            sentences.append([])
        else:
            sentences[-1].append((word, tag.partition("-")[2]))
    full = [s for s in sentences if s]
    for at in range(0, len(full), BLOCK):
        text = Text(f"wikigold-{at}", breaks=[0])
        for sentence in full[at : at + BLOCK]:
            text.starts.append(len(text.words))
            text.words += [word for word, _ in sentence]
            before = ""
            for _, kind in sentence:
                text.names.append("O" if kind in {"", "MISC"} else f"{'I' if kind == before else 'B'}-{kind}")
                before = kind
        yield text


def silver_names(texts: list[Text], model: str) -> None:
    """Names by a spaCy model where a text has none, and its NORP where gold says nothing."""
    import spacy
    from spacy.tokens import Doc

    labels = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}
    nlp = spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    for text in texts:
        found = ["O"] * len(text.words)
        bounds = [*text.starts, len(text.words)]
        pairs = list(pairwise(bounds))
        docs = nlp.pipe(Doc(nlp.vocab, words=text.words[a:b]) for a, b in pairs)
        for (base, _), doc in zip(pairs, docs, strict=True):
            for entity in doc.ents:
                if label := labels.get(entity.label_):
                    span = range(base + entity.start, base + entity.end)
                    for i in span:
                        found[i] = f"{'I' if i > span.start else 'B'}-{label}"
        text.names = _with_norp(text, found) if text.names else found


def _with_norp(text: Text, silver: list[str]) -> list[str]:
    """Gold names, with peoples and parties from the silver ones."""
    tags = list(text.names)
    for i, tag in enumerate(silver):
        alone = not tags[i + 1 : i + 2] or not tags[i + 1].startswith("I")
        if tag[2:] == "NORP" and tags[i] == "O" and text.words[i][:1].isupper():
            tags[i] = tag if i and tags[i - 1][2:] == "NORP" else "B-NORP"
        elif tag == "B-NORP" and tags[i] == "B-PER" and alone:
            tags[i] = "B-NORP"
    return tags


# --- attributions --------------------------------------------------------------------------------------------


def brat(folder: Path) -> Iterator[Text]:
    """Reports annotated in brat with source, cue and content, in two folders as in PolNeAR or all in one.

    Events join the three: ``E1 Attribution:T1 Source:T2 Cue:T1 Content:T3``. Of several annotators the first counts.

    Raises:
        UsageError: no text in the folder is annotated.
    """
    texts = folder / "text" if (folder / "text").is_dir() else folder
    marks = folder / "attributions" if (folder / "attributions").is_dir() else folder
    marked = {
        path: sorted(
            p for p in marks.glob("*.ann") if p.stem == path.stem or p.stem[: -len("_0000")] == path.stem
        )
        for path in sorted(texts.glob("*.txt"))
    }
    if not any(marked.values()):
        raise UsageError(f"{folder} holds no annotated report: put NAME.ann beside NAME.txt")
    for path, found in marked.items():
        for first in found[:1]:
            body = path.read_bytes().decode("utf-8")
            yield _annotated(path.stem, body, first.read_bytes().decode("utf-8"))


def _annotated(name: str, body: str, annotations: str) -> Text:
    text = Text(name)
    offsets: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", body):
        words = split(line.group())
        text.breaks.append(len(text.words))
        text.words += [line.group()[a:b] for a, b in words]
        offsets += [(line.start() + a, line.start() + b) for a, b in words]
    text.starts = _likely_starts(text)
    text.attributions = list(_attributions(text, offsets, annotations))
    return text


def _likely_starts(text: Text) -> list[int]:
    """Where a long paragraph may be cut; no label is made of it."""
    stops = {i + 1 for i, word in enumerate(text.words[:-1]) if word in {".", "!", "?"}}
    return sorted({*text.breaks, *stops})


def _attributions(text: Text, offsets: list[tuple[int, int]], annotations: str) -> Iterator[Attribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in annotations.split("\n"):
        if found := re.match(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)", line):
            pairs = [part.split() for part in found[2].split(";")]
            spans[found[1]] = [(int(a), int(b)) for a, b in pairs]
        elif found := re.match(r"E\d+\t(\S+:\S+(?: \S+)*)\s*$", line):
            events.append(found[1].split()[1:])
    for event in events:
        stretches: list[Row] = []
        for part in event:
            role = re.sub(r"\d+$", "", part.partition(":")[0]).lower()
            if role in {"source", "cue", "content"}:
                number = ("source", "cue", "content").index(role)
                stretches += [
                    (*w, number) for w in _words_under(offsets, spans.get(part.partition(":")[2], []))
                ]
        cue = sorted(w for w in stretches if w[2] == 1)
        if cue and any(w[2] == 2 for w in stretches):
            yield Attribution(anchor_of(text.words, cue[0][0], cue[0][1]), tuple(sorted(stretches)))


def _words_under(offsets: list[tuple[int, int]], spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of words that share a character with a span."""
    touched = sorted({i for a, b in spans for i in _touched(offsets, a, b)})
    run: list[int] = []
    for i in touched:
        if run and i != run[-1] + 1:
            yield run[0], run[-1] + 1
            run = []
        run.append(i)
    if run:
        yield run[0], run[-1] + 1


def _touched(offsets: list[tuple[int, int]], start: int, end: int) -> Iterator[int]:
    at = max(0, bisect_right(offsets, (start, start)) - 1)
    while at < len(offsets) and offsets[at][0] < end:
        if offsets[at][1] > start:
            yield at
        at += 1


def anchor_of(words: list[str], start: int, end: int) -> int:
    """The first word of a cue that is more than an auxiliary."""
    return next((i for i in range(start, end) if words[i].lower() not in LIGHT), start)
