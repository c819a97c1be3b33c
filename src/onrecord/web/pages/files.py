"""What a page shows as a file: the same address with ``format=csv`` or ``format=json``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

import orjson
from fastapi import Query
from starlette.responses import Response

from onrecord.exchange.coded_table import cell
from onrecord.web.pages.frame import Visit

Format = Annotated[Literal["html", "csv", "json"], Query()]


def sheet(visit: Visit, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Rows under a header as CSV; ``name`` is that of the file without its suffix."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return file(visit, name, "csv", out.getvalue().encode("utf-8", "replace"), "text/csv; charset=utf-8")


def json(visit: Visit, name: str, data: Any) -> Response:
    """Plain data, or dataclasses, as JSON."""
    return file(visit, name, "json", orjson.dumps(data, option=orjson.OPT_INDENT_2), "application/json")


def file(visit: Visit, name: str, suffix: str, body: bytes, media: str) -> Response:
    """What was written as a file to keep."""
    visit.note("export", format=suffix, what=name)
    told = {"Content-Disposition": f'attachment; filename="onrecord-{name}.{suffix}"'}
    return Response(body, headers=told, media_type=media)
