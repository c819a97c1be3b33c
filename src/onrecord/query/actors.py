"""Who is in the record: all actors, and all there is of one.

Persons' judgements are heeded: who was merged is one actor here, who was split is two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, func, select, union_all

from onrecord.errors import UsageError
from onrecord.model import ActorKind
from onrecord.query.between import between
from onrecord.query.overview import Counts
from onrecord.query.pages import Mark, Page
from onrecord.record import Judgement, Record, judge
from onrecord.record.bearers import find_actor, loose_names
from onrecord.record.identities import standing
from onrecord.record.schema import actors as parts
from onrecord.record.schema import called, identities, mentioned, mentions, offices, statements
from onrecord.record.words import PRONOUNS, fold

TOP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How much of an actor the record holds; first and last are days of the reports."""

    id: str
    name: str
    kind: ActorKind | None
    country: str | None
    reports: int
    statements: int
    mentions: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office, when it was held as far as reports say, and the reports that tell of it."""

    title: str
    organisation: str | None
    from_: str | None
    to: str | None
    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Another actor, in how many reports it is there too, and in how many statements both are."""

    id: str
    name: str
    kind: ActorKind | None
    reports: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Presence):
    """All there is of one actor; counts run from the most to the fewest."""

    names: Counts
    offices: tuple[Tenure, ...]
    cue_classes: Counts
    company: tuple[Companion, ...]
    judgements: tuple[Judgement, ...]


def actors(
    record: Record,
    words: str = "",
    *,
    kind: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[Presence]:
    """The actors of the record, those in most reports first.

    Args:
        words: words that a name of theirs has in it, the last perhaps just begun.
        kind: an ``ActorKind``.
        country: three letters of ISO 3166-1, as most reports say.
        since, until: count only reports of these dates, as fine or coarse as wanted.
    """
    wanted = narrowed(words, kind, country, since, until)
    with record.looking() as connection:
        if limit and not (words or kind or country):
            wanted.append(parts.c.identity.in_(_foremost(connection, limit, wanted)))
        found = connection.execute(presences(*wanted, limit=limit)).mappings()
        return [Presence(**row) for row in found]


def _foremost(connection: Connection, limit: int, days: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The identities that may be in most reports of these days, or of all where none are given.

    Those that are in most reports of all days show how many are enough: who is in fewer of all cannot be in more.
    """
    number = identities.c.reports
    ranked = select(identities.c.key, number).order_by(number.desc()).limit(limit)
    first = connection.execute(ranked).all()
    enough = min((row.reports for row in first), default=0)
    if days:
        here = parts.c.identity.in_([row.key for row in first])
        seen = select(func.sum(parts.c.seen)).where(here, *days).group_by(parts.c.identity)
        counts = connection.scalars(seen).all()
        enough = min(counts) if len(counts) == limit else 0
    return select(identities.c.key).where(number >= enough)


def actors_page(
    record: Record,
    words: str = "",
    *,
    kind: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Presence]:
    """Actors in the order in which they came into the record, which new reports do not change.

    Args:
        words, kind, country, since, until: as for ``actors``.
        after: ``last`` of the page before.
    """
    wanted = narrowed(words, kind, country, since, until)
    if after is not None:
        wanted.append(parts.c.identity > after[0])
    query = select(parts.c.identity).where(*wanted).distinct().order_by(parts.c.identity).limit(limit + 1)
    with record.looking() as connection:
        keys = connection.scalars(query).all()
        here = keys[:limit]
        ids = select(identities.c.id).where(identities.c.key.in_(here)).order_by(identities.c.key)
        order = list(connection.scalars(ids))
        rows = connection.execute(presences(*wanted, parts.c.identity.in_(here))).mappings()
        found = {row["id"]: Presence(**row) for row in rows}
    return Page(items=tuple(found[id] for id in order), last=(here[-1],) if len(keys) > limit else None)


def narrowed(
    words: str, kind: str | None, country: str | None, since: str | None, until: str | None
) -> list[ColumnElement[bool]]:
    """Conditions on the actors of reports; UsageError for a kind that is none."""
    if kind is not None and kind not in get_args(ActorKind):
        raise UsageError(f"{kind!r} is no kind of actor: use one of {', '.join(get_args(ActorKind))}")
    wanted = list(between(parts, since, until))
    if words:
        named = loose_names(fold(words), begun=True) if fold(words) else called.c.key.is_(None)
        wanted.append(parts.c.identity.in_(select(called.c.identity).where(named)))
    if kind is not None:
        wanted.append(parts.c.identity.in_(select(identities.c.key).where(identities.c.kind == kind)))
    if country is not None:
        wanted.append(parts.c.identity.in_(_of_country(country.upper())))
    return wanted


def actor(record: Record, name: str, *, newest: int | None = None) -> Profile:
    """All there is of one actor.

    Args:
        name: an id or its beginning, a name or words of one, or words that a report uses for the actor.
        newest: where it is in more reports than so many, its company is that in the newest of them.

    Raises UsageError where that means nobody, and naming candidates where it means several.
    """
    with record.looking() as connection:
        known = find_actor(connection, name)
        key = connection.scalar(select(identities.c.key).where(identities.c.id == known.id))
        mine = parts.c.identity == key
        since = None if newest is None or key is None else newest_from(connection, key, newest)
        (presence,) = connection.execute(presences(mine)).mappings()
        return Profile(
            **presence,
            names=_names(connection, mine),
            offices=tuple(Tenure(**_scored(row)) for row in connection.execute(_offices(mine)).mappings()),
            cue_classes=_cue_classes(connection, mine),
            company=tuple(Companion(**row) for row in connection.execute(_company(mine, since)).mappings()),
            judgements=tuple(_about(connection, known.id)),
        )


def presences(*wanted: ColumnElement[bool], limit: int | None = None) -> Select[Any]:
    """The fields of a ``Presence`` for each identity whose actors meet the conditions."""
    counts = {"reports": parts.c.seen, "statements": parts.c.statements, "mentions": parts.c.mentions}
    sums = [func.sum(column).label(name) for name, column in counts.items()]
    found = (
        select(
            parts.c.identity,
            *sums,
            func.min(parts.c.day).label("first"),
            func.max(parts.c.last_day).label("last"),
        )
        .where(*wanted)
        .group_by(parts.c.identity)
        .order_by(*(number.desc() for number in sums), parts.c.identity)
        .limit(limit)
        .subquery()
    )
    numbers = [found.c[name] for name in counts]
    country = (
        select(parts.c.country)
        .where(parts.c.identity == found.c.identity, parts.c.country.is_not(None))
        .group_by(parts.c.country)
        .order_by(*likely())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(identities.c.id, identities.c.name, identities.c.kind, country.label("country"), *numbers)
        .add_columns(found.c.first, found.c.last)
        .join_from(found, identities, identities.c.key == found.c.identity)
        .order_by(*(number.desc() for number in numbers), identities.c.name, identities.c.id)
    )


def likely() -> tuple[ColumnElement[Any], ...]:
    """The order of an actor's countries: its own before those of who was merged into it, then as most reports say."""
    return func.max(parts.c.own).desc(), func.sum(parts.c.seen).desc(), parts.c.country


def _of_country(code: str) -> Select[Any]:
    """The identities that most reports say are of a country."""
    columns = parts.c
    place = func.row_number().over(partition_by=columns.identity, order_by=likely())
    given = (
        select(columns.identity, columns.country, place.label("place"))
        .where(columns.country.is_not(None))
        .group_by(columns.identity, columns.country)
        .subquery()
    )
    return select(given.c.identity).where(given.c.place == 1, given.c.country == code)


def _names(connection: Connection, mine: ColumnElement[bool]) -> Counts:
    """The words that mean an actor in all its reports, pronouns left out."""
    query = (
        select(mentions.c.words, func.sum(mentions.c.number).label("number"))
        .join_from(mentions, parts, parts.c.key == mentions.c.actor)
        .where(mine)
        .group_by(mentions.c.words)
    )
    found: Counter[str] = Counter()
    for row in connection.execute(query):
        found[" ".join(row.words.split())] += row.number
    names = ((words, number) for words, number in found.items() if words.lower() not in PRONOUNS)
    return tuple(sorted(names, key=lambda counted: (-counted[1], counted[0])))


def _offices(mine: ColumnElement[bool]) -> Select[Any]:
    """Offices in the order of their time; of several ways to write one the first by its characters."""
    told, number = offices.c, func.count(parts.c.document.distinct()).label("reports")
    title, organisation = func.min(told.title), func.min(told.organisation)
    first, last = func.min(parts.c.day).label("first"), func.max(parts.c.last_day).label("last")
    one = (func.lower(told.title), func.lower(told.organisation), told["from"], told.to)
    return (
        select(title.label("title"), organisation.label("organisation"))
        .add_columns(told["from"], told.to, number, first, last)
        .join_from(offices, parts, parts.c.key == told.actor)
        .where(mine)
        .group_by(*one)
        .order_by(func.coalesce(told["from"], func.min(parts.c.day)), func.min(parts.c.day), title)
    )


def _scored(row: Any) -> dict[str, Any]:
    return {"from_" if name == "from" else name: value for name, value in row.items()}


def _cue_classes(connection: Connection, mine: ColumnElement[bool]) -> Counts:
    number = func.count().label("number")
    said = statements.c.speaker.in_(select(parts.c.key).where(mine))
    query = select(statements.c.cue_class, number).where(said).group_by(statements.c.cue_class)
    found = connection.execute(query.order_by(number.desc(), statements.c.cue_class))
    return tuple((row.cue_class, row.number) for row in found)


def newest_from(connection: Connection, identity: int, reports: int) -> str | None:
    """The day that so many of an actor's reports, perhaps some more, are of or after; None where it is in no more."""
    own = (parts.c.identity == identity, parts.c.seen > 0, parts.c.day.is_not(None))
    days = select(parts.c.day).where(*own).order_by(parts.c.day.desc())
    last = connection.scalars(days.limit(2).offset(reports - 1)).all()
    return last[0] if len(last) == 2 else None


def _company(mine: ColumnElement[bool], since: str | None) -> Select[Any]:
    """Who else is in the same reports, those in most of the same statements first."""
    looked_at = [mine] if since is None else [mine, parts.c.day >= since]
    keys, here = select(parts.c.key).where(*looked_at), select(parts.c.document).where(*looked_at)
    others = (
        select(parts.c.identity, func.sum(parts.c.seen).label("reports"))
        .where(parts.c.document.in_(here), ~mine)
        .group_by(parts.c.identity)
        .subquery()
    )
    both = _takers(keys).subquery()
    shared = (
        select(parts.c.identity, func.count(both.c.statement.distinct()).label("statements"))
        .join_from(both, parts, parts.c.key == both.c.actor)
        .group_by(parts.c.identity)
        .subquery()
    )
    number = func.coalesce(shared.c.statements, 0).label("statements")
    known = identities.c
    return (
        select(known.id, known.name, known.kind, others.c.reports, number)
        .join_from(others, identities, known.key == others.c.identity)
        .outerjoin(shared, shared.c.identity == others.c.identity)
        .order_by(number.desc(), others.c.reports.desc(), known.name)
        .limit(TOP)
    )


def _takers(keys: Select[Any]) -> CompoundSelect[Any]:
    """Who says or is mentioned in the statements in which these actors are."""
    spoken = select(statements.c.key.label("statement")).where(statements.c.speaker.in_(keys))
    theirs = spoken.union(select(mentioned.c.statement).where(mentioned.c.actor.in_(keys))).cte()
    found = select(theirs.c.statement)
    return union_all(
        select(mentioned.c.actor, mentioned.c.statement).where(mentioned.c.statement.in_(found)),
        select(statements.c.speaker, statements.c.key).where(statements.c.key.in_(found)),
    )


def _about(connection: Connection, actor_id: str) -> Iterator[Judgement]:
    """Judgements that speak of an actor, or of one who is it by others; withdrawn ones too."""
    now = standing(connection)
    for one in judge.listed(connection):
        ids = {one.actor.id, one.other.id}
        if actor_id in ids.union(final.id for final in map(now.final, ids) if final):
            yield one
