"""A network as a person likes to read it: the strongest ties, each with one quotation."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.remembered import report, short, span
from onrecord.cli.render import FAINT, flat
from onrecord.cli.tally import counted
from onrecord.data.plover import QUADS
from onrecord.query import Network, Tie

MOST_TELLERS = 4
SAYS = {"+": "speaks of", "-": "denies something of"}
PARTY = "cyan"


def ties(found: Network) -> RenderableType:
    """Each tie in three lines: who and whom, how often and whose word it is, the latest words for it."""
    names = {node.id: node.name for node in found.actors}
    rows: list[RenderableType] = [_tie(one, names) for one in found.ties]
    if hidden := found.found - len(found.ties):
        rows.append(Text(f"and {hidden:,} more, with --limit or --format", style=FAINT))
    return Group(*rows)


def _tie(one: Tie, names: dict[str, str]) -> RenderableType:
    head = Text(flat(names[one.one]), style=PARTY)
    head.append(f" {_verb(one)} ", style="bold")
    head.append(flat(names[one.other]), style=PARTY)
    kind = QUADS.get(one.quad or 0)
    facts = (
        one.status if one.what != "says" else None,
        kind,
        counted(one.reports, "independent report"),
        span(one.first, one.last),
        _tellers(one),
    )
    rows: list[RenderableType] = [
        head,
        Padding(Text(" · ".join(filter(None, facts)), style=FAINT), (0, 0, 0, 2)),
    ]
    for proof in one.evidence[:1]:
        line = Text(f"“{short(proof.text)}”")
        line.append(f"  {report(proof.document)}", style=FAINT)
        rows.append(Padding(line, (0, 0, 0, 2)))
    return Group(*rows, Text())


def _verb(one: Tie) -> str:
    if one.what == "says":
        return f"{SAYS[one.status]} ({one.type})"
    return one.type.replace("_", " ") if one.what == "relation" else f"{one.type} →"


def _tellers(one: Tie) -> str:
    """Whose word it is; of what is said that is the speaker, who is named already."""
    if one.what == "says":
        return ""
    told = [flat(name) or "reports themselves" for name in one.tellers]
    more = [f"{len(told) - MOST_TELLERS} others"] if len(told) > MOST_TELLERS else []
    return "according to " + ", ".join((*told[:MOST_TELLERS], *more))
