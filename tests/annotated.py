"""Annotated reports made by hand: one row per token, and no model.

A sentence is one line of rows ``form/lemma/UPOS/head/deprel`` with blanks between them; heads count from 1
within the sentence, 0 is the root. An empty lemma is the form, in lower case unless it is a proper noun.
``~`` in front glues a row to what stands before it; ``{...}`` is text without tokens, an editorial note:

    He//PRON/2/nsubj said/say/VERB/0/root {(on the phone - ed.)} so//ADV/2/advmod ~.//PUNCT/2/punct

A block is such lines (a paragraph) or ``(kind, lines)``. Chrome, bylines and dates are plain text without
tokens; ``("dateline", text)`` stands in front of the paragraph that follows. An empty line parts blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from onrecord.model import (
    Annotation,
    Block,
    BlockKind,
    Dateline,
    Document,
    Layout,
    Name,
    NameLabel,
    Report,
    Sentence,
    Span,
    Token,
    identify,
)

PIECE = re.compile(r"~?\{[^}]*\}|\S+")
PLAIN = {"chrome", "byline", "date"}


class Annotated(NamedTuple):
    """A report with its annotation, in the order in which the stages take them."""

    report: Report
    annotation: Annotation

    @property
    def text(self) -> str:
        return self.report.document.text


@dataclass
class _Page:
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    dateline: Dateline | None = None

    def write(self, words: str, *, glued: bool = False) -> Span:
        """Add words to the text and tell where they stand."""
        if self.text and not glued and not self.text[-1].isspace():
            self.text += " "
        self.text += words
        return len(self.text) - len(words), len(self.text)


def annotated(
    *blocks: str | tuple[str, str],
    names: Mapping[str, NameLabel] | None = None,
    published: str | None = None,
    source: str = "hand.txt",
) -> Annotated:
    """A report of these blocks.

    Args:
        names: words as they stand in the text, with their label; every place where they stand is named.

    Raises:
        ValueError: a row is malformed, its head lies outside its sentence, or heads go round in a circle.
    """
    page = _Page()
    for block in blocks:
        _block(page, *(("paragraph", block) if isinstance(block, str) else block))
    title = next((page.text[b.start : b.end] for b in page.blocks if b.kind == "title"), None)
    document = Document(
        id=identify("document", page.text),
        source=source,
        title=title,
        dateline=page.dateline,
        published=published,
        language="en",
        text=page.text,
    )
    found = tuple(sorted(_names(page, names or {}), key=lambda name: (name.start, name.end)))
    annotation = Annotation(tokens=tuple(page.tokens), sentences=tuple(page.sentences), names=found)
    return Annotated(
        Report(document=document, layout=Layout(blocks=tuple(page.blocks), notes=tuple(page.notes))),
        annotation,
    )


def where(text: str, words: str, nth: int = 0) -> Span:
    """Where ``words`` stand in a text for the ``nth`` time, 0 the first."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def _block(page: _Page, kind: str, content: str) -> None:
    if page.text and not (page.dateline and page.dateline.spans[0][1] == len(page.text)):
        page.text += "\n\n"
    if kind == "dateline":
        span = page.write(content)
        page.dateline = Dateline(place=None, text=content, spans=(span,))
        return
    if page.text and not page.text[-1].isspace():
        page.text += " "
    start = len(page.text)
    if kind in PLAIN:
        page.write(content)
    else:
        for line in filter(None, map(str.strip, content.splitlines())):
            _sentence(page, line)
    page.blocks.append(Block(kind=cast(BlockKind, kind), start=start, end=len(page.text)))


def _sentence(page: _Page, line: str) -> None:
    first = len(page.tokens)
    pieces = PIECE.findall(line)
    rows = [piece for piece in pieces if not piece.lstrip("~").startswith("{")]
    for piece in pieces:
        glued, bare = piece.startswith("~"), piece.removeprefix("~")
        if bare.startswith("{"):
            page.notes.append(page.write(bare[1:-1], glued=glued))
        else:
            page.tokens.append(_token(page, bare, first, len(rows), glued=glued))
    if not all(_rooted(page.tokens, number) for number in range(first, len(page.tokens))):
        raise ValueError(f"heads go round in {line!r}")
    page.sentences.append(Sentence(first, len(page.tokens), len(page.blocks)))


def _rooted(tokens: list[Token], number: int) -> bool:
    """Whether the heads above a token end at a root."""
    seen = set()
    while number >= 0 and number not in seen:
        seen.add(number)
        number = tokens[number].head
    return number < 0


def _token(page: _Page, row: str, first: int, length: int, *, glued: bool) -> Token:
    cells = row.rsplit("/", 4)
    if len(cells) != 5 or not cells[0] or not cells[3].isdecimal() or int(cells[3]) > length:
        raise ValueError(f"not form/lemma/UPOS/head/deprel with a head up to {length}: {row!r}")
    form, lemma, upos, head, deprel = cells
    start, end = page.write(form, glued=glued)
    above = first + int(head) - 1 if int(head) else -1
    return Token(start, end, form, lemma or (form if upos == "PROPN" else form.lower()), upos, above, deprel)


def _names(page: _Page, names: Mapping[str, NameLabel]) -> Iterator[Name]:
    starts = {token.start: number for number, token in enumerate(page.tokens)}
    ends = {token.end: number + 1 for number, token in enumerate(page.tokens)}
    for words, label in names.items():
        found = [m.span() for m in re.finditer(re.escape(words), page.text)]
        for start, end in found:
            if start in starts and end in ends:
                yield Name(starts[start], ends[end], label)
