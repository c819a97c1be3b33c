"""Words that tell events, as frames: what must stand beside them, and who takes which part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from onrecord.data import Row, rows
from onrecord.data.plover import MODES, TYPES

Test = Literal["lemma", "there", "absent", "kind"]
KINDS = ("actor", "person", "place")
PARTS = ("VERB", "NOUN", "ADJ")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand in a slot: one of some lemmas, anything, nothing, or somebody."""

    slot: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One use of a word; ``where`` is its line in the lexicon."""

    predicate: str
    pos: str
    conditions: tuple[Condition, ...]
    type: str
    mode: str | None
    cameo: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    sure: float
    where: str


@cache
def predicates() -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """The frames of each word, in the order in which they are tried."""
    found: dict[tuple[str, str], tuple[Frame, ...]] = {}
    for row in rows("predicates"):
        frame = _frame(row)
        at = (frame.predicate, frame.pos)
        found[at] = (*found.get(at, ()), frame)
    return found


def _frame(row: Row) -> Frame:
    type_ = row["type"] and row.one_of("type", TYPES)
    mode = row["mode"] and row.one_of("mode", MODES.get(type_, ()))
    return Frame(
        row["predicate"],
        row.one_of("pos", PARTS),
        tuple(map(_condition, row.many("with"))),
        type_,
        mode or None,
        row["cameo"] or None,
        row.many("actor"),
        row.many("recipient"),
        row["mutual"] == "yes",
        float(row["sure"]),
        row.where,
    )


def _condition(text: str) -> Condition:
    if text.startswith("-"):
        return Condition(text[1:], "absent")
    slot, mark, values = text.partition("=")
    if mark:
        return Condition(slot, "lemma", tuple(values.split(",")))
    slot, mark, kind = text.partition(":")
    return Condition(slot, cast(Test, "kind"), (kind,)) if mark else Condition(text, "there")
