"""``onrecord read``."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    DEFAULT_REGISTRY,
    Db,
    EmbedderPath,
    RegistryFile,
    examples,
    registry_at,
)
from onrecord.cli.screen import complain, console, display
from onrecord.cli.tally import Tally
from onrecord.errors import UsageError
from onrecord.model import Reading

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.batch import Outcome, Skipped
    from onrecord.reader import Reader

commands = typer.Typer()

FORMATS = ("jsonl", "json", "table")
INPUTS = ("text", "html", "feed", "json", "csv", "parquet", "ninjs", "newsml", "warc", "urls", "gdelt")
FIELDS = ("text", "title", "date", "url", "publisher", "author")
# Print-outs of more reports than this are for `onrecord show`.
FEW_REPORTS = 3
INTERRUPTED = 130

Sources = Annotated[
    list[str], typer.Argument(metavar="PATH|-|URL...", help="Files, folders, standard input, URLs.")
]
Format = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(FORMATS), help="Print the readings; without --db or ONRECORD_DB nothing is stored."
    ),
]
Input = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="|".join(INPUTS),
        help="What the sources are. [dim]\\[default: as they look; docs/formats.md says how][/]",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=COLUMN", help="Which column of a table is which, as text=body. Repeatable."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes. [dim]\\[default: all cores][/]"),
]
KeepGoing = Annotated[
    bool | None,
    typer.Option(
        "--keep-going/--stop",
        metavar=" ",
        help="Go on after a report that cannot be read. [dim]\\[default: in folders][/]",
    ),
]
Force = Annotated[bool, typer.Option("--force", metavar=" ", help="Read other languages than English too.")]
Full = Annotated[
    bool | None,
    typer.Option(
        "--full/--brief",
        metavar=" ",
        help=f"Print every statement. [dim]\\[default: up to {FEW_REPORTS} reports][/]",
    ),
]
Annotator = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="What parses the reports: onrecord; spacy or spacy:MODEL with the extra onrecord\\[spacy]. "
        "[dim]\\[default: onrecord][/]",
    ),
]
Method = Annotated[
    str | None,
    typer.Option(
        "--reader",
        metavar="model|rules",
        help="How statements are found: by the trained model where the annotator has one, or by rule alone. "
        "[dim]\\[default: model][/]",
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        metavar="P",
        show_default=False,
        help="Leave out statements of less confidence (0 to 1), with all that stands inside them.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", metavar=" ", help="Print nothing but what went wrong.")]


@commands.command(
    epilog=examples(
        "read report.txt --date 2016-10-21",
        "read reports/ --jobs 4",
        "read table.csv --column text=body --column date=day",
        "read wire.ninjs.json message.xml crawl.warc.gz table.parquet",
        "read addresses.urls 20161021120000.mentions.CSV",
        "read https://example.org/report --format jsonl",
    )
)
def read(
    sources: Sources,
    db: Db = None,
    format: Format = None,
    from_: Input = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date, as 2016-10-21.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline, where the text has none.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding of text files, if guessed wrong.")] = None,
    column: Columns = None,
    jobs: Jobs = None,
    keep_going: KeepGoing = None,
    force: Force = False,
    annotator: Annotator = None,
    reader: Method = None,
    min_confidence: MinConfidence = 0.0,
    registry: RegistryFile = None,
    embedder: EmbedderPath = None,
    full: Full = None,
    quiet: Quiet = False,
) -> None:
    """Read reports, store what they say, and print it.

    Text, web pages, RSS and Atom, ninjs, NewsML-G2, web archives (WARC),
    tables of reports (CSV, TSV, JSON, JSON Lines, Parquet),
    and lists of URLs (.urls, GDELT), each of which is fetched.

    Started again after an interruption, it goes on where it stopped: known reports are skipped.
    """
    from onrecord.batch import read_many
    from onrecord.ingest import Options, parse_date

    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    if from_ is not None and from_ not in INPUTS:
        raise UsageError(f"--from {from_}: use one of {', '.join(INPUTS)}")
    options = Options(
        format=from_,
        published=parse_date(date) if date else None,
        title=title,
        publisher=publisher,
        encoding=encoding,
        columns=_columns(column or []),
    )
    record = db or (None if format else DEFAULT_RECORD)
    outcomes = read_many(
        sources,
        options=options,
        reader=reader_of(annotator, reader, min_confidence, registry),
        jobs=jobs,
        record=record,
        force=force,
        keep_going=keep_going,
        embedder=embedder,
    )
    with closing(Tally(record)) as tally:
        with _stoppable(tally), closing(outcomes):
            _print(outcomes, sources, tally, format, full=full, quiet=quiet)
        for complaint in tally.complaints(sources):
            complain(complaint)
        if not (quiet or format):
            display(tally.totals(), one_line=True)


def reader_of(
    annotator: str | None, method: str | None, min_confidence: float, registry: Path | None
) -> Callable[[], Reader]:
    """What makes the reader in each process; UsageError where the options are none."""
    told: dict[str, Any] = {"annotator": annotator, "method": method, "min_confidence": min_confidence}
    told = {name: value for name, value in told.items() if value is not None}
    if registry is None and DEFAULT_REGISTRY.exists():
        registry = DEFAULT_REGISTRY
    make = partial(_made, registry, **told)
    make()  # refused here, before any work; models are loaded later
    return make


def _made(registry: Path | None, **told: Any) -> Reader:
    """A reader with the registry: each process reads the file itself, which is quicker than to send what is in it."""
    from onrecord.reader import Reader

    return Reader(registry=registry_at(registry), **told) if registry else Reader(**told)


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        name, _, column = pair.partition("=")
        if name not in FIELDS or not column:
            raise UsageError(f"--column {pair}: write NAME=COLUMN with one of {', '.join(FIELDS)} as NAME")
        columns[name] = column
    return columns


def _print(
    outcomes: Iterable[Outcome],
    sources: list[str],
    tally: Tally,
    format: str | None,
    *,
    full: bool | None,
    quiet: bool,
) -> None:
    if format:
        _write(tally.count(_watched(outcomes, sources, _bar_screen(None))), tally, format)
        return
    screen = console()
    done = tally.count(_watched(outcomes, sources, _bar_screen(screen)))
    if quiet:
        deque(done, maxlen=0)
    else:
        _summarise(done, tally, full, screen)


def _write(done: Iterator[Reading | Skipped], tally: Tally, format: str) -> None:
    if format != "table":
        from onrecord.exchange import write

        write(map(tally.whole, done), format, sys.stdout.buffer)
        return
    from onrecord.cli import render

    screen = console()
    for outcome in done:
        display(render.table(tally.whole(outcome)), screen)


def _summarise(done: Iterator[Reading | Skipped], tally: Tally, full: bool | None, screen: Console) -> None:
    from onrecord.cli import render

    if full is None:
        first = list(islice(done, FEW_REPORTS + 1))
        full, done = len(first) <= FEW_REPORTS, chain(first, done)
    for outcome in done:
        if full:
            display(render.printout(tally.whole(outcome)), screen)
        elif isinstance(outcome, Reading):
            display(render.line(outcome), screen, one_line=True)


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
    if screen is None:
        return iter(outcomes)
    from onrecord.cli.bar import followed
    from onrecord.ingest import discover

    return followed(outcomes, screen, sum(1 for _ in discover(sources)))


def _bar_screen(summary: Console | None) -> Console | None:
    """Where a bar is in nobody's way: over the summary, or beside output that goes elsewhere."""
    if sys.stdout.isatty():
        return summary
    return console(stderr=True) if sys.stderr.isatty() else None
