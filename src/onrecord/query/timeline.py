"""What was said, what happened and what was promised, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from onrecord.model import Commitment, Event, Spans
from onrecord.query.coded import commitments, events
from onrecord.query.found import Found, Origin
from onrecord.query.speakers import Said, who
from onrecord.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One entry of a timeline: a statement, an event or a commitment on its day, with its words and its report.

    ``who`` is who says, does or is bound; ``to`` to whom; ``status`` that of an event or a commitment, and the class of
    the cue of a statement. ``stories`` is how many independent reports tell of an event, 1 for all else.
    """

    day: str
    what: Literal["statement", "event", "commitment"]
    id: str
    who: str
    to: str
    type: str
    status: str
    teller: str
    text: str
    document: Origin
    spans: Spans


def timeline(
    record: Record,
    *,
    actor: str | None = None,
    about: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[Moment]:
    """Statements, events and commitments from the oldest to the newest; of more than ``limit`` the newest.

    Args:
        actor: who speaks, acts, is acted upon or is bound.
        about: words that a statement holds, or whom it mentions; events and commitments must involve that actor too.
        place: only events at this place.
    """
    span: dict[str, Any] = {"since": since, "until": until, "limit": limit}
    found: list[Moment] = []
    told = events(record, actor=actor, recipient=about, place=place, **span)
    told += events(record, actor=about, recipient=actor, place=place, **span) if actor or about else []
    found += [_event(one) for one in {one.row.id + one.document.id: one for one in told}.values()]
    if place is None:
        if actor is not None:
            found += [_said(one) for one in who(record, actor, about=about, **span)]
        bound = (
            commitments(record, by=actor, to=about, **span)
            if about
            else commitments(record, actor=actor, **span)
        )
        found += [_commitment(one) for one in bound]
    found = [one for one in found if one.day]
    found.sort(key=lambda one: (one.day, one.document.id, one.id))
    return found[-limit:] if limit else found


def _event(found: Found[Event]) -> Moment:
    row = found.row
    return Moment(
        day=(row.date or found.document.published or "").split("/")[0],
        what="event",
        id=row.id,
        who=", ".join(found.names.get(p.actor or "", p.text) for p in row.actors),
        to=", ".join(found.names.get(p.actor or "", p.text) for p in row.recipients),
        type=row.type if row.mode is None else f"{row.type} {row.mode}",
        status=row.status,
        teller=_teller(found),
        text=row.text,
        document=found.document,
        spans=row.spans,
    )


def _commitment(found: Found[Commitment]) -> Moment:
    row = found.row
    return Moment(
        day=found.document.published or "",
        what="commitment",
        id=row.id,
        who=found.names.get(row.by.actor or "", row.by.text) if row.by else "",
        to=found.names.get(row.to.actor or "", row.to.text) if row.to else "",
        type=row.kind,
        status=row.status if row.deadline is None else f"{row.status}, by {row.deadline}",
        teller=_teller(found),
        text=row.text,
        document=found.document,
        spans=row.spans,
    )


def _said(said: Said) -> Moment:
    origin = Origin(
        id=said.document,
        title=said.title,
        published=said.published,
        publisher=None,
        agency=None,
        source=said.source,
    )
    return Moment(
        day=(said.said_on or said.published or "").split("/")[0],
        what="statement",
        id=said.statement,
        who=said.actor or said.speaker_words,
        to=said.addressee or "",
        type=said.kind,
        status=said.cue_class,
        teller="",
        text=said.content,
        document=origin,
        spans=() if said.start is None or said.end is None else ((said.start, said.end),),
    )


def _teller(found: Found[Event] | Found[Commitment]) -> str:
    if found.teller is None:
        return ""
    return found.names.get(found.teller.actor or "", found.teller.text)
