"""``onrecord network`` and ``onrecord brief``."""

import csv
import io
import json

import networkx
import pytest

from tests.cli.test_cli_coded import TALKS
from tests.cli.test_cli_memory import REPORTS


@pytest.fixture
def remembered(run, tmp_path):
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text)
    assert run("read", *REPORTS, "--quiet").exit_code == 0
    return run


@pytest.fixture
def tied(run, tmp_path):
    (tmp_path / "talks.txt").write_text(TALKS)
    assert run("read", "talks.txt", "--quiet").exit_code == 0
    return run


def test_a_network_shows_ties_with_a_quotation_each(tied):
    output = " ".join(tied("network").stdout.split())

    assert "Russia ACCUSE → United States" in output
    assert "verbal conflict · 1 independent report" in output
    assert "“Russia accused the United States" in output
    assert "[2020-06-08, Northwire, Russia and Iran hold talks]" in output


def test_what_is_left_out_is_counted(tied):
    whole = json.loads(tied("network", "--json").stdout)["found"]

    assert whole > 1
    assert tied("network", "-n", 1).stdout.endswith(f"and {whole - 1} more, with --limit or --format\n")


def test_a_network_is_written_to_a_file_that_networkx_reads(tied, tmp_path):
    result = tied("network", "--format", "gexf", "--out", "net.gexf")

    assert result.exit_code == 0
    assert "written to net.gexf" in result.stdout
    assert "Russia" in dict(networkx.read_gexf(tmp_path / "net.gexf").nodes(data="label")).values()


def test_a_network_goes_to_standard_output(tied):
    told = json.loads(tied("network", "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(tied("network", "--format", "csv").stdout)))

    assert rows
    assert len(told["ties"]) == len(rows) == told["found"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "pajek"), "use one of table, gexf"),
        (("--out", "x"), "with --out give --format"),
        (("--hops", "2"), "name one"),
        (("--type", "love"), "no type of tie"),
        (("--actor", "Nobody"), "no actor in the record"),
    ],
)
def test_what_cannot_be_drawn_is_an_error_of_one_line(remembered, words, said):
    result = remembered("network", *words)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_nobody_tied_is_said_in_a_line(remembered):
    assert remembered("network", "--since", "2030").stdout == "Nobody is tied to anybody in that way.\n"


def test_a_brief_is_markdown_with_its_sources(remembered):
    output = remembered("brief", "Jan", "Brandt").stdout

    assert output.startswith("# Jan Brandt\n")
    assert "## What Jan Brandt says" in output
    assert "[^1]: “" in output
    assert "Halden Press Agency, 2024-05-04, Colonel denies shelling (two.txt, report" in output


def test_a_brief_in_a_file_is_what_its_name_says(remembered, tmp_path):
    assert remembered("brief", "Brandt", "--out", "b.html").stdout == "brief written to b.html\n"
    assert (tmp_path / "b.html").read_text().startswith("<!DOCTYPE html>")
    assert remembered("brief", "Brandt", "-o", "b.md").exit_code == 0
    assert (tmp_path / "b.md").read_text().startswith("# Jan Brandt")
    assert remembered("brief", "Brandt", "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_a_brief_of_nothing_says_so(remembered, tmp_path):
    result = remembered("brief", "submarines", "--out", "b.html")

    assert (result.exit_code, result.stdout) == (0, "Nothing on record about 'submarines'.\n")
    assert not (tmp_path / "b.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Brandt", "--as", "ship"), "use one of actor, place, topic"),
        (("Brandt", "--format", "pdf"), "use one of markdown, html"),
        (("Brandt", "--since", "soon"), "not a date"),
        (("Nowhere", "--as", "place"), "no event in the record is told of at a place"),
    ],
)
def test_what_cannot_be_written_is_an_error_of_one_line(remembered, words, said):
    result = remembered("brief", *words)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
