"""Claims, and contradictions between those who tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BeforeValidator
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.exchange.coded_files import plain
from onrecord.query import Claim, Contradiction, Telling
from onrecord.query.contradictions import KINDS
from onrecord.record.opposites import Contrast
from onrecord.web.api.describe import Id
from onrecord.web.pages import files
from onrecord.web.pages.frame import Asked, Cursor, Day, Visitor, listed, page
from onrecord.web.pages.narrowed import SAVED, Checked, some
from onrecord.web.pages.tellings import days, once, ranges
from onrecord.web.pages.words import flat
from onrecord.web.problems import Problem

router = APIRouter()

SHOWN = 100  # tellings of a side; files have all
NEIGHBOURS = 12  # contradictions on the page of a claim
SEPARATOR = "; "

Stories = Annotated[int, BeforeValidator(lambda value: value or 2), Query(ge=1, le=1000)]
Kind = Annotated[Contrast | None, BeforeValidator(lambda value: value or None), Query()]

CLAIMS = (
    *("claim", "gist", "kind", "first", "last", "stories", "affirmed_by", "denied_by", "silent", "course"),
)
TELLINGS = (
    *("claim", "side", "status", "teller", "text", "day", "start", "end", "document", "title", "published"),
    *("publisher", "source", "story"),
)
SIDE = ("teller", "status", "text", "start", "end", "document", "title", "published", "publisher")
CONTRADICTIONS = (
    *("kind", "reason", "sure", "claim"),
    *(f"{side}_{name}" for side in ("one", "other") for name in SIDE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A contradiction, and others for the same reason between the same two."""

    first: Contradiction
    others: tuple[Contradiction, ...]


@router.get("/claims")
def claims(
    visit: Visitor,
    about: Asked = None,
    teller: Asked = None,
    since: Day = None,
    until: Day = None,
    disputed: Checked = False,
    stories: Stories = 2,
    offices: Checked = False,
    cursor: Cursor = None,
    format: files.Format = "html",
) -> Response:
    """What several reports say alike."""
    asked: dict[str, Any] = {"about": about, "teller": teller, "since": since, "until": until}
    asked |= {"disputed": disputed, "stories": stories, "offices": offices}
    found = listed(
        visit,
        {
            **asked,
            "disputed": disputed or None,
            "stories": stories if stories != 2 else None,
            "offices": offices or None,
        },
        cursor,
        lambda after, number: query.claims_page(visit.state.record, **asked, after=after, limit=number),
        limit=some(format, 25),
    )
    if format == "csv":
        return files.sheet(visit, "claims", CLAIMS, map(_claim_row, found.items))
    if format == "json":
        return files.json(visit, "claims", plain(found.items))
    return page(visit, "claims.html", listed=found, asked=asked, cursor=cursor, saved=SAVED)


@router.get("/claims/{id}")
def claim(visit: Visitor, id: Id, format: files.Format = "html") -> Response:
    """One claim: who tells it, who denies it, and in which words."""
    try:
        found = query.claim(visit.state.record, id)
    except UsageError as error:
        raise Problem(404, "no claim, or more than one, has an id that begins so") from error
    if format == "csv":
        return files.sheet(visit, f"claim-{found.id}", TELLINGS, _telling_rows(found))
    against = query.contradictions_page(visit.state.record, claim=found.id, limit=4 * NEIGHBOURS)
    if format == "json":
        told = {"claim": found, "contradictions": against.items}
        return files.json(visit, f"claim-{found.id}", plain(told))
    sides = [
        ("Said so", once(one for one in found.tellings if not one.denies)),
        ("Said otherwise", once(one for one in found.tellings if one.denies)),
    ]
    figures = [each for one in against.items if one.kind == "figures" for each in (one.one, one.other)]
    return page(
        visit,
        "claim.html",
        claim=found,
        sides=sides,
        shown=SHOWN,
        days=list(days(found.tellings)),
        ranges=list(ranges((*found.tellings, *figures))),
        matters=_matters(against.items)[:NEIGHBOURS],
        sentences=query.sentences(visit.state.record, _reports(against.items, found.tellings)),
    )


@router.get("/contradictions")
def contradictions(
    visit: Visitor,
    about: Asked = None,
    teller: Asked = None,
    kind: Kind = None,
    since: Day = None,
    until: Day = None,
    claim: Asked = None,
    cursor: Cursor = None,
    format: files.Format = "html",
) -> Response:
    """Where reports, or those whom they quote, contradict one another or themselves."""
    asked = {"about": about, "teller": teller, "kind": kind, "since": since, "until": until, "claim": claim}
    found = listed(
        visit,
        asked,
        cursor,
        lambda after, number: query.contradictions_page(
            visit.state.record, **asked, after=after, limit=number
        ),
        limit=some(format),
    )
    if format == "csv":
        return files.sheet(visit, "contradictions", CONTRADICTIONS, map(_contradiction_row, found.items))
    if format == "json":
        return files.json(visit, "contradictions", plain(found.items))
    told: dict[str, Any] = {"listed": found, "matters": _matters(found.items), "asked": asked, "kinds": KINDS}
    sentences = query.sentences(visit.state.record, _reports(found.items))
    return page(visit, "contradictions.html", **told, cursor=cursor, saved=SAVED, sentences=sentences)


def _matters(found: Iterable[Contradiction]) -> list[Matter]:
    """Contradictions in their order, what repeats one on the page with it."""
    matters: dict[tuple[str, frozenset[str], frozenset[int], str], list[Contradiction]] = {}
    for one in found:
        voices = frozenset((one.one.voice, one.other.voice))
        stories = frozenset((one.one.story, one.other.story)) if one.kind != "figures" else frozenset()
        matters.setdefault((one.kind, voices, stories, one.reason), []).append(one)
    return [Matter(first=own[0], others=tuple(own[1:])) for own in matters.values()]


def _reports(found: Iterable[Contradiction], tellings: Iterable[Telling] = ()) -> set[str]:
    told = (*tellings, *(each for one in found for each in (one.one, one.other)))
    return {one.document.id for one in told}


def _claim_row(claim: Claim) -> tuple[Any, ...]:
    course = SEPARATOR.join(f"{day or 'undated'} {status}" for day, status in claim.course)
    names = (claim.affirmed_by, claim.denied_by, claim.silent)
    told = (claim.id, claim.gist, claim.kind, claim.first, claim.last, claim.stories)
    return (*told, *map(SEPARATOR.join, names), course)


def _telling_rows(claim: Claim) -> Iterator[tuple[Any, ...]]:
    for one in claim.tellings:
        report, side = one.document, "denies" if one.denies else "affirms"
        told = (claim.id, side, one.status, one.voice, flat(one.text), one.day, *_ends(one))
        where = (report.id, report.title, report.published, report.publisher or report.agency, report.source)
        yield (*told, *where, one.story)


def _contradiction_row(found: Contradiction) -> tuple[Any, ...]:
    return (found.kind, found.reason, found.sure, found.claim, *_side(found.one), *_side(found.other))


def _side(one: Telling) -> tuple[Any, ...]:
    report = one.document
    where = (report.id, report.title, report.published, report.publisher or report.agency)
    return (one.voice, one.status, flat(one.text), *_ends(one), *where)


def _ends(one: Telling) -> tuple[int | None, int | None]:
    return min((start for start, _ in one.spans), default=None), max(
        (end for _, end in one.spans), default=None
    )
