"""What was said, what happened and what was promised, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection

from onrecord.model import Commitment, Event, Spans
from onrecord.query.coded import pointers
from onrecord.query.found import Found, Origin, found
from onrecord.query.names import bearers
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
    span: dict[str, Any] = {"since": since, "until": until}
    said = []
    if place is None and actor is not None:
        said = [_said(one) for one in who(record, actor, about=about, **span, limit=limit)]
    with record.looking() as connection:
        rows = {
            (row.document, row.what, row.number): row.day
            for row in _rows(connection, actor, about, place, span, limit)
        }
        days = sorted((*(one.day for one in said), *filter(None, rows.values())), reverse=True)
        first = days[limit - 1] if limit and len(days) > limit else ""
        # Only reports of what is shown are taken out of the record.
        told = list(found(connection, [key for key, day in rows.items() if day and day >= first]))
    moments = [*said, *(_event(one) if isinstance(one.row, Event) else _commitment(one) for one in told)]
    moments = [one for one in moments if one.day]
    moments.sort(key=lambda one: (one.day, one.document.id, one.id))
    return moments[-limit:] if limit else moments


def _rows(
    connection: Connection,
    actor: str | None,
    about: str | None,
    place: str | None,
    span: Mapping[str, str | None],
    limit: int | None,
) -> Iterator[Any]:
    """Where the events and the commitments are that are asked for."""
    # Once for all questions, since it takes as long as some of them to count who it may be.
    who = None if actor is None else bearers(connection, actor, parties=True)
    if about is None:
        yield from pointers(connection, "event", {"either": who, "place": place, **span}, limit)
        whom = None
    else:
        whom = bearers(connection, about, parties=True) if about != actor else who
        for one, other in dict.fromkeys(((who, whom), (whom, who))):
            asked = {"actor": one, "recipient": other, "place": place, **span}
            yield from pointers(connection, "event", asked, limit)
    if place is None:
        parties = {"by": who, "to": whom} if about else {"either": who}
        yield from pointers(connection, "commitment", {**parties, **span}, limit)


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
