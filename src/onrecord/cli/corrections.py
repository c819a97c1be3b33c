"""What people say of rows, from ``onrecord confirm`` to ``review``, and ``onrecord verify``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.keep import replaced
from onrecord.cli.options import LIMIT, AsJson, Db, examples, opened, opened_to_correct
from onrecord.cli.screen import complain, display, lines
from onrecord.cli.tally import counted
from onrecord.errors import InputError, UsageError

if TYPE_CHECKING:
    from onrecord.record import Correction, Record

commands = typer.Typer()

ID = typer.Argument(
    metavar="ID", help="The id of a statement, event, relation or commitment, or its beginning."
)
FIELDS = typer.Argument(
    metavar="FIELD=VALUE...",
    help="As status=claimed, speaker='the minister', content=120-164; none for nothing.",
)
By = Annotated[
    str | None, typer.Option("--by", metavar="WHO", help="Who says so. [dim]\\[default: your login][/]")
]
Note = Annotated[str | None, typer.Option("--note", metavar="WORDS", help="Why.")]
KINDS = ("statement", "event", "relation", "commitment")
FORMATS = ("text", "jsonl")


@commands.command(epilog=examples("confirm 5a31cdaa"))
def confirm(
    id: Annotated[str, ID], by: By = None, note: Note = None, db: Db = None, json: AsJson = False
) -> None:
    """Say that a row is right: it stays as it is in later readings."""
    with opened_to_correct(db) as record:
        _tell(record, record.confirm(id, by=by, note=note), json)


@commands.command(epilog=examples("reject 5a31cdaa --note 'nobody says that'"))
def reject(
    id: Annotated[str, ID], by: By = None, note: Note = None, db: Db = None, json: AsJson = False
) -> None:
    """Say that a row is wrong: it is left out, with all that a statement tells."""
    with opened_to_correct(db) as record:
        _tell(record, record.reject(id, by=by, note=note), json)


@commands.command(
    epilog=examples(
        "change 5a31cdaa status=claimed certainty=probable",
        "change 5a31cdaa speaker='the minister [Rui Salgado]' content=120-164",
    )
)
def change(
    id: Annotated[str, ID],
    fields: Annotated[list[str], FIELDS],
    by: By = None,
    note: Note = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Say that a row is otherwise: who speaks, what is said, type, status, parties, place, dates, …"""
    wanted = assigned(fields)
    with opened_to_correct(db) as record:
        _tell(record, record.change(id, wanted, by=by, note=note), json)


@commands.command(
    epilog=examples(
        "add ferry.txt statement speaker='the company' cue=denied class=deny content='that it had delayed the talks'",
        "add ferry.txt event type=aid words='sent a boat' actors='the union'",
    )
)
def add(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="A report, as `onrecord show` takes it.")
    ],
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"{', '.join(KINDS)}.")],
    fields: Annotated[list[str], FIELDS],
    by: By = None,
    note: Note = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Say that a row is missing from a report."""
    wanted = assigned(fields)
    with opened_to_correct(db) as record:
        _tell(record, record.add(document, kind.casefold(), wanted, by=by, note=note), json)


kept = typer.Typer(invoke_without_command=True)
commands.add_typer(
    kept,
    name="corrections",
    epilog=examples(
        "corrections",
        "corrections -o corrections.jsonl",
        "corrections --import theirs.jsonl",
        "corrections bring annotations/ --by ana",
        "corrections withdraw 3",
    ),
)


@kept.callback()
def corrections(
    ctx: typer.Context,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", metavar=" ", help="Only those that mean no row any more.")
    ] = False,
    format: Annotated[
        str | None, typer.Option(metavar="|".join(FORMATS), help="How to print. [dim]\\[default: text][/]")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to, as JSON Lines.")
    ] = None,
    brought: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Take corrections from JSON Lines.")
    ] = None,
    db: Db = None,
) -> None:
    """List who corrected what, with what was taken back; write it to a file, or take it from one."""
    if ctx.invoked_subcommand is not None:
        if orphaned or format or output or brought or db:
            raise UsageError(f"give options behind {ctx.invoked_subcommand}")
        return
    if format not in (None, *FORMATS):
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    if output is not None and format == "text":
        raise UsageError("a file holds corrections as JSON Lines: leave out --format")
    if brought is not None:
        if orphaned or format or output:
            raise UsageError("--import goes with no option but --db")
        _bring(brought, db)
        return
    with opened(db) as record:
        found = record.corrections(orphaned=orphaned)
        if output is not None or format == "jsonl":
            _write(record, found, output)
            return
    from onrecord.cli.correction_lines import line

    for one in found:
        display(line(one))
    if not found:
        display(
            "No orphans: every correction means a row."
            if orphaned
            else "No corrections: all rows are as read."
        )


@kept.command(epilog=examples("corrections withdraw 3"))
def withdraw(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the correction.")],
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Take a correction back; it stays listed."""
    with opened_to_correct(db) as record:
        _tell(record, record.withdraw_correction(number), json)


@kept.command(
    epilog=examples(
        "corrections bring annotations/ --by ana --dry-run", "corrections bring project.json --by ana"
    )
)
def bring(
    annotations: Annotated[
        Path, typer.Argument(metavar="ANNOTATIONS", help="A folder of brat, or an export of Label Studio.")
    ],
    by: Annotated[
        str | None,
        typer.Option(
            "--by", "--author", metavar="WHO", help="Who annotated. [dim]\\[default: your login][/]"
        ),
    ] = None,
    note: Note = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", metavar=" ", help="Confirm the rows that are annotated as they are.")
    ] = False,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete",
            metavar=" ",
            help="Reject rows that are not annotated, where the annotation is of no export of onrecord.",
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", metavar=" ", help="Print what would be corrected, and correct nothing."),
    ] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="brat|labelstudio", help="What it is. [dim]\\[default: what it looks like][/]"
        ),
    ] = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Make corrections of what people annotated in reports of the record."""
    from onrecord.cli import annotated

    if format not in (None, "brat", "labelstudio"):
        raise UsageError(f"unknown format {format!r}: use one of brat, labelstudio")
    with opened_to_correct(db) as record:
        ways = {"confirm": confirm, "complete": complete, "dry_run": dry_run}
        failures = annotated.bring(record, annotations, format, by=by, note=note, json=json, **ways)
    for failure in failures:
        complain(failure)
    if failures:
        raise typer.Exit(1)


@commands.command(epilog=examples("review", "review --kind event -n 20", "review ferry.txt"))
def review(
    document: Annotated[
        str | None,
        typer.Argument(metavar="[DOCUMENT]", help="Only this report, as `onrecord show` takes it."),
    ] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=f"Only {', '.join(KINDS)}.")] = None,
    limit: Annotated[int, LIMIT] = 50,
    by: By = None,
    db: Db = None,
) -> None:
    """Go through the rows that the reader is least sure of, one key each.

    y right, n wrong, e edit, s skip, u undo, q quit.
    """
    from onrecord import query
    from onrecord.cli.review import Keys, walk

    with opened_to_correct(db) as record:
        rows = query.doubtful(
            record, kind=kind and kind.casefold().removesuffix("s"), document=document, limit=limit
        )
        if not rows:
            display("Nothing to review: every row was looked at, or there is none.")
            return
        walk(record, rows, Keys(sys.stdin), by=by)


@commands.command(epilog=examples("verify", "verify --json"))
def verify(db: Db = None, json: AsJson = False) -> None:
    """Check that the words of every row, and of every correction, stand in their report."""
    from onrecord import query

    found = 0
    with opened(db) as record:
        for one in record.verify():
            found += 1
            if json:
                lines([one])
            else:
                display(f"{one.source}: {one.what} {one.row}".rstrip() + f": {one.problem}", one_line=True)
        reports = len(query.documents(record))
    if found:
        complain(f"{counted(found, 'fault')} in {counted(reports, 'report')}")
        raise typer.Exit(1)
    if not json:
        display(f"All words stand where they should, in {counted(reports, 'report')}.")


def assigned(fields: Iterable[str]) -> dict[str, object]:
    """``name=value`` as names and values; UsageError where there is no sign between them, or a name comes twice."""
    found: dict[str, object] = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"{field!r} says nothing: write it like status=claimed")
        if name.strip() in found:
            raise UsageError(f"{name.strip()} is given twice")
        found[name.strip()] = value
    return found


def _bring(path: Path, db: Any) -> None:
    from onrecord.record.correction_lines import bring

    try:
        written = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    with opened_to_correct(db) as record:
        taken = bring(record, written.splitlines(), str(path))
        orphans = len(record.corrections(orphaned=True))
    told = [f"{taken.new} new", f"{taken.known} known"]
    told += [f"{taken.withdrawn} withdrawn"] if taken.withdrawn else []
    told += [f"{counted(orphans, 'orphan')} in the record"] if orphans else []
    display(f"{', '.join(told)}", one_line=True)
    for failure in taken.failures:
        complain(failure.reason)
    if taken.failures:
        raise typer.Exit(1)


def _write(record: Record, found: list[Correction], output: Path | None) -> None:
    from onrecord.record.correction_lines import lines as written

    if output is None:
        for line in written(record, found):
            sys.stdout.buffer.write(line + b"\n")
        return
    with replaced(output) as out:
        for line in written(record, found):
            out.write(line + b"\n")
    display(f"{counted(len(found), 'correction')} written to {output}", one_line=True)


def _tell(record: Record, made: Correction, json: bool) -> None:
    from onrecord.cli.correction_lines import line

    if json:
        from onrecord.record.correction_lines import to_dict

        lines([to_dict(made, record.document(made.document))])
    else:
        display(line(made))
