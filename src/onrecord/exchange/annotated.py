"""What people annotated, in whichever format: a folder of brat, an export of Label Studio, or our own readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from onrecord.errors import InputError, UsageError
from onrecord.exchange import brat, labelstudio
from onrecord.exchange.onrecord import loads
from onrecord.exchange.sheet import Row
from onrecord.model import Annotated, Failure

FORMATS = ("brat", "labelstudio", "jsonl")
KNOWN = "a folder of brat (.ann and .txt), an export of Label Studio in JSON, or readings as JSON Lines"


def read(path: Path, format: str | None = None) -> Iterator[Annotated | Failure]:
    """What was annotated, report by report; before it a failure for each thing in it that is wrong.

    A failure names the file, the line or task, and the field. Rows of a reading of our own are untouched.

    Args:
        format: one of FORMATS; by default what the file looks like.

    Raises:
        UsageError: there is no such format.
        InputError: the file is not there, cannot be read, or looks like none of them.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    format = format or looks_like(path)
    if format == "brat":
        return brat.annotated(path)
    return labelstudio.annotated(path) if format == "labelstudio" else _lines(path)


def looks_like(path: Path) -> str:
    """Which of FORMATS a file or folder seems to be; InputError."""
    if path.is_dir() or path.suffix == ".ann":
        return "brat"
    try:
        with path.open("rb") as file:
            first = next((line for line in file if line.strip()), b"")
            second = next((line for line in file if line.strip()), b"")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    if first.lstrip().startswith(b"["):
        if b'"format":"onrecord' in first + second:
            raise InputError(f"{path}: a list of readings; give them as JSON Lines (`onrecord export`)")
        return "labelstudio"
    if not first.lstrip().startswith(b"{"):
        raise InputError(f"{path}: it looks like no annotations; give {KNOWN}")
    try:
        one = orjson.loads(first)
    except orjson.JSONDecodeError:
        # A line that is broken should be told with its number; an object over several lines is a task.
        return "jsonl" if b'"format"' in first else "labelstudio"
    return "labelstudio" if not second and "data" in one else "jsonl"


def _lines(path: Path) -> Iterator[Annotated | Failure]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _line(path, number, line)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


def _line(path: Path, number: int, line: bytes) -> Annotated | Failure:
    try:
        reading = loads(line)
    except InputError as error:
        return Failure(source=str(path), reason=f"line {number}: {error}")
    rows: tuple[Row, ...] = (*reading.statements, *reading.events, *reading.relations, *reading.commitments)
    ids = {row.id: row.id for row in rows}
    return Annotated(reading=reading, origins=ids, untouched=frozenset(ids))
