"""The walk through the rows that the reader is least sure of."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.coded_lines import ID, voices
from onrecord.cli.correction_lines import NOTHING, fields, line
from onrecord.cli.explained import in_sentence
from onrecord.cli.render import FAINT, flat
from onrecord.cli.screen import colourful, complain, console, display
from onrecord.cli.tally import counted
from onrecord.errors import UsageError
from onrecord.model import Reading, Spans, Statement
from onrecord.record.corrections import rows_of
from onrecord.record.evidence import Row

if TYPE_CHECKING:
    from onrecord.query import Doubtful
    from onrecord.record import Record

HELP = "y right · n wrong · e edit · s skip · u undo · q quit"
LEAVE = ("q", "\x03", "\x04", "")  # quit, interrupt, end of file


class Keys:
    """What is pressed or piped in: one key at a time, or a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()

    def key(self) -> str:
        """The next key that is no blank; empty at the end."""
        if self._live:
            import click

            return click.getchar()
        while (key := self._stream.read(1)).isspace():
            pass
        return key

    def line(self) -> str:
        """The next line that is not empty; empty at the end."""
        while (found := self._stream.readline()) and not found.strip():
            pass
        return found.strip()


def walk(record: Record, rows: Sequence[Doubtful], keys: Keys, *, by: str | None) -> None:
    """Show each row and do what is pressed, until there are no more or somebody quits."""
    place, corrected = 0, 0
    done: list[
        tuple[int, int | None]
    ] = []  # which row was left, and the number of its correction if it has one
    while place < len(rows):
        row = _shown(record, rows, place)
        if row is None:  # somebody rejected it, or what tells it, meanwhile
            place += 1
            continue
        pressed = keys.key().casefold()
        if pressed in LEAVE:
            break
        if pressed == "u":
            if not done:
                display("Nothing to undo.")
                continue
            place, number = done.pop()
            if number is not None:
                display(line(record.withdraw_correction(number)))
                corrected -= 1
            continue
        try:
            number = _do(record, rows[place].id, pressed, keys, by)
        except UsageError as error:
            complain(str(error))
            continue
        corrected += number is not None
        done.append((place, number))
        place += 1
    display(f"{counted(corrected, 'row')} corrected, {len(rows) - place} left.")


def _do(record: Record, id: str, pressed: str, keys: Keys, by: str | None) -> int | None:
    """Do what was pressed; the number of the correction that it made."""
    if pressed == "s":
        return None
    if pressed == "y":
        made = record.confirm(id, by=by)
    elif pressed == "n":
        made = record.reject(id, by=by)
    elif pressed == "e":
        from onrecord.cli.corrections import assigned

        display("Type what is otherwise, as: status=claimed speaker='the minister'")
        made = record.change(id, assigned(_split(keys.line())), by=by)
    else:
        raise UsageError(f"{pressed!r} is no key of these: {HELP}")
    display(line(made))
    return made.number


def _split(typed: str) -> list[str]:
    try:
        return shlex.split(typed)
    except ValueError as error:
        raise UsageError(f"{typed!r} has a quotation mark that is not closed") from error


def _shown(record: Record, rows: Sequence[Doubtful], place: int) -> Row | None:
    """Print a row as it is now; None where it is not there any more."""
    one = rows[place]
    reading = record.get(one.document)
    row = next((row for row in rows_of(reading, one.kind) if row.id == one.id), None)
    if row is None:
        return None
    screen = console()
    title = f"{place + 1} of {len(rows)} · {one.kind} {one.id[:ID]} · confidence {row.confidence:.2f}"
    head = Text(title, style="bold")
    head.append(f" · {flat(reading.document.title or reading.document.source)}", style=FAINT)
    display(
        Group(Text(), head, card(row, reading, colours=colourful(screen)), Text(HELP, style=FAINT)), screen
    )
    return row


def card(row: Row, reading: Reading, *, colours: bool) -> RenderableType:
    """A row in its words, and its fields by the names that change them."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    by_id = {said.id: said for said in reading.statements}
    chain: list[Statement] = []
    inside = row.parent if isinstance(row, Statement) else row.statement
    while inside in by_id and by_id[inside] not in chain:
        chain.append(by_id[inside])
        inside = chain[-1].parent
    names = {actor.id: actor.name for actor in reading.actors}
    grid.add_row("told by", Text(voices(reading.document, chain, names)))
    for name, value in fields(row, reading):
        if value != NOTHING and name not in ("parent", "statement"):
            grid.add_row(name, Text(value))
    spans = _spans(row)
    words = in_sentence(reading.document.text, spans, colours=colours) if spans else Text()
    return Group(Padding(words, (1, 2)), grid, Text())


def _spans(row: Row) -> Spans:
    if isinstance(row, Statement):
        return row.content.spans or row.cue.spans or row.speaker.spans
    return row.spans
