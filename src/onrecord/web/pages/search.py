"""Search: words in statements and reports, narrowed by what is counted beside the hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BeforeValidator
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange.coded_files import plain
from onrecord.query import Faceted, Finding
from onrecord.query.facets import MOST
from onrecord.query.findings import What
from onrecord.web.pages import files
from onrecord.web.pages.frame import Asked, Day, Visitor, link, page
from onrecord.web.pages.narrowed import some
from onrecord.web.pages.words import flat

router = APIRouter()

SHOWN = 25
PAGES = 2 * MOST // SHOWN
HEADER = (
    *("what", "words", "speaker", "cue", "start", "end", "statement", "document", "title", "published"),
    *("publisher", "source"),
)
TITLES = {
    **{"what": "Where", "speaker": "Speaker", "about": "About", "type": "Type", "status": "Status"},
    **{"place": "Place", "publisher": "Publisher", "date": "Date"},
}

Where = Annotated[What | None, BeforeValidator(lambda value: value or None), Query()]
Number = Annotated[int, BeforeValidator(lambda value: value or 1), Query(ge=1, le=PAGES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a facet; ``href`` narrows to it, or widens again where it is chosen."""

    label: str
    hits: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter that is set, and the address without it."""

    name: str
    label: str
    href: str


@router.get("/search")
def search(
    visit: Visitor,
    q: Asked = None,
    what: Where = None,
    speaker: Asked = None,
    about: Asked = None,
    type: Asked = None,
    status: Asked = None,
    place: Asked = None,
    publisher: Asked = None,
    since: Day = None,
    until: Day = None,
    number: Annotated[Number, Query(alias="page")] = 1,
    format: files.Format = "html",
) -> Response:
    """Statements and reports that hold the words, and facets of them."""
    asked: dict[str, Any] = {"q": q, "what": what, "speaker": speaker, "about": about, "type": type}
    asked |= {"status": status, "place": place, "publisher": publisher, "since": since, "until": until}
    told: dict[str, Any] = {"asked": asked, "titles": TITLES, "most": MOST}
    if q is None and format == "html":
        return page(visit, "search.html", **told, found=None, complaint="")
    narrowed = {name: value for name, value in asked.items() if name != "q"}
    skip = (number - 1) * SHOWN
    try:
        found = query.faceted(visit.state.record, q or "", **narrowed, skip=skip, limit=some(format, SHOWN))
    except UsageError as error:
        if format != "html":
            raise
        return page(visit, "search.html", status=400, **told, found=None, complaint=str(error))
    if format == "csv":
        return files.sheet(visit, "search", HEADER, map(_row, found.findings))
    if format == "json":
        return files.json(visit, "search", plain(found))
    return page(
        visit,
        "search.html",
        **told,
        found=found,
        complaint="",
        facets=dict(_facets(asked, found)),
        chips=list(_chips(asked, found)),
        first=skip + 1,
        before=_numbered(asked, number - 1) if number > 1 else None,
        after=_numbered(asked, number + 1) if skip + len(found.findings) < found.hits else None,
    )


def _facets(asked: dict[str, Any], found: Faceted) -> Iterator[tuple[str, list[Choice]]]:
    for name in TITLES:
        values = found.facets.get(name, ())
        chosen = asked["since"] if name == "date" else asked[name]
        if len(values) < 2 and chosen is None:
            continue
        choices = []
        for one in values:
            named = chosen in (one.value, one.label)
            here = named and (name != "date" or asked["until"] == chosen)
            set_to = None if here else one.value
            narrowed = {"since": set_to, "until": set_to} if name == "date" else {name: set_to}
            href = link("/search", **{**asked, **narrowed})
            choices.append(Choice(label=one.label, hits=one.hits, href=href, chosen=here))
        if choices:
            yield name, choices


def _chips(asked: dict[str, Any], found: Faceted) -> Iterator[Chip]:
    for name, title in (*TITLES.items(), ("since", "Since"), ("until", "Until")):
        value = asked.get(name)
        if value is None:
            continue
        labels = {one.value: one.label for one in found.facets.get(name, ())}
        href = link("/search", **{**asked, name: None})
        yield Chip(name=title, label=labels.get(value, value), href=href)


def _numbered(asked: dict[str, Any], number: int) -> str:
    return link("/search", **asked, page=number if number > 1 else None)


def _row(finding: Finding) -> tuple[Any, ...]:
    found, report = finding.hit, finding.document
    start = min((start for start, _ in finding.spans), default=None)
    end = max((end for _, end in finding.spans), default=None)
    told = (found.what, flat(found.snippet), found.speaker, found.cue, start, end, found.statement)
    return (
        *told,
        report.id,
        report.title,
        report.published,
        report.publisher or report.agency,
        report.source,
    )
