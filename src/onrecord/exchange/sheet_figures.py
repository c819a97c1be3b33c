"""The actors and places of a sheet: the marks that mean the same, and what is known of whom they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import cattrs

from onrecord.exchange.onrecord import structured
from onrecord.exchange.sheet import FIGURES, PARTY, Mark, Sheet, layer_of
from onrecord.model import Actor, Place, cut, identify

Noun = TypeVar("Noun", Actor, Place)
Tell = Callable[[str, object], None]  # what is wrong at a key


@dataclass(frozen=True, slots=True)
class Figures:
    """``actor_of`` and ``place_of`` are ids by the key of a mark."""

    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    actor_of: dict[str, str] = field(default_factory=dict)
    place_of: dict[str, str] = field(default_factory=dict)


def figures(sheet: Sheet, tell: Tell) -> Figures:
    """The actors and places in the order of their first marks.

    One of whom nothing is told is called by its longest mention; two that are called alike are one.
    """
    found = Figures()
    for marks, rest in _groups(sheet, tell):
        layers = {layer_of(mark.label) for mark in marks} - {PARTY}
        if len(layers) > 1 or layers - set(FIGURES):
            tell(marks[0].key, f"same: {_listed([mark.label for mark in marks])} cannot be the same")
        elif layers == {"place"}:
            _add(sheet.text, Place, "place", marks, rest, found.places, found.place_of, tell)
        else:
            _add(sheet.text, Actor, "actor", marks, rest, found.actors, found.actor_of, tell)
    return found


def _groups(sheet: Sheet, tell: Tell) -> Iterator[tuple[list[Mark], Mapping[str, Any] | None]]:
    marks = {mark.key: mark for mark in sheet.marks}
    groups: dict[str, list[str]] = {}
    rests: dict[str, Mapping[str, Any]] = {}
    for figure in sheet.figures:
        for key in figure.marks:
            if key not in marks:
                tell(figure.marks[0], f"same: {key} is not there, or wrong")
        kept = [key for key in figure.marks if key in marks]
        # Groups that share a mark are one.
        whole = list(dict.fromkeys(other for key in kept for other in groups.get(key, [key])))
        groups.update(dict.fromkeys(whole, whole))
        if figure.rest is not None:
            rests = dict.fromkeys(kept, figure.rest) | rests
    alone = {mark.key: [mark.key] for mark in sheet.marks if layer_of(mark.label) in FIGURES}
    seen: set[str] = set()
    for key in marks:
        group = groups.get(key) or alone.get(key)
        if group and key not in seen:
            seen.update(group)
            yield (
                [mark for other, mark in marks.items() if other in group],
                next((rests[other] for other in group if other in rests), None),
            )


def _add(
    text: str,
    kind: type[Noun],
    layer: str,
    marks: Sequence[Mark],
    rest: Mapping[str, Any] | None,
    found: dict[str, Noun],
    meant: dict[str, str],
    tell: Tell,
) -> None:
    own = [mark for mark in marks if layer_of(mark.label) == layer]
    types = list(dict.fromkeys(mark.label.partition("_")[2] for mark in own)) or [""]
    if len(types) > 1:
        tell(own[0].key, f"type: one {layer} is {_listed(types)}; the first counts")
    for mark in own:
        if len(mark.spans) > 1:
            tell(mark.key, f"span: a mention of a {layer} is one stretch; this one is left out")
    told = {
        "kind": types[0] or None,
        "mentions": [
            {"start": start, "end": end, "text": text[start:end]}
            for mark in own
            for start, end in mark.spans
            if len(mark.spans) == 1
        ],
    }
    if rest is not None and "name" not in rest and isinstance(rest.get("id"), str):
        # A party may have the id of an actor that the reading does not list.
        meant.update(dict.fromkeys((mark.key for mark in marks), rest["id"]))
        return
    named = {**_named(text, layer, own or marks, types[0]), **told}
    row: Noun
    try:
        row = structured({**rest, **told} if rest else named, kind)
    except (cattrs.BaseValidationError, TypeError, ValueError) as error:
        tell(marks[0].key, f"{layer}: {why(error)}")
        row = structured(named, kind)
    if row.id in found:
        row = replace(found[row.id], mentions=(*found[row.id].mentions, *row.mentions))
    found[row.id] = row
    meant.update(dict.fromkeys((mark.key for mark in marks), row.id))


def _named(text: str, layer: str, marks: Sequence[Mark], type_: str) -> dict[str, str]:
    name = max((" ".join(cut(text, mark.spans).split()) for mark in marks), key=len)
    key = ("actor", type_ or None, name) if layer == "actor" else ("place", name, None, None)
    return {"id": identify(*key), "name": name}


def why(error: Exception) -> str:
    """The first thing that is wrong with data."""
    return cattrs.transform_error(error)[0] if isinstance(error, cattrs.BaseValidationError) else str(error)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(dict.fromkeys(word or "of no type" for word in words))
