"""The statements, events, relations and commitments that the frames of a sheet tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from onrecord.data.plover import MODES, plover
from onrecord.exchange.sheet import (
    INSIDE,
    LINKS,
    POLARITIES,
    ROLES,
    SEVERAL,
    STATEMENT,
    TOLD_IN,
    UNCUED,
    CommitmentKind,
    FieldError,
    Frame,
    Mark,
    Row,
    Sheet,
    Tie,
    attributes,
    fingerprint,
    layer_of,
)
from onrecord.exchange.sheet_figures import Figures, Tell
from onrecord.model import (
    Certainty,
    Commitment,
    Cue,
    Event,
    Kind,
    Party,
    Polarity,
    Relation,
    Spans,
    Speaker,
    Statement,
    Status,
    Teller,
    Words,
    cut,
    identify,
)

# What people have left open.
DEFAULTS = {"class": "say", "polarity": "positive", "certainty": "certain"}
COMMITTED: Mapping[str, Status] = {
    "pledge": "pledged",
    "agreement": "pledged",
    "threat": "pledged",
    "demand": "demanded",
    "obligation": "demanded",
    "expectation": "hypothetical",
}

_QUOTED = re.compile("[\"“”„«»]|(?<!\\w)['‘’]|['’](?!\\w)")

OneRow = TypeVar("OneRow", Statement, Event, Relation, Commitment)


class Rows:
    """The rows of a sheet; a frame that is wrong is told once, and so is each that rests on it."""

    def __init__(self, sheet: Sheet, document: str, figures: Figures, tell: Tell) -> None:
        self.sheet = sheet
        self.document = document
        self.figures = figures
        self.marks = {mark.key: mark for mark in sheet.marks}
        self.frames = {frame.key: frame for frame in sheet.frames}
        self.origins: dict[str, str] = {}  # by the ids of rows, those under which they were exported
        self.untouched: set[str] = set()
        self._tell = tell
        self._said: dict[str, Statement | None] = {}  # by frame; None where one is wrong, or not yet whole
        self._first: dict[str, str] = {}  # the frame of each row

    def statements(self) -> Iterator[Statement]:
        for frame in self.sheet.frames:
            if frame.label in (STATEMENT, UNCUED) and (row := self._statement(frame)):
                yield row

    def events(self) -> Iterator[Event]:
        yield from self._coded("event", _event)

    def relations(self) -> Iterator[Relation]:
        yield from self._coded("relation", _relation)
        for tie in self.sheet.ties:
            try:
                row = self._tied(tie)
                self._once(tie.key, row)
            except FieldError as error:
                self._tell(tie.key, error)
            else:
                yield row

    def commitments(self) -> Iterator[Commitment]:
        yield from self._coded("commitment", _commitment)

    def said(self, link: str, key: str) -> Statement:
        """The statement of a frame that another is linked to."""
        frame = self.frames.get(key)
        if frame is None:
            raise FieldError(link, f"{key} is not there, or wrong")
        if frame.label not in (STATEMENT, UNCUED):
            raise FieldError(link, f"{key} is no statement")
        found = self._statement(frame)
        if found is None:
            raise FieldError(link, f"{key} is wrong, or stands inside itself")
        return found

    def _statement(self, frame: Frame) -> Statement | None:
        if frame.key not in self._said:
            self._said[frame.key] = None
            self._said[frame.key] = self._made(frame, _said)
        return self._said[frame.key]

    def _coded(self, layer: str, make: Callable[[Parts], OneRow]) -> Iterator[OneRow]:
        for frame in self.sheet.frames:
            if layer_of(frame.label) == layer and (row := self._made(frame, make)):
                yield row

    def _made(self, frame: Frame, make: Callable[[Parts], OneRow]) -> OneRow | None:
        try:
            row = make(parts(self, frame))
            self._once(frame.key, row)
        except FieldError as error:
            self._tell(frame.key, error)
            return None
        return row

    def _once(self, key: str, row: Row) -> None:
        if row.id in self._first:
            raise FieldError("id", f"the same row as {self._first[row.id]}")
        self._first[row.id] = key

    def _tied(self, tie: Tie) -> Relation:
        """A relation whose words are those from one of its ends to the other."""
        for role, key in (("subject", tie.subject), ("object", tie.object)):
            if key not in self.marks:
                raise FieldError(role, f"{key} is not there, or wrong")
        ends = [*self.marks[tie.subject].spans, *self.marks[tie.object].spans]
        spans = ((min(start for start, _ in ends), max(end for _, end in ends)),)
        mark = Mark(key=tie.key, label=tie.label, spans=spans)
        roles = {"subject": [tie.subject], "object": [tie.object]}
        return _relation(Parts(self, tie.label, mark, roles, {}, {}))


@dataclass(frozen=True, slots=True)
class Parts:
    """A frame taken apart, each part checked when it is asked for."""

    rows: Rows
    label: str
    trigger: Mark
    roles: Mapping[str, list[str]]
    values: Mapping[str, list[str]]
    rest: Mapping[str, Any]

    @property
    def type(self) -> str:
        return self.label.partition("_")[2]

    @property
    def text(self) -> str:
        return self.cut(self.trigger.spans)

    def cut(self, spans: Spans) -> str:
        return cut(self.rows.sheet.text, spans)

    def words(self, role: str) -> Words | None:
        spans = self._spans(role)
        if not spans:
            return Words(text="", spans=()) if any(name == role for name, _ in self._wordless()) else None
        return Words(text=self.cut(spans[0]), spans=spans[0])

    def parties(self, role: str) -> tuple[Party, ...]:
        figures = self.rows.figures
        found = [
            Party(actor=figures.actor_of.get(key), text=self.cut(spans), spans=spans)
            for key, spans in zip(self.roles.get(role, ()), self._spans(role), strict=True)
        ]
        if not found or ROLES[layer_of(self.label)][role] == "*":
            wordless = (actor for name, actor in self._wordless() if name == role)
            found += [Party(actor=actor, text="", spans=()) for actor in wordless]
        return tuple(found)

    def party(self, role: str) -> Party | None:
        return next(iter(self.parties(role)), None)

    def place(self, role: str) -> str | None:
        for key in self.roles.get(role, ()):
            if key not in self.rows.figures.place_of:
                raise FieldError(role, f"{key} is no place")
            return self.rows.figures.place_of[key]
        return self.told(role)

    def statement(self, link: str) -> str | None:
        for key in self.roles.get(link, ()):
            return self.rows.said(link, key).id
        return self.told(link)

    def value(self, name: str) -> str | None:
        return next(iter(self.values.get(name, ())), DEFAULTS.get(name))

    def told(self, name: str) -> str | None:
        found = self.rest.get(name)
        if found is not None and not isinstance(found, str):
            raise FieldError(name, f"{found!r} is not in words")
        return found

    def number(self, name: str, low: float, high: float) -> float | None:
        found = self.rest.get(name)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, (int, float)) or not low <= found <= high:
            raise FieldError(name, f"{found!r} is no number from {low:g} to {high:g}")
        return found

    def finished(self, row: OneRow, *key: object) -> OneRow:
        """The row with its own id and confidence where nobody has changed it, else with those of a person's."""
        origin = self.told("id")
        if origin and self.told("as") == fingerprint(row):
            sure = self.number("confidence", 0, 1)
            row = replace(row, id=origin, confidence=1.0 if sure is None else float(sure))
            self.rows.untouched.add(row.id)
        else:
            id_ = identify(layer_of(self.label), self.rows.document, *key)
            row = replace(row, id=id_, confidence=1.0)
        if origin:
            self.rows.origins[row.id] = origin
        return row

    def _spans(self, role: str) -> list[Spans]:
        return [self.rows.marks[key].spans for key in self.roles.get(role, ())]

    def _wordless(self) -> Iterator[tuple[str, str | None]]:
        """Roles that have no words in the report, with their actors."""
        pairs = self.rest.get("wordless", [])
        for pair in pairs if isinstance(pairs, list) else [pairs]:
            match pair:
                case [str(role), (str() | None) as actor]:
                    yield role, actor
                case _:
                    raise FieldError("wordless", f"{pair!r} is no role with an actor")


def parts(rows: Rows, frame: Frame) -> Parts:
    """A frame taken apart.

    Raises FieldError where its mark, roles or attributes are missing, too many, or none of its layer.
    """
    trigger = rows.marks.get(frame.trigger)
    if trigger is None:
        raise FieldError("trigger", f"{frame.trigger} is not there, or wrong")
    if trigger.label != frame.label:
        raise FieldError("trigger", f"{frame.trigger} is {trigger.label}, not {frame.label}")
    layer = layer_of(frame.label)
    roles: dict[str, list[str]] = {}
    for role, key in frame.roles:
        if role not in ROLES[layer]:
            raise FieldError(role, f"{frame.label} has no such role: use {', '.join(ROLES[layer])}")
        if role not in LINKS and key not in rows.marks:
            raise FieldError(role, f"{key} is not there, or wrong")
        roles.setdefault(role, []).append(key)
    found = Parts(rows, frame.label, trigger, roles, _values(frame), frame.rest)
    without = {role for role, _ in found._wordless()}
    for role, number in ROLES[layer].items():
        if number != "*" and len(roles.get(role, ())) > 1:
            raise FieldError(role, f"{' and '.join(roles[role])} cannot both be it")
        if number == "" and role not in roles and role not in without:
            raise FieldError(role, "missing")
    return found


def _values(frame: Frame) -> dict[str, list[str]]:
    known, layer = attributes(), layer_of(frame.label)
    found: dict[str, list[str]] = {}
    for name, value in frame.attributes:
        layers, values = known.get(name, ((), ()))
        if layer not in layers:
            raise FieldError(name, f"{frame.label} has no such attribute")
        if name != "class" and value not in values:
            raise FieldError(name, f"{value!r} is none of {', '.join(values)}")
        if name in found and name not in SEVERAL:
            raise FieldError(name, f"both {found[name][0]} and {value}")
        found.setdefault(name, []).append(value)
    return found


def _said(parts: Parts) -> Statement:
    source, addressee = parts.party("source"), parts.party("addressee")
    speaker = Speaker(
        actor=source.actor if source else None,
        text=source.text if source else "",
        spans=source.spans if source else (),
        anonymous="anonymous" in parts.values,
    )
    cued = parts.label == STATEMENT
    content = parts.words("content") if cued else Words(text=parts.text, spans=parts.trigger.spans)
    if content is None:
        raise FieldError("content", "missing")
    row = Statement(
        id="",
        kind=cast(Kind, parts.value("kind") or _kind(parts.rows.sheet.text, content.spans)),
        speaker=speaker,
        cue=Cue(
            text=parts.text if cued else "",
            spans=parts.trigger.spans if cued else (),
            class_=parts.value("class") or "",
        ),
        content=content,
        addressee=addressee,
        said_on=parts.told("said_on"),
        said_at=parts.place("said_at"),
        parent=parts.statement(INSIDE),
        polarity=cast(Polarity, POLARITIES[parts.value("polarity") or ""]),
        certainty=cast(Certainty, parts.value("certainty")),
        confidence=0.0,
    )
    return parts.finished(row, row.speaker.spans, row.cue.spans, row.content.spans)


def _kind(text: str, spans: Spans) -> Kind:
    """Direct where every stretch has a quotation mark at each end, mixed where there is any."""
    if spans and all(_marked(text, start - 1, start) and _marked(text, end - 1, end) for start, end in spans):
        return "direct"
    inside = any(_QUOTED.search(text[max(start - 1, 0) : end + 1]) for start, end in spans)
    return "mixed" if inside else "indirect"


def _marked(text: str, *near: int) -> bool:
    return any(text[index : index + 1] in tuple("\"“”„«»'‘’") for index in near if index >= 0)


def _event(parts: Parts) -> Event:
    mode = parts.value("mode")
    if mode is not None and mode not in MODES[parts.type]:
        known = ", ".join(MODES[parts.type]) or "none"
        raise FieldError("mode", f"{mode!r} is no mode of {parts.type}: it has {known}")
    statement = parts.statement(TOLD_IN)
    row = Event(
        id="",
        type=parts.type,
        mode=mode,
        contexts=tuple(parts.values.get("context", ())),
        actors=parts.parties("actor"),
        recipients=parts.parties("recipient"),
        place=parts.place("place"),
        date=parts.told("date"),
        status=_status(parts, statement),
        certainty=cast(Certainty, parts.value("certainty")),
        statement=statement,
        text=parts.text,
        spans=parts.trigger.spans,
        confidence=0.0,
    )
    made = parts.finished(row, row.type, row.spans, row.statement)
    if made.id == parts.rest.get("id"):
        quad, intensity = parts.number("quad", 0, 4), parts.number("intensity", -10, 10)
        return replace(
            made,
            cameo=parts.told("cameo"),
            quad=None if quad is None else int(quad),
            intensity=None if intensity is None else float(intensity),
        )
    facts = plover()[row.type, mode]
    return replace(made, cameo=facts.cameo, quad=facts.quad, intensity=facts.intensity)


def _relation(parts: Parts) -> Relation:
    statement = parts.statement(TOLD_IN)
    subject, thing = parts.party("subject"), parts.party("object")
    if subject is None or thing is None:
        raise FieldError("object" if subject else "subject", "missing")
    row = Relation(
        id="",
        type=parts.type,
        subject=subject,
        object=thing,
        by=_teller(parts),
        from_=parts.told("from"),
        to=parts.told("to"),
        status=_status(parts, statement),
        certainty=cast(Certainty, parts.value("certainty")),
        statement=statement,
        text=parts.text,
        spans=parts.trigger.spans,
        confidence=0.0,
    )
    ends = (subject.actor or subject.text, thing.actor or thing.text)
    return parts.finished(row, row.type, row.spans, *ends, row.statement)


def _teller(parts: Parts) -> Teller | None:
    match parts.rest.get("by"):
        case None:
            return None
        case {"actor": (str() | None) as actor, "text": str(text)}:
            return Teller(actor=actor, text=text)
        case other:
            raise FieldError("by", f"{other!r} is no teller: it has an actor and a text")


def _commitment(parts: Parts) -> Commitment:
    statement = parts.statement(TOLD_IN)
    action = parts.words("action")
    if action is None:
        raise FieldError("action", "missing")
    kind = cast(CommitmentKind, parts.type)
    row = Commitment(
        id="",
        kind=kind,
        by=parts.party("by"),
        to=parts.party("to"),
        action=action,
        condition=parts.words("condition"),
        deadline=parts.told("deadline"),
        basis=parts.words("basis"),
        status=cast(Status, parts.value("status") or COMMITTED[kind]),
        statement=statement,
        text=parts.text,
        spans=parts.trigger.spans,
        confidence=0.0,
    )
    return parts.finished(row, row.kind, row.action.spans, row.by and row.by.spans)


def _status(parts: Parts, statement: str | None) -> Status:
    return cast(Status, parts.value("status") or ("claimed" if statement else "reported"))
