"""What all pages share: who is visiting, how a template becomes an answer, and lists in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from onrecord.query import Mark, Page
from onrecord.web import answers
from onrecord.web.access import Principal
from onrecord.web.pages import words
from onrecord.web.pages.assets import address
from onrecord.web.problems import Problem
from onrecord.web.state import State

Item = TypeVar("Item")

HTML = "text/html; charset=utf-8"
PAGE = 50
THEME = "onrecord_theme"
THEMES = ("light", "dark")
# Pages in the order of the navigation; one without a route is not offered.
PLACES = (
    ("/", "Read"),
    ("/reports", "Reports"),
    ("/search", "Search"),
    ("/actors", "Actors"),
    ("/claims", "Claims"),
    ("/contradictions", "Contradictions"),
    ("/commitments", "Commitments"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/review", "Review"),
)
FOR_EDITORS = ("/review",)

# A form sends what is left open as empty words.
_OPEN = BeforeValidator(lambda value: value or None)
Asked = Annotated[Annotated[str, Field(max_length=300)] | None, _OPEN, Query()]
Day = Annotated[Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None, _OPEN, Query()]
Cursor = Annotated[Annotated[str, Field(max_length=2000)] | None, _OPEN, Query()]

templates = Environment(
    loader=PackageLoader("onrecord.web.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals.update(asset=address, places=(), for_editors=FOR_EDITORS)
templates.filters.update(
    day=words.day, number=words.number, called=words.called, at=words.at, cited=words.cited, flat=words.flat
)


def offer(paths: set[str]) -> None:
    """Put the pages that have a route into the navigation."""
    templates.globals["places"] = tuple(one for one in PLACES if one[0] in paths)


class LogInFirst(Problem):
    """Nobody is known to be asking, and somebody has to be; ``back`` is where to go after."""

    def __init__(self, back: str) -> None:
        super().__init__(401, "log in first")
        self.back = back


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request for a page, and who makes it; ``principal`` is None on the page to log in and on errors."""

    request: Request
    state: State
    principal: Principal | None

    @property
    def who(self) -> Principal:
        """Who is asking, on pages that only they see who logged in."""
        assert self.principal, "the page is for those who logged in"
        return self.principal

    @property
    def edits(self) -> bool:
        """Whether they may correct and store."""
        return self.principal is not None and self.principal.may("editor")

    @property
    def theme(self) -> str:
        """The theme that was chosen; empty for that of the system."""
        chosen = self.request.cookies.get(THEME, "")
        return chosen if chosen in THEMES else ""

    @property
    def back(self) -> str:
        """Where a form leads back to that belongs to every page."""
        return here(self.request) if self.request.method == "GET" else "/"

    def checked(self, csrf: str) -> None:
        """Refuse a form that does not come from a page of ours."""
        self.state.access.checked_form(self.request, csrf)

    def note(self, action: str, **what: Any) -> None:
        """Write down in the audit log what they did."""
        self.state.note(self.request, self.who, action, **what)


async def _visitor(request: Request) -> Visit:
    state: State = request.app.state.web
    principal = state.access.of(request)
    if principal is None:
        raise LogInFirst(here(request) if request.method == "GET" else "/")
    return Visit(request=request, state=state, principal=principal)


async def _editor(request: Request) -> Visit:
    visit = await _visitor(request)
    if not visit.edits:
        raise Problem(403, "this is for editors")
    return visit


Visitor = Annotated[Visit, Depends(_visitor)]
Editor = Annotated[Visit, Depends(_editor)]


def page(visit: Visit, name: str, *, status: int = 200, **told: Any) -> Response:
    """A template as an answer; it is told ``visit`` and what its forms carry, ``csrf``, besides."""
    response = Response(status_code=status, media_type=HTML)
    csrf = visit.state.access.visit(visit.request, response)
    body = templates.get_template(name).render(visit=visit, csrf=csrf, **told).encode("utf-8", "replace")
    response.body = body
    response.headers["content-length"] = str(len(body))
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[Item]):
    """A page of a list: its rows, and the addresses of the first and the next page where these are others."""

    items: tuple[Item, ...]
    first: str | None
    next: str | None


def listed(
    visit: Visit,
    asked: Mapping[str, Any],
    cursor: str | None,
    pages: Callable[[Mark | None, int], Page[Item]],
    *,
    limit: int = PAGE,
) -> Listed[Item]:
    """The rows of a list behind a cursor.

    Args:
        asked: the filters of the list, by the names that they have in its address.
        pages: gives the page behind a mark.
    """
    digest = answers.digest(visit.request, asked)
    found = pages(answers.mark(visit.state, digest, cursor), limit)
    following = answers.following_cursor(visit.state, digest, found)
    path = visit.request.url.path
    return Listed(
        items=found.items,
        first=link(path, **asked) if cursor else None,
        next=link(path, **asked, cursor=following) if following else None,
    )


def here(request: Request) -> str:
    """The address of a request on this server."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def link(path: str, **asked: Any) -> str:
    """An address on this server with those filters that are set."""
    told = [(name, str(value)) for name, value in asked.items() if value not in (None, "", False)]
    return quote(path) + (f"?{urlencode(told)}" if told else "")


templates.globals["link"] = link
