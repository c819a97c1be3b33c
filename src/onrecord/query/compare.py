"""What two have to say of the same things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.query.claims import Claim, Telling, narrowed, of_assertions, told_by
from onrecord.record import Record
from onrecord.record.schema import assertions, claims, documents


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
    """What two say about the same things: each claim that both of them tell, affirm or deny.

    Where they differ comes first, then what was told last. Of more than ``limit`` claims the latest are compared.
    """
    with record.looking() as connection:
        wanted = [
            *narrowed(connection, about, one, since, until),
            *narrowed(connection, None, other, None, None),
        ]
        day = claims.c.last_day
        query = select(claims.c.key).where(*wanted).order_by(day.desc().nulls_last(), claims.c.key.desc())
        keys = list(connection.scalars(query.limit(limit)))
        mine, theirs = _told(connection, one, keys), _told(connection, other, keys)
        found = [
            _comparison(claim, _of(claim, mine), _of(claim, theirs)) for claim in told_by(connection, keys)
        ]
    found.sort(key=lambda each: each.claim.last or "", reverse=True)
    return sorted(found, key=lambda each: each.agree)


def _told(connection: Connection, name: str, keys: Iterable[int]) -> set[tuple[str, str]]:
    """The tellings of some claims by somebody: report and row."""
    query = (
        select(documents.c.id.label("report"), assertions.c.id)
        .join_from(assertions, documents, documents.c.key == assertions.c.document)
        .where(assertions.c.claim.in_(list(keys)), *of_assertions(connection, None, name))
    )
    return {(row.report, row.id) for row in connection.execute(query)}


def _of(claim: Claim, told: set[tuple[str, str]]) -> tuple[Telling, ...]:
    return tuple(one for one in claim.tellings if (one.document.id, one.id) in told)


def _comparison(claim: Claim, ours: tuple[Telling, ...], theirs: tuple[Telling, ...]) -> Comparison:
    return Comparison(
        claim=claim,
        one=_words(ours),
        other=_words(theirs),
        agree={told.denies for told in ours} == {told.denies for told in theirs},
        told_by_one=ours,
        told_by_other=theirs,
    )


def _words(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(told.text.split()) for told in tellings))
