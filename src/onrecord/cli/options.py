"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.record import Record

DEFAULT_RECORD = Path("onrecord.db")

Db = Annotated[
    Path | None,
    typer.Option(
        "--db",
        envvar="ONRECORD_DB",
        metavar="PATH",
        help=f"The record. [dim]\\[default: {DEFAULT_RECORD}][/]",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", metavar=" ", help="Print JSON Lines.")]
LIMIT = typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many.")
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")]


def opened(db: Path | None) -> Record:
    """The record to look into; RecordError where there is none."""
    from onrecord.record import Record

    return Record(db or DEFAULT_RECORD, create=False)


def examples(*calls: str) -> str:
    """The end of a command's help."""
    return "\n\n".join(f"[dim]$[/] [bold]onrecord {call}[/]" for call in calls)
