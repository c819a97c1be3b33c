"""Readings that were made elsewhere go to the record as they come."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from onrecord.batch.work import Outcome, Skipped, failure
from onrecord.errors import InputError
from onrecord.exchange.incoming import readings
from onrecord.model import Failure, Reading


def bring_many(
    sources: Iterable[str],
    *,
    record: str | Path,
    format: str | None = None,
    embedder: str | Path | None = None,
) -> Generator[Outcome]:
    """Take the readings in files into a record; yield an outcome for each, in order.

    A reading that the record has already, to the letter, is ``Skipped``; another one of the same report is replaced.
    The record is made when the first reading was right: a call that brings nothing leaves it as it was, or unmade.

    Args:
        sources: paths, or ``-`` for standard input.
        record: a file or a database.
        format: one of ``exchange.incoming.FORMATS``; by default what each file looks like.
        embedder: as for ``read_many``.

    Raises:
        UsageError: there is no such format, or the embedder is none.
        RecordError: the record cannot be opened or written.
    """
    from onrecord.record import Record
    from onrecord.record.place import there
    from onrecord.record.ready import ready

    proposing = ready(embedder)
    if there(record):
        Record(record).close()  # what is no record is refused before the work, not after it
    held: list[Failure] = []
    with ExitStack() as stack:
        store: Record | None = None
        for outcome in _outcomes(sources, format):
            if isinstance(outcome, Failure):
                held.append(outcome)
                yield outcome
            else:
                store = store or stack.enter_context(Record(record, embedder=proposing))
                new = store.save(outcome)
                yield outcome if new else Skipped(source=outcome.document.source, document=outcome.document)
            while store and held:
                store.fail(held.pop(0))


def _outcomes(sources: Iterable[str], format: str | None) -> Iterator[Reading | Failure]:
    for source in sources:
        try:
            for outcome in readings(source, format):
                yield failure(outcome.source, outcome.reason) if isinstance(outcome, Failure) else outcome
        except InputError as error:
            yield failure(source, str(error))
