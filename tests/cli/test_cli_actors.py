"""``onrecord actors`` and ``onrecord actor``."""

import json
import re

import pytest

COMMANDS = ("show", "merge", "split", "withdraw", "judgements")


def test_actors_are_listed_in_a_table(filled):
    lines = filled("actors", "quint").stdout.splitlines()

    assert lines[1].split() == ["Name", "Kind", "Country", "Reports", "Statements", "Mentions"]
    assert lines[3].split()[:4] == ["Marta", "Quintela", "person", "1"]


def test_actors_come_as_json_lines_narrowed_and_limited(filled):
    rows = [json.loads(line) for line in filled("actors", "--json").stdout.splitlines()]
    kenya = json.loads(filled("actors", "--country", "ken", "--kind", "country", "--json").stdout)

    assert {"Marta Quintela", "Peter Kamande", "Kenya"} <= {row["name"] for row in rows}
    assert (kenya["name"], kenya["country"], kenya["first"]) == ("Kenya", "KEN", "2020-06-08")
    assert len(filled("actors", "-n", 1, "--json").stdout.splitlines()) == 1
    assert filled("actors", "zeppelin").stdout == "No such actor in the record.\n"


@pytest.mark.parametrize(
    "call", [("Quintela",), ("marta", "quintela"), ("show", "Quintela"), ("show", "Marta", "Quintela")]
)
def test_one_actor_is_printed_without_a_command_before_its_name(filled, call):
    lines = filled("actor", *call).stdout.splitlines()

    assert lines[0].startswith("Marta Quintela · person · ")
    assert re.fullmatch(r"Seen +1 report, \d+ mentions? · 3 March 2021", lines[2])
    assert re.match(r"Called +Marta Quintela \d", lines[3])


@pytest.mark.parametrize("call", [("Quintela", "--json"), ("--json", "Quintela")])
def test_one_actor_is_one_object(filled, call):
    told = json.loads(filled("actor", *call).stdout)

    assert (told["name"], told["names"][0][0]) == ("Marta Quintela", "Marta Quintela")
    assert [sorted(office) for office in told["offices"]] == [
        ["first", "from", "last", "organisation", "reports", "title", "to"]
    ] * len(told["offices"])


@pytest.mark.parametrize(
    ("call", "status", "complaint"),
    [
        (("actor", "Nobody Atall"), 2, "onrecord: no actor in the record is called 'Nobody Atall'"),
        (("actor", "merge", "Kamande", "Nobody"), 2, "onrecord: no actor in the record is called 'Nobody'"),
        (("actor", "split", "Kamande", "ferry"), 2, "onrecord: Peter Kamande ("),
        (("actor", "withdraw", "7"), 2, "onrecord: there is no judgement 7"),
        (("actors", "--kind", "ministry"), 2, "onrecord: 'ministry' is no kind of actor"),
        (("actors", "--db", "none.db"), 1, "onrecord: no record at none.db"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(filled, call, status, complaint):
    result = filled(*call)

    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith(complaint)
    assert len(result.stderr.splitlines()) == 1


def test_a_merge_is_told_kept_listed_and_taken_back(filled):
    merged = filled("actor", "merge", "Kamande", "Quintela", "--by", "ed", "--note", "a test").stdout

    assert merged.startswith("1 · Marta Quintela is Peter Kamande · ed, ")
    assert merged.endswith(" · a test\n")
    assert "ed, " in filled("actor", "Quintela", COLUMNS="200").stdout.splitlines()[-1]
    assert filled("who", "Quintela").stdout == filled("who", "Kamande").stdout
    assert filled("actor", "judgements").stdout == merged

    withdrawn = json.loads(filled("actor", "withdraw", 1, "--json").stdout)
    listed = json.loads(filled("actor", "judgements", "--json").stdout)
    assert withdrawn == listed
    assert withdrawn["withdrawn_at"] >= withdrawn["at"]
    assert "withdrawn" in filled("actor", "judgements", COLUMNS="200").stdout
    assert filled("who", "Quintela").stdout != filled("who", "Kamande").stdout


def test_a_split_names_the_report_and_the_namesake(filled):
    made = json.loads(
        filled("actor", "split", "Kamande", "harvest", "--name", "Kamande Junior", "--json").stdout
    )

    assert (made["kind"], made["other"]["name"], len(made["documents"])) == ("split", "Kamande Junior", 1)
    assert "Kamande Junior" in filled("who", "Junior").stdout
    assert (
        f"Peter Kamande is Kamande Junior in {made['documents'][0]}"
        in filled("actor", "judgements", COLUMNS="200").stdout
    )


def test_without_judgements_none_are_listed(filled):
    assert filled("actor", "judgements").stdout == "No judgements: every actor is who its reports say.\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_an_actor_has_help_with_an_example(run, command):
    assert (
        f"$ onrecord actor {command if command != 'show' else 'Yakende'}"
        in run("actor", command, "--help").stdout
    )
    assert f"│ {command} " in run("actor", "--help").stdout
