"""Corrections in a line each, and the fields of a row as a person corrects them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from onrecord.cli.coded_lines import ID, LONGEST, short
from onrecord.cli.render import FAINT, MARK, day, flat
from onrecord.model import Reading
from onrecord.record.corrections import Correction
from onrecord.record.evidence import Row
from onrecord.record.fields import ATTRIBUTES, kind_of, value

DONE = {"confirm": "confirmed", "reject": "rejected", "change": "changed", "add": "added"}
NOTHING = "none"


def line(one: Correction) -> Text:
    """A correction in a line: its number, what it says, who says so, when and why."""
    told = Text(" · ").join(
        [Text(str(one.number), style="bold"), Text(f"{one.kind} {one.row[:ID]} {DONE[one.action]}")]
    )
    if one.before and one.after and one.fields:
        for name in one.fields:
            before, after = written(name, one.before), written(name, one.after)
            told.append(f" · {name}: {short(before)} → {short(after)}")
    elif row := one.after or one.before:
        told.append(f" · {summary(row)}")
    told.append(f" · {one.by}, {day(one.at[:10])}", style=FAINT)
    if one.note:
        told.append(f" · {flat(one.note)}")
    if one.withdrawn_at:
        told.append(f" · withdrawn {day(one.withdrawn_at[:10])}", style=MARK)
    return told


def summary(row: Row) -> str:
    """The row in few words."""
    names = ("speaker", "cue", "content") if kind_of(row) == "statement" else ("type", "kind", "words")
    parts = (written(name, row) for name in names if name in ATTRIBUTES[kind_of(row)])
    return " | ".join(short(part) for part in parts if part != NOTHING)


def written(name: str, row: Row, reading: Reading | None = None) -> str:
    """A field of a row as a person reads it.

    Args:
        reading: the report's, where actors and places are to be named.
    """
    found = value(name, row)[0]
    if isinstance(found, tuple):
        return "; ".join(_one(part, reading) for part in found) or NOTHING
    return _one(found, reading)


def _one(found: Any, reading: Reading | None) -> str:
    text = getattr(found, "text", None)
    if text is None:
        return _named(found, reading)
    words = short(flat(text), 2 * LONGEST) or NOTHING
    actor = getattr(found, "actor", None)
    name = next((one.name for one in reading.actors if one.id == actor), None) if reading and actor else None
    return f"{words} [{flat(name)}]" if name and name != words else words


def _named(found: Any, reading: Reading | None) -> str:
    if isinstance(found, bool):
        return "yes" if found else "no"
    if found is None or found == "":
        return NOTHING
    known = {one.id: one.name for one in reading.actors} if reading else {}
    known |= {one.id: one.name for one in reading.places} if reading else {}
    return flat(known.get(found, str(found)))


def fields(row: Row, reading: Reading) -> Iterator[tuple[str, str]]:
    """The fields of a row under the names by which they are changed."""
    for name in ATTRIBUTES[kind_of(row)]:
        if name not in ("actor", "words"):
            yield name, written(name, row, reading)
