"""A brief as Markdown: CommonMark with footnotes, as GitHub and Pandoc read them.

Whatever a report or a name brings along stands there as it is read: no character of it is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.exchange.brief_page import Brief, Item, Line, Number, Page, Part, Piece, Source, page

# Each may stand behind a backslash (CommonMark 2.4). Some mean something in one place alone: at the beginning, where
# they would make a list or a heading, and in addresses and names of emoji, which GitHub looks for.
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>#|~&^$@]|^[-+=!]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=:)/(?=/)|(?<=www)\.|:(?=[\w+-]+:)",
    re.IGNORECASE,
)


def markdown(brief: Brief) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(page(brief)))


def _lines(whole: Page) -> Iterator[str]:
    yield from (f"# {escaped(whole.title)}", "", escaped(whole.under), "")
    for part in whole.parts:
        yield from _part(part)
    yield from ("## Sources", "")
    for source in whole.sources:
        yield from (_source(source), "")


def _part(part: Part) -> Iterator[str]:
    yield from (f"## {escaped(part.title)}", "")
    for item in part.items:
        yield from _item(item)
    if not part.items:
        yield escaped(part.nothing)
    if part.more:
        yield from ("", f"*and {part.more:,} more*")
    yield ""


def _item(item: Item) -> Iterator[str]:
    first, *others = item
    # Two blanks at the end break a line.
    lines = [f"- {_line(first)}", *(f"  {_line(line)}" for line in others)]
    yield from (f"{line}  " for line in lines[:-1])
    yield lines[-1]


def _line(line: Line) -> str:
    return " ".join(filter(None, map(_piece, line)))


def _piece(piece: Piece) -> str:
    if isinstance(piece, Number):
        return f"[^{piece.number}]"
    text = escaped(piece.text)
    if not text:
        return ""
    return {"strong": f"**{text}**", "quote": f"“{text}”", "mark": f"*[{text}]*"}.get(piece.style, text)


def _source(source: Source) -> str:
    words = " […] ".join(escaped(" ".join(words.split())) for words in source.quotation)
    link = f" <{source.link}>" if source.link else ""
    return f"[^{source.number}]: “{words}” — {escaped(source.report)} ({escaped(source.place)}){link}"


def escaped(text: str) -> str:
    """Words without any meaning to Markdown or HTML."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)
