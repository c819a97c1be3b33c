"""Bodies of reports in NITF and XHTML become plain HTML, as ``page`` reads it; headlines come above bodies."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from onrecord.ingest.options import Media

# Tags of NITF and XHTML that make blocks, and the tags of HTML that stand for them; others leave their words alone.
_BLOCKS = {
    **{
        name: name
        for name in ("p", "div", "br", "hr", "li", "ul", "ol", "blockquote", "pre", "section", "article")
    },
    **{
        name: name
        for name in ("h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "table", "tr", "td")
    },
    **{"hl1": "h1", "hl2": "h2", "bq": "blockquote", "block": "div", "th": "td", "body.content": "div"},
}
# Pictures with their captions, and what is no text.
_LEFT_OUT = frozenset(("media", "script", "style", "head", "svg", "template", "noscript"))
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"<(?:/?(?:p|div|li|h[1-6]|section|article|blockquote|td)|br)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


def local(element: Any) -> str:
    """The name of an XML element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def html_of(element: Any) -> str:
    """What is in an element of NITF or XHTML, as HTML of blocks; pictures and scripts are left out."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        name = local(child)
        if name and name not in _LEFT_OUT:
            tag = _BLOCKS.get(name)
            inner = html_of(child)
            parts.append(f"<{tag}>{inner}</{tag}>" if tag and tag not in ("br", "hr") else inner)
            if tag in ("br", "hr"):
                parts.append(f"<{tag}>")
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def words_of(element: Any) -> str:
    """All words in an element, on one line; empty where there is no element."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def body_of(source: str) -> str:
    """The inside of a page's body, so that it is read as it is and not searched for an article."""
    if not _PAGE.search(source[:5000]):
        return source
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        page = document_fromstring(source.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return ""
    return html_of(page.body) if page.body is not None else ""


def plain(source: str) -> str:
    """The words of a piece of HTML on one line, near enough to compare and to measure."""
    return " ".join(unescape(_TAG.sub("", _BLOCK_TAG.sub(" ", source))).split())


def headed(headline: str, body: str, media: Media) -> str:
    """The body with its headline above it, where it does not begin with that already."""
    begins = plain(body[: 4 * len(headline) + 2000]) if media == "html" else " ".join(body.split())
    if not headline or begins.casefold().startswith(headline.casefold()):
        return body
    return f"<h1>{escape(headline, quote=False)}</h1>\n{body}" if media == "html" else f"{headline}\n\n{body}"
