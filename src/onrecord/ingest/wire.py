"""How a report stands on its page: headline, dateline, headings, notes, and what is only furniture.

Invariant: blocks come in the order of the text, do not overlap and are never blank. When in doubt a
line is a paragraph, since words taken for furniture are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ingest import dateline, furniture, notes, turns
from onrecord.ingest.agencies import agency as agency_of
from onrecord.ingest.dates import Day
from onrecord.ingest.lines import Paragraph, paragraphs
from onrecord.model import Block, BlockKind, Dateline, Heading, Layout, Span, cut

# Read off 840 political reports (PolNeAR, train): hardly a headline is longer, hardly a lead shorter.
TITLE_WORDS = 28
TITLE_LENGTH = 200
SENTENCE_TITLE_WORDS = 20
SUBTITLE_WORDS = 40
LEAD_WORDS = 6
HEADING_WORDS = 10
HEADING_LENGTH = 80
# A dateline opens one of the first paragraphs of the body, not a later one.
DATELINE_WITHIN = 4
# Capitals and a dash alone make a dateline only where the body begins, below a headline or as long as this.
LONG = 120

_ENDS = re.compile(r"[.!?…:;,][\"”’')\]»]*$|[\"”»]$")
_STOP = re.compile(r"\.[\"”’')\]»]*$")
_QUOTE_MARK = re.compile(r"[\"“”«»]|''|``")
_SPOKEN = re.compile(r"\b(?:said|told|added|according to)\b")
_PRONOUN = re.compile(r"(?:He|She|It|They|We|I|You|There|This|That|These|Those)(?:\s|['’])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the layout of a report tells: its blocks and what stands in them.

    ``day`` is the day of the dateline, ``stamps`` the words of the date lines.
    """

    layout: Layout
    title: str | None = None
    subtitle: str | None = None
    headings: tuple[Heading, ...] = ()
    byline: str | None = None
    agency: str | None = None
    dateline: Dateline | None = None
    day: Day | None = None
    stamps: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    """One reading from top to bottom; ``kinds`` has one entry for each paragraph read so far."""

    text: str
    paragraphs: Sequence[Paragraph]
    turns: frozenset[int]
    kinds: list[BlockKind] = field(default_factory=list)
    byline: str | None = None
    agency: str | None = None
    place: Span | None = None  # of a line of its own above the body
    head: dateline.Head | None = None
    head_at: int = -1


def layout(text: str, *, title: str | None = None, known: Mapping[int, BlockKind] | None = None) -> Page:
    """Lay out a report, in these steps.

    1. Lines become paragraphs; the turns of a transcript are marked.
    2. Above the body: chrome, bylines and date lines, a headline, a line below it.
    3. The body begins at the first dateline, turn or sentence; in it headings, captions, chrome.
    4. At the foot: who made the report.
    5. Editorial notes are marked in what is left.

    Args:
        title: the headline where it is known; it is looked for above the body.
        known: kinds that the markup of a page gives, by the offset at which the paragraph starts.
    """
    found = paragraphs(text)
    reader = _Reader(text, found, turns.find([paragraph.text for paragraph in found]))
    marked = known or {}
    for number, paragraph in enumerate(found):
        kind = marked.get(paragraph.start) or _top_kind(reader, number, title)
        if kind is None:
            break
        reader.kinds.append(kind)
    body = len(reader.kinds)
    for number, paragraph in enumerate(found[body:], start=body):
        reader.kinds.append(marked.get(paragraph.start) or _body_kind(reader, number, body))
    _read_foot(reader, body)
    return _page(reader)


def _top_kind(reader: _Reader, number: int, title: str | None) -> BlockKind | None:
    """The kind of a line above the body; None for the first paragraph of the body."""
    words, titled = reader.paragraphs[number].text, "title" in reader.kinds
    if title and not titled and words.casefold() == " ".join(title.split()).casefold():
        return "title"
    plain = titled or title is not None or len(words) > LONG or _is_lead(reader, number)
    if number in reader.turns or _opens(reader, number, plain=plain):
        return None
    if _is_place_line(reader, number, titled=titled):
        return "date"
    if kind := _furniture(reader, words, titled=titled):
        return kind
    if not titled:
        return "title" if _is_title(reader, number, known=title is not None) else None
    return "subtitle" if "subtitle" not in reader.kinds and _is_subtitle(reader, number) else None


def _is_place_line(reader: _Reader, number: int, *, titled: bool) -> bool:
    """Whether a line is a place and a day, or a place beside a line that is a day; the place is then kept."""
    paragraph = reader.paragraphs[number]
    head = dateline.alone(reader.text, paragraph.start, paragraph.end, known=titled)
    beside = (*reader.paragraphs[max(0, number - 1) : number], *reader.paragraphs[number + 1 : number + 2])
    if head is None and any(furniture.is_stamp(other.text) for other in beside):
        head = dateline.place(reader.text, paragraph.start, paragraph.end)
    if head is None or furniture.is_stamp(paragraph.text):
        return False
    reader.place = reader.place or head.place
    return True


def _furniture(reader: _Reader, words: str, *, titled: bool) -> BlockKind | None:
    """Chrome, a date line, a caption or a byline above the body; the first byline is kept."""
    if furniture.is_chrome(words, above=not titled):
        return "chrome"
    if furniture.is_stamp(words):
        return "date"
    if furniture.is_caption(words):
        return "caption"
    if found := furniture.byline(words, bare=titled):
        if reader.byline is None:
            reader.byline, reader.agency = found
        return "byline"
    return None


def _opens(reader: _Reader, number: int, *, plain: bool = False) -> bool:
    """Whether a paragraph opens with a dateline, which is then kept; a ``plain`` one need not be sure."""
    head = _head_of(reader, reader.paragraphs[number], plain=plain)
    if head is None:
        return False
    reader.head, reader.head_at = head, number
    return True


def _is_lead(reader: _Reader, number: int) -> bool:
    """Whether what follows capitals and a dash is a sentence of the body, not the rest of a headline."""
    paragraph = reader.paragraphs[number]
    head = _head_of(reader, paragraph, plain=True)
    if head is None or head.place is None or not _STOP.search(paragraph.text):
        return False
    words = reader.text[head.end : paragraph.end].split()
    below = any(_head_of(reader, other, plain=True) for other in _next(reader, number)[:2])
    return len(words) >= LEAD_WORDS and not words[0].islower() and not (below or _is_capitalised(words))


def _head_of(reader: _Reader, paragraph: Paragraph, *, plain: bool) -> dateline.Head | None:
    head = dateline.find(reader.text, paragraph.start, paragraph.end, house=reader.agency)
    return head if head and (head.sure or plain) else None


def _is_title(reader: _Reader, number: int, *, known: bool) -> bool:
    """A short first line without a full stop; with one where it clearly stands above a body."""
    paragraph, after = reader.paragraphs[number], _next(reader, number)
    words = paragraph.text.split()
    if not after or len(words) > TITLE_WORDS or len(paragraph.text) > TITLE_LENGTH:
        return False
    if paragraph.text.endswith((":", ",")) or not any(map(str.isalpha, paragraph.text)):
        return False
    if not _STOP.search(paragraph.text):
        return not (_QUOTE_MARK.match(paragraph.text) and _ENDS.search(paragraph.text))
    if known or not after[0].apart or len(words) > SENTENCE_TITLE_WORDS:
        return False
    if _is_capitalised(words) or any(_head_of(reader, other, plain=True) for other in after[:2]):
        return True
    longer = any(len(other.text) > len(paragraph.text) for other in after)
    return longer and not _PRONOUN.match(paragraph.text) and not _SPOKEN.search(paragraph.text)


def _is_capitalised(words: Sequence[str]) -> bool:
    """Whether all but the small words start with a capital, as in headlines."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _is_subtitle(reader: _Reader, number: int) -> bool:
    """A line below the headline: without a full stop, or set apart from a body with a sure dateline."""
    words, after = reader.paragraphs[number].text, _next(reader, number)
    if not after or len(words.split()) > SUBTITLE_WORDS:
        return False
    if not _ENDS.search(words) or reader.paragraphs[number - 1].text.endswith(";"):
        return True
    if number + 1 in reader.turns or _SPOKEN.search(words):
        return False
    return _head_of(reader, after[0], plain=True) is not None


def _next(reader: _Reader, number: int) -> list[Paragraph]:
    """The next few paragraphs that are not furniture."""
    return [
        paragraph
        for paragraph in reader.paragraphs[number + 1 : number + 5]
        if not (furniture.is_chrome(paragraph.text) or furniture.is_stamp(paragraph.text))
    ][:3]


def _body_kind(reader: _Reader, number: int, body: int) -> BlockKind:
    words = reader.paragraphs[number].text
    if number in reader.turns:
        return "turn"
    if number == reader.head_at:
        return "paragraph"
    if reader.head is None and number - body < DATELINE_WITHIN and _opens(reader, number):
        return "paragraph"
    if furniture.is_chrome(words):
        return "chrome"
    if furniture.is_stamp(words):
        return "date"
    if furniture.is_caption(words):
        return "caption"
    return "heading" if _is_heading(reader, number) else "paragraph"


def _is_heading(reader: _Reader, number: int) -> bool:
    """A short line between whole sentences that is none itself and that nobody says."""
    words = _unquoted(reader.paragraphs[number].text)
    if len(words) > HEADING_LENGTH or len(words.split()) > HEADING_WORDS or not words[0].isalnum():
        return False
    if words[0].islower() or sum(map(str.isalpha, words)) < 4 or _QUOTE_MARK.search(words):
        return False
    shouted = words.isupper() and words.endswith(".")
    if (_ENDS.search(words) and not shouted) or (_PRONOUN.match(words) and _SPOKEN.search(words)):
        return False
    after = _next(reader, number)
    if not after or (
        reader.kinds[-1:] == ["paragraph"] and not _ENDS.search(reader.paragraphs[number - 1].text)
    ):
        return False
    return len(after[0].text) > len(words) and _ENDS.search(after[0].text) is not None


def _unquoted(words: str) -> str:
    """A heading that is one quotation, as courts and tabloids have them, without its marks.

    Quoted speech ends with a full stop or a comma within its marks, a quoted heading does not.
    """
    inner = words[1:-1]
    whole = words[0] + words[-1] in ("‘’", "“”", "''", '""') and len(inner.split()) > 1
    return words if not whole or _ENDS.search(inner) else inner


def _read_foot(reader: _Reader, body: int) -> None:
    """Lines at the end that say who made the report are none of its words."""
    for number in range(len(reader.paragraphs) - 1, body, -1):
        words, kind = reader.paragraphs[number].text, reader.kinds[number]
        if kind in ("paragraph", "heading") and furniture.is_sign_off(words):
            reader.kinds[number] = "byline"
            reader.agency = reader.agency or agency_of(words)
        elif kind not in ("chrome", "date", "caption"):
            reader.agency = reader.agency or furniture.end_credit(words)
            return


def _page(reader: _Reader) -> Page:
    """The blocks of a report and what its document takes from them."""
    agency = (reader.head and reader.head.agency) or reader.agency
    blocks = tuple(_blocks(reader))
    headings = _of_kind(reader, "heading")
    return Page(
        layout=Layout(blocks=blocks, notes=tuple(_notes(reader.text, blocks, agency))),
        title=_first(reader, "title"),
        subtitle=_first(reader, "subtitle"),
        headings=tuple(Heading(text=cut(reader.text, each.lines), spans=each.lines) for each in headings),
        byline=reader.byline,
        agency=agency,
        dateline=_dateline(reader),
        day=reader.head.day if reader.head else None,
        stamps=tuple(each.text for each in _of_kind(reader, "date")),
    )


def _of_kind(reader: _Reader, kind: BlockKind) -> list[Paragraph]:
    return [each for own, each in zip(reader.kinds, reader.paragraphs, strict=True) if own == kind]


def _first(reader: _Reader, kind: BlockKind) -> str | None:
    return next((each.text for each in _of_kind(reader, kind)), None)


def _dateline(reader: _Reader) -> Dateline | None:
    place = (reader.head and reader.head.place) or reader.place
    if place is None:
        return None
    return Dateline(place=None, text=cut(reader.text, (place,)), spans=(place,))


def _blocks(reader: _Reader) -> Iterator[Block]:
    for number, (kind, paragraph) in enumerate(zip(reader.kinds, reader.paragraphs, strict=True)):
        start = reader.head.end if reader.head and number == reader.head_at else paragraph.start
        if start < paragraph.end:
            yield Block(kind=kind, start=start, end=paragraph.end)


def _notes(text: str, blocks: Sequence[Block], agency: str | None) -> Iterator[Span]:
    """The notes that stand within a block of words."""
    for block in blocks:
        if block.kind not in ("chrome", "byline", "date"):
            for start, end in notes.find(text[block.start : block.end], agency):
                yield block.start + start, block.start + end
