"""Events, relations and commitments of the record as tables that fit 80 columns and use 120."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.coded_lines import (
    ID,
    LONGEST,
    PARTY,
    Coded,
    Setting,
    circumstances,
    name,
    parties,
    short,
    speaker,
    status,
    type_of,
)
from onrecord.cli.promised import now
from onrecord.cli.render import FAINT, flat
from onrecord.model import Commitment, Event, Relation

if TYPE_CHECKING:
    from onrecord.query import Found
    from onrecord.query.standing import Standing

WIDE = 100  # columns from which on everything has its own
DAY = 10


def told(found: Found[Any]) -> Setting:
    """The setting of a row that was found in the record."""
    return Setting(
        names=found.names,
        place=found.place.name if found.place else None,
        teller=speaker(found.names, found.teller) if found.teller else None,
    )


def table(
    found: Sequence[Found[Any]],
    kind: str,
    *,
    width: int,
    hidden: int = 0,
    stands: Mapping[str, tuple[Standing, str | None, int]] | None = None,
) -> RenderableType:
    """Rows of one kind, and how many more there are.

    Args:
        kind: events, relations or commitments.
        hidden: how many rows more were found.
        stands: how commitments stand by all reports, by their ids, as ``query.standings`` says it.
    """
    wide = width >= WIDE
    heads, cells = TABLES[kind]
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for title, ratio in heads(wide):
        grid.add_column(title, ratio=ratio, no_wrap=title == "Id", overflow="fold")
    for one in found:
        row = [*cells(one, wide)]
        if stands:
            row[-1] = _standing(row[-1], stands.get(one.row.id))
        grid.add_row(_day(one), *row, Text(one.row.id[:ID], style=FAINT))
    notes = []
    if any(_own_day(one.row) is None for one in found):
        notes.append(Text("Days in brackets are those of the report.", style=FAINT))
    if any(later for _, _, later in (stands or {}).values()):
        notes.append(Text("`onrecord commitment ID` shows what became of one.", style=FAINT))
    if hidden:
        notes.append(Text(f"and {hidden:,} more, with --limit or --format", style=FAINT))
    return Group(grid, *notes)


def _own_day(row: Coded) -> str | None:
    """The day of the row itself; commitments and relations have that of their report."""
    return row.date if isinstance(row, Event) else ""


def _day(found: Found[Any]) -> Text:
    own = _own_day(found.row)
    if own:
        return Text("\n".join(part[:DAY] for part in own.split("/")))
    published = found.document.published or ""
    if own is None:
        return Text(f"({published})" if published else "", style=FAINT)
    return Text(published)


def _event_heads(wide: bool) -> Iterable[tuple[str, int | None]]:
    yield from (("Date", None), ("Who → whom", 4), ("Type", None), ("Status", 3))
    yield from ([("Place", 2)] if wide else [])
    yield "Id", None


def _event(found: Found[Event], wide: bool) -> Iterable[Text]:
    row, setting = found.row, told(found)
    who = parties(row, setting)
    if setting.place and not wide:
        who.append(f"\nin {flat(setting.place)}", style=FAINT)
    yield who
    yield _broken(type_of(row), wide)
    yield status(row, setting)
    if wide:
        yield Text(flat(setting.place or ""))


def _relation_heads(wide: bool) -> Iterable[tuple[str, int | None]]:
    yield from (("Report", None), ("Who", 3), ("Relation", None), ("Whom or what", 3), ("Status", 2))
    yield "Id", None


def _relation(found: Found[Relation], wide: bool) -> Iterable[Text]:
    row, setting = found.row, told(found)
    yield Text(short(name(setting.names, row.subject)), style=PARTY)
    yield _broken(type_of(row), wide)
    yield Text("\n").join(
        [
            Text(short(name(setting.names, row.object)), style=PARTY),
            *(Text(words, style=FAINT) for words in circumstances(row)),
        ]
    )
    yield status(row, setting)


def _commitment_heads(wide: bool) -> Iterable[tuple[str, int | None]]:
    yield "Report", None
    yield from ([("Who → whom", 2), ("What", 5)] if wide else [("Who → whom: what", 5)])
    yield from (("Kind", None), ("Status", 2), ("Id", None))


def _commitment(found: Found[Commitment], wide: bool) -> Iterable[Text]:
    row, setting = found.row, told(found)
    action = Text(short(flat(row.action.text), 2 * LONGEST))
    what = Text("\n").join([action, *(Text(words, style=FAINT) for words in circumstances(row))])
    who = parties(row, setting)
    yield from ((who, what) if wide else (Text("\n").join([who, what]),))
    yield type_of(row)
    yield status(row, setting)


def _standing(status: Text, stands: tuple[Standing, str | None, int] | None) -> Text:
    """The status of a commitment in its report, and how it stands by all reports where there is more to say."""
    if stands is None or (stands[0] == "open" and not stands[2]):
        return status
    return Text("\n").join([status, now(*stands)])


def _broken(words: Text, wide: bool) -> Text:
    """Several words under each other, where there is little room."""
    return words if wide else Text("\n").join(words.split(" "))


Heads = Callable[[bool], Iterable[tuple[str, int | None]]]
Cells = Callable[[Any, bool], Iterable[Text]]
TABLES: dict[str, tuple[Heads, Cells]] = {
    "events": (_event_heads, _event),
    "relations": (_relation_heads, _relation),
    "commitments": (_commitment_heads, _commitment),
}
