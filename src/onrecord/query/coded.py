"""What reports say happened, holds or is to be: events, relations and commitments, and why they were coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select, union

from onrecord.data.plover import MODES, TYPES
from onrecord.errors import UsageError
from onrecord.model import Actor, Commitment, Event, Place, Relation, Statement, Status
from onrecord.query.between import between, last_day
from onrecord.query.found import Found, Origin, Stored, found, reports
from onrecord.query.names import Bearers, bearers
from onrecord.query.newest import Narrow, newest
from onrecord.query.pages import Mark, Page, walk
from onrecord.query.speakers import tells
from onrecord.record import Record
from onrecord.record.changes import COMMITMENTS, RELATIONS
from onrecord.record.coded import ROLES, Scene, What, why
from onrecord.record.find_row import find_row
from onrecord.record.put import beside_its_index
from onrecord.record.schema import coded, documents, parties, places, reasons
from onrecord.record.words import fold_name

STATUSES: tuple[str, ...] = get_args(Status)
KINDS = COMMITMENTS

# Filters that have an index of their own and leave few rows.
NARROW = (
    *(role for roles in ROLES.values() for role in roles),
    "either",
    "also",
    "teller",
    "place",
    "country",
    "scene",
    "due_by",
)

Conditions = Iterator[ColumnElement[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One row of a report, who tells it, and the rules and heads that made it."""

    document: Origin
    row: Event | Relation | Commitment | Statement
    chain: tuple[Statement, ...]
    steps: tuple[tuple[str, str], ...]
    names: Mapping[str, str]
    actors: Mapping[str, Actor]
    place: Place | None


def events(
    record: Record,
    *,
    actor: str | None = None,
    recipient: str | None = None,
    type: str | None = None,
    mode: str | None = None,
    status: str | None = None,
    place: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    teller: str | None = None,
    own_voice: bool = False,
    limit: int | None = None,
) -> list[Found[Event]]:
    """What is told to have happened, the newest first.

    Args:
        actor, recipient: the name of an actor, or words of the report for a party that is none.
        type, mode: of PLOVER.
        place: words that the name of the place has in it.
        country: where the place is, three letters of ISO 3166-1.
        since, until: dates as fine or coarse as wanted; of the event or else of the report.
        teller: the name of who says so.
        own_voice: only what reports say themselves.
    """
    asked = {
        **{"actor": actor, "recipient": recipient, "type": type, "mode": mode, "status": status},
        **{"place": place, "country": country, "since": since, "until": until},
        **{"teller": teller, "own_voice": own_voice},
    }
    return _listed(record, "event", asked, limit)


def relations(
    record: Record,
    *,
    actor: str | None = None,
    subject: str | None = None,
    object: str | None = None,
    type: str | None = None,
    status: str | None = None,
    teller: str | None = None,
    own_voice: bool = False,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[Found[Relation]]:
    """What is told to hold between two, the newest reports first.

    Args:
        actor: the name of either end; ``subject`` and ``object`` are one end each.
        type: a relation type of onrecord/1.
        since, until: dates of the report.
        status, teller, own_voice: as for ``events``.
    """
    asked = {
        **{"either": actor, "subject": subject, "object": object, "type": type, "status": status},
        **{"teller": teller, "own_voice": own_voice, "since": since, "until": until},
    }
    return _listed(record, "relation", asked, limit)


def commitments(
    record: Record,
    *,
    actor: str | None = None,
    by: str | None = None,
    to: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    teller: str | None = None,
    own_voice: bool = False,
    since: str | None = None,
    until: str | None = None,
    due_by: str | None = None,
    limit: int | None = None,
) -> list[Found[Commitment]]:
    """Who is to do what, the newest reports first.

    Args:
        by: who is to act; ``to`` is who gets it, ``actor`` either of them.
        kind: pledge, agreement, demand, obligation, expectation or threat.
        due_by: only with a deadline up to this day.
        since, until: dates of the report.
        status, teller, own_voice: as for ``events``.
    """
    asked = {
        **{"either": actor, "by": by, "to": to, "type": kind, "status": status},
        **{"teller": teller, "own_voice": own_voice, "since": since, "until": until, "due_by": due_by},
    }
    return _listed(record, "commitment", asked, limit)


def coded_page(
    record: Record, what: What, *, after: Mark | None = None, limit: int = 50, **asked: Any
) -> Page[Found[Any]]:
    """A page of what ``events``, ``relations`` or ``commitments`` give for the same filters.

    Args:
        after: ``last`` of the page before.
    """
    asked = _named(what, asked)
    row = coded.c
    query = select(row.document, row.what, row.number, row.day)
    with record.looking() as connection:
        query = query.where(*conditions(connection, what, asked))
        rows = walk(connection, query, row.day, (row.document, row.number), after=after, number=limit + 1)
        items = tuple(found(connection, [(row.document, row.what, row.number) for row in rows[:limit]]))
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items=items, last=last and (last.day, last.document, last.number))


def _named(what: What, asked: dict[str, Any]) -> dict[str, Any]:
    """Filters by the names under which conditions are made of them."""
    if what != "event" and "actor" in asked:
        asked["either"] = asked.pop("actor")
    if "kind" in asked:
        asked["type"] = asked.pop("kind")
    return asked


def counted(record: Record, what: What, **asked: Any) -> int:
    """How many rows ``events``, ``relations`` or ``commitments`` would give for the same filters."""
    asked = _named(what, asked)
    with record.looking() as connection:
        wanted = conditions(connection, what, asked)
        return connection.scalar(select(func.count()).select_from(coded).where(*wanted)) or 0


def every(record: Record, what: What) -> Iterator[Found[Any]]:
    """All rows of one kind by date of publication, then id of the report, then as they stand in it."""
    published = documents.c.published
    has = select(coded.c.document).where(coded.c.what == what)
    query = select(documents.c.key).where(documents.c.key.in_(has))
    with record.looking() as connection:
        keys = connection.scalars(query.order_by(published.is_(None), published, documents.c.id)).all()
    # One look each, as for readings.
    for key in keys:
        mine = _pointers().where(coded.c.document == key, coded.c.what == what).order_by(coded.c.key)
        with record.looking() as connection:
            rows = list(found(connection, [tuple(row)[:3] for row in connection.execute(mine)]))
        yield from rows


def explain(record: Record, prefix: str) -> Explanation:
    """One event, relation, commitment or statement by its id, or at least four digits of its beginning.

    Raises UsageError where none or several begin so.
    """
    with record.looking() as connection:
        row = find_row(connection, prefix)
        stored = reports(connection, [row.document])[row.document]
        steps = connection.scalar(select(reasons.c.steps).where(reasons.c.key == row.document))
        if row.what == "statement":
            return _of_statement(stored, row.id, tuple(why(steps, row.id)))
        told = stored.found(row.what, row.number)
    return Explanation(
        **{field.name: getattr(told, field.name) for field in fields(Explanation) if field.name != "steps"},
        steps=tuple(why(steps, row.id)),
    )


def _of_statement(stored: Stored, id: str, steps: tuple[tuple[str, str], ...]) -> Explanation:
    said, *outer = stored.parts.chain(id)
    known = stored.known(said, (said, *outer))
    return Explanation(
        document=stored.origin,
        row=said,
        chain=tuple(outer),
        steps=steps,
        names=stored.called(known),
        actors=known,
        place=stored.parts.place(said.said_at),
    )


def _listed(record: Record, what: What, asked: Mapping[str, Any], limit: int | None) -> list[Found[Any]]:
    with record.looking() as connection:
        rows = pointers(connection, what, asked, limit)
        return list(found(connection, [(row.document, row.what, row.number) for row in rows]))


def pointers(
    connection: Connection, what: What, asked: Mapping[str, Any], limit: int | None
) -> Sequence[Any]:
    """Where the rows are that are asked for, each with its day, the newest first; who takes part may be known."""
    narrow = list(_narrow(connection, what, asked))
    query = _pointers().where(beside_its_index(coded.c.what) == what, *_exactly(what, asked))
    return newest(
        connection,
        query.where(*_plain(asked)).order_by(coded.c.day.desc().nulls_last(), coded.c.document, coded.c.key),
        narrow,
        of=coded,
        walked=[coded.c.what == what],
        since=asked.get("since"),
        until=asked.get("until"),
        limit=limit,
    )


def _pointers() -> Select[Any]:
    return select(coded.c.document, coded.c.what, coded.c.number, coded.c.day)


def conditions(
    connection: Connection, what: What, asked: Mapping[str, Any], *, few: bool = False
) -> Conditions:
    """The conditions on ``coded`` that are asked for, filters of its kind of row.

    ``either`` and ``also`` are parties in any role; ``few`` is whether others leave few rows.
    """
    # Not through all days where something else leaves few rows.
    kind = beside_its_index(coded.c.what) if few or narrowed(asked) else coded.c.what
    yield kind == what
    yield from _exactly(what, asked)
    yield from (one.among for one in _narrow(connection, what, asked))
    yield from between(coded, asked.get("since"), asked.get("until"))
    yield from _plain(asked)


def _plain(asked: Mapping[str, Any]) -> Conditions:
    if asked.get("own_voice"):
        yield coded.c.teller.is_(None)


def _narrow(connection: Connection, what: What, asked: Mapping[str, Any]) -> Iterator[Narrow]:
    """Conditions that leave few rows or have an index of their own."""
    for role in (*ROLES[what], "either", "also"):
        if asked.get(role) is not None:
            roles = (role,) if role in ROLES[what] else ROLES[what]
            yield _taking_part(connection, asked[role], roles)
    for condition in _somewhere(asked.get("place"), asked.get("country"), asked.get("scene")):
        yield Narrow(0, condition, condition)
    if asked.get("due_by") is not None:
        due = coded.c.due <= last_day(asked["due_by"])
        yield Narrow(0, due, due)
    if asked.get("teller") is not None:
        yield tells(bearers(connection, asked["teller"]), coded.c.teller)


def narrowed(asked: Mapping[str, Any]) -> bool:
    """Whether something is asked for that leaves few rows and has an index of its own."""
    return any(asked.get(name) is not None for name in NARROW)


def _exactly(what: What, asked: Mapping[str, Any]) -> Conditions:
    """Type, mode and status as they are written."""
    type_ = asked.get("type")
    modes = MODES.get(type_ or "") or [mode for modes in MODES.values() for mode in modes]
    allowed: Iterable[tuple[str, str, Iterable[str]]] = (
        ("type", *_types(what)),
        ("mode", f"mode of {type_ or 'an event'}", dict.fromkeys(modes)),
        ("status", "status", STATUSES),
    )
    for name, noun, values in allowed:
        value = asked.get(name)
        if value is None:
            continue
        if value not in values:
            raise UsageError(f"{value!r} is no {noun}: use one of {', '.join(values)}")
        yield coded.c[name] == value


def _types(what: What) -> tuple[str, Iterable[str]]:
    if what == "commitment":
        return "kind of commitment", KINDS
    return (f"type of {what}", TYPES if what == "event" else RELATIONS)


def _taking_part(connection: Connection, name: str | Bearers, roles: Iterable[str]) -> Narrow:
    """The rows in which somebody of that name has one of the roles."""
    who = name if isinstance(name, Bearers) else bearers(connection, name, parties=True)
    role = parties.c.role.in_(roles)
    theirs = union(
        select(parties.c.coded).where(role, parties.c.actor.in_(who.actors())),
        select(parties.c.coded).where(role, parties.c.key.in_(who.parties())),
    )
    one = or_(who.is_actor(parties.c.actor), who.is_party(parties.c.key))
    takes_part = exists().where(parties.c.coded == coded.c.key, role, one).correlate_except(parties)
    return Narrow(who.number, coded.c.key.in_(theirs), takes_part)


def _somewhere(place: str | None, country: str | None, scene: Scene | None) -> Conditions:
    """Where an event is: words of the place's name, the country, or the very place as the record keeps it."""
    if place is None and country is None and scene is None:
        return
    wanted = []
    if scene is not None:
        wanted += [places.c.name == scene[0], places.c.country == scene[1]]
    if place is not None:
        words = f" {fold_name(place)} "
        wanted.append((" " + places.c.name + " ").contains(words, autoescape=True))
    if country is not None:
        wanted.append(places.c.country == country.upper())
    yield coded.c.place.in_(select(places.c.key).where(*wanted))
