"""Readings to foreign formats; ``exchange.onrecord`` is our own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, fields
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import UsageError
from onrecord.model import Reading

__all__ = ["FOLDERS", "FORMATS", "write", "write_folder"]


def write(readings: Iterable[Reading], format: str, out: BinaryIO) -> int:
    """Write readings as they come and return how many there were.

    Args:
        format: one of FORMATS; ``csv`` and ``parquet`` have one row per statement, ``geojson`` the events, ``ical`` the
            deadlines, ``gexf`` and ``graphml`` the actors and what binds them; others have whole readings.
    Raises UsageError for another format, MissingExtraError where its library is not installed.
    """
    writer = FORMATS.get(format)
    if writer is None:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    counter = _Counted(readings)
    writer(counter, out)
    return counter.count


def write_folder(readings: Iterable[Reading], format: str, folder: Path) -> int:
    """Write readings as the files of a new or empty folder and return how many readings there were.

    Args:
        format: one of FOLDERS.
    Raises UsageError for another format and for a folder that holds anything, InputError where it cannot be written.
    """
    module = FOLDERS.get(format)
    if module is None:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FOLDERS)}")
    number: int = import_module(f"onrecord.exchange.{module}").write(readings, folder)
    return number


class _Counted:
    """Readings that count themselves as they pass."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.count = 0
        self._readings = readings

    def __iter__(self) -> Iterator[Reading]:
        for reading in self._readings:
            self.count += 1
            yield reading


def _jsonl(readings: Iterable[Reading], out: BinaryIO) -> None:
    from onrecord.exchange.onrecord import dumps

    for reading in readings:
        out.write(dumps(reading) + b"\n")


def _json(readings: Iterable[Reading], out: BinaryIO) -> None:
    from onrecord.exchange.onrecord import dumps

    before = b"[\n"
    for reading in readings:
        out.write(before + dumps(reading))
        before = b",\n"
    out.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _csv(readings: Iterable[Reading], out: BinaryIO) -> None:
    from onrecord.exchange.table import Row, rows

    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        sheet = csv.writer(text)
        sheet.writerow(field.name for field in fields(Row))
        sheet.writerows(astuple(row) for row in rows(readings))
    finally:
        # The stream is the caller's: without this it would be closed with the wrapper.
        text.detach()


def _parquet(readings: Iterable[Reading], out: BinaryIO) -> None:
    from onrecord.exchange import parquet
    from onrecord.exchange.table import rows

    parquet.write(rows(readings), out)


def _by(module: str, name: str = "write") -> Callable[[Iterable[Reading], BinaryIO], None]:
    """The writer of a module, which is imported when it writes."""

    def write(readings: Iterable[Reading], out: BinaryIO) -> None:
        getattr(import_module(f"onrecord.exchange.{module}"), name)(readings, out)

    return write


FORMATS: dict[str, Callable[[Iterable[Reading], BinaryIO], None]] = {
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "parquet": _parquet,
    "webannotation": _by("webannotation"),
    "schemaorg": _by("schemaorg"),
    "prov": _by("prov"),
    "prov-json": _by("prov", "write_json"),
    "ftm": _by("followthemoney_entities"),
    "geojson": _by("geojson"),
    "ical": _by("icalendar"),
    "gexf": _by("graph", "write_gexf"),
    "graphml": _by("graph", "write_graphml"),
    "doccano": _by("doccano"),
    "prodigy": _by("prodigy"),
    "docbin": _by("docbin"),
}
# Formats of several files.
FOLDERS: dict[str, str] = {"brat": "brat", "labelstudio": "labelstudio", "citron": "citron"}
