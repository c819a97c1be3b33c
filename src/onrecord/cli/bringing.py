"""``onrecord import``: readings that were made elsewhere."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Db, EmbedderPath, examples
from onrecord.cli.screen import complain, display
from onrecord.cli.tally import Tally
from onrecord.errors import UsageError

commands = typer.Typer()

FORMATS = ("onrecord", "quotebank")


@commands.command(
    "import",
    epilog=examples(
        "import readings.jsonl",
        "import quotes-2016.json.bz2 --db quotes.db",
        "export --db there.db | onrecord import - --db here.db",
    ),
)
def import_(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE|-...", help="JSON Lines or JSON, also as .gz or .bz2.")
    ],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="|".join(FORMATS), help="What they are. [dim]\\[default: as they look][/]"
        ),
    ] = None,
    db: Db = None,
    embedder: EmbedderPath = None,
) -> None:
    """Take readings that were made elsewhere into the record.

    Our own, as export writes them (jsonl, json), and quotations of Quotebank
    with their speakers, a line a quotation or a line an article.
    A line that is wrong is named, and the rest is taken.
    """
    from onrecord.batch import bring_many

    if from_ is not None and from_ not in FORMATS:
        raise UsageError(f"--from {from_}: use one of {', '.join(FORMATS)}")
    record = db or DEFAULT_RECORD
    brought = bring_many(files, record=record, format=from_, embedder=embedder)
    with closing(Tally(record)) as tally, closing(brought) as outcomes:
        deque(tally.count(outcomes), maxlen=0)
        for complaint in tally.complaints(files):
            complain(complaint)
        display(tally.totals(done="taken"), one_line=True)
