"""Who is silent on a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import BigInteger, Connection, Text, exists, func, literal_column, select

from onrecord.record.put import listed
from onrecord.record.schema import actors, asserted, assertions, identities, statements

NEAR = 7  # days before the first and after the last report of a claim


def silent(connection: Connection, claims: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """For claims by their keys who is named in them and speaks at the time, but not to them.

    Silent is who meets all of this: the words of the claim, in some telling, name the actor; no telling of it, for or
    against, is the actor's; and a report published from seven days before the first report of the claim to seven days
    after the last quotes the actor on something else. Who is quoted nowhere at that time is absent, not silent. Nobody
    is silent on what reports tell in their own voice alone, which asks for no answer, nor on a claim whose reports have
    no date. Names run in the order of the alphabet.
    """
    spans = _spans(connection, claims)
    speakers = _speakers(connection, claims)
    asked = {
        (claim, identity): name
        for claim, identity, name in _named(connection, list(spans))
        if (claim, identity) not in speakers
    }
    found: dict[int, list[str]] = {}
    for claim, identity in _speaking(connection, [(*pair, *spans[pair[0]]) for pair in asked]):
        found.setdefault(claim, []).append(asked[claim, identity])
    return {claim: tuple(sorted(names)) for claim, names in found.items()}


def _spans(connection: Connection, claims: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The days of the reports that tell a claim, with those near them; only claims that somebody quoted tells."""
    day = assertions.c.report_day
    query = (
        select(assertions.c.claim, func.min(day).label("first"), func.max(day).label("last"))
        .where(assertions.c.claim.in_(claims), day.is_not(None))
        .group_by(assertions.c.claim)
        .having(func.count(assertions.c.teller) > 0)
    )
    return {
        row.claim: (_moved(row.first, -NEAR), _moved(row.last, NEAR)) for row in connection.execute(query)
    }


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(by)).isoformat()
    except OverflowError:  # the first and the last days that there are
        return day


def _speakers(connection: Connection, claims: Sequence[int]) -> set[tuple[int, int]]:
    query = (
        select(assertions.c.claim, actors.c.identity)
        .join_from(assertions, statements, statements.c.key == assertions.c.teller)
        .join(actors, actors.c.key == statements.c.speaker)
        .where(assertions.c.claim.in_(claims))
    )
    return {(row.claim, row.identity) for row in connection.execute(query)}


def _named(connection: Connection, claims: Sequence[int]) -> list[tuple[int, int, str]]:
    query = (
        select(assertions.c.claim, actors.c.identity, identities.c.name)
        .join_from(assertions, asserted, asserted.c.assertion == assertions.c.key)
        .join(actors, actors.c.key == asserted.c.actor)
        .join(identities, identities.c.key == actors.c.identity)
        .where(assertions.c.claim.in_(claims))
        .distinct()
    )
    return [(row.claim, row.identity, row.name) for row in connection.execute(query)]


def _speaking(connection: Connection, asked: Sequence[tuple[int, int, str, str]]) -> list[tuple[int, int]]:
    """Those of the claims and identities where reports from one day to another quote the identity."""
    of = {"claim": BigInteger, "identity": BigInteger, "first": Text, "last": Text}
    row = listed(connection, asked, of).c
    # Written out as the condition of the index ``actors_speaking``, which has all of these columns.
    speaks = (actors.c.identity == row.identity, actors.c.statements > literal_column("0"))
    near = (actors.c.last_day >= row.first, actors.c.day <= row.last)
    query = select(row.claim, row.identity).where(exists().where(*speaks, *near).correlate_except(actors))
    return [(pair.claim, pair.identity) for pair in connection.execute(query)]
