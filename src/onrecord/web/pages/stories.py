"""Reports that are one story: copies of one another, and what updates changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from onrecord import query
from onrecord.exchange.coded_files import plain
from onrecord.query import Copies
from onrecord.web.pages import files
from onrecord.web.pages.frame import Day, Visitor, page
from onrecord.web.pages.narrowed import some

router = APIRouter()

SHOWN = 30
HEADER = ("story", "document", "title", "published", "publisher", "source", "changes")


@router.get("/stories")
def stories(visit: Visitor, since: Day = None, until: Day = None, format: files.Format = "html") -> Response:
    """Stories that were published more than once, those of the latest reports first."""
    asked = {"since": since, "until": until}
    found = query.stories(visit.state.record, since=since, until=until, limit=some(format, SHOWN))
    if format == "csv":
        return files.sheet(visit, "stories", HEADER, _rows(found))
    if format == "json":
        return files.json(visit, "stories", plain(found))
    return page(visit, "stories.html", stories=found, asked=asked, most=SHOWN)


def _rows(found: list[Copies]) -> Iterator[tuple[Any, ...]]:
    for story in found:
        first = story.publications[0].document.id
        for one in story.publications:
            report = one.document
            where = (report.title, report.published, report.publisher or report.agency, report.source)
            yield (first, report.id, *where, len(one.changes))
