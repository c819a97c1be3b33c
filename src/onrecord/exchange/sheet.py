"""A reading as annotation tools see it: marked stretches of a text, and frames that join them.

A frame is a statement, event, relation or commitment. It stands on the mark that triggers it (the cue of a statement,
its content where it has no cue, the whole words of any other row), has marks and frames in roles, attributes of a
few values that people may change, and a rest of what no tool shows. A figure is an actor or a place: the marks that
mean the same. Labels are a layer, or a layer and a type (``event_CONSULT``); none of them has a space in it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, get_args

from onrecord.data import rows
from onrecord.data.plover import CONTEXTS, MODES
from onrecord.data.relation_words import TYPES as RELATIONS
from onrecord.exchange.onrecord import to_dict
from onrecord.model import (
    ActorKind,
    Certainty,
    Commitment,
    Event,
    Kind,
    Party,
    PlaceKind,
    Reading,
    Relation,
    Spans,
    Speaker,
    Statement,
    Status,
    TimeType,
    Words,
    identify,
)

Row = Statement | Event | Relation | Commitment
CommitmentKind = Literal["pledge", "agreement", "demand", "obligation", "expectation", "threat"]

STATEMENT, UNCUED = "statement", "uncued"
WORDS = ("content", "action", "condition", "basis")  # labels of marks that only a role of that name explains
PARTY = "party"  # words for somebody that are no mention of an actor
TYPES: Mapping[str, tuple[str, ...]] = {
    "actor": get_args(ActorKind),
    "place": get_args(PlaceKind),
    "time": get_args(TimeType),
    "event": tuple(MODES),
    "relation": RELATIONS,
    "commitment": get_args(CommitmentKind),
}
FIGURES = ("actor", "place")  # layers whose type may be unknown
INSIDE, TOLD_IN = "inside", "told_in"
LINKS = (INSIDE, TOLD_IN)  # roles of frames; all others are roles of marks
# The roles of each layer: ? for one or none, * for any number.
ROLES: Mapping[str, Mapping[str, str]] = {
    STATEMENT: {"source": "?", "content": "", "addressee": "?", "said_at": "?", INSIDE: "?"},
    UNCUED: {"source": "?", "addressee": "?", "said_at": "?", INSIDE: "?"},
    "event": {"actor": "*", "recipient": "*", "place": "?", TOLD_IN: "?"},
    "relation": {"subject": "", "object": "", TOLD_IN: "?"},
    "commitment": {"by": "?", "to": "?", "action": "", "condition": "?", "basis": "?", TOLD_IN: "?"},
}
POLARITIES = {"positive": "+", "negative": "-"}  # signs are no names in brat
YES = "yes"
SEVERAL = ("context",)  # attributes of any number of values

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    key: str
    label: str
    spans: Spans
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """``roles`` are pairs of a role and the key of a mark or, for LINKS, of a frame."""

    key: str
    label: str
    trigger: str
    roles: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Marks that mean the same; ``rest`` says whom, and is None where nobody has."""

    marks: tuple[str, ...]
    rest: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation that a person has drawn between two marks, without words of its own."""

    key: str
    label: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """``head`` is what belongs to the report as a whole, with the actors and places that have no words in it.

    ``head["rows"]`` are the ids of all rows that stood on the sheet: what is missing later, somebody took away.
    ``where`` tells for the keys of what was read where it stands, as ``line 3``; ``spent`` are the marks of rows that
    are wrong and have been told already.
    """

    text: str
    head: Mapping[str, Any]
    marks: tuple[Mark, ...]
    frames: tuple[Frame, ...]
    figures: tuple[Figure, ...]
    ties: tuple[Tie, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    spent: frozenset[str] = frozenset()


@cache
def labels() -> Mapping[str, tuple[str, ...]]:
    """All labels of marks by their layer."""
    typed = {layer: tuple(f"{layer}_{type_}" for type_ in types) for layer, types in TYPES.items()}
    untyped = {layer: (layer, *typed[layer]) for layer in FIGURES}
    return {STATEMENT: (STATEMENT, UNCUED, *WORDS, PARTY)} | typed | untyped


def layer_of(label: str) -> str:
    """The layer of a label, which need not be one of ours."""
    return label.partition("_")[0]


@cache
def attributes() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each attribute the layers that it belongs to and its values; a class may also be another."""
    said = (STATEMENT, UNCUED)
    modes = dict.fromkeys(mode for several in MODES.values() for mode in several)
    return {
        "class": (said, tuple(sorted({row["class"] for row in rows("cues")}))),
        "kind": (said, get_args(Kind)),
        "polarity": (said, tuple(POLARITIES)),
        "anonymous": (said, (YES,)),
        "mode": (("event",), tuple(modes)),
        "context": (("event",), CONTEXTS),
        "status": (("event", "relation", "commitment"), get_args(Status)),
        "certainty": ((*said, "event", "relation"), get_args(Certainty)),
    }


class FieldError(ValueError):
    """A field of an annotation is wrong; the text says which and why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")


def stretch(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans that stand in the text; FieldError where one is outside it or empty."""
    found = tuple(spans)
    for start, end in found:
        if not 0 <= start < end <= len(text):
            raise FieldError("span", f"{start} to {end} is no part of a text of {len(text)} characters")
    return found


def own_label(label: str) -> str:
    """A label that is one of ours; FieldError where it is none."""
    if not any(label in several for several in labels().values()):
        raise FieldError("type", f"{label!r} is none of onrecord's labels")
    return label


def fingerprint(row: Row) -> str:
    """What tells whether a person has changed a row: all of it but what follows from the rest."""
    told: Row = replace(row, id="", confidence=0.0)
    if isinstance(told, Event):
        told = replace(told, cameo=None, quad=None, intensity=None)
    return identify(told)


def laid_out(reading: Reading) -> Sheet:
    """The sheet of a reading. A row that has no words cannot stand on it; it is left out with a warning in the log."""
    return _Layout(reading).sheet()


class _Layout:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.marks: list[Mark] = []
        self.frames: list[Frame] = []
        self.parties: dict[tuple[str | None, Spans], str] = {}  # marks by whom they mean and where they stand
        self.meant: dict[str, list[str]] = {}  # marks by actor
        self.spots: dict[str, list[str]] = {}  # marks by place

    def sheet(self) -> Sheet:
        for actor in self.reading.actors:
            at = [((mention.start, mention.end),) for mention in actor.mentions]
            self.meant[actor.id] = [self._mark(_label("actor", actor.kind), spans) for spans in at]
            for spans, key in zip(at, self.meant[actor.id], strict=True):
                self.parties.setdefault((actor.id, spans), key)
        for place in self.reading.places:
            at = [((mention.start, mention.end),) for mention in place.mentions]
            self.spots[place.id] = [self._mark(_label("place", place.kind), spans) for spans in at]
        for time in self.reading.times:
            self._mark(f"time_{time.type}", ((time.start, time.end),), {"value": time.value})
        self._rows()
        data = to_dict(self.reading)
        return Sheet(
            text=self.reading.document.text,
            head={
                "reader": data["reader"],
                "document": _less(data["document"], "text"),
                "actors": [row for row in data["actors"] if not self.meant[row["id"]]],
                "places": [row for row in data["places"] if not self.spots[row["id"]]],
                "warnings": data["warnings"],
                "rows": [frame.rest["id"] for frame in self.frames],
            },
            marks=tuple(self.marks),
            frames=tuple(self.frames),
            figures=(*_figures(data["actors"], self.meant), *_figures(data["places"], self.spots)),
        )

    def _mark(self, label: str, spans: Spans, rest: Mapping[str, Any] | None = None) -> str:
        key = f"T{len(self.marks) + 1}"
        self.marks.append(Mark(key=key, label=label, spans=spans, rest=rest or {}))
        return key

    def _rows(self) -> None:
        reading = self.reading
        every: tuple[Row, ...] = (*reading.statements, *reading.events)
        every += (*reading.relations, *reading.commitments)
        told = [row for row in every if _trigger(row)[1]]
        if left := len(every) - len(told):
            _LOG.warning("%s: rows without any words, left out: %d", reading.document.source, left)
        keys = {row.id: f"E{number}" for number, row in enumerate(told, 1)}
        for number, row in enumerate(told, 1):
            self.frames.append(self._frame(f"E{number}", row, keys))

    def _frame(self, key: str, row: Row, keys: Mapping[str, str]) -> Frame:
        label, spans = _trigger(row)
        trigger = self._mark(label, spans)
        roles: list[tuple[str, str]] = []
        rest: dict[str, Any] = {"id": row.id, "as": fingerprint(row), **_rest(row)}
        for role, words in _roles(row):
            if not words.spans:
                actor = None if isinstance(words, Words) else words.actor
                rest.setdefault("wordless", []).append([role, actor])
            elif not (label == UNCUED and role == "content"):
                roles.append((role, self._words(role, words)))
        for role, place in _places(row):
            if found := self.spots.get(place):
                roles.append((role, found[0]))
            else:
                rest[role] = place
        link, above = (INSIDE, row.parent) if isinstance(row, Statement) else (TOLD_IN, row.statement)
        if above is not None and above in keys:
            roles.append((link, keys[above]))
        elif above is not None:
            rest[link] = above
        return Frame(
            key=key,
            label=label,
            trigger=trigger,
            roles=tuple(roles),
            attributes=tuple(_attributes(row)),
            rest=rest,
        )

    def _words(self, role: str, words: Party | Speaker | Words) -> str:
        if isinstance(words, Words):
            return self._mark(role, words.spans)
        known = (words.actor, words.spans)
        if known not in self.parties:
            self.parties[known] = self._mark(PARTY, words.spans)
            if words.actor is not None:
                self.meant.setdefault(words.actor, []).append(self.parties[known])
        return self.parties[known]


def _figures(data: Iterable[Mapping[str, Any]], groups: Mapping[str, list[str]]) -> Iterator[Figure]:
    known = {row["id"]: _less(row, "mentions", "kind") for row in data}
    for id_, keys in groups.items():
        if keys:
            yield Figure(marks=tuple(keys), rest=known.get(id_, {"id": id_}))


def _label(layer: str, type_: str | None) -> str:
    return f"{layer}_{type_}" if type_ else layer


def _less(row: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def _trigger(row: Row) -> tuple[str, Spans]:
    """The label and the spans of the mark that a row stands on; no spans where it has no words."""
    if isinstance(row, Statement):
        return (STATEMENT, row.cue.spans) if row.cue.spans else (UNCUED, row.content.spans)
    if isinstance(row, Commitment):
        return f"commitment_{row.kind}", row.spans
    return f"{'event' if isinstance(row, Event) else 'relation'}_{row.type}", row.spans


def _roles(row: Row) -> Iterator[tuple[str, Party | Speaker | Words]]:
    """The words in the roles of a row, also those that are empty."""
    some: tuple[tuple[str, Party | Speaker | Words | None], ...]
    if isinstance(row, Statement):
        source = row.speaker if row.speaker.spans or row.speaker.actor is not None else None
        some = (("source", source), ("content", row.content), ("addressee", row.addressee))
    elif isinstance(row, Event):
        some = (*(("actor", one) for one in row.actors), *(("recipient", one) for one in row.recipients))
    elif isinstance(row, Relation):
        some = (("subject", row.subject), ("object", row.object))
    else:
        some = (("by", row.by), ("to", row.to), ("action", row.action))
        some += (("condition", row.condition), ("basis", row.basis))
    yield from ((role, words) for role, words in some if words is not None)


def _places(row: Row) -> Iterator[tuple[str, str]]:
    if isinstance(row, Statement) and row.said_at is not None:
        yield "said_at", row.said_at
    if isinstance(row, Event) and row.place is not None:
        yield "place", row.place


def _attributes(row: Row) -> Iterator[tuple[str, str]]:
    if isinstance(row, Statement):
        yield "class", row.cue.class_
        yield "kind", row.kind
        yield "polarity", next(name for name, sign in POLARITIES.items() if sign == row.polarity)
        if row.speaker.anonymous:
            yield "anonymous", YES
    else:
        yield "status", row.status
    if isinstance(row, Event):
        if row.mode:
            yield "mode", row.mode
        yield from (("context", context) for context in row.contexts)
    if not isinstance(row, Commitment):
        yield "certainty", row.certainty


def _rest(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = {"confidence": row.confidence}
    if isinstance(row, Statement):
        told |= {"said_on": row.said_on}
    elif isinstance(row, Event):
        told |= {"date": row.date, "cameo": row.cameo, "quad": row.quad, "intensity": row.intensity}
    elif isinstance(row, Relation):
        by = row.by and {"actor": row.by.actor, "text": row.by.text}
        told |= {"by": by, "from": row.from_, "to": row.to}
    else:
        told |= {"deadline": row.deadline}
    return {key: value for key, value in told.items() if value is not None}
