"""Claims, contradictions, stories and timelines as a person likes to read them: pure functions to rich renderables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.render import FAINT, MARK, flat
from onrecord.cli.tally import counted
from onrecord.query import Claim, Comparison, Contradiction, Copies, Moment, Origin, Telling

ID = 8
LONGEST = 220
BAD, GOOD = "red", "green"


def claim(found: Claim, *, whole: bool = False) -> RenderableType:
    """What is claimed, since when, by whom and against whom; ``whole`` with all its tellings."""
    head = Text(span(found.first, found.last))
    head.append(" · ")
    head.append(short(found.gist), style="bold")
    rows: list[RenderableType] = [head]
    for verb, who, style in (
        ("affirmed by", found.affirmed_by, GOOD),
        ("denied by", found.denied_by, BAD),
        ("silent:", found.silent, MARK),
    ):
        if who:
            line = Text(f"{verb} ", style=style)
            line.append(_listed(who), style="")
            rows.append(Padding(line, (0, 0, 0, 2)))
    course = " → ".join(status for _, status in found.course)
    foot = [counted(found.stories, "independent report"), course, found.id[:ID]]
    rows.append(Padding(Text(" · ".join(filter(None, foot)), style=FAINT), (0, 0, 0, 2)))
    if whole:
        rows += [Padding(telling(one), (0, 0, 0, 4)) for one in found.tellings]
    return Group(*rows, Text())


def contradiction(found: Contradiction) -> RenderableType:
    """The reason in a sentence, and both quotations with their reports."""
    head = Text(found.kind, style=MARK)
    head.append(" · ")
    head.append(flat(found.reason), style="bold")
    quotations = [Padding(telling(one), (0, 0, 0, 2)) for one in (found.one, found.other)]
    foot = Padding(Text(f"claim {found.claim[:ID]}", style=FAINT), (0, 0, 0, 2))
    return Group(head, *quotations, foot, Text())


def telling(one: Telling) -> RenderableType:
    """Who says it, in which words, and the report."""
    line = Text(one.voice, style="cyan")
    line.append(f" ({one.status}): ", style=FAINT)
    line.append(f"“{short(one.text)}”")
    line.append(f"  {report(one.document)}", style=FAINT)
    return line


def story(found: Copies) -> RenderableType:
    """The publications of a story, and what each changed."""
    first, *others = found.publications
    rows: list[RenderableType] = [Text(report(first.document), style="bold")]
    for one in others:
        rows.append(Padding(Text(f"again: {report(one.document)}"), (0, 0, 0, 2)))
        for change in one.changes:
            for sign, words, style in (("-", change.before, BAD), ("+", change.after, GOOD)):
                if words:
                    rows.append(Padding(Text(f"{sign} {short(words)}", style=style), (0, 0, 0, 4)))
    return Group(*rows, Text())


def days(found: Sequence[Moment]) -> RenderableType:
    """A timeline: each day once, and what belongs to it."""
    rows: list[RenderableType] = []
    last = None
    for one in found:
        if one.day != last:
            rows.append(Text(one.day, style="bold"))
            last = one.day
        line = Text(flat(one.who) or "?", style="cyan")
        if one.to:
            line.append(" → ")
            line.append(flat(one.to), style="cyan")
        told = f", told by {flat(one.teller)}" if one.teller else ""
        line.append(f" · {one.type} ({one.status}{told}) · ", style=FAINT)
        line.append(f"“{short(one.text)}”")
        line.append(f"  {report(one.document)} {one.id[:ID]}", style=FAINT)
        rows.append(Padding(line, (0, 0, 0, 2)))
    return Group(*rows)


def comparison(found: Comparison, one: str, other: str) -> RenderableType:
    """What two say of one claim."""
    head = Text("agree" if found.agree else "disagree", style=GOOD if found.agree else BAD)
    head.append(" · ")
    head.append(short(found.claim.gist), style="bold")
    rows: list[RenderableType] = [head]
    for name, words in ((one, found.one), (other, found.other)):
        for each in words:
            line = Text(name, style="cyan")
            line.append(f": “{short(each)}”")
            rows.append(Padding(line, (0, 0, 0, 2)))
    return Group(*rows, Text(f"  claim {found.claim.id[:ID]}", style=FAINT), Text())


def report(origin: Origin) -> str:
    """Which report it is: its day, whose it is, its title."""
    parts = (origin.published, origin.agency or origin.publisher, origin.title or origin.source)
    return "[" + ", ".join(flat(part) for part in parts if part) + "]"


def span(first: str | None, last: str | None) -> str:
    """From when until when."""
    if first is None:
        return "undated"
    return first if first == last or last is None else f"{first} to {last}"


def short(words: str) -> str:
    """Words in one line that is not too long."""
    words = flat(" ".join(words.split()))
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(flat(name) for name in names)
