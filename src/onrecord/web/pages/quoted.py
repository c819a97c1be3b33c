"""Rows of many reports as lists of pages show them: who, what, whose word it is, and the words with their report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.model import Commitment, Event, Party, Relation, Spans
from onrecord.query import Found, Moment, Origin, Said
from onrecord.web.pages.words import UNNAMED, called, flat

What = Literal["statement", "event", "relation", "commitment"]
OWN_VOICE = "the report itself"
SHEET = (
    *("day", "what", "who", "to", "type", "status", "certainty", "teller", "words", "report", "title"),
    *("published", "publisher", "source", "start", "end", "id"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A row and the report that it stands in; ``state`` is how a promise stands, ``teller`` whose word the row is."""

    what: What
    id: str
    day: str | None
    who: str
    to: str
    type: str
    status: str | None
    certainty: str
    teller: str
    words: str
    spans: Spans
    report: Origin
    state: str = ""

    @property
    def row(self) -> tuple[Any, ...]:
        """The row under ``SHEET``."""
        report = self.report
        return (
            *(self.day, self.what, self.who, self.to, self.type, self.status, self.certainty, self.teller),
            *(self.words, report.id, report.title, report.published, report.publisher or report.agency),
            *(
                report.source,
                self.spans[0][0] if self.spans else None,
                self.spans[-1][1] if self.spans else None,
            ),
            self.id,
        )


def of_said(said: Said) -> Quoted:
    """A statement."""
    origin = {name: getattr(said, name) for name in ("title", "published", "source")}
    who = said.actor or flat(said.speaker_words) or UNNAMED
    return Quoted(
        what="statement",
        id=said.statement,
        day=said.said_on or said.published,
        who=who,
        to=flat(said.addressee or ""),
        type=flat(said.cue),
        status=None,
        certainty=said.certainty,
        teller=who,
        words=flat(said.content),
        spans=() if said.start is None or said.end is None else ((said.start, said.end),),
        report=Origin(id=said.document, publisher=None, agency=None, **origin),
    )


def of_found(found: Found[Any], states: Mapping[str, tuple[str, Any, int]] | None = None) -> Quoted:
    """An event, a relation or a commitment; ``states`` are those of promises, as ``standings`` gives them."""
    row: Event | Relation | Commitment = found.row
    ends: tuple[tuple[Party | None, ...], tuple[Party | None, ...]]
    what: What
    day = found.document.published
    if isinstance(row, Event):
        what, ends, day = "event", (row.actors, row.recipients), row.date or day
        type_ = row.type if row.mode is None else f"{row.type}, {row.mode}"
    elif isinstance(row, Relation):
        what, ends, type_ = "relation", ((row.subject,), (row.object,)), row.type
    else:
        what, ends, type_ = "commitment", ((row.by,), (row.to,)), row.kind
    who, to = (", ".join(called(one, found.names) for one in end if one) for end in ends)
    return Quoted(
        what=what,
        id=row.id,
        day=day,
        who=who,
        to=to,
        type=type_.replace("_", " ").casefold(),
        status=row.status,
        certainty="certain" if isinstance(row, Commitment) else row.certainty,
        teller=called(found.teller, found.names) if found.teller else OWN_VOICE,
        words=flat(row.text),
        spans=row.spans,
        report=found.document,
        state=(states or {}).get(row.id, ("",))[0],
    )


def of_moment(moment: Moment) -> Quoted:
    """An entry of a timeline."""
    said = moment.what == "statement"
    return Quoted(
        what=moment.what,
        id=moment.id,
        day=moment.day,
        who=flat(moment.who) or (UNNAMED if said else ""),
        to=flat(moment.to),
        type=moment.type.replace("_", " ").casefold(),
        status=None if said else moment.status.split(",")[0],
        certainty="certain",
        teller=flat(moment.who if said else moment.teller) or (UNNAMED if said else OWN_VOICE),
        words=flat(moment.text),
        spans=moment.spans,
        report=moment.document,
    )
