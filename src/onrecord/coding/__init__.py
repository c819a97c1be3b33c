"""What the report and its voices say happened, holds and is to be: events, relations and commitments."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.coding.commitments import commitments
from onrecord.coding.events import events
from onrecord.coding.page import Page
from onrecord.coding.relations import relations
from onrecord.model import Commitment, Event, Reason, Relation

__all__ = ["Coded", "Page", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The rows of a report in the order of its text, and why each stands there."""

    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    commitments: tuple[Commitment, ...]
    reasons: tuple[Reason, ...]


def code(page: Page) -> Coded:
    """Code a resolved report."""
    happened, why_happened = events(page)
    holds, why_holds = relations(page)
    agreed, why_agreed = commitments(page)
    return Coded(
        events=happened, relations=holds, commitments=agreed, reasons=(*why_happened, *why_holds, *why_agreed)
    )
