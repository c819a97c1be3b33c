"""Registries of actors as a person likes to read them: pure functions to rich renderables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.render import FAINT, MARK, flat
from onrecord.cli.tally import counted
from onrecord.data.registry import Entry, Registry, fold
from onrecord.exchange.brought import Brought, Unread

FEW_LINES = 10
LINE = 60  # characters of a line that was not read
MANY_NAMES = 4


def added(file: str, found: Brought, before: Registry, after: Registry, *, every: bool) -> RenderableType:
    """What came of one file.

    Args:
        every: show all lines that could not be read, not the first only.
    """
    new = len(after.entries) - len(before.entries)
    changed = len(set(after.entries).difference(before.entries)) - new
    parts = [f"{counted(new, 'actor')} added", *([f"{changed:,} changed"] if changed else [])]
    parts += [counted(len(found.agents), "agent noun")] if found.agents else []
    rows: list[RenderableType] = [Text(f"{file}: {', '.join(parts)}")]
    rows.extend(Padding(Text(f"Note: {flat(note)}", style=MARK), (0, 2)) for note in found.notes)
    if found.unread:
        rows.append(Padding(_unread(found.unread, None if every else FEW_LINES), (0, 2)))
    return Group(*rows)


def _unread(unread: tuple[Unread, ...], limit: int | None) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style=FAINT, no_wrap=True)
    grid.add_column(overflow="fold")
    for row in unread[:limit]:
        words = flat(row.text)
        text = words if len(words) <= LINE else f"{words[:LINE]}…"
        grid.add_row(str(row.line), Text.assemble(flat(row.reason), ": ", (text, FAINT)))
    head = Text(f"{counted(len(unread), 'line')} could not be read:", style=MARK)
    hidden = len(unread) - len(unread[:limit])
    more = [Text(f"and {hidden:,} more, with --verbose", style=FAINT)] if hidden else []
    return Group(head, Padding(grid, (0, 2)), *more)


def total(path: Path, found: Registry) -> Text:
    """How much is in a registry."""
    agents = f", {counted(len(found.agents), 'agent noun')}" if found.agents else ""
    return Text(f"{path}: {counted(len(found.entries), 'actor')}{agents}")


def having(found: Registry, words: str) -> Registry:
    """The part of a registry that has all these words in its names."""
    wanted = fold(words).split()
    if not wanted:
        return found

    def has(names: tuple[str, ...]) -> bool:
        folded = " ".join(map(fold, names))
        return all(word in folded for word in wanted)

    return Registry(
        (entry for entry in found.entries if has(entry.names)),
        {noun: code for noun, code in found.agents.items() if has((noun,))},
    )


def table(found: Registry, limit: int) -> RenderableType:
    """The actors, then the agent nouns."""
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    grid.add_column("Name", overflow="fold")
    grid.add_column("Kind", no_wrap=True)
    grid.add_column("Country", no_wrap=True)
    grid.add_column("Also, offices, codes", overflow="fold")
    every = [*map(_actor, sorted(found.entries, key=lambda entry: fold(entry.name)))]
    every += [(noun, "agent", "", code) for noun, code in sorted(found.agents.items())]
    for name, kind, country, known in islice(every, limit):
        grid.add_row(Text(flat(name)), kind, country, Text(flat(known), style=FAINT))
    hidden = len(every) - limit
    more = [Text(f"and {hidden:,} more, with --limit or --json", style=FAINT)] if hidden > 0 else []
    return Group(grid, *more)


def _actor(entry: Entry) -> tuple[str, str, str, str]:
    return entry.name, entry.kind or "", entry.country or "", "; ".join(_known(entry))


def _known(entry: Entry) -> Iterator[str]:
    yield from entry.aliases[:MANY_NAMES]
    if len(entry.aliases) > MANY_NAMES:
        yield f"{len(entry.aliases) - MANY_NAMES} more names"
    for office in entry.offices:
        where = f", {office.organisation}" if office.organisation else ""
        yield f"{office.title}{where}{_days(office.from_, office.to)}"
    for code in entry.codes:
        yield f"{code.code}{_days(code.from_, code.to)}"


def _days(start: str | None, end: str | None) -> str:
    return f" ({start or ''}–{end or ''})" if start or end else ""
