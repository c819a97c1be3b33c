"""Words that tell events, as frames: what must stand beside them, and who takes which part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.data import Row, rows
from onrecord.data.plover import MODES, TYPES

Test = Literal["lemma", "there", "absent", "kind"]
KINDS = ("actor", "person", "place")
PREPOSITIONS = {
    *(
        "to",
        "on",
        "upon",
        "against",
        "with",
        "from",
        "at",
        "in",
        "into",
        "for",
        "over",
        "of",
        "by",
        "between",
    ),
    *("about", "along", "among", "around", "as", "behind", "near", "off", "outside", "through", "toward"),
    "towards",
}
SLOTS = {
    "VERB": {"subj", "obj", "iobj", "comp", "clause", "prt", "mod"} | PREPOSITIONS,
    "NOUN": {"subj", "faced", "poss", "adj", "mod"} | PREPOSITIONS,
    "ADJ": {"subj", "comp", "clause"} | PREPOSITIONS,
}
WORDS_ONLY = {"prt", "mod"}  # slots that name nobody


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
    found: dict[tuple[str, str], list[Frame]] = {}
    for row in rows("predicates"):
        frame = _frame(row)
        found.setdefault((frame.predicate, frame.pos), []).append(frame)
    return {word: tuple(frames) for word, frames in found.items()}


def _frame(row: Row) -> Frame:
    type_ = row["type"] and row.one_of("type", TYPES)
    mode = row["mode"] and row.one_of("mode", MODES.get(type_, ()))
    pos = row.one_of("pos", SLOTS)
    return Frame(
        row["predicate"],
        pos,
        tuple(_condition(row, pos, text) for text in row.many("with")),
        type_,
        mode or None,
        row["cameo"] or None,
        _parties(row, pos, "actor"),
        _parties(row, pos, "recipient"),
        row.one_of("mutual", ("", "yes")) == "yes",
        _sure(row),
        row.where,
    )


def _parties(row: Row, pos: str, column: str) -> tuple[str, ...]:
    slots = row.many(column)
    for slot in slots:
        _check_slot(row, pos, slot)
        if slot in WORDS_ONLY:
            raise row.error(f"{slot} holds no {column}")
    return slots


def _check_slot(row: Row, pos: str, slot: str) -> None:
    outer, _, inner = slot.partition(".")  # "clause.to": that slot of what stands there
    if outer not in SLOTS[pos] or (inner and inner not in SLOTS["VERB"] | SLOTS["NOUN"]):
        raise row.error(f"a {pos} has no slot {slot!r}")


def _sure(row: Row) -> float:
    try:
        sure = float(row["sure"])
    except ValueError:
        sure = -1.0
    if not 0 <= sure <= 1:
        raise row.error(f"sure must be a number from 0 to 1, not {row['sure']!r}")
    return sure


def _condition(row: Row, pos: str, text: str) -> Condition:
    condition = _parsed(text)
    _check_slot(row, pos, condition.slot)
    if "" in condition.values or (condition.test == "kind" and condition.values[0] not in KINDS):
        raise row.error(f"cannot read the condition {text!r}")
    return condition


def _parsed(text: str) -> Condition:
    if text.startswith("-"):
        return Condition(text[1:], "absent")
    slot, mark, values = text.partition("=")
    if mark:
        return Condition(slot, "lemma", tuple(values.split(",")))
    slot, mark, kind = text.partition(":")
    return Condition(slot, "kind", (kind,)) if mark else Condition(text, "there")
