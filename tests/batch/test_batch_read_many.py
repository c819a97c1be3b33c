"""``read_many`` with real files, records and processes; only the reader is a stand-in."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest
from stand_in import BUG, KILLS, Chosen, Newer, Reasoning, StandIn

from onrecord.batch import Outcome, Skipped, read_many, run
from onrecord.batch.crew import IN_FLIGHT, Crew
from onrecord.batch.work import Task
from onrecord.errors import InputError, MissingExtraError, RecordError, UsageError
from onrecord.ingest import Item, Options
from onrecord.model import Failure, Reading
from onrecord.record import Record

BODY = "The minister of transport said on Monday that report number {} would be read by somebody else."


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes one file per text into a folder and returns the folder."""

    def _write(*texts: str) -> Path:
        folder = tmp_path / "reports"
        folder.mkdir(exist_ok=True)
        for number, text in enumerate(texts):
            (folder / f"{number:02}.txt").write_text(text)
        return folder

    return _write


@pytest.fixture
def crew_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "WORTH_A_CREW", 1)


def numbered(count: int) -> list[str]:
    return [BODY.format(number) for number in range(count)]


def names(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    """Kind and file name of each outcome."""
    return [
        (type(one).__name__, Path(one.document.source if isinstance(one, Reading) else one.source).name)
        for one in outcomes
    ]


def processes(outcomes: list[Outcome]) -> set[str]:
    return {warning for one in outcomes if isinstance(one, Reading) for warning in one.warnings[-1:]}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("crew_always")
def test_outcomes_come_in_the_order_of_the_sources(write, jobs):
    texts = numbered(12)
    texts[5] = " \n"
    folder = write(*texts)

    outcomes = list(read_many([str(folder)], reader=StandIn, jobs=jobs))

    expected = [("Failure" if number == 5 else "Reading", f"{number:02}.txt") for number in range(12)]
    assert expected == names(outcomes)


def test_few_small_reports_are_read_in_this_process(write):
    outcomes = list(read_many([str(write(*numbered(5)))], reader=StandIn, jobs=8))

    assert {str(os.getpid())} == processes(outcomes)


@pytest.mark.usefixtures("crew_always")
def test_no_more_workers_start_than_there_are_reports(write):
    outcomes = list(read_many([str(write(*numbered(2)))], reader=StandIn, jobs=8))

    found = processes(outcomes)
    assert str(os.getpid()) not in found
    assert 1 <= len(found) <= 2


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("crew_always")
def test_reports_in_the_record_are_skipped_until_the_reader_is_another(write, tmp_path, jobs):
    folder, record = str(write(*numbered(3))), tmp_path / "onrecord.db"

    def kinds(reader: type[StandIn]) -> set[type]:
        return {type(one) for one in read_many([folder], reader=reader, jobs=jobs, record=record)}

    assert {Reading} == kinds(StandIn)
    assert {Skipped} == kinds(StandIn)
    assert {Reading} == kinds(Newer)
    with Record(record) as stored:
        assert [reading.reader for reading in stored.readings()] == ["stand-in 2"] * 3


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("crew_always")
def test_reasons_come_from_the_workers_into_the_record(write, tmp_path, jobs):
    record = tmp_path / "onrecord.db"

    outcomes = list(read_many([str(write(*numbered(3)))], reader=Reasoning, jobs=jobs, record=record))

    with Record(record) as stored:
        kept = [stored.get(one.document.id).reasons for one in outcomes]
    assert [one.reasons for one in outcomes] == kept
    assert [reason.row for (reason,) in kept] == [one.document.id for one in outcomes]
    assert (str(os.getpid()) in processes(outcomes)) is (jobs == 1)


@pytest.mark.parametrize(
    ("named", "keep_going", "ends"),
    [
        ("folder", None, False),
        ("folder", True, False),
        ("folder", False, True),
        ("files", None, True),
        ("files", True, False),
        ("files", False, True),
    ],
)
def test_a_source_named_itself_ends_the_work_and_one_found_in_a_folder_does_not(
    write, named, keep_going, ends
):
    folder = write(BODY, "", BODY.format(2))
    sources = [str(folder)] if named == "folder" else sorted(map(str, folder.iterdir()))
    outcomes = read_many(sources, reader=StandIn, jobs=1, keep_going=keep_going)

    if ends:
        with pytest.raises(InputError, match=r"01\.txt: empty"):
            list(outcomes)
    else:
        assert [Reading, Failure, Reading] == [type(one) for one in outcomes]


def test_failures_go_to_the_record_when_something_could_be_read(write, tmp_path):
    record = tmp_path / "onrecord.db"
    folder = write("", BODY, "\x00\x01\x02")

    list(read_many([str(folder)], reader=StandIn, jobs=1, record=record))

    with Record(record) as stored:
        failures = stored.failures()
        assert len(list(stored.readings())) == 1
    assert [Path(failure.source).name for failure in failures] == ["00.txt", "02.txt"]
    assert all(failure.at and failure.source not in failure.reason for failure in failures)


def test_where_nothing_can_be_read_no_record_is_made(write, tmp_path):
    record = tmp_path / "onrecord.db"

    outcomes = list(read_many([str(write("", ""))], reader=StandIn, jobs=1, record=record))

    assert [Failure, Failure] == [type(one) for one in outcomes]
    assert not record.exists()


def test_what_is_no_record_is_refused_before_anything_is_read(write, tmp_path):
    record = tmp_path / "notes.db"
    record.write_text("shopping list")
    outcomes = read_many([str(write(BODY))], reader=pytest.fail, jobs=1, record=record)

    with pytest.raises(RecordError, match="not a record"):
        next(outcomes)
    assert record.read_text() == "shopping list"


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("crew_always")
def test_a_wrong_call_is_no_failure_of_a_report(write, jobs):
    outcomes = read_many(
        [str(write(*numbered(4)))], options=Options(encoding="klingon"), reader=StandIn, jobs=jobs
    )

    with pytest.raises(UsageError, match="klingon"):
        list(outcomes)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("crew_always")
def test_every_process_reads_as_the_caller_chose(write, jobs):
    reader = partial(Chosen, "stand-in 3")

    outcomes = list(read_many([str(write(*numbered(4)))], reader=reader, jobs=jobs))

    assert {"stand-in 3"} == {one.reader for one in outcomes if isinstance(one, Reading)}
    assert len(processes(outcomes)) == jobs


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (UsageError("there is no such model"), "there is no such model"),
        (
            MissingExtraError("spacy", "the annotator 'spacy'"),
            r"'spacy' needs .* pip install 'onrecord\[spacy\]'",
        ),
    ],
)
@pytest.mark.usefixtures("crew_always")
def test_what_the_reader_refuses_reaches_the_caller_from_every_process(write, jobs, refusal, words):
    reader = partial(Chosen, "stand-in 3", refusal)

    with pytest.raises(type(refusal), match=words):
        list(read_many([str(write(*numbered(4)))], reader=reader, jobs=jobs))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("crew_always")
def test_a_mistake_of_ours_costs_one_report(write, jobs):
    outcomes = list(read_many([str(write(BODY, BUG, BODY.format(2)))], reader=StandIn, jobs=jobs))

    assert [Reading, Failure, Reading] == [type(one) for one in outcomes]
    assert "LookupError: no such word (stand_in.py, line" in outcomes[1].reason


@pytest.mark.usefixtures("crew_always")
def test_reports_that_kill_their_process_are_named_and_the_others_read(write):
    texts = numbered(12)
    texts[3] = texts[9] = KILLS

    outcomes = list(read_many([str(write(*texts))], reader=StandIn, jobs=2))

    failed = {Path(one.source).name: one.reason for one in outcomes if isinstance(one, Failure)}
    assert {"03.txt", "09.txt"} == set(failed)
    assert "the process reading it died" in failed["03.txt"]
    assert sum(isinstance(one, Reading) for one in outcomes) == 10


def test_a_crew_takes_a_bounded_number_of_reports_ahead():
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        while taken < 1_000:
            taken += 1
            yield Item(source=str(taken), data=BODY, media="text")

    task = Task(options=Options(), reader=StandIn, record=None, force=False)
    with closing(Crew(task, 2)) as crew:
        reading = crew.read(endless())
        for _ in range(3):
            next(reading)

    assert taken <= 3 + 2 * IN_FLIGHT


@pytest.mark.usefixtures("crew_always")
def test_no_worker_stays_when_the_caller_stops_early(write):
    outcomes = read_many([str(write(*numbered(20)))], reader=StandIn, jobs=2)
    next(outcomes)

    outcomes.close()

    assert active_children() == []


PARENT = """
import sys
sys.path.insert(0, {here!r})
from stand_in import StandIn
from onrecord.batch import read_many, run
run.WORTH_A_CREW = 1
if __name__ == "__main__":
    for outcome in read_many([{folder!r}], reader=StandIn, jobs=2):
        print(outcome.warnings[-1], flush=True)
    sys.stdin.read()
"""


def test_no_worker_outlives_a_parent_that_was_killed(write, tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(here=str(Path(__file__).parent), folder=str(write(*numbered(40)))))
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)

    assert gone(worker, seconds=10)


def gone(process: int, *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if "\nState:\tZ" in Path(f"/proc/{process}/status").read_text():
            return True
        time.sleep(0.05)
    return False


def test_a_format_without_its_library_costs_a_folder_its_own_files_alone(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(BODY.format(1))
    (folder / "crawl.warc").write_bytes(b"WARC/1.1\r\n")
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    reading, failed = sorted(
        read_many([str(folder)], reader=StandIn, jobs=1), key=lambda outcome: isinstance(outcome, Failure)
    )
    assert isinstance(reading, Reading)
    assert isinstance(failed, Failure)
    assert "onrecord[warc]" in failed.reason
    with pytest.raises(InputError, match=r"onrecord\[warc\]"):
        list(read_many([str(folder / "crawl.warc")], reader=StandIn, jobs=1))
