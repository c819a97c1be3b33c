"""The command line in this process, and a record that was made by it once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import app

Run = Callable[..., Result]

FERRY = """Ferry crews will vote on Friday, union says

LISBON, March 3, 2021 (Northwire) - Ferry crews will vote on Friday on a new contract, the union said.

"We have waited eleven months for this paper," said Marta Quintela, who leads the union.

The company denied that it had delayed the talks.
"""
HARVEST = """Minister expects a poor harvest

NAIROBI, June 8, 2020 (Northwire) - Kenya's harvest may be the smallest in ten years, officials said.

"We were told to pray for rain, and we planted trees instead," Agriculture Minister Peter Kamande said.
"""


def invoke(*words: object, input: bytes | None = None, **environment: str) -> Result:
    """Run one command as on a pipe 80 columns wide."""
    settings = {"COLUMNS": "80", "ONRECORD_DB": None, "FORCE_COLOR": None, **environment}
    return CliRunner().invoke(
        app, [str(word) for word in words], input=input, env=settings, prog_name="onrecord"
    )


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return invoke


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports and the record of them."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "harvest.txt").write_text(HARVEST)
    result = invoke("read", folder, "--db", folder / "onrecord.db", "--jobs", 1, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    return folder


@pytest.fixture
def filled(run: Run, library: Path, tmp_path: Path) -> Run:
    """The command line in a folder with two reports and their record."""
    shutil.copytree(library, tmp_path, dirs_exist_ok=True)
    return run
