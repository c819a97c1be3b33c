"""The web application: its routes, its errors, and what it holds open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from onrecord import __version__
from onrecord.web import pages, problems
from onrecord.web.api import corrections, exports, jobs, reading, reports, rows, service, world
from onrecord.web.api.describe import API
from onrecord.web.guard import Guard
from onrecord.web.pages import errors
from onrecord.web.schemas import components
from onrecord.web.settings import Settings
from onrecord.web.state import State

THREADS = 12  # that look into the record at a time; it has fifteen connections
ROOMS = (reading, reports, rows, world, corrections, exports, jobs, service)
SECURITY: dict[str, Any] = {
    "token": {"type": "http", "scheme": "bearer", "description": "The `--token` of the server."},
    "session": {"type": "apiKey", "in": "cookie", "name": "onrecord_session"},
}


def build(settings: Settings) -> FastAPI:
    """The application over a record; UsageError where it would be open to the network."""
    state = State(settings)

    @asynccontextmanager
    async def open_and_close(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        await run_in_threadpool(state.open)
        try:
            yield
        finally:
            await run_in_threadpool(state.close)

    app = FastAPI(
        title="onrecord",
        summary="Reads news reports and keeps the record: who said what, in which words.",
        version=__version__,
        openapi_url=f"{API}/openapi.json",
        # They load their scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=open_and_close,
    )
    app.state.web = state
    problems.handle(app, errors.shown)
    errors.handle(app)
    for room in (*ROOMS, pages):
        app.include_router(room.router)
    app.add_middleware(Guard, settings=settings, metrics=state.metrics, shown=errors.shown)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Put the schemas of the answers, and how to log in, into the OpenAPI."""
    made = app.openapi

    def described() -> dict[str, Any]:
        if not app.openapi_schema:
            told = made()
            found = told.setdefault("components", {})
            found.setdefault("schemas", {}).update(components())
            found["securitySchemes"] = SECURITY
            told["security"] = [{}, {"token": []}, {"session": []}]
        return app.openapi_schema or {}

    app.openapi = described  # type: ignore[method-assign]
