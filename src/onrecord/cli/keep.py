"""``onrecord failures``, ``stats`` and ``export``: what is in the record and how it gets out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from onrecord.cli.options import DEFAULT_RECORD, AsJson, Db, RegistryFile, examples, opened
from onrecord.cli.screen import display, lines
from onrecord.cli.tally import counted
from onrecord.errors import RecordError, UsageError

commands = typer.Typer()

BINARY = ("parquet", "docbin")
# Formats of whole readings, or of one thing in them that needs no name.
WHOLE = (
    *("jsonl", "json", "webannotation", "schemaorg", "prov", "prov-json", "ftm"),
    *("geojson", "ical", "gexf", "graphml", "datasette"),
    *("doccano", "prodigy", "docbin"),
)
FOLDERS = ("brat", "labelstudio", "citron")
TABLES = ("csv", "parquet")
EVENTS = ("plover", "icews", "polecat")
KINDS = ("statements", "events", "relations", "commitments")


@commands.command(epilog=examples("failures"))
def failures(db: Db = None, json: AsJson = False) -> None:
    """List the sources that could not be read, and why."""
    from onrecord.cli import answers

    with opened(db) as record:
        found = record.failures()
    if json:
        lines(found)
        return
    for failure in found:
        display(answers.failure(failure))
    if not found:
        display("No failures: all that was given could be read.")


@commands.command(epilog=examples("stats", "stats --db syria.db --json"))
def stats(db: Db = None, json: AsJson = False) -> None:
    """Count what is in the record."""
    from onrecord import query
    from onrecord.cli import answers

    with opened(db) as record:
        found = query.stats(record)
    if json:
        lines([found])
    else:
        display(answers.figures(found))


@commands.command(
    epilog=examples(
        "export --output readings.jsonl",
        "export --format csv > statements.csv",
        "export --format csv --what commitments -o commitments.csv",
        "export --format icews -o events.tab",
        "export --format brat --out annotations",
    )
)
def export(
    format: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="What to write, see above."),
    ] = "jsonl",
    what: Annotated[
        str | None,
        typer.Option(
            "--what",
            metavar="|".join(KINDS),
            help="What a CSV file has one row for. [dim]\\[default: statements][/]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "--out",
            "-o",
            metavar="FILE|FOLDER",
            help=f"Where to; else standard output. {', '.join(FOLDERS)} need a new folder.",
        ),
    ] = None,
    registry: RegistryFile = None,
    db: Db = None,
) -> None:
    """Write the whole record: readings, statements, or what was coded.

    Readings: jsonl, json, webannotation, schemaorg, prov, prov-json, ftm (FollowTheMoney).

    Readings for annotators: brat, labelstudio, doccano, prodigy, docbin (spaCy); quotations as Citron has them: citron.

    Statements: csv, parquet. Events, relations and commitments: csv. Events: plover, icews, polecat, geojson.

    Deadlines as a calendar: ical. Actors and what binds them: gexf, graphml. What Datasette should know: datasette.
    """
    kind = _kind(format, what)
    if output is None and format in BINARY and to_terminal():
        raise UsageError(f"{format} is not for the eye: give a file with --output, or pipe it")
    if kind != "statements":
        from onrecord.cli.coded import export as export_coded

        export_coded(kind, format, output, db, registry)
        return
    if format == "datasette":
        _describe(output, db)
        return
    if format in FOLDERS:
        _fill(output, format, db)
        return
    from onrecord.exchange import write

    with opened(db) as record:
        if output is None:
            write(record.readings(), format, sys.stdout.buffer)
            return
        with replaced(output) as out:
            number = write(record.readings(), format, out)
    display(f"{counted(number, 'report')} written to {output}")


def _fill(folder: Path | None, format: str, db: str | None) -> None:
    """Write the record as the files of a folder."""
    if folder is None:
        raise UsageError(f"{format} is several files: give a new folder with --out")
    from onrecord.exchange import write_folder

    with opened(db) as record:
        number = write_folder(record.readings(), format, folder)
    display(f"{counted(number, 'report')} written to {folder}", one_line=True)


def _describe(output: Path | None, db: str | None) -> None:
    """Write what Datasette is to know of the tables of a record."""
    from onrecord.exchange.datasette import write

    opened(db).close()  # one that is not there has nothing to describe
    name = Path(str(db or DEFAULT_RECORD)).stem
    if output is None:
        write(sys.stdout.buffer, database=name)
        return
    with replaced(output) as out:
        write(out, database=name)
    display(f"metadata written to {output}", one_line=True)


def _kind(format: str, what: str | None) -> str:
    """Of what there is to be one row; UsageError where there is no such thing in this format."""
    formats = (*WHOLE, *FOLDERS, *TABLES, *EVENTS)
    if format not in formats:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(formats)}")
    if what is not None and what not in KINDS:
        raise UsageError(f"there are no {what!r} to export: use one of {', '.join(KINDS)}")
    kind = what or ("events" if format in EVENTS else "statements")
    if format in EVENTS and kind != "events":
        raise UsageError(f"{format} is a format of events: leave out --what, or use --format csv")
    if format in (*WHOLE, *FOLDERS) and what is not None:
        raise UsageError(f"{format} has no rows of one kind: leave out --what, or use --format csv")
    if format == "parquet" and kind != "statements":
        raise UsageError(f"parquet holds statements: use --format csv for {kind}")
    return kind


def to_terminal() -> bool:
    """Whether standard output goes to a person's eyes."""
    return sys.stdout.isatty()


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` when it is whole, and leaves no trace when it is not."""
    special = path.exists() and not path.is_file()  # a pipe or a device is written to, not replaced
    part = path if special else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
        if not special:
            part.replace(path)
    except OSError as error:
        raise RecordError(f"cannot write {path}: {error.strerror}") from error
    finally:
        if not special:
            # Where nothing could be written there is nothing to take away.
            with suppress(OSError):
                part.unlink(missing_ok=True)
