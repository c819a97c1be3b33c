"""Quotation marks: which stretches of a text stand inside them.

A quotation never reaches over its block. One that is opened and not closed ends where the next one opens, where
the report plainly goes on in its own voice, or with its block: a lost mark costs a paragraph at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.model import BlockKind, Report, Span

OPENING = {"“": "”", "«": "»", "„": "“", "‹": "›", "「": "」"}
CLOSING = {"”", "»", "›", "」"}
MARK = re.compile(r"''|``|\"+|[“”«»„‟‹›「」]")  # tables double their marks: `""We go,"" he said`
# The '90s and rock 'n' roll open nothing.
SINGLE_OPEN = re.compile(r"(?<![\w'’])['‘](?=[\w(\[…$£€#@])(?!\d0s\b|n['’])")
SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]%])['’](?![\w])")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+")
# `"We go, he said` and `"We go," he said` differ by a mark that typists lose: a comma, a short subject, a verb of
# saying. Only the commonest verbs are safe enough to end a quotation on.
TAG = re.compile(
    r"[,?!](?=\s+(?:(?:the\s+)?[\w.’'-]+\s+){1,4}(?:said|says|told|added|stressed|noted|warned)\b"
    r"|\s+(?:said|says|added)\s+(?:[A-Z]|the\b|a\b))"
)
TAG_LENGTH = 80  # characters of ", an official added without giving details."
SPOKEN: set[BlockKind] = {"title", "subtitle", "heading", "paragraph", "turn", "caption"}
MAX_SINGLE = 600  # a British quotation of more characters is an apostrophe that found a distant partner


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, marks included; ``depth`` 2 stands inside another."""

    start: int
    end: int
    depth: int = 1
    closed: bool = True
    reopened: bool = False  # the next block opens with a mark again: one quotation goes on


def quotes_of(report: Report) -> list[Quote]:
    """The quotations in the blocks of a report that are read."""
    spoken = [(b.start, b.end) for b in report.layout.blocks if b.kind in SPOKEN]
    return find_quotes(report.document.text, spoken)


def find_quotes(text: str, blocks: Iterable[Span]) -> list[Quote]:
    """The quotations of the blocks, outer before inner, in the order of the text."""
    found: list[Quote] = []
    ranges = list(blocks)
    for number, (start, end) in enumerate(ranges):
        after = ranges[number + 1][0] if number + 1 < len(ranges) else end
        found += _block_quotes(text, start, end, text[after : after + 1])
    return found


def _block_quotes(text: str, start: int, end: int, next_char: str) -> list[Quote]:
    doubles = _doubles(text, start, end, next_char)
    singles = _singles(text, start, end)
    within = {d for d in doubles if any(s.start < d.start and d.end < s.end for s in singles)}
    doubles = [replace(d, depth=2) if d in within else d for d in doubles]
    inner, outer = [], []
    for single in singles:
        holder = next(
            (d for d in doubles if d.depth == 1 and d.start < single.start and single.end < d.end), None
        )
        if holder:
            inner.append(Quote(single.start, single.end, 2))
        elif not any(single.start < d.end and d.start < single.end for d in doubles if d.depth == 1):
            outer.append(single)
    return sorted([*doubles, *inner, *outer], key=lambda q: (q.start, q.depth))


def _doubles(text: str, start: int, end: int, next_char: str) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    for match in MARK.finditer(text, start, end):
        opens = _opens(text, match, start, end, inside=opened is not None)
        if opens and opened is not None:
            found.append(_unclosed(text, opened, match.start()))
        if opens:
            opened = match.start()
        elif opened is not None:
            found.append(Quote(opened, match.end()))
            opened = None
        else:
            found += _lost_opening(text, start, match, found)
    if opened is not None:
        reopened = next_char in {*OPENING, '"', "'"} and not _ends_in_tag(text, opened, end)
        whole = Quote(opened, end, closed=False, reopened=True)
        found.append(whole if reopened else _unclosed(text, opened, end))
    return [q for q in found if q.end - q.start > 2]


def _opens(text: str, match: re.Match[str], start: int, end: int, *, inside: bool) -> bool:
    mark = match.group()
    if mark in CLOSING:
        return False
    if mark in OPENING or mark == "``":
        closes = inside and (text.rfind("„", start, match.start()) >= 0 or text[match.start() - 1] in ",.!?")
        return not (mark == "“" and closes)
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    could_open = (before.isspace() or before in "([{—–-/:‘'") and not after.isspace()
    could_close = not before.isspace() and (after.isspace() or after in ".,;:!?)]}—–-’'")
    if could_open != could_close:
        return could_open
    return not inside


def _unclosed(text: str, opened: int, limit: int) -> Quote:
    """An opened quotation that nothing closes: up to a plain tag, or else to ``limit``."""
    tag = TAG.search(text, opened, limit)
    end = tag.end() if tag else opened + len(text[opened:limit].rstrip())
    return Quote(opened, end, closed=False)


def _ends_in_tag(text: str, opened: int, end: int) -> bool:
    """A block that opens a quotation and closes with its speaker lost a mark, whatever the next one opens with."""
    tag = TAG.search(text, opened, end)
    return tag is not None and end - tag.end() <= TAG_LENGTH


def _lost_opening(text: str, start: int, match: re.Match[str], found: list[Quote]) -> list[Quote]:
    """A closing mark that nothing opened: the sentence before it is taken, where it ends like speech."""
    if text[match.start() - 1 : match.start()] not in ",.!?…" or match.start() == start:
        return []
    floor = max([start, *(q.end for q in found)])
    begin = floor
    for stop in SENTENCE_END.finditer(text, floor, match.start() - 1):
        begin = stop.end()
    while begin < match.start() and text[begin].isspace():
        begin += 1
    return [Quote(begin, match.end(), closed=False)] if begin < match.start() else []


def _singles(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    at = start
    while opening := SINGLE_OPEN.search(text, at, end):
        closing = _single_close(text, opening, end)
        if closing is None:
            at = opening.end()
            continue
        found.append(Quote(opening.start(), closing))
        at = closing
    return found


def _single_close(text: str, opening: re.Match[str], end: int) -> int | None:
    """The end of the mark that closes a single quotation; plural possessives (``the rebels' camp``) do not."""
    limit = min(end, opening.end() + MAX_SINGLE)
    candidate = None
    for match in SINGLE_CLOSE.finditer(text, opening.end(), limit):
        before = text[match.start() - 1]
        if before != "s" or text[match.end() : match.end() + 1] in ",.;:!?)" or match.end() == end:
            return match.end()
        candidate = candidate or match.end()
        if SINGLE_OPEN.search(text, opening.end(), match.start()):
            break
    return candidate
