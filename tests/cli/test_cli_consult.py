"""Commands that look into a record."""

import csv
import io
import json

import pytest

from onrecord.cli import keep
from onrecord.exchange.onrecord import loads


def test_who_lists_what_somebody_said_with_the_report_and_its_id(filled):
    lines = filled("who", "Quintela").stdout.splitlines()

    assert lines[0].startswith("3 March 2021 · Marta Quintela · said")
    assert lines[1] == '  "We have waited eleven months for this paper,"'
    assert lines[2].startswith("  Ferry crews will vote on Friday, union says · ")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("--kind", "direct"), 1),
        (("--kind", "mixed"), 0),
        (("--about", "trees"), 1),
        (("--about", "ferries"), 0),
        (("--kind", "direct", "--since", "2020-06-08", "--until", "2020-06"), 1),
        (("--since", "2021"), 0),
    ],
)
def test_who_can_be_narrowed(filled, words, lines):
    result = filled("who", "Kamande", *words, "--json")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == lines


def test_nobody_and_nothing_found_is_said_and_no_error(filled):
    who, search = filled("who", "Nobody Atall"), filled("search", "zeppelin")

    assert (who.exit_code, search.exit_code) == (0, 0)
    assert who.stdout == "Nobody called 'Nobody Atall' says that in the record.\n"
    assert search.stdout == "Nothing found for 'zeppelin'.\n"


def test_search_takes_several_words_and_marks_them_on_a_terminal(filled):
    plain = filled("search", "planting", "tree").stdout
    bright = filled("search", "planting", "tree", FORCE_COLOR="1", TERM="xterm-256color").stdout

    assert "we ⟦planted⟧ ⟦trees⟧ instead" in plain
    assert "8 June 2020 · Peter Kamande · said\n" in plain
    assert "8 June 2020 · report\n" in plain
    assert "\x1b" not in plain
    assert "\x1b[1;7mplanted\x1b[0m" in bright


def test_search_is_limited(filled):
    assert len(filled("search", "said", "--limit", 1, "--json").stdout.splitlines()) == 1


def test_list_shows_whole_ids_dates_and_titles(filled):
    rows = [json.loads(line) for line in filled("list", "--json").stdout.splitlines()]
    table = filled("list", COLUMNS="120").stdout

    assert [row["published"] for row in rows] == ["2020-06-08", "2021-03-03"]
    for row in rows:
        assert row["id"] in table
        assert row["title"] in table


def test_stats_count(filled):
    figures = json.loads(filled("stats", "--json").stdout)
    lines = filled("stats").stdout.splitlines()

    assert figures["reports"] == 2
    assert lines[0].split() == ["Reports", "2"]
    assert lines[1].split(maxsplit=1) == ["Published", "8 June 2020 – 3 March 2021"]


@pytest.mark.parametrize("words", ["ferry.txt", "ferry", "crews vote"])
def test_show_prints_the_text_with_numbered_brackets_and_a_legend(filled, words):
    page = filled("show", words).stdout

    quoted = page.index("We have waited")
    number = page[page.rindex("⟦", 0, quoted) + 1 : quoted].strip(' "')
    assert number.isdigit()
    assert any(line.lstrip().startswith(f"{number} Marta Quintela") for line in page.splitlines())
    assert page.count("⟦") == page.count("⟧")


def test_show_uses_raised_numbers_where_there_are_colours(filled):
    settings = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}

    assert "⟦" not in filled("show", "ferry.txt", **settings).stdout
    assert "⟦" in filled("show", "ferry.txt", **settings, NO_COLOR="1").stdout


def test_export_writes_whole_readings(filled):
    readings = [loads(line) for line in filled("export").stdout.splitlines()]

    assert [reading.document.published for reading in readings] == ["2020-06-08", "2021-03-03"]


def test_export_writes_statements_as_csv(filled):
    rows = list(csv.DictReader(io.StringIO(filled("export", "--format", "csv").stdout)))

    assert "Marta Quintela" in {row["speaker"] for row in rows}


def test_export_replaces_a_file_only_by_a_whole_one(filled, tmp_path):
    (tmp_path / "out.jsonl").write_text("old")

    assert filled("export", "-o", "out.jsonl", "--db", "none.db").exit_code == 1
    assert (tmp_path / "out.jsonl").read_text() == "old"

    result = filled("export", "--output", "out.jsonl")
    assert result.stdout == "2 reports written to out.jsonl\n"
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_export_into_a_folder_that_is_not_there_is_refused(filled):
    result = filled("export", "--output", "nowhere/out.jsonl")

    assert result.exit_code == 1
    assert result.stderr == "onrecord: cannot write nowhere/out.jsonl: No such file or directory\n"


def test_export_where_nothing_can_be_written_is_told_in_one_line(filled):
    result = filled("export", "--output", "/proc/out.jsonl")

    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: cannot write /proc/out.jsonl: ")


def test_parquet_is_not_written_to_a_terminal(filled, monkeypatch):
    monkeypatch.setattr(keep, "to_terminal", lambda: True)

    result = filled("export", "--format", "parquet")

    assert result.exit_code == 2
    assert result.stdout == ""


def test_the_record_may_come_from_the_environment(library, run):
    result = run("list", "--json", ONRECORD_DB=str(library / "onrecord.db"))

    assert len(result.stdout.splitlines()) == 2
