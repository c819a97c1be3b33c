"""Who bears a name, in all that is asked of the record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, or_, select

from onrecord.query.newest import MANY, counted
from onrecord.record.bearers import close_names, loose_names
from onrecord.record.fulltext import holds
from onrecord.record.identities import standing
from onrecord.record.put import beside_its_index
from onrecord.record.schema import actors, called, identities, name_words, names
from onrecord.record.wanted import Phrase, words
from onrecord.record.words import fold_name

PLACES = ("actor", "statement", "party")  # columns of names, one of which is filled
ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who bears a name: conditions on ``names`` and on ``called``.

    ``number`` is how often they are in reports, as far as it is worth counting. ``among`` has the columns of ``names``
    that are filled where these fit; all of them where there were too many to look at.
    """

    told: ColumnElement[bool]
    known: ColumnElement[bool]
    number: int = 0
    among: frozenset[str] = frozenset()

    def actors(self) -> ColumnElement[Any]:
        """The actors of reports, as a question for their keys."""
        of_report = select(names.c.actor).where(self.told, names.c.actor.is_not(None))
        known = select(actors.c.key).where(actors.c.identity.in_(self._identities()))
        return of_report.union(known).scalar_subquery()

    def speakers(self) -> Select[Any]:
        """The statements whose speaker is no known actor and is told in these words, as a question for their keys."""
        return select(names.c.statement).where(self.told, names.c.statement.is_not(None))

    def parties(self) -> Select[Any]:
        """The parties that are no known actors and are told in these words, as a question for their keys."""
        return select(names.c.party).where(self.told, names.c.party.is_not(None))

    def is_actor(self, key: ColumnElement[Any]) -> ColumnElement[bool]:
        """The condition that the actor of a report with this key is one of them, for one row after the other."""
        known = exists().where(actors.c.key == key, actors.c.identity.in_(self._identities()))
        return or_(known.correlate_except(actors), self._so_called("actor", key))

    def is_speaker(self, statement: ColumnElement[Any]) -> ColumnElement[bool]:
        """The same of the statement with this key, whose speaker is no known actor."""
        return self._so_called("statement", statement)

    def is_party(self, key: ColumnElement[Any]) -> ColumnElement[bool]:
        """The same of the party with this key, who is no known actor."""
        return self._so_called("party", key)

    def _identities(self) -> Select[Any]:
        return select(called.c.identity).where(self.known)

    def _so_called(self, column: str, key: ColumnElement[Any]) -> ColumnElement[bool]:
        if column not in self.among:
            return false()
        return exists().where(names.c[column] == key, self.told).correlate_except(names)


def bearers(connection: Connection, name: str, *, parties: bool = False) -> Bearers:
    """Who bears the name, or has all its words in theirs where nobody does; an id means that actor alone.

    Args:
        parties: look among those who take part in something; else among those who speak.
    """
    if ID.fullmatch(name) and (key := _identified(connection, name)) is not None:
        return _counted(connection, false(), called.c.identity == key)
    folded = fold_name(name)
    if not folded:
        return Bearers(false(), false())
    # Both are empty in most rows.
    among = beside_its_index(names.c.statement if parties else names.c.party).is_(None)
    part = and_(names.c.main, holds(names, name_words, Phrase(folded)))
    told = and_(among, or_(names.c.name == folded, part))
    close = _counted(connection, told, close_names(folded))
    if close.number:
        return close
    told = and_(among, holds(names, name_words, words(folded)))
    return _counted(connection, told, loose_names(folded))


def _counted(connection: Connection, told: ColumnElement[bool], known: ColumnElement[bool]) -> Bearers:
    """Bearers with how many there are, and where."""
    some = select(*(names.c[name] for name in PLACES)).where(told).limit(MANY).subquery()
    number, *filled = connection.execute(
        select(func.count(), *(func.count(some.c[name]) for name in PLACES)).select_from(some)
    ).one()
    among = {name for name, count in zip(PLACES, filled, strict=True) if count or number == MANY}
    here = select(actors.c.key).where(actors.c.identity.in_(select(called.c.identity).where(known)))
    return Bearers(told, known, number + counted(connection, here), frozenset(among))


def _identified(connection: Connection, id: str) -> int | None:
    """The key of the identity that an id means, after all merges."""
    merged = standing(connection).final(id)
    return connection.scalar(select(identities.c.key).where(identities.c.id == (merged.id if merged else id)))
