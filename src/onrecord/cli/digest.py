"""``onrecord network`` and ``onrecord brief``: the record as a graph, and as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Db, Since, Until, examples, opened
from onrecord.cli.screen import display
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.query import Brief, Network

commands = typer.Typer()

FEW = 20
PAGES = ("markdown", "html")
FORMATS = ("table", "gexf", "graphml", "json", "csv")

Out = Annotated[
    Path | None,
    typer.Option("--out", "--output", "-o", metavar="FILE", help="Where to; else standard output."),
]


@commands.command(
    epilog=examples(
        "network --actor 'River Front'",
        "network --actor 'River Front' --hops 2 --format gexf --out front.gexf",
        "network --type 'material conflict' --status claimed --since 2024-03",
    )
)
def network(
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="One end of each tie.")] = None,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Only what involves this, too.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only events at this place.")] = None,
    since: Since = None,
    until: Until = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="reported, claimed, denied, …; + or - of what is said."),
    ] = None,
    type: Annotated[
        str | None,
        typer.Option(
            metavar="TYPE", help="says, event, relation, 'verbal conflict', ASSAULT, backs, accuse, …"
        ),
    ] = None,
    hops: Annotated[
        int, typer.Option(min=1, max=2, metavar="1|2", help="2: the ties of its neighbours, too.")
    ] = 1,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            metavar="N",
            help="The strongest so many. [dim]\\[default: 20, or 1000 in a file][/]",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            metavar="|".join(FORMATS), help="How to print. [dim]\\[default: table][/]", show_default=False
        ),
    ] = "table",
    out: Out = None,
    db: Db = None,
    json: Annotated[bool, typer.Option("--json", metavar=" ", help="As --format json.")] = False,
) -> None:
    """Show who says what about whom, who does what to whom and how they are related, and whose word it is."""
    from onrecord import query

    format = "json" if json else format
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    if out is not None and format == "table":
        raise UsageError(f"a table is for the eye: with --out give --format {', '.join(FORMATS[1:])}")
    few = {"limit": limit or FEW, "evidence": 1} if format == "table" else {"limit": limit} if limit else {}
    with opened(db) as record:
        found = query.network(
            record, actor=actor, about=about, place=place, since=since, until=until, status=status, type=type,
            hops=hops, **few,
        )  # fmt: skip
    if format == "table":
        from onrecord.cli import tied

        display(tied.ties(found) if found.ties else "Nobody is tied to anybody in that way.")
    else:
        _write(found, format, out)


def _write(found: Network, format: str, out: Path | None) -> None:
    from onrecord.cli.keep import replaced
    from onrecord.cli.tally import counted
    from onrecord.exchange.network import write

    if out is None:
        write(found, format, sys.stdout.buffer)
        return
    with replaced(out) as stream:
        write(found, format, stream)
    ties = counted(len(found.ties), "tie")
    left = f" of {found.found:,}, the strongest" if found.found > len(found.ties) else ""
    display(f"{ties}{left} between {counted(len(found.actors), 'actor')} written to {out}", one_line=True)


@commands.command(
    epilog=examples(
        "brief 'River Front'",
        "brief Lavrov --since 2016-10 --format html --out lavrov.html",
        "brief 'grain terminal' --as topic",
    )
)
def brief(
    words: Annotated[
        list[str], typer.Argument(metavar="ACTOR|PLACE|TOPIC", help="A name, an id, or words to look for.")
    ],
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="actor|place|topic", help="What it is, where it may be several."),
    ] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many entries of a section.")
    ] = 10,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(PAGES),
            help="How to write. [dim]\\[default: by the name of FILE, or markdown][/]",
        ),
    ] = None,
    out: Out = None,
    db: Db = None,
) -> None:
    """Write a page on somebody, a place or a topic: every line with its quotation and its report."""
    from onrecord import query

    name = " ".join(words)
    format = format or ("html" if out is not None and out.suffix in (".html", ".htm") else "markdown")
    if format not in PAGES:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(PAGES)}")
    with opened(db) as record:
        found = query.brief(record, name, kind=as_, since=since, until=until, limit=limit)
    if found.empty:
        display(f"Nothing on record about {name!r}" + (" in that time." if since or until else "."))
        return
    _deliver(_page(found, format), out)


def _page(found: Brief, format: str) -> bytes:
    if format == "html":
        from onrecord.exchange.brief_html import html

        return html(found).encode()
    from onrecord.exchange.brief_markdown import markdown

    return markdown(found).encode()


def _deliver(page: bytes, out: Path | None) -> None:
    from onrecord.cli.keep import replaced

    if out is None:
        sys.stdout.buffer.write(page)
        return
    with replaced(out) as stream:
        stream.write(page)
    display(f"brief written to {out}", one_line=True)
