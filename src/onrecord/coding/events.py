"""Events: to be written."""

from __future__ import annotations

from onrecord.coding.page import Page
from onrecord.model import Event, Reason


def events(page: Page) -> tuple[tuple[Event, ...], tuple[Reason, ...]]:
    """The events of a report, and why."""
    return (), ()
