"""``onrecord events``, ``relations``, ``commitments`` and ``explain``, and what other commands show of them."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from onrecord.cli import coded as cli
from onrecord.query import coded as query
from tests.cli.conftest import Run, invoke

STRIKE = """Air strike on the port of Latakia

DAMASCUS, March 3, 2021 (Northwire) - Reports claim that Turkish jets bombed the port of Latakia on Tuesday.

Turkey denied that its jets had bombed the port.

"We will withdraw our troops from Syria by June 1 if the war ends," Turkish Defence Minister Orhan Demirel said.
"""
TALKS = """Russia and Iran hold talks

MOSCOW, June 8, 2020 (Northwire) - Russian Foreign Minister Sergei Lavrov met Iranian officials in Moscow on Monday.

Russia accused the United States of arming rebels in Syria. Iran promised to release two sailors within a week.
"""
EMPTY = """Fog on the bridge

OSLO, May 2, 2020 (Northwire) - The bridge is long and the fog is grey.
"""
KINDS = ("events", "relations", "commitments")
COMMANDS = (*KINDS, "explain")


@pytest.fixture(scope="session")
def coded_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three reports and the record of them."""
    folder = tmp_path_factory.mktemp("coded")
    for name, text in (("strike", STRIKE), ("talks", TALKS), ("fog", EMPTY)):
        (folder / f"{name}.txt").write_text(text)
    result = invoke("read", folder, "--db", folder / "onrecord.db", "--jobs", 1, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    return folder


@pytest.fixture
def coded(run: Run, coded_library: Path, tmp_path: Path) -> Run:
    """The command line in a folder with the three reports and their record."""
    shutil.copytree(coded_library, tmp_path, dirs_exist_ok=True)
    return run


def rows(run: Run, *words: object) -> list[dict]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_events_are_listed_with_whose_word_they_are(coded):
    lines = coded("events", "--type", "assault", COLUMNS="120").stdout.splitlines()

    assert lines[1].split() == ["Date", "Who", "→", "whom", "Type", "Status", "Place", "Id"]
    assert any("ASSAULT" in line and "claimed by reports" in line for line in lines)
    assert any("ASSAULT" in line and "denied by Turkey" in line for line in lines)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_tables_keep_to_the_width_and_show_ids_to_explain(coded, kind, width):
    table = coded(kind, COLUMNS=str(width)).stdout
    ids = [row["row"]["id"][:8] for row in rows(coded, kind)]

    assert max(map(len, table.splitlines())) <= width
    assert [id for id in ids if id not in table] == []


def test_events_can_be_narrowed(coded):
    every = rows(coded, "events")

    for option, value in (("type", "ASSAULT"), ("status", "denied")):
        expected = [row["row"]["id"] for row in every if row["row"][option] == value]
        assert expected
        assert [row["row"]["id"] for row in rows(coded, "events", f"--{option}", value.lower())] == expected
    own = rows(coded, "events", "--own-voice")
    assert {row["row"]["statement"] for row in own} == {None}
    assert {row["row"]["status"] for row in rows(coded, "events", "--teller", "Turkey")} >= {"denied"}
    assert {row["document"]["published"] for row in rows(coded, "events", "--until", "2020")} == {
        "2020-06-08"
    }
    assert rows(coded, "events", "--country", "syria") == rows(coded, "events", "--country", "SYR") != []
    assert len(rows(coded, "events", "-n", 1)) == 1


def test_commitments_show_condition_deadline_and_who_is_to_act(coded):
    table = coded("commitments", "--kind", "pledge", COLUMNS="120").stdout

    assert "if the war ends" in table
    assert "until 2021-06-01" in table
    assert [row["row"]["action"]["text"] for row in rows(coded, "commitments", "--by", "Iran")] == [
        "release two sailors within a week"
    ]
    assert len(rows(coded, "commitments", "--due-by", "2020-06-30")) == 1


def test_relations_are_listed(coded):
    found = rows(coded, "relations", "--subject", "Lavrov", "--type", "holds office")

    assert {row["row"]["type"] for row in found} == {"holds_office"}
    assert "holds" in coded("relations").stdout
    assert "Sergei Lavrov" in coded("relations", COLUMNS="120").stdout


@pytest.mark.parametrize(
    ("call", "status", "complaint"),
    [
        ("events --type asault", 2, "'asault' is no type of event; did you mean ASSAULT? Use one of AGREE, "),
        ("events --type accuse --mode aerial", 2, "'aerial' is no mode of ACCUSE: use one of disapprove, "),
        ("events --type aid --mode aerial", 2, "there is no mode of AID"),
        ("events --mode aerail", 2, "'aerail' is no mode of an event; did you mean aerial? Use one of "),
        ("events --status xyz", 2, "'xyz' is no status: use one of reported, claimed, "),
        ("relations --type controlls", 2, "'controlls' is no type of relation; did you mean controls? Use "),
        ("commitments --kind pledges", 2, "'pledges' is no kind of commitment; did you mean pledge? Use "),
        ("events --teller Turkey --own-voice", 2, "--teller and --own-voice exclude each other"),
        ("events --format xml", 2, "unknown format 'xml': use one of table, jsonl, csv, plover, icews, "),
        ("relations --format icews", 2, "unknown format 'icews': use one of table, jsonl, csv"),
        ("events --output out", 2, "a file needs a format: use --format with one of jsonl, csv, "),
        (
            "events --country Narnia",
            2,
            "'Narnia' is no country: use a code of three letters, as SYR, or its ",
        ),
        ("events --since soon", 2, "'soon' "),
        ("events --db none.db", 1, "no record at none.db"),
        ("explain zzzz", 2, ""),
        ("export --what events", 2, "jsonl has no rows of one kind: leave out --what, or use --format csv"),
        ("export --format csv --what evens", 2, "there are no 'evens' to export: use one of statements, "),
        ("export --format icews --what relations", 2, "icews is a format of events: leave out --what, "),
        ("export --format parquet --what events", 2, "parquet holds statements: use --format csv for events"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(coded, call, status, complaint):
    result = coded(*call.split())

    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith(f"onrecord: {complaint}")
    assert len(result.stderr.splitlines()) == 1


def test_where_nothing_is_found_it_says_what_to_do_next(coded):
    coded("read", "fog.txt", "--db", "fog.db", "--quiet")

    assert coded("events", "--actor", "Nobody", "--type", "aid").stdout == (
        "No such events in the record: leave out --actor or --type, or find names with `onrecord actors NAME`.\n"
    )
    assert coded("commitments", "--db", "fog.db").stdout == (
        "No commitments in the record: read more reports with `onrecord read FILE`.\n"
    )


def test_an_event_is_explained_with_its_words_its_voices_and_its_rules(coded):
    [row] = rows(coded, "events", "--type", "assault", "--status", "claimed")
    lines = coded("explain", row["row"]["id"][:8]).stdout.splitlines()
    page = " ".join(" ".join(lines).split())

    assert lines[0].startswith("ASSAULT")
    assert f"event {row['row']['id']}" in page
    assert "⟦" in page
    assert "DAMASCUS, March 3, 2021 (Northwire) - Reports claim that" in page.replace("⟦", "")
    assert "Told by Northwire reports: reports claim" in page
    assert "Status claimed: a source says so" in page
    assert "Why" in lines
    assert "pattern" in page


def test_marked_words_have_a_style_of_their_own_on_a_terminal(coded):
    [row] = rows(coded, "events", "--type", "assault", "--status", "claimed")
    page = coded("explain", row["row"]["id"], FORCE_COLOR="1", TERM="xterm-256color").stdout

    assert "⟦" not in page
    assert "\x1b[1;7m" in page


def test_statements_relations_and_commitments_are_explained_too(coded):
    [pledge] = rows(coded, "commitments", "--by", "Iran")
    [office] = rows(coded, "relations", "--subject", "Demirel", "--type", "holds_office")
    said = next(row for row in rows(coded, "who", "Demirel"))

    assert "Until       15 June 2020" in coded("explain", pledge["row"]["id"]).stdout
    assert coded("explain", office["row"]["id"]).stdout.startswith("holds office · Orhan Demirel → ")
    statement = coded("explain", said["statement"]).stdout
    assert "Cue         said: say" in statement
    assert "Kind        direct" in statement
    assert "Confidence  " in statement


def test_an_explanation_is_one_object(coded):
    [pledge] = rows(coded, "commitments", "--by", "Iran")
    told = json.loads(coded("explain", pledge["row"]["id"], "--json").stdout)

    assert told["row"]["id"] == pledge["row"]["id"]
    assert told["steps"]


def test_show_lists_what_was_coded_under_each_paragraph(coded):
    page = coded("show", "strike.txt").stdout
    [claimed] = rows(coded, "events", "--type", "assault", "--status", "claimed")

    line = next(line for line in page.splitlines() if line.startswith("   E ") and "ASSAULT" in line)
    assert page.index(line) < page.index("Turkey denied")
    assert claimed["row"]["id"][:8] in page
    assert "E event, R relation, C commitment; `onrecord explain ID` says why" in page
    assert page.count("⟦") == page.count("⟧")
    assert "E event" not in coded("show", "fog.txt").stdout


def test_read_prints_what_was_coded_after_the_statements(coded):
    lines = coded("read", "strike.txt").stdout.splitlines()

    assert lines.index("Events") < lines.index("Relations") < lines.index("Commitments")
    assert any(line.startswith("– ") and line.endswith(" · denied by Turkey") for line in lines)
    assert lines.index("Events") > max(n for n, line in enumerate(lines) if line.endswith(" · line 5"))


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_written_as_csv(coded, tmp_path, kind):
    printed = list(csv.DictReader(io.StringIO(coded("export", "--format", "csv", "--what", kind).stdout)))
    told = coded(kind, "--output", "out.csv").stdout
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))

    assert len(printed) == len(rows(coded, kind)) > 0
    # The oldest report comes first in an export, the newest row in an answer.
    assert sorted(map(str, written)) == sorted(map(str, printed))
    assert told == f"{len(printed)} {kind if len(printed) > 1 else kind[:-1]} written to out.csv\n"


def test_events_are_written_in_the_formats_of_other_projects(coded):
    number = len(rows(coded, "events"))

    for call in (("events", "--format"), ("export", "--format")):
        for line in coded(*call, "plover").stdout.splitlines():
            json.loads(line)
        for format in ("icews", "polecat"):
            head, *lines = coded(*call, format).stdout.splitlines()
            assert len(lines) >= 1
            assert {line.count("\t") for line in lines} == {head.count("\t")}
    assert number


def test_json_lines_have_the_keys_of_the_format(coded):
    [row] = rows(coded, "relations", "--subject", "Demirel", "--type", "holds_office")

    assert {"document", "row", "teller", "chain", "names"} <= row.keys()
    assert {"from", "to", "subject", "object"} <= row["row"].keys()


def test_the_command_line_and_the_query_allow_the_same():
    assert (cli.STATUSES, cli.KINDS, cli.RELATIONS) == (query.STATUSES, query.KINDS, query.RELATIONS)


def test_a_table_shows_the_newest_and_says_how_many_there_are_more(coded, monkeypatch):
    monkeypatch.setattr(cli, "FEW", 2)
    every = rows(coded, "events")

    assert len(every) > 2
    assert coded("events").stdout.endswith(f"and {len(every) - 2} more, with --limit or --format\n")
    assert "more, with" not in coded("events", "-n", 2).stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command):
    assert f"$ onrecord {command}" in run(command, "--help").stdout
    assert f"│ {command} " in run("--help").stdout
