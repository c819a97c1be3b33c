"""A brief as one HTML file: no script, nothing from elsewhere, light and dark, for the screen and for paper.

The page is built as a tree of elements, so that whatever a report or a name brings along is text and never markup.
"""

from __future__ import annotations

from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from onrecord.exchange.brief_page import Brief, Item, Line, Number, Page, Part, Piece, Source, page

# Even if something could be slipped in, nothing would run or be fetched.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
NO_BREAK = "\N{NO-BREAK SPACE}"  # a number stays with what it is for
TAGS = {"strong": "strong", "quote": "q", "faint": "small", "mark": "mark"}


def html(brief: Brief) -> str:
    """The page as HTML."""
    whole = page(brief)
    root = Element("html", lang="en")
    _head(SubElement(root, "head"), whole)
    body = SubElement(root, "body")
    header = SubElement(body, "header")
    SubElement(header, "h1", dir="auto").text = whole.title
    SubElement(header, "p").text = whole.under
    _contents(body, whole)
    main = SubElement(body, "main")
    for part in whole.parts:
        _part(main, part)
    _sources(main, whole)
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def _head(head: Element, whole: Page) -> None:
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "meta", name="color-scheme", content="light dark")
    SubElement(head, "meta", name="referrer", content="no-referrer")
    SubElement(head, "title").text = f"{whole.title} – on record"
    SubElement(head, "style").text = files("onrecord.exchange").joinpath("brief.css").read_text("utf-8")


def _contents(body: Element, whole: Page) -> None:
    nav = SubElement(SubElement(body, "nav", {"aria-label": "Sections"}), "ul")
    for key, title, number in (
        *((part.key, part.title, len(part.items)) for part in whole.parts),
        ("sources", "Sources", len(whole.sources)),
    ):
        link = SubElement(SubElement(nav, "li"), "a", href=f"#{key}")
        link.text = title
        SubElement(link, "small").text = f" {number}"


def _part(main: Element, part: Part) -> None:
    section = SubElement(main, "section", id=part.key)
    SubElement(section, "h2").text = part.title
    if not part.items:
        SubElement(section, "p", {"class": "nothing"}).text = part.nothing
        return
    entries = SubElement(section, "ul")
    for item in part.items:
        _item(SubElement(entries, "li"), item)
    if part.more:
        SubElement(section, "p", {"class": "nothing"}).text = f"and {part.more:,} more"


def _item(entry: Element, item: Item) -> None:
    for line in item:
        _line(SubElement(entry, "p"), line)


def _line(paragraph: Element, line: Line) -> None:
    for piece in line:
        before = paragraph[-1] if len(paragraph) else None
        child = _piece(paragraph, piece)
        if child is not None and before is not None:
            before.tail = NO_BREAK if isinstance(piece, Number) else " "


def _piece(parent: Element, piece: Piece) -> Element | None:
    if isinstance(piece, Number):
        number = SubElement(SubElement(parent, "sup"), "a", href=f"#r{piece.number}")
        number.text = str(piece.number)
        return parent[-1]
    if not piece.text:
        return None
    child = SubElement(parent, TAGS.get(piece.style, "span"), dir="auto")
    child.text = piece.text
    return child


def _sources(main: Element, whole: Page) -> None:
    section = SubElement(main, "section", id="sources")
    SubElement(section, "h2").text = "Sources"
    entries = SubElement(section, "ol")
    for source in whole.sources:
        _source(SubElement(entries, "li", id=f"r{source.number}", value=str(source.number)), source)


def _source(entry: Element, source: Source) -> None:
    words = SubElement(entry, "p")
    for number, text in enumerate(source.quotation):
        quoted = SubElement(words, "q", dir="auto")
        quoted.text = text
        quoted.tail = " […] " if number < len(source.quotation) - 1 else ""
    report = SubElement(entry, "p")
    title = SubElement(report, "a" if source.link else "cite", dir="auto")
    if source.link:
        title.attrib.update(href=source.link, rel="noreferrer noopener")
    title.text = source.report
    title.tail = " "
    SubElement(report, "small").text = source.place
