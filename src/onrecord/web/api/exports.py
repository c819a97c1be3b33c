"""The record in the formats of other programs, as a stream."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from queue import Full, Queue
from typing import BinaryIO, Literal, Self, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from onrecord import query
from onrecord.data.registry import EMPTY
from onrecord.errors import OnRecordError
from onrecord.exchange import FORMATS, coded_files, datasette, write
from onrecord.record.coded import What
from onrecord.web.access import Reader
from onrecord.web.api.describe import API, file
from onrecord.web.problems import Problem
from onrecord.web.state import State, Web

router = APIRouter(prefix=API, tags=["export"])

Format = Literal[
    "jsonl", "json", "csv", "parquet", "webannotation", "schemaorg", "prov", "prov-json", "ftm",
    "geojson", "ical", "gexf", "graphml", "doccano", "prodigy", "datasette", "plover", "icews", "polecat",
]  # fmt: skip
Rows = Literal["statements", "events", "relations", "commitments"]
OF_EVENTS = ("plover", "icews", "polecat")
ONE: dict[str, What] = {"events": "event", "relations": "relation", "commitments": "commitment"}
LD, XML, LINES, TABS = (
    "application/ld+json",
    "application/xml",
    "application/x-ndjson",
    "text/tab-separated-values",
)
MEDIA: dict[str, str] = {
    "jsonl": LINES,
    "json": "application/json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "webannotation": LD,
    "schemaorg": LD,
    "prov": "text/turtle",
    "prov-json": "application/json",
    "ftm": LINES,
    "geojson": "application/geo+json",
    "ical": "text/calendar",
    "gexf": XML,
    "graphml": XML,
    "doccano": LINES,
    "prodigy": LINES,
    "datasette": "application/json",
    "plover": LINES,
    "icews": TABS,
    "polecat": TABS,
}
SUFFIX = {
    **{
        "jsonl": "jsonl",
        "csv": "csv",
        "parquet": "parquet",
        "prov": "ttl",
        "ftm": "ftm.jsonl",
        **dict.fromkeys(("doccano", "prodigy"), "jsonl"),
        "ical": "ics",
    },
    **{"geojson": "geojson", "gexf": "gexf", "graphml": "graphml", "plover": "jsonl"},
    **dict.fromkeys(("icews", "polecat"), "tab"),
}
WAITING = 16  # chunks that the client has not taken yet
CHUNK = 65_536
PAUSE = 0.1

UNSERVED = {"docbin"}  # it needs spaCy, which no server has to have

assert {*FORMATS, "datasette", *OF_EVENTS} - UNSERVED == set(get_args(Format)) == set(MEDIA), (
    "every format has its media type"
)


@router.get("/export", response_class=Response, responses=file("The whole record as a file.", MEDIA))
def export(
    request: Request, state: Web, principal: Reader, format: Format = "jsonl", what: Rows | None = None
) -> Response:
    """Write the whole record; see docs/exports.md for the formats.

    `what` is for `csv`, and for `jsonl` of events, relations and commitments.
    """
    make = _writer(state, format, what)
    if state.exporting >= state.settings.limits.exports:
        raise Problem(503, "other exports are being written: try again soon", headers={"Retry-After": "10"})
    state.note(request, principal, "export", format=format, what=what)
    name = f"onrecord-{what}" if what else "onrecord"
    told = {"Content-Disposition": f'attachment; filename="{name}.{SUFFIX.get(format, "json")}"'}
    return StreamingResponse(_chunks(state, make), media_type=MEDIA[format], headers=told)


def _writer(state: State, format: str, what: str | None) -> Callable[[BinaryIO], object]:
    """What writes a format; Problem where it has no such rows."""
    if format == "datasette":
        if what is not None:
            raise Problem(400, "datasette has no rows of one kind: leave out what")
        return lambda out: datasette.write(out)
    kind = what or ("events" if format in OF_EVENTS else None)
    if kind in ONE:
        if format not in coded_files.FORMATS[kind]:
            raise Problem(400, f"{format} has no {kind}: use one of {', '.join(coded_files.FORMATS[kind])}")
        return lambda out: coded_files.write(query.every(state.record, ONE[kind]), kind, format, out, EMPTY)
    if format in OF_EVENTS:
        raise Problem(400, f"{format} is a format of events: leave out what")
    if what == "statements" and format not in ("csv", "parquet"):
        raise Problem(400, f"{format} has no rows of one kind: leave out what, or use csv")
    return lambda out: write(state.record.readings(), format, out)


def _chunks(state: State, make: Callable[[BinaryIO], object]) -> Iterator[bytes]:
    """What is written, as it is written by a thread; what goes wrong before the first chunk can still be told."""
    out = _Out()
    threading.Thread(target=out.fill, args=(make,), name="export", daemon=True).start()
    return _Taken(state, out)


class _Taken:
    """The chunks of an export; whoever lets go of it lets its writer go."""

    def __init__(self, state: State, out: _Out) -> None:
        self._state = state
        self._out = out
        state.exporting += 1
        try:
            self._next = out.take()
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        found = self._next
        if found is None:
            self.close()
            raise StopIteration
        try:
            self._next = self._out.take()
        except BaseException:
            self.close()
            raise
        return found

    def __del__(self) -> None:
        # A client may go away before the first chunk is asked for, and nobody tells.
        self.close()

    def close(self) -> None:
        """Write no more."""
        if not self._out.left.is_set():
            self._out.left.set()
            self._state.exporting -= 1


class _Out(io.RawIOBase):
    """A file that a thread writes and another one takes the chunks of."""

    def __init__(self) -> None:
        super().__init__()
        self.left = threading.Event()  # whoever took the chunks went away
        self._queue: Queue[bytes | BaseException | None] = Queue(WAITING)
        self._some = bytearray()
        self._written = 0

    def fill(self, make: Callable[[BinaryIO], object]) -> None:
        """Write it all; how that ended is taken with the last chunk."""
        end: BaseException | None = None
        try:
            make(self)  # type: ignore[arg-type]
            if self._some:
                self._put(bytes(self._some))
        # Whatever it was, it is raised again where the chunks are taken.
        except BaseException as error:  # noqa: BLE001
            end = error
        try:
            self._put(end)
        except BrokenPipeError:
            return

    def take(self) -> bytes | None:
        """The next chunk, None at the end; raises what went wrong."""
        found = self._queue.get()
        if isinstance(found, OnRecordError):
            raise found
        if isinstance(found, BaseException):
            raise RuntimeError("the export broke off") from found
        return found

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: object) -> int:
        found = bytes(data)  # type: ignore[call-overload]
        self._some += found
        self._written += len(found)
        if len(self._some) >= CHUNK:
            self._put(bytes(self._some))
            self._some.clear()
        return len(found)

    def _put(self, one: bytes | BaseException | None) -> None:
        while not self.left.is_set():
            try:
                self._queue.put(one, timeout=PAUSE)
            except Full:
                continue
            return
        raise BrokenPipeError("nobody takes the export any more")
