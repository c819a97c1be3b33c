"""The fields of rows that people correct, under the names that they have on the command line and in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from onrecord.record.evidence import Row

# A field may stand for several of a row that only go together, or for part of one.
ATTRIBUTES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "statement": {
        **{name: (name,) for name in ("speaker", "addressee", "content", "kind", "polarity", "certainty")},
        **{name: (name,) for name in ("said_on", "said_at", "parent")},
        "actor": ("speaker.actor",),
        "anonymous": ("speaker.anonymous",),
        "cue": ("cue.text", "cue.spans"),
        "class": ("cue.class_",),
    },
    "event": {
        "type": ("type", "mode", "cameo", "quad", "intensity"),
        "mode": ("mode", "cameo", "quad", "intensity"),
        **{name: (name,) for name in ("contexts", "actors", "recipients", "place", "date")},
        **{name: (name,) for name in ("status", "certainty", "statement")},
        "words": ("text", "spans"),
    },
    "relation": {
        **{name: (name,) for name in ("type", "subject", "object", "by", "to")},
        "from": ("from_",),
        **{name: (name,) for name in ("status", "certainty", "statement")},
        "words": ("text", "spans"),
    },
    "commitment": {
        **{name: (name,) for name in ("kind", "by", "to", "action", "condition", "basis", "deadline")},
        **{name: (name,) for name in ("status", "statement")},
        "words": ("text", "spans"),
    },
}
# What a person who confirms a row vouches for; in which statement it stands each reading says anew.
PINNED: Mapping[str, tuple[str, ...]] = {
    kind: tuple(name for name in names if name not in ("parent", "statement"))
    for kind, names in ATTRIBUTES.items()
}


def kind_of(row: Row) -> str:
    """What a row is."""
    return type(row).__name__.casefold()


def carried(name: str, source: Row, target: Row) -> Row:
    """The target with one field as the source has it, both being rows of one kind."""
    found: Any = target
    for attribute in ATTRIBUTES[kind_of(source)][name]:
        owner, _, part = attribute.partition(".")
        value: Any = getattr(source, owner)
        if part:
            value = replace(getattr(found, owner), **{part: getattr(value, part)})
        found = replace(found, **{owner: value})
    return cast(Row, found)


def value(name: str, row: Row) -> tuple[Any, ...]:
    """What a field holds."""
    found = []
    for attribute in ATTRIBUTES[kind_of(row)][name]:
        part: Any = row
        for step in attribute.split("."):
            part = getattr(part, step)
        found.append(part)
    return tuple(found)
