"""``onrecord evaluate``, ``onrecord corrections bring`` and the exports that annotators work on."""

import json
import shutil
from pathlib import Path

import pytest

from onrecord.cli import keep
from tests.cli.conftest import Run
from tests.cli.test_cli_coded import coded_library  # noqa: F401  the same record


@pytest.fixture
def coded(run: Run, coded_library: Path, tmp_path: Path) -> Run:  # noqa: F811
    shutil.copytree(coded_library, tmp_path, dirs_exist_ok=True)
    return run


@pytest.fixture
def brat(coded: Run) -> Path:
    """The three reports as a folder of brat."""
    result = coded("export", "--format", "brat", "--out", "brat")
    assert (result.exit_code, result.stdout) == (0, "3 reports written to brat\n"), result.output
    return Path("brat")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def without_event(path: Path) -> None:
    """Take an event out of an annotation, as brat does: with its mark, its attributes and its note."""
    lines = path.read_text("utf-8").splitlines()
    event = next(line for line in lines if line.startswith("E") and "event_" in line)
    key, mark = event.split("\t")[0], event.split("\t")[1].split()[0].split(":")[1]
    kept = [
        line
        for line in lines
        if line.split("\t")[0] not in (key, mark)
        and not (line[0] in "AR#" and {key, f"Arg1:{key}", mark} & {*line.split("\t")[1].split()})
    ]
    path.write_text("\n".join(kept) + "\n", "utf-8")


def evaluated(run: Run, *words: object) -> dict:
    result = run("evaluate", *words, "--json")
    assert result.exit_code == 0, result.output
    [line] = result.stdout.splitlines()
    return json.loads(line)


def score(found: dict, *key: str) -> dict:
    return next(one for one in found["scores"] if (one["layer"], one["part"], one["how"]) == key)


@pytest.mark.parametrize(
    ("format", "files"),
    [
        ("brat", ["annotation.conf", "fog.ann", "fog.json", "fog.txt", "strike.ann"]),
        ("labelstudio", ["config.xml", "tasks.json"]),
        ("citron", ["fog.json", "strike.json", "talks.json"]),
    ],
)
def test_export_fills_a_folder(coded, format, files):
    result = coded("export", "--format", format, "--out", "new/folder")

    assert (result.exit_code, result.stdout) == (0, "3 reports written to new/folder\n")
    assert sorted(path.name for path in Path("new/folder").iterdir())[:5] == files[:5]
    again = coded("export", "--format", format, "-o", "new/folder")
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr.startswith("onrecord: new/folder is not empty: give a new folder")


@pytest.mark.parametrize("format", ["doccano", "prodigy"])
def test_export_writes_lines_for_annotators(coded, format):
    lines = coded("export", "--format", format).stdout.splitlines()

    assert len(lines) == 3
    assert all("Northwire" in json.loads(line)["text"] for line in lines)


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ("--format brat", "brat is several files: give a new folder with --out"),
        ("--format brat --out fog.txt", "fog.txt is a file: give a new folder"),
        ("--format citron --out new --what events", "citron has no rows of one kind: leave out --what"),
        ("--format xml", "unknown format 'xml': use one of jsonl, json, "),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_line(coded, call, complaint):
    result = coded("export", *call.split())

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"onrecord: {complaint}")
    assert not Path("new").exists()


def test_a_docbin_is_not_for_the_eye(coded, monkeypatch):
    monkeypatch.setattr(keep, "to_terminal", lambda: True)
    result = coded("export", "--format", "docbin")

    assert (result.exit_code, result.stderr) == (
        2,
        "onrecord: docbin is not for the eye: give a file with --output, or pipe it\n",
    )


def test_an_export_that_nobody_touched_agrees_with_the_reader_and_with_the_record(coded, brat):
    again, stored = evaluated(coded, brat), evaluated(coded, brat, "--db", "onrecord.db")

    assert (again["format"], again["documents"]) == ("onrecord-evaluation/1", 3)
    assert {one["f1"] for one in again["scores"]} == {1.0}
    assert stored == again
    per = again["by_document"]
    assert sum(doc["scores"][0]["gold"] for doc in per) == again["scores"][0]["gold"]
    assert "pairs" not in per[0]


def test_what_people_annotated_otherwise_counts_against_the_reader(coded, brat):
    whole = score(evaluated(coded, brat), "event", "whole", "exact")
    without_event(brat / "talks.ann")
    found = evaluated(coded, brat, "--db", "onrecord.db", "--show")

    events = score(found, "event", "whole", "exact")
    assert (events["gold"], events["found"], events["found_right"]) == (
        whole["gold"] - 1,
        whole["found"],
        whole["gold"] - 1,
    )
    assert events["recall"] == 1.0
    extra = [pair for doc in found["by_document"] for pair in doc["pairs"] if pair["gold"] is None]
    assert [pair["layer"] for pair in extra] == ["event"]


def test_the_table_fits_and_says_what_was_not_measured(coded, brat):
    without_event(brat / "talks.ann")
    page = coded("evaluate", brat, "--show", "--db", "onrecord.db").stdout

    lines = page.splitlines()
    assert max(map(len, lines)) <= 80
    heads = next(line for line in lines if "gold" in line and "F1" in line)
    assert heads.split() == ["how", "gold", "found", "right", "P", "R", "F1"]
    row = next(line for line in lines if line.split()[:2] == ["statements", "exact"])
    assert row.split()[-3:] == ["100.0", "100.0", "100.0"]
    assert "3 annotated reports; intervals need 10" in page
    assert "too much, event: " in page
    assert "not measured: " in page


def test_readings_are_gold_too_with_their_corrections(coded):
    [event, *_] = [
        json.loads(line) for line in coded("events", "--type", "assault", "--json").stdout.splitlines()
    ]
    coded("change", event["row"]["id"], "type=coerce")
    coded("export", "-o", "gold.jsonl")

    as_read = evaluated(coded, "gold.jsonl", "--db", "onrecord.db")
    corrected = evaluated(coded, "gold.jsonl", "--db", "onrecord.db", "--corrected")
    types = [score(found, "event", "type", "agreement") for found in (as_read, corrected)]
    assert [one["found"] - one["found_right"] for one in types] == [1, 0]


def test_reports_that_the_record_does_not_have_are_told_and_the_rest_is_measured(coded, brat):
    (brat / "fog.txt").write_text((brat / "fog.txt").read_text().replace("grey", "blue"))
    result = coded("evaluate", brat, "--db", "onrecord.db", "--json")

    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["documents"] == 2
    assert result.stderr.startswith("onrecord: ")
    assert "its text is not that of report" in result.stderr
    assert len(found["failures"]) == 1


def test_a_report_in_another_language_is_told(run):
    Path("one.txt").write_text(
        "Der Minister sagte am Freitag, die Ernte werde in diesem Jahr sehr schlecht sein. " * 3
    )
    marks = ("T1\tparty 0 12\tDer Minister", "T2\tstatement 13 18\tsagte", "T3\tcontent 31 40\tdie Ernte")
    Path("one.ann").write_text("\n".join((*marks, "E1\tstatement:T2 source:T1 content:T3\n")))
    result = run("evaluate", "one.ann")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "not English: read it all the same with --force" in result.stderr
    assert run("evaluate", "one.ann", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("call", "status", "complaint"),
    [
        ("evaluate none.jsonl", 1, "cannot read none.jsonl: No such file or directory"),
        ("evaluate fog.txt", 1, "fog.txt: it looks like no annotations; give a folder of brat"),
        ("evaluate .", 1, ".: no annotations; give a folder of .ann and .txt files, or one .ann file"),
        ("evaluate brat --corrected", 2, "--corrected goes with --db: "),
        ("evaluate brat --db onrecord.db --reader rules", 2, "with --db nothing is read: leave out "),
        ("evaluate brat --db none.db", 1, "no record at none.db"),
        ("evaluate brat --format conll", 2, "unknown format 'conll': use one of brat, labelstudio, jsonl"),
        ("corrections bring none", 1, "cannot read none: No such file or directory"),
        ("corrections bring brat --db none.db", 1, "no record at none.db"),
        ("corrections bring brat --format jsonl", 2, "unknown format 'jsonl': use one of brat, labelstudio"),
        ("corrections --orphaned bring brat", 2, "give options behind bring"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(coded, brat, call, status, complaint):
    result = coded(*call.split())

    assert (result.exit_code, result.stdout) == (status, ""), result.output
    assert result.stderr.startswith(f"onrecord: {complaint}")
    assert len(result.stderr.splitlines()) == 1


def test_readings_are_no_annotations_to_correct_by(coded):
    coded("export", "-o", "gold.jsonl")
    result = coded("corrections", "bring", "gold.jsonl")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "corrections are taken by `onrecord corrections --import`" in result.stderr


def test_annotations_become_corrections_once(coded, brat):
    without_event(brat / "talks.ann")
    edit(brat / "strike.ann", "class E1 claim", "class E1 say")
    dry = coded("corrections", "bring", brat, "--author", "ana", "--dry-run")

    assert dry.exit_code == 0, dry.output
    assert dry.stdout.splitlines()[-1].startswith("would be: 1 rejected, 1 changed, ")
    assert dry.stdout.splitlines()[-1].endswith(", in 3 reports; nothing was corrected")
    assert coded("corrections").stdout == "No corrections: all rows are as read.\n"
    told = coded("corrections", "bring", brat, "--by", "ana", "--note", "round 1", COLUMNS="200").stdout
    assert "class: claim → say · ana" in told
    assert "rejected" in told
    made = [json.loads(line) for line in coded("corrections", "--format", "jsonl").stdout.splitlines()]
    assert [(one["action"], one["by"], one["note"]) for one in made] == [
        ("change", "ana", "round 1"),
        ("reject", "ana", "round 1"),
    ]
    again = coded("corrections", "bring", brat, "--by", "bo")
    assert "changed" not in again.stdout
    assert len(coded("corrections").stdout.splitlines()) >= 2
    assert coded("verify").exit_code == 0


def test_what_is_wrong_is_named_and_the_rest_is_brought(coded, brat):
    without_event(brat / "talks.ann")
    edit(brat / "talks.txt", "MOSCOW", "MINSK!")
    edit(brat / "strike.ann", "class E1 claim", "class E1 say")
    (brat / "fog.ann").write_text("T1\tplace 0 3\tDog\n")
    result = coded("corrections", "bring", brat, "--by", "ana")

    assert result.exit_code == 1
    complaints = result.stderr.splitlines()
    assert any(
        "fog.ann: line 1: text: 'Dog' is not at 0 3, where 'Fog' stands" in line for line in complaints
    )
    assert any("its text is not that of report" in line for line in complaints)
    assert result.stdout.splitlines()[-1].startswith("1 changed, ")


def test_bringing_prints_corrections_as_json_too(coded, brat):
    edit(brat / "strike.ann", "class E1 claim", "class E1 say")
    result = coded("corrections", "bring", brat, "--json")

    [made] = [json.loads(line) for line in result.stdout.splitlines()]
    assert (made["format"], made["fields"]) == ("onrecord-correction/1", ["class"])


def test_label_studio_is_brought_as_well(coded):
    coded("export", "--format", "labelstudio", "--out", "ls")
    tasks = json.loads(Path("ls/tasks.json").read_bytes())
    for number, task in enumerate(tasks):
        task["annotations"] = [{"id": number, "result": task.pop("predictions")[0]["result"]}]
    Path("export.json").write_text(json.dumps(tasks))

    assert {one["f1"] for one in evaluated(coded, "export.json", "--db", "onrecord.db")["scores"]} == {1.0}
    result = coded("corrections", "bring", "export.json", "--confirm", "--by", "ana")
    assert result.exit_code == 0, result.output
    made = [json.loads(line) for line in coded("corrections", "--format", "jsonl").stdout.splitlines()]
    assert made
    assert {one["action"] for one in made} == {"confirm"}


@pytest.mark.parametrize("command", ["evaluate", "corrections bring"])
def test_every_command_has_help_with_an_example(run, command):
    assert f"$ onrecord {command}" in run(*command.split(), "--help").stdout
