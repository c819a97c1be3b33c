"""Lists of addresses, each of which is fetched with the protections of ``fetch`` and is one report.

A plain list has one address a line; tables of GDELT have theirs in a column that depends on the table. An address that
comes again is fetched once. The order of the list is kept; what cannot be fetched is a failure that names its line.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.errors import InputError
from onrecord.ingest.decode import MAX_TEXT
from onrecord.ingest.options import Item
from onrecord.ingest.tables import Row, value_in
from onrecord.model import Failure

# Few, so that no site that a list is full of is pressed.
AT_ONCE = 4
LONGEST = 4000  # characters of an address; no browser sends longer ones
SHOWN = 80

_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a list, with its line or row."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of GDELT: where its addresses are, and which column says with 1 that they are of the web."""

    name: str
    column: int
    field: str
    kind: int | None = None


# By the number of columns, which have no names. Source: the codebooks of GDELT 2.0 (events, mentions), 2.1 (GKG) and
# 1.0 (events).
TABLES = {
    27: Table("GKG", 4, "DocumentIdentifier", 2),
    16: Table("mentions", 5, "MentionIdentifier", 3),
    61: Table("events", 60, "SOURCEURL"),
    58: Table("events", 57, "SOURCEURL"),
}
# What columns with addresses are called where they have names, ours first.
COLUMNS = ("url", "documentidentifier", "v2documentidentifier", "mentionidentifier", "sourceurl")
_FIRST = re.compile(r"\d{14}-T?\d+\t|\d+\t(?:19|20)\d{6}(?:\d{6})?\t")


def is_gdelt(path: Path) -> bool:
    """Whether a file begins like a table of GDELT, which has no header."""
    with path.open("rb") as file:
        line = file.readline(MAX_TEXT).decode("utf-8", "replace")
    return _FIRST.match(line) is not None and line.count("\t") + 1 in TABLES


def plain(path: Path) -> Iterator[Address | Failure]:
    """The addresses of a list; blank lines and those that begin with # are passed over."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        yield from of_lines(iter(lambda: file.readline(MAX_TEXT), ""), str(path))


def of_lines(lines: Iterable[str], source: str) -> Iterator[Address | Failure]:
    """The addresses in the lines of a list."""
    for number, line in enumerate(lines, start=1):
        if (words := line.strip()) and not words.startswith("#"):
            yield _address(words, number, f"{source}#{number}", "line")


def gdelt(path: Path) -> Iterator[Address | Failure]:
    """The addresses in a table of GDELT; InputError where it is none."""
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_TEXT), b""), start=1):
            cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
            table, where = TABLES.get(len(cells)), f"{path}#{number}"
            if table is None and number == 1:
                wanted = ", ".join(f"{count} ({table.name})" for count, table in TABLES.items())
                raise InputError(f"{path}: {len(cells)} columns; tables of GDELT have {wanted}")
            if table is None:
                yield Failure(
                    source=where, reason=f"line {number}: {len(cells)} columns, as no table of GDELT"
                )
            elif table.kind is not None and cells[table.kind] != "1":
                what = f"{cells[table.column][:SHOWN]!r} is of kind {cells[table.kind][:SHOWN]!r}, not of the web (1)"
                yield Failure(source=where, reason=f"line {number}, {table.field}: {what}")
            else:
                yield _address(cells[table.column].strip(), number, where, "line", table.field)


def of_rows(source: str, rows: Iterable[Row], column: str | None) -> Iterator[Address | Failure]:
    """The addresses in a column of a table.

    Args:
        column: its name; by default one of COLUMNS.
    """
    names = (column,) if column else COLUMNS
    for number, row in enumerate(rows, start=1):
        where = f"{source}#{number}"
        if isinstance(row, str):
            yield Failure(source=where, reason=f"row {number}: {row}")
            continue
        found = next((value for name in names if (value := value_in(row, name)) is not None), None)
        if found is None:
            reason = f"row {number}: no address in column {column or 'url'!r}"
            yield Failure(source=where, reason=reason)
        else:
            yield _address(str(found).strip(), number, where, "row")


def has_addresses(row: Row) -> bool:
    """Whether a row of a table has an address of GDELT and no text of its own."""
    if isinstance(row, str) or value_in(row, "text") is not None:
        return False
    return any(isinstance(value_in(row, name), str) for name in COLUMNS[1:])


def _address(words: str, number: int, where: str, unit: str, field: str = "") -> Address | Failure:
    if len(words) <= LONGEST and _WEB.fullmatch(words):
        return Address(number, words)
    place = f"{unit} {number}" + (f", {field}" if field else "")
    return Failure(source=where, reason=f"{place}: {words[:SHOWN]!r} is no http or https address")


def fetched(
    addresses: Iterable[Address | Failure], source: str, read: Callable[[str], Iterable[Item | Failure]]
) -> Iterator[Item | Failure]:
    """What stands at each address, in order; a few are fetched ahead.

    Args:
        read: fetches an address and tells its reports; may raise InputError.
    Raises:
        InputError: there is no address.
    """
    entries, empty = _once(addresses), True
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        waiting = deque((entry, _start(pool, entry, source, read)) for entry in islice(entries, AT_ONCE))
        while waiting:
            empty = False
            entry, work = waiting.popleft()
            found = [entry] if isinstance(entry, Failure) else work()
            waiting.extend((other, _start(pool, other, source, read)) for other in islice(entries, 1))
            yield from found
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if empty:
        raise InputError(f"{source}: empty; there is no address in it")


def _once(addresses: Iterable[Address | Failure]) -> Iterator[Address | Failure]:
    seen: set[int] = set()  # of hashes: a list may have millions
    for entry in addresses:
        if isinstance(entry, Address):
            if (mark := hash(entry.url)) in seen:
                continue
            seen.add(mark)
        yield entry


def _start(
    pool: ThreadPoolExecutor,
    entry: Address | Failure,
    source: str,
    read: Callable[[str], Iterable[Item | Failure]],
) -> Callable[[], list[Item | Failure]]:
    """Begin to fetch; what comes back waits for it."""
    if isinstance(entry, Failure):
        return list
    return pool.submit(_read, entry, source, read).result


def _read(
    address: Address, source: str, read: Callable[[str], Iterable[Item | Failure]]
) -> list[Item | Failure]:
    try:
        return list(read(address.url))
    except InputError as error:
        reason = str(error).removeprefix(f"{address.url}: ")
        return [Failure(source=address.url, reason=f"{reason} (line {address.number} of {source})")]
