"""What two have to say of the same things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, func, select

from onrecord.query.claims import Claim, Telling, narrowed, tellings_of, with_silent
from onrecord.query.names import Bearers, bearers
from onrecord.query.speakers import tells
from onrecord.record import Record
from onrecord.record.put import among
from onrecord.record.schema import assertions, claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A claim of which two both have something to say, and what each says of it: the words, and their tellings."""

    claim: Claim
    one: tuple[str, ...]
    other: tuple[str, ...]
    agree: bool
    told_by_one: tuple[Telling, ...]
    told_by_other: tuple[Telling, ...]


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
        told_of = tellings_of(connection, [each for key in shown for side in told for each in side[key]])
        ours, theirs = ({key: tuple(told_of[each] for each in side[key]) for key in shown} for side in told)
        return [
            Comparison(
                claim=claim,
                one=_words(ours[key]),
                other=_words(theirs[key]),
                agree=agree(key),
                told_by_one=ours[key],
                told_by_other=theirs[key],
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
        .where(~claims.c.office, tells(rarer, mine.c.teller).among, both.correlate_except(theirs), *wanted)
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
    last = func.max(func.coalesce(assertions.c.day, assertions.c.report_day)).label("last")
    query = select(assertions.c.claim, last).group_by(assertions.c.claim)
    rows = connection.execute(query.where(among(assertions.c.claim, keys)))
    return {row.claim: row.last for row in rows}


def _words(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(told.text.split()) for told in tellings))
