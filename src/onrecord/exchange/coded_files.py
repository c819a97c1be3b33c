"""Events, relations and commitments as files for other programs, whoever found them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from onrecord.exchange.told import Told

if TYPE_CHECKING:
    from onrecord.data.registry import Registry

FORMATS: dict[str, tuple[str, ...]] = {
    "events": ("jsonl", "csv", "plover", "icews", "polecat"),
    "relations": ("jsonl", "csv"),
    "commitments": ("jsonl", "csv"),
}
SIMPLE = (str, int, float, bool)


def write(found: Iterable[Told], kind: str, format: str, out: BinaryIO, registry: Registry) -> None:
    """Write rows of one kind in one of its FORMATS.

    Args:
        kind: events, relations or commitments.
        registry: actors with codes of their own.
    """
    if format == "jsonl":
        for one in found:
            out.write(orjson.dumps(answer(one), option=orjson.OPT_APPEND_NEWLINE))
    elif format == "csv":
        from onrecord.exchange.coded_table import HEADERS, rows

        _sheet(out, HEADERS[kind], rows(found, kind), csv.excel)
    elif format == "plover":
        from onrecord.exchange.plover import lines

        for line in lines(found, registry):
            out.write(line.rstrip(b"\n") + b"\n")
    elif format == "icews":
        from onrecord.exchange.icews import HEADER as ICEWS
        from onrecord.exchange.icews import rows as icews

        _sheet(out, ICEWS, icews(found, registry), Tabs)
    else:
        from onrecord.exchange.polecat import HEADER as POLECAT
        from onrecord.exchange.polecat import rows as polecat

        _sheet(out, POLECAT, polecat(found, registry), Tabs)


class Tabs(csv.excel_tab):
    """Tab-separated as event data sets are: no cell holds a tab or the end of a line."""

    lineterminator = "\n"


def _sheet(
    out: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[str]], dialect: type[csv.Dialect]
) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        sheet = csv.writer(text, dialect=dialect)
        sheet.writerow(header)
        sheet.writerows(rows)
    finally:
        # The stream is the caller's: without this it would be closed with the wrapper.
        text.detach()


def answer(found: Any) -> dict[str, Any]:
    """A row with its report and whose word it is, without what only tables of other projects need."""
    return {key: value for key, value in plain(found).items() if key not in ("actors", "story")}


def plain(value: Any) -> Any:
    """A value of ours as plain lists and dictionaries, with the keys of onrecord/1."""
    if keys := _keys(value.__class__):
        return {key: plain(getattr(value, name)) for name, key in keys}
    if value is None or value.__class__ in SIMPLE:
        return value
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a class of ours, each with its key; none for all else."""
    names = (field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return tuple((name, name.rstrip("_")) for name in names)
