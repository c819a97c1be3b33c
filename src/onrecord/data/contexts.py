"""Words that tell the context of an event."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.data import rows
from onrecord.data.plover import CONTEXTS


@cache
def contexts() -> Mapping[str, tuple[str, ...]]:
    """PLOVER's contexts under the lemmas that tell them."""
    return {row["words"]: row.some_of("contexts", CONTEXTS) for row in rows("contexts")}
