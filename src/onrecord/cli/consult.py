"""``onrecord show``, ``who``, ``search`` and ``list``: what the record says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from onrecord.cli.options import LIMIT, AsJson, Db, Since, Until, examples, opened
from onrecord.cli.screen import colourful, console, display, lines

if TYPE_CHECKING:
    from rich.console import RenderableType

T = TypeVar("T")

commands = typer.Typer()


@commands.command(epilog=examples("show report.txt", "show 3fa94c", "show 'ferry route'"))
def show(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="An id or its beginning, a path, or words of the title or file name."
        ),
    ],
    db: Db = None,
) -> None:
    """Print one report with its statements marked in the text, and what was coded under each paragraph."""
    from onrecord.cli.marked import page

    with opened(db) as record:
        reading = record.get(document)
    screen = console()
    display(page(reading, colours=colourful(screen)), screen)


@commands.command(epilog=examples("who Lavrov", "who Lavrov --about Syria --since 2016-10 --kind direct"))
def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, an office, a country, a group.")],
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Only what mentions this.")] = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        str | None, typer.Option(metavar="direct|indirect|mixed", help="Only this kind of speech.")
    ] = None,
    limit: Annotated[int | None, LIMIT] = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List what somebody said, the newest first."""
    from onrecord import query
    from onrecord.cli import answers

    with opened(db) as record:
        found = query.who(record, name, about=about, since=since, until=until, kind=kind, limit=limit)
    _answer(found, answers.said, json, f"Nobody called {name!r} says that in the record.")


@commands.command(epilog=examples("search ceasefire NOT Geneva", "search '\"red line\" OR al-nus*'"))
def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words, "a phrase", prefix*, AND, OR, NOT.')
    ],
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, LIMIT] = 50,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Search statements and reports, the best first."""
    from onrecord import query
    from onrecord.cli import answers

    typed = " ".join(words)
    with opened(db) as record:
        found = query.search(record, typed, since=since, until=until, limit=limit)
    hit = partial(answers.hit, colours=colourful(console()))
    _answer(found, hit, json, f"Nothing found for {typed!r}.")


@commands.command("list", epilog=examples("list", "list --json"))
def list_(db: Db = None, json: AsJson = False) -> None:
    """List the reports in the record."""
    from onrecord import query
    from onrecord.cli import answers

    with opened(db) as record:
        found = query.documents(record)
    if json:
        lines(found)
    else:
        display(answers.reports(found))


def _answer(found: list[T], render: Callable[[T], RenderableType], json: bool, nothing: str) -> None:
    if json:
        lines(found)
        return
    for row in found:
        display(render(row))
    if not found:
        display(nothing)
