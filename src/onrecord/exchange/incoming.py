"""Readings that come in from files: our own, as ``onrecord export`` writes them, and those of others' coding."""

from __future__ import annotations

import bz2
import gzip
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

import orjson

from onrecord.errors import InputError, UsageError
from onrecord.exchange import quotebank
from onrecord.exchange.onrecord import from_dict
from onrecord.model import FORMAT, Document, Failure, Reading, Spans, cut

FORMATS = {"onrecord": f"readings in {FORMAT}", "quotebank": "quotations of Quotebank"}
LONGEST = 100_000_000  # bytes of a line, and of a file that is not in lines

Numbered = tuple[int, bytes]


def readings(source: str, format: str | None = None) -> Iterator[Reading | Failure]:
    """The readings in JSON Lines or JSON, packed by gzip or bzip2 or not; a line that is wrong is a failure.

    Args:
        source: a path, or ``-`` for standard input.
        format: one of FORMATS; by default what the first line looks like.

    Raises:
        UsageError: there is no such format.
        InputError: the file cannot be read, is empty or holds something else.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    try:
        with _opened(source) as file:
            yield from _readings(file, source, format)
    except FileNotFoundError:
        raise InputError(f"{source}: there is no such file") from None
    except (OSError, EOFError) as error:
        raise InputError(f"{source}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _opened(source: str) -> IO[bytes]:
    if source == "-":
        return sys.stdin.buffer
    openers: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open}
    return cast(IO[bytes], openers.get(Path(source).suffix.lower(), open)(source, "rb"))


def _readings(file: IO[bytes], source: str, format: str | None) -> Iterator[Reading | Failure]:
    empty = True
    for unit, place, row in _rows(file, source):
        empty = False
        where = f"{source}#{place}"
        if isinstance(row, str):
            yield Failure(source=where, reason=f"{unit} {place}: {row}")
            continue
        format = format or _looks_like(row, source)
        if format == "quotebank":
            yield from quotebank.readings(row, where, f"{unit} {place}")
        else:
            yield _own(row, where, f"{unit} {place}")
    if empty:
        raise InputError(f"{source}: empty; there is no reading in it")


def _looks_like(row: Mapping[str, Any], source: str) -> str:
    if quotebank.is_quotebank(row):
        return "quotebank"
    if str(row.get("format", "")).startswith("onrecord/"):
        return "onrecord"
    wanted = " nor ".join(FORMATS.values())
    raise InputError(f"{source}: neither {wanted}; reports that nobody coded are for `onrecord read`")


def _rows(file: IO[bytes], source: str) -> Iterator[tuple[str, int, dict[str, Any] | str]]:
    """Each object with its line, or with its number in a list; in its place the reason where it is none."""
    lines = _lines(file)
    first = next(lines, None)
    if first is None:
        return
    if first[1].startswith(b"[") or isinstance(_object(first[1]), str):
        yield from _listed(b"\n".join(line for _, line in chain([first], lines)), first, source)
        return
    for number, line in chain([first], lines):
        yield "line", number, "longer than 100 MB" if len(line) > LONGEST else _object(line)


def _listed(data: bytes, first: Numbered, source: str) -> Iterator[tuple[str, int, dict[str, Any] | str]]:
    """The objects of one JSON list; of what is no JSON as a whole, its lines."""
    if len(data) > LONGEST:
        raise InputError(f"{source}: a list larger than 100 MB: give it as JSON Lines")
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        for number, line in enumerate(data.split(b"\n"), start=first[0]):
            yield "line", number, _object(line)
        return
    for number, row in enumerate(found if isinstance(found, list) else [found], start=1):
        yield "item", number, row if isinstance(row, dict) else "no JSON object"


def _lines(file: IO[bytes]) -> Iterator[Numbered]:
    """The lines that are not blank, each up to a byte more than is taken."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        while len(line) > LONGEST and not line.endswith(b"\n") and (rest := file.readline(LONGEST)):
            line = line[:LONGEST] + rest[-1:]
        if words := line.strip().removeprefix(b"\xef\xbb\xbf"):
            yield number, words


def _object(line: bytes) -> dict[str, Any] | str:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return f"not valid JSON: {error}"
    return row if isinstance(row, dict) else "no JSON object"


def _own(row: dict[str, Any], where: str, at: str) -> Reading | Failure:
    """A reading of ours whose words all stand where it says."""
    try:
        reading = from_dict(row)
    except InputError as error:
        return Failure(source=where, reason=f"{at}: {error}")
    if wrong := next(_misquoted(reading, reading.document.text, ""), None):
        return Failure(source=where, reason=f"{at}, {wrong}: its words do not stand there in the report")
    return reading


def _misquoted(value: Any, text: str, path: str) -> Iterator[str]:
    """The paths of all that quotes words which are not where it says."""
    if isinstance(value, tuple):
        for number, part in enumerate(value, start=1):
            yield from _misquoted(part, text, f"{path} {number}")
    elif is_dataclass(value):
        names = [field.name for field in fields(value)]
        if not isinstance(value, Document) and not _stands(value, names, text):
            yield path
        for name in names:
            yield from _misquoted(getattr(value, name), text, f"{path}.{name}".lstrip("."))


def _stands(value: Any, names: list[str], text: str) -> bool:
    if "spans" in names:
        spans: Spans = value.spans
    elif {"start", "end", "text"} <= set(names):
        spans = ((value.start, value.end),)
    else:
        return True
    return all(0 <= start < end <= len(text) for start, end in spans) and value.text == cut(text, spans)
