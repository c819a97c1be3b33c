"""Whether every row of a record still has its words in its report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.errors import InputError
from onrecord.model import Reading, cut
from onrecord.record import coded
from onrecord.record.correct import report_of
from onrecord.record.corrections import KINDS, rows_of
from onrecord.record.evidence import amiss
from onrecord.record.schema import coded as coded_rows
from onrecord.record.schema import documents, readings, statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something of a report that is not as it should be; ``row`` is empty where it is the report itself."""

    document: str
    source: str
    what: str
    row: str
    problem: str


def problems(connection: Connection, key: int) -> Iterator[Problem]:
    """All that is wrong with one report, by its key."""
    told = select(documents.c.id, documents.c.source, readings.c.text)
    row = connection.execute(
        told.join_from(documents, readings, readings.c.key == documents.c.key).where(documents.c.key == key)
    ).one_or_none()
    if row is None:
        return  # it was replaced meanwhile
    try:
        for what, id, problem in _of_report(connection, key, row):
            yield Problem(document=row.id, source=row.source, what=what, row=id, problem=problem)
    except InputError as error:
        yield Problem(document=row.id, source=row.source, what="reading", row="", problem=str(error))


def _of_report(connection: Connection, key: int, row: Any) -> Iterator[tuple[str, str, str]]:
    report = report_of(connection, row.id)
    read = report.read
    if read.document.id != row.id or read.document.text != row.text:
        yield "reading", "", "is of another text than the one that is searched"
    shown = () if report.shown is read else _misquoted(report.shown)
    yield from dict.fromkeys((*_misquoted(read), *shown))
    for one in report.standing:
        rows = (part for part in (one.before, one.after) if part)
        for name in dict.fromkeys(name for part in rows for name in amiss(part, read.document.text)):
            yield "correction", str(one.number), _not_there(name)
    yield from _untold(connection, key, report.shown)


def _misquoted(reading: Reading) -> Iterator[tuple[str, str, str]]:
    text = reading.document.text
    for kind in KINDS:
        for row in rows_of(reading, kind):
            for name in amiss(row, text):
                yield kind, row.id, _not_there(name)
    for what, rows in (("actor", reading.actors), ("place", reading.places)):
        for one in rows:
            for mention in one.mentions:
                if not mention.start < mention.end or text[mention.start : mention.end] != mention.text:
                    yield what, one.id, f"its mention {mention.text!r} does not stand there"
    for time in reading.times:
        if text[time.start : time.end] != time.text:
            yield "time", f"{time.start}-{time.end}", f"its words {time.text!r} do not stand there"
    dateline = reading.document.dateline
    for what, part in (
        *(("heading", heading) for heading in reading.document.headings),
        *((("dateline", dateline),) if dateline else ()),
    ):
        if cut(text, part.spans) != part.text:
            yield what, "", f"its words {part.text!r} do not stand there"


def _not_there(name: str) -> str:
    return f"its {name} {'do' if name == 'words' else 'does'} not stand there"


def _untold(connection: Connection, key: int, shown: Reading) -> Iterator[tuple[str, str, str]]:
    """Rows that questions are asked of and that are not those of the reading as it is shown."""
    said = select(statements.c.id, statements.c.content).where(statements.c.document == key)
    there = {(row.id, row.content) for row in connection.execute(said)}
    here = {(row.id, row.content.text) for row in shown.statements}
    for id in sorted({id for id, _ in there ^ here}):
        yield "statement", id, "is not the same in the tables that questions are asked of"
    told = select(coded_rows.c.what, coded_rows.c.number, coded_rows.c.id, coded_rows.c.status)
    listed = connection.execute(told.where(coded_rows.c.document == key))
    there_coded = {(row.what, row.number, row.id, row.status) for row in listed}
    here_coded = {(what, number, row.id, row.status) for what, number, row in coded.numbered(shown)}
    for what, id in sorted({(what, id) for what, _, id, _ in there_coded ^ here_coded}):
        yield what, id, "is not the same in the tables that questions are asked of"
