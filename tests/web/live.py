"""A server on a port of its own, in a thread of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.web import Settings, application
from onrecord.web.server import Server, configured


@contextmanager
def live(settings: Settings) -> Iterator[str]:
    """Serves until the end of the block; the address is like http://127.0.0.1:34567."""
    told: list[str] = []
    server = Server(configured(application(settings), settings), told.append)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until = time.monotonic() + 30
        while not told:
            assert thread.is_alive(), "the server starts"
            assert time.monotonic() < until, "the server starts in time"
            time.sleep(0.01)
        yield told[0].rstrip("/")
    finally:
        server.should_exit = True
        thread.join(timeout=30)
