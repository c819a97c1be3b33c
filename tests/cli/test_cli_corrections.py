"""``onrecord confirm``, ``reject``, ``change``, ``add``, ``corrections``, ``review`` and ``verify``."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_cli_coded import coded_library  # noqa: F401  the same record

COMMANDS = ("confirm", "reject", "change", "add", "corrections", "review", "verify")


@pytest.fixture
def coded(run: Run, coded_library: Path, tmp_path: Path) -> Run:  # noqa: F811
    shutil.copytree(coded_library, tmp_path, dirs_exist_ok=True)
    return run


def rows(run: Run, *words: object) -> list[dict]:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def claimed(coded: Run) -> str:
    """The id of the air strike that reports claim."""
    return rows(coded, "events", "--status", "claimed", "--type", "assault", "--json")[0]["row"]["id"]


def test_a_row_is_changed_and_every_command_shows_it(coded, claimed):
    told = coded(
        "change",
        claimed[:8],
        "status=hypothetical",
        "actors=Turkey; Reports",
        "--by",
        "ana",
        "--note",
        "heard",
    )

    assert told.exit_code == 0, told.output
    flat = " ".join(told.stdout.split())
    assert flat.startswith(f"1 · event {claimed[:8]} changed · status: claimed → hypothetical")
    assert "actors: Turkish jets → Turkey; Reports" in flat
    assert " · ana, " in flat
    [row] = rows(coded, "events", "--status", "hypothetical", "--type", "assault", "--json")
    assert [party["text"] for party in row["row"]["actors"]] == ["Turkey", "Reports"]
    assert "correction 1" in coded("explain", claimed).stdout
    assert "hypothetical" in coded("show", "strike.txt").stdout
    exported = next(
        line for line in rows(coded, "export") if line["document"]["source"].endswith("strike.txt")
    )
    assert row["row"] in exported["events"]


def test_confirm_reject_add_and_withdraw(coded, claimed):
    assert " confirmed · ASSAULT" in coded("confirm", claimed).stdout
    assert coded("reject", claimed, "--json").stdout.startswith('{"format":"onrecord-correction/1"')
    assert rows(coded, "events", "--status", "claimed", "--type", "assault", "--json") == []
    assert "withdrawn" in coded("corrections", "withdraw", 2).stdout
    assert len(rows(coded, "events", "--status", "claimed", "--type", "assault", "--json")) == 1
    added = coded(
        "add", "talks.txt", "statement", "speaker=Iran", "cue=promised", "content=to release two sailors"
    )
    assert " added · Iran | promised | to release two sailors" in added.stdout
    lines = coded("corrections", COLUMNS="200").stdout.splitlines()
    assert [line.split(" · ")[0] for line in lines] == ["1", "2", "3"]
    assert "withdrawn" in lines[1]


@pytest.mark.parametrize(
    ("call", "status", "complaint"),
    [
        ("confirm zzzz", 2, "nothing in the record has an id that begins with 'zzzz'"),
        ("confirm 1", 2, "'1' is too short for an id"),
        ("change {id} status=xyz", 2, "'xyz' is no status: use one of reported, claimed, "),
        ("change {id} claimed", 2, "'claimed' says nothing: write it like status=claimed"),
        ("change {id} status=denied status=claimed", 2, "status is given twice"),
        ("change {id} status=claimed", 2, "event {id} is so already: nothing is changed"),
        ("change {id} words=0-99999", 2, "'0-99999' is no stretch of the report"),
        ("add nothing.txt event type=aid", 2, "no report in the record is called 'nothing.txt'"),
        (
            "add talks.txt verb type=aid",
            2,
            "'verb' is no kind of row: use one of statement, event, relation, ",
        ),
        ("corrections withdraw 9", 2, "there is no correction 9: `onrecord corrections` lists them"),
        ("corrections --orphaned withdraw 9", 2, "give options behind withdraw"),
        ("corrections --format xml", 2, "unknown format 'xml': use one of text, jsonl"),
        ("corrections --format text -o out", 2, "a file holds corrections as JSON Lines: leave out --format"),
        ("corrections --import none.jsonl", 1, "cannot read none.jsonl: No such file or directory"),
        ("corrections --import in.jsonl --orphaned", 2, "--import goes with no option but --db"),
        ("review --kind verb", 2, "'verb' is no kind of row: use one of statement, event, "),
        ("verify --db none.db", 1, "no record at none.db"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(coded, claimed, call, status, complaint):
    result = coded(*call.format(id=claimed).split())

    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith(f"onrecord: {complaint.format(id=claimed)}")
    assert len(result.stderr.splitlines()) == 1


def test_corrections_go_out_to_a_file_and_into_another_record(coded, claimed, tmp_path):
    shutil.copy("onrecord.db", "other.db")
    coded("change", claimed, "status=denied")
    assert coded("corrections", "-o", "out.jsonl").stdout == "1 correction written to out.jsonl\n"
    assert (tmp_path / "out.jsonl").read_bytes() == coded("corrections", "--format", "jsonl").stdout_bytes

    assert coded("corrections", "--import", "out.jsonl", "--db", "other.db").stdout == "1 new, 0 known\n"
    assert coded("corrections", "--import", "out.jsonl", "--db", "other.db").stdout == "0 new, 1 known\n"
    events = [coded("events", "--json", "--db", db).stdout for db in ("onrecord.db", "other.db")]
    assert events[0] == events[1]


def test_orders_come_from_a_file_or_a_pipe_and_what_is_wrong_is_named(coded, claimed):
    orders = f'{{"action": "change", "row": "{claimed}", "fields": {{"status": "denied"}}}}\n{{"action": "dance"}}\n'
    result = coded("corrections", "--import", "-", input=orders.encode())

    assert (result.exit_code, result.stdout) == (1, "1 new, 0 known\n")
    assert (
        result.stderr == "onrecord: -, line 2: action is 'dance', not one of confirm, reject, change, add\n"
    )


def test_orphans_are_listed(coded, claimed, tmp_path):
    coded("change", claimed, "status=denied")
    assert coded("corrections", "--orphaned").stdout == "No orphans: every correction means a row.\n"
    coded("corrections", "-o", "out.jsonl")
    coded("read", "fog.txt", "--db", "fog.db", "--quiet")

    told = coded("corrections", "--import", "out.jsonl", "--db", "fog.db").stdout
    assert told == "1 new, 0 known, 1 orphan in the record\n"
    assert coded("corrections", "--orphaned", "--db", "fog.db").stdout.startswith(
        f"1 · event {claimed[:8]} changed"
    )


def review(run: Run, *words: object, keys: str):
    return run("review", *words, input=keys.encode(), COLUMNS="100")


def test_the_least_certain_rows_are_reviewed_with_a_key_each(coded):
    result = review(coded, "--kind", "event", keys="y\nn\ns\ne\nstatus=hypothetical\nq\n")
    made = rows(coded, "corrections", "--format", "jsonl")

    assert result.exit_code == 0, result.output
    assert [one["action"] for one in made] == ["confirm", "reject", "change"]
    assert made[2]["after"]["status"] == "hypothetical"
    shown = [line for line in result.stdout.splitlines() if " · confidence " in line]
    confidences = [float(line.split("confidence ")[1][:4]) for line in shown]
    assert confidences == sorted(confidences)
    assert "⟦" in result.stdout
    assert "y right · n wrong · e edit · s skip · u undo · q quit" in result.stdout
    assert "3 rows corrected, " in result.stdout.splitlines()[-1]


def test_what_was_done_can_be_undone(coded):
    result = review(coded, keys="nuysuq")

    assert result.exit_code == 0, result.output
    made = rows(coded, "corrections", "--format", "jsonl")
    assert [(one["action"], one["withdrawn_at"] is None) for one in made] == [
        ("reject", False),
        ("confirm", True),
    ]
    assert made[0]["row"] == made[1]["row"]
    titles = [line.split(" of ")[0] for line in result.stdout.splitlines() if " · confidence " in line]
    assert titles == ["1", "2", "1", "2", "3", "2"]


def test_a_slip_in_a_review_is_told_and_the_row_shown_again(coded):
    result = review(coded, keys="u\nx\ne\nstatus='\ne\nstatus=xyz\ny\n")

    assert "Nothing to undo." in result.stdout
    complaints = result.stderr.splitlines()
    assert complaints[0].startswith("onrecord: 'x' is no key of these: y right")
    assert complaints[1].endswith("has a quotation mark that is not closed")
    assert len(complaints) == 3
    assert result.stdout.splitlines()[-1].startswith("1 row corrected, ")


def test_a_review_passes_over_what_went_with_a_rejected_statement(coded):
    every = len(rows(coded, "events", "--json"))
    result = review(coded, "strike.txt", keys="n" * 100)

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].endswith(", 0 left.")
    assert len(rows(coded, "events", "--json")) < every
    assert (
        review(coded, "strike.txt", keys="").stdout
        == "Nothing to review: every row was looked at, or there is none.\n"
    )


def test_verify_is_content_with_a_sound_record(coded, claimed):
    coded("change", claimed, "status=denied")
    result = coded("verify")

    assert (result.exit_code, result.stdout) == (0, "All words stand where they should, in 3 reports.\n")


def test_verify_lists_words_that_do_not_stand_there(coded, claimed, tmp_path):
    with closing(sqlite3.connect(tmp_path / "onrecord.db")) as database, database:
        database.execute(
            "UPDATE readings SET reading = replace(reading, 'Turkish jets bombed', 'Turkish jets missed')"
        )
    result = coded("verify")

    assert result.exit_code == 1
    assert "strike.txt: " in result.stdout
    assert result.stderr.endswith(" in 3 reports\n")
    assert {one["document"] for one in map(json.loads, coded("verify", "--json").stdout.splitlines())}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command):
    assert f"$ onrecord {command}" in run(command, "--help").stdout
    assert f"│ {command} " in run("--help").stdout
