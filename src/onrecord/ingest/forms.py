"""What a file is: by what the user says, by its name, and by how it begins where the name says little."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from onrecord.errors import UsageError

FORMATS = ("text", "html", "feed", "json", "csv", "parquet", "ninjs", "newsml", "warc", "urls", "gdelt")
SUFFIXES = frozenset(
    (
        *("", ".txt", ".text", ".md", ".html", ".htm", ".xhtml"),
        *(".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"),
        *(".xml", ".rss", ".atom", ".warc", ".urls"),
    )
)
# What is read as it goes, whatever its size, and what is read whole.
Held = Literal["lines", "cells", "parquet", "warc", "urls", "gdelt", "whole"]
_ROWS: tuple[Held, ...] = ("lines", "cells", "parquet")
_HELD: dict[str, Held] = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "cells",
    ".tsv": "cells",
    ".parquet": "parquet",
    ".warc": "warc",
    ".urls": "urls",
}
_FORCED: dict[str, Held] = {"csv": "cells", "parquet": "parquet", "warc": "warc", "gdelt": "gdelt"}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def checked(format: str | None) -> str | None:
    """The format that a user names; UsageError where there is none of that name."""
    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    return format


def may_hold_reports(path: Path) -> bool:
    """Whether a file in a folder is taken for one with reports."""
    return path.suffix.lower() in SUFFIXES or _is_archive(path)


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith((".warc", ".warc.gz"))


def held(path: Path, format: str | None) -> Held:
    """How a file holds its reports.

    Args:
        format: what the user says it is; it outranks the name.
    """
    by_name = "warc" if _is_archive(path) else _HELD.get(path.suffix.lower(), "whole")
    if format is None:
        return by_name
    if format in _FORCED:
        return _FORCED[format]
    if format == "urls":
        return by_name if by_name in _ROWS else "urls"
    return "lines" if format in ("json", "ninjs") and by_name == "lines" else "whole"


def is_page(data: bytes) -> bool:
    """Whether the bytes begin an HTML page."""
    return _HTML.match(data[:2000]) is not None
