"""What became of commitments over time: told again, put off, kept, broken, withdrawn, and by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.model import Certainty, Commitment, Polarity, Spans, cut
from onrecord.query.found import Found, Origin, found
from onrecord.query.standing import Standing, day_asked, wanted_promises
from onrecord.query.stories import likeness
from onrecord.record import Record
from onrecord.record.find import SHORTEST_PREFIX
from onrecord.record.schema import (
    actors,
    coded,
    documents,
    followups,
    identities,
    promised,
    promises,
    readings,
    statements,
)

Turn = Literal["made", "restated", "extended", "fulfilled", "broken", "withdrawn"]
SAME = 0.8  # how like the words of copies are that tell the same


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A passage of a report that makes a promise, or tells what became of it.

    ``teller`` is what its teller is called in the record, or the words for whoever that is; empty for the report's own
    voice. ``polarity`` is - where the teller denies that it became so. ``due`` is a new last day. ``copies`` are other
    publications of the report that have the same words. ``reason`` says in a sentence why it stands here.
    """

    course: Turn
    document: Origin
    story: int | None
    teller: str
    polarity: Polarity
    certainty: Certainty
    day: str | None
    due: str | None
    text: str
    spans: Spans
    reason: str
    sure: float
    copies: tuple[Origin, ...] = ()

    @property
    def voice(self) -> str:
        """Who tells it: the teller, or else whose report it is."""
        origin = self.document
        return self.teller or origin.agency or origin.publisher or origin.title or origin.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A commitment that binds somebody, and all that later reports tell of it in the order of their days.

    ``commitment`` is the first report's. ``due`` is the last day that counts now, ``first_due`` the one that was
    promised. ``state`` is how it stands on the day that was asked for.
    """

    id: str
    commitment: Found[Commitment]
    state: Standing
    due: str | None
    first_due: str | None
    first: str | None
    last: str | None
    made: tuple[FollowUp, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def history(self) -> tuple[FollowUp, ...]:
        """How it was made, and what came later."""
        return (*self.made, *self.follow_ups)


def commitments_over_time(
    record: Record,
    *,
    state: str | None = None,
    today: str | None = None,
    actor: str | None = None,
    by: str | None = None,
    to: str | None = None,
    kind: str | None = None,
    teller: str | None = None,
    own_voice: bool = False,
    since: str | None = None,
    until: str | None = None,
    due_by: str | None = None,
    followed: bool = False,
    limit: int | None = None,
) -> list[Promised]:
    """Commitments that bind, each with what became of it; those told of last come first.

    Args:
        state: open, overdue (open, and the last day is over), kept, broken, disputed or withdrawn.
        today: the day for which this is asked; else today.
        actor, by, to, kind, teller, own_voice: as for ``commitments``, of any report that makes it.
        since, until: dates between which it was made or told of.
        due_by: only with a last day up to this one, as it counts now.
        followed: only those of which something is told later.
    """
    now = day_asked(today)
    asked = {
        **{"state": state, "actor": actor, "by": by, "to": to, "kind": kind, "teller": teller},
        **{"own_voice": own_voice, "since": since, "until": until, "due_by": due_by, "followed": followed},
    }
    with record.looking() as connection:
        wanted = wanted_promises(connection, asked, now)
        query = (
            select(promises.c.key)
            .where(*wanted)
            .order_by(promises.c.last_day.desc().nulls_last(), promises.c.key.desc())
            .limit(limit)
        )
        return list(promised_as(connection, list(connection.scalars(query)), now))


def commitment(record: Record, prefix: str, *, today: str | None = None) -> Promised:
    """One commitment with all that became of it, by the id of any row that makes it, or the beginning of one.

    Raises UsageError where none or several begin so, and where the row binds nobody so that it could be kept.
    """
    prefix = prefix.strip().casefold()
    if len(prefix) < SHORTEST_PREFIX:
        raise UsageError(f"{prefix!r} is too short for an id: give at least {SHORTEST_PREFIX} digits of it")
    with record.looking() as connection:
        begun = (promised.c.id >= prefix) & (promised.c.id < prefix + "\U0010ffff")
        keys = list(connection.scalars(select(promised.c.promise).where(begun).distinct().limit(2)))
        if not keys:
            raise UsageError(_unknown(connection, prefix))
        if len(keys) > 1:
            raise UsageError(f"several commitments have an id that begins with {prefix!r}: give more of it")
        return next(promised_as(connection, keys, day_asked(today)))


def standings(
    record: Record, rows: Iterable[Found[Commitment]], *, today: str | None = None
) -> dict[str, tuple[Standing, str | None, int]]:
    """By their ids how the promises that some commitments make stand: state, last day, and how often they are told of.

    Commitments that bind nobody are left out.
    """
    now = day_asked(today)
    ids = [one.row.id for one in rows]
    query = (
        select(promised.c.id, promises.c.state, promises.c.due, promises.c.first_due, promises.c.later)
        .join_from(promised, promises, promises.c.key == promised.c.promise)
        .where(promised.c.id.in_(ids))
    )
    with record.looking() as connection:
        return {row.id: (_state(row, now), row.due, row.later) for row in connection.execute(query)}


def _unknown(connection: Connection, prefix: str) -> str:
    begun = (coded.c.what == "commitment") & (coded.c.id >= prefix) & (coded.c.id < prefix + "\U0010ffff")
    if connection.execute(select(coded.c.key).where(begun).limit(1)).first():
        return (
            f"{prefix!r} is a demand, an expectation or a commitment not made: nobody has bound himself to it, so "
            "it has no history; `onrecord explain` shows it"
        )
    return f"no commitment has an id that begins with {prefix!r}: `onrecord commitments` shows ids"


def _state(row: Any, today: str) -> Standing:
    state: Standing = row.state
    return "overdue" if state == "open" and row.due is not None and row.due < today else state


def promised_as(connection: Connection, keys: Sequence[int], today: str) -> Iterator[Promised]:
    """The promises of these keys, in their order."""
    rows = {row.key: row for row in connection.execute(select(promises).where(promises.c.key.in_(keys)))}
    tellings: dict[int, list[Any]] = {key: [] for key in keys}
    for row in connection.execute(_tellings(keys)):
        tellings[row.promise].append(row)
    told: dict[int, list[FollowUp]] = {key: [] for key in keys}
    for row in connection.execute(_followups(keys)):
        told[row.promise].append(_follow_up(row))
    firsts = [next(row for row in tellings[key] if row.id == rows[key].id) for key in keys]
    found_rows = found(connection, [(row.document, "commitment", row.number) for row in firsts])
    for key, first in zip(keys, found_rows, strict=True):
        own = rows[key]
        yield Promised(
            id=own.id,
            commitment=first,
            state=_state(own, today),
            due=own.due,
            first_due=own.first_due,
            first=own.day,
            last=own.last_day,
            made=tuple(_once([_made(row) for row in tellings[key] if not row.again])),
            follow_ups=tuple(_once(told[key])),
        )


def _told() -> list[Any]:
    told = [documents.c[name] for name in Origin.__slots__ if name != "id"]
    return [documents.c.id.label("report"), documents.c.story, *told, identities.c.name.label("called")]


def _tellings(keys: Sequence[int]) -> Any:
    fits = (coded.c.document == promised.c.document) & (coded.c.id == promised.c.id)
    return (
        select(promised, statements.c.speaker_words, readings.c.text, *_told())
        .join_from(promised, documents, documents.c.key == promised.c.document)
        .join(readings, readings.c.key == documents.c.key)
        .outerjoin(coded, fits & (coded.c.what == "commitment"))
        .outerjoin(statements, statements.c.key == coded.c.teller)
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .outerjoin(identities, identities.c.key == actors.c.identity)
        .where(promised.c.promise.in_(keys))
        .order_by(promised.c.day.nulls_last(), promised.c.key)
    )


def _followups(keys: Sequence[int]) -> Any:
    return (
        select(followups, statements.c.speaker_words, readings.c.text, *_told())
        .join_from(followups, documents, documents.c.key == followups.c.document)
        .join(readings, readings.c.key == documents.c.key)
        .outerjoin(statements, statements.c.key == followups.c.teller)
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .outerjoin(identities, identities.c.key == actors.c.identity)
        .where(followups.c.promise.in_(keys))
        .order_by(followups.c.day.nulls_last(), followups.c.document, followups.c.start)
    )


def _origin(row: Any) -> Origin:
    return Origin(id=row.report, **{name: getattr(row, name) for name in Origin.__slots__ if name != "id"})


def _made(row: Any) -> FollowUp:
    spans: Spans = tuple((start, end) for start, end in orjson.loads(row.told)["spans"])
    teller = row.called or row.speaker_words or ""
    return FollowUp(
        course="made",
        document=_origin(row),
        story=row.story,
        teller=teller,
        polarity="+",
        certainty="certain",
        day=row.day,
        due=None,
        text=cut(row.text, spans),
        spans=spans,
        reason=f"{teller or 'The report'} says that it is to be.",
        sure=1.0,
    )


def _follow_up(row: Any) -> FollowUp:
    spans: Spans = tuple((start, end) for start, end in orjson.loads(row.spans))
    teller = row.called or row.speaker_words or ""
    return FollowUp(
        course=row.course,
        document=_origin(row),
        story=row.story,
        teller=teller,
        polarity=row.polarity,
        certainty=row.certainty,
        day=row.day,
        due=row.due,
        text=cut(row.text, spans),
        spans=spans,
        reason=_reason(row, teller or "The report"),
        sure=row.sure,
    )


def _reason(row: Any, who: str) -> str:
    """Why a passage stands under a promise, in a sentence."""
    verb = {
        "restated": "says again that it is to be",
        "extended": f"tells of a later day, {row.due}"
        if row.due
        else "tells that it is put off or goes on longer",
        "fulfilled": "tells that it was kept",
        "broken": "tells that it was not kept",
        "withdrawn": "takes it back, or tells that it was taken back",
    }[row.course]
    if row.polarity == "-":
        verb = f"denies what another {verb}"
    if not row.because:
        return f"{who} {verb}."
    by = "by the words" if row.because.startswith("“") else "by the deed, to"
    return f"{who} {verb}, {by} {row.because}."


def _once(told: Iterable[FollowUp]) -> Iterator[FollowUp]:
    """What is told, copies of a report once: the first has the others beside it."""
    kept: list[FollowUp] = []
    for one in told:
        at = next((at for at, other in enumerate(kept) if _copied(one, other)), None)
        if at is None:
            kept.append(one)
        elif one.document.id != kept[at].document.id:
            kept[at] = replace(kept[at], copies=(*kept[at].copies, one.document))
    yield from kept


def _copied(one: FollowUp, other: FollowUp) -> bool:
    same = one.story is not None and one.story == other.story and one.course == other.course
    return same and likeness(one.text, other.text) >= SAME
