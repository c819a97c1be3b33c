"""The routes of the front page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import RedirectResponse, Response

from onrecord.errors import OnRecordError
from onrecord.web.access import SESSION, VISIT, Principal, client_of, set_cookie
from onrecord.web.front.shown import lines, pieces
from onrecord.web.problems import Problem, status_of
from onrecord.web.state import State, Web
from onrecord.web.worker import Order

router = APIRouter(include_in_schema=False)

HTML = "text/html; charset=utf-8"
STYLE = Path(__file__).with_name("front.css").read_bytes()
HOUR = {"Cache-Control": "public, max-age=3600"}
LONGEST = 2_000_000

_pages = Environment(
    loader=PackageLoader("onrecord.web", "front"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


@router.get("/")
def front(request: Request, state: Web) -> Response:
    """What is there, and a form to paste a report."""
    principal = state.access.of(request)
    if principal is None:
        return _to_login()
    return _front(request, state, principal)


@router.post("/read")
async def read(
    request: Request,
    state: Web,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    title: Annotated[str, Form(max_length=1000)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    store: Annotated[str, Form(max_length=10)] = "",
    csrf: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The reading of a pasted report beside its text."""
    principal = state.access.of(request)
    if principal is None:
        return _to_login()
    state.access.checked_form(request, csrf)
    given: dict[str, Any] = {
        "text": text.replace("\r\n", "\n"),
        "title": title.strip(),
        "published": published.strip(),
    }
    try:
        if store and not principal.may("editor"):
            raise Problem(403, "to store is for editors: read it without")
        reading = await state.desk.read(
            Order(text=given["text"], title=given["title"] or None, published=given["published"] or None)
        )
        if store:
            await run_in_threadpool(state.record.save, reading)
            await run_in_threadpool(state.note, request, principal, "store", document=reading.document.id)
    except (OnRecordError, Problem) as error:
        status = error.status_code if isinstance(error, Problem) else status_of(error)
        told = error.detail if isinstance(error, Problem) else str(error).removeprefix("-: ")
        return await run_in_threadpool(
            _front, request, state, principal, given=given, complaint=told, status=status
        )
    shown = {
        "document": reading.document,
        "pieces": list(pieces(reading)),
        "lines": list(lines(reading)),
        "warnings": reading.warnings,
        "stored": bool(store),
        "principal": principal,
        "csrf": principal.csrf or state.access.csrf(request),
    }
    return _page("reading.html", shown)


@router.get("/login")
def login_page(request: Request, state: Web) -> Response:
    """A form to log in."""
    return _login(request, state)


@router.post("/login")
async def login(
    request: Request,
    state: Web,
    name: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    csrf: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Let somebody in, or say why not."""
    state.access.checked_form(request, csrf)
    client = client_of(request)
    try:
        sealed, principal = await run_in_threadpool(state.access.log_in, name.strip(), password, client)
    except Problem as problem:
        await run_in_threadpool(state.audit.note, "login refused", by=name.strip(), client=client)
        response = _login(request, state, complaint=problem.detail, status=problem.status_code)
        response.headers.update(problem.headers or {})
        return response
    await run_in_threadpool(state.note, request, principal, "login")
    response = RedirectResponse("/", 303)
    set_cookie(request, response, SESSION, sealed, state.settings.limits.session_seconds)
    response.delete_cookie(VISIT, path="/")
    return response


@router.post("/logout")
def logout(request: Request, state: Web, csrf: Annotated[str, Form(max_length=64)] = "") -> Response:
    """End a session."""
    state.access.checked_form(request, csrf)
    state.access.log_out(request)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION, path="/")
    return response


@router.get("/front.css")
def style() -> Response:
    """How the front page looks."""
    return Response(STYLE, media_type="text/css", headers=HOUR)


def _front(
    request: Request,
    state: State,
    principal: Principal,
    *,
    given: dict[str, str] | None = None,
    complaint: str = "",
    status: int = 200,
) -> Response:
    response = Response(status_code=status, media_type=HTML)
    csrf = state.access.visit(request, response)
    told = {
        "stats": state.figures(),
        "given": given or {"text": "", "title": "", "published": ""},
        "complaint": complaint,
        "principal": principal,
        "csrf": csrf,
    }
    return _page("front.html", told, response)


def _login(request: Request, state: State, *, complaint: str = "", status: int = 200) -> Response:
    response = Response(status_code=status, media_type=HTML)
    told = {"csrf": state.access.visit(request, response), "complaint": complaint, "principal": None}
    return _page("login.html", told, response)


def _page(name: str, told: dict[str, Any], response: Response | None = None) -> Response:
    body = _pages.get_template(name).render(**told).encode("utf-8", "replace")
    if response is None:
        return Response(body, media_type=HTML)
    response.body = body
    response.headers["content-length"] = str(len(body))
    return response


def _to_login() -> Response:
    return RedirectResponse("/login", 303)
