"""Our own annotator: one pass of a small encoder gives sentences, trees, names and who may say something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from onrecord.annotate.boundaries import repair
from onrecord.annotate.encoder.decode import Decoder, Parse
from onrecord.annotate.encoder.heads import FOLDER, EventHeads, Weights
from onrecord.annotate.encoder.session import WEIGHTS, Session
from onrecord.annotate.encoder.windows import windows
from onrecord.annotate.encoder.wordpieces import WordPieces
from onrecord.annotate.encoder.words import split
from onrecord.annotate.lemmas import lemma
from onrecord.annotate.pieces import Piece, for_parser, pieces
from onrecord.annotate.tree import Tree
from onrecord.model import Annotation, Report, Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in a row as the encoder reads them and as they are written, where they stand in the document, and where
    in a line without its hard wraps.
    """

    words: Sequence[str]
    written: Sequence[str]
    spans: Sequence[Span]
    places: Sequence[Span]
    block: int


class Encoder:
    """The annotator ``onrecord``: reads a report, or words that are given.

    Args:
        folder: the weights of the reader.
        events: those of the heads of events; by default the folder ``events`` beside the others. Without it nothing
            is said of events.
    """

    def __init__(self, folder: Path = WEIGHTS, events: Path | None = None) -> None:
        self._session = Session(folder)
        self._pieces = WordPieces(self._session.vocabulary)
        self._decode = Decoder(self._session.labels)
        events = events or folder / FOLDER
        self._events = Weights(events) if events.is_dir() else None
        self.name = self._session.name + (f" {self._events.sum}" if self._events else "")

    def __call__(self, report: Report) -> Annotation:
        """Tokens, sentences, names and anchors of the report's running text."""
        return self._annotation(_paragraph(piece, report.document.text) for piece in pieces(report))

    def of_words(self, paragraphs: Sequence[Sequence[str]]) -> Annotation:
        """The same of words as they are given, for comparison with gold tokens.

        Offsets are those of the words joined by one space, paragraphs by an empty line; a sentence's block is the
        number of its paragraph.
        """
        return self._annotation(_given(paragraphs))

    def _annotation(self, found: Iterable[Paragraph]) -> Annotation:
        paragraphs = [paragraph for paragraph in found if paragraph.words]
        encoded = self._pieces.encode([paragraph.words for paragraph in paragraphs])
        parse = self._decode(windows(encoded, self._session))
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for paragraph in paragraphs:
            base = len(tokens)
            tree, bounds = _tree(parse, paragraph, base)
            tokens.extend(_tokens(tree, paragraph, base))
            sentences.extend(Sentence(base + start, base + end, paragraph.block) for start, end in bounds)
        return Annotation(
            tokens=tuple(tokens),
            sentences=tuple(sentences),
            names=tuple(parse.names),
            anchors=tuple(parse.anchors),
            heads=EventHeads(self._events, encoded, sentences) if self._events else None,
        )


def _paragraph(piece: Piece, text: str) -> Paragraph:
    places = split(piece.text)
    offsets, read = piece.offsets, for_parser(piece.text)
    spans = [(offsets[start], offsets[end - 1] + 1) for start, end in places]
    return Paragraph(
        words=[read[start:end] for start, end in places],
        written=[text[start:end] for start, end in spans],
        spans=spans,
        places=places,
        block=piece.block,
    )


def _given(paragraphs: Sequence[Sequence[str]]) -> Iterator[Paragraph]:
    """The paragraphs of given words, as if they were written with single spaces."""
    start = 0
    for number, words in enumerate(paragraphs):
        places = []
        for word in words:
            places.append((start, start + len(word)))
            start += len(word) + 1
        yield Paragraph(words=words, written=words, spans=places, places=places, block=number)
        start += 1 if words else 2


def _tree(parse: Parse, paragraph: Paragraph, base: int) -> tuple[Tree, list[Span]]:
    """The tree of a paragraph, whose first word is the word ``base`` of the report, and its sentences."""
    end = base + len(paragraph.words)
    first, last = bisect_left(parse.starts, base), bisect_left(parse.starts, end)
    bounds = [start - base for start in parse.starts[first:last]] + [end - base]
    heads = [head - base if head >= 0 else -1 for head in parse.heads[base:end]]
    tree = Tree(list(paragraph.written), parse.tags[base:end], heads, parse.relations[base:end])
    tree.upos = parse.upos[base:end]
    return tree, repair(tree, list(pairwise(bounds)), paragraph.places)


def _tokens(tree: Tree, paragraph: Paragraph, base: int) -> Iterator[Token]:
    rows = zip(paragraph.spans, tree.words, tree.tags, tree.upos, tree.heads, tree.relations, strict=True)
    for (start, end), word, tag, upos, head, relation in rows:
        if head < 0:
            yield Token(start, end, word, lemma(word, tag, upos), upos, -1, "root")
        else:
            yield Token(start, end, word, lemma(word, tag, upos), upos, head + base, relation)
