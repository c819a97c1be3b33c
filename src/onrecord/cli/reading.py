"""``onrecord read``."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Db, examples
from onrecord.cli.screen import complain, console, followed
from onrecord.cli.tally import Tally
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from onrecord.batch import Outcome, Skipped
    from onrecord.model import Reading

commands = typer.Typer()

FORMATS = ("jsonl", "json", "table")
FIELDS = ("text", "title", "date", "url", "publisher", "author")
# Print-outs of more reports than this are for `onrecord show`.
FEW_REPORTS = 3
INTERRUPTED = 130


@commands.command(
    epilog=examples(
        "read report.txt --date 2016-10-21",
        "read reports/ --jobs 4",
        "read table.csv --column text=body --column date=day",
        "read https://example.org/report --format jsonl",
    )
)
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|-|URL...", help="Files, folders, standard input, URLs.")
    ],
    db: Db = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Print the readings; without --db nothing is stored then.",
        ),
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date, as 2016-10-21.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline, where the text has none.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of text files, where it is guessed wrong.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=COLUMN", help="Which column of a table is which, as text=body. Repeatable."
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes. [dim]\\[default: all cores][/]"),
    ] = None,
    keep_going: Annotated[
        bool | None,
        typer.Option(
            "--keep-going/--stop",
            metavar=" ",
            help="Go on after a report that cannot be read. [dim]\\[default: in folders][/]",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", metavar=" ", help="Read other languages than English too.")
    ] = False,
    full: Annotated[
        bool | None,
        typer.Option(
            "--full/--brief", help=f"Print every statement. [dim]\\[default: up to {FEW_REPORTS} reports][/]"
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", metavar=" ", help="Print nothing but what went wrong.")
    ] = False,
) -> None:
    """Read reports, store what they say, and print it.

    Started again after an interruption, it goes on where it stopped: known reports are skipped.
    """
    from onrecord.batch import read_many
    from onrecord.cli import render
    from onrecord.exchange import write
    from onrecord.ingest import Options, parse_date

    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    options = Options(
        published=parse_date(date) if date else None,
        title=title,
        publisher=publisher,
        encoding=encoding,
        columns=_columns(column or []),
    )
    record = db or (None if format else DEFAULT_RECORD)
    outcomes = read_many(
        sources, options=options, jobs=jobs, record=record, force=force, keep_going=keep_going
    )
    screen = console()
    with closing(Tally(record)) as tally:
        with _stoppable(tally), closing(outcomes):
            done = tally.count(_watched(outcomes, sources, _bar_screen(screen, format)))
            if format in ("jsonl", "json"):
                write(map(tally.whole, done), format, sys.stdout.buffer)
            elif format == "table":
                _show(screen, map(render.table, map(tally.whole, done)))
            elif quiet:
                deque(done, maxlen=0)
            else:
                _show(screen, _summary(done, tally, full))
        for complaint in tally.complaints(sources):
            complain(complaint)
        if not (quiet or format):
            screen.print(tally.totals())


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        name, _, column = pair.partition("=")
        if name not in FIELDS or not column:
            raise UsageError(f"--column {pair}: write NAME=COLUMN with one of {', '.join(FIELDS)} as NAME")
        columns[name] = column
    return columns


def _show(screen: Console, parts: Iterable[RenderableType]) -> None:
    for part in parts:
        screen.print(part)


def _summary(
    outcomes: Iterator[Reading | Skipped], tally: Tally, full: bool | None
) -> Iterator[RenderableType]:
    from onrecord.cli import render
    from onrecord.model import Reading

    if full is None:
        first = list(islice(outcomes, FEW_REPORTS + 1))
        full, outcomes = len(first) <= FEW_REPORTS, chain(first, outcomes)
    for outcome in outcomes:
        if full:
            yield render.printout(tally.whole(outcome))
        elif isinstance(outcome, Reading):
            yield render.line(outcome)


@contextmanager
def _stoppable(tally: Tally) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the work with one line that says how to go on."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        complain(tally.stopped())
        raise typer.Exit(INTERRUPTED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _watched(outcomes: Iterable[Outcome], sources: list[str], screen: Console | None) -> Iterator[Outcome]:
    """The outcomes, with a progress bar where there is a terminal to show it on."""
    from onrecord.ingest import discover

    if screen is None:
        return iter(outcomes)
    return followed(outcomes, screen, sum(1 for _ in discover(sources)))


def _bar_screen(screen: Console, format: str | None) -> Console | None:
    """Where a bar is in nobody's way: over the summary, or beside output that goes elsewhere."""
    if screen.is_terminal:
        return None if format else screen
    beside = console(stderr=True)
    return beside if beside.is_terminal else None
