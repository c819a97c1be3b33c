"""Long work: a folder, a feed or a file that was sent, read into the record one after another."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal

from onrecord.web.job_work import Told, Work, work
from onrecord.web.problems import Problem
from onrecord.web.settings import Settings
from onrecord.web.worker import CONTEXT

State = Literal["waiting", "running", "done", "failed", "cancelled"]
JobKind = Literal["folder", "feed", "upload"]
OVER: tuple[State, ...] = ("done", "failed", "cancelled")
REMEMBERED = 100  # jobs that are over
EVENTS = 1000  # of one job, the last ones

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as it is now; ``total`` is the number of files where it is known."""

    id: str
    kind: JobKind
    source: str
    by: str
    state: State = "waiting"
    total: int | None = None
    read: int = 0
    known: int = 0
    failed: int = 0
    message: str | None = None
    created: str
    started: str | None = None
    ended: str | None = None


@dataclass(slots=True)
class _Entry:
    job: Job
    source: str
    upload: Path | None
    events: deque[tuple[int, str, dict[str, Any]]] = field(default_factory=lambda: deque(maxlen=EVENTS))
    count: int = 0
    stop: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """The jobs of a server: one runs at a time, in a process of its own."""

    def __init__(self, settings: Settings, done: Callable[[Job], None] = lambda job: None) -> None:
        """``done`` is told of each job that is over."""
        self._settings = settings
        self._done = done
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry] = {}
        self._queue: SimpleQueue[_Entry | None] = SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def start(self, kind: JobKind, source: str, *, shown: str, by: str, upload: Path | None = None) -> Job:
        """Put a job at the end of the queue; Problem where that is too long."""
        with self._lock:
            if sum(one.job.state not in OVER for one in self._entries.values()) >= self._settings.limits.jobs:
                raise Problem(
                    429, "too many jobs are waiting: try again later", headers={"Retry-After": "60"}
                )
            job = Job(id=secrets.token_hex(8), kind=kind, source=shown, by=by, created=_now())
            entry = _Entry(job, source, upload)
            self._entries[job.id] = entry
            self._tell(entry, "job", job)
            over = [id for id, one in self._entries.items() if one.job.state in OVER]
            for id in over[: max(0, len(over) - REMEMBERED)]:
                del self._entries[id]
        self._queue.put(entry)
        return job

    def all(self) -> list[Job]:
        """All jobs that are remembered, the newest first."""
        with self._lock:
            return [one.job for one in reversed(self._entries.values())]

    def get(self, id: str) -> Job:
        """A job; Problem where there is none."""
        return self._entry(id).job

    def cancel(self, id: str) -> Job:
        """End a job; what it read stays in the record. Problem where it is over."""
        entry = self._entry(id)
        with self._lock:
            if entry.job.state in OVER:
                raise Problem(409, f"the job is over: it is {entry.job.state}")
            entry.stop.set()
            if entry.job.state == "waiting":
                self._end(entry, "cancelled", None)
        return entry.job

    def events(self, id: str, after: int) -> list[tuple[int, str, dict[str, Any]]]:
        """What happened to a job since event number ``after``: numbers, kinds and data."""
        entry = self._entry(id)
        with self._lock:
            return [one for one in entry.events if one[0] > after]

    def waiting(self) -> int:
        """How many jobs wait or run."""
        with self._lock:
            return sum(one.job.state not in OVER for one in self._entries.values())

    def close(self) -> None:
        """End what is running, and start nothing more."""
        self._closing.set()
        with self._lock:
            for one in self._entries.values():
                one.stop.set()
        self._queue.put(None)
        self._thread.join(timeout=10)

    def _entry(self, id: str) -> _Entry:
        with self._lock:
            entry = self._entries.get(id)
        if entry is None:
            raise Problem(404, "there is no such job")
        return entry

    def _run(self) -> None:
        while (entry := self._queue.get()) is not None and not self._closing.is_set():
            if entry.job.state == "waiting":
                # One job that meets a mistake of ours must not keep all others waiting for ever.
                try:
                    self._do(entry)
                except Exception:
                    logger.exception("a job cannot be done")
                    with self._lock:
                        self._end(entry, "failed", "a mistake in onrecord: the server's log says more")
            if entry.upload:
                shutil.rmtree(entry.upload.parent, ignore_errors=True)
            self._done(entry.job)

    def _do(self, entry: _Entry) -> None:
        with self._lock:
            if entry.job.state != "waiting":
                return
            self._change(entry, state="running", started=_now())
        mine, theirs = CONTEXT.Pipe(duplex=False)
        told = Work(
            source=entry.source,
            record=self._settings.record,
            reader=self._settings.reader,
            embedder=self._settings.embedder,
        )
        process = CONTEXT.Process(target=work, args=(theirs, told), daemon=True)
        process.start()
        theirs.close()
        try:
            state, message = self._follow(entry, mine)
        finally:
            process.kill()
            process.join()
            mine.close()
        with self._lock:
            self._end(entry, state, message)

    def _follow(self, entry: _Entry, line: Connection) -> tuple[State, str | None]:
        """Note what the process tells until it ends; how it ended."""
        for told in _heard(line, entry.stop):
            if told.what == "over":
                return ("failed" if told.message else "done"), told.message
            with self._lock:
                self._note(entry, told)
        if entry.stop.is_set():
            return "cancelled", None
        return "failed", "the process reading it died"

    def _note(self, entry: _Entry, told: Told) -> None:
        job = entry.job
        if told.what == "total":
            self._change(entry, total=told.number)
            return
        self._change(
            entry,
            read=job.read + (told.what == "read"),
            known=job.known + (told.what == "known"),
            failed=job.failed + (told.what == "failed"),
        )
        if told.what == "failed":
            self._tell(entry, "failure", {"source": told.source, "reason": told.message})

    def _change(self, entry: _Entry, **changes: Any) -> None:
        entry.job = replace(entry.job, **changes)
        self._tell(entry, "progress", entry.job)

    def _end(self, entry: _Entry, state: State, message: str | None) -> None:
        entry.job = replace(entry.job, state=state, message=message, ended=_now())
        self._tell(entry, "end", entry.job)

    def _tell(self, entry: _Entry, kind: str, data: Job | dict[str, Any]) -> None:
        entry.count += 1
        told = to_dict(data) if isinstance(data, Job) else data
        entry.events.append((entry.count, kind, told))


def _heard(line: Connection, stop: threading.Event) -> Iterator[Told]:
    while not stop.is_set():
        try:
            if line.poll(0.1):
                yield line.recv()
        except (EOFError, OSError):
            return


def to_dict(job: Job) -> dict[str, Any]:
    """A job as JSON has it."""
    return {name: getattr(job, name) for name in Job.__slots__}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
