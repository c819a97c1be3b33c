"""Tables of reports, row by row: JSON Lines, JSON, CSV and TSV. A bad row is a failure of its own."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, UsageError
from onrecord.ingest.decode import MAX_TEXT, SAMPLE, checked, encoding_of
from onrecord.ingest.options import Item, Media, Options
from onrecord.model import Failure

COLUMNS = ("text", "title", "date", "url", "publisher", "author")
_MARKUP = re.compile(r"<(?:p|div|br|html|body|article|section|h[1-6]|li)\b[^>]*>", re.IGNORECASE)

# From 1973 to 2096; shorter numbers are days written without hyphens, as 20161021.
_SECONDS = re.compile(r"(?:\d{9}|[1-3]\d{9})(?:\.\d+)?")
_ESCAPED = re.compile(r"[\udc80-\udcff]")

Row = Mapping[str, Any] | str  # a row, or the reason why it is none


def media_of(text: str) -> Media:
    """Whether the text of a row or feed entry is plain or HTML."""
    return "html" if _MARKUP.search(text) else "text"


def json_lines(path: Path, options: Options) -> Iterator[Row]:
    """One object a line; the file is read as it goes and may be of any size."""
    return _lines(path, options)


def json_rows(text: str, source: str) -> Iterator[Row]:
    """A JSON object, the objects in a list, or lines of them; InputError where it is no JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or isinstance(_object(lines[0]), str):
            raise InputError(f"{source}: not valid JSON") from None
        return map(_object, lines)
    rows = data if isinstance(data, list) else [data]
    return (row if isinstance(row, dict) else "no JSON object" for row in rows)


def separated(path: Path, options: Options) -> Iterator[Row]:
    """The rows below one with the names of the columns; the file may be of any size."""
    return _cells(path, options)


def _lines(path: Path, options: Options) -> Iterator[Row]:
    encoding = _encoding(path, options)
    # What is not in the encoding becomes surrogates, so that it costs its own line only.
    with path.open(encoding=encoding, errors="surrogateescape", newline="\n") as file:
        while line := file.readline(MAX_TEXT + 1):
            if len(line) > MAX_TEXT:
                yield f"longer than {MAX_TEXT // 1_000_000} MB"
                while line and not line.endswith("\n"):
                    line = file.readline(MAX_TEXT)
            elif _ESCAPED.search(line):
                yield f"not in {encoding}"
            elif line.strip():
                yield _object(line)


def _object(line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "not valid JSON"
    return row if isinstance(row, dict) else "no JSON object"


def _encoding(path: Path, options: Options) -> str:
    """The encoding of a table, which may be large, judged by its beginning."""
    if options.encoding:
        return checked(options.encoding)
    with path.open("rb") as file:
        return encoding_of(file.read(SAMPLE), str(path))


def _cells(path: Path, options: Options) -> Iterator[Row]:
    csv.field_size_limit(MAX_TEXT)
    encoding = _encoding(path, options)
    try:
        with path.open(encoding=encoding, newline="") as file:
            header = file.readline(SAMPLE)
            file.seek(0)
            yield from _records(csv.reader(file, delimiter=_delimiter(path, header)))
    except UnicodeError:
        raise InputError(f"{path}: not in {encoding}; name its encoding with --encoding") from None


def _delimiter(path: Path, header: str) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    return max(",;\t", key=header.count)


def _records(reader: Iterator[list[str]]) -> Iterator[Row]:
    """The rows under the header; a row that csv cannot read is told and passed over."""
    columns: list[str] | None = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"not valid CSV: {error}"
            continue
        if columns is None:
            columns = cells
        elif len(cells) > len(columns):
            yield f"{len(cells)} cells, but the table has {len(columns)} columns"
        elif any(cells):
            yield dict(zip(columns, cells, strict=False))


def items(source: str, rows: Iterable[Row], options: Options) -> Iterator[Item | Failure]:
    """Each row as a report; the first one shows whether the columns are there.

    Raises:
        InputError: there is no row, or a column is missing.
    """
    columns = columns_of(options)
    number = 0
    for number, row in enumerate(rows, start=1):
        where = f"{source}#{number}"
        if isinstance(row, str):
            yield Failure(source=where, reason=f"row {number}: {row}")
            continue
        if number == 1:
            _check(source, row, columns, options)
        yield _item(where, number, row, columns)
    if number == 0:
        raise InputError(f"{source}: empty; there is no report in it")


def columns_of(options: Options) -> dict[str, str]:
    """Our names and those of the table."""
    if unknown := sorted(set(options.columns) - set(COLUMNS)):
        raise UsageError(f"unknown column {unknown[0]!r}; choose from {', '.join(COLUMNS)}")
    return {name: options.columns.get(name, name) for name in COLUMNS}


def _check(source: str, row: Mapping[str, Any], columns: Mapping[str, str], options: Options) -> None:
    there = {plain(name) for name in row}
    for name in dict.fromkeys(("text", *options.columns)):
        if plain(columns[name]) not in there:
            found = ", ".join(map(repr, row)) or "none"
            raise InputError(f"{source}: no column {columns[name]!r} for the {name}; columns found: {found}")


def plain(name: str) -> str:
    """The name of a column without what people write in different ways."""
    return name.strip().casefold()


def value_in(row: Mapping[str, Any], column: str) -> Any:
    """What stands in a column, however its name is written; None where there is no such column."""
    return next(
        (value for name, value in row.items() if isinstance(name, str) and plain(name) == plain(column)), None
    )


def _item(where: str, number: int, row: Mapping[str, Any], columns: Mapping[str, str]) -> Item | Failure:
    values = {plain(name): value for name, value in row.items() if isinstance(name, str)}
    text = values.get(plain(columns["text"]))
    if not isinstance(text, str | None):
        return Failure(source=where, reason=f"row {number}: what is in column {columns['text']!r} is no text")
    if text is None or not text.strip():
        return Failure(source=where, reason=f"row {number}: no text in column {columns['text']!r}")
    told = {name: values.get(plain(column)) for name, column in columns.items() if name != "text"}
    told["date"] = _day(told["date"])
    fields = {name: words for name, value in told.items() if (words := " ".join(_words(value).split()))}
    return Item(source=where, data=text, media=media_of(text), fields=fields)


def _day(value: Any) -> Any:
    """Seconds since 1970, where a number may be such, as an ISO date."""
    words = _words(value)
    if not _SECONDS.fullmatch(words):
        return value
    return datetime.fromtimestamp(float(words), UTC).date().isoformat()


def _words(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict) else str(value)
