"""Statements, events, relations and commitments."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange.coded_files import answer
from onrecord.model import Commitment, Event, Kind, Relation, Statement, Status
from onrecord.record.coded import What
from onrecord.web.access import Reader
from onrecord.web.answers import Cursor, Limit, json, listing
from onrecord.web.api.describe import API, Date, Id, Words, many, one
from onrecord.web.problems import Problem
from onrecord.web.state import State, Web

router = APIRouter(prefix=API, tags=["rows"])

OwnVoice = Annotated[bool, Query(description="Only what reports say in their own voice.")]
Type = Annotated[str | None, Query(max_length=40, pattern=r"^[A-Za-z_]+$")]
Report = Annotated[str | None, Query(pattern=r"^[0-9a-f]{16}$", description="The whole id of a report.")]
Country = Annotated[str | None, Query(pattern=r"^[A-Za-z]{3}$", description="ISO 3166-1 alpha-3.")]


@router.get(
    "/statements",
    response_class=Response,
    responses=many("Said", "Statements of the newest reports first, in each as they stand there."),
)
def statements(
    request: Request,
    state: Web,
    _: Reader,
    speaker: Words = None,
    about: Words = None,
    kind: Kind | None = None,
    document: Report = None,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List who said what."""
    asked: dict[str, Any] = {"speaker": speaker, "about": about, "kind": kind, "document": document}
    asked |= {"since": since, "until": until}
    return listing(
        request,
        state,
        asked,
        limit,
        cursor,
        lambda after, number: query.statements_page(state.record, **asked, after=after, limit=number),
    )


@router.get(
    "/events",
    response_class=Response,
    responses=many("FoundEvent", "What is told to have happened, the newest first."),
)
def events(
    request: Request,
    state: Web,
    _: Reader,
    actor: Words = None,
    recipient: Words = None,
    type: Type = None,
    mode: Type = None,
    status: Status | None = None,
    place: Words = None,
    country: Country = None,
    teller: Words = None,
    own_voice: OwnVoice = False,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List events."""
    asked = {"actor": actor, "recipient": recipient, "type": type and type.upper(), "mode": mode}
    asked |= {"status": status, "place": place, "country": country, "since": since, "until": until}
    return _coded(request, state, "event", asked, teller, own_voice, limit, cursor)


@router.get(
    "/relations",
    response_class=Response,
    responses=many("FoundRelation", "What is told to hold between two, the newest reports first."),
)
def relations(
    request: Request,
    state: Web,
    _: Reader,
    actor: Words = None,
    subject: Words = None,
    object: Words = None,
    type: Type = None,
    status: Status | None = None,
    teller: Words = None,
    own_voice: OwnVoice = False,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List relations."""
    asked = {"actor": actor, "subject": subject, "object": object, "type": type}
    asked |= {"status": status, "since": since, "until": until}
    return _coded(request, state, "relation", asked, teller, own_voice, limit, cursor)


@router.get(
    "/commitments",
    response_class=Response,
    responses=many("FoundCommitment", "Who is to do what, the newest reports first."),
)
def commitments(
    request: Request,
    state: Web,
    _: Reader,
    actor: Words = None,
    by: Words = None,
    to: Words = None,
    kind: Type = None,
    status: Status | None = None,
    due_by: Date = None,
    teller: Words = None,
    own_voice: OwnVoice = False,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List commitments."""
    asked = {"actor": actor, "by": by, "to": to, "kind": kind, "due_by": due_by}
    asked |= {"status": status, "since": since, "until": until}
    return _coded(request, state, "commitment", asked, teller, own_voice, limit, cursor)


def _coded(
    request: Request,
    state: State,
    what: What,
    asked: dict[str, Any],
    teller: str | None,
    own_voice: bool,
    limit: int | None,
    cursor: str | None,
) -> Response:
    if teller is not None and own_voice:
        raise Problem(400, "teller and own_voice exclude each other: a report's own voice has no teller")
    asked |= {"teller": teller, "own_voice": own_voice}
    told = {name: value for name, value in asked.items() if value is not None}
    return listing(
        request,
        state,
        told,
        limit,
        cursor,
        lambda after, number: query.coded_page(state.record, what, after=after, limit=number, **told),
        answer,
    )


@router.get(
    "/statements/{id}", response_class=Response, responses=one("Explanation", "A statement, and why.")
)
def statement(request: Request, state: Web, _: Reader, id: Id) -> Response:
    """Get a statement with its report, and why it was read so."""
    return _explained(request, state, id, Statement)


@router.get("/events/{id}", response_class=Response, responses=one("Explanation", "An event, and why."))
def event(request: Request, state: Web, _: Reader, id: Id) -> Response:
    """Get an event with its report, its tellers, and why it was coded so."""
    return _explained(request, state, id, Event)


@router.get("/relations/{id}", response_class=Response, responses=one("Explanation", "A relation, and why."))
def relation(request: Request, state: Web, _: Reader, id: Id) -> Response:
    """Get a relation with its report, its tellers, and why it was coded so."""
    return _explained(request, state, id, Relation)


@router.get(
    "/commitments/{id}", response_class=Response, responses=one("Explanation", "A commitment, and why.")
)
def commitment(request: Request, state: Web, _: Reader, id: Id) -> Response:
    """Get a commitment with its report, its tellers, and why it was coded so."""
    return _explained(request, state, id, Commitment)


def _explained(request: Request, state: State, id: str, kind: type) -> Response:
    try:
        found = query.explain(state.record, id)
    except UsageError as error:
        raise Problem(404, "no row, or more than one, has an id that begins so") from error
    if not isinstance(found.row, kind):
        raise Problem(404, f"this is no {kind.__name__.lower()}")
    return json(request, answer(found))
