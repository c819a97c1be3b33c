"""What all routes of a server share."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import Depends, Request

from onrecord import query
from onrecord.query import Stats
from onrecord.record import Record
from onrecord.web.access import Access, Principal, client_of
from onrecord.web.audit import Audit
from onrecord.web.desk import Desk
from onrecord.web.drafts import Drafts
from onrecord.web.jobs import OVER, Jobs
from onrecord.web.metrics import Metrics
from onrecord.web.settings import Settings

QUICK = 0.01  # seconds that may always be taken to count what there is
PATIENCE = 100  # else it is counted anew after so many times as long


class State:
    """A server's record, reader, jobs, access and logs, from ``open`` to ``close``."""

    record: Record
    desk: Desk
    jobs: Jobs

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.access = Access(settings)
        self.audit = Audit(settings.audit_file)
        self.metrics = Metrics()
        self.drafts = Drafts()
        self.fetching = 0
        self.exporting = 0
        self.streaming = 0
        self._figures: tuple[Stats | None, float] = (None, 0.0)

    def open(self) -> None:
        """Open the record, and start what reads; RecordError where the record cannot be used."""
        self.record = Record(self.settings.record, embedder=self.settings.embedder)
        self.desk = Desk(self.settings, self.metrics)
        self.jobs = Jobs(
            self.settings,
            lambda job: self.audit.note(
                f"job {job.state if job.state in OVER else 'left'}", by=job.by, client="-", job=job.id
            ),
        )
        self.metrics.watch("onrecord_jobs_waiting", "Jobs that wait or run.", self.jobs.waiting)
        self.metrics.watch("onrecord_record_bytes", "Bytes that the record takes.", self.record.size)

    def close(self) -> None:
        """Let go of all of it."""
        self.jobs.close()
        self.desk.close()
        self.record.close()

    def figures(self) -> Stats:
        """The record in figures; of a large record those of a while ago, as long as it takes to count."""
        figures, until = self._figures
        if figures is None or time.monotonic() >= until:
            begun = time.monotonic()
            figures = query.stats(self.record)
            ended = time.monotonic()
            taken = ended - begun
            self._figures = (figures, ended + (taken * PATIENCE if taken > QUICK else 0))
        return figures

    def note(self, request: Request, principal: Principal, action: str, **what: Any) -> None:
        """Write down in the audit log that somebody did something."""
        self.audit.note(action, by=principal.name, client=client_of(request), **what)


def _state(request: Request) -> State:
    state: State = request.app.state.web
    return state


Web = Annotated[State, Depends(_state)]
