"""Which commitments are asked for: by how they stand on a day, by when they were told of, by who is bound to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from onrecord.errors import UsageError
from onrecord.query.between import between, last_day
from onrecord.query.coded import conditions, narrowed
from onrecord.record.put import beside_its_index
from onrecord.record.schema import coded, promised, promises

Standing = Literal["open", "overdue", "kept", "broken", "disputed", "withdrawn"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)


def day_asked(value: str | None) -> str:
    """The day for which it is asked how promises stand; today where none is told."""
    return last_day(value) if value is not None else date.today().isoformat()


def wanted_promises(
    connection: Connection, asked: Mapping[str, Any], today: str
) -> list[ColumnElement[bool]]:
    """Conditions on promises; ``asked`` has filters of ``commitments_over_time`` by their names."""
    wanted = list(_standing(asked.get("state"), today))
    if asked.get("followed"):
        wanted.append(promises.c.later > 0)
    wanted += between(promises, asked.get("since"), asked.get("until"))
    if asked.get("due_by") is not None:
        wanted.append(promises.c.due <= last_day(asked["due_by"]))
    told = {
        **{"either": asked.get("actor"), "by": asked.get("by"), "to": asked.get("to")},
        **{"type": asked.get("kind"), "teller": asked.get("teller"), "own_voice": asked.get("own_voice")},
    }
    if any(told.values()):
        wanted.append(_told_so(connection, told))
    return wanted


def _told_so(connection: Connection, asked: Mapping[str, Any]) -> ColumnElement[bool]:
    """The promises of which a telling fits what is asked."""
    fits = coded.c.document == promised.c.document, coded.c.number == promised.c.number
    mine = select(promised.c.promise).join_from(promised, coded, and_(*fits))
    wanted = list(conditions(connection, "commitment", asked))
    if narrowed(asked):
        return promises.c.key.in_(mine.where(*wanted))
    # Many fit: the promises are gone through in their order until there are enough, each with its few tellings.
    wanted = [beside_its_index(coded.c.what) == "commitment"]
    if asked["type"] is not None:
        wanted.append(beside_its_index(coded.c.type) == asked["type"])
    if asked["own_voice"]:
        wanted.append(coded.c.teller.is_(None))
    return mine.where(promised.c.promise == promises.c.key, *wanted).exists()


def _standing(state: str | None, today: str) -> Iterator[ColumnElement[bool]]:
    if state is None:
        return
    if state not in STANDINGS:
        raise UsageError(f"{state!r} is no state of a commitment: use one of {', '.join(STANDINGS)}")
    yield promises.c.state == ("open" if state == "overdue" else state)
    if state == "overdue":
        yield promises.c.due < today
    if state == "open":
        yield or_(promises.c.due.is_(None), promises.c.due >= today)
