"""Events, relations and commitments of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.query.brief_desk import Desk, Told, coded_rows, name, names, stories, together, voices
from onrecord.query.brief_entries import Bond, Deadline, Deed, Promise, Section
from onrecord.record import days
from onrecord.record.schema import coded
from onrecord.record.words import fold

DEADLINES: tuple[Deadline | None, ...] = ("open", "passed", None)


def deeds(desk: Desk) -> Section[Deed]:
    """Events: those of most independent reports, then the latest."""

    def made(group: Sequence[Told]) -> Deed:
        one = _plainest(group)
        row = one.found.row
        return Deed(
            day=row.date or one.found.document.published,
            type=row.type if row.mode is None else f"{row.type} {row.mode}",
            who=names(one.found, row.actors),
            to=names(one.found, row.recipients),
            place=one.found.place.name if one.found.place else None,
            text=row.text,
            stories=stories(group),
            voices=voices(desk, [one, *(other for other in group if other is not one)]),
        )

    return desk.section(_ranked(together(coded_rows(desk, "event"), _same)), made)


def bonds(desk: Desk) -> Section[Bond]:
    """Relations but offices: those of most independent reports, then the latest."""

    def ends(one: Told) -> tuple[str, str, str]:
        row = one.found.row
        return fold(name(one.found, row.subject)), row.type, fold(name(one.found, row.object))

    def made(group: Sequence[Told]) -> Bond:
        one = _plainest(group)
        row, published = one.found.row, [each.published for each in group if each.published]
        return Bond(
            type=row.type,
            subject=name(one.found, row.subject),
            object=name(one.found, row.object),
            first=min(published, default=None),
            last=max(published, default=None),
            text=row.text,
            stories=stories(group),
            voices=voices(desk, group),
        )

    rows = coded_rows(desk, "relation", coded.c.type != "holds_office")
    return desk.section(_ranked(together(rows, ends)), made)


def promises(desk: Desk) -> Section[Promise]:
    """Commitments: open deadlines first, the nearest before others, then passed ones, then those without a deadline."""

    def due(one: Told) -> str | None:
        return days.span(one.found.row.deadline)[1]

    def chosen(group: Sequence[Told]) -> Told:
        """The latest word on it that has a deadline."""
        return max(group, key=lambda one: (bool(due(one)), one.published))

    def state(group: Sequence[Told]) -> Deadline | None:
        last = due(chosen(group))
        return None if last is None else "passed" if last < desk.today else "open"

    def made(group: Sequence[Told]) -> Promise:
        one = chosen(group)
        row = one.found.row
        return Promise(
            day=one.found.document.published,
            kind=row.kind,
            by=name(one.found, row.by),
            to=name(one.found, row.to),
            action=row.action.text,
            deadline=row.deadline,
            state=state(group),
            stories=stories(group),
            voices=voices(desk, group),
        )

    groups = _ranked(together(coded_rows(desk, "commitment"), _same))
    by_state: dict[Deadline | None, list[list[Told]]] = {
        wanted: [group for group in groups if state(group) == wanted] for wanted in DEADLINES
    }
    by_state["open"].sort(key=lambda group: due(chosen(group)) or "")
    by_state["passed"].sort(key=lambda group: due(chosen(group)) or "", reverse=True)
    return desk.section([group for wanted in DEADLINES for group in by_state[wanted]], made)


def _same(one: Told) -> Any:
    """What rows that say the same have in common: their claim; a row of none is the same in copies of its report."""
    return one.claim if one.claim is not None else (one.story, fold(one.found.row.text))


def _ranked(groups: list[list[Told]]) -> list[list[Told]]:
    return sorted(groups, key=lambda group: (stories(group), _day(group)), reverse=True)


def _day(group: Sequence[Told]) -> str:
    return max(one.last_day or "" for one in group)


def _plainest(group: Sequence[Told]) -> Told:
    """What a report tells by itself rather than what it quotes, of known actors; of these the latest."""
    plain = {"reported": 2, "claimed": 1}
    return max(
        group,
        key=lambda one: (plain.get(one.status, 0), len(one.found.actors), one.published, one.found.row.id),
    )
