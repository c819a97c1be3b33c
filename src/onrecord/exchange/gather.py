"""The reading that the marks and frames of a sheet make: the way back from ``sheet.laid_out``.

What people have left open is the plain case: the class ``say``, polarity ``+``, certainty ``certain``; the kind follows
from quotation marks; a row is ``reported``, or ``claimed`` where it is told in a statement, and a commitment is pledged
or demanded as its kind says. A row that a person has made or changed has the confidence 1 and an id of its own. A row
is left out where anything in it is wrong, and so are the rows that are told in it: without their teller they would
become the report's own words. Under which id a row was exported is told beside the reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, cast

import cattrs

from onrecord.exchange.onrecord import structured
from onrecord.exchange.sheet import FIGURES, Mark, Sheet, layer_of
from onrecord.exchange.sheet_figures import Tell, figures, why
from onrecord.exchange.sheet_rows import Rows
from onrecord.model import Actor, Annotated, Document, Place, Reading, Time, TimeType, identify

HEAD = "head"  # the key of what belongs to the report as a whole
PEOPLE = "people"  # the reader where the sheet names none

Noun = TypeVar("Noun", Actor, Place)


def gathered(sheet: Sheet, source: str) -> tuple[Annotated, tuple[str, ...]]:
    """What was annotated, and for each thing that is wrong where it stands, its field, and why.

    Args:
        source: what the report is called where the sheet does not say.
    """
    wrong: list[str] = []

    def tell(key: str, error: object) -> None:
        wrong.append(f"{sheet.where.get(key, key)}: {error}")

    document = _document(sheet, source, tell)
    found = figures(sheet, tell)
    rows = Rows(sheet, document.id, found, tell)
    reading = Reading(
        reader=str(sheet.head.get("reader") or PEOPLE),
        document=document,
        actors=(*found.actors.values(), *_wordless(sheet, Actor, "actors", tell)),
        places=(*found.places.values(), *_wordless(sheet, Place, "places", tell)),
        times=tuple(_time(sheet, mark, tell) for mark in sheet.marks if layer_of(mark.label) == "time"),
        statements=tuple(rows.statements()),
        events=tuple(rows.events()),
        relations=tuple(rows.relations()),
        commitments=tuple(rows.commitments()),
        warnings=tuple(map(str, cast(list[object], sheet.head.get("warnings") or []))),
    )
    whole = not wrong  # what people leave lying about takes nothing away
    for mark in _orphans(sheet):
        tell(mark.key, f"type: this {mark.label} belongs to no row")
    exported = sheet.head.get("rows")
    told = Annotated(
        reading=reading,
        origins=rows.origins,
        untouched=frozenset(rows.untouched),
        exported=frozenset(map(str, exported)) if isinstance(exported, list) else None,
        whole=whole,
    )
    return told, tuple(wrong)


def _document(sheet: Sheet, source: str, tell: Tell) -> Document:
    if told := sheet.head.get("document"):
        try:
            return structured({**told, "text": sheet.text}, Document)
        except (cattrs.BaseValidationError, TypeError, ValueError) as error:
            tell(HEAD, f"document: {why(error)}")
    return Document(id=identify("document", sheet.text, ""), source=source, text=sheet.text)


def _wordless(sheet: Sheet, kind: type[Noun], key: str, tell: Tell) -> Iterator[Noun]:
    """The actors or places that have no words in the report."""
    for row in cast(list[object], sheet.head.get(key) or []):
        try:
            yield structured(row, kind)
        except (cattrs.BaseValidationError, TypeError, ValueError) as error:
            tell(HEAD, f"{key}: {why(error)}")


def _time(sheet: Sheet, mark: Mark, tell: Tell) -> Time:
    start, end = mark.spans[0][0], mark.spans[-1][1]
    value = mark.rest.get("value")
    if value is not None and not isinstance(value, str):
        tell(mark.key, f"value: {value!r} is no date")
        value = None
    type_ = cast(TimeType, mark.label.partition("_")[2])
    return Time(start=start, end=end, text=sheet.text[start:end], type=type_, value=value)


def _orphans(sheet: Sheet) -> Iterator[Mark]:
    """Marks that mean nothing by themselves and stand in no row."""
    used = {key for frame in sheet.frames for key in (frame.trigger, *(key for _, key in frame.roles))}
    used |= sheet.spent
    used |= {key for tie in sheet.ties for key in (tie.subject, tie.object)}
    used |= {key for figure in sheet.figures for key in figure.marks if len(figure.marks) > 1}
    for mark in sheet.marks:
        alone = layer_of(mark.label) in (*FIGURES, "time")
        if not alone and mark.key not in used:
            yield mark
