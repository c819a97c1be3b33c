"""Reports: the list of them, each with its text and its rows, and what people say of these."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Path, Query
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.model import Reading, Spans
from onrecord.record.corrections import LISTS, Correction, rows_of
from onrecord.record.evidence import Row
from onrecord.web.api.describe import Id
from onrecord.web.pages import correcting, files
from onrecord.web.pages.cards import Card, cards
from onrecord.web.pages.entry import Back, Csrf, ours
from onrecord.web.pages.frame import Asked, Cursor, Day, Editor, Visit, Visitor, listed, page
from onrecord.web.pages.marks import LAYERS, blocks
from onrecord.web.problems import Problem

router = APIRouter()

SPANS = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,99}")
ROW = r"^[0-9a-f]{0,64}$"
FIELD = "f."
SUMMARY = ("id", "title", "published", "publisher", "agency", "source", "statements")
SHEET = (
    *("kind", "id", "who", "what", "words", "start", "end", "status", "certainty", "confidence", "told_by"),
    *("report", "title", "published"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The row that is being corrected, and its form."""

    card: Card
    fields: tuple[correcting.Field, ...]


@router.get("/reports")
def reports(
    visit: Visitor,
    publisher: Asked = None,
    since: Day = None,
    until: Day = None,
    cursor: Cursor = None,
    format: files.Format = "html",
) -> Response:
    """The reports of the record, the newest first."""
    asked = {"publisher": publisher, "since": since, "until": until}
    found = listed(
        visit,
        asked,
        cursor,
        lambda after, number: query.reports_page(visit.state.record, **asked, after=after, limit=number),
    )
    if format == "csv":
        return files.sheet(
            visit, "reports", SUMMARY, ([getattr(one, name) for name in SUMMARY] for one in found.items)
        )
    if format == "json":
        return files.json(visit, "reports", [asdict(one) for one in found.items])
    return page(visit, "reports.html", listed=found, asked=asked, cursor=cursor)


@router.get("/reports/{id}")
def report(
    visit: Visitor,
    id: Id,
    at: Annotated[str, Query(max_length=2000)] = "",
    layers: Annotated[list[str] | None, Query(max_length=20)] = None,
    edit: Annotated[str, Query(pattern=ROW)] = "",
    kept: bool = False,
    format: files.Format = "html",
) -> Response:
    """A report with its rows; ``at`` are characters to highlight."""
    reading = _reading(visit, id)
    if format == "csv":
        return files.sheet(visit, f"report-{reading.document.id}", SHEET, _rows(reading))
    if format == "json":
        return RedirectResponse(f"/api/v1/reports/{reading.document.id}", 303)
    highlighted = spans(at, len(reading.document.text))
    return shown(
        visit, reading, highlighted=highlighted, layers=layers, edit=edit if visit.edits else "", kept=kept
    )


@router.post("/reports/{id}/correct")
async def correct(
    visit: Editor,
    id: Id,
    action: Annotated[str, Form(pattern=r"^(confirm|reject|change)$")],
    row: Annotated[str, Form(pattern=r"^[0-9a-f]{4,64}$")],
    csrf: Csrf = "",
    note: Annotated[str, Form(max_length=2000)] = "",
    then: Annotated[str, Form(pattern=ROW)] = "",
    back: Back = "",
) -> Response:
    """Say that a row is right, wrong or otherwise; ``then`` is the row to show after, ``back`` another page."""
    visit.checked(csrf)
    form = await visit.request.form()
    given = {name.removeprefix(FIELD): str(typed) for name, typed in form.items() if name.startswith(FIELD)}
    made = await run_in_threadpool(_made, visit, id, action, row, given, note.strip() or None)
    if isinstance(made, Response):
        return made
    return RedirectResponse(_after(made, back) if back else f"/reports/{made.document}#r-{then or row}", 303)


@router.post("/corrections/{number}/withdraw")
def withdraw(
    visit: Editor, number: Annotated[int, Path(ge=1, le=2**31 - 1)], csrf: Csrf = "", back: Back = ""
) -> Response:
    """Take a correction back."""
    visit.checked(csrf)
    made = visit.state.record.withdraw_correction(number)
    _note(visit, "withdraw", made)
    return RedirectResponse(ours(back) if back else f"/reports/{made.document}#r-{made.row}", 303)


def shown(
    visit: Visit,
    reading: Reading,
    *,
    stored: bool = True,
    highlighted: Spans = (),
    layers: list[str] | None = None,
    edit: str = "",
    given: dict[str, str] | None = None,
    complaint: str = "",
    status: int = 200,
    kept: bool = False,
    draft: str = "",
) -> Response:
    """The page of a reading; ``draft`` is under what it waits to be stored."""
    history = _history(visit, reading) if stored else []
    found = cards(reading, history)
    text = blocks(reading, highlighted)
    return page(
        visit,
        "report.html",
        status=status,
        reading=reading,
        found=found,
        blocks=text,
        titled=bool(text) and text[0].role == "title",
        layers=layers if layers is not None else LAYERS,
        stored=stored,
        history=history,
        edits=visit.edits,
        edited=_edited(reading, found, edit) if edit else None,
        given={FIELD + name: typed for name, typed in (given or {}).items()},
        complaint=complaint,
        kept=kept,
        draft=draft,
    )


def spans(told: str, length: int) -> Spans:
    """Offsets of an address; those that no report of this length has are left out."""
    if not SPANS.fullmatch(told):
        return ()
    pairs = (tuple(map(int, one.split("-"))) for one in told.split(","))
    return tuple((start, min(end, length)) for start, end in pairs if start < min(end, length))


def _reading(visit: Visit, id: str) -> Reading:
    try:
        return visit.state.record.get(id)
    except UsageError as error:
        raise Problem(404, "no report, or more than one, has an id that begins so") from error


def _history(visit: Visit, reading: Reading) -> list[Correction]:
    return visit.state.record.corrections(document=reading.document.id)


def _edited(reading: Reading, found: dict[str, tuple[Card, ...]], id: str) -> Edited | None:
    card = next((one for group in found.values() for one in group if one.id == id), None)
    row = _row(reading, id)
    return Edited(card=card, fields=tuple(correcting.fields(row, reading))) if card and row else None


def _row(reading: Reading, id: str) -> Row | None:
    return next((row for kind in LISTS for row in rows_of(reading, kind) if row.id == id), None)


def _made(
    visit: Visit, id: str, action: str, row: str, given: dict[str, str], note: str | None
) -> Correction | Response:
    """The correction, or the page that says why there is none."""
    record, by = visit.state.record, visit.who.name
    reading = _reading(visit, id)
    try:
        if action == "confirm":
            made = record.confirm(row, by=by, note=note)
        elif action == "reject":
            made = record.reject(row, by=by, note=note)
        else:
            now = _row(reading, row)
            told = correcting.otherwise(now, reading, given) if now else {}
            if not told:
                raise UsageError("nothing is changed: write what is otherwise, or say that the row is right")
            made = record.change(row, told, by=by, note=note)
    except UsageError as error:
        return shown(visit, reading, edit=row, given=given, complaint=str(error), status=400)
    _note(visit, made.action, made)
    return made


def _after(made: Correction, back: str) -> str:
    """A page of ours, which is told what was done."""
    path, _, asked = ours(back).partition("?")
    kept = [(name, told) for name, told in parse_qsl(asked) if name != "done"]
    return f"{path}?{urlencode([*kept, ('done', made.number)])}"


def _note(visit: Visit, action: str, made: Correction) -> None:
    told: dict[str, Any] = {"correction": made.number, "row": made.row, "document": made.document}
    visit.note(action, kind=made.kind, fields=list(made.fields), **told)


def _rows(reading: Reading) -> list[tuple[Any, ...]]:
    document = reading.document
    return [
        (
            *(card.kind, card.id, card.who, card.what, card.words),
            *(card.spans[0][0] if card.spans else None, card.spans[-1][1] if card.spans else None),
            *(card.status, card.certainty, card.confidence, " < ".join((*card.chain, "the report"))),
            *(document.id, document.title, document.published),
        )
        for group in cards(reading).values()
        for card in group
    ]
