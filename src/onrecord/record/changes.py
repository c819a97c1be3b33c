"""What somebody types for the fields of a row, as the row that it makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, cast, get_args, get_type_hints

from onrecord.data.plover import CONTEXTS, MODES, TYPES, plover
from onrecord.errors import UsageError
from onrecord.model import (
    Actor,
    Certainty,
    Commitment,
    Cue,
    Document,
    Event,
    Kind,
    Party,
    Place,
    Polarity,
    Reading,
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
from onrecord.record import days
from onrecord.record.evidence import Row, words_of
from onrecord.record.fields import ATTRIBUTES, kind_of
from onrecord.record.find import SHORTEST_PREFIX
from onrecord.record.stretches import find_words
from onrecord.record.words import PRONOUNS, fold_name

Known = Callable[[str], Actor]  # an actor of the whole record; UsageError where there is none

RELATIONS = (
    *("holds_office", "member_of", "part_of", "leads", "subordinate_to", "allied_with", "opposes", "backs"),
    *("controls", "designated_as", "located_in", "family_of", "same_as"),
)
COMMITMENTS: tuple[str, ...] = get_args(get_type_hints(Commitment)["kind"])
BY_KIND: Mapping[str, Status] = {
    "pledge": "pledged",
    "agreement": "pledged",
    "threat": "pledged",
    "demand": "demanded",
    "obligation": "demanded",
    "expectation": "hypothetical",
}
ALIASES = {"commitment": {"type": "kind"}}
NOTHING = ("", "none", "null", "-")
YES, NO = ("yes", "true", "1"), ("no", "false", "0")
CLASS = re.compile(r"[a-z][a-z_-]*")
WITH_ACTOR = re.compile(r"(?P<words>.*?)\s*\[(?P<actor>[^\[\]]*)\]", re.DOTALL)
# The fields that are found first help to find the others.
FIRST = ("words", "content", "action", "cue")
LIKE = 0.7  # how like a word must be to one that is allowed, to be taken for a slip
MADE = 1.0  # the confidence of a row that a person made
QUOTES = re.compile(r"[\"“”„«»]|``|''")


def changed(
    reading: Reading, row: Row, wanted: Mapping[str, object], known: Known
) -> tuple[Row, tuple[str, ...], tuple[Actor, ...]]:
    """A row with other fields, the names of these, and actors that the reading does not have.

    Args:
        wanted: names of ``fields.ATTRIBUTES``, and for each what is typed for it.
        known: finds actors that the reading does not have.

    Raises UsageError that says which field cannot be so.
    """
    names = _named(kind_of(row), wanted)
    desk = _Desk(reading, known)
    order = (*(name for name in FIRST if name in names), *(name for name in names if name not in FIRST))
    found = row
    for name in order:
        found = desk.put(found, name, names[name])
    return found, tuple(names), tuple(desk.actors)


def made(
    reading: Reading, kind: str, wanted: Mapping[str, object], known: Known
) -> tuple[Row, tuple[Actor, ...]]:
    """A row that a reading does not have.

    A statement needs ``content`` and a ``speaker`` or ``cue``, an event ``type`` and ``words``, a relation ``type``,
    ``subject``, ``object`` and ``words``, a commitment ``kind`` and ``action``. Whose word it is follows from where it
    stands, unless it is said.
    """
    if kind not in ATTRIBUTES:
        raise UsageError(f"{kind!r} is no kind of row: use one of {', '.join(ATTRIBUTES)}")
    names = _named(kind, wanted)
    if kind == "commitment" and "action" in names:
        names.setdefault("words", names["action"])
    for group in NEEDED[kind]:
        if not {*group} & names.keys():
            raise UsageError(f"a new {kind} needs {' or '.join(f'{name}=…' for name in group)}")
    row, _, actors = changed(reading, _blank(kind), names, known)
    return added(reading.document.id, kind, told(reading, row, names)), actors


def added(document: str, kind: str, row: Row) -> Row:
    """A new row with its id and the confidence of what a person says."""
    fields = (name for name in row.__dataclass_fields__ if name not in ("id", "confidence"))
    key = [getattr(row, name) for name in fields]
    return cast(Row, replace(cast(Any, row), id=identify("added", document, kind, *key), confidence=MADE))


NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "statement": (("content",), ("speaker", "cue")),
    "event": (("type",), ("words",)),
    "relation": (("type",), ("subject",), ("object",), ("words",)),
    "commitment": (("kind",), ("action",)),
}


def _blank(kind: str) -> Row:
    party, words = Party(text="", spans=()), Words(text="", spans=())
    coded: dict[str, Any] = {"id": "", "text": "", "spans": (), "confidence": MADE, "status": "reported"}
    if kind == "statement":
        cue = Cue(text="", spans=(), class_="say")
        speaker = Speaker(text="", spans=())
        return Statement(id="", kind="indirect", speaker=speaker, cue=cue, content=words, confidence=MADE)
    if kind == "event":
        return Event(type="", certainty="certain", **coded)
    if kind == "relation":
        return Relation(type="", subject=party, object=party, certainty="certain", **coded)
    return Commitment(kind="pledge", action=words, **coded)


def told(reading: Reading, row: Row, names: Mapping[str, object]) -> Row:
    """A new row with what follows from where it stands.

    Args:
        names: the fields that were said and stay.
    """
    around = _around(reading, row)
    if isinstance(row, Statement):
        if "parent" not in names:
            row = replace(row, parent=around)
        return row if "kind" in names else replace(row, kind=_manner(reading.document, row.content.spans))
    if "statement" not in names:
        row = replace(row, statement=around)
    if "status" in names:
        return row
    status: Status = "claimed" if row.statement else "reported"
    return replace(row, status=BY_KIND[row.kind] if isinstance(row, Commitment) else status)


def _around(reading: Reading, row: Row) -> str | None:
    """The innermost statement inside whose content all words of a row stand."""
    spans = words_of(row)
    holding = [
        (sum(end - start for start, end in said.content.spans), said.id)
        for said in reading.statements
        if spans and all(any(a <= start and end <= b for a, b in said.content.spans) for start, end in spans)
    ]
    return min(holding)[1] if holding else None


def _manner(document: Document, spans: Spans) -> Kind:
    """Direct, mixed or indirect by the quotation marks in and right around the content."""
    marks = inside = 0
    for start, end in spans:
        words = document.text[max(0, start - 2) : end + 2]
        quoted = document.text[start:end].strip(" ,.!?")
        marks += len(QUOTES.findall(words))
        opened = QUOTES.match(quoted) or QUOTES.search(document.text[max(0, start - 2) : start])
        inside += bool(opened and (QUOTES.search(quoted[-2:]) or QUOTES.search(document.text[end : end + 2])))
    if inside == len(spans):
        return "direct"
    return "mixed" if marks else "indirect"


def _named(kind: str, wanted: Mapping[str, object]) -> dict[str, object]:
    """The fields under their own names; UsageError where there are none such."""
    names = {}
    for typed, told in wanted.items():
        name = ALIASES.get(kind, {}).get(typed.rstrip("_"), typed.rstrip("_").replace("-", "_"))
        names[_one_of(f"field of a{'n' * (kind == 'event')} {kind}", name, tuple(ATTRIBUTES[kind]))] = told
    if not names:
        raise UsageError(f"name what is to be changed, as {next(iter(ATTRIBUTES[kind]))}=…")
    return names


def _one_of(noun: str, typed: object, allowed: Sequence[str]) -> str:
    """One of several words, however its letters and gaps are written."""
    keys = {_key(one): one for one in allowed}
    key = _key(str(typed))
    if key in keys:
        return keys[key]
    near = get_close_matches(key, keys, 1, LIKE)
    hint = f"; did you mean {keys[near[0]]}? Use" if near else ": use"
    raise UsageError(f"{str(typed)!r} is no {noun}{hint} one of {', '.join(allowed)}")


def _key(words: str) -> str:
    return words.strip().casefold().replace(" ", "_").replace("-", "_") or words


class _Desk:
    """Reads what is typed for a field, with the report at hand."""

    def __init__(self, reading: Reading, known: Known) -> None:
        self._reading = reading
        self._text = reading.document.text
        self._known = known
        self.actors: list[Actor] = []

    def put(self, row: Row, name: str, typed: object) -> Row:
        """The row with a field as it is typed."""
        value = _written(typed)
        if isinstance(row, Statement):
            return self._in_statement(row, name, value)
        if name == "words":
            spans = self._find(value, row.spans)
            return cast(Row, replace(row, text=cut(self._text, spans), spans=spans))
        if name in ("status", "certainty"):
            allowed = get_args(Status if name == "status" else Certainty)
            return _with(row, name, _one_of(name, value, allowed))
        if name == "statement":
            return _with(row, name, self._statement(value, row.id))
        if isinstance(row, Event):
            return self._in_event(row, name, value)
        if isinstance(row, Relation):
            return self._in_relation(row, name, value)
        return self._in_commitment(row, name, value)

    def _in_statement(self, row: Statement, name: str, typed: str) -> Statement:
        near = row.cue.spans or row.content.spans
        choices: dict[str, Sequence[str]] = {"kind": get_args(Kind), "certainty": get_args(Certainty)}
        if name == "content":
            return replace(row, content=self._words(typed, row.content.spans or near))
        if name == "cue":
            found = self._optional(typed, near)
            spans = found.spans if found else ()
            return replace(row, cue=replace(row.cue, text=cut(self._text, spans), spans=spans))
        if name == "class":
            return replace(row, cue=replace(row.cue, class_=_class(typed)))
        if name == "speaker":
            party = self._party(typed, near) or Party(text="", spans=())
            speaker = replace(row.speaker, actor=party.actor, text=party.text, spans=party.spans)
            return replace(row, speaker=replace(speaker, anonymous=speaker.anonymous and not party.actor))
        if name == "actor":
            actor = self._actor(typed)
            anonymous = row.speaker.anonymous and actor is None
            return replace(row, speaker=replace(row.speaker, actor=actor, anonymous=anonymous))
        if name == "anonymous":
            return replace(row, speaker=replace(row.speaker, anonymous=_yes(typed)))
        if name == "addressee":
            return replace(row, addressee=self._party(typed, near))
        if name == "polarity":
            return replace(row, polarity=_polarity(typed))
        if name == "said_on":
            return replace(row, said_on=_date(name, typed))
        if name == "said_at":
            return replace(row, said_at=self._place(typed))
        if name == "parent":
            return replace(row, parent=self._statement(typed, row.id))
        return cast(Statement, _with(row, name, _one_of(name, typed, choices[name])))

    def _in_event(self, row: Event, name: str, typed: str) -> Event:
        if name == "type":
            type_ = _one_of("type of event", typed, TYPES)
            return _coded(row, type_, row.mode if row.mode in MODES[type_] else None)
        if name == "mode":
            if typed in NOTHING:
                return _coded(row, row.type, None)
            if not MODES[row.type]:
                raise UsageError(f"there is no mode of {row.type}: use mode=none")
            return _coded(row, row.type, _one_of(f"mode of {row.type}", typed, MODES[row.type]))
        if name == "contexts":
            listed = [] if typed in NOTHING else re.split(r"\s*[,;]\s*", typed)
            return replace(row, contexts=tuple(_one_of("context", one, CONTEXTS) for one in listed))
        if name == "place":
            return replace(row, place=self._place(typed))
        if name == "date":
            return replace(row, date=_date(name, typed))
        return cast(Event, _with(row, name, self._parties(typed, row.spans)))

    def _in_relation(self, row: Relation, name: str, typed: str) -> Relation:
        if name == "type":
            return replace(row, type=_one_of("type of relation", typed, RELATIONS))
        if name in ("from", "to"):
            return cast(Relation, _with(row, "from_" if name == "from" else name, _date(name, typed)))
        party = self._party(typed, row.spans)
        if name == "by":
            return replace(row, by=Teller(actor=party.actor, text=party.text) if party else None)
        if party is None:
            raise UsageError(f"a relation has a {name}: give its words, or reject the relation")
        return cast(Relation, _with(row, name, party))

    def _in_commitment(self, row: Commitment, name: str, typed: str) -> Commitment:
        if name == "kind":
            return cast(Commitment, _with(row, name, _one_of("kind of commitment", typed, COMMITMENTS)))
        if name in ("by", "to"):
            return cast(Commitment, _with(row, name, self._party(typed, row.spans)))
        if name == "deadline":
            return replace(row, deadline=_date(name, typed))
        if name == "action":
            return replace(row, action=self._words(typed, row.action.spans or row.spans))
        return cast(Commitment, _with(row, name, self._optional(typed, row.spans)))

    def _find(self, typed: str, near: Spans) -> Spans:
        return find_words(self._text, typed, near)

    def _words(self, typed: str, near: Spans) -> Words:
        spans = self._find(typed, near)
        return Words(text=cut(self._text, spans), spans=spans)

    def _optional(self, typed: str, near: Spans) -> Words | None:
        return None if typed in NOTHING else self._words(typed, near)

    def _parties(self, typed: str, near: Spans) -> tuple[Party, ...]:
        parties = (self._party(one, near) for one in typed.split(";") if one.strip())
        return tuple(party for party in parties if party)

    def _party(self, typed: str, near: Spans) -> Party | None:
        """Words of the report, with the actor that they mean behind them in brackets where that must be said."""
        if typed.strip() in NOTHING:
            return None
        match = WITH_ACTOR.fullmatch(typed.strip())
        if not match:
            spans = self._find(typed, near)
            return Party(actor=self._meant(spans), text=cut(self._text, spans), spans=spans)
        spans = self._find(match["words"], near)
        return Party(actor=self._actor(match["actor"]), text=cut(self._text, spans), spans=spans)

    def _meant(self, spans: Spans) -> str | None:
        """The actor that is mentioned there, or who alone is called so in the report."""
        ((start, end), *_) = spans
        words = fold_name(cut(self._text, spans))
        called: set[str] = set()
        for actor in self._reading.actors:
            if any((one.start, one.end) == (start, end) for one in actor.mentions):
                return actor.id
            if words in {fold_name(actor.name), *(fold_name(one.text) for one in actor.mentions)}:
                called.add(actor.id)
        return called.pop() if len(called) == 1 and words not in PRONOUNS else None

    def _actor(self, typed: str) -> str | None:
        """Somebody of the report, else of the record."""
        typed = typed.strip()
        if typed in NOTHING:
            return None
        for fits in _ways(typed):
            found = [actor for actor in self._reading.actors if fits(actor)]
            if len(found) == 1:
                return found[0].id
        known = self._known(typed)
        self.actors.append(known)
        return known.id

    def _place(self, typed: str) -> str | None:
        if typed in NOTHING:
            return None
        places = self._reading.places
        names: Iterator[Place] = (
            place for place in places if typed == place.id or fold_name(typed) == fold_name(place.name)
        )
        found = next(names, None)
        if found is None:
            there = ", ".join(dict.fromkeys(place.name for place in places)) or "none"
            raise UsageError(f"{typed!r} is no place of the report: it has {there}")
        return found.id

    def _statement(self, typed: str, own: str) -> str | None:
        if typed in NOTHING:
            return None
        begun = [said.id for said in self._reading.statements if said.id.startswith(typed.casefold())]
        if len(typed) < SHORTEST_PREFIX or len(begun) != 1 or begun[0] == own:
            raise UsageError(f"{typed!r} is no other statement of the report: give the beginning of its id")
        if own in self._chain(begun[0]):
            raise UsageError(f"statement {typed} stands inside {own} itself")
        return begun[0]

    def _chain(self, id: str | None) -> set[str]:
        parents = {said.id: said.parent for said in self._reading.statements}
        found: set[str] = set()
        while id and id not in found:
            found.add(id)
            id = parents.get(id)
        return found


def _ways(typed: str) -> Iterator[Callable[[Actor], bool]]:
    """Ways in which words may mean an actor of the report, the narrowest first."""
    folded = fold_name(typed)
    yield lambda actor: actor.id == typed
    yield lambda actor: fold_name(actor.name) == folded
    if len(typed) >= SHORTEST_PREFIX:
        yield lambda actor: actor.id.startswith(typed)
    if folded:
        yield lambda actor: f" {folded} " in f" {fold_name(actor.name)} "
        yield lambda actor: any(fold_name(one.text) == folded for one in actor.mentions)


def _written(typed: object) -> str:
    """What is typed, or given from Python or JSON, as it would be typed."""
    if typed is None:
        return "none"
    if isinstance(typed, bool):
        return "yes" if typed else "no"
    if isinstance(typed, str):
        return typed.strip()
    if isinstance(typed, list | tuple) and typed:
        if all(isinstance(one, str) for one in typed):
            return "; ".join(typed)
        spans = [typed] if all(type(one) is int for one in typed) else typed
        if all(isinstance(one, list | tuple) and [type(end) for end in one] == [int, int] for one in spans):
            return ",".join(f"{start}-{end}" for start, end in spans)
    raise UsageError(f"{typed!r} says nothing here: give words, START and END, or none")


def _with(row: Any, name: str, value: object) -> Row:
    return cast(Row, replace(row, **{name: value}))


def _coded(row: Event, type_: str, mode: str | None) -> Event:
    """An event of another type or mode, with the codes of that."""
    facts = plover().get((type_, mode)) or plover()[type_, None]
    return replace(row, type=type_, mode=mode, cameo=facts.cameo, quad=facts.quad, intensity=facts.intensity)


def _class(typed: str) -> str:
    if not CLASS.fullmatch(typed):
        raise UsageError(f"{typed!r} is no class of a cue: use a word as say, claim, deny, demand or believe")
    return typed


def _yes(typed: str) -> bool:
    if typed.casefold() not in (*YES, *NO):
        raise UsageError(f"{typed!r} is neither yes nor no")
    return typed.casefold() in YES


def _polarity(typed: str) -> Polarity:
    if typed not in get_args(Polarity):
        raise UsageError(f"{typed!r} is no polarity: use + or -")
    return cast(Polarity, typed)


def _date(name: str, typed: str) -> str | None:
    if typed in NOTHING:
        return None
    if days.span(typed) == (None, None):
        raise UsageError(
            f"{name}={typed!r} is no date: write it like 2016-10-21, 2016-10, 2016 or 2016-10-01/2016-10-19"
        )
    return typed
