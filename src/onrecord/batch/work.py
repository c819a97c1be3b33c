"""What is done to one item, in this process or in a worker."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import InputError, OnRecordError
from onrecord.ingest import Item, Options, parse
from onrecord.model import Document, Failure, Reading, Report

if TYPE_CHECKING:
    from onrecord.record import Record


class Reads(Protocol):
    """What a reader must be able to do."""

    @property
    def version(self) -> str: ...

    def read(self, report: Report, *, force: bool = False) -> Reading: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A report that stands in the record already, read by this version of the reader."""

    source: str
    document: Document


Outcome = Reading | Skipped | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """How the reports of one call are to be read; sent to each worker once.

    ``reader`` makes the reader and has to be picklable; ``record`` is where known reports are.
    """

    options: Options
    reader: Callable[[], Reads]
    record: str | Path | None
    force: bool


class Desk:
    """Reads item after item with one reader."""

    def __init__(self, task: Task) -> None:
        self._task = task

    @cached_property
    def _reader(self) -> Reads:
        return self._task.reader()

    @cached_property
    def _record(self) -> Record | None:
        place = self._task.record
        if place is None:
            return None
        from onrecord.record import Record
        from onrecord.record.place import there

        return Record(place, create=False) if there(place) else None

    def __call__(self, item: Item) -> Outcome:
        """Read one item; what is wrong with the item itself comes back as a failure."""
        try:
            report = parse(item, self._task.options)
            if self._record and self._record.known(report.document, self._reader.version):
                return Skipped(source=item.source, document=report.document)
            return self._reader.read(report, force=self._task.force)
        except InputError as error:
            return failure(item.source, str(error))
        except OnRecordError:
            raise
        # One report that meets a mistake of ours must not take a night's work down with it.
        except Exception as error:  # noqa: BLE001
            return blamed(item.source, error)

    def close(self) -> None:
        """Let go of the record, where one was opened."""
        if "_record" in vars(self) and self._record:
            self._record.close()


def failure(source: str, reason: str) -> Failure:
    """A failure of now."""
    reason = reason.removeprefix(f"{source}: ")
    return Failure(source=source, reason=reason, at=datetime.now(UTC).isoformat(timespec="seconds"))


def blamed(source: str, error: Exception) -> Failure:
    """The failure of a report that met a mistake of ours: where it is, in one line."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return failure(source, f"a mistake in onrecord, please report it: {what} ({where})")
