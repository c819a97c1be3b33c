"""One row of the record, explained: its words in their sentence, whose word it is, and which rules made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.coded_lines import UNNAMED, Setting, circumstances, name, parties, speaker, type_of, voices
from onrecord.cli.render import FAINT, day, flat, shown, whereabouts
from onrecord.model import Commitment, Document, Event, Relation, Span, Spans, Statement

MARKED = "bold reverse"
# A sentence ends at a blank line, or at a stop before a capital unless an initial or a short title stands before it.
END = re.compile(
    r"\n\s*\n"
    r"|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])"
)

if TYPE_CHECKING:
    from onrecord.query import Explanation
STATUSES = {
    "reported": "the report says so in its own voice",
    "claimed": "a source says so",
    "denied": "a source, or the report, says that it is not so",
    "pledged": "promised or planned",
    "demanded": "called for or required",
    "hypothetical": "conditional, feared, asked or possible",
}


def explanation(found: Explanation, document: Document, *, colours: bool) -> RenderableType:
    """All that is known of one row.

    Args:
        document: the report that it stands in, with its text.
        colours: mark its words by colour; else by brackets, ``⟦words⟧``.
    """
    row = found.row
    spans = _spans(row)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for title, value in _facts(found, document):
        grid.add_row(title, value)
    return Group(
        _head(found),
        Padding(in_sentence(document.text, spans, colours=colours), (1, 2)),
        grid,
        *_why(found),
    )


def _spans(row: Event | Relation | Commitment | Statement) -> Spans:
    if not isinstance(row, Statement):
        return row.spans
    return row.content.spans or row.cue.spans or row.speaker.spans


def _head(found: Explanation) -> Text:
    row = found.row
    if isinstance(row, Statement):
        parts = [
            Text(speaker(found.names, row.speaker), style="bold"),
            Text(flat(row.cue.text), style="italic"),
        ]
    else:
        setting = Setting(names=found.names)
        parts = [type_of(row)]
        if isinstance(row, Relation):
            parts += [Text(f"{name(found.names, row.subject)} → {name(found.names, row.object)}")]
        else:
            parts += [parties(row, setting)]
    kind = type(row).__name__.casefold()
    return Text(" · ").join([*filter(None, parts), Text(f"{kind} {row.id}", style=FAINT)])


def _facts(found: Explanation, document: Document) -> Iterator[tuple[str, str]]:
    row = found.row
    title = flat(document.title or "(no headline)")
    published = day(document.published) if document.published else "undated"
    where = whereabouts(document, min(_spans(row) or ((0, 0),)))
    yield "Report", " · ".join((title, published, document.source, where))
    yield "Told by", voices(document, found.chain, found.names)
    if isinstance(row, Statement):
        yield from _of_statement(row, found)
        return
    meaning = STATUSES[row.status]
    yield "Status", f"{row.status}: {meaning}"
    if not isinstance(row, Commitment):
        yield "Certainty", row.certainty
    if isinstance(row, Event):
        yield from _of_event(row, found)
    elif isinstance(row, Commitment):
        yield from _of_commitment(row)
    else:
        yield from (("Holds", words) for words in circumstances(row))
    yield "Confidence", f"{row.confidence:.2f}"


def _of_event(row: Event, found: Explanation) -> Iterator[tuple[str, str]]:
    if found.place:
        yield "Place", ", ".join(filter(None, (found.place.name, found.place.country)))
    if row.date:
        yield "Date", day(row.date)
    if row.contexts:
        yield "Contexts", ", ".join(row.contexts)
    codes = (("CAMEO", row.cameo), ("quad class", row.quad), ("intensity", row.intensity))
    yield "Codes", ", ".join(f"{title} {code}" for title, code in codes if code is not None)


def _of_commitment(row: Commitment) -> Iterator[tuple[str, str]]:
    yield "Action", flat(row.action.text)
    if row.condition:
        yield "Condition", flat(row.condition.text)
    if row.deadline:
        yield "Until", day(row.deadline)
    if row.basis:
        yield "Basis", flat(row.basis.text)


def _of_statement(row: Statement, found: Explanation) -> Iterator[tuple[str, str]]:
    words = flat(row.speaker.text)
    called = speaker(found.names, row.speaker)
    yield "Speaker", f"{called} ({words})" if words and words != called else called or UNNAMED
    yield "Cue", f"{flat(row.cue.text) or '(none)'}: {row.cue.class_}"
    yield "Kind", row.kind
    if row.addressee:
        yield "To", name(found.names, row.addressee)
    if row.said_on:
        yield "Said on", day(row.said_on)
    if found.place:
        yield "Said at", found.place.name
    yield "Polarity", "negated" if row.polarity == "-" else "not negated"
    yield "Certainty", row.certainty
    yield "Confidence", f"{row.confidence:.2f}"


def _why(found: Explanation) -> Iterator[RenderableType]:
    """Each step on a line."""
    if not found.steps:
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="italic", no_wrap=True)
    grid.add_column(overflow="fold")
    for rule, words in found.steps:
        grid.add_row(Text(flat(rule)), Text(flat(words)))
    yield Text("\nWhy", style="bold")
    yield Padding(grid, (0, 2))


def in_sentence(text: str, spans: Spans, *, colours: bool) -> Text:
    """The sentences around some words, these marked."""
    start, end = sentence(text, spans)
    found, at = Text(), start
    for first, last in sorted(spans):
        found.append(shown(text[at:first]))
        words = shown(text[first:last])
        found.append(words if colours else f"⟦{words}⟧", style=MARKED if colours else "")
        at = last
    found.append(shown(text[at:end]))
    return Text(" ").join(piece for piece in found.split() if piece.plain.strip())


def sentence(text: str, spans: Spans) -> Span:
    """From where to where the sentences go that hold the spans."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    start = max((end.end() for end in END.finditer(text, 0, first + 1) if end.end() <= first), default=0)
    ends = (end.start() + len(end[0].rstrip()) for end in END.finditer(text, max(first, last - 1)))
    return start, max(last, next(ends, len(text.rstrip())))
