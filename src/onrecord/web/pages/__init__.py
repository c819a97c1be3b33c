"""The pages of the record: server-rendered, whole without script and better with it.

Each page is a module with a ``router``, a template and, where it needs them, a style and a script of its name.
Invariant: every word of a report or a client passes through Jinja2's escaping; nothing is marked as safe.
"""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.pages import (
    actors,
    atlas,
    claims,
    commitments,
    compare,
    entry,
    frame,
    network,
    read,
    report,
    review,
    search,
    stories,
    timeline,
)

ROOMS = (
    *(entry, read, report, review, search, claims, compare, commitments, stories),
    *(actors, timeline, atlas, network),
)

router = APIRouter(include_in_schema=False)
for room in ROOMS:
    router.include_router(room.router)
frame.offer({getattr(route, "path", "") for room in ROOMS for route in room.router.routes})

__all__ = ["router"]
