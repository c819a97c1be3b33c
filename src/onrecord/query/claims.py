"""What several reports say alike: each claim with those who tell it, who denies it, and how its words moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, literal_column, select

from onrecord.errors import UsageError
from onrecord.model import Spans, cut
from onrecord.query.between import between
from onrecord.query.found import Origin
from onrecord.query.names import bearers
from onrecord.query.newest import Narrow, newest, quickest
from onrecord.query.pages import Mark, Page, walk
from onrecord.query.silent import silent
from onrecord.query.speakers import tells
from onrecord.record import Record
from onrecord.record.figures import Figure
from onrecord.record.find import SHORTEST_PREFIX
from onrecord.record.pieces import stored
from onrecord.record.put import beside_its_index
from onrecord.record.schema import (
    actors,
    asserted,
    assertions,
    claims,
    coded,
    documents,
    identities,
    readings,
    statements,
)

# Written out, since a partial index serves a query that has its very condition.
DISPUTED = (claims.c.denied > literal_column("0")) & (claims.c.affirmed > literal_column("0"))
FIRM = (claims.c.stories > literal_column("1")) | DISPUTED

Firmness = Literal["reported", "claimed", "denied", "pledged", "demanded", "hypothetical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One piece of a report that makes a claim, or denies it; ``subject`` is that of a relation.

    ``teller`` is what its teller is called in the record, or the words for whoever that is; empty for the report's own
    voice. ``story`` is the same for copies of a report. ``denies`` is whether it says that the claim is not so.
    """

    document: Origin
    story: int
    what: str
    id: str
    teller: str
    status: Firmness
    denies: bool
    text: str
    spans: Spans
    day: str | None
    figures: tuple[Figure, ...] = ()
    subject: str = ""

    @property
    def voice(self) -> str:
        """Who tells it: the teller, or else whose report it is."""
        origin = self.document
        return self.teller or origin.agency or origin.publisher or origin.title or origin.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several pieces of reports say alike.

    ``stories`` counts independent reports: copies of one count once. ``course`` is how its status moved, with the days.
    ``silent`` is who is named in it and speaks at the time, but not to it, as ``query.silent`` defines it; it is found
    by ``claims`` and ``claim`` alone.
    """

    id: str
    gist: str
    kind: str
    first: str | None
    last: str | None
    stories: int
    affirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    course: tuple[tuple[str | None, Firmness], ...]
    tellings: tuple[Telling, ...]
    silent: tuple[str, ...] = ()


def claims_of(
    record: Record,
    *,
    about: str | None = None,
    teller: str | None = None,
    since: str | None = None,
    until: str | None = None,
    disputed: bool = False,
    stories: int = 2,
    offices: bool = False,
    limit: int | None = None,
) -> list[Claim]:
    """Claims, those told last first.

    Args:
        about: the name of an actor that its words mean.
        teller: the name of one who tells it.
        since, until: dates as fine or coarse as wanted, of what is told or else of the report.
        disputed: only what somebody affirms and somebody denies.
        stories: how many independent reports must tell it; what is disputed may stand in one.
        offices: also who holds which office, which reports repeat with every name.
    """
    firm = list(_firm(disputed, stories, offices))
    query = select(claims.c.key).order_by(claims.c.last_day.desc().nulls_last(), claims.c.key.desc())
    with record.looking() as connection:
        rows = newest(
            connection,
            query.where(*map(beside_its_index, firm)),
            list(_narrow(connection, about, teller)),
            of=claims,
            walked=firm,
            since=since,
            until=until,
            limit=limit,
        )
        return list(with_silent(connection, [row.key for row in rows]))


def claims_page(
    record: Record,
    *,
    about: str | None = None,
    teller: str | None = None,
    since: str | None = None,
    until: str | None = None,
    disputed: bool = False,
    stories: int = 2,
    offices: bool = False,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Claim]:
    """A page of what ``claims_of`` gives for the same filters; ``after`` is ``last`` of the page before."""
    with record.looking() as connection:
        wanted = list(narrowed(connection, about, teller, since, until))
        query = select(claims.c.key, claims.c.last_day).where(*wanted, *_firm(disputed, stories, offices))
        rows = walk(connection, query, claims.c.last_day, [claims.c.key], after=after, number=limit + 1)
        items = tuple(with_silent(connection, [row.key for row in rows[:limit]]))
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items=items, last=last and (last.last_day, last.key))


def _firm(disputed: bool, stories: int, offices: bool) -> Iterator[ColumnElement[bool]]:
    """That a claim is disputed, or told by so many stories, and no office where these are not asked for."""
    if not offices:
        yield ~claims.c.office
    if disputed:
        yield DISPUTED
    elif stories < 2:
        yield claims.c.stories >= stories
    else:
        yield FIRM
        if stories > 2:
            yield (claims.c.stories >= stories) | DISPUTED


def claim(record: Record, prefix: str) -> Claim:
    """One claim by its id or at least four digits of its beginning; UsageError where none or several begin so."""
    prefix = prefix.strip().casefold()
    if len(prefix) < SHORTEST_PREFIX:
        raise UsageError(f"{prefix!r} is too short for an id: give at least {SHORTEST_PREFIX} digits of it")
    begun = (claims.c.id >= prefix) & (claims.c.id < prefix + "\U0010ffff")
    with record.looking() as connection:
        keys = list(connection.scalars(select(claims.c.key).where(begun).limit(2)))
        if len(keys) != 1:
            how = "several claims have" if keys else "no claim has"
            raise UsageError(f"{how} an id that begins with {prefix!r}: `onrecord claims` shows ids")
        return next(with_silent(connection, keys))


def narrowed(
    connection: Connection, about: str | None, teller: str | None, since: str | None, until: str | None
) -> Iterator[ColumnElement[bool]]:
    """Conditions on claims."""
    yield from between(claims, since, until)
    yield from quickest(list(_narrow(connection, about, teller)))


def _narrow(connection: Connection, about: str | None, teller: str | None) -> Iterator[Narrow]:
    """Conditions on claims: that a telling is about somebody, and that one is somebody's."""
    for wanted in of_assertions(connection, about, teller, assertions):
        among = claims.c.key.in_(select(assertions.c.claim).where(wanted.among))
        told = exists().where(assertions.c.claim == claims.c.key, wanted.each)
        yield Narrow(wanted.number, among, told.correlate_except(assertions))


def of_assertions(
    connection: Connection, about: str | None, teller: str | None, row: FromClause
) -> Iterator[Narrow]:
    """Conditions on ``assertions``, or an alias of it: whom their words mean, and who tells them."""
    if about is not None:
        who = bearers(connection, about)
        mine = select(asserted.c.assertion).where(asserted.c.actor.in_(who.actors()))
        named = exists().where(asserted.c.assertion == row.c.key, who.is_actor(asserted.c.actor))
        yield Narrow(who.number, row.c.key.in_(mine), named.correlate_except(asserted))
    if teller is not None:
        yield tells(bearers(connection, teller), row.c.teller)


def tellings_of(connection: Connection, keys: Sequence[int]) -> dict[int, Telling]:
    """Single tellings by the keys of their assertions."""
    query = _tellings(assertions.c.key.in_(keys))
    return {row.key: _telling(row) for row in connection.execute(query)}


def with_silent(connection: Connection, keys: Sequence[int]) -> Iterator[Claim]:
    """The claims of these keys, in their order, with who is silent on them."""
    names = silent(connection, keys)
    for key, found in zip(keys, told_by(connection, keys), strict=True):
        yield replace(found, silent=names.get(key, ()))


def told_by(connection: Connection, keys: Sequence[int]) -> Iterator[Claim]:
    """The claims of these keys, in their order."""
    found: dict[int, list[Telling]] = {key: [] for key in keys}
    kinds: dict[int, str] = {}
    for row in connection.execute(_tellings(assertions.c.claim.in_(keys))):
        found[row.claim].append(_telling(row))
        kinds[row.claim] = kinds.get(row.claim) or row.kind
    ids = {
        row.key: row.id
        for row in connection.execute(select(claims.c.key, claims.c.id).where(claims.c.key.in_(keys)))
    }
    for key in keys:
        yield _claim(ids[key], kinds.get(key, ""), found[key])


def _tellings(wanted: ColumnElement[bool]) -> Select[Any]:
    told = [documents.c[name] for name in Origin.__slots__ if name != "id"]
    return (
        select(
            *(assertions.c.claim, assertions.c.what, assertions.c.side, assertions.c.open, assertions.c.kind),
            *(assertions.c.number, assertions.c.speaker, assertions.c.day, assertions.c.last_day),
            *(assertions.c.report_day, assertions.c.told, assertions.c.teller),
            *(
                assertions.c.id.label("id"),
                assertions.c.key,
                documents.c.id.label("document"),
                documents.c.story,
            ),
            *(identities.c.name.label("called"), statements.c.speaker_words, coded.c.status, readings.c.text),
            *told,
        )
        .join_from(assertions, documents, documents.c.key == assertions.c.document)
        .join(readings, readings.c.key == documents.c.key)
        .outerjoin(statements, statements.c.key == assertions.c.teller)
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .outerjoin(identities, identities.c.key == actors.c.identity)
        .outerjoin(coded, (coded.c.document == assertions.c.document) & (coded.c.id == assertions.c.id))
        .where(wanted)
        .order_by(assertions.c.report_day, documents.c.published, assertions.c.key)
    )


def _telling(row: Any) -> Telling:
    piece = stored(row)
    origin = {name: getattr(row, name) for name in Origin.__slots__ if name != "id"}
    status: Firmness = row.status or ("denied" if row.side < 0 else "claimed")
    return Telling(
        document=Origin(id=row.document, **origin),
        story=row.story,
        what=row.what,
        id=row.id,
        teller=row.called or row.speaker_words or "",
        status=status,
        denies=row.side < 0,
        text=cut(row.text, piece.spans),
        spans=piece.spans,
        day=row.day or row.report_day,
        figures=piece.figures,
        subject=", ".join(sorted(piece.parties.get("subject", ()))),
    )


def _claim(id: str, kind: str, tellings: Sequence[Telling]) -> Claim:
    days = [one.day for one in tellings if one.day]
    return Claim(
        id=id,
        gist=gist(tellings),
        kind=kind,
        first=min(days, default=None),
        last=max(days, default=None),
        stories=len({one.story for one in tellings}),
        affirmed_by=_voices(one for one in tellings if not one.denies),
        denied_by=_voices(one for one in tellings if one.denies),
        course=tuple(_course(tellings)),
        tellings=tuple(tellings),
    )


def gist(tellings: Sequence[Telling]) -> str:
    """The words of the telling that is most like what a report says by itself, of middle length."""
    sides = [one for one in tellings if not one.denies] or list(tellings)
    best = min(sides, key=lambda one: (bool(one.teller), abs(len(one.text) - 90)))
    return " ".join(best.text.split())


def _voices(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.voice for one in tellings))


def _course(tellings: Sequence[Telling]) -> Iterator[tuple[str | None, Firmness]]:
    """Each change of status, in the order of the reports; a copy changes nothing."""
    last = None
    for one in tellings:
        if one.status != last:
            yield one.document.published, one.status
            last = one.status
