"""``POST /read``: a text in, its reading out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from onrecord.exchange.onrecord import dumps
from onrecord.web.access import Reader
from onrecord.web.answers import JSON
from onrecord.web.api.describe import API, one
from onrecord.web.problems import Problem
from onrecord.web.state import Web
from onrecord.web.worker import Order

router = APIRouter(prefix=API, tags=["read"])

EXAMPLE = (
    "LISBON, March 3, 2021 (Northwire) - Ferry crews will vote on Friday on a new contract, the union said."
)


class ToRead(BaseModel):
    """A report as it was published."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": EXAMPLE}]})

    text: str = Field(
        min_length=1, max_length=2_000_000, description="The report, with headline and dateline."
    )
    published: str | None = Field(None, max_length=40, description="ISO date; dates are resolved against it.")
    title: str | None = Field(None, max_length=1000, description="The headline, where the text has none.")
    url: str | None = Field(
        None,
        max_length=2000,
        pattern=r"^https?://[^\s]+$",
        description="Where it was published; nothing is fetched.",
    )


@router.post(
    "/read",
    response_class=Response,
    responses=one("Reading", "The reading in onrecord/1; `Location` has its address where it was stored."),
)
async def read(
    request: Request,
    state: Web,
    principal: Reader,
    report: ToRead,
    store: Annotated[bool, Query(description="Keep the reading in the record; for editors.")] = False,
) -> Response:
    """Read a report.

    Gives the one element of what `onrecord read --format json` prints, and stores nothing unless asked.
    """
    if store and not principal.may("editor"):
        raise Problem(403, "to store is for editors")
    reading = await state.desk.read(Order(**report.model_dump()))
    headers = {}
    if store:
        new = await run_in_threadpool(state.record.save, reading)
        await run_in_threadpool(
            state.note, request, principal, "store", document=reading.document.id, new=new
        )
        headers["Location"] = f"/api/v1/reports/{reading.document.id}"
    return Response(await run_in_threadpool(dumps, reading), headers=headers, media_type=JSON)
