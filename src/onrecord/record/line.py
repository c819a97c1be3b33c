"""One row out of the line of a stored reading, without the rest of it."""

from __future__ import annotations

import json
from typing import Any

DECODER = json.JSONDecoder()


def row_of(line: str, id: str) -> dict[str, Any]:
    """The row with that id; KeyError where the reading has none."""
    # A row begins with its id, and no words can hold this: within a string of JSON a quotation mark is escaped.
    start = line.find(f'{{"id":"{id}"')
    if start < 0:
        raise KeyError(id)
    row: dict[str, Any] = DECODER.raw_decode(line, start)[0]
    return row
