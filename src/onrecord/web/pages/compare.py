"""What two say about the same things, and a page on one actor, place or topic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BeforeValidator
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange import brief_page
from onrecord.exchange.coded_files import plain
from onrecord.query import Comparison
from onrecord.query.subject import SubjectKind
from onrecord.web.pages import files
from onrecord.web.pages.frame import Asked, Day, Visitor, page
from onrecord.web.pages.narrowed import some
from onrecord.web.pages.words import flat

router = APIRouter()

CLAIMS = 100  # the latest that both tell
HEADER = (
    *("claim", "gist", "agree", "first", "last", "side", "teller", "status", "text", "day", "document"),
    *("title", "published", "publisher"),
)
KINDS = ("actor", "place", "topic")

Kind = Annotated[SubjectKind | None, BeforeValidator(lambda value: value or None), Query()]


@router.get("/compare")
def compare(
    visit: Visitor,
    a: Asked = None,
    b: Asked = None,
    about: Asked = None,
    since: Day = None,
    until: Day = None,
    format: files.Format = "html",
) -> Response:
    """Each claim of which two both have something to say, with the words of each."""
    asked = {"a": a, "b": b, "about": about, "since": since, "until": until}
    if (a is None or b is None) and format != "html":
        raise UsageError("two are compared: give a= and b=")
    found: list[Comparison] = []
    if a is not None and b is not None:
        limit = some(format, CLAIMS)
        found = query.compare(visit.state.record, a, b, about=about, since=since, until=until, limit=limit)
    if format == "csv":
        return files.sheet(visit, "compare", HEADER, _rows(found))
    if format == "json":
        return files.json(visit, "compare", plain(found))
    told = {one.document.id for each in found for one in (*each.told_by_one, *each.told_by_other)}
    sentences = query.sentences(visit.state.record, told)
    return page(visit, "compare.html", found=found, asked=asked, most=CLAIMS, sentences=sentences)


@router.get("/brief")
def brief_of(
    visit: Visitor, q: Asked = None, kind: Kind = None, since: Day = None, until: Day = None,
    format: files.Format = "html",
) -> Response:  # fmt: skip
    """What the record has of an actor, a place or a topic; a form where none is told."""
    asked = {"q": q, "kind": kind, "since": since, "until": until}
    told: dict[str, Any] = {"asked": asked, "kinds": KINDS, "complaint": "", "whole": None}
    if q is None:
        return page(visit, "brief.html", **told)
    try:
        found = query.brief(visit.state.record, q, kind=kind, since=since, until=until)
    except UsageError as error:
        if format != "html":
            raise
        return page(visit, "brief.html", status=404, **{**told, "complaint": str(error)})
    if format == "json":
        return files.json(visit, "brief", plain(found))
    if format == "csv":
        header = ("number", "words", "document", "title", "published", "publisher", "start", "end")
        return files.sheet(visit, "brief-sources", header, _sources(found))
    return page(visit, "brief.html", **{**told, "whole": brief_page.page(found)}, found=found)


@router.get("/brief/{words}")
def brief(
    visit: Visitor,
    words: str,
    kind: Kind = None,
    since: Day = None,
    until: Day = None,
    format: files.Format = "html",
) -> Response:
    """The same under an address of its own: a name, or the id of an actor."""
    return brief_of(visit, words[:300], kind, since, until, format)


def _rows(found: list[Comparison]) -> Iterator[tuple[Any, ...]]:
    for each in found:
        claim = each.claim
        for side, told in (("a", each.told_by_one), ("b", each.told_by_other)):
            for one in told:
                report = one.document
                where = (report.id, report.title, report.published, report.publisher or report.agency)
                head = (claim.id, claim.gist, each.agree, claim.first, claim.last)
                yield (*head, side, one.voice, one.status, flat(one.text), one.day, *where)


def _sources(found: query.Brief) -> Iterator[tuple[Any, ...]]:
    for one in found.references:
        report = one.document
        words = " […] ".join(map(flat, one.quotation))
        ends = (
            (min(start for start, _ in one.spans), max(end for _, end in one.spans))
            if one.spans
            else ("", "")
        )
        where = (report.id, report.title, report.published, report.publisher or report.agency)
        yield (one.number, words, *where, *ends)
