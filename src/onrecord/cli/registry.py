"""``onrecord registry``: the actors that the user brings along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_REGISTRY, LIMIT, AsJson, RegistryFile, examples, registry_at
from onrecord.cli.screen import complain, display, lines
from onrecord.errors import InputError, UsageError

commands = typer.Typer()
group = typer.Typer(
    no_args_is_help=True, help="Keep the actors that you bring along; they outrank the built-in ones."
)
commands.add_typer(group, name="registry")

# A longer table is for --limit or --json.
FEW_ROWS = 50


@group.command(
    epilog=examples(
        "registry add actors.csv",
        "registry add Phoenix.Countries.actors.txt Phoenix.agents.txt",
        "registry add entities.ftm.json --registry sanctions.jsonl",
    )
)
def add(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Tables, FollowTheMoney, PETRARCH dictionaries, registries."),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            metavar="csv|ftm|petrarch|jsonl", help="What they are. [dim]\\[default: as they look][/]"
        ),
    ] = None,
    registry: RegistryFile = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", metavar=" ", help="Print every line that could not be read.")
    ] = False,
) -> None:
    """Add actors to the registry, and tell what could not be read.

    Actors of one name become one, unless Wikidata tells them apart; where they differ, the new file wins.
    """
    from onrecord.cli import roll
    from onrecord.exchange.bring import FORMATS, bring
    from onrecord.exchange.brought import united
    from onrecord.exchange.registry import write

    path = registry or DEFAULT_REGISTRY
    known = registry_at(path, wanted=False)
    refused: list[InputError] = []
    for file in files:
        try:
            what, found = bring(file, format)
        except InputError as error:
            refused.append(error)
            continue
        before, known = known, united(known, found.entries, found.agents)
        display(roll.added(f"{file} ({FORMATS[what]})", found, before, known, every=verbose))
    if len(refused) == len(files):
        raise refused[0]
    for refusal in refused:
        complain(str(refusal))
    write(known, path)
    display(roll.total(path, known))


@group.command("list", epilog=examples("registry list", "registry list islamic army", "registry list --json"))
def list_(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS...]", help="Only those with these words in a name.")
    ] = None,
    registry: RegistryFile = None,
    limit: Annotated[int | None, LIMIT] = None,
    json: AsJson = False,
) -> None:
    """List the actors in the registry."""
    from onrecord.cli import roll
    from onrecord.exchange.registry import to_dicts

    path = registry or DEFAULT_REGISTRY
    found = roll.having(registry_at(path), " ".join(words or ()))
    if json:
        lines(list(to_dicts(found))[:limit])
        return
    if words and not found:
        display(f"Nobody called {' '.join(words)!r} in {path}.")
        return
    display(roll.table(found, limit or FEW_ROWS))
    display(roll.total(path, found))


@group.command(epilog=examples("registry remove 'Islamic State'"))
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of an actor, or an agent noun.")],
    registry: RegistryFile = None,
) -> None:
    """Take an actor out of the registry."""
    from onrecord.cli import roll
    from onrecord.data.registry import Registry, fold
    from onrecord.exchange.registry import write

    path = registry or DEFAULT_REGISTRY
    known = registry_at(path)
    entries = [entry for entry in known.entries if fold(entry.name) != fold(name)]
    agents = {noun: code for noun, code in known.agents.items() if noun != name.casefold()}
    left = Registry(entries, agents)
    if len(entries) + len(agents) == len(known.entries) + len(known.agents):
        others = [entry.name for entry in known.entries if fold(name) in map(fold, entry.aliases)]
        hint = f"; it is another name of {' and of '.join(map(repr, others))}" if others else ""
        raise UsageError(f"no actor in {path} has the name {name!r}{hint}")
    write(left, path)
    display(roll.total(path, left))
