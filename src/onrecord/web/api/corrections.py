"""What people say of rows: that one is right, wrong, otherwise or missing."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.query import Mark, Page
from onrecord.record import Correction
from onrecord.record.correction_lines import Order, carry_out, to_dict
from onrecord.record.corrections import Action, Kind
from onrecord.web.access import Editor, Principal, Reader
from onrecord.web.answers import Cursor, Limit, json, listing
from onrecord.web.api.describe import API, Responses, many, one
from onrecord.web.problems import Problem
from onrecord.web.state import State, Web

router = APIRouter(prefix=API, tags=["corrections"])

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of a correction.")]
Value = Annotated[str, Field(max_length=10_000)] | None
MADE: Responses = {
    201: {"description": "The correction.", **one("Correction", "")[200]},
    **one("Correction", ""),
}
del MADE[200], MADE[304]
EXAMPLE: Any = {
    "action": "change",
    "row": "5a31cdaa",
    "fields": {"status": "claimed", "speaker": "the minister"},
    "note": "the ministry says so, not the report",
}


class ToCorrect(BaseModel):
    """What is to be said of a row; docs/corrections.md tells the fields."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    action: Action
    row: str | None = Field(
        None, pattern=r"^[0-9a-f]{4,64}$", description="The id of the row; not for `add`."
    )
    document: str | None = Field(
        None, pattern=r"^[0-9a-f]{4,64}$", description="The id of the report, for `add`."
    )
    kind: Kind | None = Field(None, description="What is added.")
    fields: dict[Annotated[str, Field(max_length=40)], Value] = Field(
        default_factory=dict,
        max_length=40,
        description="For `change` and `add`: names with what a person types.",
    )
    note: str | None = Field(None, max_length=2000, description="Why.")


@router.get(
    "/corrections",
    response_class=Response,
    responses=many("Correction", "Corrections in the order in which they were made, those withdrawn too."),
)
def corrections(
    request: Request,
    state: Web,
    _: Reader,
    orphaned: Annotated[bool, Query(description="Only those that mean no row any more.")] = False,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List corrections."""

    def page(after: Mark | None, number: int) -> Page[Correction]:
        found = state.record.corrections(orphaned=orphaned, after=after[0] if after else 0, limit=number + 1)
        more = len(found) > number
        return Page(items=tuple(found[:number]), last=(found[number - 1].number,) if more else None)

    return listing(
        request, state, {"orphaned": orphaned}, limit, cursor, page, lambda made: _told(state, made)
    )


@router.get("/corrections/{number}", response_class=Response, responses=one("Correction", "One correction."))
def correction(request: Request, state: Web, _: Reader, number: Number) -> Response:
    """Get a correction."""
    found = state.record.corrections(after=number - 1, limit=1)
    if not found or found[0].number != number:
        raise Problem(404, "there is no such correction")
    return json(request, _told(state, found[0]))


@router.post("/corrections", status_code=201, response_class=Response, responses=MADE)
def correct(request: Request, state: Web, principal: Editor, wanted: ToCorrect) -> Response:
    """Confirm, reject or change a row, or add one."""
    made = carry_out(state.record, _order(wanted, principal))
    _note(state, request, principal, made.action, made)
    where = {"Location": f"/api/v1/corrections/{made.number}"}
    return json(request, _told(state, made), status=201, headers=where)


@router.delete(
    "/corrections/{number}", response_class=Response, responses=one("Correction", "As it is withdrawn.")
)
def withdraw(request: Request, state: Web, principal: Editor, number: Number) -> Response:
    """Take a correction back; it stays listed."""
    found = state.record.corrections(after=number - 1, limit=1)
    if not found or found[0].number != number:
        raise Problem(404, "there is no such correction")
    try:
        made = state.record.withdraw_correction(number)
    except UsageError as error:
        raise Problem(409, str(error)) from error
    _note(state, request, principal, "withdraw", made)
    return json(request, _told(state, made))


def _order(wanted: ToCorrect, principal: Principal) -> Order:
    if wanted.action == "add":
        if wanted.document is None or wanted.kind is None or wanted.row is not None:
            raise Problem(422, "to add a row, give the document and the kind, and no row")
    elif wanted.row is None or wanted.document is not None or wanted.kind is not None:
        raise Problem(422, f"to {wanted.action} a row, give the row, and no document or kind")
    if wanted.fields and wanted.action in ("confirm", "reject"):
        raise Problem(422, f"to {wanted.action} a row, give no fields")
    return Order(**wanted.model_dump(), by=principal.name)


def _note(state: State, request: Request, principal: Principal, action: str, made: Correction) -> None:
    told: dict[str, Any] = {"correction": made.number, "row": made.row, "document": made.document}
    state.note(request, principal, action, kind=made.kind, fields=list(made.fields), **told)


def _told(state: State, made: Correction) -> dict[str, Any]:
    return {"number": made.number, **to_dict(made, state.record.document(made.document))}
