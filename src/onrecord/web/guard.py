"""What every request passes before anything else, and every answer on its way out.

1. The Host header names us, so that no foreign name can be made to point here (DNS rebinding).
2. A request that changes something does not come from a page of another site.
3. A client asks no more often than it may.
4. The body is not packed, not larger than it may be, and comes in time.
5. A mistake of ours becomes a problem without a traceback; every answer carries headers that bind the browser.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from math import ceil
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web import problems
from onrecord.web.access import SAFE
from onrecord.web.limits import Rates
from onrecord.web.metrics import Metrics
from onrecord.web.problems import Problem, Shown
from onrecord.web.settings import NAMES, Settings

UPLOAD = "/api/v1/jobs/upload"
READING = ("/api/v1/read", "/read", "/read/file", "/read/url")
NEXT_NETWORK = 64  # bits of an IPv6 address that one client has for itself
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}

logger = logging.getLogger(__name__)


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics, shown: Shown) -> None:
        self._app = app
        self._shown = shown
        self._limits = settings.limits
        self._metrics = metrics
        self._hosts = {host.casefold() for host in (*NAMES, *settings.hosts, settings.host)}
        self._requests = Rates(self._limits.requests, self._limits.requests_at_once)
        self._readings = Rates(self._limits.readings, self._limits.readings_at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answered = _Answered(send)
        begun = time.monotonic()
        try:
            self._check(scope)
            await self._app(scope, self._bounded(scope, receive), answered)
        except Problem as problem:
            await self._refuse(answered, scope, receive, problem.status_code, problem)
        # The last place where a mistake of ours can become an answer.
        except Exception:
            logger.exception("%s %s failed", scope["method"], scope["path"])
            if answered.status:
                raise
            await self._refuse(answered, scope, receive, 500, None)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            self._metrics.asked(scope["method"], route, answered.status, time.monotonic() - begun)

    async def _refuse(
        self, answered: _Answered, scope: Scope, receive: Receive, status: int, problem: Problem | None
    ) -> None:
        if answered.status:
            return
        told = problem.detail if problem else problems.SPOKEN[500]
        headers = dict(problem.headers or {}) if problem else {}
        # What is left of the body is not waited for.
        headers["Connection"] = "close"
        answer = problems.either(scope, self._shown, status, told, headers=headers)
        await answer(scope, receive, answered)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.getlist("host")
        if len(host) != 1 or not self._is_ours(host[0]):
            raise Problem(421, "this server has another name: start it with --allow-host NAME")
        if scope["method"] not in SAFE and _is_foreign(headers, host[0]):
            raise Problem(403, "this request comes from another site")
        client = _client(scope)
        wait = self._requests.wait(client)
        if not wait and scope["method"] == "POST" and scope["path"] in READING:
            wait = self._readings.wait(client)
        if wait:
            raise Problem(429, "too many requests: wait a while", headers={"Retry-After": str(ceil(wait))})
        if headers.get("content-encoding", "identity").casefold() != "identity":
            raise Problem(415, "send the body as it is, without Content-Encoding")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            raise Problem(400, "Content-Length is no number")
        if int(length) > self._most(scope):
            raise _too_large(self._most(scope))

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name.casefold() in self._hosts:
            return True
        try:
            # A written address is no name that somebody could make point elsewhere.
            return bool(ipaddress.ip_address(name))
        except ValueError:
            return False

    def _most(self, scope: Scope) -> int:
        return self._limits.upload if scope["path"] == UPLOAD else self._limits.body

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """The body, as long as it is not too large and comes in time."""
        most, seen, whole = self._most(scope), 0, False
        upload = scope["path"] == UPLOAD
        until = time.monotonic() + (self._limits.upload_seconds if upload else self._limits.body_seconds)

        async def bounded() -> Message:
            nonlocal seen, whole
            if whole:  # what comes now is that the client went away
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.0, until - time.monotonic()))
            except TimeoutError:
                raise Problem(408, "the request did not come in time") from None
            seen += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if seen > most:
                raise _too_large(most)
            return message

        return bounded


class _Answered:
    """Sends an answer with our headers, and knows its status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _too_large(most: int) -> Problem:
    return Problem(413, f"the request is larger than {most / 1_000_000:g} MB")


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser sends this for a page of another site."""
    origin = headers.get("origin")
    if origin is not None:
        return origin.casefold().partition("://")[2] != host.casefold()
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def _client(scope: Scope) -> str:
    host = scope["client"][0] if scope.get("client") else "unknown"
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, NEXT_NETWORK), strict=False))
    return str(address)
