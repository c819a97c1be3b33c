"""Who says what about whom, who does what to whom and how they are related, summed up over the record.

Ties are summed up by the database; what is held in memory are the strongest ties and their evidence alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from onrecord.data.plover import quad
from onrecord.errors import UsageError
from onrecord.model import ActorKind, Spans, cut
from onrecord.query.actors import presences
from onrecord.query.found import Origin, Stored, reports
from onrecord.query.ties import BATCH, KEY, Asked, TieKind, asked, every_row, questions, united, with_tellers
from onrecord.record import Record
from onrecord.record.bearers import find_actor
from onrecord.record.schema import actors, documents, identities

STRONGEST = 1000  # ties of a network, where nothing else is asked for
NEIGHBOURS = 50  # whose own ties are looked at for a second hop
EVIDENCE = 3  # references of a tie
TELLERS = 20  # named for a tie

Key = tuple[int, int, str, str, str]  # both ends, what it is, its type and its status
RowKey = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor of the network.

    ``reports`` counts all its reports in the record, ``statements`` what it says in them, of copies once; first and
    last are days of reports.
    """

    id: str
    name: str
    kind: ActorKind | None
    country: str | None
    reports: int
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A row of a report that a tie rests on; ``teller`` is empty for the report's own voice."""

    document: Origin
    id: str
    teller: str
    text: str
    spans: Spans
    day: str | None

    @property
    def voice(self) -> str:
        """Who tells it: the teller, or else whose report it is."""
        origin = self.document
        return self.teller or origin.agency or origin.publisher or origin.title or origin.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What rows alike come to that bind one actor to another; ``one`` and ``other`` are ids of nodes.

    | ``what`` | from | to | ``type`` | ``status`` |
    |---|---|---|---|---|
    | ``says`` | speaker | who is mentioned | class of the cue | sign of what is said, ``+`` or ``-`` |
    | ``event`` | actor | recipient | PLOVER type | that of the event |
    | ``relation`` | subject | object | type of the relation | that of the relation |

    ``number`` counts rows, those of copies of a report once; ``reports`` independent reports. ``tellers`` are whose
    word it is, those of most rows first; empty words stand for the reports' own voice. ``quad`` is the class of an
    event from 1, verbal cooperation, to 4, material conflict. ``evidence`` has the latest rows, each of another story.
    """

    one: str
    other: str
    what: TieKind
    type: str
    status: str
    quad: int | None
    number: int
    reports: int
    first: str | None
    last: str | None
    tellers: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Actors by name and the ties between them, the strongest first.

    ``found`` is how many ties there are without a limit.
    """

    actors: tuple[Node, ...]
    ties: tuple[Tie, ...]
    found: int


def network(
    record: Record,
    *,
    actor: str | None = None,
    about: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    status: str | None = None,
    type: str | None = None,
    hops: int = 1,
    limit: int = STRONGEST,
    evidence: int = EVIDENCE,
) -> Network:
    """Ties between actors of the record, those of most independent reports first.

    Args:
        actor: one end of every tie, as ``find_actor`` understands it: UsageError where nobody or several may be meant.
        about: words that a statement holds or whom it mentions; an event or a relation must involve that actor.
        place: only events at this place.
        since, until: dates as fine or coarse as wanted; of the saying or the event, or else of the report.
        status: that of a tie; ``+`` and ``-`` are those of statements.
        type: ``says``, ``event`` or ``relation``, a class of events as ``material conflict``, or a type.
        hops: 2 for the ties, too, of the strongest neighbours of ``actor``, behind its own.
        limit: at most so many ties; evidence: at most so many references of each.
    """
    if hops not in (1, 2):
        raise UsageError(f"{hops} hops: use 1, or 2 for the ties of neighbours, too")
    if hops == 2 and actor is None:
        raise UsageError("2 hops go out from an actor: name one")
    wanted = asked(type=type, status=status, about=about, place=place, since=since, until=until)
    with record.looking() as connection:
        centre = [_key(connection, actor)] if actor is not None else None
        around = centre
        found, total = _strongest(connection, wanted, centre, limit)
        if hops == 2 and centre:
            near = [key for row in found for key in (row.one, row.other)]
            around = list(islice(dict.fromkeys((*centre, *near)), NEIGHBOURS + 1))
            found, total = _strongest(connection, wanted, around, limit, first=centre[0])
        proofs = _proofs(connection, wanted, around, [_key_of(row) for row in found], evidence)
        nodes = _nodes(connection, {key for row in found for key in (row.one, row.other)})
    ids = {key: node.id for key, node in nodes.items()}
    ties = tuple(_tie(row, ids, *proofs[_key_of(row)]) for row in found)
    return Network(
        actors=tuple(sorted(nodes.values(), key=lambda node: (node.name, node.id))), ties=ties, found=total
    )


def _key(connection: Connection, actor: str) -> int:
    known = find_actor(connection, actor)
    key = connection.scalar(select(identities.c.key).where(identities.c.id == known.id))
    assert key is not None, "who was found has a key"
    return int(key)


def _key_of(row: Any) -> Key:
    return row.one, row.other, row.what, row.type, row.status


def _strongest(
    connection: Connection,
    wanted: Asked,
    ends: Sequence[int] | None,
    limit: int,
    *,
    first: int | None = None,
) -> tuple[list[Any], int]:
    """The strongest ties and how many there are.

    Args:
        ends: who must be one end of a tie; everybody where it is None.
        first: whose ties come before all others.
    """
    rows = list(questions(connection, wanted, ends))
    if not rows:
        return [], 0
    told = united(rows)
    key = [told.c[name] for name in KEY]
    # Of copies that differ the one with most rows counts, and of a story its reports once.
    copies = (
        select(*key, told.c.story, func.count(told.c.row.distinct()).label("number"))
        .add_columns(func.min(told.c.day).label("day"), func.max(told.c.last_day).label("last_day"))
        .group_by(*key, told.c.story, told.c.document)
        .subquery()
    )
    key = [copies.c[name] for name in KEY]
    of_stories = (
        select(*key, func.max(copies.c.number).label("number"))
        .add_columns(func.min(copies.c.day).label("day"), func.max(copies.c.last_day).label("last_day"))
        .group_by(*key, copies.c.story)
        .subquery()
    )
    key = [of_stories.c[name] for name in KEY]
    number, reports = func.sum(of_stories.c.number), func.count()
    last = func.max(of_stories.c.last_day)
    order = [reports.desc(), number.desc(), last.desc().nulls_last(), *key]
    if first is not None:
        mine = or_(of_stories.c.one == first, of_stories.c.other == first)
        order.insert(0, func.max(case((mine, 1), else_=0)).desc())
    query = (
        select(*key, number.label("number"), reports.label("reports"), last.label("last"))
        .add_columns(func.min(of_stories.c.day).label("first"), func.count().over().label("total"))
        .group_by(*key)
        .order_by(*order)
        .limit(limit)
    )
    found = connection.execute(query).all()
    return list(found), found[0].total if found else 0


def _proofs(
    connection: Connection,
    wanted: Asked,
    around: Sequence[int] | None,
    keys: Sequence[Key],
    evidence: int,
) -> dict[Key, tuple[tuple[str, ...], tuple[Evidence, ...]]]:
    """For each tie its tellers and its latest rows, one of a story; ``around`` is who must be an end of every tie."""
    gathered = {key: _Rows(evidence) for key in keys}
    for question in every_row(connection, wanted, around, sorted({key[0] for key in keys})):
        for row in connection.execute(with_tellers(question)).yield_per(BATCH):
            if (mine := gathered.get(_key_of(row))) is not None:
                mine.add(row)
    kept = {(row.what, row.row): row for each in gathered.values() for row in each.kept()}
    shown = _shown(connection, kept)
    return {
        key: (each.tellers(), tuple(shown[row.what, row.row] for row in each.kept()))
        for key, each in gathered.items()
    }


class _Rows:
    """What is kept of the rows of one tie: how many each teller has, and the latest of so many stories."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._number: dict[str, int] = {}
        self._latest: dict[int, tuple[tuple[str, int], Any]] = {}

    def add(self, row: Any) -> None:
        self._number[row.teller] = self._number.get(row.teller, 0) + 1
        rank = (row.day or "", -row.row)
        if row.story not in self._latest or rank > self._latest[row.story][0]:
            self._latest[row.story] = (rank, row)
            if len(self._latest) > self._most:
                del self._latest[min(self._latest, key=lambda story: self._latest[story][0])]

    def tellers(self) -> tuple[str, ...]:
        found = sorted(self._number, key=lambda name: (-self._number[name], name))
        return tuple(found[:TELLERS])

    def kept(self) -> list[Any]:
        return [row for _, row in sorted(self._latest.values(), key=lambda ranked: ranked[0], reverse=True)]


def _shown(connection: Connection, rows: dict[RowKey, Any]) -> dict[RowKey, Evidence]:
    """Rows with their words and their reports; few readings are in memory at once."""
    found: dict[RowKey, Evidence] = {}
    waiting = iter(sorted(rows.values(), key=lambda row: row.document))
    while some := list(islice(waiting, BATCH)):
        stored = reports(connection, sorted({row.document for row in some}))
        found.update({(row.what, row.row): _evidence(row, stored[row.document]) for row in some})
    return found


def _evidence(row: Any, report: Stored) -> Evidence:
    parts = report.parts
    said = parts.chain(row.row_id) if row.what == "says" else ()
    spans = said[0].content.spans if said else parts.coded(row.what, row.number).spans
    return Evidence(
        document=report.origin,
        id=row.row_id,
        teller=row.teller,
        text=cut(parts.data["document"]["text"], spans),
        spans=spans,
        day=row.day,
    )


def _nodes(connection: Connection, keys: Iterable[int]) -> dict[int, Node]:
    found: dict[int, Node] = {}
    ordered = sorted(keys)
    for some in (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)):
        said = dict(_said(connection, some))
        mine = actors.c.identity.in_(some)
        keyed = select(identities.c.id, identities.c.key).where(identities.c.key.in_(some))
        known = {row.id: row.key for row in connection.execute(keyed)}
        for row in connection.execute(presences(mine)).mappings():
            key = known[row["id"]]
            told = {name: row[name] for name in ("id", "name", "kind", "country", "reports", "first", "last")}
            found[key] = Node(**told, statements=said.get(key, 0))
    return found


def _said(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """How much each of these says, copies of a report counted once."""
    told = (
        select(actors.c.identity, documents.c.story, func.sum(actors.c.statements).label("number"))
        .join_from(actors, documents, documents.c.key == actors.c.document)
        .where(actors.c.identity.in_(keys), actors.c.statements > 0)
        .group_by(actors.c.identity, documents.c.story, actors.c.document)
        .subquery()
    )
    of_story = (
        select(told.c.identity, func.max(told.c.number).label("number"))
        .group_by(told.c.identity, told.c.story)
        .subquery()
    )
    query = select(of_story.c.identity, func.sum(of_story.c.number)).group_by(of_story.c.identity)
    for identity, number in connection.execute(query):
        yield identity, int(number)


def _tie(row: Any, ids: dict[int, str], tellers: tuple[str, ...], evidence: tuple[Evidence, ...]) -> Tie:
    return Tie(
        one=ids[row.one],
        other=ids[row.other],
        what=row.what,
        type=row.type,
        status=row.status,
        quad=quad(row.type) if row.what == "event" else None,
        number=int(row.number),
        reports=row.reports,
        first=row.first,
        last=row.last,
        tellers=tellers,
        evidence=evidence,
    )
