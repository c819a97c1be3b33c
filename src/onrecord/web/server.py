"""uvicorn, with patience for slow clients that ends."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.web.settings import Limits, Settings

HEADER_BYTES = 32_768


def patient(limits: Limits) -> type[H11Protocol]:
    """HTTP/1.1 whose clients have to send their headers, and take their answers, in time."""
    open_to: Counter[str] = Counter()

    class Patient(H11Protocol):
        _header: asyncio.TimerHandle | None = None
        _stalled: asyncio.TimerHandle | None = None
        _counted: str | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._counted = self.client[0] if self.client else ""
            open_to[self._counted] += 1
            if open_to[self._counted] > limits.connections_of_one or open_to.total() > limits.connections:
                transport.abort()
                return
            self._await_header()

        def connection_lost(self, exc: Exception | None) -> None:
            for timer in (self._header, self._stalled):
                if timer:
                    timer.cancel()
            if self._counted is not None:
                open_to[self._counted] -= 1
                if open_to[self._counted] <= 0:
                    del open_to[self._counted]
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            before = self.cycle
            super().data_received(data)
            if self.cycle is not before and self._header:
                self._header.cancel()
                self._header = None

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if not self.transport.is_closing() and self._header is None:
                self._await_header()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._stalled = self.loop.call_later(limits.stalled_seconds, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            if self._stalled:
                self._stalled.cancel()
                self._stalled = None

        def _await_header(self) -> None:
            self._header = self.loop.call_later(
                limits.header_seconds + limits.idle_seconds, self.transport.abort
            )

    return Patient


def configured(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves the application."""
    limits = settings.limits
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="asyncio",
        http=patient(limits),
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=settings.proxy is not None,
        forwarded_allow_ips=settings.proxy,
        server_header=False,
        timeout_keep_alive=limits.idle_seconds,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=HEADER_BYTES,
    )


class Server(uvicorn.Server):
    """Tells where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, told: Callable[[str], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers if self.started else ():
            for each in server.sockets:
                host, port = each.getsockname()[:2]
                self._told(f"http://{f'[{host}]' if ':' in host else host}:{port}/")


def serve(app: FastAPI, settings: Settings, *, told: Callable[[str], None] = lambda address: None) -> None:
    """Serve until the process is told to end.

    Args:
        told: is given the address when the server can be reached.

    Raises RecordError where the record cannot be used, UsageError where the address or the embedder cannot.
    """
    # What cannot be opened is told in a line, not in uvicorn's log.
    Record(settings.record, embedder=settings.embedder).close()
    with _free(settings) as taken:
        server = Server(configured(app, settings), told)
        server.run(sockets=[taken])


@contextmanager
def _free(settings: Settings) -> Iterator[socket.socket]:
    """A socket at the address; UsageError where there is none to be had."""
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay only where the protocol is said; else an answer waits 40 ms for the client's system.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, settings.port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise UsageError(
                f"cannot listen at {settings.host}, port {settings.port}: {why}; choose another --port"
            ) from error
        yield found
