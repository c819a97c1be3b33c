"""Errors as ``application/problem+json`` (RFC 9457), all of one shape.

Invariant: nothing of what a client sent comes back in an error, and nothing of how we are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from onrecord.errors import (
    FetchError,
    InputError,
    MissingExtraError,
    OnRecordError,
    RecordError,
    UsageError,
)

MEDIA = "application/problem+json"
STATUS: tuple[tuple[type[OnRecordError], int], ...] = (
    (UsageError, 400),
    (FetchError, 422),
    (InputError, 422),
    (MissingExtraError, 501),
    (RecordError, 503),
)
SPOKEN = {
    404: "there is nothing here",
    405: "this cannot be done here: look at the Allow header",
    413: "the request is too large",
    500: "a mistake in onrecord: the server's log says more",
}

# Shows a status and its detail to somebody in a browser; None for all others.
Shown = Callable[[Scope, int, str], Response | None]


class Problem(HTTPException):
    """Something a client cannot have; ``errors`` names the fields that are wrong."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.errors = errors


def body(status: int, detail: str, errors: Sequence[Mapping[str, str]] = ()) -> bytes:
    """A problem as JSON."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": " ".join(detail.encode("utf-8", "replace").decode().split()),
        "errors": [dict(one) for one in errors],
    }
    return orjson.dumps(told)


def answer(
    status: int,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as an answer."""
    return Response(body(status, detail, errors), status, dict(headers or {}), MEDIA)


def status_of(error: OnRecordError) -> int:
    """What a refusal of ours is in HTTP."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def handle(app: FastAPI, shown: Shown) -> None:
    """Let an application answer with problems, or with pages that tell them, alone."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        errors = error.errors if isinstance(error, Problem) else ()
        default = error.detail == HTTPStatus(error.status_code).phrase
        detail = SPOKEN.get(error.status_code, error.detail) if default else error.detail
        return either(request.scope, shown, error.status_code, detail, errors=errors, headers=error.headers)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        errors = [_field(one) for one in error.errors()]
        told = "; ".join(f"{one['field']}: {one['problem']}" for one in errors[:3])
        return either(request.scope, shown, 422, told or "the request is not as it should be", errors=errors)

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, OnRecordError)
        return either(request.scope, shown, status_of(error), str(error))

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(OnRecordError, ours)


def either(
    scope: Scope,
    shown: Shown,
    status: int,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as a page for who asks for one, else as an answer."""
    page = shown(scope, status, detail)
    if page is None:
        return answer(status, detail, errors=errors, headers=headers)
    page.headers.update(headers or {})
    return page


def _field(error: Mapping[str, Any]) -> dict[str, str]:
    # A place in the body may hold names that the client made up; those are left out.
    place = [str(one) for one in error["loc"][:2]]
    if error["type"] in ("extra_forbidden", "json_invalid"):
        place = place[:1]
    return {"field": ".".join(place), "problem": str(error["msg"])}
