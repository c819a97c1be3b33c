"""``onrecord import``."""

import json

import pytest

QUOTE = {
    "quoteID": "q1",
    "quotation": "We have waited eleven months for this paper",
    "speaker": "Marta Quintela",
    "qids": ["Q123"],
    "probas": [["Marta Quintela", "0.91"]],
    "date": "2016-10-21 09:30:00",
    "numOccurrences": 1,
    "urls": ["https://e.org/1"],
    "phase": "E",
}


@pytest.mark.parametrize("format", ["jsonl", "json"])
def test_what_is_exported_is_imported_and_exported_alike(filled, tmp_path, format):
    assert filled("export", "--format", format, "-o", "there").exit_code == 0
    result = filled("import", "there", "--db", "other.db")
    assert (result.exit_code, result.stdout[:16]) == (0, "2 reports taken,")
    filled("export", "--format", format, "-o", "back", "--db", "other.db")
    assert (tmp_path / "there").read_bytes() == (tmp_path / "back").read_bytes()
    again = filled("import", "there", "--db", "other.db")
    assert again.stdout == "0 reports taken, 0 statements; 2 reports known already\n"


def test_quotations_can_be_asked_for_by_their_speaker(run, tmp_path):
    (tmp_path / "q.jsonl").write_text(json.dumps(QUOTE))
    assert run("import", "q.jsonl").stdout == "1 report taken, 1 statement\n"
    assert "“We have waited eleven months for this paper”" in run("who", "Quintela").stdout
    assert run("verify").exit_code == 0


def test_wrong_lines_are_told_and_kept_and_the_rest_is_taken(run, tmp_path):
    lines = [QUOTE, QUOTE | {"probas": []}, QUOTE | {"quoteID": "q2", "quotation": "Nothing else"}]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = run("import", "q.jsonl")
    assert (result.exit_code, result.stdout) == (0, "2 reports taken, 2 statements\n")
    assert result.stderr.splitlines() == [
        "onrecord: q.jsonl#2: line 2: probas: no probability of 'Marta Quintela'",
        "onrecord: 1 report could not be read: see `onrecord failures`",
    ]
    assert "q.jsonl#2" in run("failures").stdout


@pytest.mark.parametrize(
    ("data", "words", "status", "complaint"),
    [
        ("{}", ("q.jsonl",), 1, "neither readings in onrecord/1 nor quotations of Quotebank"),
        ("{broken", ("q.jsonl",), 1, "q.jsonl#1: line 1: not valid JSON"),
        ("", ("q.jsonl",), 1, "empty"),
        ("{}", ("none.jsonl",), 1, "there is no such file"),
        ("{}", ("q.jsonl", "--from", "csv"), 2, "--from csv: use one of onrecord, quotebank"),
        ("{}", ("q.jsonl", "--from", "quotebank"), 1, "quoteID: missing"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_makes_no_record(run, tmp_path, data, words, status, complaint):
    (tmp_path / "q.jsonl").write_text(data)
    result = run("import", *words)
    assert (result.exit_code, complaint in result.stderr) == (status, True), result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "onrecord.db").exists()


def test_standard_input_is_imported(run):
    result = run("import", "-", input=json.dumps(QUOTE).encode())
    assert result.stdout == "1 report taken, 1 statement\n"


def test_the_formats_of_the_commands_are_those_of_the_library():
    from onrecord.cli import bringing, reading
    from onrecord.exchange import incoming
    from onrecord.ingest import FORMATS

    assert reading.INPUTS == FORMATS
    assert tuple(incoming.FORMATS) == bringing.FORMATS
