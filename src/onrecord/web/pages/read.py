"""The first page: a report is pasted and read, its reading stands beside it; and what the record has."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from onrecord.errors import OnRecordError
from onrecord.web.pages.frame import Visit, Visitor, page
from onrecord.web.pages.shown import lines, pieces
from onrecord.web.problems import Problem, status_of
from onrecord.web.worker import Order

router = APIRouter()

LONGEST = 2_000_000


@router.get("/")
def front(visit: Visitor) -> Response:
    """What is there, and a form to paste a report."""
    return _front(visit)


@router.post("/read")
async def read(
    visit: Visitor,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    title: Annotated[str, Form(max_length=1000)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    store: Annotated[str, Form(max_length=10)] = "",
    csrf: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The reading of a pasted report beside its text."""
    visit.checked(csrf)
    given = {"text": text.replace("\r\n", "\n"), "title": title.strip(), "published": published.strip()}
    try:
        if store and not visit.edits:
            raise Problem(403, "to store is for editors: read it without")
        reading = await visit.state.desk.read(
            Order(text=given["text"], title=given["title"] or None, published=given["published"] or None)
        )
        if store:
            await run_in_threadpool(visit.state.record.save, reading)
            await run_in_threadpool(visit.note, "store", document=reading.document.id)
    except (OnRecordError, Problem) as error:
        status = error.status_code if isinstance(error, Problem) else status_of(error)
        told = error.detail if isinstance(error, Problem) else str(error).removeprefix("-: ")
        return await run_in_threadpool(_front, visit, given=given, complaint=told, status=status)
    return page(
        visit,
        "reading.html",
        document=reading.document,
        pieces=list(pieces(reading)),
        lines=list(lines(reading)),
        warnings=reading.warnings,
        stored=bool(store),
    )


def _front(
    visit: Visit, *, given: dict[str, Any] | None = None, complaint: str = "", status: int = 200
) -> Response:
    told = {"text": "", "title": "", "published": "", **(given or {})}
    return page(
        visit,
        "read.html",
        status=status,
        stats=visit.state.figures(),
        given=told,
        complaint=complaint,
    )
