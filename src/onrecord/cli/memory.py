"""``onrecord claims``, ``contradictions``, ``stories``, ``timeline`` and ``compare``: many reports side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from onrecord.cli.options import LIMIT, AsJson, Db, Since, Until, examples, opened
from onrecord.cli.screen import display, lines

if TYPE_CHECKING:
    from rich.console import RenderableType

T = TypeVar("T")

commands = typer.Typer()

FEW = 20

About = Annotated[str | None, typer.Option("--about", metavar="NAME", help="Only what is about this actor.")]
TellerIs = Annotated[
    str | None, typer.Option("--teller", metavar="NAME", help="Only what this source tells.")
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, metavar="N", help=f"At most so many. [dim]\\[default: {FEW}][/]"),
]
CONTRASTS = "denied|position|figures|relations"


@commands.command(
    epilog=examples(
        "claims", "claims --about 'River Front' --disputed", "claims --id 3fa94c", "claims --json"
    )
)
def claims(
    about: About = None,
    teller: TellerIs = None,
    disputed: Annotated[
        bool, typer.Option("--disputed", metavar=" ", help="Only what some affirm and others deny.")
    ] = False,
    sources: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, help="How many independent reports must tell it. [dim]\\[default: 2][/]"
        ),
    ] = 2,
    offices: Annotated[
        bool, typer.Option("--offices", metavar=" ", help="Also who holds which office.")
    ] = False,
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="One claim, with all who tell it.")
    ] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List what several reports say alike: who affirms it, who denies it, and how its words moved."""
    from onrecord import query
    from onrecord.cli import remembered

    with opened(db) as record:
        if id is not None:
            found = [query.claim(record, id)]
        else:
            found = query.claims(
                record, about=about, teller=teller, since=since, until=until, disputed=disputed, stories=sources,
                offices=offices, limit=limit or (None if json else FEW),
            )  # fmt: skip
    _answer(
        found,
        lambda one: remembered.claim(one, whole=id is not None),
        json,
        "No claim that several reports tell, of this kind. With --sources 1 those of one report are listed, too.",
    )


@commands.command(epilog=examples("contradictions", "contradictions --kind figures --since 2024-03"))
def contradictions(
    about: About = None,
    teller: TellerIs = None,
    kind: Annotated[str | None, typer.Option(metavar=CONTRASTS, help="Only this kind.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List who contradicts whom, or himself: both quotations, and why they cannot both be right."""
    from onrecord import query
    from onrecord.cli import remembered

    with opened(db) as record:
        found = query.contradictions(
            record, about=about, teller=teller, since=since, until=until, kind=kind,
            limit=limit or (None if json else FEW),
        )  # fmt: skip
    _answer(found, remembered.contradiction, json, "No contradiction found.")


@commands.command(epilog=examples("stories", "stories --since 2024-03 --json"))
def stories(
    since: Since = None, until: Until = None, limit: Limit = None, db: Db = None, json: AsJson = False
) -> None:
    """List reports that are copies or updates of one another, and what the updates changed."""
    from onrecord import query
    from onrecord.cli import remembered

    with opened(db) as record:
        found = query.stories(record, since=since, until=until, limit=limit or (None if json else FEW))
    _answer(found, remembered.story, json, "No report is a copy of another.")


@commands.command(epilog=examples("timeline --actor Turkey", "timeline --place Aleppo --since 2016-10"))
def timeline(
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Who speaks, acts or is bound.")] = None,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Only what involves this, too.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only events at this place.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, LIMIT] = 50,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List what was said, done and promised, day by day."""
    from onrecord import query
    from onrecord.cli import remembered

    with opened(db) as record:
        found = query.timeline(
            record, actor=actor, about=about, place=place, since=since, until=until, limit=limit
        )
    if json:
        lines(found)
    elif found:
        display(remembered.days(found))
    else:
        display("Nothing on record for that.")


@commands.command(epilog=examples("compare Russia Turkey", "compare Russia Turkey --about Aleppo"))
def compare(
    one: Annotated[str, typer.Argument(metavar="NAME")],
    other: Annotated[str, typer.Argument(metavar="NAME")],
    about: About = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Show what two say about the same things, side by side; where they disagree comes first."""
    from onrecord import query
    from onrecord.cli import remembered

    with opened(db) as record:
        found = query.compare(record, one, other, about=about, since=since, until=until, limit=limit)
    _answer(
        found,
        lambda each: remembered.comparison(each, one, other),
        json,
        f"{one} and {other} say nothing about the same things in the record.",
    )


def _answer(found: Sequence[T], render: Callable[[T], RenderableType], json: bool, nothing: str) -> None:
    if json:
        lines(_plain(one) for one in found)
        return
    for row in found:
        display(render(row))
    if not found:
        display(nothing, one_line=True)


def _plain(found: Any) -> Any:
    from onrecord.cli.coded_files import plain

    return plain(found)
