"""What the benches print, and the texts they read."""

import json
from pathlib import Path

import pytest

from bench.annotators import written
from bench.common import show
from bench.size import measure
from bench.startup import text_of

FIGURES = {"las": 84.26, "gold": 2192, "spacy": {"las": 80.0}}


def test_figures_are_one_object_with_those_of_another_tool_inside(capsys) -> None:
    show({**FIGURES, "none": None}, as_json=True)

    assert json.loads(capsys.readouterr().out) == {**FIGURES, "none": None}


def test_figures_are_a_table_with_a_column_for_each_tool(capsys) -> None:
    show(FIGURES, as_json=False)

    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows == [["onrecord", "spacy"], ["las", "84.26", "80"], ["gold", "2,192", "-"]]


def test_a_tool_that_is_missing_has_no_column(capsys) -> None:
    show({"las": 84.0, "spacy": None}, as_json=False)

    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [["las", "84"], ["spacy", "-"]]


def test_a_report_of_words_keeps_its_paragraphs_apart() -> None:
    report = written(["One two .", "Three ."])

    assert report.document.text == "One two .\n\nThree ."
    assert [(block.start, block.end) for block in report.layout.blocks] == [(0, 9), (11, 18)]


@pytest.mark.parametrize("words", [100, 600])
def test_a_text_has_about_the_words_that_were_asked_for(words: int) -> None:
    assert words - 120 < len(text_of(words).split()) <= words


def test_the_size_of_an_environment_leaves_the_installer_out(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name, size in (("onrecord/a.py", 2_000_000), ("pip/b.py", 900), ("six.py", 500_000)):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(b"x" * size)
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho {site}\n")
    python.chmod(0o755)

    assert measure(python) == {"installed_mb": 2.5, "onrecord": 2.0, "six.py": 0.5}
