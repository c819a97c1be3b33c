"""A row as a form: its fields by the names under which they are corrected, with what a person would type for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from onrecord.data.plover import MODES, TYPES
from onrecord.model import Certainty, Kind, Polarity, Reading, Spans, Status
from onrecord.record.changes import COMMITMENTS, RELATIONS
from onrecord.record.evidence import Row
from onrecord.record.fields import ATTRIBUTES, kind_of, value
from onrecord.web.pages.words import flat

NOTHING = "none"
# What brackets behind a party say, and what follows from where a row stands.
LEFT_OUT = ("actor", "parent", "statement")
CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("statement", "kind"): get_args(Kind),
    ("statement", "polarity"): get_args(Polarity),
    ("statement", "anonymous"): ("no", "yes"),
    ("event", "type"): TYPES,
    ("relation", "type"): RELATIONS,
    ("commitment", "kind"): COMMITMENTS,
    **{(kind, "certainty"): get_args(Certainty) for kind in ("statement", "event", "relation")},
    **{(kind, "status"): get_args(Status) for kind in ("event", "relation", "commitment")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form; with ``choices`` one of them is wanted."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()


def fields(row: Row, reading: Reading) -> Iterator[Field]:
    """The fields of a row as it is now."""
    kind = kind_of(row)
    for name in ATTRIBUTES[kind]:
        if name in LEFT_OUT:
            continue
        choices = CHOICES.get((kind, name), ())
        if name == "mode" and (modes := MODES.get(getattr(row, "type", ""), ())):
            choices = (NOTHING, *modes)
        yield Field(
            name=name, label=name.replace("_", " "), value=_typed(name, row, reading), choices=choices
        )


def otherwise(row: Row, reading: Reading, given: Mapping[str, str]) -> dict[str, str]:
    """Those of the given fields that are not what the row has."""
    now = {field.name: field.value for field in fields(row, reading)}
    return {name: typed for name, typed in given.items() if flat(typed) != now.get(name)}


def _typed(name: str, row: Row, reading: Reading) -> str:
    found = value(name, row)
    if name in ("words", "cue"):
        return _words(found[1], reading) or NOTHING
    if isinstance(found[0], tuple):
        return "; ".join(_one(one, reading) for one in found[0]) or NOTHING
    return _one(found[0], reading)


def _one(found: Any, reading: Reading) -> str:
    if isinstance(found, bool):
        return "yes" if found else "no"
    if found is None or found == "":
        return NOTHING
    if isinstance(found, str):
        return next((place.name for place in reading.places if place.id == found), found)
    spans: Spans = getattr(found, "spans", ())
    words = _words(spans, reading) or flat(found.text) or NOTHING
    actor = next((one.name for one in reading.actors if one.id == getattr(found, "actor", None)), None)
    return f"{words} [{actor}]" if actor and actor != words else words


def _words(spans: Spans, reading: Reading) -> str:
    return " … ".join(flat(reading.document.text[start:end]) for start, end in spans)
