"""Which reports are one story, and which pieces of reports are one claim; kept in step with the readings.

A report joins the story of a report that it copies. A piece joins the claim of the piece that says most surely the
same, or begins one. Only so many earlier pieces are compared, the latest of those that share telling terms, so that a
report costs as much in a large record as in a small one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, update

from onrecord.model import Reading, identify
from onrecord.record import days
from onrecord.record.alike import apart
from onrecord.record.assertions import assertions
from onrecord.record.claim_sums import add_up, sum_up_stories
from onrecord.record.earlier import Earlier, found_by, put_down
from onrecord.record.keys import free_key
from onrecord.record.opposites import Known, compared, opposites, placed
from onrecord.record.pieces import row_of
from onrecord.record.put import among, put
from onrecord.record.schema import (
    actors,
    asserted,
    claims,
    documents,
    identities,
    opposed,
    readings,
    sketches,
    statements,
    stories,
)
from onrecord.record.schema import assertions as pieces
from onrecord.record.sketches import DAYS, bands, copied, shingles
from onrecord.record.words import fold_name

if TYPE_CHECKING:
    from onrecord.record.ready import Embeds

MANY_COPIES = 50  # reports that may be a copy and are compared word for word


def remember(connection: Connection, reading: Reading, document: int, embedder: Embeds | None = None) -> None:
    """Place a stored reading among the stories and claims of the record.

    Args:
        embedder: proposes earlier pieces that share no terms with those of the reading.
    """
    story, merged = _tell_story(connection, reading, document)
    called = select(actors.c.key, actors.c.id, identities.c.name).join_from(
        actors, identities, identities.c.key == actors.c.identity
    )
    cast = connection.execute(called.where(actors.c.document == document)).all()
    names = {row.id: row.name for row in cast}
    named = {"@" + fold_name(row.name): row.key for row in cast}
    said = select(statements.c.id, statements.c.key).where(statements.c.document == document)
    tellers = {row.id: row.key for row in connection.execute(said).all()}
    day = days.span(reading.document.published)[0]
    first, new_claim = free_key(connection, pieces), free_key(connection, claims)
    told = [Known(key, piece, day) for key, piece in enumerate(assertions(reading, names), first)]
    marks = [found_by(each.piece) for each in told]
    proposed = _proposed(connection, document, told, embedder)
    met = compared(told, marks, Earlier(connection, marks, day, proposed))
    made: dict[int, str] = {}
    for each in told:
        each.claim, each.piece = placed(each.piece, met[each.key])
        if not each.claim:
            each.claim = new_claim + len(made)
            made[each.claim] = identify("claim", each.piece.id, each.piece.spans)
    add_up(connection, told, made, story)
    put(connection, pieces, [
        row_of(each.piece)
        | {"key": each.key, "document": document, "claim": each.claim, "report_day": day}
        | {"teller": tellers.get(each.piece.teller or "")}
        for each in told
    ])  # fmt: skip
    about = [(named[term], each.key) for each in told for term in each.piece.terms if term in named]
    put(connection, asserted, [{"actor": actor, "assertion": key} for actor, key in about])
    put(connection, opposed, [
        {"one": other.key, "other": each.key, "kind": kind, "sure": sure, "day": day}
        for each in told
        for other, kind, sure in opposites(each, met[each.key])
    ])  # fmt: skip
    put_down(connection, told, marks, day)
    if merged:
        sum_up_stories(connection, {story, *merged})


def of_document(connection: Connection, document: int) -> list[int]:
    """The claims that a report tells."""
    return list(connection.scalars(select(pieces.c.claim).where(pieces.c.document == document).distinct()))


def _tell_story(connection: Connection, reading: Reading, document: int) -> tuple[int, set[int]]:
    """Put a report down under the story that it copies, or under one of its own; with the stories that are now it."""
    own = shingles(reading.document.text)
    found = bands(own)
    day = days.span(reading.document.published)[0]
    alike = (
        select(sketches.c.document)
        .distinct()
        .where(among(sketches.c.band, found), sketches.c.document != document)
        .order_by(sketches.c.document.desc())
        .limit(MANY_COPIES)
    )
    near = select(documents.c.key, documents.c.story, documents.c.day).where(documents.c.key.in_(alike))
    of_these_days = {
        row.key: row.story for row in connection.execute(near).all() if (apart(day, row.day) or 0) <= DAYS
    }
    words = select(readings.c.key, readings.c.text).where(among(readings.c.key, of_these_days))
    told = {
        of_these_days[key] for key, text in connection.execute(words).all() if copied(own, shingles(text))
    }
    story = min(told, default=None)
    if story is None:
        story = free_key(connection, stories)
        connection.execute(insert(stories).values(key=story))
    connection.execute(update(documents).where(documents.c.key == document).values(story=story))
    if others := told - {story}:
        connection.execute(update(documents).where(documents.c.story.in_(others)).values(story=story))
    put(connection, sketches, [{"band": band, "document": document} for band in found])
    return story, others


def _proposed(
    connection: Connection, document: int, told: Sequence[Known], embedder: Embeds | None
) -> Mapping[int, Sequence[int]]:
    if embedder is None:
        return {}
    from onrecord.record.vectors import nearby  # with NumPy, which nothing else here needs

    return nearby(connection, document, told, embedder)
