"""Relations: to be written."""

from __future__ import annotations

from onrecord.coding.page import Page
from onrecord.model import Reason, Relation


def relations(page: Page) -> tuple[tuple[Relation, ...], tuple[Reason, ...]]:
    """The relations of a report, and why."""
    return (), ()
