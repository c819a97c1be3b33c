"""Options that several commands share."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.data.registry import Registry
    from onrecord.record import Record

DEFAULT_RECORD = Path("onrecord.db")
DEFAULT_REGISTRY = Path("onrecord-registry.jsonl")

Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        envvar="ONRECORD_DB",
        metavar="PATH|URL",
        help=f"The record: a file, or postgresql://user@host/database. [dim]\\[default: {DEFAULT_RECORD}][/]",
    ),
]
RegistryFile = Annotated[
    Path | None,
    typer.Option(
        "--registry",
        envvar="ONRECORD_REGISTRY",
        metavar="FILE",
        help=f"Actors that you brought along. [dim]\\[default: {DEFAULT_REGISTRY}][/]",
    ),
]
EMBEDDER = "ONRECORD_EMBEDDER"
EmbedderPath = Annotated[
    Path | None,
    typer.Option(
        "--embedder",
        envvar=EMBEDDER,
        metavar="PATH",
        help="Propose what reports are compared with by an embedder in ONNX (docs/memory.md).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", metavar=" ", help="Print JSON Lines.")]
LIMIT = typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many.")
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")]


def opened(db: str | Path | None) -> Record:
    """The record to look into; RecordError where there is none."""
    from onrecord.record import Record

    return Record(db or DEFAULT_RECORD, create=False)


def opened_to_correct(db: str | Path | None) -> Record:
    """The same, to be corrected: what is corrected is placed anew, with the embedder of ``ONRECORD_EMBEDDER``."""
    from onrecord.record import Record

    return Record(db or DEFAULT_RECORD, create=False, embedder=os.environ.get(EMBEDDER) or None)


def registry_at(path: Path, *, wanted: bool = True) -> Registry:
    """The registry in a file, an empty one where there is none.

    Args:
        wanted: refuse a file that is not there.
    """
    if not path.exists():
        if wanted:
            raise UsageError(f"no registry at {path}: make it with `onrecord registry add FILE`")
        from onrecord.data.registry import EMPTY

        return EMPTY
    state = path.stat()
    return _registry(path, (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=1)
def _registry(path: Path, _state: tuple[int, ...]) -> Registry:
    from onrecord.exchange.registry import read

    return read(path)


def examples(*calls: str) -> str:
    """The end of a command's help."""
    return "\n\n".join(f"[dim]$[/] [bold]onrecord {call}[/]" for call in calls)
