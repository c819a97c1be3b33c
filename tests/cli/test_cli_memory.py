"""Commands that hold many reports side by side."""

import json

import pytest

from onrecord.cli import keep

REPORTS = {
    "one.txt": """Minister accuses army

By Ann Li

May 3, 2024

RIGA, May 3 (Northwire) - The army shelled the grain terminal at Port Selda on Thursday, \
Defence Minister Ana Kolar said.
""",
    "two.txt": """Colonel denies shelling

By Piet Oss

May 4, 2024

RIGA, May 4 (Halden Press Agency) - Colonel Jan Brandt denied that the army shelled the grain terminal \
at Port Selda on Thursday.
""",
}


@pytest.fixture
def remembered(run, tmp_path):
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text)
    assert run("read", *REPORTS, "--quiet").exit_code == 0
    return run


def test_claims_name_who_affirms_and_who_denies(remembered):
    output = remembered("claims", "--disputed").stdout

    assert "affirmed by Ana Kolar" in output
    assert "denied by Jan Brandt" in output
    assert "2 independent reports" in output


def test_one_claim_is_shown_with_all_its_tellings(remembered):
    told = json.loads(remembered("claims", "--disputed", "--json").stdout.splitlines()[0])
    output = remembered("claims", "--id", told["id"][:8]).stdout

    assert "Ana Kolar (claimed)" in output
    assert "Jan Brandt (denied)" in output
    assert remembered("claims", "--id", "zzzz").exit_code == 2


def test_contradictions_show_both_quotations_and_the_reason(remembered):
    output = " ".join(remembered("contradictions").stdout.split())

    assert "Ana Kolar says so, and Jan Brandt denies it." in output
    assert "Northwire, Minister accuses army" in output
    assert "Halden Press Agency, Colonel denies shelling" in output
    (row,) = map(json.loads, remembered("contradictions", "--json").stdout.splitlines())
    assert row["kind"] == "denied"


def test_what_there_is_none_of_is_said_in_a_line(remembered):
    assert remembered("contradictions", "--about", "Nobody").stdout == "No contradiction found.\n"
    assert remembered("stories").stdout == "No report is a copy of another.\n"
    assert remembered("timeline", "--actor", "Nobody").stdout == "Nothing on record for that.\n"
    assert "nothing about the same things" in remembered("compare", "Kolar", "Nobody").stdout


def test_a_wrong_kind_is_a_user_error_of_one_line(remembered):
    result = remembered("contradictions", "--kind", "lies")

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "denied, position, figures, relations" in result.stderr


def test_timeline_and_compare_tell_days_and_sides(remembered):
    assert "2024-05-04" in remembered("timeline", "--actor", "Brandt").stdout
    assert "disagree" in remembered("compare", "Kolar", "Brandt").stdout


@pytest.mark.parametrize("format", [one for one in keep.WHOLE if one != "json"])
def test_every_format_of_whole_readings_is_written(remembered, tmp_path, format):
    result = remembered("export", "--format", format, "--output", "out")

    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "out").stat().st_size > 40  # some have nothing to tell of two short reports
