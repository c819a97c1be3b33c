"""Files of actors in any format that is known: what it is, and what is in it."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

from onrecord.errors import InputError, UsageError
from onrecord.exchange.brought import Brought

FORMATS = {
    "csv": "table",
    "ftm": "FollowTheMoney",
    "petrarch": "PETRARCH dictionary",
    "jsonl": "registry of onrecord",
}
TABLES = (".csv", ".tsv")
SAMPLE = 100_000  # bytes; dictionaries begin with long comments
OLD = "cp1252"  # the encoding of old dictionaries and spreadsheets that are not in UTF-8

_CODED = re.compile(r"\[(?:~?[A-Z]{3}[A-Z0-9]*(?:\s[^\[\]]*)?|---)\]")


def bring(path: Path, format: str | None = None) -> tuple[str, Brought]:
    """The format of a file and the actors in it.

    Args:
        format: one of FORMATS; by default what the file looks like.

    Raises:
        UsageError: there is no such format.
        InputError: the file cannot be read, looks like none of them, or has no actor in it.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE)
        format = format or _looks_like(path, head)
        found = _parsed(path, format)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    if not (found.entries or found.agents):
        raise InputError(f"{path}: no actor could be read from it ({FORMATS[format]}){_why(found)}")
    return format, found


def _looks_like(path: Path, head: bytes) -> str:
    text, _ = _decoded(head)
    first = text.lstrip().partition("\n")[0]
    if first.startswith("{"):
        return "ftm" if '"schema"' in first else "jsonl"
    if path.suffix.lower() in TABLES:
        return "csv"
    if _CODED.search(text):
        return "petrarch"
    if "name" in re.split(r"[\t,;]", first.strip().casefold()):
        return "csv"
    raise InputError(
        f"{path}: a format that is not known; if it is one of {', '.join(FORMATS)}, give it with --format"
    )


def _parsed(path: Path, format: str) -> Brought:
    from onrecord.exchange import actor_table, followthemoney, petrarch, registry

    if format in ("ftm", "jsonl"):
        with path.open("rb") as lines:
            return registry.parse(lines) if format == "jsonl" else followthemoney.parse(lines, path.name)
    text, encoding = _decoded(path.read_bytes())
    parse = actor_table.parse if format == "csv" else petrarch.parse
    found = parse(StringIO(text, newline=""), path.name)
    told = [] if encoding.startswith("utf") else [f"not in UTF-8: read as {encoding}"]
    return replace(found, notes=(*told, *found.notes))


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else "utf-8-sig"
    try:
        # A sample may end within a character.
        return codecs.getincrementaldecoder(encoding)().decode(data), encoding
    except UnicodeDecodeError:
        return data.decode(OLD, "replace"), OLD


def _why(found: Brought) -> str:
    """The first of the reasons."""
    if found.unread:
        return f"; line {found.unread[0].line}: {found.unread[0].reason}"
    return f"; {'; '.join(found.notes)}" if found.notes else ""
