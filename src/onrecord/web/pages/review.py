"""The rows of which the reader is least sure, to be confirmed, rejected or changed one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from onrecord import query
from onrecord.errors import UsageError
from onrecord.model import Document, Reading, Spans
from onrecord.record.corrections import KINDS
from onrecord.web.pages.cards import Card, cards
from onrecord.web.pages.frame import Asked, Day, Editor, page

router = APIRouter()

AT_ONCE = 10
NEWEST = 200  # reports that are looked through: to look through a large record would take minutes
AROUND = 300  # characters of a paragraph that are shown before the words of a row, and behind them


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A row with its report; ``context`` are words, each with whether they are the row's."""

    card: Card
    document: Document
    context: tuple[tuple[str, bool], ...]


@router.get("/review")
def review(
    visit: Editor,
    kind: Asked = None,
    document: Asked = None,
    publisher: Asked = None,
    until: Day = None,
    done: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """The least certain rows of one report, or of the newest that fit."""
    record = visit.state.record
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of row: use one of {', '.join(KINDS)}")
    newest = None if document else NEWEST
    rows = query.doubtful(
        record,
        kind=kind,
        document=document,
        limit=AT_ONCE,
        newest=newest,
        publisher=publisher,
        until=until,
    )
    readings = {id: record.get(id) for id in dict.fromkeys(row.document for row in rows)}
    made = record.corrections(after=done - 1, limit=1) if done else []
    last = made[0] if made and made[0].number == done and not made[0].withdrawn_at else None
    return page(
        visit,
        "review.html",
        doubts=list(_doubts(rows, readings)),
        asked={"kind": kind, "document": document, "publisher": publisher, "until": until},
        kinds=tuple(KINDS),
        newest=newest,
        last=last,
    )


def _doubts(rows: Iterable[query.Doubtful], readings: dict[str, Reading]) -> Iterator[Doubt]:
    shown = {
        id: {card.id: card for group in cards(reading).values() for card in group}
        for id, reading in readings.items()
    }
    for row in rows:
        document = readings[row.document].document
        if card := shown[row.document].get(row.id):
            yield Doubt(card=card, document=document, context=tuple(context(document.text, card.spans)))


def context(text: str, spans: Spans) -> Iterator[tuple[str, bool]]:
    """The words of a row in their paragraphs, cut where these are long."""
    if not spans:
        return
    first, last = spans[0][0], spans[-1][1]
    start = max(text.rfind("\n\n", 0, first) + 1, first - AROUND)
    end = text.find("\n\n", last)
    end = min(len(text) if end < 0 else end, last + AROUND)
    place = start
    for begin, stop in spans:
        if place < begin:
            yield text[place:begin], False
        yield text[max(place, begin) : stop], True
        place = stop
    if place < end:
        yield text[place:end], False
