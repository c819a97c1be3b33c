"""Actors of the record as a person likes to read them: pure functions to rich renderables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.render import FAINT, MARK, day, flat
from onrecord.cli.tally import counted
from onrecord.query import Companion, Presence, Profile, Tenure
from onrecord.record import Judgement

MOST_NAMES = 15


def table(found: list[Presence]) -> RenderableType:
    """Actors as a table."""
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    grid.add_column("Name", overflow="fold")
    grid.add_column("Kind", no_wrap=True)
    grid.add_column("Country", no_wrap=True)
    for name in ("Reports", "Statements", "Mentions"):
        grid.add_column(name, justify="right")
    for row in found:
        counts = (f"{number:,}" for number in (row.reports, row.statements, row.mentions))
        grid.add_row(Text(flat(row.name)), _kind(row.kind), row.country or "", *counts)
    return grid


def profile(found: Profile) -> RenderableType:
    """One actor: a head, and under it what is known line by line."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold")
    grid.add_column(overflow="fold")
    for name, value in _known(found):
        grid.add_row(name, value)
    return Group(_head(found), Padding(grid, (1, 0, 0, 0)))


def _head(found: Profile) -> Text:
    parts = [Text(flat(found.name), style="bold")]
    parts.extend(Text(words) for words in (_kind(found.kind), found.country) if words)
    return Text(" · ").join([*parts, Text(found.id, style=FAINT)])


def _known(found: Profile) -> Iterator[tuple[str, RenderableType]]:
    seen = f"{counted(found.reports, 'report')}, {counted(found.mentions, 'mention')}"
    yield "Seen", Text(" · ".join(filter(None, (seen, _days(found.first, found.last)))))
    yield "Called", Text(_counts(found.names[:MOST_NAMES]))
    if found.offices:
        yield "Offices", Group(*map(_office, found.offices))
    if found.statements:
        yield "Says", Text(f"{counted(found.statements, 'statement')}: {_counts(found.cue_classes)}")
    if found.company:
        yield "With", Group(*map(_companion, found.company))
    if found.judgements:
        yield "Judged", Group(*map(judgement, found.judgements))


def _office(row: Tenure) -> Text:
    title = Text(", ".join(filter(None, (row.title, row.organisation))))
    term = f"{row.from_ or ''}–{row.to or ''}" if row.from_ or row.to else ""
    reports = f"{counted(row.reports, 'report')}, {_days(row.first, row.last)}".removesuffix(", ")
    return Text(" · ").join([title, *filter(None, (Text(term), Text(reports, style=FAINT)))])


def _companion(row: Companion) -> Text:
    both = [counted(row.reports, "report")]
    if row.statements:
        both.append(counted(row.statements, "statement"))
    return Text(" · ").join([Text(flat(row.name)), Text(", ".join(both), style=FAINT)])


def judgement(row: Judgement) -> Text:
    """A judgement in a line: its number, what it says, who says so, when and why."""
    told = Text(" · ").join([Text(str(row.id), style="bold"), Text(_said(row))])
    told.append(f" · {row.by}, {day(row.at[:10])}", style=FAINT)
    if row.note:
        told.append(f" · {flat(row.note)}")
    if row.withdrawn_at:
        told.append(f" · withdrawn {day(row.withdrawn_at[:10])}", style=MARK)
    return told


def _said(row: Judgement) -> str:
    actor, other = flat(row.actor.name), flat(row.other.name)
    if actor == other:
        actor, other = f"{actor} ({row.actor.id})", f"{other} ({row.other.id})"
    if row.kind == "merge":
        return f"{other} is {actor}"
    return f"{actor} is {other} in {', '.join(row.documents)}"


def plain(found: Profile) -> dict[str, Any]:
    """A profile with the keys of onrecord/1."""
    told = asdict(found)
    told["offices"] = [
        {key.rstrip("_"): value for key, value in office.items()} for office in told["offices"]
    ]
    return told


def _kind(kind: str | None) -> str:
    return (kind or "").replace("_", " ")


def _days(first: str | None, last: str | None) -> str:
    return " – ".join(map(day, filter(None, dict.fromkeys((first, last)))))


def _counts(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{flat(name)} {number:,}" for name, number in counts)
