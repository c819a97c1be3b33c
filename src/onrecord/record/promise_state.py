"""How a promise stands by all that is told of it: a pure function of its follow-ups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.record.promises import Follow

State = Literal["open", "kept", "broken", "disputed", "withdrawn"]

FIRM = ("certain", "probable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one teller says became of a promise; ``affirmed`` is False where he denies it, ``due`` a new last day."""

    day: str | None
    course: Follow
    affirmed: bool
    certainty: str
    speaker: str
    due: str | None = None


def state_of(said: Iterable[Said]) -> State:
    """How a promise stands.

    Of each teller the last word counts, and of what is only possible nothing. Who denies that it was broken is one who
    says that it was kept only where another says that it was broken. What was told before a withdrawal does not count
    after it, and a withdrawal does not where the promise is told as kept or broken later.
    """
    firm = sorted((one for one in said if one.certainty in FIRM), key=lambda one: one.day or "")
    told: dict[str, Said] = {}
    withdrawn = False
    for one in firm:
        if one.course == "withdrawn" and one.affirmed:
            withdrawn, told = True, {}
        elif one.course in ("fulfilled", "broken"):
            told[one.speaker] = one
    last = list(told.values())
    kept = any(one.course == "fulfilled" and one.affirmed for one in last)
    broken = any(one.course == "broken" and one.affirmed for one in last)
    against_kept = any(one.course == "fulfilled" and not one.affirmed for one in last)
    against_broken = any(one.course == "broken" and not one.affirmed for one in last)
    if (kept and (broken or against_kept)) or (broken and against_broken):
        return "disputed"
    if kept or broken:
        return "kept" if kept else "broken"
    return "withdrawn" if withdrawn else "open"


def due_of(first: str | None, said: Sequence[Said]) -> str | None:
    """The last day of a promise by the latest extension that names one."""
    new = [
        one for one in said if one.course == "extended" and one.affirmed and one.due and one.certainty in FIRM
    ]
    return max(new, key=lambda one: one.day or "").due if new else first
