"""Events, relations and commitments of the record as files for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli.keep import replaced
from onrecord.cli.screen import display
from onrecord.cli.tally import counted
from onrecord.exchange.coded_files import answer, plain, write

if TYPE_CHECKING:
    from onrecord.data.registry import Registry
    from onrecord.query import Found

__all__ = ["answer", "deliver", "plain", "write"]

Rows = Iterable["Found[Any]"]


def deliver(found: Rows, kind: str, format: str, output: Path | None, registry: Registry) -> None:
    """Write rows of one kind to a file, or to standard output.

    Args:
        kind: events, relations or commitments.
        registry: actors with codes of their own.
    """
    if output is None:
        write(found, kind, format, sys.stdout.buffer, registry)
        return
    written = count()
    # What has come is drawn first: the numbers stand still at its end.
    rows = (one for one, _ in zip(found, written, strict=False))
    with replaced(output) as out:
        write(rows, kind, format, out, registry)
    display(f"{counted(next(written), kind.removesuffix('s'))} written to {output}", one_line=True)
