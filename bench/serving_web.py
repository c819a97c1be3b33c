"""A client that costs little, so that the server is measured and not the client."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 120.0  # seconds


class RefusedError(RuntimeError):
    """An answer that tells of an error."""


class Line:
    """One connection to a server, kept from request to request."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        assert place.hostname, "the address names a host"
        self._connection = HTTPConnection(place.hostname, place.port, timeout=PATIENCE)

    def get(self, path: str) -> bytes:
        """The body of an answer; RefusedError for one that tells of an error."""
        return self._answer("GET", path, None)

    def post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        """The JSON that comes back for JSON."""
        told: dict[str, Any] = json.loads(self._answer("POST", path, json.dumps(data)) or b"{}")
        return told

    def delete(self, path: str) -> None:
        """Take something away."""
        self._answer("DELETE", path, None)

    def _answer(self, method: str, path: str, body: str | None) -> bytes:
        headers = {
            "Accept": "text/html, application/json",
            **({"Content-Type": "application/json"} if body else {}),
        }
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        data = answer.read()
        if answer.status >= 400:
            raise RefusedError(f"{method} {path}: {answer.status} {data[:300]!r}")
        return data
