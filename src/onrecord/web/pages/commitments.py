"""Commitments on a board by how they stand, each with what became of it, and their deadlines as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BeforeValidator
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange import icalendar
from onrecord.exchange.coded_files import answer, plain
from onrecord.query import Mark, Page, Promised
from onrecord.query.standing import Standing
from onrecord.record import Record
from onrecord.web.api.describe import Id
from onrecord.web.pages import files
from onrecord.web.pages.frame import Asked, Cursor, Day, Listed, Visit, Visitor, link, listed, page
from onrecord.web.pages.narrowed import SAVED, some
from onrecord.web.pages.words import called, flat
from onrecord.web.problems import Problem

router = APIRouter()

CARDS = 8  # of a column; its own page has all
BOARD: tuple[Standing, ...] = ("open", "overdue", "kept", "broken", "disputed", "withdrawn")
NAMES: dict[str, str] = {
    **{"open": "Open", "overdue": "Deadline passed", "kept": "Claimed kept", "broken": "Claimed broken"},
    **{"disputed": "Disputed", "withdrawn": "Withdrawn"},
}
COURSES = {
    **{"made": "made", "restated": "told again", "extended": "put off", "fulfilled": "told kept"},
    **{"broken": "told broken", "withdrawn": "withdrawn"},
}
HEADER = (
    *(
        "commitment",
        "state",
        "by",
        "to",
        "action",
        "condition",
        "kind",
        "status",
        "due",
        "first_due",
        "first",
    ),
    *("last", "told_later", "text", "start", "end", "document", "title", "published", "publisher"),
)
HISTORY = (
    *("commitment", "course", "teller", "polarity", "certainty", "day", "due", "text", "start", "end"),
    *("reason", "document", "title", "published", "publisher", "copies"),
)
FAR = "9999"
DEADLINES = 200  # in a calendar; the whole report of each is read for it

State = Annotated[Standing | None, BeforeValidator(lambda value: value or None), Query()]
Format = Annotated[Literal["html", "csv", "json", "ics"], Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The commitments of one state; ``href`` leads to all of them."""

    state: Standing
    number: int
    cards: tuple[Promised, ...]
    href: str


@router.get("/commitments")
def commitments(
    visit: Visitor,
    state: State = None,
    by: Asked = None,
    to: Asked = None,
    actor: Asked = None,
    since: Day = None,
    until: Day = None,
    due_by: Day = None,
    today: Day = None,
    cursor: Cursor = None,
    format: Format = "html",
) -> Response:
    """Who promised what to whom, and how it stands: all states on a board, or one of them as a list."""
    record = visit.state.record
    asked: dict[str, Any] = {"by": by, "to": to, "actor": actor, "since": since, "until": until}
    asked |= {"due_by": due_by, "today": today}

    def pages(after: Mark | None, number: int) -> Page[Promised]:
        return query.promises_page(record, state=state, **asked, after=after, limit=number)

    if format == "ics":
        dated = {**asked, "due_by": due_by or FAR}
        found = query.promises_page(record, state=state, **dated, limit=DEADLINES).items
        return _calendar(visit, "deadlines", record, found)
    told: dict[str, Any] = {"asked": {**asked, "state": state}, "names": NAMES, "cursor": cursor}
    told |= {"saved": SAVED, "deadlines": DEADLINES}
    numbers = query.promises_counted(record, **asked) if format == "html" else {}
    if state is None and format == "html":
        return page(
            visit, "commitments.html", **told, columns=list(_board(record, asked, numbers)), listed=None
        )
    rows: Listed[Promised] = listed(visit, {**asked, "state": state}, cursor, pages, limit=some(format, 25))
    if format == "csv":
        return files.sheet(visit, "commitments", HEADER, map(_row, rows.items))
    if format == "json":
        return files.json(visit, "commitments", [_whole(one) for one in rows.items])
    assert state is not None
    return page(visit, "commitments.html", **told, columns=[], listed=rows, number=numbers[state])


@router.get("/commitments/{id}")
def commitment(visit: Visitor, id: Id, today: Day = None, format: Format = "html") -> Response:
    """One commitment, and what became of it day by day."""
    try:
        found = query.commitment(visit.state.record, id, today=today)
    except UsageError as error:
        raise Problem(404, str(error)) from error
    name = f"commitment-{found.id}"
    if format == "ics":
        return _calendar(visit, name, visit.state.record, (found,))
    if format == "csv":
        return files.sheet(visit, name, HISTORY, _history(found))
    if format == "json":
        return files.json(visit, name, _whole(found))
    sentences = query.sentences(visit.state.record, {one.document.id for one in found.history})
    told: dict[str, Any] = {"names": NAMES, "courses": COURSES, "today": today, "sentences": sentences}
    return page(visit, "commitment.html", promise=found, **told)


def _board(record: Record, asked: dict[str, Any], numbers: dict[Standing, int]) -> Iterator[Column]:
    for state in BOARD:
        number = numbers[state]
        cards = query.promises_page(record, state=state, **asked, limit=CARDS).items if number else ()
        yield Column(state=state, number=number, cards=cards, href=link("/commitments", **asked, state=state))


def _calendar(visit: Visit, name: str, record: Record, found: Iterable[Promised]) -> Response:
    """The last days that count now; a commitment without one is not in it."""
    due = {(one.commitment.document.id, one.commitment.row.id): one.due for one in found if one.due}

    def readings() -> Iterator[Any]:
        for document in dict.fromkeys(document for document, _ in due):
            reading = record.get(document)
            kept = [
                replace(row, deadline=due[document, row.id])
                for row in reading.commitments
                if (document, row.id) in due
            ]
            yield replace(reading, commitments=tuple(kept))

    out = BytesIO()
    icalendar.write(readings(), out)
    return files.file(visit, name, "ics", out.getvalue(), "text/calendar; charset=utf-8")


def _whole(promise: Promised) -> dict[str, Any]:
    return {**plain(replace(promise, commitment=None)), "commitment": answer(promise.commitment)}  # type: ignore[arg-type]


def _row(promise: Promised) -> tuple[Any, ...]:
    found = promise.commitment
    row, report = found.row, found.document
    parties = [called(party, found.names) if party else "" for party in (row.by, row.to)]
    words = [flat(one.text) if one else "" for one in (row.action, row.condition)]
    days = (promise.due, promise.first_due, promise.first, promise.last)
    ends = (
        min((start for start, _ in row.spans), default=None),
        max((end for _, end in row.spans), default=None),
    )
    where = (report.id, report.title, report.published, report.publisher or report.agency)
    head = (promise.id, promise.state, *parties, *words, row.kind, row.status, *days)
    return (*head, len(promise.follow_ups), flat(row.text), *ends, *where)


def _history(promise: Promised) -> Iterator[tuple[Any, ...]]:
    for one in promise.history:
        report = one.document
        ends = (
            min((start for start, _ in one.spans), default=None),
            max((end for _, end in one.spans), default=None),
        )
        told = (
            promise.id,
            one.course,
            one.voice,
            one.polarity,
            one.certainty,
            one.day,
            one.due,
            flat(one.text),
        )
        where = (report.id, report.title, report.published, report.publisher or report.agency)
        yield (*told, *ends, one.reason, *where, len(one.copies))
