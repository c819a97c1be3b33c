"""The examples in the documentation run, and say what the documentation says they say."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLAGS = doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name)
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)

    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append)
    assert failed == 0, "".join(said)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda p: p.name
)
def test_the_files_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))

    assert [name for name in named if not (page.parent / name).exists()] == []


def test_the_output_in_the_readme_is_what_is_printed() -> None:
    command = [sys.executable, "-m", "onrecord", "read", "examples/02-ceasefire.txt"]
    with TemporaryDirectory() as folder:
        record = {"ONRECORD_DB": f"{folder}/onrecord.db", "COLUMNS": "92", "PYTHONIOENCODING": "utf-8"}
        printed = subprocess.run(command, cwd=ROOT, env=os.environ | record, capture_output=True, check=True)
    lines = {line.rstrip() for line in printed.stdout.decode().splitlines()}
    shown = re.search(
        r"^```\n(Central African army.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.S | re.M
    )

    assert shown
    assert [line for line in shown[1].splitlines() if line not in {*lines, "…"}] == []
