"""What two have to say of the same things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.query.claims import Claim, Telling, narrowed, tellings_of, with_silent
from onrecord.query.names import Bearers, bearers
from onrecord.query.speakers import tells
from onrecord.record import Record
from onrecord.record.put import among, beside_its_index
from onrecord.record.schema import assertions, claims

LOOKED_AT = (
    8000  # times that somebody is in reports; of those who are in more each claim is not looked up by itself
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A claim of which two both have something to say, and what each says of it: the words, and their tellings."""

    claim: Claim
    one: tuple[str, ...]
    other: tuple[str, ...]
    agree: bool
    told_by_one: tuple[Telling, ...]
    told_by_other: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class _Both:
    """A claim that two tell: its days, and whether both affirm it, both deny it, or both do either."""

    day: str
    last_day: str
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
        both = _told_by_both(connection, pair, list(narrowed(connection, about, None, since, until)))
        lasts = _lasts(connection, _first_ones(both, limit))
        shown = sorted(lasts, key=lambda key: (both[key].agree, lasts[key] or "", key))[:limit]
        told = [_tellings(connection, shown, tells(who, assertions.c.teller).each) for who in pair]
        told_of = tellings_of(connection, [each for key in shown for side in told for each in side[key]])
        ours, theirs = ({key: tuple(told_of[each] for each in side[key]) for key in shown} for side in told)
        return [
            Comparison(
                claim=claim,
                one=_words(ours[key]),
                other=_words(theirs[key]),
                agree=both[key].agree,
                told_by_one=ours[key],
                told_by_other=theirs[key],
            )
            for key, claim in zip(shown, with_silent(connection, shown), strict=True)
        ]


def _told_by_both(
    connection: Connection, pair: Sequence[Bearers], wanted: Sequence[ColumnElement[bool]]
) -> dict[int, _Both]:
    """The claims that both tell: those of who is the rarer that the other tells, too."""
    rarer, other = sorted(pair, key=lambda who: who.number)
    ours = _courses(tells(rarer, assertions.c.teller).among)
    ours = ours.join_from(assertions, claims, claims.c.key == assertions.c.claim)
    mine = ours.where(~claims.c.office, *wanted).cte("ours")
    too, theirs = select(mine.c.claim), tells(other, assertions.c.teller)
    if rarer.number <= LOOKED_AT:
        told = [assertions.c.claim.in_(too), theirs.each]
    else:
        told = [beside_its_index(assertions.c.claim).in_(too), theirs.among]
    both = _courses(*told).cte("theirs")
    agree = (mine.c.denies == both.c.denies) & (mine.c.affirms == both.c.affirms)
    query = select(claims.c.key, claims.c.day, claims.c.last_day, agree.label("agree"))
    query = query.join_from(mine, both, both.c.claim == mine.c.claim)
    return {
        row.key: _Both(day=row.day or "", last_day=row.last_day or "", agree=bool(row.agree))
        for row in connection.execute(query.join(claims, claims.c.key == mine.c.claim))
    }


def _courses(*told: ColumnElement[bool]) -> Select[Any]:
    """Claims with whether some of the assertions that meet conditions deny them, and whether some do not."""
    denies, affirms = func.min(assertions.c.side) < 0, func.max(assertions.c.side) >= 0
    query = select(assertions.c.claim, denies.label("denies"), affirms.label("affirms"))
    return query.where(*told).group_by(assertions.c.claim)


def _first_ones(both: Mapping[int, _Both], limit: int | None) -> list[int]:
    """The claims among which those are that are shown, by the days between which the last day of each lies."""
    latest = sorted((one.agree, one.last_day) for one in both.values())
    if limit is None or len(latest) <= limit:
        return list(both)
    return [key for key, one in both.items() if (one.agree, one.day) <= latest[limit - 1]]


def _tellings(connection: Connection, keys: Sequence[int], mine: ColumnElement[bool]) -> dict[int, list[int]]:
    """For claims the assertions that somebody makes of each, in their order."""
    found: dict[int, list[int]] = {key: [] for key in keys}
    query = select(assertions.c.claim, assertions.c.key).order_by(assertions.c.report_day, assertions.c.key)
    for row in connection.execute(query.where(among(assertions.c.claim, keys), mine)):
        found[row.claim].append(row.key)
    return found


def _lasts(connection: Connection, keys: Sequence[int]) -> dict[int, str | None]:
    """The last day of each claim."""
    last = func.max(func.coalesce(assertions.c.day, assertions.c.report_day)).label("last")
    query = select(assertions.c.claim, last).group_by(assertions.c.claim)
    rows = connection.execute(query.where(among(assertions.c.claim, keys)))
    return {row.claim: row.last for row in rows}


def _words(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(told.text.split()) for told in tellings))
