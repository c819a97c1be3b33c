"""The facts of PLOVER: types of events with their modes, quad classes, intensities and nearest CAMEO codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows


@dataclass(frozen=True, slots=True)
class Plover:
    """A type, or a mode of it."""

    type: str
    mode: str | None
    quad: int
    intensity: float
    cameo: str


@cache
def plover() -> Mapping[tuple[str, str | None], Plover]:
    """All types and modes."""
    found = {}
    for row in rows("plover"):
        mode = row["mode"] or None
        found[row["type"], mode] = Plover(
            row["type"], mode, int(row["quad"]), float(row["intensity"]), row["cameo"]
        )
    return found


MODES: Mapping[str, tuple[str, ...]] = {
    type_: tuple(mode for other, mode in plover() if other == type_ and mode)
    for type_ in dict.fromkeys(type_ for type_, _ in plover())
}
TYPES = tuple(MODES)
QUADS: Mapping[int, str] = {
    **{1: "verbal cooperation", 2: "material cooperation"},
    **{3: "verbal conflict", 4: "material conflict"},
}


def quad(type: str) -> int | None:
    """The quad class of a type; None where there is no such type."""
    found = plover().get((type, None))
    return found.quad if found else None


CONTEXTS = (
    *("military", "intelligence", "executive", "legislative", "election", "political_institutions"),
    *(
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "human_rights",
        "rights_freedoms",
    ),
    *("repression", "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic"),
    *("territory", "peacekeeping", "health", "asylum", "migration", "disasters", "natural_resource"),
    *("environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption"),
    *("illegal_drugs", "trafficking"),
)
