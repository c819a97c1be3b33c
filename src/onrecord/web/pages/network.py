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
from onrecord.query.ties import KINDS, SIGNS
from onrecord.record.changes import RELATIONS
from onrecord.web.pages.frame import Asked, Day, Visitor, page
from onrecord.web.pages.whom import meant

router = APIRouter()

MOST = 150  # ties of a plot, the strongest
NEWEST = 500  # reports, where no period is asked for and more than the ties of one actor are
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
    """The strongest ties; without a period those of one actor, or of the newest reports."""
    asked: dict[str, Any] = {"actor": actor, "about": about, "place": place, "type": type, "status": status}
    asked |= {"since": since, "until": until}
    newest = None
    if (not actor or hops == "2") and not (since or until):
        newest = query.published_since(visit.state.record, NEWEST)
    wanted = {**asked, "since": since or newest, "hops": int(hops or 1)}
    complaint = ""
    try:
        found = query.network(visit.state.record, **wanted, limit=MOST, evidence=EVIDENCE)
    except UsageError as error:
        if format != "html":
            raise
        # A name that nobody bears, or several do, is told beside where it was typed.
        found, complaint = query.Network(actors=(), ties=(), found=0), str(error)
    if format != "html":
        out = io.BytesIO()
        files_of.write(found, format, out)
        visit.note("export", format=format, what="network")
        told = {"Content-Disposition": f'attachment; filename="onrecord-network.{format}"'}
        return Response(out.getvalue(), headers=told, media_type=MEDIA[format])
    return page(
        visit,
        "network.html",
        status=400 if complaint else 200,
        complaint=complaint,
        meant=meant(visit, actor, about),
        network=found,
        names={one.id: one.name for one in found.actors},
        asked={**asked, "hops": hops},
        newest=newest,
        reports=NEWEST,
        types=(*KINDS, *QUADS.values(), *TYPES, *RELATIONS),
        statuses=(*STATUSES, *SIGNS),
    )
