"""The record: many readings in one SQLite file, or in one PostgreSQL database.

In a file one process writes and many read; on PostgreSQL many may write, and take turns report by report.

Each call of ``save`` is one transaction: a reading is in the record whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, delete, insert, select

from onrecord.exchange.onrecord import dumps, loads
from onrecord.model import Annotated, Document, Failure, Reading
from onrecord.record import claim_sums, claims, coded, correct, earlier, followups, identities, judge, schema
from onrecord.record.annotate import Annotations, annotate
from onrecord.record.corrections import Correction, applied
from onrecord.record.find import find, same_report
from onrecord.record.judgements import Judgement
from onrecord.record.keys import free_key
from onrecord.record.place import Place, store_at
from onrecord.record.put import put
from onrecord.record.ready import Embeds, ready
from onrecord.record.rows import Keys, fingerprint, rows
from onrecord.record.schema import documents, failures, originals, readings, reasons
from onrecord.record.verify import Problem, problems


class Record:
    """A record of readings; a context manager that closes it."""

    def __init__(
        self,
        place: Place = "onrecord.db",
        *,
        create: bool = True,
        embedder: str | Path | Embeds | None = None,
    ) -> None:
        """Open the record at ``place``, or make it where ``create`` allows that.

        Args:
            place: the path of a file, or the address of a database as ``postgresql://user@host/database``.
            embedder: a folder with a model in ONNX, or an object with ``digest`` and ``embed``, which proposes what
                pieces of reports are compared with as they are stored.

        Raises RecordError where there is none, where something else is there, or where it cannot
        be used; RecordVersionError where a newer onrecord made it; MissingExtraError for an address
        without the extra ``postgres``; UsageError where the embedder is none.
        """
        self._embedder = ready(embedder)
        self._store = store_at(place)
        self._engine = self._store.open(create=create)
        self._reader = self._store.reading(self._engine)
        self._writer = self._store.writing(self._engine)

    @property
    def name(self) -> str:
        """Where the record lies, without a password."""
        return self._store.name

    def size(self) -> int:
        """The bytes that the record takes."""
        with self.looking() as connection:
            return self._store.size(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        with self._store.told():
            self._engine.dispose()

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A connection that sees the record as it is now, whatever is written meanwhile."""
        with self._store.told(), self._reader.connect() as connection:
            yield connection

    def _applied(self, connection: Connection, correction: Correction) -> Correction:
        _correct(connection, correction.document, self._embedder)
        return correction

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._store.told(), self._writer.begin() as connection:
            yield connection

    def save(self, reading: Reading) -> bool:
        """Store a reading; False where the very same is there already.

        Another reading of the same report is replaced, and a failure of its source is taken back.
        """
        line = dumps(reading).decode()
        document = reading.document
        with self._writing() as connection:
            connection.execute(delete(failures).where(failures.c.source == document.source))
            stored = correct.line_as_read(connection, document.id)
            if stored and stored[0] == line and _as_well_told(reading, stored[1]):
                return False
            _shelve(connection, reading, line, self._embedder)
        return True

    def known(self, document: Document, reader: str) -> bool:
        """Whether this reader has read the report already, told about in the same way."""
        query = select(documents.c.key).where(
            documents.c.id == document.id,
            documents.c.reader == reader,
            documents.c.fingerprint == fingerprint(document),
        )
        with self.looking() as connection:
            return connection.execute(query).first() is not None

    def fail(self, failure: Failure) -> None:
        """Note that a source could not be read, in place of what was noted of it before."""
        source = _storable(failure.source)
        at = failure.at or datetime.now(UTC).isoformat(timespec="seconds")
        with self._writing() as connection:
            connection.execute(delete(failures).where(failures.c.source == source))
            connection.execute(
                insert(failures).values(source=source, reason=_storable(failure.reason), at=at)
            )

    def failures(self) -> list[Failure]:
        """Sources that could not be read, in the order of their names."""
        query = select(failures).order_by(failures.c.source)
        with self.looking() as connection:
            return [Failure(**row) for row in connection.execute(query).mappings()]

    def merge(self, actor: str, other: str, *, by: str | None = None, note: str | None = None) -> Judgement:
        """Judge that ``other`` is ``actor``, and is called so: from now on they are one in every answer.

        Args:
            actor, other: names, ids or the beginnings of ids, as ``bearers.find_actor`` understands them.
            by: who judges; without it who is logged in.
            note: why.

        Raises UsageError where a name means nobody or several, and where another judgement says the contrary.
        """
        with self._writing() as connection:
            return judge.merge(connection, actor, other, by=by, note=note)

    def split(
        self,
        actor: str,
        documents: Iterable[str],
        *,
        name: str | None = None,
        by: str | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Judge that in these documents ``actor`` is somebody else of that name.

        Args:
            documents: anything that ``get`` understands.
            name: what the other is called; else the same with a number behind it.
        """
        with self._writing() as connection:
            return judge.split(connection, actor, documents, name=name, by=by, note=note)

    def withdraw(self, judgement: int) -> Judgement:
        """Take a judgement back by its id; it stays listed with the date. UsageError where others rest on it."""
        with self._writing() as connection:
            return judge.withdraw(connection, judgement)

    def judgements(self) -> list[Judgement]:
        """All judgements about actors in the order in which they were made, those withdrawn too."""
        with self.looking() as connection:
            return judge.listed(connection)

    def confirm(self, row: str, *, by: str | None = None, note: str | None = None) -> Correction:
        """Say that a row is right as it is shown; it is so in later readings too.

        Args:
            row: the id of a statement, event, relation or commitment, or its beginning.
            by: who says so; without it who is logged in.
            note: why.

        Raises UsageError where no row's id begins so, or several.
        """
        with self._writing() as connection:
            return self._applied(connection, correct.confirm(connection, row, by=by, note=note))

    def reject(self, row: str, *, by: str | None = None, note: str | None = None) -> Correction:
        """Say that a row is wrong: it is left out, with all that a statement tells."""
        with self._writing() as connection:
            return self._applied(connection, correct.reject(connection, row, by=by, note=note))

    def change(
        self, row: str, fields: Mapping[str, object], *, by: str | None = None, note: str | None = None
    ) -> Correction:
        """Say that a row is otherwise.

        Args:
            fields: names as ``status``, ``speaker`` or ``content``, each with what a person types for it: one of the
                words allowed, words of the report, ``START-END``, a date, None. See docs/corrections.md.

        Raises UsageError that says which field cannot be so.
        """
        with self._writing() as connection:
            return self._applied(connection, correct.change(connection, row, fields, by=by, note=note))

    def add(
        self,
        document: str,
        kind: str,
        fields: Mapping[str, object],
        *,
        by: str | None = None,
        note: str | None = None,
    ) -> Correction:
        """Say that a row is missing from a report.

        Args:
            document: anything that ``get`` understands.
            kind: statement, event, relation or commitment.
            fields: as for ``change``.
        """
        with self._writing() as connection:
            return self._applied(
                connection, correct.add(connection, document, kind, fields, by=by, note=note)
            )

    def withdraw_correction(self, number: int) -> Correction:
        """Take a correction back; it stays listed with the date. UsageError where others rest on it."""
        with self._writing() as connection:
            return self._applied(connection, correct.withdraw(connection, number))

    def corrections(
        self,
        *,
        document: str | None = None,
        orphaned: bool = False,
        after: int = 0,
        limit: int | None = None,
    ) -> list[Correction]:
        """Corrections in the order in which they came into the record, those withdrawn too.

        Args:
            document: only those of this report, by its whole id.
            orphaned: only those that stand and mean no row any more.
            after: only those with a number above this.
            limit: at most so many of these.
        """
        with self.looking() as connection:
            if orphaned:
                found = (one for one in correct.orphaned(connection) if one.number > after)
                return [one for one in found if document in (None, one.document)][:limit]
            return correct.listed(connection, document=document, after=after, limit=limit)

    def bring_corrections(self, corrections: Iterable[Correction]) -> correct.Brought:
        """Take over corrections from another record; the same is not taken twice."""
        with self._writing() as connection:
            brought = correct.bring(connection, corrections)
            for document in brought.documents:
                _correct(connection, document, self._embedder)
            return brought

    def bring_annotations(
        self,
        annotated: Annotated,
        *,
        by: str | None = None,
        note: str | None = None,
        confirm: bool = False,
        complete: bool = False,
        dry_run: bool = False,
    ) -> Annotations:
        """Make corrections of what people annotated in a report: what they changed, added and took away.

        Args:
            annotated: what a reader of ``exchange`` gives for the report.
            confirm: confirm the rows that the annotation agrees with.
            complete: reject what is not annotated, where the annotation is of no export of ours.
            dry_run: say what would be corrected, and correct nothing.

        Raises InputError where the record has no such report, or one of another text.
        """
        with self._writing() as connection:
            found = annotate(connection, annotated, by=by, note=note, confirm=confirm, complete=complete)
            if dry_run:
                connection.rollback()
            elif found.made:
                _correct(connection, found.document, self._embedder)
            return found

    def same(self, document: Document, *, corrected: bool = True) -> Reading:
        """The reading of the report that a document is, by its id or its text.

        Raises InputError where the record has none, or one of another text.
        """
        with self.looking() as connection:
            found = same_report(connection, document)
            as_read = None if corrected else correct.as_read(connection, found)
            return as_read or _load(connection, found)

    def get(self, document_id: str, *, corrected: bool = True) -> Reading:
        """The reading of one report, by anything ``find`` understands.

        Args:
            corrected: as people corrected it; else as it was read.
        """
        with self.looking() as connection:
            found = find(connection, document_id)
            as_read = None if corrected else correct.as_read(connection, found)
            return as_read or _load(connection, found)

    def document(self, document_id: str) -> Document | None:
        """A report by its whole id, None where it is not in the record."""
        with self.looking() as connection:
            reading = correct.as_read(connection, document_id)
            return reading.document if reading else None

    def verify(self) -> Iterator[Problem]:
        """All rows whose words do not stand in their reports any more, and what else does not fit, report by report."""
        with self.looking() as connection:
            keys = connection.scalars(select(documents.c.key).order_by(documents.c.key)).all()
        for key in keys:
            with self.looking() as connection:
                found = list(problems(connection, key))
            yield from found

    def readings(self) -> Iterator[Reading]:
        """All readings by date of publication, then id; those without a date come last."""
        published = documents.c.published
        query = select(documents.c.id).order_by(published.is_(None), published, documents.c.id)
        with self.looking() as connection:
            ids = connection.scalars(query).all()
        # One look each: a reader that takes its time must not keep the log from being emptied.
        for document_id in ids:
            with self.looking() as connection:
                reading = _load(connection, document_id)
            yield reading


def _storable(text: str) -> str:
    # A file's name need not be text, and is a reason why it could not be read.
    return text.encode("utf-8", "backslashreplace").decode()


def _load(connection: Connection, document_id: str) -> Reading:
    query = (
        select(readings.c.reading, reasons.c.steps)
        .join(documents, documents.c.key == readings.c.key)
        .outerjoin(reasons, reasons.c.key == readings.c.key)
        .where(documents.c.id == document_id)
    )
    found = connection.execute(query).one()
    return replace(loads(found.reading), reasons=coded.reasons_in(found.steps))


def _as_well_told(reading: Reading, stored: str | None) -> bool:
    """Whether the reasons of a reading are in the record already; from JSON it comes without any."""
    return not reading.reasons or coded.reasons_in(stored) == reading.reasons


def _correct(connection: Connection, document_id: str, embedder: Embeds | None) -> None:
    """Make the rows of a report anew by the corrections that stand, where it is in the record."""
    if reading := correct.as_read(connection, document_id):
        _shelve(connection, reading, dumps(reading).decode(), embedder)


def _shelve(connection: Connection, reading: Reading, line: str, embedder: Embeds | None) -> None:
    """Put a reading, as it was read and as people correct it, in place of what there is of its report."""
    document = reading.document.id
    key = connection.scalar(select(documents.c.key).where(documents.c.id == document))
    before = identities.of_document(connection, key) if key else ()
    claimed = claims.of_document(connection, key) if key else ()
    promised = followups.of_document(connection, key) if key else ()
    if key:
        earlier.forget(connection, key)
    connection.execute(delete(documents).where(documents.c.id == document))
    shown, _ = applied(reading, correct.standing(connection, document))
    corrected = shown is not reading and shown != reading
    key = _insert(connection, shown, dumps(shown).decode() if corrected else line, key, embedder)
    if corrected:
        [steps] = [row["steps"] for row in coded.reasons(reading, key)] or [None]
        kept = {"key": key, "reading": line, "steps": steps}
        connection.execute(insert(originals), kept)
    identities.forget_unseen(connection, before)
    claim_sums.sum_up(connection, claimed)
    followups.sum_up(connection, promised)


def _insert(
    connection: Connection, reading: Reading, line: str, key: int | None, embedder: Embeds | None
) -> int:
    keys = Keys(
        documents=key or free_key(connection, documents),
        actors=free_key(connection, schema.actors),
        statements=free_key(connection, schema.statements),
        coded=free_key(connection, schema.coded),
        parties=free_key(connection, schema.parties),
    )
    made = rows(reading, line, keys)
    made["actors"] = identities.placed(connection, reading.document.id, made["actors"])
    made["coded"] = coded.placed(connection, made["coded"])
    for name, found in made.items():
        put(connection, getattr(schema, name), found, only_new=name == "words")
    claims.remember(connection, reading, keys.documents, embedder)
    followups.remember(connection, reading, keys.documents)
    return keys.documents
