"""The rows that bind one actor of the record to another, as questions to the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, get_args

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    func,
    literal,
    null,
    or_,
    select,
    union,
    union_all,
)

from onrecord.data import rows
from onrecord.data.plover import QUADS, TYPES, quad
from onrecord.errors import UsageError
from onrecord.query.between import between
from onrecord.query.coded import STATUSES, conditions
from onrecord.query.speakers import is_about
from onrecord.record.changes import RELATIONS
from onrecord.record.coded import ROLES
from onrecord.record.schema import actors, coded, documents, identities, mentioned, parties, statements

TieKind = Literal["says", "event", "relation"]
KINDS: tuple[TieKind, ...] = get_args(TieKind)
SIGNS = ("+", "-")  # the statuses of what is said
BATCH = 400  # values in one question; older SQLite takes no more than 999
KEY = ("one", "other", "what", "type", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a network; ``kinds`` are what ties may be, ``types`` their types, all where it is None."""

    kinds: tuple[TieKind, ...]
    types: tuple[str, ...] | None
    status: str | None
    about: str | None
    place: str | None
    since: str | None
    until: str | None


def asked(
    *,
    type: str | None,
    status: str | None,
    about: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
) -> Asked:
    """What is asked, checked; UsageError with the values allowed where there is no such type or status."""
    kinds, types = _types(type)
    if status is not None and status not in (*STATUSES, *SIGNS):
        raise UsageError(f"{status!r} is no status: use one of {', '.join((*STATUSES, *SIGNS))}")
    if status is not None:
        kinds = tuple(kind for kind in kinds if (kind == "says") == (status in SIGNS))
    if place is not None:
        kinds = tuple(kind for kind in kinds if kind == "event")
    return Asked(kinds=kinds, types=types, status=status, about=about, place=place, since=since, until=until)


def _types(type: str | None) -> tuple[tuple[TieKind, ...], tuple[str, ...] | None]:
    if type is None:
        return KINDS, None
    if type in KINDS:
        return tuple(kind for kind in KINDS if kind == type), None
    quads = {name: number for number, name in QUADS.items()}
    if type in quads:
        return ("event",), tuple(one for one in TYPES if quad(one) == quads[type])
    known: dict[TieKind, tuple[str, ...]] = {
        "event": TYPES,
        "relation": RELATIONS,
        "says": tuple(sorted({row["class"] for row in rows("cues")})),
    }
    for kind, types in known.items():
        if type in types:
            return (kind,), (type,)
    allowed = ", ".join((*KINDS, *quads, *chain.from_iterable(known.values())))
    raise UsageError(f"{type!r} is no type of tie: use one of {allowed}")


def questions(
    connection: Connection,
    asked: Asked,
    ends: Sequence[int] | None = None,
    *,
    outgoing: bool = False,
    few: bool = False,
) -> Iterator[Select[Any]]:
    """A question for the rows of each kind.

    Its columns are those of ``KEY`` with identities for both ends, ``story``, ``document``, ``row`` (a key of
    ``statements`` or ``coded``), ``row_id``, ``number`` (in the list of its kind), ``day``, ``last_day`` and ``told``
    (the key of the statement that tells it).

    Args:
        ends: keys of identities, one of which is an end.
        outgoing: they are the beginning.
        few: the question will be narrowed further, to rows that are told by their keys.
    """
    few = few or ends is not None
    for kind in asked.kinds:
        question = _said(connection, asked) if kind == "says" else _coded(connection, asked, kind, few)
        yield question if ends is None else question.where(_touching(kind, ends, outgoing))


def every_row(
    connection: Connection, asked: Asked, around: Sequence[int] | None, beginnings: Sequence[int]
) -> Iterator[Select[Any]]:
    """Questions for all rows of some ties, each row once, and for as few others as may be.

    Args:
        around: one of whom is an end of every tie; anybody where it is None.
        beginnings: keys of the identities that the ties go out from.
    """
    if (around is not None and len(around) == 1) or asked.since or asked.until:
        yield from questions(connection, asked, around)
        return
    for some in (beginnings[at : at + BATCH] for at in range(0, len(beginnings), BATCH)):
        yield from questions(connection, asked, some, outgoing=True)


# Either end of a tie; both are actors of a report.
ONE, OTHER = actors.alias("one"), actors.alias("other")
FROM, TO = parties.alias("from_party"), parties.alias("to_party")


def _said(connection: Connection, asked: Asked) -> Select[Any]:
    told = statements.c
    wanted = list(between(statements, asked.since, asked.until))
    if asked.about is not None:
        wanted.append(is_about(connection, asked.about))
    if asked.types is not None:
        wanted.append(told.cue_class.in_(asked.types))
    if asked.status is not None:
        wanted.append(told.polarity == asked.status)
    return (
        select(
            *_ends(),
            *_named("says", told.cue_class, told.polarity),
            *_placed(told),
            null().label("number"),
            told.key.label("told"),
        )
        .join_from(statements, ONE, ONE.c.key == told.speaker)
        .join(mentioned, mentioned.c.statement == told.key)
        .join(OTHER, OTHER.c.key == mentioned.c.actor)
        .join(documents, documents.c.key == told.document)
        .where(ONE.c.identity != OTHER.c.identity, *wanted)
    )


def _coded(connection: Connection, asked: Asked, kind: TieKind, few: bool) -> Select[Any]:
    told = coded.c
    assert kind != "says", "statements are no coded rows"
    filters = {
        **{"status": asked.status, "place": asked.place, "either": asked.about},
        **{"since": asked.since, "until": asked.until},
    }
    wanted = list(conditions(connection, kind, filters, few=few))
    if asked.types is not None:
        wanted.append(told.type.in_(asked.types))
    one, other = ROLES[kind]
    return (
        select(*_ends(), *_named(kind, told.type, told.status), *_placed(told))
        .add_columns(told.number.label("number"), told.teller.label("told"))
        .join_from(coded, FROM, (FROM.c.coded == told.key) & (FROM.c.role == one))
        .join(TO, (TO.c.coded == told.key) & (TO.c.role == other))
        .join(ONE, ONE.c.key == FROM.c.actor)
        .join(OTHER, OTHER.c.key == TO.c.actor)
        .join(documents, documents.c.key == told.document)
        .where(ONE.c.identity != OTHER.c.identity, *wanted)
    )


def _ends() -> tuple[ColumnElement[Any], ...]:
    return ONE.c.identity.label("one"), OTHER.c.identity.label("other")


def _named(
    kind: TieKind, type: ColumnElement[Any], status: ColumnElement[Any]
) -> tuple[ColumnElement[Any], ...]:
    return literal(kind).label("what"), type.label("type"), status.label("status")


def _placed(told: Any) -> tuple[ColumnElement[Any], ...]:
    story = func.coalesce(documents.c.story, -documents.c.key).label("story")
    return (
        *(story, told.document.label("document"), told.key.label("row"), told.id.label("row_id")),
        *(told.day.label("day"), told.last_day.label("last_day")),
    )


def _touching(kind: TieKind, ends: Sequence[int], outgoing: bool) -> ColumnElement[bool]:
    """The condition that one end is one of these; told by the rows first, for which there are indexes."""
    here: ColumnElement[bool] = ONE.c.identity.in_(ends)
    if not outgoing:
        here = or_(here, OTHER.c.identity.in_(ends))
    mine = select(actors.c.key).where(actors.c.identity.in_(ends))
    near: Select[Any] | CompoundSelect[Any]
    if kind == "says":
        near = select(statements.c.key).where(statements.c.speaker.in_(mine))
        if not outgoing:
            near = union(near, select(mentioned.c.statement).where(mentioned.c.actor.in_(mine)))
        return statements.c.key.in_(near) & here
    roles = ROLES[kind][:1] if outgoing else ROLES[kind]
    near = select(parties.c.coded).where(parties.c.actor.in_(mine), parties.c.role.in_(roles))
    return coded.c.key.in_(near) & here


def united(found: Sequence[Select[Any]]) -> Subquery:
    """The rows of several questions."""
    return union_all(*found).subquery("told")


def with_tellers(question: Select[Any]) -> Select[Any]:
    """The rows of a question, each with ``teller``: a name or words, empty for the report's own voice."""
    told = question.subquery("told")
    teller, speaker = statements.alias("teller"), actors.alias("speaker")
    name = func.coalesce(identities.c.name, teller.c.speaker_words, "").label("teller")
    return (
        select(*told.c, name)
        .select_from(told)
        .outerjoin(teller, teller.c.key == told.c.told)
        .outerjoin(speaker, speaker.c.key == teller.c.speaker)
        .outerjoin(identities, identities.c.key == speaker.c.identity)
    )
