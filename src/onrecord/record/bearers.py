"""Who is meant by a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from onrecord.errors import UsageError
from onrecord.record.find import CANDIDATES, SHORTEST_PREFIX
from onrecord.record.fulltext import holds
from onrecord.record.identities import standing
from onrecord.record.judgements import Known
from onrecord.record.schema import actors, called, called_words, identities, names
from onrecord.record.wanted import Phrase
from onrecord.record.wanted import words as all_words
from onrecord.record.words import fold_name

WHOLE = 2  # the first ways to read words: an id, a whole name


def close_names(folded: str) -> ColumnElement[bool]:
    """The condition on ``called`` that a name is this one or has it in it, in whole words.

    A namesake is not meant by the name that it was told apart from.
    """
    return and_(holds(called, called_words, Phrase(folded)), called.c.apart.is_distinct_from(folded))


def loose_names(folded: str, *, begun: bool = False) -> ColumnElement[bool]:
    """The condition on ``called`` that a name has these words in any order, the last just begun where that is said."""
    return holds(called, called_words, all_words(folded, begun=begun))


def find_actor(connection: Connection, words: str) -> Known:
    """The one actor of the record that ``words`` mean.

    They are an id, a name, at least four digits of the beginning of an id, words of a name, or words that some
    report uses for the actor. The first of these that fits anybody counts. Raises UsageError, with up to five
    candidates, where it fits several, and where nothing fits.
    """
    found = candidates(connection, words)
    if not found:
        raise UsageError(f"no actor in the record is called {words!r}: `onrecord actors` lists them")
    if len(found) > 1:
        raise UsageError(f"{words!r} may be {_listed(found)}: give more of it, or an id")
    return found[0]


def candidates(connection: Connection, words: str, *, whole: bool = False) -> Sequence[Known]:
    """The actors that ``words`` may mean, those in most reports first, and no more than one above ``CANDIDATES``.

    Args:
        whole: only those whose id or whole name it is.
    """
    for way in islice(_ways(connection, words), WHOLE if whole else None):
        if found := connection.execute(_ranked(way)).mappings().all():
            return [Known(**row) for row in found]
    return ()


def _ways(connection: Connection, words: str) -> Iterator[ColumnElement[bool]]:
    """Conditions on ``identities``, from the narrowest way to read the words to the widest."""
    folded, id_ = fold_name(words), identities.c.id
    merged = standing(connection).final(words)
    yield id_ == (merged.id if merged else words)
    if folded:
        yield _goes_by(called.c.name == folded)
    if len(words) >= SHORTEST_PREFIX:
        yield and_(id_ >= words, id_ < words + "\U0010ffff")
    if folded:
        yield _goes_by(close_names(folded))
        told = select(names.c.actor).where(names.c.name == folded, names.c.actor.is_not(None))
        yield identities.c.key.in_(select(actors.c.identity).where(actors.c.key.in_(told)))
        yield _goes_by(loose_names(folded))


def _goes_by(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return identities.c.key.in_(select(called.c.identity).where(condition))


def _ranked(condition: ColumnElement[bool]) -> Select[Any]:
    reports = select(func.sum(actors.c.seen)).where(actors.c.identity == identities.c.key).scalar_subquery()
    told = (identities.c.id, identities.c.name, identities.c.kind)
    return (
        select(*told)
        .where(condition)
        .order_by(reports.desc().nulls_last(), identities.c.key)
        .limit(CANDIDATES + 1)
    )


def _listed(found: Sequence[Known]) -> str:
    listed = [f"{one.name} ({one.kind or 'kind unknown'}, {one.id})" for one in found[:CANDIDATES]]
    return " or ".join(listed) + (" or others" if len(found) > CANDIDATES else "")


def namesakes(connection: Connection, *known: Known) -> list[str]:
    """The ids of those in the record who go by the names of these actors, and are others."""
    folded = {fold_name(actor.name) for actor in known}
    query = (
        select(identities.c.id)
        .join_from(identities, called, called.c.identity == identities.c.key)
        .where(called.c.name.in_(folded), identities.c.id.not_in([actor.id for actor in known]))
        .distinct()
        .order_by(identities.c.id)
    )
    return list(connection.scalars(query))
