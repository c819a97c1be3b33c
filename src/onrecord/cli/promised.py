"""What became of commitments as a person likes to read it: pure functions to rich renderables."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.coded_lines import ID, name
from onrecord.cli.render import FAINT, flat
from onrecord.query import FollowUp, Promised
from onrecord.query.standing import Standing

NOW: dict[Standing, tuple[str, str]] = {
    "open": ("open", ""),
    "overdue": ("deadline passed", "yellow"),
    "kept": ("told kept", "green"),
    "broken": ("told broken", "red"),
    "disputed": ("disputed", "yellow"),
    "withdrawn": ("withdrawn", "red"),
}
TOLD = {
    "made": ("made", ""),
    "restated": ("told again", ""),
    "extended": ("put off", "yellow"),
    "fulfilled": ("told kept", "green"),
    "broken": ("told broken", "red"),
    "withdrawn": ("withdrawn", "red"),
}


def now(state: Standing, due: str | None, later: int) -> Text:
    """How a commitment stands, its last day where that still matters, and how often it was told of later."""
    words, style = NOW[state]
    text = Text(words, style=style)
    if due and state in ("open", "overdue"):
        text.append(f"\n{'since' if state == 'overdue' else 'until'} {due}", style=FAINT)
    if later:
        text.append(f"\ntold of {later} time{'s' if later > 1 else ''}", style=FAINT)
    return text


def history(found: Promised) -> RenderableType:
    """A commitment, how it stands, and all that was told of it, day by day, with the words."""
    row = found.commitment.row
    head = Text(flat(name(found.commitment.names, row.by)) if row.by else "Somebody", style="cyan")
    head.append(" · ")
    head.append(flat(row.text), style="bold")
    rows: list[RenderableType] = [head, Padding(_stands(found), (0, 0, 0, 2)), Text()]
    for one in found.history:
        rows += [_line(one), Padding(Text(f"“{flat(one.text)}”"), (0, 0, 0, 4))]
        where = [one.reason if one.course != "made" else "", _reports(one)]
        rows.append(Padding(Text(" ".join(filter(None, where)), style=FAINT), (0, 0, 0, 4)))
    if not found.follow_ups:
        rows.append(Text("Nothing in the record tells what became of it.", style=FAINT))
    return Group(*rows)


def _stands(found: Promised) -> Text:
    words, style = NOW[found.state]
    text = Text(f"now: {words}", style=style)
    if found.due and found.first_due and found.due != found.first_due:
        text.append(f" · due {found.due}, at first {found.first_due}", style=FAINT)
    elif found.due:
        text.append(f" · due {found.due}", style=FAINT)
    text.append(f" · {found.id[:ID]}", style=FAINT)
    return text


def _line(one: FollowUp) -> Text:
    words, style = TOLD[one.course]
    text = Text(f"{one.day or 'undated'}  ")
    text.append(f"not {words}" if one.polarity == "-" else words, style=style)
    if one.due:
        text.append(f" to {one.due}", style=style)
    text.append(" · ", style=FAINT)
    text.append(flat(one.voice), style="cyan")
    if one.certainty != "certain":
        text.append(f" ({one.certainty})", style=FAINT)
    return text


def _reports(one: FollowUp) -> str:
    first = one.document
    parts = (first.agency or first.publisher, first.title or first.source)
    also = f", and {len(one.copies)} more" if one.copies else ""
    return "[" + ", ".join(flat(part) for part in parts if part) + also + "]"
