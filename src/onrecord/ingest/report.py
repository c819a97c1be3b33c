"""One report's raw material becomes a report: decoded, extracted, laid out, dated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.ingest import dates, wire
from onrecord.ingest.decode import MAX_TEXT, decode, too_large
from onrecord.ingest.language import language
from onrecord.ingest.lines import trim
from onrecord.ingest.options import Item, Options
from onrecord.model import BlockKind, Document, Report, identify

_NOTHING = Options()
_DAMAGED = re.compile(r"[\ud800-\udfff]")
_LANGUAGE = re.compile(r"([a-z]{2})(?:-[a-z\d-]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The text of a report, what its markup says of paragraphs (by their start) and of itself."""

    text: str
    known: Mapping[int, BlockKind]
    fields: Mapping[str, str]


def from_text(
    text: str,
    *,
    source: str = "-",
    options: Options = _NOTHING,
    **fields: str,
) -> Report:
    """The report in a plain text.

    Args:
        fields: what else is known of it: title, date, url, publisher, author, language, fetched.

    Raises:
        InputError: the text is empty or too large.
    """
    return parse(Item(source=source, data=text, media="text", fields=fields), options)


def parse(item: Item, options: Options) -> Report:
    """The report in a piece of raw material.

    Raises:
        InputError: it is empty, binary, too large, or a page without an article.
    """
    content = _content(item, options)
    text, fields = content.text, {**content.fields, **item.fields}
    if _DAMAGED.search(text) or any(map(_DAMAGED.search, fields.values())):
        raise InputError(f"{item.source}: the text is damaged (half a character); save it again as UTF-8")
    start, end = trim(text, 0, len(text))
    if start == end:
        raise InputError(f"{item.source}: empty; there is no report in it")
    title = options.title or fields.get("title")
    page = wire.layout(text, title=title, known=content.known)
    published, warnings = _published(options, fields, page, text)
    if published is None and (fetched := dates.iso(fields.get("fetched", ""))):
        warnings = (*warnings, f"the page does not say when it was published; it was fetched on {fetched}")
    document = Document(
        id=identify("document", text, fields.get("url", "")),
        source=item.source,
        title=title or page.title,
        subtitle=page.subtitle,
        headings=page.headings,
        byline=page.byline or fields.get("author"),
        publisher=options.publisher or fields.get("publisher"),
        agency=page.agency,
        dateline=page.dateline,
        published=published,
        language=_told(fields.get("language", "")) or language(_body(text, page)),
        text=text,
    )
    return Report(document=document, layout=page.layout, warnings=warnings)


def _told(tag: str) -> str | None:
    """The language of a tag as ``en-GB``; None for other tags, where the words themselves tell more."""
    match = _LANGUAGE.fullmatch(tag)
    return match[1].lower() if match else None


def _content(item: Item, options: Options) -> Content:
    if item.media == "html":
        from onrecord.ingest import page

        return page.extract(item.data, item.source, encoding=options.encoding)
    if isinstance(item.data, str):
        if len(item.data) > MAX_TEXT:
            raise too_large(item.source, MAX_TEXT)
        return Content(text=item.data, known={}, fields={})
    return Content(text=decode(item.data, item.source, encoding=options.encoding), known={}, fields={})


def _body(text: str, page: wire.Page) -> str:
    """The words of a report without its furniture; all of them where nothing else is left."""
    words = (
        text[block.start : block.end]
        for block in page.layout.blocks
        if block.kind not in ("chrome", "byline", "date")
    )
    return " ".join(words) or text


def _published(
    options: Options, fields: Mapping[str, str], page: wire.Page, text: str
) -> tuple[str | None, tuple[str, ...]]:
    """The day of publication, from the most to the least certain source, and what is doubtful about it."""
    if options.published:
        return dates.parse_date(options.published), ()
    warnings: tuple[str, ...] = ()
    if told := fields.get("date"):
        if found := dates.iso(told):
            return found, ()
        two = dates.both(told)
        why = f"may be {two[0]} or {two[1]}" if two else "is not understood; give it as in 2016-10-21"
        warnings = (f"the date {told!r} {why}",)
    if page.day and (found := page.day.iso()):
        return found, warnings
    stamped = next((found for words in page.stamps if (found := dates.iso(words))), None)
    if page.day is None or stamped:
        return stamped, warnings
    found, warning = dates.complete(page.day, page.stamps, text)
    return found, (*warnings, warning)
