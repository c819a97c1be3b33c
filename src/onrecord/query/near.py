"""The ties of one actor as a page shows them.

``network`` tells more: any ties, and how much of everybody there is. Here each row is looked at once, and of an actor
that is in very many reports only those of the newest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from onrecord.data.plover import quad
from onrecord.model import Spans, cut
from onrecord.query.actors import newest_from
from onrecord.query.found import Origin
from onrecord.query.network import TELLERS, Evidence, Tie
from onrecord.query.ties import BATCH, ONE, OTHER, Asked, TieKind, asked, questions, with_tellers
from onrecord.record import Record
from onrecord.record.bearers import find_actor
from onrecord.record.coded import ROLES
from onrecord.record.line import row_of
from onrecord.record.put import beside_its_index
from onrecord.record.schema import (
    actors,
    coded,
    documents,
    identities,
    mentioned,
    parties,
    readings,
    statements,
)

Key = tuple[int, int, TieKind, str, str]  # both ends, what it is, its type and its status
Row = Sequence[Any]  # as ``questions`` gives it, with the teller behind what is not said


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Ties, the strongest first, and the names of their ends by id.

    ``found`` is how many there are without a limit; ``since`` the day of the oldest report that was looked at, None
    where that was all of them.
    """

    ties: tuple[Tie, ...]
    names: Mapping[str, str]
    found: int
    since: str | None


def near(
    record: Record,
    actor: str,
    *,
    about: str | None = None,
    place: str | None = None,
    status: str | None = None,
    type: str | None = None,
    reports: int,
    limit: int,
    evidence: int,
) -> Near:
    """The ties of an actor, with the filters of ``network`` and ordered as there.

    Args:
        reports: of an actor that is in more, the newest are looked at alone, and those of the same day.
        limit: at most so many ties; evidence: at most so many references of each.
    """
    wanted = asked(type=type, status=status, about=about, place=place, since=None, until=None)
    with record.looking() as connection:
        known = find_actor(connection, actor)
        centre = connection.scalars(select(identities.c.key).where(identities.c.id == known.id)).one()
        since = newest_from(connection, centre, reports)
        rows: defaultdict[Key, _Rows] = defaultdict(_Rows)
        for key, row in _rows(connection, wanted, centre, since):
            rows[key].add(row)
        strongest = _ordered(rows)[:limit]
        names = _names(connection, {end for key in strongest for end in key[:2]})
        shown = {key: rows[key].latest(evidence) for key in strongest}
        words = _words(connection, [row for latest in shown.values() for row in latest])
    ties = (_tie(key, rows[key], names, [(row, *words[row[8]]) for row in shown[key]]) for key in strongest)
    return Near(ties=tuple(ties), names=dict(names.values()), found=len(rows), since=since)


def _rows(connection: Connection, wanted: Asked, centre: int, since: str | None) -> Iterator[tuple[Key, Row]]:
    """The rows of all ties, each once: those that go out from the actor, then those that come in."""
    mine = select(actors.c.key).where(actors.c.identity == centre)
    if since is not None:
        mine = mine.where(actors.c.day >= since)
    for kind, question in zip(wanted.kinds, questions(connection, wanted, few=True), strict=True):
        for end in (ONE, OTHER):
            near = question.where(_touching(kind, end, mine), beside_its_index(end.c.identity) == centre)
            # Whoever is one end of what is said tells it.
            for row in connection.execute(near if kind == "says" else with_tellers(near)):
                yield (row[0], row[1], kind, row[3], row[4]), row


def _touching(kind: TieKind, end: Any, mine: Select[Any]) -> ColumnElement[bool]:
    """The rows with one of these actors at that end, which is what the database sets out from."""
    if kind != "says":
        role = ROLES[kind][end is OTHER]
        rows = select(parties.c.coded).where(parties.c.actor.in_(mine), parties.c.role == role)
        return coded.c.key.in_(rows)
    if end is ONE:
        return statements.c.key.in_(select(statements.c.key).where(statements.c.speaker.in_(mine)))
    return statements.c.key.in_(select(mentioned.c.statement).where(mentioned.c.actor.in_(mine)))


class _Rows:
    """The rows of one tie: how many each report has, the days, whose word they are, and of each story the latest."""

    def __init__(self) -> None:
        self.first: str | None = None
        self.last: str | None = None
        self.voices = Counter[str]()
        self._reports: dict[int, dict[int, set[int]]] = {}
        self._latest: dict[int, tuple[tuple[str, int], Row]] = {}

    def add(self, row: Row) -> None:
        story, document, key, _, day, last_day = row[5:11]
        self._reports.setdefault(story, {}).setdefault(document, set()).add(key)
        self.voices[row[13] if len(row) > 13 else ""] += 1
        if day is not None and (self.first is None or day < self.first):
            self.first = day
        if last_day is not None and (self.last is None or last_day > self.last):
            self.last = last_day
        rank = (day or "", -key)
        if story not in self._latest or rank > self._latest[story][0]:
            self._latest[story] = (rank, row)

    @property
    def reports(self) -> int:
        """How many independent ones."""
        return len(self._reports)

    @property
    def number(self) -> int:
        """How many rows; of copies that differ the one with most counts."""
        return sum(max(map(len, copies.values())) for copies in self._reports.values())

    def latest(self, most: int) -> list[Row]:
        ranked = sorted(self._latest.values(), key=lambda one: one[0], reverse=True)
        return [row for _, row in ranked[:most]]


def _ordered(rows: Mapping[Key, _Rows]) -> list[Key]:
    """The strongest ties first."""
    keys = sorted(rows)
    keys.sort(key=lambda key: rows[key].last or "", reverse=True)
    keys.sort(key=lambda key: (rows[key].reports, rows[key].number), reverse=True)
    return keys


def _names(connection: Connection, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """The id and the name of each."""
    query = select(identities.c.key, identities.c.id, identities.c.name)
    found = {}
    for some in _batches(keys):
        for key, id, name in connection.execute(query.where(identities.c.key.in_(some))):
            found[key] = (id, name)
    return found


def _words(connection: Connection, rows: Iterable[Row]) -> dict[str, tuple[Origin, str, Spans]]:
    """The report of each row, by the id of the row, and its words with where they stand."""
    told = [documents.c[name] for name in Origin.__slots__]
    query = select(documents.c.key, readings.c.text, readings.c.reading, *told).join_from(
        documents, readings, readings.c.key == documents.c.key
    )
    of_reports: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        of_reports[row[6]].append(row)
    found = {}
    for some in _batches(of_reports):
        for report in connection.execute(query.where(documents.c.key.in_(some))):
            origin = Origin(**{name: getattr(report, name) for name in Origin.__slots__})
            for row in of_reports[report.key]:
                told_so = row_of(report.reading, row[8])
                spans = (told_so["content"] if row[2] == "says" else told_so)["spans"]
                spans = tuple((start, end) for start, end in spans)
                found[row[8]] = (origin, cut(report.text, spans), spans)
    return found


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    yield from (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))


def _tie(
    key: Key,
    rows: _Rows,
    names: Mapping[int, tuple[str, str]],
    latest: Iterable[tuple[Row, Origin, str, Spans]],
) -> Tie:
    one, other, what, type, status = key
    speaker = names[one][1] if what == "says" else ""
    voices = sorted(rows.voices, key=lambda name: (-rows.voices[name], name))
    evidence = [
        Evidence(
            document=origin,
            id=row[8],
            teller=speaker or row[13],
            text=text,
            spans=spans,
            day=row[9],
        )
        for row, origin, text, spans in latest
    ]
    return Tie(
        one=names[one][0],
        other=names[other][0],
        what=what,
        type=type,
        status=status,
        quad=quad(type) if what == "event" else None,
        number=rows.number,
        reports=rows.reports,
        first=rows.first,
        last=rows.last,
        tellers=(speaker,) if speaker else tuple(voices[:TELLERS]),
        evidence=tuple(evidence),
    )
