"""Actors, places, claims and contradictions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange.coded_files import plain
from onrecord.model import ActorKind
from onrecord.record.opposites import Contrast
from onrecord.web.access import Reader
from onrecord.web.answers import Cursor, Limit, json, listing
from onrecord.web.api.describe import API, Date, Id, Words, many, one
from onrecord.web.api.rows import Country
from onrecord.web.problems import Problem
from onrecord.web.state import Web

router = APIRouter(prefix=API, tags=["world"])


@router.get(
    "/actors",
    response_class=Response,
    responses=many("Presence", "Actors in the order in which they came into the record."),
)
def actors(
    request: Request,
    state: Web,
    _: Reader,
    q: Words = None,
    kind: ActorKind | None = None,
    country: Country = None,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List actors."""
    asked: dict[str, Any] = {"kind": kind, "country": country, "since": since, "until": until}
    return listing(
        request,
        state,
        {"q": q, **asked},
        limit,
        cursor,
        lambda after, number: query.actors_page(state.record, q or "", **asked, after=after, limit=number),
    )


@router.get("/actors/{id}", response_class=Response, responses=one("Profile", "All there is of one actor."))
def actor(request: Request, state: Web, _: Reader, id: Id) -> Response:
    """Get an actor: names, offices, company, judgements."""
    try:
        return json(request, plain(query.actor(state.record, id)))
    except UsageError as error:
        raise Problem(404, "no actor, or more than one, has an id that begins so") from error


@router.get(
    "/places",
    response_class=Response,
    responses=many("Site", "Places of events in the order in which they came into the record."),
)
def places(
    request: Request,
    state: Web,
    _: Reader,
    q: Words = None,
    country: Country = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List places of events, with coordinates where they are known."""
    return listing(
        request,
        state,
        {"q": q, "country": country},
        limit,
        cursor,
        lambda after, number: query.sites(state.record, q, country=country, after=after, limit=number),
    )


@router.get("/claims", response_class=Response, responses=many("Claim", "Claims, those told last first."))
def claims(
    request: Request,
    state: Web,
    _: Reader,
    about: Words = None,
    teller: Words = None,
    disputed: bool = False,
    stories: Annotated[int, Query(ge=1, le=1000, description="How many independent reports tell it.")] = 2,
    offices: Annotated[bool, Query(description="Also who holds which office.")] = False,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List what several reports say alike."""
    asked: dict[str, Any] = {"about": about, "teller": teller, "disputed": disputed, "stories": stories}
    asked |= {"offices": offices, "since": since, "until": until}
    return listing(
        request,
        state,
        asked,
        limit,
        cursor,
        lambda after, number: query.claims_page(state.record, **asked, after=after, limit=number),
    )


@router.get("/claims/{id}", response_class=Response, responses=one("Claim", "A claim with all who tell it."))
def claim(request: Request, state: Web, _: Reader, id: Id) -> Response:
    """Get a claim."""
    try:
        return json(request, plain(query.claim(state.record, id)))
    except UsageError as error:
        raise Problem(404, "no claim, or more than one, has an id that begins so") from error


@router.get(
    "/contradictions",
    response_class=Response,
    responses=many("Contradiction", "Two tellings that cannot both be right."),
)
def contradictions(
    request: Request,
    state: Web,
    _: Reader,
    about: Words = None,
    teller: Words = None,
    kind: Contrast | None = None,
    since: Date = None,
    until: Date = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    """List where reports, or those whom they quote, contradict one another."""
    asked: dict[str, Any] = {"about": about, "teller": teller, "kind": kind, "since": since, "until": until}
    return listing(
        request,
        state,
        asked,
        limit,
        cursor,
        lambda after, number: query.contradictions_page(state.record, **asked, after=after, limit=number),
    )
