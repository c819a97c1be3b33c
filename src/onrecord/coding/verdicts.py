"""What a clause says of a word, and how two such verdicts join."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from onrecord.data.signatures import Sign
from onrecord.model import Certainty

How = Literal["future", "would", "pledged", "demanded", "hypothetical"]
TO_COME = {"future", "would"}
SCALE: tuple[Certainty, ...] = get_args(Certainty)  # from the surest down


@dataclass(frozen=True, slots=True)
class Reality:
    """What a clause says of a word: it is so, it is not, or it is open.

    ``how`` is how an open matter is put, ``negative`` whether it is its absence that is put so ("promised not to
    attack"), ``given`` whether the words take it for granted, whatever stands above them ("regret the attack").
    """

    sign: Sign = "+"
    how: How | None = None
    certainty: Certainty = "certain"
    negative: bool = False
    given: bool = False
    steps: tuple[tuple[str, str], ...] = ()

    def noted(self, rule: str, words: str) -> Reality:
        return replace(self, steps=(*self.steps, (rule, words)))


REAL = Reality()


def weakest(*grades: Certainty) -> Certainty:
    """The least sure of some certainties."""
    return max(grades, key=SCALE.index)


def opened(found: Reality, how: How, certainty: Certainty) -> Reality:
    """What is real becomes open; what is open already stays as it was put, and less sure."""
    sure = weakest(found.certainty, certainty)
    if found.sign != "o":
        return replace(found, sign="o", how=how, certainty=sure, negative=found.sign == "-", given=False)
    due = found.how in TO_COME and how == "demanded"  # "will have to leave"
    return replace(found, certainty=sure, how=how if due else found.how)


def negated(found: Reality) -> Reality:
    """The opposite; what is open stays open, with its absence put so."""
    if found.sign == "o":
        return replace(found, negative=not found.negative)
    return replace(found, sign="-" if found.sign == "+" else "+", given=False)


def given(found: Reality) -> Reality:
    """What is taken for granted, whatever holds of the words above it."""
    return found if found.sign == "+" else Reality(given=True, steps=found.steps)
