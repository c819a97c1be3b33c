"""NewsML-G2, the XML of the IPTC for news: one newsItem with text is one report.

Source: the NewsML-G2 guidelines of the IPTC (iptc.org/std/NewsML-G2/guidelines) and, for bodies, NITF 3.6. Elements are
found by their local names. No entity is expanded, nothing is fetched, and a file with a document type is refused: it
is where entities would be defined, and NewsML-G2 has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest import markup
from onrecord.ingest.markup import local, words_of
from onrecord.ingest.newsitem import ItemError, author, published, refuse_withdrawn
from onrecord.ingest.options import Item, Media
from onrecord.model import Failure

_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(?:newsItem|newsMessage|packageItem|conceptItem|knowledgeItem|planningItem|catalogItem)[\s>]"
)
_HEAD = 4000  # bytes in which the root must begin
_TEXTLESS = {
    "packageItem": "a package: it lists other items and has no text of its own",
    "conceptItem": "a concept, no report",
    "knowledgeItem": "a set of concepts, no report",
    "planningItem": "a plan, no report",
    "catalogItem": "a catalogue, no report",
}
_DASH = re.compile(r"(?:--|[–—―:-])$")


def is_newsml(data: bytes) -> bool:
    """Whether the bytes begin NewsML-G2."""
    return _ROOT.search(data[:_HEAD]) is not None


def items(data: bytes, source: str, *, encoding: str | None = None) -> Iterator[Item | Failure]:
    """Each item of a message as a report; what is no report, or was withdrawn, is a failure that says why.

    Raises:
        InputError: it is not well-formed XML, has a document type, or is no NewsML-G2.
    """
    root = parsed(data, source, encoding=encoding)
    if local(root) == "newsMessage":
        found = [item for items in root if local(items) == "itemSet" for item in items if local(item)]
    elif local(root) == "newsItem" or local(root) in _TEXTLESS:
        found = [root]
    else:
        raise InputError(f"{source}: the root is {local(root)}, no newsItem or newsMessage of NewsML-G2")
    if not found:
        raise InputError(f"{source}: itemSet: empty; there is no item in this message")
    for number, item in enumerate(found, start=1):
        where = f"{source}#{number}"
        try:
            yield _item(where, item)
        except ItemError as error:
            yield Failure(source=where, reason=f"item {number}: {error}")


def parsed(data: bytes, where: str, *, encoding: str | None = None) -> Any:
    """The root of an XML document; InputError where it is not well-formed or has a document type."""
    from lxml import etree

    try:
        parser = etree.XMLParser(
            encoding=encoding,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(data, parser)
    except LookupError:
        raise InputError(f"{where}: unknown encoding {encoding!r}") from None
    except etree.XMLSyntaxError as error:
        raise InputError(f"{where}: not well-formed XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise InputError(f"{where}: it has a document type, which may define entities: take that out")
    return root


def nitf_body(root: Any) -> str:
    """The text of a report in NITF as HTML, with the dateline of its head before it."""
    content = _first(root, "body", "body.content")
    if content is None:
        content = root if local(root) == "body.content" else _first(root, "body.content")
    inner = markup.html_of(content) if content is not None else ""
    return dated(words_of(_first(root, "body", "body.head", "dateline")), inner)


def dated(dateline: str, body: str) -> str:
    """The body, HTML or text, with a dateline before its first words where it does not begin with it."""
    if not dateline or not body.strip():
        return body
    words = re.sub(r"\W+", " ", markup.plain(body[:2000])).casefold()
    if words.strip().startswith(re.sub(r"\W+", " ", dateline).casefold().strip()):
        return body
    line = dateline if _DASH.search(dateline) else f"{dateline} –"
    start = re.match(r"(?:\s|<(?:div|section|article|p)\b[^>]*>)*", body)
    at = start.end() if start else 0
    return f"{body[:at]}{escape(line, quote=False)} {body[at:]}"


def _item(where: str, item: Any) -> Item:
    kind = local(item)
    if kind != "newsItem":
        raise ItemError(_TEXTLESS.get(kind, f"{kind}: no newsItem"))
    meta, about = _first(item, "itemMeta"), _first(item, "contentMeta")
    refuse_withdrawn("pubStatus", _code(_first(meta, "pubStatus")))
    text, media, nitf = _content(item, meta)
    head = _first(nitf, "body", "body.head")
    headline = words_of(_first(about, "headline")) or words_of(_first(head, "hedline", "hl1"))
    headline = headline or words_of(_first(meta, "title"))
    byline = (
        words_of(_first(about, "by")) or words_of(_first(head, "byline")) or _name(_first(about, "creator"))
    )
    dates = [_first(meta, name) for name in ("versionCreated", "firstCreated", "embargoed")]
    told = {
        "title": headline,
        "date": published(*map(words_of, (*dates, _first(about, "contentCreated")))),
        "url": item.get("guid", ""),
        "publisher": _name(_first(meta, "provider")) or _name(_first(item, "rightsInfo", "copyrightHolder")),
        "author": author(byline),
        "language": _language(item, about),
    }
    body = _with_dateline(words_of(_first(about, "dateline")), text, media)
    fields = {name: words for name, words in told.items() if words}
    return Item(source=where, data=markup.headed(headline, body, media), media=media, fields=fields)


def _with_dateline(dateline: str, text: str, media: Media) -> str:
    if media == "html":
        return dated(dateline, text)
    begins = " ".join(text.split()).casefold().startswith(dateline.casefold())
    line = dateline if _DASH.search(dateline) else f"{dateline} –"
    return text if not dateline or begins else f"{line} {text.lstrip()}"


def _content(item: Any, meta: Any) -> tuple[str, Media, Any]:
    """The first text of the contents, which are renditions of the same, and its NITF where it is that."""
    contents = _first(item, "contentSet")
    for part in contents if contents is not None else ():
        if local(part) == "inlineXML":
            root = next((child for child in part if local(child)), None)
            text = _inline_xml(root)
            if markup.plain(text):
                return text, "html", root if local(root) == "nitf" else None
        elif local(part) == "inlineData" and (text := _inline_data(part)).strip():
            kind = part.get("contenttype", "").casefold()
            if "html" in kind or (not kind and markup.plain(text) != " ".join(text.split())):
                return markup.body_of(text), "html", None
            return text, "text", None
    kind = _code(_first(meta, "itemClass"))
    raise ItemError(f"contentSet: no text in it{f'; it is of class {kind}' if kind else ''}")


def _inline_xml(root: Any) -> str:
    if root is None:
        return ""
    if local(root) == "nitf":
        return nitf_body(root)
    body = _first(root, "body") if local(root) == "html" else None
    return markup.html_of(root if body is None else body)


def _inline_data(part: Any) -> str:
    if part.get("encoding"):
        raise ItemError(f"inlineData: encoded ({part.get('encoding')}), which is not read")
    return "".join(part.itertext())


def _first(element: Any, *path: str) -> Any:
    """The first element at the end of a path of local names; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def _code(element: Any) -> str:
    """The code of a concept without its scheme: ``stat:canceled`` is canceled."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    return str(re.split(r"[:/#]", code)[-1])


def _name(element: Any) -> str:
    """The name of a party; its literal or its code where no name is given."""
    if element is None:
        return ""
    named = words_of(_first(element, "name")) or words_of(_first(element, "organisationDetails"))
    return named or element.get("literal") or _code(element)


def _language(item: Any, about: Any) -> str:
    told = _first(about, "language")
    spoken = item.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return (told.get("tag") if told is not None else None) or str(spoken)
