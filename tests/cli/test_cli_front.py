"""The front door: help, version, and a package that opens quickly."""

import subprocess
import sys
from importlib.metadata import version

import pytest

import onrecord

COMMANDS = (
    "read",
    "show",
    "who",
    "search",
    "list",
    "actors",
    "actor",
    "failures",
    "stats",
    "export",
    "import",
)
HEAVY = (
    "spacy",
    "sqlalchemy",
    "trafilatura",
    "httpx",
    "feedparser",
    "py3langid",
    "pyarrow",
    "numpy",
    "rich",
    "fastapi",
    "uvicorn",
    "argon2",
    "pydantic",
    "jinja2",
    "cattrs",
)


def test_the_name_alone_prints_help(run):
    result = run()

    assert result.exit_code == 0
    assert all(f"│ {command} " in result.stdout for command in COMMANDS)
    assert result.stdout.strip() == run("--help").stdout.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command):
    assert f"$ onrecord {command}" in run(command, "--help").stdout


def test_the_version_is_that_of_the_package(run):
    assert run("--version").stdout == f"onrecord {version('onrecord')}\n"
    assert onrecord.__version__ == version("onrecord")


def test_public_names_are_exported():
    assert sorted(onrecord.__all__) == onrecord.__all__
    assert [name for name in onrecord.__all__ if not hasattr(onrecord, name)] == []
    assert onrecord.Record.__module__.startswith("onrecord.record")
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        onrecord.write  # noqa: B018


@pytest.mark.parametrize("opening", ["import onrecord", "import onrecord.cli"])
def test_opening_the_package_loads_nothing_heavy(opening):
    code = f"{opening}, sys; print([name for name in {HEAVY} if name in sys.modules])"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout == "[]\n"
