"""What cannot be had, as a page for browsers; the API, and whoever wants no page, gets the problem."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from onrecord.web.pages.frame import LogInFirst, Visit, page
from onrecord.web.problems import Problem
from onrecord.web.state import State


def handle(app: FastAPI) -> None:
    """Let who has to log in do so, and come back."""

    async def log_in(_: Request, error: Exception) -> Response:
        assert isinstance(error, LogInFirst)
        told = f"?next={quote(error.back, safe='/')}" if error.back != "/" else ""
        return RedirectResponse(f"/login{told}", 303)

    app.add_exception_handler(LogInFirst, log_in)


def shown(scope: Scope, status: int, detail: str) -> Response | None:
    """A problem as a page, None for those who did not ask for one."""
    wants = "text/html" in Headers(scope=scope).get("accept", "")
    if not wants or scope["path"].startswith(("/api/", "/static/")):
        return None
    request = Request(scope)
    state: State = request.app.state.web
    principal = None
    with suppress(Problem):
        principal = state.access.of(request)
    visit = Visit(request=request, state=state, principal=principal)
    return page(visit, "error.html", status=status, phrase=HTTPStatus(status).phrase, detail=detail)
