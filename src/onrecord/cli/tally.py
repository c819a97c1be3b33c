"""What comes of one ``onrecord read``: counted as it comes, and told at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.model import Failure, Reading

if TYPE_CHECKING:
    from onrecord.batch import Outcome, Skipped
    from onrecord.record import Record

# More lines of failures than this are for `onrecord failures`.
FEW_FAILURES = 5


class Tally:
    """Counts outcomes, and finds the readings of those that were known."""

    def __init__(self, record: str | Path | None) -> None:
        self._place = record
        self._read = self._known = self._statements = self._failed = 0
        self._failures: list[Failure] = []

    def count(self, outcomes: Iterable[Outcome]) -> Iterator[Reading | Skipped]:
        """Pass on all but the failures."""
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._failed += 1
                if self._failed <= FEW_FAILURES:
                    self._failures.append(outcome)
                continue
            if isinstance(outcome, Reading):
                self._read += 1
                self._statements += len(outcome.statements)
            else:
                self._known += 1
            yield outcome

    def whole(self, outcome: Reading | Skipped) -> Reading:
        """The reading itself, from the record where it was known."""
        if isinstance(outcome, Reading):
            return outcome
        stored = self._record.get(outcome.document.id)
        # The same report may have been read from another file.
        return replace(stored, document=replace(stored.document, source=outcome.source))

    @cached_property
    def _record(self) -> Record:
        from onrecord.record import Record

        assert self._place, "nothing is known without a record"
        return Record(self._place, create=False)

    def close(self) -> None:
        """Let go of the record, where one was opened."""
        if "_record" in vars(self):
            self._record.close()

    def complaints(self, sources: list[str]) -> list[str]:
        """One line for each of the first failures and one for all; InputError where nothing was read."""
        if not self._read + self._known:
            raise InputError(self._nothing(sources))
        lines = [told(failure) for failure in self._failures]
        if self._failed:
            where = "see `onrecord failures`" if self._place else "with --db they are kept in the record"
            lines.append(f"{counted(self._failed, 'report')} could not be read: {where}")
        return lines

    def _nothing(self, sources: list[str]) -> str:
        if not self._failures:
            return f"nothing to read in {', '.join(sources)}: no text, HTML, table or feed is there"
        first = told(self._failures[0])
        return (
            first
            if self._failed == 1
            else f"none of {self._failed} reports could be read; the first: {first}"
        )

    def totals(self, *, done: str = "read") -> str:
        """What was read, or otherwise done, in one line."""
        line = f"{counted(self._read, 'report')} {done}, {counted(self._statements, 'statement')}"
        known = f"; {counted(self._known, 'report')} known already" if self._known else ""
        return f"{line}{known}"

    def stopped(self) -> str:
        """What an interruption leaves, in one line."""
        # No number: the last report may have been stored and not been counted any more.
        if self._place is None:
            return "stopped; without --db or ONRECORD_DB nothing is stored"
        from onrecord.record.place import shown

        return f"stopped; what was read is in {shown(self._place)}: run the same command again to go on"


def told(failure: Failure) -> str:
    """A failure in one line that names its source."""
    return failure.reason if failure.source in failure.reason else f"{failure.source}: {failure.reason}"


def counted(number: int, noun: str) -> str:
    """``1 report``, ``2,000 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
