"""What routes answer with: JSON with an ETag, pages of long lists, and the same lists as streams of JSON Lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Annotated, Any

import orjson
from fastapi import Query, Request
from starlette.responses import Response, StreamingResponse

from onrecord.exchange.coded_files import plain
from onrecord.query import Mark, Page
from onrecord.web import keys
from onrecord.web.problems import Problem
from onrecord.web.state import State

JSON = "application/json"
LINES = "application/x-ndjson"
PAGE = 50
MOST = 200
KEPT = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}

Limit = Annotated[
    int | None,
    Query(ge=1, le=MOST, description=f"At most so many; without it {PAGE} in a page, and all in a stream."),
]
Cursor = Annotated[
    str | None, Query(max_length=2000, description="`next` of the page before, for the same filters.")
]


def json(
    request: Request, data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Data as JSON; 304 where the client has the same already."""
    return whole(request, orjson.dumps(data), JSON, status=status, headers=headers)


def whole(
    request: Request,
    body: bytes,
    media: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer with its ETag; 304 without body where the client has the same already."""
    if request.method != "GET":
        return Response(body, status, dict(headers or {}), media)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    told = {**KEPT, **(headers or {}), "ETag": tag}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    return Response(body, status, told, media)


def _has(known: str, tag: str) -> bool:
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in known.split(","))


def wants_lines(request: Request) -> bool:
    """Whether the client asks for JSON Lines."""
    return any(
        one.partition(";")[0].strip().casefold() == LINES
        for one in request.headers.get("accept", "").split(",")
    )


def listing(
    request: Request,
    state: State,
    filters: Mapping[str, Any],
    limit: int | None,
    cursor: str | None,
    pages: Callable[[Mark | None, int], Page[Any]],
    make: Callable[[Any], Any] = plain,
) -> Response:
    """A page of a list, or all of it as a stream where the client asks for JSON Lines.

    Args:
        filters: what the list was asked for, which a cursor is bound to.
        pages: gives the page behind a mark.
    """
    name = digest(request, filters)
    after = mark(state, name, cursor)
    if wants_lines(request):
        return _stream(pages, after, limit, make)
    found = pages(after, limit or PAGE)
    following = following_cursor(state, name, found)
    return json(request, {"items": [make(one) for one in found.items], "next": following})


def digest(request: Request, filters: Mapping[str, Any]) -> str:
    """What tells one list, with its filters, from all others."""
    told = sorted((name, value) for name, value in filters.items() if value is not None)
    return hashlib.sha256(repr((request.url.path, told)).encode("utf-8", "replace")).hexdigest()[:12]


def mark(state: State, digest: str, cursor: str | None) -> Mark | None:
    """Where a cursor of that list points; Problem for one of another."""
    if cursor is None:
        return None
    found = keys.unseal(state.access.key, "cursor", cursor)
    if not found or found[0] != digest:
        raise Problem(400, "this cursor is not of this list: leave it out, and begin anew")
    return tuple(found[1:])


def following_cursor(state: State, digest: str, found: Page[Any]) -> str | None:
    """The cursor of the page behind one, None where there is none."""
    return keys.seal(state.access.key, "cursor", [digest, *found.last]) if found.last is not None else None


def _stream(
    pages: Callable[[Mark | None, int], Page[Any]],
    after: Mark | None,
    limit: int | None,
    make: Callable[[Any], Any],
) -> Response:
    # The first page is made before the answer begins, so that what is wrong with the question can be said.
    first = pages(after, limit or MOST)

    def rest() -> Iterator[Page[Any]]:
        last = first.last
        while limit is None and last is not None:
            following = pages(last, MOST)
            last = following.last
            yield following

    def lines() -> Iterator[bytes]:
        for page in chain([first], rest()):
            yield b"".join(orjson.dumps(make(one), option=orjson.OPT_APPEND_NEWLINE) for one in page.items)

    return StreamingResponse(lines(), media_type=LINES)
