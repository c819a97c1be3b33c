"""The front door: the application, its errors and its exit statuses."""

from __future__ import annotations

import gc
import io
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord.cli import (
    actors,
    bringing,
    coded,
    consult,
    corrections,
    digest,
    evaluate,
    keep,
    memory,
    reading,
    registry,
    serve,
)
from onrecord.cli.options import examples
from onrecord.cli.screen import complain
from onrecord.errors import OnRecordError, UsageError

# What is imported and looked up stays: to search all of it for garbage every 700 objects is a tenth of a short run.
RARELY = 100_000


class Front(TyperGroup):
    """Turns whatever onrecord refuses into one line and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # a reader that went away is noticed here, not after the last line
        except OnRecordError as error:
            complain(str(error))
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
        return result


app = typer.Typer(
    cls=Front,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (
    reading,
    consult,
    actors,
    coded,
    memory,
    digest,
    corrections,
    evaluate,
    keep,
    bringing,
    registry,
    serve,
):
    app.add_typer(room.commands)


def _version(wanted: bool) -> None:
    if wanted:
        import onrecord

        typer.echo(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog=examples(
        "read report.txt --date 2016-10-21", "who Lavrov", "events --type assault", "read --help"
    ),
)
def front(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, metavar=" ", help="Print the version."),
    ] = False,
) -> None:
    """Read news reports and keep the record: who said what, in which words."""
    if ctx.invoked_subcommand is None:
        ctx.get_help()


def main() -> None:
    """Run the command line of this process."""
    gc.set_threshold(RARELY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character shows a question mark instead of failing.
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="onrecord")
    finally:
        # Before it ends, Python would look for garbage in all that there is: a tenth of the time of a short run.
        gc.freeze()
