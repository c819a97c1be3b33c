"""What was said, what happened and what was promised, day by day; and what two have to say of the same things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, exists, func, select

from onrecord.model import Commitment, Event
from onrecord.query.claims import Claim, Telling, narrowed, tellings_of, with_silent
from onrecord.query.coded import pointers
from onrecord.query.found import Found, Origin, found
from onrecord.query.names import Bearers, bearers
from onrecord.query.speakers import Said, tells, who
from onrecord.record import Record
from onrecord.record.put import among
from onrecord.record.schema import assertions, claims


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
    if about is None:
        yield from pointers(connection, "event", {"either": actor, "place": place, **span}, limit)
    else:
        for one, other in dict.fromkeys(((actor, about), (about, actor))):
            asked = {"actor": one, "recipient": other, "place": place, **span}
            yield from pointers(connection, "event", asked, limit)
    if place is None:
        parties = {"by": actor, "to": about} if about else {"either": actor}
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
    )


def _teller(found: Found[Event] | Found[Commitment]) -> str:
    if found.teller is None:
        return ""
    return found.names.get(found.teller.actor or "", found.teller.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A claim of which two both have something to say, and what each says of it."""

    claim: Claim
    one: tuple[str, ...]
    other: tuple[str, ...]
    agree: bool


def compare(
    record: Record,
    one: str,
    other: str,
    *,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[Comparison]:
    """What two say about the same things: each claim that both of them tell, affirm or deny."""
    with record.looking() as connection:
        pair = [bearers(connection, name) for name in (one, other)]
        sides = [tells(who, assertions.c.teller).each for who in pair]
        keys = _told_by_both(connection, pair, list(narrowed(connection, about, None, since, until)))
        told = [_sides(connection, keys, side) for side in sides]
        lasts = _lasts(connection, keys)

        def agree(key: int) -> bool:
            return set(told[0][key].values()) == set(told[1][key].values())

        shown = sorted(keys, key=lambda key: (agree(key), lasts.get(key) or "", key))[:limit]
        words = tellings_of(connection, [each for key in shown for side in told for each in side[key]])
        return [
            Comparison(
                claim=claim,
                one=_words(words[each] for each in told[0][key]),
                other=_words(words[each] for each in told[1][key]),
                agree=agree(key),
            )
            for key, claim in zip(shown, with_silent(connection, shown), strict=True)
        ]


def _told_by_both(
    connection: Connection, pair: Sequence[Bearers], wanted: Sequence[ColumnElement[bool]]
) -> list[int]:
    """The claims that both tell: those of who is the rarer that the other tells, too."""
    rarer, other = sorted(pair, key=lambda who: who.number)
    mine, theirs = assertions.alias("mine"), assertions.alias("theirs")
    both = exists().where(theirs.c.claim == mine.c.claim, tells(other, theirs.c.teller).each)
    query = (
        select(mine.c.claim)
        .join_from(mine, claims, claims.c.key == mine.c.claim)
        .where(tells(rarer, mine.c.teller).among, both.correlate_except(theirs), *wanted)
    )
    return list(connection.scalars(query.distinct()))


def _sides(
    connection: Connection, keys: Sequence[int], mine: ColumnElement[bool]
) -> dict[int, dict[int, bool]]:
    """For claims the assertions that somebody makes of each, in their order, with whether they deny it."""
    found: dict[int, dict[int, bool]] = {key: {} for key in keys}
    query = select(assertions.c.claim, assertions.c.key, assertions.c.side)
    query = query.order_by(assertions.c.report_day, assertions.c.key)
    for row in connection.execute(query.where(among(assertions.c.claim, keys), mine)):
        found[row.claim][row.key] = row.side < 0
    return found


def _lasts(connection: Connection, keys: Sequence[int]) -> dict[int, str | None]:
    """The last day of each claim."""
    last = func.max(func.coalesce(assertions.c.day, assertions.c.report_day))
    query = select(assertions.c.claim, last).group_by(assertions.c.claim)
    return {key: day for key, day in connection.execute(query.where(among(assertions.c.claim, keys)))}


def _words(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(told.text.split()) for told in tellings))
