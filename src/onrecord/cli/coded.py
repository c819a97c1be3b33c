"""``onrecord events``, ``relations``, ``commitments`` and ``explain``: what happened, holds and is to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from onrecord.cli.options import (
    DEFAULT_REGISTRY,
    AsJson,
    Db,
    RegistryFile,
    Since,
    Until,
    examples,
    opened,
    registry_at,
)
from onrecord.cli.screen import colourful, console, display, lines
from onrecord.errors import UsageError
from onrecord.model import Status

if TYPE_CHECKING:
    from onrecord.query import Found
    from onrecord.record import Record
    from onrecord.record.coded import What

commands = typer.Typer()

STATUSES: tuple[str, ...] = get_args(Status)
KINDS = ("pledge", "agreement", "demand", "obligation", "expectation", "threat")
STANDINGS = ("open", "overdue", "kept", "broken", "disputed", "withdrawn")
RELATIONS = (
    *("holds_office", "member_of", "part_of", "leads", "subordinate_to", "allied_with", "opposes", "backs"),
    *("controls", "designated_as", "located_in", "family_of", "same_as"),
)
PLAIN = ("table", "jsonl", "csv")
FORMATS = {
    "events": (*PLAIN, "plover", "icews", "polecat"),
    "relations": PLAIN,
    "commitments": PLAIN,
}
LIKE = 0.7  # how like a word must be to one that is allowed, to be taken for a slip
ONE: dict[str, What] = {"events": "event", "relations": "relation", "commitments": "commitment"}
FEW = 50  # rows of a table, where no limit is given

ActorIs = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who has a part in it.")]
StatusIs = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", help=f"How firm it is: {', '.join(STATUSES)}.")
]
TellerIs = Annotated[
    str | None, typer.Option("--teller", metavar="NAME", help="Only what this source tells.")
]
OwnVoice = Annotated[
    bool, typer.Option("--own-voice", metavar=" ", help="Only what reports say in their own voice.")
]
Today = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day for which it is asked. [dim]\\[default: today][/]"),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        min=1,
        metavar="N",
        show_default=False,
        help=f"At most so many. [dim]\\[default: {FEW} in a table][/]",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; else standard output.")
]
PlainFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="|".join(PLAIN), help="How to print. [dim]\\[default: table][/]"),
]


@commands.command(
    epilog=examples(
        "events",
        "events --actor Turkey --type assault --status claimed",
        "events --country SYR --since 2016-10 --own-voice",
        "events --teller Lavrov --format csv --output lavrov.csv",
    )
)
def events(
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Who does it.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAME", help="To whom it is done.")] = None,
    type: Annotated[
        str | None, typer.Option(metavar="TYPE", help="PLOVER type: ASSAULT, CONSULT, ACCUSE, …")
    ] = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="Mode of a type: aerial, visit, …")] = None,
    status: StatusIs = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where it is.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="In which country it is, as SYR or Syria.")
    ] = None,
    since: Since = None,
    until: Until = None,
    teller: TellerIs = None,
    own_voice: OwnVoice = False,
    limit: Limit = None,
    format: Annotated[
        str | None,
        typer.Option(metavar="|".join(FORMATS["events"]), help="How to print. [dim]\\[default: table][/]"),
    ] = None,
    output: Output = None,
    registry: RegistryFile = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List what happened, is alleged, denied, planned or feared, and whose word it is; the newest first."""
    from onrecord import query

    type = _one_of("type of event", type, _types())
    asked = {
        "actor": actor,
        "recipient": recipient,
        "type": type,
        "mode": _one_of(f"mode of {type or 'an event'}", mode, _modes(type)),
        "status": _one_of("status", status, STATUSES),
        "place": place,
        "country": _country(country),
        "since": since,
        "until": until,
        **_whose(teller, own_voice),
    }
    _list("events", query.events, asked, limit, "jsonl" if json else format, output, db, registry)


@commands.command(
    epilog=examples("relations", "relations --type controls --status claimed", "relations --actor Lavrov")
)
def relations(
    actor: ActorIs = None,
    subject: Annotated[str | None, typer.Option(metavar="NAME", help="Who holds, leads, backs, …")] = None,
    object: Annotated[str | None, typer.Option(metavar="NAME", help="What or whom.")] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help=f"{', '.join(RELATIONS)}.")] = None,
    status: StatusIs = None,
    since: Since = None,
    until: Until = None,
    teller: TellerIs = None,
    own_voice: OwnVoice = False,
    limit: Limit = None,
    format: PlainFormat = None,
    output: Output = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List who holds which office, leads, backs, opposes or controls what, and whose word it is."""
    from onrecord import query

    asked = {
        "actor": actor,
        "subject": subject,
        "object": object,
        "type": _one_of("type of relation", type, RELATIONS),
        "status": _one_of("status", status, STATUSES),
        "since": since,
        "until": until,
        **_whose(teller, own_voice),
    }
    _list("relations", query.relations, asked, limit, "jsonl" if json else format, output, db)


@commands.command(
    epilog=examples(
        "commitments",
        "commitments --by Turkey --kind pledge",
        "commitments --state overdue --today 2016-11-30",
        "commitments --due-by 2016-11 --format csv",
    )
)
def commitments(
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who is to act.")] = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="Who gets it.")] = None,
    actor: ActorIs = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=f"{', '.join(KINDS)}.")] = None,
    status: StatusIs = None,
    state: Annotated[
        str | None,
        typer.Option(metavar="STATE", help=f"Only what stands so by all reports: {', '.join(STANDINGS)}."),
    ] = None,
    since: Since = None,
    until: Until = None,
    due_by: Annotated[
        str | None, typer.Option("--due-by", metavar="DATE", help="Only with a deadline up to this day.")
    ] = None,
    today: Today = None,
    teller: TellerIs = None,
    own_voice: OwnVoice = False,
    limit: Limit = None,
    format: PlainFormat = None,
    output: Output = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """List who pledges, owes, is asked or expected to do what, until when, and what became of it."""
    from onrecord import query

    asked = {
        "actor": actor,
        "by": by,
        "to": to,
        "kind": _one_of("kind of commitment", kind, KINDS),
        "since": since,
        "until": until,
        "due_by": due_by,
        **_whose(teller, own_voice),
    }
    state = _one_of("state of a commitment", state, STANDINGS)
    if state is not None and status is not None:
        raise UsageError(
            "--state and --status exclude each other: all that has a state is pledged or demanded"
        )
    if state is None:
        asked["status"] = _one_of("status", status, STATUSES)
        _list(
            "commitments",
            query.commitments,
            asked,
            limit,
            "jsonl" if json else format,
            output,
            db,
            today=today,
        )
        return

    def standing(record: Record, **filters: Any) -> list[Found[Any]]:
        found = query.commitments_over_time(record, state=state, today=today, **filters)
        return [one.commitment for one in found]

    _list(
        "commitments",
        standing,
        asked,
        limit,
        "jsonl" if json else format,
        output,
        db,
        today=today,
        state=state,
    )


@commands.command(epilog=examples("commitment 5a31cdaa", "commitment 5a31cdaa --today 2016-11-30 --json"))
def commitment(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The id of a commitment as `commitments` shows it, or its beginning."
        ),
    ],
    today: Today = None,
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Tell how a commitment was made and what became of it, with all words and whose they are."""
    from onrecord import query

    with opened(db) as record:
        found = query.commitment(record, id, today=today)
    if json:
        from onrecord.cli.coded_files import answer, plain

        lines([{**plain(found), "commitment": answer(found.commitment)}])
        return
    from onrecord.cli.promised import history

    display(history(found))


@commands.command(epilog=examples("explain 5a31cdaa", "explain 5a31cdaa --json"))
def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of an event, a relation, a commitment or a statement, or its beginning.",
        ),
    ],
    db: Db = None,
    json: AsJson = False,
) -> None:
    """Tell what was coded from which words, whose word it is, and which rules made it."""
    from onrecord import query

    with opened(db) as record:
        found = query.explain(record, id)
        document = record.get(found.document.id).document
    if json:
        from onrecord.cli.coded_files import answer

        lines([answer(found)])
        return
    from onrecord.cli.explained import explanation

    screen = console()
    display(explanation(found, document, colours=colourful(screen)), screen)


def export(kind: str, format: str, output: Path | None, db: str | Path | None, registry: Path | None) -> None:
    """Write all rows of one kind."""
    from onrecord import query

    with opened(db) as record:
        _deliver(query.every(record, ONE[kind]), kind, format, output, registry)


def _types() -> tuple[str, ...]:
    from onrecord.data.plover import TYPES

    return TYPES


def _modes(type: str | None) -> tuple[str, ...]:
    from onrecord.data.plover import MODES

    found = MODES[type] if type else [mode for modes in MODES.values() for mode in modes]
    return tuple(dict.fromkeys(found))


def _one_of(noun: str, value: str | None, allowed: Sequence[str]) -> str | None:
    """The value as it is written here; UsageError with what is allowed, the nearest first."""
    if value is None:
        return None
    if not allowed:
        raise UsageError(f"there is no {noun}")
    known = {_key(one): one for one in allowed}
    if _key(value) in known:
        return known[_key(value)]
    from difflib import get_close_matches

    near = get_close_matches(_key(value), known, 1, LIKE)
    hint = f"; did you mean {known[near[0]]}? Use" if near else ": use"
    raise UsageError(f"{value!r} is no {noun}{hint} one of {', '.join(allowed)}")


def _key(words: str) -> str:
    return words.casefold().replace(" ", "_").replace("-", "_")


def _country(words: str | None) -> str | None:
    """The code of a country; UsageError where the words are neither a code nor a name."""
    if words is None:
        return None
    from onrecord.data import country_by_iso3, country_word

    if words.upper() in country_by_iso3():
        return words.upper()
    named = country_word(words) or country_word(words.title())
    if named is None:
        raise UsageError(f"{words!r} is no country: use a code of three letters, as SYR, or its English name")
    return named[0].iso3


def _whose(teller: str | None, own_voice: bool) -> dict[str, Any]:
    if teller is not None and own_voice:
        raise UsageError("--teller and --own-voice exclude each other: a report's own voice has no teller")
    return {"teller": teller, "own_voice": own_voice}


def _list(
    kind: str,
    ask: Any,
    asked: dict[str, Any],
    limit: int | None,
    format: str | None,
    output: Path | None,
    db: str | Path | None,
    registry: Path | None = None,
    *,
    today: str | None = None,
    state: str | None = None,
) -> None:
    """Ask the record, and print or write what it answers."""
    format = format_of(format, output, FORMATS[kind])
    most = limit or (FEW if format == "table" else None)
    with opened(db) as record:
        found: list[Found[Any]] = ask(record, **asked, limit=most)
        if format == "table":
            shown = {"state": state, **asked} if state else asked
            _show(record, kind, found, shown, limited=limit is not None, today=today)
            return
    _deliver(found, kind, format, output, registry)


def _deliver(
    found: Iterable[Found[Any]], kind: str, format: str, output: Path | None, registry: Path | None
) -> None:
    from onrecord.cli import coded_files

    known = registry_at(registry or DEFAULT_REGISTRY, wanted=registry is not None)
    coded_files.deliver(found, kind, format, output, known)


def format_of(format: str | None, output: Path | None, allowed: Sequence[str]) -> str:
    """The format wanted: as told, or as the name of the file tells."""
    if format is None and output is not None:
        format = output.suffix.lstrip(".").casefold()
    if output is not None and format not in allowed[1:]:
        told = f"unknown format {format!r}" if format and format != "table" else "a file needs a format"
        raise UsageError(f"{told}: use --format with one of {', '.join(allowed[1:])}")
    if format is None:
        return "table"
    if format not in allowed:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(allowed)}")
    return format


def _show(
    record: Record,
    kind: str,
    found: list[Found[Any]],
    asked: dict[str, Any],
    *,
    limited: bool,
    today: str | None = None,
) -> None:
    from onrecord import query
    from onrecord.cli import coded_tables

    if not found:
        display(_nothing(record, kind, asked), one_line=True)
        return
    more = 0
    if not limited and len(found) >= FEW and "state" not in asked:
        more = query.counted(record, ONE[kind], **asked) - len(found)
    stands = query.standings(record, found, today=today) if kind == "commitments" else {}
    screen = console()
    display(coded_tables.table(found, kind, width=screen.width, hidden=more, stands=stands), screen)


def _nothing(record: Record, kind: str, asked: dict[str, Any]) -> str:
    """That there is nothing, and what to do next."""
    filters = [f"--{name.replace('_', '-')}" for name, value in asked.items() if value]
    from onrecord import query

    if not query.stats(record).reports:
        return "The record is empty: read reports with `onrecord read FILE`."
    if not filters:
        return f"No {kind} in the record: read more reports with `onrecord read FILE`."
    which = filters[0] if len(filters) == 1 else f"{', '.join(filters[:-1])} or {filters[-1]}"
    return f"No such {kind} in the record: leave out {which}, or find names with `onrecord actors NAME`."
