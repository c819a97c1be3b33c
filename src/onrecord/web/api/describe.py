"""What OpenAPI says of routes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Path, Query

from onrecord.web import problems
from onrecord.web.answers import JSON, LINES
from onrecord.web.schemas import page_of, ref

API = "/api/v1"

Responses = dict[int | str, dict[str, Any]]

Id = Annotated[
    str,
    Path(
        pattern=r"^[0-9a-f]{4,64}$",
        description="The id, or at least four digits of its beginning.",
        examples=["5a31cdaa"],
    ),
]
Date = Annotated[
    str | None,
    Query(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        description="As fine or coarse as wanted, both ends included.",
        examples=["2016-10"],
    ),
]
Words = Annotated[str | None, Query(min_length=1, max_length=300)]
REFUSALS: Responses = {
    "default": {
        "description": "What cannot be had, and why.",
        "content": {problems.MEDIA: {"schema": ref("Problem")}},
    }
}


def one(name: str, description: str, example: Any = None) -> Responses:
    """A single thing, or a problem."""
    content: dict[str, Any] = {"schema": ref(name)}
    if example is not None:
        content["example"] = example
    return {
        200: {"description": description, "content": {JSON: content}},
        304: {"description": "The client has it already (If-None-Match)."},
        **REFUSALS,
    }


def many(name: str, description: str, item: Any = None) -> Responses:
    """A page of things, or a stream of them, or a problem."""
    content: dict[str, Any] = {"schema": page_of(name)}
    if item is not None:
        content["example"] = {"items": [item], "next": None}
    return {
        200: {
            "description": f"{description} With `Accept: {LINES}` one a line, without `next`.",
            "content": {JSON: content, LINES: {"schema": {"type": "string"}}},
        },
        304: {"description": "The client has it already (If-None-Match)."},
        **REFUSALS,
    }


def file(description: str, media: Mapping[str, str] | str) -> Responses:
    """Something that is no JSON of ours, or a problem."""
    medias = [media] if isinstance(media, str) else list(media.values())
    return {
        200: {
            "description": description,
            "content": {one: {"schema": {"type": "string"}} for one in dict.fromkeys(medias)},
        },
        **REFUSALS,
    }
