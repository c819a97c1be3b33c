"""The first page: a report is pasted, sent as a file or fetched, and read; its reading stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from onrecord.errors import InputError, OnRecordError
from onrecord.ingest import Item, Options, items
from onrecord.ingest.forms import is_page
from onrecord.model import Failure
from onrecord.web.pages import report
from onrecord.web.pages.entry import Csrf
from onrecord.web.pages.frame import Visit, Visitor, page
from onrecord.web.problems import Problem, status_of
from onrecord.web.worker import Order

router = APIRouter()

LONGEST = 2_000_000
TEXTS, PAGES = ("", ".txt", ".text", ".md"), (".html", ".htm", ".xhtml")
Published = Annotated[str, Form(max_length=40)]
Store = Annotated[str, Form(max_length=10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was typed, to be shown again where it cannot be read."""

    text: str = ""
    title: str = ""
    published: str = ""
    url: str = ""


@router.get("/")
def front(visit: Visitor) -> Response:
    """What is there, and forms to read a report."""
    return _front(visit, Given())


@router.get("/read", include_in_schema=False)
@router.get("/read/file", include_in_schema=False)
@router.get("/read/url", include_in_schema=False)
def again(visit: Visitor) -> Response:
    """Where a reading was shown there is nothing to come back to."""
    return RedirectResponse("/", 303)


@router.post("/read")
async def read(
    visit: Visitor,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    title: Annotated[str, Form(max_length=1000)] = "",
    published: Published = "",
    store: Store = "",
    csrf: Csrf = "",
) -> Response:
    """The reading of a pasted report beside its text."""
    visit.checked(csrf)
    given = Given(text=text.replace("\r\n", "\n"), title=title.strip(), published=published.strip())
    order = Order(text=given.text, title=given.title or None, published=given.published or None)
    return await _read(visit, order, given, bool(store))


@router.post("/read/file")
async def read_file(
    visit: Visitor, file: UploadFile, published: Published = "", store: Store = "", csrf: Csrf = ""
) -> Response:
    """The reading of a report that is sent as a file."""
    visit.checked(csrf)
    given = Given(published=published.strip())
    name = PurePath((file.filename or "").replace("\\", "/")).name[:200]
    data = await file.read()
    suffix = PurePath(name).suffix.casefold()
    if suffix not in (*TEXTS, *PAGES):
        known = ", ".join((*TEXTS[1:], *PAGES))
        told = f"a file of this kind may hold many reports: give one of {known}, or start a job"
        return await run_in_threadpool(_front, visit, given, told, 422)
    html = suffix in PAGES or is_page(data)
    item = Item(source=name or "-", data=data, media="html" if html else "text")
    return await _read(visit, Order(item=item, published=given.published or None), given, bool(store))


@router.post("/read/url")
async def read_url(
    visit: Visitor,
    url: Annotated[str, Form(max_length=2000)] = "",
    published: Published = "",
    store: Store = "",
    csrf: Csrf = "",
) -> Response:
    """The reading of a report at a public address."""
    visit.checked(csrf)
    given = Given(url=url.strip(), published=published.strip())
    try:
        item = await _fetched(visit, given.url)
    except (OnRecordError, Problem) as error:
        return await _refused(visit, given, error)
    return await _read(visit, Order(item=item, published=given.published or None), given, bool(store))


@router.post("/keep")
def keep(visit: Visitor, draft: Annotated[str, Form(max_length=64)] = "", csrf: Csrf = "") -> Response:
    """Store a reading as it was shown."""
    visit.checked(csrf)
    if not visit.edits:
        raise Problem(403, "to store is for editors")
    reading = visit.state.drafts.get(visit.who.name, draft)
    visit.state.record.save(reading)
    visit.note("store", document=reading.document.id)
    return RedirectResponse(f"/reports/{reading.document.id}?kept=1", 303)


async def _read(visit: Visit, order: Order, given: Given, store: bool) -> Response:
    try:
        if store and not visit.edits:
            raise Problem(403, "to store is for editors: read it without")
        reading = await visit.state.desk.read(order)
    except (OnRecordError, Problem) as error:
        return await _refused(visit, given, error)
    draft = visit.state.drafts.put(visit.who.name, reading) if visit.edits else ""
    if store:
        return await run_in_threadpool(keep, visit, draft, visit.state.access.csrf(visit.request))
    return await run_in_threadpool(report.shown, visit, reading, stored=False, draft=draft)


async def _fetched(visit: Visit, url: str) -> Item:
    """The one report at an address; InputError, FetchError, Problem where there is none or where many wait."""
    state = visit.state
    if not url.startswith(("http://", "https://")):
        raise Problem(422, "give an address that begins with http:// or https://")
    if state.fetching >= state.settings.limits.fetches:
        raise Problem(503, "other addresses are being fetched: try again soon", headers={"Retry-After": "10"})
    state.fetching += 1
    try:
        found = await run_in_threadpool(lambda: list(islice(items(url, Options()), 2)))
    finally:
        state.fetching -= 1
    if len(found) != 1:
        raise Problem(422, "several reports, or none, stand at this address: start a job to read it")
    if isinstance(found[0], Failure):
        raise InputError(found[0].reason)
    return found[0]


async def _refused(visit: Visit, given: Given, error: OnRecordError | Problem) -> Response:
    if isinstance(error, Problem):
        return await run_in_threadpool(_front, visit, given, error.detail, error.status_code)
    told = str(error).removeprefix("-: ")
    return await run_in_threadpool(_front, visit, given, told, status_of(error))


def _front(visit: Visit, given: Given, complaint: str = "", status: int = 200) -> Response:
    stats = visit.state.figures()
    return page(visit, "read.html", status=status, stats=stats, given=given, complaint=complaint)
