"""Corrections as JSON Lines: out as training data and for other records, in from these or as a person writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast, get_args

import orjson

from onrecord.errors import InputError, OnRecordError
from onrecord.exchange.onrecord import plain
from onrecord.model import Document, Failure
from onrecord.record.correct import parts_of
from onrecord.record.corrections import KINDS, Action, Correction, Kind, id_of
from onrecord.record.evidence import parts

if TYPE_CHECKING:
    from onrecord.record.store import Record

FORMAT = "onrecord-correction/1"
PASSAGE = re.compile(r"\n\s*\n")  # what stands between paragraphs
LISTED = ("fields", "beside", "actors", "places", "statements")
WORDS = ("id", "action", "document", "kind", "row", "by", "note", "at", "withdrawn_at")
DERIVED = ("text", "start", "spans")
KEYS = ("format", *WORDS, "before", "after", *LISTED, *DERIVED)
MAY_BE_NULL = ("note", "withdrawn_at")
ORDER = ("action", "row", "document", "kind", "fields", "by", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A correction as a person writes it in a file: what to do, with which row."""

    action: Action
    row: str | None = None
    document: str | None = None
    kind: str | None = None
    fields: Mapping[str, object]
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a file of corrections."""

    new: int
    known: int
    withdrawn: int
    failures: tuple[Failure, ...]


def to_dict(correction: Correction, document: Document | None) -> dict[str, Any]:
    """A correction with the paragraphs that it is about.

    ``spans`` are the words of the row and, as all others, offsets into the report; ``text`` begins there at ``start``.
    All three are null where the report is not in the record.
    """
    told: dict[str, Any] = {"format": FORMAT} | {name: getattr(correction, name) for name in WORDS}
    told |= {name: plain(getattr(correction, name)) for name in ("before", "after", *LISTED)}
    return told | _passage(correction, document)


def _passage(correction: Correction, document: Document | None) -> dict[str, Any]:
    row = correction.after or correction.before
    if document is None or row is None:
        return dict.fromkeys(DERIVED)
    rows = (one for one in (correction.before, correction.after) if one)
    spans = [span for one in rows for _, _, found in parts(one) for span in found] or [(0, 0)]
    text, first, last = document.text, min(a for a, _ in spans), max(b for _, b in spans)
    start = max((gap.end() for gap in PASSAGE.finditer(text, 0, first)), default=0)
    end = next((gap.start() for gap in PASSAGE.finditer(text, last)), len(text))
    words = next(found for name, _, found in parts(row) if name in ("content", "words"))
    return {"text": text[start:end], "start": start, "spans": [list(span) for span in words]}


def lines(record: Record, corrections: Iterable[Correction]) -> Iterator[bytes]:
    """Corrections as lines of JSON, without the lines' ends."""
    # Those of one report mostly stand together.
    known: tuple[str, Document | None] = ("", None)
    for one in corrections:
        if one.document != known[0]:
            known = one.document, record.document(one.document)
        yield orjson.dumps(to_dict(one, known[1]))


def bring(record: Record, written: Iterable[bytes], source: str) -> Taken:
    """Take corrections from the lines of a file; each that cannot be taken is a failure that names its line.

    A line is one of ``lines``, in which ``id`` may be missing, or an order: an object with ``action`` and
    ``row``, or with ``action`` (``add``), ``document`` and ``kind``, and with ``fields`` as a person types them.
    """
    failures: list[Failure] = []
    whole: list[Correction] = []
    ordered = 0
    for number, told in enumerate(written, 1):
        if not told.strip():
            continue
        try:
            one = read(told)
            if isinstance(one, Correction):
                whole.append(one)
            else:
                carry_out(record, one)
                ordered += 1
        except OnRecordError as error:
            failures.append(Failure(source=source, reason=f"{source}, line {number}: {error}"))
    found = record.bring_corrections(whole)
    return Taken(
        new=found.new + ordered, known=found.known, withdrawn=found.withdrawn, failures=tuple(failures)
    )


def carry_out(record: Record, order: Order) -> Correction:
    """Do what an order says."""
    told = {"by": order.by, "note": order.note}
    if order.action == "add":
        return record.add(order.document or "", order.kind or "", order.fields, **told)
    row = order.row or ""
    if order.action == "change":
        return record.change(row, order.fields, **told)
    return record.confirm(row, **told) if order.action == "confirm" else record.reject(row, **told)


def read(line: bytes | str) -> Correction | Order:
    """The correction, or order, in a line; InputError that names the field where it is neither."""
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"this is not a line of JSON: {error}") from error
    if not isinstance(data, dict):
        raise InputError("this is not a correction: it is no object")
    if "format" not in data:
        return _order(data)
    if data["format"] != FORMAT:
        raise InputError(f"this is not a correction in {FORMAT}: its format is {data['format']!r}")
    return _correction(data)


def _correction(data: dict[str, Any]) -> Correction:
    import cattrs

    _check_keys(data, KEYS, optional=("id", *DERIVED))
    for name in WORDS:
        _check_words(data, name, null=name in MAY_BE_NULL or name == "id")
    for name in LISTED:
        if not isinstance(data[name], list):
            raise InputError(f"{name} is no list")
    for name in ("fields", "beside"):
        if not all(isinstance(one, str) for one in data[name]):
            raise InputError(f"{name} is no list of words")
    kind = cast(Kind, _one_of(data, "kind", tuple(KINDS)))
    action = cast(Action, _one_of(data, "action", get_args(Action)))
    for name in ("at", "withdrawn_at"):
        _check_time(data, name)
    try:
        told = parts_of(kind, data)
    except cattrs.BaseValidationError as error:
        raise InputError(f"this is not a whole correction: {cattrs.transform_error(error)[0]}") from error
    if (told["before"] is None) != (action == "add") or (told["after"] is None) != (action == "reject"):
        raise InputError(f"before and after do not go with {action}")
    plainly = {name: data[name] for name in WORDS if name not in ("id", "kind", "action")}
    found = Correction(id="", kind=kind, action=action, **plainly, **told)
    id = id_of(found)
    if data.get("id") not in (None, id):
        raise InputError(
            "id does not go with the rest, which was changed: leave id out to make another of it"
        )
    return replace(found, id=id)


def _order(data: dict[str, Any]) -> Order:
    if "action" not in data:
        raise InputError("this is not a correction: action is missing")
    action = cast(Action, _one_of(data, "action", get_args(Action)))
    _check_keys(data, ORDER, optional=ORDER)
    for name in ("row", "document", "kind", "by", "note"):
        if name in data:
            _check_words(data, name, null=name in ("by", "note"))
    needed = ("document", "kind", "fields") if action == "add" else ("row",)
    for name in (*needed, *(("fields",) if action == "change" else ())):
        if name not in data:
            raise InputError(f"{name} is missing, which {action} needs")
    fields = data.get("fields", {})
    if not isinstance(fields, dict):
        raise InputError('fields is no object: write it like {"status": "claimed"}')
    return Order(**{**data, "action": action, "fields": fields})


def _check_keys(data: Mapping[str, Any], known: Iterable[str], *, optional: Iterable[str]) -> None:
    known = tuple(known)
    if missing := [name for name in known if name not in data and name not in optional]:
        raise InputError(f"{missing[0]} is missing")
    if more := [name for name in data if name not in known]:
        raise InputError(f"{more[0]!r} is no field of a correction: use {', '.join(known)}")


def _check_words(data: Mapping[str, Any], name: str, *, null: bool) -> None:
    value = data.get(name)
    if not (isinstance(value, str) and value) and not (value is None and null):
        raise InputError(f"{name} is {value!r}, not words")


def _check_time(data: Mapping[str, Any], name: str) -> None:
    try:
        if data[name] is not None and datetime.fromisoformat(data[name]).tzinfo is None:
            raise ValueError
    except ValueError as error:
        raise InputError(f"{name} is {data[name]!r}, not a time like 2026-02-03T10:00:00+00:00") from error


def _one_of(data: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str:
    if data[name] not in allowed:
        raise InputError(f"{name} is {data[name]!r}, not one of {', '.join(allowed)}")
    return str(data[name])
