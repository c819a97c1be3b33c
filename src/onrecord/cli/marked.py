"""A report's whole text with its statements marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.render import FAINT, SPOKEN, Entry, head, manner, outline, shown, warnings
from onrecord.model import Reading

CONTENT = {"direct": SPOKEN, "mixed": "cyan", "indirect": "blue"}
NUMBER = "bold magenta"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Mark(NamedTuple):
    """What is set into the text at ``at``; sorting puts marks of one place in their order."""

    at: int
    closes_first: int
    inner: int
    words: str


def page(reading: Reading, *, colours: bool) -> RenderableType:
    """The report with its statements marked, then a legend that says who said each of them.

    Args:
        colours: mark by colour and a raised number; else by brackets, ``⟦1 content⟧``.
    """
    entries = outline(reading.statements)
    return Group(
        head(reading),
        Text(),
        marked(reading, entries, colours=colours),
        Text(),
        legend(reading, entries),
        *warnings(reading),
    )


def marked(reading: Reading, entries: list[Entry], *, colours: bool) -> Text:
    """The text, its statements numbered where they stand."""
    text = _styled(reading, entries)
    marks = sorted(_numbers(entries) if colours else _brackets(entries))
    pieces = text.divide([mark.at for mark in marks])
    result = Text()
    for piece, mark in zip(pieces, [*marks, None], strict=True):
        result.append_text(piece)
        if mark:
            result.append(mark.words, style=NUMBER)
    result.rstrip()
    return result


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
