"""Worker processes that read items and never outlive the process that started them.

Every worker holds the reading end of one pipe, the lifeline, whose other end only the parent holds.
It closes when the parent lets go or dies, however it dies, and the workers leave.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection

from onrecord.batch.work import Desk, Outcome, Task, failure
from onrecord.ingest import Item
from onrecord.model import Failure

# Enough to keep a worker busy while the parent waits for the oldest item or writes.
IN_FLIGHT = 4

# spawn: the parent may hold threads and an open database, which a forked child must not share.
CONTEXT = multiprocessing.get_context("spawn")

# A pool hands its workers no place of their own to keep what the initializer made.
_desk: Desk


def _start(task: Task, lifeline: Connection) -> None:
    global _desk
    threading.Thread(target=_leave_with, args=(lifeline,), daemon=True).start()
    _desk = Desk(task)


def _leave_with(lifeline: Connection) -> None:
    lifeline.poll(None)
    os._exit(1)


def _read(item: Item) -> Outcome:
    return _desk(item)


class Crew:
    """Reads items with ``size`` processes, in order, a bounded number at a time.

    A process that dies takes its pool with it and the pool does not tell which item was to blame:
    all that was under way is read again by a process of its own, and who dies there is named.
    """

    def __init__(self, task: Task, size: int) -> None:
        self._task = task
        self._size = size
        self._receiver, self._lifeline = CONTEXT.Pipe(duplex=False)
        self._pool: ProcessPoolExecutor | None = None
        self._alone: ProcessPoolExecutor | None = None

    def read(self, items: Iterable[Item | Failure]) -> Iterator[Outcome]:
        """The outcome of each item, in order."""
        waiting: deque[tuple[Item, Future[Outcome]] | Failure] = deque()
        for item in items:
            waiting.append(item if isinstance(item, Failure) else (item, self._submit(item)))
            if len(waiting) >= self._size * IN_FLIGHT:
                yield self._outcome(waiting.popleft())
        while waiting:
            yield self._outcome(waiting.popleft())

    def close(self) -> None:
        """Let the workers go, whatever they are at."""
        self._lifeline.close()
        for pool in (self._pool, self._alone):
            if pool:
                pool.shutdown(wait=True, cancel_futures=True)
        self._receiver.close()

    def _submit(self, item: Item) -> Future[Outcome]:
        if self._pool is None:
            self._pool = self._hire(self._size)
        try:
            return _submit(self._pool, item)
        except BrokenProcessPool:
            self._pool = self._hire(self._size)
            return _submit(self._pool, item)

    def _outcome(self, entry: tuple[Item, Future[Outcome]] | Failure) -> Outcome:
        if isinstance(entry, Failure):
            return entry
        item, future = entry
        try:
            return future.result()
        except BrokenProcessPool:
            return self._read_alone(item)

    def _read_alone(self, item: Item) -> Outcome:
        if self._alone is None:
            self._alone = self._hire(1)
        try:
            return _submit(self._alone, item).result()
        except BrokenProcessPool:
            self._alone = None
            return failure(item.source, "the process reading it died; the report may need too much memory")

    def _hire(self, size: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            size, mp_context=CONTEXT, initializer=_start, initargs=(self._task, self._receiver)
        )


def _submit(pool: ProcessPoolExecutor, item: Item) -> Future[Outcome]:
    """Submit, so that a worker started by it never sees the Ctrl-C meant for its parent."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_read, item)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
