"""Answers of the record as a person likes to read them: pure functions to rich renderables."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.render import FAINT, QUOTATION, SPOKEN, day, flat, marks, quoted, shown
from onrecord.model import Failure
from onrecord.query import Hit, Said, Stats, Summary

FOUND = "bold reverse"
UNDATED = "undated"


def said(row: Said) -> RenderableType:
    """One statement of an actor under its date, and the report it stands in."""
    name = Text(row.actor or flat(row.speaker_words), style="bold")
    cue = Text(flat(row.cue), style="italic")
    when = Text(day(row.said_on or row.published or UNDATED))
    signs = marks(row.cue, row.cue_class, row.polarity, row.certainty)
    manner = Text(" · ").join([when, name, *([cue] if cue else []), *signs])
    content = (
        Text(quoted(flat(row.content)), style=SPOKEN) if row.kind == "direct" else Text(flat(row.content))
    )
    if row.kind == "mixed":
        content.highlight_regex(QUOTATION, SPOKEN)
    return _entry(manner, content, _report(row.title, row.document))


def hit(row: Hit, *, colours: bool = True) -> RenderableType:
    """A piece of a statement or report with the words that were found.

    Args:
        colours: mark these words by colour; else by brackets, ``⟦word⟧``.
    """
    parts = [Text(day(row.published or UNDATED))]
    if row.what == "statement":
        parts.append(Text(flat(row.speaker or "source not named"), style="bold"))
        parts.extend([Text(flat(row.cue), style="italic")] if row.cue else [])
    else:
        parts.append(Text("report", style="italic"))
    snippet = _found(row) if colours else Text(_bracketed(row))
    words = Text(" ").join(piece for piece in snippet.split() if piece.plain.strip())
    return _entry(Text(" · ").join(parts), words, _report(row.title, row.document))


def _found(row: Hit) -> Text:
    snippet = Text(shown(row.snippet))
    for start, end in row.highlights:
        snippet.stylize(FOUND, start, end)
    return snippet


def _bracketed(row: Hit) -> str:
    words = shown(row.snippet)
    for start, end in reversed(row.highlights):
        words = f"{words[:start]}⟦{words[start:end]}⟧{words[end:]}"
    return words


def _entry(first: Text, words: Text, last: Text) -> RenderableType:
    return Group(first, Padding(Group(words, last), (0, 0, 1, 2)))


def _report(title: str | None, document: str) -> Text:
    return Text(f"{flat(title or '(no headline)')} · {document}", style=FAINT)


def reports(found: list[Summary]) -> RenderableType:
    """Reports as a table."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Id", no_wrap=True)
    table.add_column("Date", no_wrap=True)
    table.add_column("Title", overflow="fold")
    table.add_column("Statements", justify="right")
    for row in found:
        table.add_row(row.id, row.published or "", Text(flat(row.title or row.source)), str(row.statements))
    return table


def failure(row: Failure) -> RenderableType:
    """A source, why it could not be read, and when that was."""
    reason = row.reason.removeprefix(f"{row.source}: ")
    return Group(
        Text(row.source, style="bold"), Padding(Text(flat(reason)), (0, 2)), Text(f"  {row.at}", style=FAINT)
    )


def figures(found: Stats) -> RenderableType:
    """The record in figures."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    dates = " – ".join(map(day, filter(None, dict.fromkeys((found.first, found.last)))))
    share = "" if found.resolved is None else f"{found.resolved:.0%} of statements"
    rows = {
        "Reports": f"{found.reports:,}",
        "Published": dates,
        "Statements": f"{found.statements:,}",
        "Kinds": _counts(found.kinds),
        "Speakers known": share,
        "Who says most": _counts(found.speakers),
        "Manner": _counts(found.cue_classes),
        "Events": f"{found.events:,}",
        "Types": _counts(found.event_types),
        "Relations": f"{found.relations:,}",
        "Commitments": f"{found.commitments:,}",
        "How firm": _counts(found.statuses),
        "Failures": f"{found.failures:,}",
        "Read by": _counts(found.readers),
        "Size": f"{found.size / 1_000_000:.1f} MB",
    }
    for name, value in rows.items():
        table.add_row(name, Text(value))
    return table


def _counts(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts)
