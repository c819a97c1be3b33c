"""Long work: started, watched and cancelled."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path as FilePath
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from onrecord.ingest.forms import SUFFIXES
from onrecord.web.access import Editor, Reader
from onrecord.web.answers import json
from onrecord.web.api.describe import API, REFUSALS, Responses, many, one
from onrecord.web.jobs import OVER, Job, to_dict
from onrecord.web.problems import Problem
from onrecord.web.state import State, Web

router = APIRouter(prefix=API, tags=["jobs"])

STREAM = "text/event-stream"
PAUSE = 0.2  # between two looks at what happened
HEARTBEAT = 15.0
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
ARCHIVE, PACKED = ".warc", ".gz"
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="The id of a job.")]
STARTED: Responses = {
    202: {**one("Job", "The job.")[200], "description": "The job, which waits."},
    **REFUSALS,
}
FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary", "minLength": 1}}
        },
    }
}


class ToDo(BaseModel):
    """What is to be read: one of both."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"feed": "https://example.org/news.rss"}, {"folder": "/srv/reports/2016"}]
        },
    )

    folder: str | None = Field(
        None, min_length=1, max_length=2000, description="Below one of the server's roots."
    )
    feed: str | None = Field(
        None, max_length=2000, pattern=r"^https?://[^\s]+$", description="A feed or page at a public address."
    )


@router.get(
    "/jobs", response_class=Response, responses=many("Job", "Jobs that are remembered, the newest first.")
)
def jobs(request: Request, state: Web, _: Reader) -> Response:
    """List jobs; there is one page only."""
    return json(request, {"items": [to_dict(job) for job in state.jobs.all()], "next": None})


@router.post("/jobs", status_code=202, response_class=Response, responses=STARTED)
def start(request: Request, state: Web, principal: Editor, wanted: ToDo) -> Response:
    """Read a folder, a feed or a page into the record."""
    if (wanted.folder is None) == (wanted.feed is None):
        raise Problem(422, "give a folder or a feed, and not both")
    if wanted.folder is not None:
        folder = _below_a_root(state, wanted.folder)
        job = state.jobs.start("folder", str(folder), shown=str(folder), by=principal.name)
    else:
        assert wanted.feed is not None, "there is one of both"
        job = state.jobs.start("feed", wanted.feed, shown=wanted.feed, by=principal.name)
    state.note(request, principal, "job", job=job.id, kind=job.kind, source=job.source)
    return _accepted(request, job)


@router.post("/jobs/upload", status_code=202, response_class=Response, responses=STARTED, openapi_extra=FILE)
async def upload(
    request: Request,
    state: Web,
    principal: Editor,
    name: Annotated[
        str,
        Query(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
            description="The name of the file; its suffix tells what it is.",
            examples=["day.jsonl"],
        ),
    ],
) -> Response:
    """Read a file that is sent as the body of the request: a table, a feed, a page, a web archive."""
    _check_suffix(name)
    folder = state.settings.uploads_folder / secrets.token_hex(8)
    path = folder / name
    try:
        size = await _stored(request, state, path)
        if not size:
            raise Problem(422, "the file is empty")
        job = state.jobs.start("upload", str(path), shown=name, by=principal.name, upload=path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    await run_in_threadpool(
        state.note, request, principal, "job", job=job.id, kind=job.kind, source=name, size=size
    )
    return _accepted(request, job)


@router.get("/jobs/{id}", response_class=Response, responses=one("Job", "The job as it is now."))
def job(request: Request, state: Web, _: Reader, id: JobId) -> Response:
    """Look at a job."""
    return json(request, to_dict(state.jobs.get(id)))


@router.delete(
    "/jobs/{id}", response_class=Response, responses=one("Job", "The job, which ends as soon as it can.")
)
def cancel(request: Request, state: Web, principal: Editor, id: JobId) -> Response:
    """Cancel a job; what it read stays in the record."""
    found = state.jobs.cancel(id)
    state.note(request, principal, "cancel", job=id)
    return json(request, to_dict(found))


@router.get(
    "/jobs/{id}/events",
    response_class=Response,
    responses={
        200: {
            "description": "Server-sent events: `job`, `progress`, `failure`, `end`, each with JSON.",
            "content": {STREAM: {"schema": {"type": "string"}}},
        },
        **REFUSALS,
    },
)
async def events(
    state: Web,
    _: Reader,
    id: JobId,
    last_event_id: Annotated[str | None, Header(max_length=20, description="Where to go on.")] = None,
) -> Response:
    """Follow a job until it is over."""
    state.jobs.get(id)
    if state.streaming >= state.settings.limits.streams:
        raise Problem(503, "too many are watching jobs: try again soon", headers={"Retry-After": "10"})
    told = last_event_id or ""
    after = int(told) if told.isascii() and told.isdigit() else 0
    return StreamingResponse(_followed(state, id, after), media_type=STREAM)


async def _followed(state: State, id: str, after: int) -> AsyncIterator[bytes]:
    state.streaming += 1
    try:
        beat = time.monotonic()
        while True:
            over = state.jobs.get(id).state in OVER
            for number, kind, data in state.jobs.events(id, after):
                yield b"id: %d\nevent: %s\ndata: %s\n\n" % (number, kind.encode(), orjson.dumps(data))
                after, beat = number, time.monotonic()
            if over:
                return
            if time.monotonic() - beat > HEARTBEAT:
                yield b": still here\n\n"
                beat = time.monotonic()
            await asyncio.sleep(PAUSE)
    finally:
        state.streaming -= 1


def _accepted(request: Request, job: Job) -> Response:
    return json(request, to_dict(job), status=202, headers={"Location": f"/api/v1/jobs/{job.id}"})


def _below_a_root(state: State, folder: str) -> FilePath:
    """A folder that jobs may read; Problem that does not tell what else there is."""
    roots = [root.resolve() for root in state.settings.roots]
    if not roots:
        raise Problem(403, "this server reads no folders: start it with --root FOLDER")
    try:
        path = FilePath(folder).resolve()
        if any(path.is_relative_to(root) for root in roots) and path.is_dir():
            return path
    except (OSError, ValueError):
        pass
    raise Problem(403, "this is no folder below the server's roots")


def _check_suffix(name: str) -> None:
    known = sorted(suffix for suffix in SUFFIXES if suffix)
    packed = tuple(archive + PACKED for archive in known if archive == ARCHIVE)
    if not name.casefold().endswith((*known, *packed)):
        raise Problem(422, f"what {name} is cannot be told: use one of {', '.join((*known, *packed))}")


async def _stored(request: Request, state: State, path: FilePath) -> int:
    """Write the body of a request to a file, and tell its size; Problem where there is no room for it."""
    limits = state.settings.limits
    room = limits.stored_uploads - await run_in_threadpool(_taken, state.settings.uploads_folder)
    if state.jobs.waiting() >= limits.jobs:
        raise Problem(429, "too many jobs are waiting: try again later", headers={"Retry-After": "60"})
    await run_in_threadpool(path.parent.mkdir, mode=0o700, parents=True)
    size = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > min(room, limits.upload):
                raise Problem(413, "there is no room for a file of this size")
            await run_in_threadpool(file.write, chunk)
    return size


def _taken(folder: FilePath) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0
