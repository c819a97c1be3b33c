"""A reading as a person likes to read it: pure functions to rich renderables.

Nothing here says by colour alone what is said: without colours the same words and marks remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Document, Reading, Spans, Statement

SPOKEN = "green"  # words in quotation marks
MARK = "yellow"  # what keeps a statement from being a plain one
FAINT = "dim"

PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’", '"': '"', "'": "'", "``": "''", "''": "''"}
OPENERS = {"”": "“", "»": "«", "’": "‘", '"': '"', "'": "'", "''": "''"}
OPENS = re.compile(r"``|''|[\"“„«‘']")
# A straight mark opens only what it does not close: no word or stop stands before it.
OPENS_BEFORE = re.compile(r"(?:[“„«‘]|``|(?<![\w.,!?…'])(?:''|[\"']))$")
# A single mark behind a letter may be an apostrophe.
CLOSES = re.compile(r"(?:''|[\"”»]|(?<=[.,!?…])[’'])$")
QUOTATION = re.compile(r"“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?|\"[^\"]*\"?|''.+?''|(?<!\w)‘.+?’(?!\w)")
# The stop or comma that stands inside the quotation marks may lie outside the span.
CLOSE_BY = re.compile(r"[,.!?…]?(?P<mark>''|[\"“”»]|[’'](?!\w))")
# Escape sequences would reach the terminal, and rich drops some control characters and so shifts the rest.
CONTROL = re.compile(r"(?P<line>\r(?!\n)|[\v\f])|[\x00-\x08\x0e-\x1f\r\x7f-\x9f]")

# Classes that tell nobody more than the words of the cue do.
PLAIN_CLASSES = frozenset({"say", "report"})
# Classes whose cues say no by themselves.
NEGATIVE_CLASSES = frozenset({"deny", "refuse"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement with its number in the order of the text and how deep it stands inside others."""

    number: int
    depth: int
    statement: Statement


def outline(statements: Iterable[Statement]) -> list[Entry]:
    """Statements in the order of the text, each followed by those inside it."""
    inside: dict[str | None, list[Statement]] = {}
    ordered = sorted(statements, key=_position)
    known = {statement.id for statement in ordered}
    for statement in ordered:
        inside.setdefault(statement.parent if statement.parent in known else None, []).append(statement)
    entries: list[Entry] = []
    todo = [(0, statement) for statement in reversed(inside.get(None, []))]
    while todo:
        depth, statement = todo.pop()
        entries.append(Entry(len(entries) + 1, depth, statement))
        todo.extend((depth + 1, child) for child in reversed(inside.pop(statement.id, [])))
    return entries


def _position(statement: Statement) -> tuple[int, int]:
    spans = statement.content.spans or statement.cue.spans or statement.speaker.spans or ((0, 0),)
    return min(spans)


def printout(reading: Reading) -> RenderableType:
    """The whole print-out of a report: its head, every statement, then what was coded, a line each."""
    return Group(head(reading), Text(), statements(reading), *coded(reading), *warnings(reading))


def line(reading: Reading) -> RenderableType:
    """A report in one line: its date, title, source and number of statements."""
    document = reading.document
    number = len(reading.statements)
    what = f"{number} statement{'' if number == 1 else 's'}"
    parts = (document.published or "undated", flat(document.title or "(no headline)"), document.source, what)
    return Text(" · ").join([*map(Text, parts), *warnings(reading)])


def table(reading: Reading) -> RenderableType:
    """The statements of a report as a table under its title."""
    title = flat(reading.document.title or reading.document.source)
    grid = Table(title=Text(title), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    grid.add_column("", justify="right", style=FAINT)
    grid.add_column("Speaker", max_width=24)
    grid.add_column("Manner", max_width=16)
    grid.add_column("Content", ratio=1)
    grid.add_column("Where", style=FAINT, max_width=12)
    for entry in outline(reading.statements):
        statement = entry.statement
        cue = Text(flat(statement.cue.text), style="italic")
        grid.add_row(
            str(entry.number),
            speaker(reading, statement),
            Text(" · ").join([cue, *_marks(statement)]),
            speech(reading, statement),
            whereabouts(reading.document, _position(statement)),
        )
    return grid


def head(reading: Reading) -> RenderableType:
    """Title, sub-headline, and the line that says when, where, by whom and from what."""
    document = reading.document
    title = Text(flat(document.title or "(no headline)"), style="bold")
    lines = [title, Text(" · ".join(origin(reading)), style=FAINT)]
    if document.subtitle:
        lines.insert(1, Text(flat(document.subtitle), style="italic"))
    return Group(*lines)


def origin(reading: Reading) -> Iterator[str]:
    """Date, place, agency or publisher, byline, source: as far as they are known."""
    document = reading.document
    if document.published:
        yield day(document.published)
    if document.dateline:
        yield place_name(reading, document.dateline.place) or document.dateline.text
    if maker := document.agency or document.publisher:
        yield maker
    if document.byline:
        yield flat(document.byline)
    yield "standard input" if document.source == "-" else document.source


def warnings(reading: Reading) -> Iterator[Text]:
    """What the reader should be warned of."""
    for warning in reading.warnings:
        yield Text(f"Note: {flat(warning)}", style=MARK)


def statements(reading: Reading) -> RenderableType:
    """Every statement, in order, those inside others indented under them."""
    entries = outline(reading.statements)
    if not entries:
        return Text("No statements found.", style=FAINT)
    return Group(*(_block(reading, entry) for entry in entries))


def coded(reading: Reading) -> Iterator[RenderableType]:
    """Events, relations and commitments, each in a line under the name of their kind."""
    from onrecord.cli.coded_lines import line, setting

    for title, rows in (
        ("Events", reading.events),
        ("Relations", reading.relations),
        ("Commitments", reading.commitments),
    ):
        if rows:
            yield Text(title, style="bold")
            yield from (hanging(line(row, setting(reading, row))) for row in rows)
            yield Text()


def hanging(words: Text) -> RenderableType:
    """A line that is indented where it goes on."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column()
    grid.add_column(overflow="fold")
    grid.add_row("–", words)
    return grid


def _block(reading: Reading, entry: Entry) -> RenderableType:
    grid = Table.grid(padding=(0, 1), expand=False)
    grid.add_column(justify="right", width=max(2, len(str(entry.number))), style=FAINT)
    grid.add_column()
    grid.add_row(str(entry.number), Group(manner(reading, entry.statement), speech(reading, entry.statement)))
    return Padding(grid, (0, 0, 1, 4 * entry.depth))


def manner(reading: Reading, statement: Statement) -> Text:
    """Who said it, how, to whom, when and where, and where it stands in the report."""
    cue = Text(flat(statement.cue.text), style="italic")
    parts = [speaker(reading, statement), *([cue] if cue else []), *_marks(statement)]
    parts.extend(Text(words) for words in _circumstances(reading, statement))
    parts.append(Text(whereabouts(reading.document, _position(statement)), style=FAINT))
    return Text(" · ").join(parts)


def speaker(reading: Reading, statement: Statement) -> Text:
    """The resolved name with, where they differ, the words that the report uses."""
    words = flat(statement.speaker.text)
    name = actor_name(reading, statement.speaker.actor)
    if name is None:
        return Text(words, style="bold") if words else Text("source not named", style="italic")
    text = Text(name, style="bold")
    if words and words.casefold() != name.casefold():
        text.append(f" ({words})", style="not bold")
    return text


def _marks(statement: Statement) -> Iterator[Text]:
    cue = statement.cue
    return marks(cue.text, cue.class_, statement.polarity, statement.certainty)


def marks(cue: str, class_: str, polarity: str, certainty: str) -> Iterator[Text]:
    """What the words of the cue do not tell by themselves: its class, that it is negated, how sure it is."""
    # The stem's first letters: "denied" shows "deny" by itself, "blasted" does not show "accuse".
    if class_ not in PLAIN_CLASSES and class_[:3] not in cue.casefold():
        yield Text(class_, style=FAINT)
    if polarity == "-" and class_ not in NEGATIVE_CLASSES:
        yield Text("negated", style=MARK)
    # "unspecified" is left to the cue: "claimed", "asked whether" leave it open by themselves.
    if certainty in ("probable", "possible"):
        yield Text(certainty, style=MARK)


def _circumstances(reading: Reading, statement: Statement) -> Iterator[str]:
    if statement.addressee:
        words = flat(statement.addressee.text)
        yield f"to {actor_name(reading, statement.addressee.actor) or words}"
    if statement.said_on:
        yield day(statement.said_on)
    if place := place_name(reading, statement.said_at):
        yield place


def speech(reading: Reading, statement: Statement) -> Text:
    """The content: words in quotation marks in their colour, all others plain."""
    text, spans = reading.document.text, statement.content.spans
    if statement.kind != "indirect":
        mark = mark_of(text, spans)
        spans = tuple(with_marks(text, start, end, mark) for start, end in spans)
    words = " ".join(flat(text[start:end]) for start, end in spans)
    if statement.kind == "direct":
        return Text(quoted(words, mark), style=SPOKEN)
    content = Text(words)
    content.highlight_regex(QUOTATION, SPOKEN)
    return content


def mark_of(text: str, spans: Spans) -> str | None:
    """The mark that opens the quotation, at the beginning of its words or right before it."""
    if not spans:
        return None
    start = spans[0][0]
    mark = OPENS_BEFORE.search(text, 0, start) or OPENS.match(text, start)
    return mark[0] if mark else None


def with_marks(text: str, start: int, end: int, mark: str | None = None) -> tuple[int, int]:
    """The span with the quotation marks that stand right around it.

    Args:
        mark: what opens the quotation; without it single marks are taken for apostrophes.
    """
    if before := OPENS_BEFORE.search(text, max(0, start - 2), start):
        start = before.start()
    wanted = (PAIRS[mark],) if mark else ('"', "”", "»", "''")
    close = CLOSE_BY.match(text, end)
    if close and close["mark"] in wanted and not text.endswith(wanted, start, end):
        end = close.end()
    return start, end


def quoted(words: str, mark: str | None = None) -> str:
    """The words in quotation marks: one is added at an end that has none, in the style of the other.

    Args:
        mark: what opens the quotation in its report.
    """
    opens = OPENS.match(words)
    closing = PAIRS[opens[0] if opens else mark or "“"]
    closes = CLOSES.search(words)
    if opens and (words.endswith(closing) or closes):
        return words
    if opens:
        return f"{words}{closing}"
    return f"{OPENERS[closes[0]]}{words}" if closes else f"{mark or '“'}{words}{closing}"


def whereabouts(document: Document, span: tuple[int, int]) -> str:
    """Where in the report a span stands: the headline, a heading, or the lines of the text."""
    start, end = span
    named = (("headline", document.title), ("sub-headline", document.subtitle))
    for name, words in named:
        line = _line_of(document.text, words) if words else None
        if line and line.start() <= start < line.end():
            return name
    if any(first <= start < last for heading in document.headings for first, last in heading.spans):
        return "heading"
    first_line = document.text.count("\n", 0, start) + 1
    last_line = first_line + document.text.count("\n", start, end)
    return f"line {first_line}" if first_line == last_line else f"lines {first_line}–{last_line}"


def _line_of(text: str, words: str) -> re.Match[str] | None:
    """Where words stand as lines of their own; a title may be told beside the text and not be in it."""
    phrase = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?:^|[\r\n])[^\S\r\n]*{phrase}(?=\s*(?:[\r\n]|$))", text, re.IGNORECASE)


def actor_name(reading: Reading, actor_id: str | None) -> str | None:
    """The name of an actor of this reading."""
    return next((actor.name for actor in reading.actors if actor.id == actor_id), None)


def place_name(reading: Reading, place_id: str | None) -> str | None:
    """The name of a place of this reading."""
    return next((place.name for place in reading.places if place.id == place_id), None)


def day(iso: str) -> str:
    """A date of the record in words: ``2016-10-21`` is 21 October 2016; weeks stay as they are."""
    return " – ".join(map(_one_day, iso.split("/")))


def _one_day(iso: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", iso):
        year, month, number = match.groups()
        month_name = date(int(year), int(month), 1).strftime("%B")
        return f"{int(number)} {month_name} {year}" if number else f"{month_name} {year}"
    return iso


def flat(words: str) -> str:
    """The words on one line."""
    return " ".join(shown(words).split())


def shown(text: str) -> str:
    """The text as a screen can show it: each control character is another one, so that offsets hold."""
    return CONTROL.sub(lambda control: "\n" if control["line"] else " ", text)
