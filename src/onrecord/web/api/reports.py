"""Reports, and where words stand in them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange.coded_files import plain
from onrecord.exchange.onrecord import dumps
from onrecord.web.access import Reader
from onrecord.web.answers import JSON, MOST, PAGE, Cursor, Limit, json, listing, whole
from onrecord.web.api.describe import API, Date, Id, Words, many, one
from onrecord.web.problems import Problem
from onrecord.web.state import Web

router = APIRouter(prefix=API, tags=["reports"])

REPORT = {
    "id": "0d5f5c2a0b1c4d3e",
    "title": "Ferry crews will vote on Friday, union says",
    "published": "2021-03-03",
    "publisher": None,
    "agency": "Northwire",
    "source": "ferry.txt",
    "statements": 3,
}


@router.get(
    "/reports", response_class=Response, responses=many("Report", "Reports, the newest first.", REPORT)
)
def reports(
    request: Request,
    state: Web,
    _: Reader,
    publisher: Words = None,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List reports."""
    asked = {"publisher": publisher, "since": since, "until": until}
    return listing(
        request,
        state,
        asked,
        limit,
        cursor,
        lambda after, number: query.reports_page(state.record, **asked, after=after, limit=number),
    )


@router.get(
    "/reports/{id}", response_class=Response, responses=one("Reading", "What the report says, in onrecord/1.")
)
def report(
    request: Request,
    state: Web,
    _: Reader,
    id: Id,
    corrected: Annotated[bool, Query(description="As people corrected it; else as it was read.")] = True,
) -> Response:
    """Get the reading of a report."""
    try:
        reading = state.record.get(id, corrected=corrected)
    except UsageError as error:
        raise Problem(404, "no report, or more than one, has an id that begins so") from error
    return whole(request, dumps(reading), JSON)


@router.get(
    "/search", response_class=Response, responses=many("Hit", "Statements and reports, the best first.")
)
def search(
    request: Request,
    state: Web,
    _: Reader,
    q: Annotated[
        str,
        Query(min_length=1, max_length=300, description='All words are wanted; also `"a phrase"`, `cease*`.'),
    ],
    since: Date = None,
    until: Date = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
) -> Response:
    """Find words; there is one page only."""
    found = query.search(state.record, q, since=since, until=until, limit=limit)
    return json(request, {"items": plain(found), "next": None})


@router.get("/stats", response_class=Response, responses=one("Stats", "The record in figures."))
def stats(request: Request, state: Web, _: Reader) -> Response:
    """Count what is in the record."""
    return json(request, plain(query.stats(state.record)))
