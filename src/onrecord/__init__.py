"""Reads news reports and keeps the record: who said what, in which words."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.evaluation import evaluate
    from onrecord.model import Reading
    from onrecord.reader import Reader
    from onrecord.record import Record

    __version__: str

__all__ = ["OnRecordError", "Reader", "Record", "__version__", "evaluate", "read"]

_HOMES = {"Reader": "onrecord.reader", "Record": "onrecord.record", "evaluate": "onrecord.evaluation"}


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    source: str = "-",
    force: bool = False,
) -> Reading:
    """Read one report.

    Args:
        text: the report as it was published, with its headline and dateline where it has them.
        published: the ISO date of publication; dates in the report are resolved against it.
        title: the headline, where it does not stand in the text.
        source: the path or URL the text came from.
        force: read a report in a language the reader does not know all the same.

    Raises:
        UsageError: ``published`` is no ISO date.
        InputError: the text is empty or, without ``force``, in an unknown language.
    """
    from onrecord.ingest import Options, from_text, parse_date

    options = Options(published=parse_date(published) if published else None, title=title)
    return _reader().read(from_text(text, source=source, options=options), force=force)


@cache
def _reader() -> Reader:
    from onrecord.reader import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    # Loaded when asked for: the models and the database take longer to import than help to print.
    if name == "__version__":
        return import_module("importlib.metadata").version("onrecord")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
