"""Sources in, outcomes out, in order; what was read goes to the record on the way."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.batch.work import Desk, Outcome, Reads, Task, failure
from onrecord.errors import InputError, MissingExtraError
from onrecord.ingest import Item, Options, discover, items
from onrecord.model import Failure, Reading

if TYPE_CHECKING:
    from onrecord.record import Record

# Workers take seconds to start: below this many characters one process was done sooner (two cores).
WORTH_A_CREW = 100_000
# Markup, scripts and styles are most of a page.
HTML_PER_CHARACTER = 10


def standard_reader() -> Reads:
    """The reader of this version."""
    from onrecord.reader import Reader

    return Reader()


def read_many(
    sources: Iterable[str],
    *,
    options: Options | None = None,
    reader: Callable[[], Reads] = standard_reader,
    jobs: int | None = None,
    record: str | Path | None = None,
    force: bool = False,
    keep_going: bool | None = None,
    embedder: str | Path | None = None,
) -> Generator[Outcome]:
    """Read files, folders, feeds, tables and URLs; yield an outcome per report, in order.

    Args:
        sources: paths, URLs, or ``-`` for standard input.
        options: what is known about the input.
        reader: makes the reader in each process; has to be picklable.
        jobs: at most so many processes (all cores by default); few and small reports need one only.
        record: a file or a database where readings and failures are stored, and which reports are
            skipped; nowhere by default. It is made when the first report has been read.
        force: read reports in languages the reader does not know all the same.
        keep_going: go on after a report that cannot be read. By default only a source that was
            named itself, not one found in a folder, feed or table, ends the work.
        embedder: a folder with a model in ONNX, which proposes what reports are compared with as they are stored.

    Raises:
        UsageError: the embedder is none.
        InputError: a report cannot be read and the work is not to go on.
        RecordError: the record cannot be opened, read or written.
    """
    named = list(sources)
    task = Task(options=options or Options(), reader=reader, record=record, force=force)
    outcomes = _outcomes(_items(named, task.options), task, jobs or os.cpu_count() or 1)
    ends = set(named) if keep_going is None else set()
    with closing(_stored(outcomes, record, embedder) if record else outcomes) as done:
        for outcome in done:
            if isinstance(outcome, Failure) and (keep_going is False or outcome.source in ends):
                raise InputError(f"{outcome.source}: {outcome.reason}")
            yield outcome


def _items(named: list[str], options: Options) -> Iterator[Item | Failure]:
    for source in discover(named):
        try:
            yield from items(source, options)
        # A format without its library costs a folder the files in that format alone.
        except (InputError, MissingExtraError) as error:
            yield failure(source, str(error))


def _outcomes(entries: Iterator[Item | Failure], task: Task, jobs: int) -> Generator[Outcome]:
    first, size = _muster(entries, jobs)
    every = chain(first, entries)
    if size > 1:
        from onrecord.batch.crew import Crew

        with closing(Crew(task, size)) as crew:
            yield from crew.read(every)
    else:
        with closing(Desk(task)) as desk:
            for entry in every:
                yield entry if isinstance(entry, Failure) else desk(entry)


def _muster(entries: Iterator[Item | Failure], jobs: int) -> tuple[list[Item | Failure], int]:
    """The entries it took to tell how many processes are worth their start, and their number."""
    first: list[Item | Failure] = []
    found = characters = 0
    while jobs > 1 and (found < jobs or characters < WORTH_A_CREW):
        entry = next(entries, None)
        if entry is None:
            break
        first.append(entry)
        if isinstance(entry, Item):
            found += 1
            characters += len(entry.data) // (HTML_PER_CHARACTER if entry.media == "html" else 1)
    return first, min(jobs, found) if characters >= WORTH_A_CREW else 1


def _stored(
    outcomes: Generator[Outcome], place: str | Path, embedder: str | Path | None
) -> Generator[Outcome]:
    """Write outcomes to the record; failures wait until something could be read.

    So a call that reads nothing leaves the record as it was, or unmade.
    """
    from onrecord.record import Record
    from onrecord.record.place import there
    from onrecord.record.ready import ready

    proposing = ready(embedder)
    if there(place):
        Record(place).close()  # what is no record is refused before the work, not after it
    held: deque[Outcome] = deque()
    with ExitStack() as stack:
        stack.enter_context(closing(outcomes))
        record: Record | None = None
        for outcome in outcomes:
            held.append(outcome)
            if record is None and not isinstance(outcome, Failure):
                record = stack.enter_context(Record(place, embedder=proposing))
            while record and held:
                _write(record, held.popleft())
            yield outcome


def _write(record: Record, outcome: Outcome) -> None:
    if isinstance(outcome, Reading):
        record.save(outcome)
    elif isinstance(outcome, Failure):
        record.fail(outcome)
