"""Actors: who is in the record, and all that there is of one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange.coded_files import plain
from onrecord.model import ActorKind, Kind
from onrecord.web.api.describe import Id
from onrecord.web.pages import files
from onrecord.web.pages.frame import Asked, Cursor, Day, Listed, Visit, Visitor, link, listed, page
from onrecord.web.pages.quoted import SHEET, Quoted, of_found, of_said
from onrecord.web.problems import Problem

router = APIRouter()

COMPANY = 1000  # reports in which others are looked for, the newest
FEW = 8  # rows of each kind where all kinds are shown
PRESENCE = ("id", "name", "kind", "country", "reports", "statements", "mentions", "first", "last")
KINDS, SAYINGS = get_args(ActorKind), get_args(Kind)

Part = Literal["said", "about", "events", "relations", "commitments"]
TITLES: dict[Part, str] = {
    "said": "What they said",
    "about": "What is said about them",
    "events": "What they did, and what was done to them",
    "relations": "How they are related",
    "commitments": "What is promised",
}
CODED: dict[str, Literal["event", "relation", "commitment"]] = {
    "events": "event",
    "relations": "relation",
    "commitments": "commitment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows of one kind; ``more`` is where all of them are."""

    part: Part
    title: str
    rows: Listed[Quoted]
    more: str | None


@router.get("/actors")
def actors(
    visit: Visitor,
    q: Asked = None,
    kind: Asked = None,
    country: Asked = None,
    since: Day = None,
    until: Day = None,
    cursor: Cursor = None,
    format: files.Format = "html",
) -> Response:
    """The actors of the record, those in most reports first."""
    asked = {"q": q, "kind": kind, "country": country, "since": since, "until": until}
    filters = {name: value for name, value in asked.items() if name != "q"}
    found = listed(
        visit,
        asked,
        cursor,
        lambda after, number: query.actors_by_reports(
            visit.state.record, q or "", **filters, after=after, limit=number
        ),
    )
    if format == "csv":
        rows = ([getattr(one, name) for name in PRESENCE] for one in found.items)
        return files.sheet(visit, "actors", PRESENCE, rows)
    if format == "json":
        return files.json(visit, "actors", [asdict(one) for one in found.items])
    return page(visit, "actors.html", listed=found, asked=asked, cursor=cursor, kinds=KINDS)


@router.get("/actors/{id}")
def actor(
    visit: Visitor,
    id: Id,
    show: Annotated[Part | Literal[""], Query()] = "",
    about: Asked = None,
    since: Day = None,
    until: Day = None,
    kind: Asked = None,
    cursor: Cursor = None,
    format: files.Format = "html",
) -> Response:
    """An actor: names, offices, and rows of each kind; ``show`` is the one kind of which all are shown."""
    asked = {"about": about, "since": since, "until": until, "kind": kind}
    try:
        # All there is of one takes its time where it is in many reports.
        record = visit.state.record
        newest = COMPANY if format == "html" else None
        profile = query.presence(record, id) if show else query.actor(record, id, newest=newest)
    except UsageError as error:
        raise Problem(404, "no actor, or more than one, has an id that begins so") from error
    if profile.id != id:
        told = asked | {"show": show, "format": format if format != "html" else None}
        return RedirectResponse(link(f"/actors/{profile.id}", **told), 303)
    parts = (show,) if show else get_args(Part)
    sections = [_section(visit, profile.id, part, asked, cursor, whole=bool(show)) for part in parts]
    if format == "csv":
        rows = (one.row for section in sections for one in section.rows.items)
        return files.sheet(visit, f"actor-{profile.id}", SHEET, rows)
    if format == "json":
        rows_of = {section.part: [asdict(one) for one in section.rows.items] for section in sections}
        return files.json(visit, f"actor-{profile.id}", {"actor": plain(profile), **rows_of})
    return page(
        visit,
        "actor.html",
        actor=profile,
        sections=sections,
        show=show,
        asked=asked,
        cursor=cursor,
        titles=TITLES,
        sayings=SAYINGS,
        newest=COMPANY,
        profile=profile if isinstance(profile, query.Profile) else None,
    )


def _section(
    visit: Visit, id: str, part: Part, asked: dict[str, Any], cursor: str | None, *, whole: bool
) -> Section:
    """Rows of one kind: a page of all of them, or the newest few."""
    record = visit.state.record
    span = {"since": asked["since"], "until": asked["until"]}

    def rows(after: query.Mark | None, number: int) -> query.Page[Quoted]:
        limit = number if whole else FEW
        found: query.Page[Any]
        if part == "said":
            found = query.statements_page(record, speaker=id, **asked, after=after, limit=limit)
            return query.Page(items=tuple(map(of_said, found.items)), last=found.last)
        if part == "about":
            found = query.statements_page(
                record, about=id, kind=asked["kind"], **span, after=after, limit=limit
            )
            return query.Page(items=tuple(map(of_said, found.items)), last=found.last)
        parties = {"either": id, "also": asked["about"]}
        found = query.coded_page(record, CODED[part], **parties, **span, after=after, limit=limit)
        states = query.standings(record, found.items) if part == "commitments" else {}
        return query.Page(items=tuple(of_found(one, states) for one in found.items), last=found.last)

    told = {"show": part, **asked}
    shown = listed(visit, {**told, "show": part if whole else None}, cursor if whole else None, rows)
    more = link(f"/actors/{id}", **told) if not whole and shown.next else None
    return Section(part=part, title=TITLES[part], rows=shown, more=more)
