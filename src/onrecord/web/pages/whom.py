"""Who is meant where an address has the id of an actor."""

from __future__ import annotations

import re

from onrecord import query
from onrecord.errors import UsageError
from onrecord.query import Presence
from onrecord.web.pages.frame import Visit

ID = re.compile(r"[0-9a-f]{16}")


def meant(visit: Visit, *words: str | None) -> tuple[Presence, ...]:
    """The actors whose ids are among the words; names and ids of nobody are left out."""
    found = []
    for one in words:
        if one and ID.fullmatch(one):
            try:
                found.append(query.presence(visit.state.record, one))
            except UsageError:
                continue
    return tuple(found)
