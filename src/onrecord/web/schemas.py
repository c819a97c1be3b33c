"""The answers as schemas of OpenAPI 3.1, made from the dataclasses that they are made from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from onrecord.exchange.onrecord import KEPT
from onrecord.model import Commitment, Event, Reading, Relation
from onrecord.query import (
    Claim,
    Contradiction,
    Explanation,
    Found,
    Hit,
    Presence,
    Profile,
    Said,
    Site,
    Stats,
    Summary,
)
from onrecord.web.jobs import Job

PLACE = "#/components/schemas/{model}"
KINDS: dict[str, Any] = {
    "Reading": Reading,
    "Report": Summary,
    "Said": Said,
    "FoundEvent": Found[Event],
    "FoundRelation": Found[Relation],
    "FoundCommitment": Found[Commitment],
    "Explanation": Explanation,
    "Presence": Presence,
    "Profile": Profile,
    "Site": Site,
    "Claim": Claim,
    "Contradiction": Contradiction,
    "Stats": Stats,
    "Hit": Hit,
    "Job": Job,
}
LEFT_OUT = ("actors", "story")  # of rows that were found: see exchange.coded_files.answer
TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors"],
    "additionalProperties": False,
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "problem"],
                "properties": {"field": TEXT, "problem": TEXT},
            },
        },
    },
    "examples": [
        {
            "type": "about:blank",
            "title": "Not Found",
            "status": 404,
            "detail": "there is no such job",
            "errors": [],
        }
    ],
}
CORRECTION = {
    "type": "object",
    "required": ["format", "number", "id", "action", "document", "kind", "row", "by", "at"],
    "properties": {
        "format": {"const": "onrecord-correction/1"},
        "number": {"type": "integer"},
        "id": TEXT,
        "action": {"enum": ["confirm", "reject", "change", "add"]},
        "document": TEXT,
        "kind": {"enum": ["statement", "event", "relation", "commitment"]},
        "row": TEXT,
        "by": TEXT,
        "note": MAYBE,
        "at": TEXT,
        "withdrawn_at": MAYBE,
        "before": {"type": ["object", "null"]},
        "after": {"type": ["object", "null"]},
        "fields": {"type": "array", "items": TEXT},
    },
}
SESSION = {
    "type": "object",
    "required": ["name", "role", "via", "csrf"],
    "properties": {
        "name": TEXT,
        "role": {"enum": ["reader", "editor", "admin"]},
        "via": {"enum": ["local", "token", "session"]},
        "csrf": TEXT,
    },
}
HEALTH = {
    "type": "object",
    "required": ["status", "version", "record", "reader"],
    "properties": {
        "status": {"enum": ["ok", "failing"]},
        "version": TEXT,
        "record": {"enum": ["ok", "failing"]},
        "reader": {"enum": ["ready", "loading"]},
    },
}
ENTRY = {
    "type": "object",
    "required": ["at", "action", "by", "client"],
    "properties": {"at": TEXT, "action": TEXT, "by": TEXT, "client": TEXT},
}
BY_HAND = {
    "Problem": PROBLEM,
    "Correction": CORRECTION,
    "Session": SESSION,
    "Health": HEALTH,
    "Entry": ENTRY,
}


@cache
def components() -> dict[str, Any]:
    """All schemas by name."""
    adapters: list[Any] = [(name, "serialization", TypeAdapter(kind)) for name, kind in KINDS.items()]
    places, made = TypeAdapter.json_schemas(adapters, ref_template=PLACE)
    found = {name: _strict(schema) for name, schema in made["$defs"].items()}
    for left in KEPT[Reading]:
        _drop(found["Reading"], left)
    named = {}
    for (name, _), place in places.items():
        schema = found[place["$ref"].rpartition("/")[2]]
        if name.startswith("Found") or name == "Explanation":
            for left in LEFT_OUT:
                _drop(schema, left)
        named[name] = schema
    # Where a figure has no bound, JSON has null.
    for bound in ("low", "high"):
        found["Figure"]["properties"][bound] = {"type": ["number", "null"]}
    return {**found, **named, **BY_HAND}


def page_of(name: str) -> dict[str, Any]:
    """The schema of a page of a list."""
    return {
        "type": "object",
        "required": ["items", "next"],
        "additionalProperties": False,
        "properties": {"items": {"type": "array", "items": ref(name)}, "next": MAYBE},
    }


def ref(name: str) -> dict[str, str]:
    """A schema by its name."""
    return {"$ref": PLACE.format(model=name)}


def _strict(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Every key is always there, under the name that it has in JSON."""
    told: dict[str, Any] = _plain(schema)
    if "properties" in told:
        told["properties"] = {
            name.rstrip("_"): {key: value for key, value in one.items() if key not in ("title", "default")}
            for name, one in told["properties"].items()
        }
        told["required"] = list(told["properties"])
        told["additionalProperties"] = False
    return told


def _plain(schema: Any) -> Any:
    """Pairs as lists of two, which older readers of schemas know too."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    told = {name: _plain(value) for name, value in schema.items() if name != "prefixItems"}
    if "prefixItems" in schema:
        kinds = [
            one
            for number, one in enumerate(schema["prefixItems"])
            if one not in schema["prefixItems"][:number]
        ]
        told["items"] = _plain(kinds[0] if len(kinds) == 1 else {"anyOf": kinds})
    return told


def _drop(schema: dict[str, Any], name: str) -> None:
    if schema["properties"].pop(name, None) is not None:
        schema["required"].remove(name)
