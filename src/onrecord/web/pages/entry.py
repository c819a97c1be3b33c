"""Logging in and out, the theme, and the assets."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from onrecord.web.access import SESSION, VISIT, client_of, set_cookie
from onrecord.web.pages import assets
from onrecord.web.pages.frame import THEME, THEMES, Visit, page
from onrecord.web.problems import Problem
from onrecord.web.state import State, Web

router = APIRouter()

Csrf = Annotated[str, Form(max_length=64)]
Back = Annotated[str, Form(max_length=3000)]
# One slash, and nothing that a browser takes for a second one.
OURS = re.compile(r"/(?![/\\])[^\\\s]*")
YEAR = 365 * 24 * 3600


@router.get("/login")
def login_page(request: Request, state: Web, next: Annotated[str, Query(max_length=3000)] = "/") -> Response:
    """A form to log in."""
    return _login(request, state, back=next)


@router.post("/login")
async def login(
    request: Request,
    state: Web,
    name: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    csrf: Csrf = "",
    next: Back = "/",
) -> Response:
    """Let somebody in, or say why not."""
    state.access.checked_form(request, csrf)
    client = client_of(request)
    try:
        sealed, principal = await run_in_threadpool(state.access.log_in, name.strip(), password, client)
    except Problem as problem:
        await run_in_threadpool(state.audit.note, "login refused", by=name.strip(), client=client)
        response = _login(request, state, back=next, complaint=problem.detail, status=problem.status_code)
        response.headers.update(problem.headers or {})
        return response
    await run_in_threadpool(state.note, request, principal, "login")
    response = RedirectResponse(ours(next), 303)
    set_cookie(request, response, SESSION, sealed, state.settings.limits.session_seconds)
    response.delete_cookie(VISIT, path="/")
    return response


@router.post("/logout")
def logout(request: Request, state: Web, csrf: Csrf = "") -> Response:
    """End a session."""
    state.access.checked_form(request, csrf)
    state.access.log_out(request)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION, path="/")
    return response


@router.post("/theme")
def theme(
    request: Request,
    state: Web,
    csrf: Csrf = "",
    theme: Annotated[str, Form(max_length=10)] = "",
    next: Back = "/",
) -> Response:
    """Keep a theme; that of the system where none is told."""
    state.access.checked_form(request, csrf)
    response = RedirectResponse(ours(next), 303)
    if theme in THEMES:
        # The script of the pages sets it too.
        response.set_cookie(THEME, theme, max_age=YEAR, samesite="strict", path="/")
    else:
        response.delete_cookie(THEME, path="/")
    return response


@router.get("/static/{digest}/{name:path}")
def asset(digest: str, name: str) -> Response:
    """A style, a script or a picture of the pages."""
    data, headers = assets.asset(digest, name)
    return Response(data, headers=headers)


def ours(path: str) -> str:
    """A path to go back to, that of the first page where it may lead away from this server."""
    return path if OURS.fullmatch(path) else "/"


def _login(request: Request, state: State, *, back: str, complaint: str = "", status: int = 200) -> Response:
    visit = Visit(request=request, state=state, principal=None)
    return page(visit, "login.html", status=status, complaint=complaint, back=ours(back))
