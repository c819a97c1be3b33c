"""``onrecord registry``, and reading with the actors that are in it."""

import json

import pytest

from onrecord.exchange.onrecord import loads

REGISTRY = "onrecord-registry.jsonl"
TABLE = """name,kind,country,aliases,title,from,wikidata
Ferry Workers' Union of the South,group,PRT,Ferry Workers|FWU,,,
Marta Quintela,person,PRT,,president of the union,2019,Q42
Bad Row,hero,,,,,
"""
DICTIONARY = """
HARBOUR_POLICE_ [PRTCOP]
LONELY_NAME_
SAILOR [~LAB]
"""


@pytest.fixture
def files(run, tmp_path):
    (tmp_path / "union.csv").write_text(TABLE)
    (tmp_path / "harbour.actors").write_text(DICTIONARY)
    return run


def test_what_was_read_and_what_was_not_is_told(files):
    result = files("registry", "add", "union.csv", "harbour.actors", COLUMNS="100")

    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "union.csv (table): 2 actors added"
    assert lines[1] == "1 line could not be read:"
    assert lines[2].startswith("4 kind 'hero' is none of person, country")
    assert "harbour.actors (PETRARCH dictionary): 1 actor added, 2 agent nouns" in lines
    assert "3 a name without a code: LONELY_NAME_" in lines
    assert lines[-1] == f"{REGISTRY}: 3 actors, 2 agent nouns"


def test_adding_the_same_again_changes_nothing(files, tmp_path):
    files("registry", "add", "union.csv")
    before = (tmp_path / REGISTRY).read_bytes()
    (tmp_path / "more.csv").write_text("name,kind,aliases\nMarta Quintela,,M. Quintela\nNew Name,,\n")

    again, more = files("registry", "add", "union.csv"), files("registry", "add", "more.csv")

    assert again.stdout.startswith("union.csv (table): 0 actors added\n")
    assert more.stdout.startswith("more.csv (table): 1 actor added, 1 changed\n")
    assert before.splitlines()[0] in (tmp_path / REGISTRY).read_bytes().splitlines()


def test_only_the_first_lines_that_could_not_be_read_are_printed_unless_all_are_wanted(run, tmp_path):
    (tmp_path / "a.csv").write_text("name,kind\nFine,\n" + "".join(f"Bad {n},hero\n" for n in range(30)))

    brief = run("registry", "add", "a.csv").stdout
    full = run("registry", "add", "a.csv", "--verbose").stdout

    assert "30 lines could not be read:" in brief
    assert "and 20 more, with --verbose" in brief
    assert "Bad 29" not in brief
    assert "Bad 29" in full


def test_a_file_that_cannot_be_read_does_not_cost_the_others(files):
    result = files("registry", "add", "none.csv", "union.csv")

    assert result.exit_code == 0
    assert result.stderr == "onrecord: cannot read none.csv: No such file or directory\n"
    assert result.stdout.endswith(f"{REGISTRY}: 2 actors\n")


def test_where_nothing_can_be_read_one_error_is_told_and_nothing_written(files, tmp_path):
    (tmp_path / "empty.csv").write_text("name\n")

    result = files("registry", "add", "empty.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "onrecord: empty.csv: no actor could be read from it (table)\n"
    assert not (tmp_path / REGISTRY).exists()


def test_the_format_may_be_forced(files):
    result = files("registry", "add", "union.csv", "--format", "ftm")

    assert result.exit_code == 1
    assert "(FollowTheMoney); line 1: not valid JSON" in result.stderr
    assert files("registry", "add", "union.csv", "--format", "xml").exit_code == 2


def test_list_shows_actors_and_nouns(files):
    files("registry", "add", "union.csv", "harbour.actors")

    table = files("registry", "list", COLUMNS="140").stdout
    few = files("registry", "list", "--limit", 1).stdout
    found = files("registry", "list", "ferry", "UNION", "--json").stdout

    assert "Marta Quintela" in table
    assert "president of the union (2019–)" in table
    assert ["sailor", "agent", "LAB"] in [line.split() for line in table.splitlines()]
    assert "and 4 more, with --limit or --json" in few
    assert [json.loads(line)["country"] for line in found.splitlines()] == ["PRT"]


def test_remove_takes_out_whom_it_names(files):
    files("registry", "add", "union.csv", "harbour.actors")

    other = files("registry", "remove", "fwu")
    assert other.exit_code == 2
    assert other.stderr == (
        f"onrecord: no actor in {REGISTRY} has the name 'fwu'; "
        'it is another name of "Ferry Workers\' Union of the South"\n'
    )
    assert files("registry", "remove", "marta quintela").stdout == f"{REGISTRY}: 2 actors, 2 agent nouns\n"
    assert files("registry", "remove", "sailors").stdout == f"{REGISTRY}: 2 actors, 1 agent noun\n"
    assert files("registry", "remove", "Marta Quintela").exit_code == 2


@pytest.mark.parametrize("words", [("list",), ("remove", "X")])
def test_a_registry_that_is_not_there_is_told(run, words):
    result = run("registry", *words)

    assert result.exit_code == 2
    assert (
        result.stderr == f"onrecord: no registry at {REGISTRY}: make it with `onrecord registry add FILE`\n"
    )


def test_the_registry_may_be_another_file_or_come_from_the_environment(files, tmp_path):
    files("registry", "add", "union.csv", "--registry", "mine.jsonl")

    assert not (tmp_path / REGISTRY).exists()
    found = files("registry", "list", "--json", ONRECORD_REGISTRY="mine.jsonl").stdout
    assert len(found.splitlines()) == 2


def read(run, *words, **settings):
    return loads(run("read", "ferry.txt", "--format", "jsonl", *words, **settings).stdout)


def test_a_report_is_read_with_the_registry_of_the_folder_or_the_one_that_is_named(files, library, tmp_path):
    (tmp_path / "ferry.txt").write_bytes((library / "ferry.txt").read_bytes())
    without = read(files)
    files("registry", "add", "union.csv", "--registry", "mine.jsonl")

    named, told = read(files, "--registry", "mine.jsonl"), read(files, ONRECORD_REGISTRY="mine.jsonl")
    files("registry", "add", "mine.jsonl")
    default = read(files)

    assert "registry" not in without.reader
    assert named == told == default
    assert named.reader.startswith(f"{without.reader}; registry ")
    (quintela,) = [actor for actor in default.actors if actor.name == "Marta Quintela"]
    assert (quintela.wikidata, quintela.country) == ("Q42", "PRT")


def test_workers_read_with_the_registry_too(files, library, tmp_path):
    files("registry", "add", "union.csv")
    body = "The harbour was calm on Friday and nothing else was said about it. " * 800
    for number in range(4):
        (tmp_path / f"report{number}.txt").write_text(f"Report {number}\n\nMarta Quintela said no.\n\n{body}")

    result = files("read", *(f"report{n}.txt" for n in range(4)), "--jobs", 2, "--format", "jsonl")

    readings = [loads(line) for line in result.stdout.splitlines()]
    assert len({reading.reader for reading in readings}) == 1
    assert all("Q42" in {actor.wikidata for actor in reading.actors} for reading in readings)


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (None, 2, "no registry at mine.jsonl"),
        ('{"name": ""}\n', 1, "mine.jsonl, line 1: name must be words"),
    ],
)
def test_a_named_registry_that_cannot_be_read_stops_the_reading(
    files, library, tmp_path, content, status, told
):
    (tmp_path / "ferry.txt").write_bytes((library / "ferry.txt").read_bytes())
    if content:
        (tmp_path / "mine.jsonl").write_text(content)

    result = files("read", "ferry.txt", "--registry", "mine.jsonl")

    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith(f"onrecord: {told}")
    assert not (tmp_path / "onrecord.db").exists()


@pytest.mark.parametrize("command", ["add", "list", "remove"])
def test_every_command_has_help_with_an_example(run, command):
    assert f"$ onrecord registry {command}" in run("registry", command, "--help").stdout
