"""ninjs, the JSON of the IPTC for news, of all generations: one item is one report.

Source: the schemas and the user guide of the IPTC (iptc.org/std/ninjs), 1.0 to 3.0. Names of generation 3 differ from
those before in their capitals alone, so capitals do not count. Strict where it counts: an item whose body is no text is
a failure that names the field; what is missing is left empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest import markup
from onrecord.ingest.newsitem import ItemError, author, published, refuse_withdrawn
from onrecord.ingest.options import Item, Media
from onrecord.ingest.tables import Row, media_of
from onrecord.model import Failure

_IDS = ("uri", "guid")
_MARKS = ("bodies", "headlines", "versioncreated", "firstcreated", "contentcreated", "representationtype")
_DATES = ("versioncreated", "firstcreated", "embargoed", "contentcreated")
_BODIES: tuple[tuple[str, str], ...] = (
    ("body_xhtml", "html"),
    ("body_html", "html"),
    ("body_text", "text"),
)
# Markup is worth more than length, as long as it holds nearly as many words as the longest body.
NEARLY = 0.8


def is_ninjs(row: Mapping[str, Any]) -> bool:
    """Whether an object looks like an item of ninjs rather than the row of a table."""
    item = _lowered(row)
    if not any(isinstance(item.get(name), str) for name in _IDS):
        return False
    standard = item.get("standard")
    named = isinstance(standard, dict) and standard.get("name") == "ninjs"
    shaped = any(name in _MARKS or name.startswith("body_") for name in item)
    return named or (shaped and "text" not in item)


def items(source: str, rows: Iterable[Row]) -> Iterator[Item | Failure]:
    """Each item as a report; one that cannot be read or was withdrawn is a failure that says why.

    Raises:
        InputError: there are no items.
    """
    number = 0
    for number, row in enumerate(rows, start=1):
        where = f"{source}#{number}"
        try:
            if isinstance(row, str):
                raise ItemError(row)
            yield _item(where, _lowered(row))
        except ItemError as error:
            yield Failure(source=where, reason=f"item {number}: {error}")
    if number == 0:
        raise InputError(f"{source}: empty; there is no report in it")


def _lowered(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name.casefold(): value for name, value in row.items() if isinstance(name, str)}


def _item(where: str, item: Mapping[str, Any]) -> Item:
    refuse_withdrawn("pubstatus", _words(item, "pubstatus"))
    text, media = _body(item)
    headline = _headline(item)
    told = {
        "title": headline,
        "date": published(*(_words(item, name) for name in _DATES)),
        "url": _words(item, "uri") or _words(item, "guid"),
        "publisher": _publisher(item),
        "author": author(_words(item, "byline") or _words(item, "by")),
        "language": _words(item, "language"),
    }
    fields = {name: words for name, words in told.items() if words}
    return Item(source=where, data=markup.headed(headline, text, media), media=media, fields=fields)


def _words(item: Mapping[str, Any], name: str) -> str:
    """A field of words on one line; empty where it is missing or null."""
    value = item.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ItemError(f"{name}: {value!r:.60} is no text")
    return " ".join(value.split())


def _several(item: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """A field that is a list of objects."""
    value = item.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise ItemError(f"{name}: {value!r:.60} is no list of objects")
    return [_lowered(part) for part in value]


def _headline(item: Mapping[str, Any]) -> str:
    """The main headline; the first one where none is called main."""
    several = [part for part in _several(item, "headlines") if _words(part, "value")]
    several.sort(key=lambda part: _words(part, "role").casefold() != "main")
    found = _words(several[0], "value") if several else _words(item, "headline")
    return markup.plain(found) if media_of(found) == "html" else found


def _publisher(item: Mapping[str, Any]) -> str:
    """Who sent the item out; the holder of the rights where nobody is said to."""
    for name in ("provider", "source"):
        if isinstance(item.get(name), str):
            return _words(item, name)
    for part in _several(item, "infosources"):
        if "provider" in (_words(part, "role") + _words(part, "rel")).casefold() and _words(part, "name"):
            return _words(part, "name")
    return _words(item, "copyrightholder")


def _body(item: Mapping[str, Any]) -> tuple[str, Media]:
    """The longest of the bodies; one with markup where it holds nearly as much, since it has paragraphs."""
    found = [(text, media) for text, media in _bodies(item) if markup.plain(text)]
    if not found:
        kind = _words(item, "type")
        raise ItemError(
            f"no text in bodies, body_text or body_xhtml{f'; it is of type {kind}' if kind else ''}"
        )
    sizes = [len(markup.plain(text)) if media == "html" else len(text) for text, media in found]
    enough = [body for body, size in zip(found, sizes, strict=True) if size >= NEARLY * max(sizes)]
    return next((body for body in enough if body[1] == "html"), enough[0])


def _bodies(item: Mapping[str, Any]) -> Iterator[tuple[str, Media]]:
    for number, part in enumerate(_several(item, "bodies"), start=1):
        value, kind = part.get("value"), _words(part, "contenttype").casefold()
        if not isinstance(value, str):
            raise ItemError(f"bodies: the value of body {number} is no text")
        if "nitf" in kind:
            yield _nitf(value, number), "html"
        elif "html" in kind or (not kind and media_of(value) == "html"):
            yield markup.body_of(value), "html"
        else:
            yield value, "text"
    for name, kind in _BODIES:
        value = item.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise ItemError(f"{name}: {value!r:.60} is no text")
        yield (markup.body_of(value), "html") if kind == "html" else (value, "text")


def _nitf(value: str, number: int) -> str:
    from onrecord.ingest import newsml

    try:
        return newsml.nitf_body(newsml.parsed(value.encode(), f"body {number}"))
    except InputError as error:
        raise ItemError(f"bodies: {error}") from error
