"""An HTML page to the text of its article, with what its markup says of headline, headings and date."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest.decode import MAX_TEXT, decode, too_large
from onrecord.ingest.report import Content
from onrecord.model import BlockKind

Marked = tuple[BlockKind | None, str]  # the words of a block, and its kind where the markup tells

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\w*(?:Article|Posting|Report)")
_BLOCKS = frozenset(
    (
        *("p", "div", "br", "hr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"),
        *("section", "article", "figure", "figcaption", "table", "tr", "td"),
        *("head", "quote", "list", "item", "lb", "row", "cell"),  # trafilatura's own
    )
)
_HEADINGS: Mapping[str, BlockKind] = {
    "h1": "title",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
}
# An h1 below these many blocks is a heading of the article, not its headline.
TITLE_WITHIN = 3
# Fewer letters are what is left of a menu, not an article.
SHORTEST = 40
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title"),
    "date": (
        *("article:published_time", "datepublished", "dc.date", "dc.date.issued", "dcterms.date"),
        *("dcterms.created", "date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date"),
    ),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"),
    "description": ("og:description", "description", "dc.description", "twitter:description"),
}


def extract(data: bytes | str, where: str, *, encoding: str | None = None) -> Content:
    """The article on a page, or in a piece of one such as a feed carries.

    Args:
        where: the name of the source, for messages.

    Raises:
        InputError: there is no article in it.
    """
    source = data if isinstance(data, str) else decode(data, where, encoding=encoding, markup=True)
    if len(source) > MAX_TEXT:
        raise too_large(where, MAX_TEXT)
    tree = _tree(source)
    if tree is None:
        raise InputError(f"{where}: empty; there is no report in it")
    if not _PAGE.search(source[:5000]):
        return _content(list(_blocks(tree)), {})
    fields = _fields(tree)
    blocks = _article(source, fields)
    if sum(len(words) for _, words in blocks) < SHORTEST:
        raise InputError(f"{where}: no article on this page; save the text of the report and give that")
    title, description = fields.pop("title", None), fields.pop("description", None)
    return _content(_with_title(blocks, title, description), fields)


def _tree(source: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # A str that declares an encoding is refused by lxml, so bytes go in.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _content(blocks: list[Marked], fields: Mapping[str, str]) -> Content:
    """Blocks set apart by blank lines, and where those start whose kind is known."""
    known: dict[int, BlockKind] = {}
    at = 0
    for kind, words in blocks:
        if kind:
            known[at] = kind
        at += len(words) + 2
    return Content(text="\n\n".join(words for _, words in blocks), known=known, fields=fields)


def _article(source: str, fields: dict[str, str]) -> list[Marked]:
    """The blocks that trafilatura takes for the article; its metadata fill what ``fields`` misses."""
    from trafilatura import bare_extraction

    found = bare_extraction(source, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    told = {
        "title": found.title,
        "date": found.date,
        "author": found.author,
        "publisher": found.sitename,
        "description": found.description,
    }
    for name, value in told.items():
        if value and value.strip():
            fields.setdefault(name, _line(value))
    return list(_blocks(found.body))


def _blocks(root: Any) -> Iterator[Marked]:
    """The blocks of text under an element, of trafilatura's tree or of HTML."""
    from lxml import etree

    kind: BlockKind | None = None
    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            if text := _line("".join(words)):
                yield kind, text
            words = []
            kind = _HEADINGS.get(element.get("rend", element.tag)) if event == "start" else None
        if event == "end":
            words.append(element.tail or "")
        elif element.tag not in ("script", "style", "title"):
            words.append(element.text or "")
    if text := _line("".join(words)):
        yield kind, text


def _line(words: str) -> str:
    return " ".join(words.split())


def _with_title(blocks: list[Marked], title: str | None, description: str | None) -> list[Marked]:
    """The blocks with one title, which comes first, and the description marked where it stands below it."""
    shown = next((words for kind, words in blocks[:TITLE_WITHIN] if kind == "title"), None) or title
    rest: list[Marked] = [("heading" if kind == "title" else kind, words) for kind, words in blocks]
    if shown is None:
        return rest
    below = [block for block in rest if not _same(block[1], shown)]
    if below and _same(below[0][1], description):
        below[0] = ("subtitle", below[0][1])
    return [("title", shown), *below]


def _same(words: str, other: str | None) -> bool:
    return other is not None and words.casefold().rstrip(".") == other.casefold().rstrip(".")


def _fields(tree: Any) -> dict[str, str]:
    """What a page says of itself: JSON-LD first, then its meta tags."""
    fields = _linked(tree)
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if value := _line(meta.get("content") or ""):
            metas.setdefault(name.casefold(), value)
    for field, names in _META.items():
        found = next((metas[name] for name in names if name in metas), "")
        if found and not (field == "author" and found.startswith("http")):
            fields.setdefault(field, found)
    return fields


def _linked(tree: Any) -> dict[str, str]:
    """The fields of the first article in the JSON-LD of a page."""
    for script in tree.iter("script"):
        if (script.get("type") or "").casefold() == "application/ld+json":
            for thing in _things(_json(script.text or "")):
                kinds = thing.get("@type")
                if any(_ARTICLE.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    return _article_fields(thing)
    return {}


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(linked: Any) -> Iterator[dict[str, Any]]:
    """Every object at the top of the JSON-LD or in its ``@graph``."""
    for thing in linked if isinstance(linked, list) else [linked]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            yield thing
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _article_fields(thing: Mapping[str, Any]) -> dict[str, str]:
    told = {
        "title": thing.get("headline"),
        "date": thing.get("datePublished") or thing.get("dateCreated"),
        "author": _names(thing.get("author")),
        "publisher": _names(thing.get("publisher")),
        "description": thing.get("description"),
    }
    words = {name: _line(html.unescape(value)) for name, value in told.items() if isinstance(value, str)}
    return {name: value for name, value in words.items() if value}


def _names(who: Any) -> str:
    """The names of people or organisations in JSON-LD, in their order."""
    people = who if isinstance(who, list) else [who]
    names = (person.get("name") if isinstance(person, dict) else person for person in people)
    return ", ".join(name for name in names if isinstance(name, str) and not name.startswith("http"))
