"""Claims and contradictions of a brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson
from sqlalchemy import case, or_, select

from onrecord.query.between import between
from onrecord.query.brief_desk import MOST_VOICES, Desk
from onrecord.query.brief_entries import Affair, Clash, Section, Side, Voice
from onrecord.query.claims import Claim, Telling, told_by
from onrecord.query.contradictions import Contradiction, contradictions, of_claims
from onrecord.query.references import Place
from onrecord.record.assertions import AROUND, NAMED
from onrecord.record.schema import asserted, assertions, claims, documents
from onrecord.record.words import fold_name

MOST_CLAIMS = 60


def affairs(desk: Desk) -> Section[Affair]:
    """Claims that are disputed, or that two independent reports tell: the disputed first, then the most told."""
    disputed = (claims.c.denied > 0) & (claims.c.affirmed > 0)
    query = (
        select(claims.c.key)
        .where(
            desk.scope.claims, or_(claims.c.stories > 1, disputed), *between(claims, desk.since, desk.until)
        )
        .order_by(case((disputed, 1), else_=0).desc(), claims.c.stories.desc())
        .order_by(claims.c.last_day.desc().nulls_last(), claims.c.key.desc())
        .limit(MOST_CLAIMS)
    )
    found = list(told_by(desk.connection, list(desk.connection.scalars(query))))
    near = _about(desk, [one.id for one in found])
    concerned = [one for one in found if near is None or any(_place(told) in near for told in one.tellings)]
    return desk.section(concerned, lambda one: _affair(desk, one))


def _about(desk: Desk, ids: Sequence[str]) -> set[Place] | None:
    """Where claims name an actor in their own words, not in the rest of a sentence; None for a place or a topic."""
    if desk.scope.actors is None:
        return None
    if not ids:
        return set()
    query = (
        select(documents.c.id, assertions.c.told)
        .join_from(asserted, assertions, assertions.c.key == asserted.c.assertion)
        .join(documents, documents.c.key == assertions.c.document)
        .join(claims, claims.c.key == assertions.c.claim)
        .where(asserted.c.actor.in_(desk.scope.actors), claims.c.id.in_(ids))
    )
    named, found = "@" + fold_name(desk.scope.subject.name), set()
    for row in desk.connection.execute(query):
        told = orjson.loads(row.told)
        if told["terms"].get(named, 0) > NAMED * AROUND:
            found.add((row.id, tuple((start, end) for start, end in told["spans"])))
    return found


def _affair(desk: Desk, one: Claim) -> Affair:
    gist = next(told for told in one.tellings if " ".join(told.text.split()) == one.gist)
    return Affair(
        claim=one.id,
        gist=one.gist,
        first=one.first,
        last=one.last,
        stories=one.stories,
        reference=desk.references.cite(gist.document.id, gist.spans),
        affirmed=_voices(desk, (told for told in one.tellings if not told.denies)),
        denied=_voices(desk, (told for told in one.tellings if told.denies)),
    )


def _voices(desk: Desk, tellings: Iterable[Telling]) -> tuple[Voice, ...]:
    """Each voice once, with the first that it tells; of copies that tell it themselves one."""
    first: dict[str | int, Telling] = {}
    for told in tellings:
        first.setdefault(told.teller or told.story, told)
    once: dict[str, Telling] = {}
    for told in first.values():
        once.setdefault(told.voice, told)
    return tuple(_voice(desk, told) for told in list(once.values())[:MOST_VOICES])


def _voice(desk: Desk, told: Telling) -> Voice:
    number = desk.references.cite(told.document.id, told.spans)
    return Voice(teller=told.voice, own=not told.teller, status=told.status, reference=number)


def clashes(desk: Desk) -> Sequence[Contradiction]:
    """Contradictions in which an actor speaks or is spoken of; of a place or a topic those inside its claims."""
    who = desk.scope.subject.id
    if who is not None:
        span = {"since": desk.since, "until": desk.until}
        found = contradictions(desk.record, teller=who, limit=MOST_CLAIMS, **span)
        found += contradictions(desk.record, about=who, limit=MOST_CLAIMS, **span)
    else:
        keys = select(claims.c.key).where(desk.scope.claims)
        return _latest_first(of_claims(desk.connection, keys, desk.since, desk.until, MOST_CLAIMS))
    near = _about(desk, [one.claim for one in found])
    name = desk.scope.subject.name
    return _latest_first(
        one
        for one in found
        if any(side.teller == name or (near and _place(side) in near) for side in (one.one, one.other))
    )


def _latest_first(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each once."""
    once = {(one.kind, frozenset((_place(one.one), _place(one.other)))): one for one in found}
    return sorted(once.values(), key=lambda one: max(one.one.day or "", one.other.day or ""), reverse=True)


def _place(told: Telling) -> Place:
    return told.document.id, told.spans


def sides(desk: Desk, found: Sequence[Contradiction]) -> Section[Clash]:
    """Contradictions with both quotations."""
    return desk.section(
        found,
        lambda one: Clash(
            kind=one.kind, reason=one.reason, one=_side(desk, one.one), other=_side(desk, one.other)
        ),
    )


def _side(desk: Desk, told: Telling) -> Side:
    return Side(voice=_voice(desk, told), day=told.day, text=told.text)
