"""``onrecord commitments`` with what became of them, and ``onrecord commitment``."""

import json

import pytest

from tests.promise_reports import AGAIN, KEPT, LATER, MADE


@pytest.fixture
def promised(run, tmp_path):
    for number, text in enumerate((MADE, AGAIN, LATER, KEPT)):
        (tmp_path / f"{number}.txt").write_text(text)
    assert run("read", ".", "--quiet").exit_code == 0
    return run


def test_the_table_says_how_each_stands(promised):
    output = promised("commitments", "--today", "2024-07-01", COLUMNS="120").stdout

    assert "disputed" in output
    assert "told of 4 times" in output
    assert "`onrecord commitment ID` shows what became of one." in output


def test_only_what_stands_so_is_listed(promised):
    rows = [
        json.loads(line)
        for line in promised("commitments", "--state", "disputed", "--json").stdout.splitlines()
    ]

    assert [row["row"]["kind"] for row in rows] == ["pledge"]
    nothing = promised("commitments", "--state", "withdrawn").stdout
    assert nothing.startswith("No such commitments in the record: leave out --state")


def test_one_is_shown_with_its_whole_history(promised):
    row = json.loads(promised("commitments", "--state", "disputed", "--json").stdout)
    output = promised("commitment", row["row"]["id"][:8], "--today", "2024-07-01").stdout

    days = [line[:10] for line in output.splitlines() if line.startswith("2024-")]
    assert days == ["2024-05-03", "2024-05-10", "2024-05-18", "2024-06-04", "2024-06-04"]
    assert "now: disputed · due 2024-06-03, at first 2024-05-20" in output
    assert "told broken · Jan Brandt" in output

    told = json.loads(promised("commitment", row["row"]["id"], "--json").stdout)
    assert [one["course"] for one in told["follow_ups"]] == ["restated", "extended", "fulfilled", "broken"]
    assert told["commitment"]["row"]["id"] == told["id"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("commitments --state late", "'late' is no state of a commitment"),
        ("commitments --state kept --status pledged", "--state and --status exclude each other"),
        ("commitments --state overdue --today soon", "'soon' is not a date"),
        ("commitment ffffffff", "no commitment has an id that begins with 'ffffffff'"),
    ],
)
def test_bad_questions_say_what_to_do(promised, words, message):
    result = promised(*words.split())

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
