"""Text to paragraphs: one line each, or several where an editor broke the lines at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span, Spans

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_WORD = re.compile(r"\S+")
_EDGE = " \t\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# The columns a hard-wrapped text is set in; longer lines are paragraphs.
NARROWEST, WIDEST = 40, 100
WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; ``apart`` when a blank line stands before them."""

    lines: Spans
    text: str
    apart: bool

    @property
    def start(self) -> int:
        return self.lines[0][0]

    @property
    def end(self) -> int:
        return self.lines[-1][1]


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, without their surrounding space."""
    found = list(_lines(text))
    width = _width(text, found)
    groups: list[list[Span]] = []
    apart: list[bool] = []
    for line, blank in found:
        if groups and not blank and width and _goes_on(text, groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
            apart.append(blank)
    return [
        Paragraph(tuple(group), " ".join(" ".join(text[a:b].split()) for a, b in group), blank)
        for group, blank in zip(groups, apart, strict=True)
    ]


def _lines(text: str) -> Iterator[tuple[Span, bool]]:
    """Each line that is not blank, and whether a blank one stands before it."""
    last = None
    for match in _LINE.finditer(text):
        start, end = trim(text, match.start(), match.end())
        if start < end:
            between = text[last:start] if last is not None else ""
            yield (start, end), max(between.count("\n"), between.count("\r")) > 1
            last = end


def trim(text: str, start: int, end: int) -> Span:
    """The span without the space and the invisible marks at its edges."""
    while start < end and (text[start].isspace() or text[start] in _EDGE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return start, end


def _width(text: str, lines: Sequence[tuple[Span, bool]]) -> int:
    """The width at which the lines were broken; 0 where every line is a paragraph.

    In a broken text the first word of the next line had no room at the end of a line.
    """
    widest = max((end - start for (start, end), _ in lines), default=0)
    if not NARROWEST <= widest <= WIDEST:
        return 0
    pairs = [(line, after) for (line, _), (after, blank) in pairwise(lines) if not blank]
    full = sum(_reach(text, line, after) > widest for line, after in pairs)
    return widest if len(pairs) > 1 and full >= WRAPPED_SHARE * len(pairs) else 0


def _reach(text: str, line: Span, after: Span) -> int:
    """How long the line would be with the first word of the next one."""
    word = _WORD.match(text, after[0])
    return line[1] - line[0] + 1 + (len(word[0]) if word else 0)


def _goes_on(text: str, line: Span, after: Span, width: int) -> bool:
    indented = text[after[0] - 1 : after[0]] in ("\t", " ") and text[line[0] - 1 : line[0]] not in ("\t", " ")
    return not indented and _reach(text, line, after) > 0.85 * width
