"""``onrecord evaluate``: how well the reader does on reports that the user annotated."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import RegistryFile, examples, opened
from onrecord.cli.reading import Annotator, Force, Method, reader_of
from onrecord.cli.screen import complain, console, display, lines
from onrecord.cli.tally import told
from onrecord.errors import InputError, UsageError
from onrecord.model import Failure, Reading

if TYPE_CHECKING:
    from onrecord.reader import Reader

commands = typer.Typer()

FORMATS = ("brat", "labelstudio", "jsonl")
OfAnnotations = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="|".join(FORMATS), help="What it is. [dim]\\[default: what it looks like][/]"
    ),
]


@commands.command(
    epilog=examples(
        "evaluate annotated/", "evaluate project.json --show", "evaluate gold.jsonl --db onrecord.db"
    )
)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="A folder of brat, an export of Label Studio, or readings as JSON Lines."
        ),
    ],
    # No variable of the environment: that there is a record is no reason to measure what it holds.
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH|URL", help="Measure what this record has of the reports."),
    ] = None,
    corrected: Annotated[
        bool, typer.Option("--corrected", metavar=" ", help="With --db: as people corrected it.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", metavar=" ", help="List what was missed, too much, or otherwise.")
    ] = False,
    format: OfAnnotations = None,
    force: Force = False,
    annotator: Annotator = None,
    reader: Method = None,
    registry: RegistryFile = None,
    json: Annotated[bool, typer.Option("--json", metavar=" ", help="Print one JSON object.")] = False,
) -> None:
    """Measure precision, recall and F1 of the reader on reports that you annotated.

    The reports are read again, or with --db taken from a record, and compared with the annotations.
    """
    from onrecord import evaluation
    from onrecord.exchange.annotated import read as gold_of

    if corrected and db is None:
        raise UsageError("--corrected goes with --db: a report that is read again has no corrections")
    if db is not None and (annotator or reader or force):
        raise UsageError("with --db nothing is read: leave out --annotator, --reader and --force")
    failures: list[Failure] = []
    annotated: list[Reading] = []
    for one in gold_of(gold, format):
        if isinstance(one, Failure):
            failures.append(one)
        else:
            annotated.append(one.reading)
    if db is None:
        again = _read_again(annotated, reader_of(annotator, reader, 0.0, registry)(), force, failures)
    else:
        again = _on_record(annotated, db, corrected, failures)
    found = evaluation.evaluate(annotated, _watched(again, len({one.document.text for one in annotated})))
    if not found.documents:
        raise InputError(told(failures[0]) if failures else f"{gold}: there is no annotated report in it")
    if json:
        from onrecord.cli.evaluated import plain

        lines([plain(found, [told(one) for one in failures], show=show)])
    else:
        from onrecord.cli.evaluated import differences, figures

        if show:
            for part in differences(found):
                display(part)
        display(figures(found))
    for failure in failures:
        complain(told(failure))
    if failures:
        raise typer.Exit(1)


def _watched(again: Iterator[Reading], total: int) -> Iterator[Reading]:
    """The readings, with a progress bar where there is a terminal to show it on."""
    if not sys.stderr.isatty():
        return again
    from onrecord.cli.bar import followed

    return followed(again, console(stderr=True), total)


def _read_again(
    gold: list[Reading], reader: Reader, force: bool, failures: list[Failure]
) -> Iterator[Reading]:
    from onrecord.ingest import Options, from_text

    options = Options()

    for text, reading in {one.document.text: one for one in gold}.items():
        document = reading.document
        known = {"title": document.title, "date": document.published, "publisher": document.publisher}
        fields: dict[str, str] = {name: value for name, value in known.items() if value}
        try:
            yield reader.read(from_text(text, source=document.source, options=options, **fields), force=force)
        except InputError as error:
            failures.append(Failure(source=document.source, reason=str(error)))


def _on_record(gold: list[Reading], db: str, corrected: bool, failures: list[Failure]) -> Iterator[Reading]:
    with opened(db) as record:
        for reading in {one.document.text: one for one in gold}.values():
            try:
                yield record.same(reading.document, corrected=corrected)
            except InputError as error:
                failures.append(Failure(source=reading.document.source, reason=str(error)))
