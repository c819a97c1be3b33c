"""The running text of a report, cut into pieces that a pipeline reads one by one.

Invariant: ``Piece.text[i]`` is the character at ``Piece.offsets[i]`` of the document, except where
the piece has one space for any white space or editorial note, or a stand-in for a lone surrogate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Block, BlockKind, Report, Span

READ: frozenset[BlockKind] = frozenset({"title", "subtitle", "heading", "caption", "turn", "paragraph"})
# A paragraph of news has some 300 characters; the parser's time and memory grow with what comes in one piece.
LONGEST = 10_000

_WORD = re.compile(r"\S+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_STOP = re.compile(r"[.!?][\"'”’»)\]]* ")
# A parser trained before 2014 takes the group IS for the verb; behind these words it may be one, in capitals.
_GROUP = re.compile(r"(?<![\w.])IS(?![\w.])")
_SUBJECTS = {"it", "this", "that", "there", "he", "she", "what", "who", "which", "here"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text for the pipeline: part of block ``block``, with the document's offset of each character."""

    text: str
    offsets: Sequence[int]
    block: int


def pieces(report: Report) -> Iterator[Piece]:
    """The blocks that are read, without their editorial notes, long ones in parts."""
    text = _SURROGATE.sub("\ufffd", report.document.text)
    for number, block in enumerate(report.layout.blocks):
        if block.kind in READ:
            yield from _parts(_squeeze(text, _kept(block, report.layout.notes), number))


def for_parser(text: str) -> str:
    """The text with names of the same length for those that no parser knows; offsets stay."""
    if text.isupper():
        return text
    return _GROUP.sub(lambda found: "IS" if _verb_here(text, found.start()) else "EU", text)


def _verb_here(text: str, at: int) -> bool:
    return text[max(0, at - 12) : at].lower().split()[-1:] in [[word] for word in _SUBJECTS]


def _kept(block: Block, notes: Sequence[Span]) -> Iterator[Span]:
    """The spans of the block between its notes."""
    start = block.start
    for note_start, note_end in sorted(notes):
        if note_start < note_end and note_end > start and note_start < block.end:
            yield start, max(start, note_start)
            start = note_end
    yield start, max(start, block.end)


def _squeeze(text: str, spans: Iterator[Span], block: int) -> Piece:
    """The words under the spans with one space between them."""
    words: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        for word in _WORD.finditer(text, start, end):
            if words:
                offsets.append(offsets[-1] + 1)
            words.append(word.group())
            offsets.extend(range(word.start(), word.end()))
    return Piece(" ".join(words), offsets, block)


def _parts(piece: Piece) -> Iterator[Piece]:
    """The piece, or where it is too long its parts, cut behind a sentence if there is one."""
    start, text = 0, piece.text
    while len(text) - start > LONGEST:
        limit = start + LONGEST
        ends = [stop.end() for stop in _STOP.finditer(text, start, limit)]
        end = ends[-1] if ends else text.rfind(" ", start, limit) + 1 or limit
        yield Piece(text[start:end].rstrip(), piece.offsets[start:end], piece.block)
        start = end
    if start < len(text):
        yield Piece(text[start:], piece.offsets[start:], piece.block)
