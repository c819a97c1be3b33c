"""Where reports, or those whom they quote, contradict one another, and themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, union

from onrecord.errors import UsageError
from onrecord.query.between import first_day, last_day
from onrecord.query.claims import Telling, of_assertions, tellings_of
from onrecord.query.newest import is_broad, quickest
from onrecord.query.pages import Mark, Page, walk
from onrecord.record import Record
from onrecord.record.figures import Figure
from onrecord.record.opposites import Contrast
from onrecord.record.schema import assertions, claims, opposed

KINDS: tuple[Contrast, ...] = get_args(Contrast)
AHEAD = 2000  # pairs that are gone through for somebody of whom there is very much
ONE, OTHER = assertions.alias("first"), assertions.alias("later")
UNITS = {
    "killed": "killed",
    "wounded": "wounded",
    "arrested": "arrested",
    "person": "persons",
    "%": "per cent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two tellings that cannot both be right, or by which somebody changed position.

    ``reason`` says in a sentence why, ``claim`` is the id of what the first tells, and ``sure`` how sure the reader is
    that both cannot be so, from 0 to 1.
    """

    kind: Contrast
    reason: str
    claim: str
    sure: float
    one: Telling
    other: Telling


def contradictions(
    record: Record,
    *,
    about: str | None = None,
    teller: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> list[Contradiction]:
    """Contradictions, the latest first; of those between the same two on the same claims the surest.

    Args:
        about, teller: as for ``claims_of``, of one of the two claims.
        since, until: dates as fine or coarse as wanted, of the later report.
        kind: ``denied`` (one says so, another says otherwise), ``position`` (the same speaker does both at different
            times), ``figures`` (numbers for one thing that exclude each other), ``relations`` (two of whom only one can
            be it).
    """
    _check_kind(kind)
    with record.looking() as connection:
        wanted = _days(since, until)
        if kind is not None:
            wanted.append(opposed.c.kind == kind)
        if limit is not None and (found := _latest(connection, wanted, about, teller, limit)):
            return _told(connection, found)
        return _listed(connection, _pairs(wanted, _mine(connection, about, teller)), limit)


def contradictions_page(
    record: Record,
    *,
    about: str | None = None,
    teller: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    claim: str | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Contradiction]:
    """A page of all contradictions, the latest first; those between the same two on the same claims may come again.

    Args:
        about, teller, since, until, kind: as for ``contradictions``.
        claim: the id of a claim that one of the two tells.
        after: ``last`` of the page before.
    """
    _check_kind(kind)
    with record.looking() as connection:
        query = _pairs(_days(since, until), _mine(connection, about, teller, claim)).order_by(None)
        if kind is not None:
            query = query.where(opposed.c.kind == kind)
        keys = [opposed.c.other, opposed.c.one]
        rows = walk(connection, query, opposed.c.day, keys, after=after, number=limit + 1)
        told = tellings_of(connection, [key for row in rows[:limit] for key in (row.one, row.other)])
    items = tuple(_contradiction(row, told[row.one], told[row.other]) for row in rows[:limit])
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items=items, last=last and (last.day, last.other, last.one))


def _check_kind(kind: str | None) -> None:
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of contradiction: use one of {', '.join(KINDS)}")


def of_claims(
    connection: Connection, keys: Select[Any], since: str | None, until: str | None, limit: int
) -> list[Contradiction]:
    """Contradictions of which a side tells one of some claims, the latest first."""
    mine = select(assertions.c.key).where(assertions.c.claim.in_(keys))
    return _listed(connection, _pairs(_days(since, until), mine), limit)


def _latest(
    connection: Connection,
    wanted: list[ColumnElement[bool]],
    about: str | None,
    teller: str | None,
    limit: int,
) -> list[Any]:
    """So many pairs among the latest, where very many assertions fit; nothing where there may be others."""
    sides = [list(of_assertions(connection, about, teller, side)) for side in (ONE, OTHER)]
    if not is_broad(sides[0]):
        return []
    day = opposed.c.day
    end = select(day).where(day.is_not(None), *wanted).order_by(day.desc().nulls_last())
    reach = connection.scalar(end.offset(AHEAD).limit(1))
    if reach is not None:
        wanted = [*wanted, day > reach]
    either = or_(*(and_(*(narrow.each for narrow in side)) for side in sides))
    found = _different(connection, _pairs(wanted, None).where(either), limit)
    return found if reach is None or len(found) == limit else []


def _listed(connection: Connection, query: Select[Any], limit: int | None) -> list[Contradiction]:
    return _told(connection, _different(connection, query, limit))


def _different(connection: Connection, query: Select[Any], limit: int | None) -> list[Any]:
    """The first pair of each two speakers and claims."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in connection.execute(query):
        if limit is not None and len(found) >= limit:
            break
        sides = sorted([(row.claim, row.speaker), (row.its_claim, row.its_speaker)])
        found.setdefault((row.kind, *sides), row)
    return list(found.values())


def _told(connection: Connection, found: Sequence[Any]) -> list[Contradiction]:
    told = tellings_of(connection, [key for row in found for key in (row.one, row.other)])
    return [_contradiction(row, told[row.one], told[row.other]) for row in found]


def _days(since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """Conditions on the day of the later report."""
    wanted = [] if since is None else [opposed.c.day >= first_day(since)]
    return wanted if until is None else [*wanted, opposed.c.day <= last_day(until)]


def _mine(
    connection: Connection, about: str | None, teller: str | None, claim: str | None = None
) -> Select[Any] | None:
    """The assertions of what is asked for."""
    if about is None and teller is None and claim is None:
        return None
    wanted = list(of_assertions(connection, about, teller, assertions))
    if claim is None:
        return select(assertions.c.key).where(*quickest(wanted))
    own = assertions.c.claim.in_(select(claims.c.key).where(claims.c.id == claim))
    return select(assertions.c.key).where(own, *(one.each for one in wanted))


def _pairs(wanted: list[ColumnElement[bool]], mine: Select[Any] | None) -> Select[Any]:
    """Pairs of assertions, the latest first; of one day the surest."""
    query = (
        select(opposed, ONE.c.claim, ONE.c.speaker, claims.c.id.label("id"))
        .add_columns(OTHER.c.claim.label("its_claim"), OTHER.c.speaker.label("its_speaker"))
        .join_from(opposed, ONE, ONE.c.key == opposed.c.one)
        .join(OTHER, OTHER.c.key == opposed.c.other)
        .join(claims, claims.c.key == ONE.c.claim)
        .where(*wanted)
        .order_by(opposed.c.day.desc().nulls_last(), opposed.c.sure.desc(), opposed.c.other, opposed.c.one)
    )
    if mine is None:
        return query
    pair = select(opposed.c.one, opposed.c.other)
    either = union(pair.where(opposed.c.one.in_(mine)), pair.where(opposed.c.other.in_(mine))).subquery()
    return query.join(either, (either.c.one == opposed.c.one) & (either.c.other == opposed.c.other))


def _contradiction(row: Any, one: Telling, other: Telling) -> Contradiction:
    return Contradiction(
        kind=row.kind, reason=_reason(row.kind, one, other), claim=row.id, sure=row.sure, one=one, other=other
    )


def _reason(kind: Contrast, one: Telling, other: Telling) -> str:
    if kind == "position":
        return f"{one.voice} said one thing on {one.document.published} and another on {other.document.published}."
    if kind == "figures":
        for figure in one.figures:
            for another in other.figures:
                if figure.excludes(another):
                    noun = UNITS.get(figure.unit, "")
                    first = f"{one.voice} tells of {number(figure)} {noun}".rstrip()
                    return f"{first}, {other.voice} of {number(another)}."
    if kind == "relations":
        return f"{one.voice} names {one.subject}, {other.voice} names {other.subject}."
    verb = "denies it" if other.denies and not one.denies else "says otherwise"
    return f"{one.voice} says so, and {other.voice} {verb}."


def number(figure: Figure) -> str:
    """A figure as it is read: ``12``, ``at least 2,400,000``, ``10 to 15``."""
    low, high = f"{figure.low:,.12g}", f"{figure.high:,.12g}"
    if figure.high == inf:
        return f"at least {low}"
    if figure.low == 0:
        return f"at most {high}"
    return low if figure.low == figure.high else f"{low} to {high}"
