"""A piece of a report as its row, and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from onrecord.record.assertions import Assertion
from onrecord.record.figures import Figure

COLUMNS = ("what", "number", "id", "side", "open", "kind", "speaker", "day", "last_day")
PARSED = 8192  # pieces that are kept in memory because the next report may be compared with them too


def row_of(piece: Assertion) -> dict[str, Any]:
    """The columns that a piece fills by itself."""
    return {
        **{name: getattr(piece, name) for name in COLUMNS},
        "told": orjson.dumps(_told(piece)).decode(),
        "start": min((start for start, _ in piece.spans), default=0),
        "end": max((end for _, end in piece.spans), default=0),
    }


def _told(piece: Assertion) -> dict[str, Any]:
    return {
        "terms": piece.terms,
        "parties": {role: sorted(names) for role, names in piece.parties.items()},
        "figures": [
            (f.low, f.high if f.high != float("inf") else None, f.unit, f.start, f.end) for f in piece.figures
        ],
        "place": piece.place,
        "spans": piece.spans,
        "words": piece.words,
        "voice": piece.voice,
    }


def stored(row: Any) -> Assertion:
    """A piece from its row."""
    return parsed(row.told, *(getattr(row, name) for name in COLUMNS))


@lru_cache(maxsize=PARSED)
def parsed(line: str, *columns: Any) -> Assertion:
    """A piece from what its row tells and from its other columns."""
    told = orjson.loads(line)
    return Assertion(
        parties={role: frozenset(names) for role, names in told["parties"].items()},
        terms=told["terms"],
        figures=figures_of(told),
        place=told["place"],
        spans=tuple((start, end) for start, end in told["spans"]),
        words=told["words"],
        voice=told["voice"],
        teller=None,
        **dict(zip(COLUMNS, columns, strict=True)),
    )


def figures_of(told: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a piece from what its row tells."""
    return tuple(
        Figure(low, float("inf") if high is None else high, *rest) for low, high, *rest in told["figures"]
    )
