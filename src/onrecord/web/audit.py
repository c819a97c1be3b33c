"""Who did what: a file of JSON Lines beside the record, written to its end only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import orjson

from onrecord.errors import RecordError


class Audit:
    """The audit log of a server."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()

    def note(self, action: str, *, by: str, client: str, **what: Any) -> None:
        """Write down that somebody did something; RecordError where that cannot be done."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = orjson.dumps({"at": at, "action": action, "by": by, "client": client, **what}) + b"\n"
        try:
            with self._lock:
                handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                try:
                    os.write(handle, line)
                    os.fsync(handle)
                finally:
                    os.close(handle)
        except OSError as error:
            raise RecordError(f"cannot write {self._path}, the audit log: {error.strerror}") from error

    def entries(self, *, after: int = 0, limit: int | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
        """The entries from a place in the file on, each with the place behind it."""
        try:
            with self._path.open("rb") as file:
                file.seek(after)
                while (limit is None or limit > 0) and (line := file.readline()).endswith(b"\n"):
                    yield file.tell(), orjson.loads(line)
                    limit = None if limit is None else limit - 1
        except FileNotFoundError:
            return
        except (OSError, orjson.JSONDecodeError) as error:
            raise RecordError(f"cannot read {self._path}, the audit log: {error}") from error
