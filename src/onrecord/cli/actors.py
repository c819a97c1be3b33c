"""``onrecord actors`` and ``onrecord actor``: who is in the record, and who is one with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord.cli.options import LIMIT, AsJson, Db, Since, Until, examples, opened
from onrecord.cli.screen import display, lines

if TYPE_CHECKING:
    from onrecord.record import Judgement

commands = typer.Typer()

NAME = "A name, words of one, or an id or its beginning."
By = Annotated[
    str | None, typer.Option("--by", metavar="WHO", help="Who judges. [dim]\\[default: your login][/]")
]
Note = Annotated[str | None, typer.Option("--note", metavar="WORDS", help="Why.")]


class Single(TyperGroup):
    """Shows an actor where no other command is given: ``actor NAME`` is ``actor show NAME``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["show", *args]
        return super().parse_args(ctx, args)


one = typer.Typer(cls=Single, no_args_is_help=True)
commands.add_typer(
    one,
    name="actor",
    help="Show one actor, or judge who is one with whom.",
    epilog=examples("actor Yakende", "actor merge 'Sergei Lavrov' 'Sergey Lavrov'", "actor withdraw 1"),
)


@commands.command(
    epilog=examples("actors", "actors bank --kind company", "actors --country FRA --since 2016 -n 10")
)
def actors(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words of a name, or their beginning.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only these: person, country, armed_group, …")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only of this country, as in FRA.")
    ] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, LIMIT] = 50,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List who is in the record, those in most reports first."""
    from onrecord import query
    from onrecord.cli import cast

    name = " ".join(words or ())
    with opened(db) as record:
        found = query.actors(record, name, kind=kind, country=country, since=since, until=until, limit=limit)
    if json:
        lines(found)
    else:
        display(cast.table(found) if found else "No such actor in the record.")


@one.command(epilog=examples("actor Yakende", "actor show 9728ae73 --json"))
def show(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help=NAME)],
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Print what the record holds of one actor: names, offices, company, judgements."""
    from onrecord import query
    from onrecord.cli import cast

    with opened(db) as record:
        found = query.actor(record, " ".join(name))
    if json:
        lines([cast.plain(found)])
    else:
        display(cast.profile(found))


@one.command(epilog=examples("actor merge 'Sergei Lavrov' 'Sergey Lavrov' --note 'one spelling'"))
def merge(
    actor: Annotated[str, typer.Argument(metavar="A", help=NAME)],
    other: Annotated[str, typer.Argument(metavar="B", help="Who is the same, and is called A from now on.")],
    by: By = None,
    note: Note = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Judge that two actors are one, in every report there is and will be."""
    with opened(db) as record:
        _tell(record.merge(actor, other, by=by, note=note), json)


@one.command(epilog=examples("actor split 'Ann Li' 3fa94c ferry.txt --name 'Ann Li, the painter'"))
def split(
    actor: Annotated[str, typer.Argument(metavar="NAME", help=NAME)],
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT...", help="The reports in which it is somebody else.")
    ],
    name: Annotated[
        str | None,
        typer.Option(metavar="NEW", help="What the other is called. [dim]\\[default: NAME (2)][/]"),
    ] = None,
    by: By = None,
    note: Note = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Judge that in some reports a namesake is meant."""
    with opened(db) as record:
        _tell(record.split(actor, documents, name=name, by=by, note=note), json)


@one.command(epilog=examples("actor withdraw 1"))
def withdraw(
    judgement: Annotated[int, typer.Argument(metavar="ID", help="The number of the judgement.")],
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Take a judgement back; it stays listed."""
    with opened(db) as record:
        _tell(record.withdraw(judgement), json)


@one.command(epilog=examples("actor judgements"))
def judgements(db: Db = None, json: AsJson = False) -> None:
    """List who judged what, with what was taken back."""
    from onrecord.cli import cast

    with opened(db) as record:
        found = record.judgements()
    if json:
        lines(found)
        return
    for judgement in found:
        display(cast.judgement(judgement))
    if not found:
        display("No judgements: every actor is who its reports say.")


def _tell(made: Judgement, json: bool) -> None:
    from onrecord.cli import cast

    if json:
        lines([made])
    else:
        display(cast.judgement(made))
