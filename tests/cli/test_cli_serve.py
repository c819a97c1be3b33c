"""``onrecord serve`` and ``onrecord users``."""

import os
import signal
import subprocess
import sys
import time

import httpx
import pytest

PASSWORD = b"correct horse\n"


@pytest.mark.parametrize("command", ["serve", "users"])
def test_both_commands_have_help_with_an_example(run, command):
    assert f"$ onrecord {command}" in run(command, "--help").stdout
    assert f"│ {command} " in run("--help").stdout


@pytest.mark.parametrize(
    ("call", "status", "complaint"),
    [
        ("serve --host 0.0.0.0", 2, "0.0.0.0 can be reached by others: give a --token, or let users in"),
        ("serve --token short", 2, "a token has at least 16 characters"),
        ("serve --root nowhere", 2, "nowhere is no folder"),
        ("serve --db .", 1, ""),
        ("users add ana", 2, "there is nobody to type a password: give it with --password-stdin"),
        ("users add ana --role boss", 2, "'boss' is no role: use one of reader, editor, admin"),
        ("users remove ana", 2, "there is no user ana: `onrecord users` lists them"),
        ("users change ana --role admin", 2, "there is no user ana"),
        ("users change ana", 2, "say what to change: --role ROLE or --password"),
        ("users --json add ana", 2, "give options behind add"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(run, call, status, complaint):
    result = run(*call.split())

    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith(f"onrecord: {complaint}")
    assert len(result.stderr.splitlines()) == 1


def test_users_are_let_in_changed_and_let_out(run, tmp_path):
    assert run("users").stdout.startswith("No users: whoever uses this machine may do everything.")
    add = ("users", "add", "ana", "--role", "editor", "--password-stdin")
    assert run(*add, input=PASSWORD).stdout == "ana may come in as editor\n"
    assert (tmp_path / "onrecord.db.users.json").stat().st_mode & 0o777 == 0o600
    assert run(*add, input=PASSWORD).stderr.startswith("onrecord: there is a user ana already")
    assert run("users", "change", "ana", "--role", "admin").stdout == "ana may come in as admin\n"
    assert run("users").stdout.startswith("ana · admin · since 20")
    assert '"name":"ana","role":"admin"' in run("users", "--json").stdout
    assert "argon2" not in run("users", "--json").stdout
    assert run("users", "remove", "ana").stdout == "ana may come in no more\n"
    assert run("users", "--json").stdout == ""


def test_a_short_password_is_none(run):
    result = run("users", "add", "ana", "--password-stdin", input=b"short\n")
    assert (result.exit_code, result.stderr) == (2, "onrecord: a password has from 10 to 1,000 characters\n")


def test_it_serves_until_it_is_told_to_end(tmp_path):
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--db", "new.db"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        told = process.stdout.readline()
        address = told.split()[3].rstrip("/")
        assert told == f"onrecord is at {address}/ (Ctrl-C ends it)\n"
        assert httpx.get(f"{address}/api/v1/health", trust_env=False).json()["status"] == "ok"
        told = {"text": '"It will sail again," the minister said on Monday.'}
        reading = httpx.post(f"{address}/api/v1/read", json=told, timeout=60, trust_env=False).json()
        assert [said["kind"] for said in reading["statements"]] == ["direct"]
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        rest, complaints = process.communicate(timeout=30)
        assert time.monotonic() - begun < 15
    assert (rest, complaints) == ("", "")
    assert process.returncode in (0, 130, -signal.SIGINT)
