"""The network: who says what about whom, who does what to whom, and how they are related."""

from __future__ import annotations

import io
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from onrecord import query
from onrecord.data.plover import QUADS, TYPES
from onrecord.errors import UsageError
from onrecord.exchange import network as files_of
from onrecord.query.coded import STATUSES
from onrecord.query.near import Near, near
from onrecord.query.ties import KINDS, SIGNS
from onrecord.record.changes import RELATIONS
from onrecord.web.pages.frame import Asked, Day, Visit, Visitor, page
from onrecord.web.pages.whom import meant

router = APIRouter()

MOST = 150  # ties of a plot, the strongest
NEWEST = 500  # reports, where no period is asked for and more than the ties of one actor are
OF_ONE = 1000  # reports of one actor, where it is in more
EVIDENCE = 1
MEDIA = {
    "gexf": "application/xml",
    "graphml": "application/xml",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}


@router.get("/network")
def network(
    visit: Visitor,
    actor: Asked = None,
    about: Asked = None,
    place: Asked = None,
    type: Asked = None,
    status: Asked = None,
    since: Day = None,
    until: Day = None,
    hops: Annotated[Literal["", "1", "2"], Query()] = "",
    format: Annotated[Literal["html", "gexf", "graphml", "json", "csv"], Query()] = "html",
) -> Response:
    """The strongest ties; without a period those of one actor in its newest reports, or of the newest reports."""
    asked: dict[str, Any] = {"actor": actor, "about": about, "place": place, "type": type, "status": status}
    asked |= {"since": since, "until": until}
    record, complaint = visit.state.record, ""
    # A name that nobody bears, or several do, is told beside where it was typed.
    found = Near(ties=(), names={}, found=0, since=None)
    try:
        if format == "html" and actor and hops != "2" and not (since or until):
            told = {name: asked[name] for name in ("about", "place", "type", "status")}
            found = near(record, actor, **told, reports=OF_ONE, limit=MOST, evidence=EVIDENCE)
        else:
            newest = None
            if (not actor or hops == "2") and not (since or until):
                newest = query.published_since(record, NEWEST)
            wanted = {**asked, "since": since or newest, "hops": int(hops or 1)}
            whole = query.network(record, **wanted, limit=MOST, evidence=EVIDENCE)
            if format != "html":
                return _file(visit, whole, format)
            names = {one.id: one.name for one in whole.actors}
            found = Near(ties=whole.ties, names=names, found=whole.found, since=newest)
    except UsageError as error:
        if format != "html":
            raise
        complaint = str(error)
    return page(
        visit,
        "network.html",
        status=400 if complaint else 200,
        complaint=complaint,
        meant=meant(visit, actor, about),
        network=found,
        asked={**asked, "hops": hops},
        reports=OF_ONE if actor and hops != "2" else NEWEST,
        types=(*KINDS, *QUADS.values(), *TYPES, *RELATIONS),
        statuses=(*STATUSES, *SIGNS),
    )


def _file(visit: Visit, found: query.Network, format: str) -> Response:
    out = io.BytesIO()
    files_of.write(found, format, out)
    visit.note("export", format=format, what="network")
    told = {"Content-Disposition": f'attachment; filename="onrecord-network.{format}"'}
    return Response(out.getvalue(), headers=told, media_type=MEDIA[format])
