"""Real processes that are stopped, killed, and left by those who read their output."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

REPORTS = 80
REPORT = """Council of district {number} meets again

The council of district {number} will meet again on Monday, its chairman Paul Okello said.

"We have {number} roads to mend and money for one of them," Okello told reporters. He added that the
engineers would choose it by Friday. The opposition accused him of choosing the road he lives on.
"""
# Workers start for so little work only here.
CREW = "import onrecord.batch.run as run; run.WORTH_A_CREW = 1; from onrecord.cli import main; main()"
COMMAND = {1: [sys.executable, "-m", "onrecord"], 2: [sys.executable, "-c", CREW]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(REPORTS):
        (reports / f"{number:03}.txt").write_text(REPORT.format(number=number))
    return tmp_path


def start(folder: Path, jobs: int) -> subprocess.Popen[str]:
    words = [*COMMAND[jobs], "read", "reports", "--jobs", str(jobs)]
    return subprocess.Popen(
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def stored(folder: Path) -> int:
    path = folder / "onrecord.db"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        except sqlite3.OperationalError:  # the table is not made yet
            return 0


def wait_until_it_reads(folder: Path, process: subprocess.Popen[str]) -> None:
    while stored(folder) < 5:
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)


def group_is_gone(group: int) -> bool:
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("jobs", "sign", "whole_group"),
    [(1, signal.SIGINT, True), (2, signal.SIGINT, True), (2, signal.SIGTERM, False)],
)
def test_a_stop_keeps_what_was_read_and_says_how_to_go_on(folder, jobs, sign, whole_group):
    process = start(folder, jobs)
    wait_until_it_reads(folder, process)

    (os.killpg if whole_group else os.kill)(process.pid, sign)
    _, errors = process.communicate(timeout=20)

    assert process.returncode == 130
    assert 5 <= stored(folder) < REPORTS
    assert (
        errors == "onrecord: stopped; what was read is in onrecord.db: run the same command again to go on\n"
    )
    assert group_is_gone(process.pid)


def test_killed_and_started_again_it_goes_on_where_it_stopped(folder):
    process = start(folder, 1)
    wait_until_it_reads(folder, process)
    process.kill()
    process.communicate()
    kept = stored(folder)
    assert 5 <= kept < REPORTS

    again = start(folder, 1)
    output, errors = again.communicate(timeout=60)

    assert (again.returncode, errors) == (0, "")
    assert output.splitlines()[-1].startswith(f"{REPORTS - kept} reports read, ")
    assert output.endswith(f"; {kept} report{'s' * (kept > 1)} known already\n")
    with closing(sqlite3.connect(folder / "onrecord.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sources = connection.execute("SELECT source FROM documents ORDER BY source").fetchall()
    assert sources == [(f"reports/{number:03}.txt",) for number in range(REPORTS)]


def test_a_pipe_that_closes_early_ends_it_quietly(folder):
    words = [*COMMAND[1], "read", "reports", "--format", "jsonl", "--jobs", "1"]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert errors == b""
