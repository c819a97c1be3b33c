"""``onrecord serve`` and ``users``: the record in a browser and over HTTP, and who may come in."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, AsJson, Db, EmbedderPath, RegistryFile, examples
from onrecord.cli.screen import display, lines
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.web.users import Users

commands = typer.Typer()

HOST, PORT = "127.0.0.1", 8000
ROLES = ("reader", "editor", "admin")
PASSWORD = "--password-stdin"

PasswordStdin = Annotated[
    bool,
    typer.Option(PASSWORD, metavar=" ", help="Take the password from standard input, not from the keys."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to log in with.")]
UsersFile = Annotated[
    Path | None,
    typer.Option("--users", metavar="FILE", help="Who may come in. [dim]\\[default: beside the record][/]"),
]


@commands.command(
    epilog=examples(
        "serve",
        "serve --db syria.db --port 9000",
        "serve --host 0.0.0.0 --allow-host records.example.org",
        "serve --root reports/",
    )
)
def serve(
    db: Db = None,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Where to listen; others than this machine need a token or users."
        ),
    ] = HOST,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="PORT", help="0 for any that is free.")
    ] = PORT,
    token: Annotated[
        str | None,
        typer.Option(envvar="ONRECORD_TOKEN", metavar="WORD", help="Whoever shows it may do everything."),
    ] = None,
    users: UsersFile = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host", metavar="NAME", help="A name that this server is called by. Repeatable."
        ),
    ] = None,
    root: Annotated[
        list[Path] | None,
        typer.Option("--root", metavar="FOLDER", help="A folder that jobs may read. Repeatable."),
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Requests a minute of one client, 0 for no limit. [dim]\\[default: 6000][/]",
        ),
    ] = None,
    processes: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="Processes that read what is pasted.")
    ] = 1,
    proxy: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A proxy before this server, whose word about clients counts."),
    ] = None,
    registry: RegistryFile = None,
    embedder: EmbedderPath = None,
) -> None:
    """Open a page to read reports and look into the record, and the REST API under /api/v1.

    Only this machine can reach it, unless told otherwise. A record that is not there is made.
    """
    from onrecord.cli.reading import reader_of
    from onrecord.web import Limits, Settings, application

    for folder in root or ():
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder: jobs may read of folders that are there")
    limits = Limits() if rate is None else replace(Limits(), requests=rate)
    if rate == 0:
        limits = replace(limits, readings=0)
    settings = Settings(
        record=db or str(DEFAULT_RECORD),
        host=host,
        port=port,
        token=token,
        users=users,
        hosts=tuple(allow_host or ()),
        roots=tuple(root or ()),
        processes=processes,
        proxy=proxy,
        reader=reader_of(None, None, 0.0, registry),
        embedder=embedder,
        limits=limits,
    )
    app = application(settings)
    from onrecord.web.server import serve as run

    run(
        app,
        settings,
        told=lambda address: display(f"onrecord is at {address} (Ctrl-C ends it)", one_line=True),
    )


people = typer.Typer(invoke_without_command=True)
commands.add_typer(
    people,
    name="users",
    epilog=examples(
        "users", "users add ana --role editor", "users change ana --role admin", "users remove ana"
    ),
)


@people.callback()
def listed(ctx: typer.Context, db: Db = None, users: UsersFile = None, json: AsJson = False) -> None:
    """List who may come in through `onrecord serve`; let somebody in, or out."""
    if ctx.invoked_subcommand is not None:
        if db or users or json:
            raise UsageError(f"give options behind {ctx.invoked_subcommand}")
        return
    found = _users(db, users).all()
    if json:
        lines({"name": user.name, "role": user.role, "since": user.since} for user in found)
        return
    for user in found:
        display(f"{user.name} · {user.role} · since {user.since}", one_line=True)
    if not found:
        display(
            "No users: whoever uses this machine may do everything. Let one in with `onrecord users add NAME`."
        )


@people.command(epilog=examples("users add ana --role editor"))
def add(
    name: Name,
    role: Annotated[str, typer.Option(metavar="ROLE", help=f"{', '.join(ROLES)}.")] = "reader",
    password_stdin: PasswordStdin = False,
    db: Db = None,
    users: UsersFile = None,
) -> None:
    """Let somebody in: readers read, editors correct and store, admins see the audit log."""
    known = _users(db, users)
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role: use one of {', '.join(ROLES)}")
    if known.get(name):
        raise UsageError(f"there is a user {name} already: `onrecord users change` changes what they may do")
    user = known.add(name, role, _password(password_stdin))
    display(f"{user.name} may come in as {user.role}", one_line=True)


@people.command(epilog=examples("users change ana --role admin", "users change ana --password"))
def change(
    name: Name,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help=f"{', '.join(ROLES)}.")] = None,
    password: Annotated[
        bool, typer.Option("--password", metavar=" ", help="Ask for another password.")
    ] = False,
    password_stdin: PasswordStdin = False,
    db: Db = None,
    users: UsersFile = None,
) -> None:
    """Give somebody another role or password; their sessions end."""
    if role is None and not (password or password_stdin):
        raise UsageError("say what to change: --role ROLE or --password")
    word = _password(password_stdin) if password or password_stdin else None
    user = _users(db, users).change(name, role=role, password=word)
    display(f"{user.name} may come in as {user.role}", one_line=True)


@people.command(epilog=examples("users remove ana"))
def remove(name: Name, db: Db = None, users: UsersFile = None) -> None:
    """Let somebody in no more; their sessions end."""
    _users(db, users).remove(name)
    display(f"{name} may come in no more", one_line=True)


def _users(db: str | None, path: Path | None) -> Users:
    from onrecord.web.settings import beside
    from onrecord.web.users import Users

    return Users(path or beside(db or str(DEFAULT_RECORD), "users.json"))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError(f"there is nobody to type a password: give it with {PASSWORD}")
    word: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return word
