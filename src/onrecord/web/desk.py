"""Reports that are pasted or posted are read here: by a few at a time, and out of the way of the event loop."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue

from onrecord.errors import OnRecordError
from onrecord.model import Reading
from onrecord.web.metrics import Metrics
from onrecord.web.problems import Problem
from onrecord.web.settings import Settings
from onrecord.web.worker import WARM, Asks, Here, Order, Worker


class Desk:
    """Reads reports with the reader of the server, which is loaded once."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._limits = settings.limits
        self._metrics = metrics
        size = max(1, settings.processes)
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="reading")
        make = Worker if settings.processes else Here
        self._all: list[Asks] = [make(settings.reader) for _ in range(size)]
        self._idle: SimpleQueue[Asks] = SimpleQueue()
        for one in self._all:
            self._idle.put(one)
        self._waiting = 0
        self.ready = False
        metrics.watch(
            "onrecord_readings_waiting", "Reports that wait or are being read.", lambda: self._waiting
        )
        if settings.warm:
            for _ in range(size):
                self._threads.submit(self._warm)

    async def read(self, order: Order) -> Reading:
        """The reading of a report.

        Raises the errors of ``worker.read``; Problem where too many are waiting.
        """
        if self._waiting >= self._limits.waiting_readings:
            raise Problem(
                503, "too many reports are being read: try again soon", headers={"Retry-After": "5"}
            )
        self._waiting += 1
        begun = time.monotonic()
        outcome = "mistake"
        try:
            reading = await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, order)
            outcome = "read"
            return reading
        except OnRecordError:
            outcome = "refused"
            raise
        finally:
            self._waiting -= 1
            self._metrics.read(outcome, time.monotonic() - begun)

    def close(self) -> None:
        """Read no more."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for one in self._all:
            one.close()

    def _ask(self, order: Order) -> Reading:
        one = self._idle.get()
        try:
            return one.ask(order, self._limits.reading_seconds)
        finally:
            self._idle.put(one)

    def _warm(self) -> None:
        """Load the models before somebody waits for them."""
        # What is wrong with the reader is told to whoever asks first.
        with suppress(OnRecordError, RuntimeError):
            self._ask(Order(text=WARM))
            self.ready = True
