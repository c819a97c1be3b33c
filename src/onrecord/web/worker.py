"""A process that reads one report after another, and may be ended when one takes too long."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from onrecord.batch import Reads
from onrecord.errors import InputError, OnRecordError
from onrecord.ingest import Item, Options, parse, parse_date
from onrecord.model import Reading

# spawn: the server holds threads and an open record, which a forked child must not share.
CONTEXT = multiprocessing.get_context("spawn")
WARM = "Officials said on Monday that the ferry will sail again."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A report to read, and what its sender says of it; ``item`` is one that came as a file or from an address."""

    text: str = ""
    item: Item | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None


class Asks(Protocol):
    """Something that reads reports one at a time."""

    def ask(self, order: Order, seconds: float) -> Reading:
        """The reading of a report; the errors of ``read``, InputError where that took too long."""

    def close(self) -> None:
        """Read no more."""


def read(reader: Reads, order: Order) -> Reading:
    """The reading of a report, as the command line makes it.

    Raises UsageError for a date that is none, InputError for a text that is no report.
    """
    options = Options(
        published=parse_date(order.published) if order.published else None, title=order.title or None
    )
    fields = {"url": order.url} if order.url else {}
    item = order.item or Item(source=order.url or "-", data=order.text, media="text", fields=fields)
    return reader.read(parse(item, options))


class Here:
    """Reads in the thread that asks."""

    def __init__(self, make: Callable[[], Reads]) -> None:
        self._make = make
        self._reader: Reads | None = None

    def ask(self, order: Order, seconds: float) -> Reading:
        """The reading of a report, however long it takes."""
        if self._reader is None:
            self._reader = self._make()
        return read(self._reader, order)

    def close(self) -> None:
        """Nothing to let go of."""


class Worker:
    """Reads in a process of its own, which is started again when it died or had to be ended."""

    def __init__(self, make: Callable[[], Reads]) -> None:
        self._make = make
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def ask(self, order: Order, seconds: float) -> Reading:
        """The reading of a report."""
        line = self._started()
        try:
            line.send(order)
            if not line.poll(seconds):
                raise InputError(f"the report takes more than {seconds:g} seconds to read: split it")
            found = line.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise InputError("the process reading the report died; it may need too much memory") from error
        except InputError:
            self.close()
            raise
        if isinstance(found, Exception):
            raise found
        reading: Reading = found
        return reading

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._line:
            self._line.close()
        if self._process:
            self._process.kill()
            self._process.join()
        self._process = self._line = None

    def _started(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self.close()
            self._line, theirs = CONTEXT.Pipe()
            self._process = CONTEXT.Process(target=_serve, args=(theirs, self._make), daemon=True)
            self._process.start()
            theirs.close()
        return self._line


def _serve(line: Connection, make: Callable[[], Reads]) -> None:
    """Read what comes until the server goes, however it goes: its end of the pipe closes then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the server
    reader = make()
    while True:
        try:
            order: Order = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Reading | Exception = read(reader, order)
        except OnRecordError as error:
            answer = error
        # A mistake of ours in one report must not end the process that reads the others.
        except Exception as error:
            logger.exception("a report cannot be read")
            answer = RuntimeError(f"{type(error).__name__} while reading")
        try:
            line.send(answer)
        except OSError:
            return
