"""The map: where events took place, and what is told of each place."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from onrecord import query
from onrecord.data.plover import TYPES
from onrecord.query.atlas import MOST
from onrecord.query.coded import STATUSES
from onrecord.web.pages import files
from onrecord.web.pages.frame import Asked, Cursor, Day, Listed, Visitor, listed, page
from onrecord.web.pages.quoted import SHEET, Quoted, of_found
from onrecord.web.pages.whom import meant

router = APIRouter()

PLACES = ("name", "kind", "country", "lat", "lon", "events", "first", "last")

At = Annotated[str, Query(pattern=r"^([^|]{1,200}\|[A-Z]{0,3})?$")]


@router.get("/map")
def atlas(
    visit: Visitor,
    type: Asked = None,
    status: Asked = None,
    actor: Asked = None,
    since: Day = None,
    until: Day = None,
    at: At = "",
    cursor: Cursor = None,
    format: files.Format = "html",
) -> Response:
    """Places of events, and the events at one of them, which ``at`` names as ``aleppo|SYR``."""
    asked: dict[str, Any] = {"type": type, "status": status, "actor": actor, "since": since, "until": until}
    there: Listed[Quoted] | None = None
    if at:
        wanted = {**asked, "either": actor, "scene": tuple(at.split("|"))}
        del wanted["actor"]

        def rows(after: query.Mark | None, number: int) -> query.Page[Quoted]:
            found = query.coded_page(visit.state.record, "event", **wanted, after=after, limit=number)
            return query.Page(items=tuple(map(of_found, found.items)), last=found.last)

        there = listed(visit, {**asked, "at": at}, cursor, rows)
        if format == "csv":
            return files.sheet(visit, "events-at", SHEET, (one.row for one in there.items))
        if format == "json":
            return files.json(visit, "events-at", [asdict(one) for one in there.items])
    found = query.atlas(visit.state.record, **asked)
    if format == "csv":
        header = (*PLACES, *STATUSES)
        sheet = (
            [
                *(getattr(one, name) for name in PLACES),
                *(dict(one.statuses).get(name, 0) for name in STATUSES),
            ]
            for one in found.spots
        )
        return files.sheet(visit, "map", header, sheet)
    if format == "json":
        return files.json(visit, "map", asdict(found))
    spot = next((one for one in found.spots if "|".join(one.scene) == at), None)
    return page(
        visit,
        "map.html",
        atlas=found,
        most=MOST,
        asked=asked,
        at=at,
        spot=spot,
        there=there,
        cursor=cursor,
        meant=meant(visit, actor),
        types=TYPES,
        statuses=STATUSES,
    )
