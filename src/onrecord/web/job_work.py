"""What the process of a job does: it reads into the record, and tells how far it is."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from onrecord.batch import Reads, Skipped, read_many
from onrecord.errors import OnRecordError
from onrecord.ingest import discover
from onrecord.model import Failure
from onrecord.record.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be read, with what, and where it goes."""

    source: str
    record: Place
    reader: Callable[[], Reads]
    embedder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One step of a job."""

    what: Literal["total", "read", "known", "failed", "over"]
    source: str = ""
    message: str | None = None
    number: int | None = None


def work(line: Connection, order: Work) -> None:
    """Do a job; each report is one transaction, so it may be ended at any time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the server
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    # A server that is gone has nobody to tell.
    with suppress(BrokenPipeError):
        line.send(Told(what="over", message=_done(line, order)))


def _done(line: Connection, order: Work) -> str | None:
    """Why the work ended early, None where it did not."""
    try:
        line.send(Told(what="total", number=sum(1 for _ in discover([order.source]))))
        outcomes = read_many(
            [order.source],
            reader=order.reader,
            jobs=1,
            record=order.record,
            keep_going=True,
            embedder=order.embedder,
        )
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                line.send(Told(what="failed", source=outcome.source, message=outcome.reason))
            elif isinstance(outcome, Skipped):
                line.send(Told(what="known", source=outcome.source))
            else:
                line.send(Told(what="read", source=outcome.document.source))
    except OnRecordError as error:
        return str(error)
    return None


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
