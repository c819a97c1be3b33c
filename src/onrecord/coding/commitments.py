"""Commitments: to be written."""

from __future__ import annotations

from onrecord.coding.page import Page
from onrecord.model import Commitment, Reason


def commitments(page: Page) -> tuple[tuple[Commitment, ...], tuple[Reason, ...]]:
    """The commitments of a report, and why."""
    return (), ()
