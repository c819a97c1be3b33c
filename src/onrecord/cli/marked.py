"""A report's whole text with its statements marked in it, and what was coded under each paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.coded_lines import Coded, line, setting
from onrecord.cli.render import FAINT, SPOKEN, Entry, head, manner, outline, shown, warnings
from onrecord.model import Reading

CONTENT = {"direct": SPOKEN, "mixed": "cyan", "indirect": "blue"}
NUMBER = "bold magenta"
CODED = "bold"  # the words of events and commitments
# Where a paragraph ends: at a blank line, in a text without any at every line.
BLANK = re.compile(r"\n[^\S\n]*\n")
LINE = re.compile(r"\n")
SIGNS = {"Event": "E", "Relation": "R", "Commitment": "C"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Mark(NamedTuple):
    """What is set into the text at ``at``; sorting puts marks of one place in their order."""

    at: int
    closes_first: int
    inner: int
    words: str


class Note(NamedTuple):
    """The rows of a paragraph, to be set behind its end."""

    at: int
    rows: tuple[Coded, ...]


def page(reading: Reading, *, colours: bool) -> RenderableType:
    """The report with its statements marked and what was coded, then a legend that says who said each of them.

    Args:
        colours: mark by colour and a raised number; else by brackets, ``⟦1 content⟧``.
    """
    entries = outline(reading.statements)
    return Group(
        head(reading),
        Text(),
        *marked(reading, entries, colours=colours),
        Text(),
        *signs(reading),
        legend(reading, entries),
        *warnings(reading),
    )


def marked(reading: Reading, entries: list[Entry], *, colours: bool) -> Iterator[RenderableType]:
    """The text, its statements numbered where they stand, and behind each paragraph what was coded of it."""
    text = _styled(reading, entries)
    notes = _notes(reading)
    breaks = [Mark(note.at, 0, 1, "") for note in notes]
    marks = sorted([*(_numbers(entries) if colours else _brackets(entries)), *breaks])
    waiting = iter(notes)
    result, first = Text(), True
    for piece, mark in zip(text.divide([mark.at for mark in marks]), [*marks, None], strict=True):
        result.append_text(piece)
        if mark and mark.words:
            result.append(mark.words, style=NUMBER)
        elif mark:
            yield from _stretch(result, first=first)
            yield _listed(reading, next(waiting).rows)
            result, first = Text(), False
    yield from _stretch(result, first=first)


def _stretch(text: Text, *, first: bool) -> Iterator[Text]:
    """Text between notes, set off from the one before it by one blank line."""
    text.rstrip()
    if first:
        yield text
    elif text:
        yield from (Text(), text[len(text) - len(text.plain.lstrip("\r\n")) :])


def _notes(reading: Reading) -> list[Note]:
    """What was coded, in the order of the text, by the paragraphs that it stands in."""
    text = shown(reading.document.text).rstrip()
    end = BLANK if BLANK.search(text) else LINE
    ends = [*(found.start() for found in end.finditer(text)), len(text)]
    under: dict[int, list[Coded]] = {}
    rows: tuple[Coded, ...] = (*reading.events, *reading.relations, *reading.commitments)
    for row in rows:
        last = max(stop for _, stop in row.spans)
        under.setdefault(next((at for at in ends if at >= last), ends[-1]), []).append(row)
    return [Note(at, tuple(under[at])) for at in sorted(under)]


def _listed(reading: Reading, rows: Sequence[Coded]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style=NUMBER)
    grid.add_column()
    for row in rows:
        grid.add_row(SIGNS[type(row).__name__], line(row, setting(reading, row), with_id=True))
    return Padding(grid, (0, 0, 0, 3))


def signs(reading: Reading) -> Iterator[RenderableType]:
    """What the letters before the rows mean, where there are any."""
    kinds = {"E": reading.events, "R": reading.relations, "C": reading.commitments}
    words = {"E": "event", "R": "relation", "C": "commitment"}
    told = [Text.assemble((sign, NUMBER), f" {words[sign]}") for sign, rows in kinds.items() if rows]
    if told:
        yield Text(", ").join(told) + Text("; `onrecord explain ID` says why", style=FAINT)
        yield Text()


def _styled(reading: Reading, entries: list[Entry]) -> Text:
    text = Text(shown(reading.document.text))
    for entry in entries:
        statement = entry.statement
        styles = (
            (CONTENT[statement.kind], statement.content.spans),
            ("underline", statement.speaker.spans),
            ("italic", statement.cue.spans),
        )
        for style, spans in styles:
            for start, end in spans:
                text.stylize(style, start, end)
    bold: tuple[Coded, ...] = (*reading.events, *reading.commitments)
    for row in bold:
        for start, end in row.spans:
            text.stylize(CODED, start, end)
    return text


def _numbers(entries: list[Entry]) -> Iterator[Mark]:
    for entry in entries:
        for start, end in entry.statement.content.spans[:1]:
            yield Mark(start, 1, -end, str(entry.number).translate(RAISED))


def _brackets(entries: list[Entry]) -> Iterator[Mark]:
    for entry in entries:
        for start, end in entry.statement.content.spans:
            yield Mark(start, 1, -end, f"⟦{entry.number} ")
            yield Mark(end, 0, -start, "⟧")


def legend(reading: Reading, entries: list[Entry]) -> RenderableType:
    """Number, speaker and manner of each statement."""
    if not entries:
        return Text("No statements found.", style=FAINT)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style=NUMBER)
    grid.add_column()
    for entry in entries:
        grid.add_row(str(entry.number), manner(reading, entry.statement))
    return grid
