"""A reading as the front page shows it: the text cut at the ends of its marks, and a row for each thing read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Commitment, Event, Party, Reading, Relation, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some of the text; ``kind`` is how it is marked, None where it is not, ``said`` who says it."""

    text: str
    kind: str | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement, event, relation or commitment; ``depth`` is how many statements it stands in."""

    kind: str
    who: str
    how: str
    words: str
    depth: int = 0


def pieces(reading: Reading) -> Iterator[Piece]:
    """The text of a report, with what is said marked; of what overlaps the innermost counts."""
    names = _names(reading)
    marks: list[tuple[int, int, int, str, str]] = []
    for said in reading.statements:
        who = _called(said.speaker, names)
        for kind, spans in (
            ("content", said.content.spans),
            ("cue", said.cue.spans),
            ("speaker", said.speaker.spans),
        ):
            marks += [(start, end, end - start, kind, who) for start, end in spans]
    text = reading.document.text
    ends = sorted({0, len(text), *(start for start, *_ in marks), *(end for _, end, *_ in marks)})
    for start, end in pairwise(ends):
        over = [one for one in marks if one[0] <= start and end <= one[1]]
        if not over:
            yield Piece(text=text[start:end])
            continue
        *_, kind, who = min(over, key=lambda one: one[2])
        yield Piece(text=text[start:end], kind=kind, said=who)


def lines(reading: Reading) -> Iterator[Line]:
    """What was read, in the order of its kinds."""
    names = _names(reading)
    by_id = {said.id: said for said in reading.statements}

    def depth(id: str | None) -> int:
        found = 0
        while id is not None and id in by_id and found < len(by_id):
            id, found = by_id[id].parent, found + 1
        return found

    for said in reading.statements:
        firm = None if said.certainty == "certain" else said.certainty
        how = " · ".join(filter(None, (_flat(said.cue.text), said.said_on, firm)))
        who = _called(said.speaker, names) or "source not named"
        yield Line(
            kind="statement", who=who, how=how, words=_flat(said.content.text), depth=depth(said.parent)
        )
    rows: Iterable[Event | Relation | Commitment] = (
        *reading.events,
        *reading.relations,
        *reading.commitments,
    )
    for row in rows:
        yield Line(kind=_kind(row), who=_who(row, names), how=_how(row), words=_flat(row.text))


def _kind(row: Event | Relation | Commitment) -> str:
    return type(row).__name__.lower()


def _how(row: Event | Relation | Commitment) -> str:
    what = row.kind if isinstance(row, Commitment) else row.type
    when = row.date if isinstance(row, Event) else row.deadline if isinstance(row, Commitment) else row.from_
    return " · ".join(filter(None, (what, row.status, when)))


def _who(row: Event | Relation | Commitment, names: dict[str, str]) -> str:
    if isinstance(row, Event):
        ends = (_all(row.actors, names), _all(row.recipients, names))
    elif isinstance(row, Relation):
        ends = (_called(row.subject, names), _called(row.object, names))
    else:
        ends = (_all((row.by,), names), _all((row.to,), names))
    return " → ".join(filter(None, ends)) or "nobody named"


def _all(parties: Iterable[Party | None], names: dict[str, str]) -> str:
    return ", ".join(_called(one, names) for one in parties if one)


def _called(one: Party | Speaker, names: dict[str, str]) -> str:
    return names.get(one.actor or "") or _flat(one.text)


def _names(reading: Reading) -> dict[str, str]:
    return {actor.id: actor.name for actor in reading.actors}


def _flat(words: str) -> str:
    return " ".join(words.split())
