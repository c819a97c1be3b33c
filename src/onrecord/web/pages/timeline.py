"""The timeline: what was said, done and promised, day by day, on an axis and as a list."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from onrecord import query
from onrecord.web.pages import files
from onrecord.web.pages.frame import Asked, Day, Visitor, page
from onrecord.web.pages.quoted import SHEET, of_moment
from onrecord.web.pages.whom import meant

router = APIRouter()

MOST = 200  # entries of a page, the newest


@router.get("/timeline")
def timeline(
    visit: Visitor,
    actor: Asked = None,
    about: Asked = None,
    place: Asked = None,
    since: Day = None,
    until: Day = None,
    format: files.Format = "html",
) -> Response:
    """Statements, events and commitments, the newest of them where there are many."""
    asked: dict[str, Any] = {"actor": actor, "about": about, "place": place, "since": since, "until": until}
    found = query.timeline(visit.state.record, **asked, limit=MOST + 1)
    rows = [of_moment(one) for one in found[-MOST:]]
    if format == "csv":
        return files.sheet(visit, "timeline", SHEET, (one.row for one in rows))
    if format == "json":
        return files.json(visit, "timeline", [asdict(one) for one in rows])
    earlier = rows[0].day if len(found) > MOST else None
    return page(
        visit,
        "timeline.html",
        rows=rows,
        asked=asked,
        earlier=earlier,
        most=MOST,
        meant=meant(visit, actor, about),
    )
