"""A reader without models for tests of the machinery around it; workers import it by name."""

import os
import signal
from dataclasses import replace

from onrecord.errors import OnRecordError
from onrecord.model import Reading, Reason, Report

KILLS = "This report ends the process that reads it."
BUG = "This report meets a mistake."


class StandIn:
    """Reads nothing, and says in a warning which process it was."""

    version = "stand-in 1"

    def read(self, report: Report, *, force: bool = False) -> Reading:
        if KILLS in report.document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if BUG in report.document.text:
            raise LookupError("no such word")
        return Reading(reader=self.version, document=report.document, warnings=(str(os.getpid()),))


class Newer(StandIn):
    """The same, one version on."""

    version = "stand-in 2"


class Chosen(StandIn):
    """The same, with a version of the caller's choice; some choices are refused when it comes to reading."""

    def __init__(self, version: str, refusal: OnRecordError | None = None) -> None:
        self.version = version
        self._refusal = refusal

    def read(self, report: Report, *, force: bool = False) -> Reading:
        if self._refusal:
            raise self._refusal
        return super().read(report, force=force)


class Reasoning(StandIn):
    """The same, with a reason for a row that is not there."""

    def read(self, report: Report, *, force: bool = False) -> Reading:
        why = Reason(row=report.document.id, steps=(("frame", report.document.source),))
        return replace(super().read(report, force=force), reasons=(why,))
