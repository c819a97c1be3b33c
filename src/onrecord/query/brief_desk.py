"""What every section of a brief needs: what is asked for, references, and rows that say the same held together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from onrecord.query.between import between
from onrecord.query.brief_entries import Section, Voice
from onrecord.query.found import Found, Origin, found
from onrecord.query.references import References
from onrecord.query.subject import Scope
from onrecord.record import Record
from onrecord.record.coded import What
from onrecord.record.put import beside_its_index
from onrecord.record.schema import assertions, coded, documents

T = TypeVar("T")
E = TypeVar("E")

CANDIDATES = 300  # rows of a kind among which the entries of a section are chosen
MOST_VOICES = 4  # that tell an entry and are named with a reference
MOST_REFERENCES = 4
STATUSES = ("reported", "claimed", "denied", "pledged", "demanded", "hypothetical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is asked for, and where references are numbered."""

    record: Record
    connection: Connection
    scope: Scope
    references: References
    since: str | None
    until: str | None
    today: str
    limit: int

    def section(self, ranked: Sequence[T], made: Callable[[T], E]) -> Section[E]:
        """The first so many as entries; what is not shown is not cited."""
        shown = ranked[: self.limit]
        return Section(entries=tuple(map(made, shown)), more=len(ranked) - len(shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A coded row with its story, and the key of the claim that it tells."""

    found: Found[Any]
    story: int
    claim: int | None
    last_day: str | None

    @property
    def status(self) -> str:
        status: str = self.found.row.status
        return status

    @property
    def published(self) -> str:
        return self.found.document.published or ""


def coded_rows(desk: Desk, what: What, *wanted: ColumnElement[bool], ever: bool = False) -> list[Told]:
    """The latest rows of a kind that concern the subject, in the days that are asked for or ``ever``."""
    span = () if ever else between(coded, desk.since, desk.until)
    columns = coded.c
    same = (assertions.c.document == columns.document) & (assertions.c.id == columns.id)
    query = (
        select(columns.document, columns.what, columns.number, documents.c.story, columns.last_day)
        .add_columns(assertions.c.claim)
        .join_from(coded, documents, documents.c.key == columns.document)
        .outerjoin(assertions, same & (assertions.c.what == columns.what))
        .where(beside_its_index(columns.what) == what, desk.scope.coded, *wanted, *span)
        .order_by(columns.day.desc().nulls_last(), columns.document, columns.key)
        .limit(CANDIDATES)
    )
    rows = desk.connection.execute(query).all()
    told = found(desk.connection, [(row.document, row.what, row.number) for row in rows])
    return [
        Told(found=one, story=row.story, claim=row.claim, last_day=row.last_day)
        for row, one in zip(rows, told, strict=True)
    ]


def together(rows: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Rows with the same key, in the order of the first of each."""
    groups: dict[Hashable, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def stories(group: Iterable[Any]) -> int:
    """How many independent reports tell it."""
    return len({one.story for one in group})


def name(told: Found[Any], party: Any) -> str:
    """What a party is called in the record, or in the report."""
    return told.names.get(party.actor or "", " ".join(party.text.split())) if party else ""


def names(told: Found[Any], parties: Iterable[Any]) -> str:
    """Parties with commas between them, each once."""
    return ", ".join(dict.fromkeys(name(told, party) for party in parties))


def publication(origin: Origin) -> str:
    """Whose report it is."""
    return origin.agency or origin.publisher or origin.title or origin.source


def voices(desk: Desk, group: Sequence[Told]) -> tuple[Voice, ...]:
    """Whose word a row is: each teller once with each status, and of copies one; of many some of every status."""
    first: dict[Hashable, Told] = {}
    for one in sorted(group, key=lambda each: each.published):
        teller, own = _teller(one)
        first.setdefault((one.status, one.story if own else teller), one)
    once = [one for one, *_ in together(first.values(), lambda one: (one.status, _teller(one)))]
    ordered = sorted(once, key=lambda one: STATUSES.index(one.status))
    leading = [next(one for one in ordered if one.status == status) for status in _statuses(ordered)]
    chosen = [*leading, *(one for one in ordered if one not in leading)][:MOST_VOICES]
    return tuple(_voice(desk, one) for one in ordered if one in chosen)


def _statuses(rows: Iterable[Told]) -> Mapping[str, None]:
    return dict.fromkeys(one.status for one in rows)


def _voice(desk: Desk, one: Told) -> Voice:
    teller, own = _teller(one)
    number = desk.references.cite(one.found.document.id, one.found.row.spans)
    return Voice(teller=teller, own=own, status=one.status, reference=number)


def _teller(one: Told) -> tuple[str, bool]:
    """Who tells a row, and whether that is the report itself."""
    teller = one.found.teller
    if teller is None:
        return publication(one.found.document), True
    return one.found.names.get(teller.actor or "", " ".join(teller.text.split())) or "somebody unnamed", False
