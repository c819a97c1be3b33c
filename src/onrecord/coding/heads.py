"""What the trained heads say of a candidate whose pattern is not sure.

The heads give every type of event, and none, a probability for the words of a source, a target, a predicate and their
sentence. Where they are sure that there is no event, or that it is of the pattern's type, they are believed; where a
verb has no pattern, they alone can tell an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.data.plover import plover
from onrecord.model import Heads, Token

if TYPE_CHECKING:
    from onrecord.coding.candidates import Candidate
    from onrecord.coding.page import Page

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # one type in the data that the heads were trained on
# Codes of CAMEO whose type in PLOVER's own table, which those data follow, is not that of its manual and ours: treaties
# that are signed, guilt that is found, sanctions that are imposed.
BY_CODE = {"057": "SUPPORT", "116": "ACCUSE", "163": "COERCE"}
NONE = "NONE"
VETO = 0.65  # from which the head is believed that what a pattern finds is no event
CERTAIN = 0.6  # from which a pattern counts by itself; what the heads are asked costs time
ALONE = 0.8  # from which the head is believed of a verb without a frame, and of one whose pattern is doubtful
SPAN = 12  # words of a party that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The type of a candidate, how far it counts, and what was asked."""

    type: str
    score: float
    steps: tuple[tuple[str, str], ...] = ()


def weigh(page: Page, candidate: Candidate) -> Weighed:
    """How far a candidate is an event: the pattern's word, unless the head outweighs it where it is not sure."""
    heads = page.annotation.heads
    if heads is None or candidate.sure >= CERTAIN:
        return Weighed(type=candidate.type, score=candidate.sure)
    said = probabilities(page, heads, candidate)
    if not candidate.type:
        return _alone(said)
    best = max(said, key=said.__getitem__)
    own = said[known_as(candidate)]
    sure = own if own >= ALONE else candidate.sure
    score = sure if said[NONE] < VETO else 1 - said[NONE]
    step = ("head", f"{best} {said[best]:.2f}, {candidate.type} {own:.2f}, none {said[NONE]:.2f}")
    return Weighed(type=candidate.type, score=score, steps=(step,))


def known_as(candidate: Candidate) -> str:
    """The type by which the heads know what a pattern finds."""
    kinds = plover()
    facts = kinds.get((candidate.type, candidate.mode)) or kinds[candidate.type, None]
    return BY_CODE.get(candidate.frame.cameo or facts.cameo) or MERGED.get(candidate.type, candidate.type)


def _alone(said: dict[str, float]) -> Weighed:
    """What the head makes of a verb that the lexicon lacks; YIELD is the weaker of its two types."""
    best = max(said, key=said.__getitem__)
    score = said[best] if best != NONE and said[best] >= ALONE else 0.0
    step = ("head alone", f"{best} {said[best]:.2f}, none {said[NONE]:.2f}")
    return Weighed(type="CONCEDE" if best == "YIELD" else best, score=score, steps=(step,))


def probabilities(page: Page, heads: Heads, candidate: Candidate) -> dict[str, float]:
    """The probability of every type of event, and of none."""
    parts = (
        _words(page, candidate.actors),
        _words(page, candidate.recipients),
        [candidate.index],
        range(*page.tree.sentence(candidate.index)),
    )
    return heads.types(parts)


def _words(page: Page, found: Sequence[int]) -> list[int]:
    return sorted({i for head in found[:2] for i in page.phrase(head)[:SPAN]})


def joining(tokens: Sequence[Token], source: Sequence[int], target: Sequence[int]) -> int | None:
    """The lowest word above the last words of both parties that belongs to neither: what one does to the other."""
    if not source or not target:
        return None
    taken, over = {*source, *target}, set(_above(tokens, target[-1]))
    return next((i for i in _above(tokens, source[-1]) if i in over and i not in taken), None)


def _above(tokens: Sequence[Token], index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = tokens[index].head
