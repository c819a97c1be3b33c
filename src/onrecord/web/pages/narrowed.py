"""What the lists of claims, contradictions, commitments and searches share: how much of them is saved as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BeforeValidator

from onrecord.web.pages.frame import PAGE

SAVED = 500  # rows in a file

Checked = Annotated[bool, BeforeValidator(lambda value: value not in (None, "", "false", "0")), Query()]


def some(format: str, shown: int = PAGE) -> int:
    """How many rows are wanted of a list: a page of it to look at, more for a file."""
    return shown if format == "html" else SAVED
