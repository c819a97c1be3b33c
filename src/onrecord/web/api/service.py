"""The server itself: health, metrics, sessions, audit."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from onrecord import __version__
from onrecord.errors import RecordError
from onrecord.query import Mark, Page
from onrecord.web import metrics
from onrecord.web.access import SESSION, Admin, Reader, client_of, set_cookie
from onrecord.web.answers import Cursor, Limit, json, listing
from onrecord.web.api.describe import API, REFUSALS, file, many, one
from onrecord.web.problems import Problem
from onrecord.web.state import Web

router = APIRouter(prefix=API, tags=["service"])

HEALTHY = {"status": "ok", "version": __version__, "record": "ok", "reader": "ready"}


class Login(BaseModel):
    """Who wants to come in; the token alone is a password without a name."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field("", max_length=64)
    password: str = Field(min_length=1, max_length=1000)


@router.get(
    "/health", response_class=Response, responses=one("Health", "Whether all is well; 503 else.", HEALTHY)
)
def health(request: Request, state: Web) -> Response:
    """Tell whether all is well; nobody has to log in for that."""
    try:
        with state.record.looking() as connection:
            connection.exec_driver_sql("SELECT 1")
        record = "ok"
    except RecordError:
        record = "failing"
    reader = "ready" if state.desk.ready else "loading"
    told = {"status": record, "version": __version__, "record": record, "reader": reader}
    return json(request, told, status=200 if record == "ok" else 503)


@router.get(
    "/metrics", response_class=Response, responses=file("The text format of Prometheus.", metrics.MEDIA)
)
def prometheus(state: Web, _: Reader) -> Response:
    """Tell Prometheus how much there is to do."""
    return Response(state.metrics.text(), media_type=metrics.MEDIA)


@router.get("/session", response_class=Response, responses=one("Session", "Who is asking."))
def session(request: Request, principal: Reader) -> Response:
    """Tell who is asking; `csrf` goes into the header `X-CSRF-Token` of requests by cookie that change something."""
    return json(request, _told(principal))


@router.post(
    "/session", response_class=Response, responses=one("Session", "Whose session it is; with its cookie.")
)
async def log_in(request: Request, state: Web, login: Login) -> Response:
    """Log in; the cookie of the session comes with the answer."""
    client = client_of(request)
    try:
        sealed, principal = await run_in_threadpool(state.access.log_in, login.name, login.password, client)
    except Problem:
        await run_in_threadpool(state.audit.note, "login refused", by=login.name, client=client)
        raise
    await run_in_threadpool(state.note, request, principal, "login")
    response = json(request, _told(principal))
    set_cookie(request, response, SESSION, sealed, state.settings.limits.session_seconds)
    return response


@router.delete(
    "/session",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "Over."}, **REFUSALS},
)
def log_out(request: Request, state: Web, _: Reader) -> Response:
    """Log out; the session is over for good."""
    state.access.log_out(request)
    response = Response(status_code=204)
    response.delete_cookie(SESSION, path="/", httponly=True, samesite="strict")
    return response


@router.get("/audit", response_class=Response, responses=many("Entry", "Who did what, the oldest first."))
def audit(
    request: Request, state: Web, principal: Admin, limit: Limit = None, cursor: Cursor = None
) -> Response:
    """List who logged in, stored, corrected, exported and started what; for admins."""

    def page(after: Mark | None, number: int) -> Page[dict[str, Any]]:
        found = list(state.audit.entries(after=after[0] if after else 0, limit=number + 1))
        last = (found[number - 1][0],) if len(found) > number else None
        return Page(items=tuple(entry for _, entry in found[:number]), last=last)

    return listing(request, state, {}, limit, cursor, page)


def _told(principal: Any) -> dict[str, Any]:
    return {name: getattr(principal, name) for name in ("name", "role", "via", "csrf")}
