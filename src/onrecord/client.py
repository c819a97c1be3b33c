"""A server of onrecord from Python (docs/rest.md).

with Client("http://127.0.0.1:8000") as client:
    reading = client.read("LISBON, March 3, 2021 - Ferry crews will vote on Friday, the union said.")
    for event in client.events(type="ASSAULT", since="2016-10"):
        ...
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self
from urllib.parse import quote

import httpx
import orjson

from onrecord.errors import ServerError
from onrecord.exchange.onrecord import loads
from onrecord.model import Reading

Row = dict[str, Any]
Action = Literal["confirm", "reject", "change", "add"]

API = "/api/v1"
SECONDS = 90.0  # until an answer; the server gives a report a minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happened to a job: ``kind`` is job, progress, failure or end."""

    number: int
    kind: str
    data: Row


class Client:
    """A connection to a server; a context manager that closes it.

    Args:
        address: where the server is, as ``http://127.0.0.1:8000``.
        token: the token of the server, where it has one.
        transport: what carries the requests; for tests.
    """

    def __init__(
        self,
        address: str = "http://127.0.0.1:8000",
        *,
        token: str | None = None,
        seconds: float = SECONDS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"User-Agent": "onrecord"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        # Proxies of the environment are for the web, not for a server of one's own.
        self._http = httpx.Client(
            base_url=address, headers=headers, timeout=seconds, transport=transport, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def log_in(self, name: str, password: str) -> Row:
        """Come in as a user; ``name``, ``role`` and what else the server tells of the session."""
        told = self._ask("POST", "/session", json={"name": name, "password": password})
        self._http.headers["X-CSRF-Token"] = told["csrf"]
        return told

    def log_out(self) -> None:
        """End the session."""
        self._send("DELETE", "/session")
        self._http.headers.pop("X-CSRF-Token", None)

    def health(self) -> Row:
        """Whether all is well with the server."""
        return self._ask("GET", "/health")

    def read(
        self,
        text: str,
        *,
        published: str | None = None,
        title: str | None = None,
        url: str | None = None,
        store: bool = False,
    ) -> Reading:
        """The reading of a report; kept in the record of the server where ``store`` asks for that."""
        given = {"text": text, "published": published, "title": title, "url": url}
        told = {name: value for name, value in given.items() if value is not None}
        params = {"store": "true"} if store else None
        return loads(self._send("POST", "/read", json=told, params=params).content)

    def report(self, id: str, *, corrected: bool = True) -> Reading:
        """The reading of a report of the record, as people corrected it or as it was read."""
        params = None if corrected else {"corrected": "false"}
        return loads(self._send("GET", f"/reports/{quote(id, safe='')}", params=params).content)

    def reports(self, **filters: Any) -> Iterator[Row]:
        """Reports, the newest first; filters as the server has them: ``publisher``, ``since``, ``until``."""
        return self._rows("/reports", filters)

    def statements(self, **filters: Any) -> Iterator[Row]:
        """Statements: ``speaker``, ``about``, ``kind``, ``document``, ``since``, ``until``."""
        return self._rows("/statements", filters)

    def events(self, **filters: Any) -> Iterator[Row]:
        """Events: ``actor``, ``recipient``, ``type``, ``status``, ``place``, ``country``, ``teller`` and others."""
        return self._rows("/events", filters)

    def relations(self, **filters: Any) -> Iterator[Row]:
        """Relations: ``actor``, ``subject``, ``object``, ``type``, ``status``, ``teller`` and others."""
        return self._rows("/relations", filters)

    def commitments(self, **filters: Any) -> Iterator[Row]:
        """Commitments: ``actor``, ``by``, ``to``, ``kind``, ``status``, ``due_by`` and others."""
        return self._rows("/commitments", filters)

    def actors(self, **filters: Any) -> Iterator[Row]:
        """Actors: ``q``, ``kind``, ``country``, ``since``, ``until``."""
        return self._rows("/actors", filters)

    def places(self, **filters: Any) -> Iterator[Row]:
        """Places of events: ``q``, ``country``."""
        return self._rows("/places", filters)

    def claims(self, **filters: Any) -> Iterator[Row]:
        """Claims: ``about``, ``teller``, ``disputed``, ``stories``, ``offices``, ``since``, ``until``."""
        return self._rows("/claims", filters)

    def contradictions(self, **filters: Any) -> Iterator[Row]:
        """Contradictions: ``about``, ``teller``, ``kind``, ``since``, ``until``."""
        return self._rows("/contradictions", filters)

    def corrections(self, **filters: Any) -> Iterator[Row]:
        """Corrections, those withdrawn too: ``orphaned``."""
        return self._rows("/corrections", filters)

    def audit(self) -> Iterator[Row]:
        """Who did what, for admins."""
        return self._rows("/audit", {})

    def search(self, words: str, **filters: Any) -> list[Row]:
        """Statements and reports that hold the words, the best first."""
        found: list[Row] = self._ask("GET", "/search", params=_params({"q": words, **filters}))["items"]
        return found

    def get(self, kind: str, id: str) -> Row:
        """One thing of a list: ``kind`` is the name of the list, as ``events`` or ``actors``."""
        return self._ask("GET", f"/{quote(kind, safe='')}/{quote(str(id), safe='')}")

    def stats(self) -> Row:
        """The record in figures."""
        return self._ask("GET", "/stats")

    def correct(
        self,
        action: Action,
        row: str | None = None,
        *,
        document: str | None = None,
        kind: str | None = None,
        fields: Mapping[str, str | None] | None = None,
        note: str | None = None,
    ) -> Row:
        """Confirm, reject or change a row, or add one to a document; the correction that it makes."""
        given = {"action": action, "row": row, "document": document, "kind": kind, "note": note}
        told = {name: value for name, value in given.items() if value is not None}
        return self._ask("POST", "/corrections", json={**told, "fields": dict(fields or {})})

    def withdraw(self, number: int) -> Row:
        """Take a correction back."""
        return self._ask("DELETE", f"/corrections/{number}")

    def export(self, out: BinaryIO, format: str = "jsonl", *, what: str | None = None) -> int:
        """Write the whole record of the server in a format, and tell how many bytes that were."""
        written = 0
        with self._streamed("/export", {"format": format, "what": what}, "*/*") as response:
            for chunk in response.iter_bytes():
                written += out.write(chunk)
        return written

    def jobs(self) -> list[Row]:
        """The jobs that the server remembers, the newest first."""
        found: list[Row] = self._ask("GET", "/jobs")["items"]
        return found

    def read_folder(self, folder: str) -> Row:
        """Let the server read a folder of its own; the job."""
        return self._ask("POST", "/jobs", json={"folder": folder})

    def read_feed(self, url: str) -> Row:
        """Let the server read a feed or page; the job."""
        return self._ask("POST", "/jobs", json={"feed": url})

    def upload(self, name: str, data: bytes | BinaryIO) -> Row:
        """Send a file to be read; ``name`` tells by its suffix what it is. The job."""
        headers = {"Content-Type": "application/octet-stream"}
        return self._ask("POST", "/jobs/upload", params={"name": name}, content=data, headers=headers)

    def job(self, id: str) -> Row:
        """A job as it is now."""
        return self._ask("GET", f"/jobs/{quote(id, safe='')}")

    def cancel(self, id: str) -> Row:
        """End a job."""
        return self._ask("DELETE", f"/jobs/{quote(id, safe='')}")

    def follow(self, id: str) -> Iterator[Step]:
        """What happens to a job, until it is over."""
        with self._streamed(f"/jobs/{quote(id, safe='')}/events", {}, "text/event-stream") as response:
            told: dict[str, str] = {}
            for line in response.iter_lines():
                name, _, value = line.partition(": ")
                if line and name:
                    told[name] = value
                elif "data" in told:
                    yield Step(number=int(told["id"]), kind=told["event"], data=orjson.loads(told["data"]))
                    told = {}

    def _rows(self, path: str, filters: Mapping[str, Any]) -> Iterator[Row]:
        """The rows of a list as they come, however long it is."""
        with self._streamed(path, filters, "application/x-ndjson") as response:
            for line in response.iter_lines():
                yield orjson.loads(line)

    def _ask(self, method: str, path: str, **options: Any) -> Row:
        found: Row = orjson.loads(self._send(method, path, **options).content)
        return found

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            response = self._http.request(method, API + path, **options)
        except httpx.HTTPError as error:
            raise _unreachable(self._http.base_url, error) from error
        if not response.is_success:
            raise _refusal(response)
        return response

    def _streamed(self, path: str, filters: Mapping[str, Any], accept: str) -> _Streamed:
        return _Streamed(self._http, API + path, _params(filters), accept)


class _Streamed:
    """An answer that is taken piece by piece; ServerError where it is a refusal, or breaks off."""

    def __init__(self, http: httpx.Client, path: str, params: Mapping[str, str], accept: str) -> None:
        self._http = http
        self._stream = http.stream("GET", path, params=params, headers={"Accept": accept})

    def __enter__(self) -> httpx.Response:
        try:
            response = self._stream.__enter__()
            if not response.is_success:
                response.read()
        except httpx.HTTPError as error:
            raise _unreachable(self._http.base_url, error) from error
        if not response.is_success:
            self._stream.__exit__(None, None, None)
            raise _refusal(response)
        return response

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.__exit__(kind, error, trace)
        if isinstance(error, httpx.HTTPError):
            raise _unreachable(self._http.base_url, error) from error


def _params(filters: Mapping[str, Any]) -> dict[str, str]:
    told = {name: value for name, value in filters.items() if value is not None}
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in told.items()
    }


def _refusal(response: httpx.Response) -> ServerError:
    try:
        detail = str(orjson.loads(response.content)["detail"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        detail = response.reason_phrase or "no reason given"
    return ServerError(response.status_code, detail)


def _unreachable(address: httpx.URL, error: Exception) -> ServerError:
    return ServerError(
        0, f"{address} does not answer: {' '.join(str(error).split()) or type(error).__name__}"
    )
