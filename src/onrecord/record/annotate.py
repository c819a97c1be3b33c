"""What people annotated becomes corrections, inside its caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.model import Annotated, Commitment
from onrecord.record import correct
from onrecord.record.annotated import Home, differing, matched, outer_first, taken_away
from onrecord.record.changes import added, told
from onrecord.record.correct import Report, report_of
from onrecord.record.corrections import KINDS, Action, Correction, Key, Kind, applied, rows_of
from onrecord.record.evidence import Row
from onrecord.record.fields import PINNED, carried, value
from onrecord.record.find import same_report
from onrecord.record.judge import login


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What came of the annotation of one report.

    ``made`` are its corrections; ``agreed`` counts rows that are so already; ``kept`` counts those that were taken away
    in the annotation and are not rejected, since some of it could not be read; ``failures`` say what could not be
    taken.
    """

    document: str
    made: tuple[Correction, ...]
    agreed: int
    kept: int
    failures: tuple[str, ...]


def annotate(
    connection: Connection,
    annotated: Annotated,
    *,
    by: str | None,
    note: str | None,
    confirm: bool = False,
    complete: bool = False,
) -> Annotations:
    """Write down as corrections in what an annotation is otherwise than the report as it is shown.

    1. Statements that are new, the outer ones first; then what is otherwise, statements first; then other new rows.
    2. What was taken away, the inner rows first: a statement takes all with it that it tells.

    Args:
        confirm: confirm the rows that are so already.
        complete: reject what is not annotated, where the annotation is of no export.

    Raises InputError where the record has no such report, or one of another text.
    """
    report = report_of(connection, same_report(connection, annotated.reading.document))
    return _Desk(connection, annotated, report, by, note).through(confirm=confirm, complete=complete)


@dataclass(slots=True)
class _Desk:
    connection: Connection
    annotated: Annotated
    report: Report
    by: str | None
    note: str | None
    made: list[Correction] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    agreed: int = 0

    def through(self, *, confirm: bool, complete: bool) -> Annotations:
        reading, shown = self.annotated.reading, self.report.shown
        found = matched(self.annotated, shown)
        home = Home(
            self.annotated, shown, {id: other for (kind, id), other in found.items() if kind == "statement"}
        )
        gone = taken_away(self.annotated, shown, found, complete=complete)
        agreeing: list[tuple[Kind, Row]] = []
        new = [row for row in outer_first(reading) if ("statement", row.id) not in found]
        for said in new:
            self._add("statement", said, home)
        for kind in KINDS:
            for row in rows_of(reading, kind):
                if (kind, row.id) in found:
                    agreeing += self._change(kind, row, found[kind, row.id], home)
        for kind in KINDS:
            for row in rows_of(reading, kind):
                if kind != "statement" and (kind, row.id) not in found:
                    self._add(kind, row, home)
        if confirm:
            for kind, row in agreeing:
                self._confirm(kind, row)
        if self.annotated.whole:
            for kind, id in gone:
                self._reject(kind, id)
        return Annotations(
            document=self.report.read.document.id,
            made=tuple(self.made),
            agreed=self.agreed,
            kept=0 if self.annotated.whole else len(gone),
            failures=tuple(self.failures),
        )

    def _add(self, kind: Kind, row: Row, home: Home) -> None:
        if row.id in self.annotated.untouched:
            return  # nobody touched it: it was rejected meanwhile, or is not read any more
        after = self._placed(kind, home.row(row))
        if kind == "statement":
            home.said[row.id] = after.id
        if any(other.id == after.id for other in rows_of(self.report.shown, kind)):
            self.agreed += 1
            return
        self._write("add", kind, None, after, (), home)

    def _placed(self, kind: Kind, row: Row) -> Row:
        """A new row; one that is linked to no statement belongs to that in which its words stand."""
        named = {"kind": ""} if kind == "statement" else {}
        if getattr(row, "status", "reported") != "reported" or isinstance(row, Commitment):
            named["status"] = ""
        linked = "parent" if kind == "statement" else "statement"
        if getattr(row, linked) is not None:
            named |= {linked: "", "status": ""}
        return added(self.report.read.document.id, kind, told(self.report.shown, row, named))

    def _change(self, kind: Kind, row: Row, id: str, home: Home) -> list[tuple[Kind, Row]]:
        """Write down a row that is otherwise; the row where it is not."""
        before = self.report.row(kind, id)
        touched = row.id not in self.annotated.untouched
        after = home.row(row, before)
        names = differing(after, before)
        if not (touched and names):
            self.agreed += 1
            return [] if names else [(kind, before)]
        changed = before
        for name in names:
            changed = carried(name, after, changed)
        self._write("change", kind, before, changed, names, home)
        return []

    def _confirm(self, kind: Kind, row: Row) -> None:
        by = self.by or login()
        key: Key = (kind, self.report.goes_by(kind, row.id))
        mine = [one for one in self.report.standing if one.key == key]
        shown = self.report.row(kind, row.id)
        same = all(value(name, shown) == value(name, row) for name in PINNED[kind])
        if same and not (mine and (mine[-1].action, mine[-1].by) == ("confirm", by)):
            self._write("confirm", kind, shown, shown, (), None)

    def _reject(self, kind: Kind, id: str) -> None:
        here = [row for row in rows_of(self.report.shown, kind) if row.id == id]
        # One that went with a statement is gone already.
        for row in here:
            self._write("reject", kind, row, None, (), None)

    def _write(
        self,
        action: Action,
        kind: Kind,
        before: Row | None,
        after: Row | None,
        names: tuple[str, ...],
        home: Home | None,
    ) -> None:
        try:
            made = correct.write_down(
                self.connection,
                self.report,
                action,
                kind,
                before,
                after,
                names,
                tuple(home.actors.values()) if home else (),
                places=tuple(home.places.values()) if home else (),
                by=self.by,
                note=self.note,
            )
        except UsageError as error:
            self.failures.append(str(error))
            return
        self.made.append(made)
        standing = (*self.report.standing, made)
        self.report = replace(self.report, shown=applied(self.report.read, standing)[0], standing=standing)
