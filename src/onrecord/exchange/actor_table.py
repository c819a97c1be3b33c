"""Actors in a table with a header, CSV or TSV: a row an actor, or several where it has held several offices."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping

from onrecord.data.registry import Code, Entry
from onrecord.errors import InputError
from onrecord.exchange.brought import (
    Brought,
    Unread,
    actor_kind,
    country_code,
    in_order,
    iso_date,
    wikidata_id,
)
from onrecord.exchange.cameo import actor_code, country_of, kind_of
from onrecord.model import Office

COLUMNS = ("name", "kind", "country", "aliases", "title", "organisation", "from", "to", "wikidata", "code")
LONGEST = 200  # characters of a name


def parse(lines: Iterable[str], source: str) -> Brought:
    """The actors of a table.

    Args:
        lines: as they stand in the file, with their ends; the first has the names of the columns.
        source: the name of the file, which the entries bear.
    Raises InputError where no column is called ``name``.
    """
    lines = iter(lines)
    header = next(lines, "")
    delimiter = max("\t,;", key=header.count)
    columns = [name.strip(' "\r\n').casefold() for name in header.split(delimiter)]
    if "name" not in columns:
        raise InputError(f"{source}: no column 'name'; columns found: {', '.join(map(repr, columns))}")
    entries: list[Entry] = []
    unread: list[Unread] = []
    for number, row in _rows(lines, delimiter):
        try:
            entries.append(_entry(_cells(columns, row), source))
        except ValueError as error:
            text = row if isinstance(row, str) else delimiter.join(row)
            unread.append(Unread(line=number, text=text, reason=str(error)))
    return Brought(entries=tuple(entries), unread=tuple(unread), notes=tuple(_notes(columns)))


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows below the header that are not empty, or why one is none, with the line they end on."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield reader.line_num + 1, str(error)
            continue
        if row is None:
            return
        if any(map(str.strip, row)):
            yield reader.line_num + 1, row


def _cells(columns: list[str], row: list[str] | str) -> Mapping[str, str]:
    if isinstance(row, str):
        raise ValueError(f"not valid CSV: {row}")
    if len(row) > len(columns):
        raise ValueError(f"{len(row)} cells, but the table has {len(columns)} columns")
    told = {column: " ".join(cell.split()) for column, cell in zip(columns, row, strict=False)}
    return {column: told.get(column, "") for column in COLUMNS}


def _entry(cells: Mapping[str, str], source: str) -> Entry:
    if not cells["name"]:
        raise ValueError("no name")
    if len(cells["name"]) > LONGEST:
        raise ValueError(f"a name of {len(cells['name']):,} characters: is a quotation mark not closed?")
    code = actor_code(cells["code"])
    start, end = in_order(iso_date(cells["from"]), iso_date(cells["to"]))
    if not cells["title"] and (cells["organisation"] or ((start or end) and not code)):
        raise ValueError("an organisation or dates, but no title of an office")
    office = Office(title=cells["title"], organisation=cells["organisation"] or None, from_=start, to=end)
    return Entry(
        name=cells["name"],
        kind=actor_kind(cells["kind"]) or (kind_of(code) if code and not cells["title"] else None),
        country=country_code(cells["country"]) or (country_of(code) if code else None),
        aliases=tuple(filter(None, map(str.strip, re.split(r"[|;]", cells["aliases"])))),
        offices=(office,) if cells["title"] else (),
        wikidata=wikidata_id(cells["wikidata"]),
        codes=(Code(code=code, from_=start, to=end),) if code else (),
        source=source,
    )


def _notes(columns: Iterable[str]) -> Iterator[str]:
    if unknown := [column for column in columns if column and column not in COLUMNS]:
        yield f"columns not used: {', '.join(unknown)} (known are {', '.join(COLUMNS)})"
