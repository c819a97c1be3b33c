"""Which pieces of reports say the same as earlier ones, and which cannot both be so.

What they have in common (``alike``), or an embedder, says which few pairs are worth being read side by side
(``annotate.pairs``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from onrecord.record.alike import apart, common, overlap
from onrecord.record.assertions import Assertion, Side

Contrast = Literal["denied", "position", "figures", "relations"]

LONGEST_GAP = 45  # days between reports that may tell of one thing
LEAST = 1.5  # what two pieces must have in common to be read side by side: a name, say
READ = 3  # earlier pieces that one is read beside
PROPOSED = 1  # and so many more of those that an embedder proposes; with more, more is put together wrongly
SAME = 0.55  # how sure it must be that two say the same
DENIED = 0.6  # and that one denies what the other says, so that both are of one claim
OPPOSED = 0.7  # and that both cannot be so, to be told where one of them says no
APART = 0.7  # where figures exclude one another, or two are each said to lead or control the same
WORDS = 1.0  # what words that name nobody must say that both have in common
RIVALS = frozenset({"leads", "controls"})  # of which only one can be it at a time


@dataclass(slots=True)
class Known:
    """A piece in the record, with the day of its report and its claim, 0 before it has one."""

    key: int
    piece: Assertion
    day: str | None
    claim: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """Another piece that one was read beside, and how sure it is that they say the same or exclude one another."""

    other: Known
    same: float
    exclude: float


class Earlier(Protocol):
    """What finds earlier pieces by the marks of one."""

    def near(self, marks: Sequence[int]) -> list[Known]: ...

    def proposed(self, key: int) -> list[Known]: ...


def compared(told: Sequence[Known], marks: Sequence[Sequence[int]], earlier: Earlier) -> dict[int, list[Met]]:
    """For each piece of a report those before it that it was read beside."""
    chosen = [
        (each, other)
        for number, each in enumerate(told)
        for other in _with_proposed(
            _likely(each, [*earlier.near(marks[number]), *_own(number, told, marks)]),
            earlier.proposed(each.key),
        )
    ]
    found: dict[int, list[Met]] = {each.key: [] for each in told}
    if chosen:
        from onrecord.annotate.pairs import Passage, judge  # with its graph, once there is anything to read

        words = (
            (Passage(other.piece.voice, other.piece.words), Passage(each.piece.voice, each.piece.words))
            for each, other in chosen
        )
        for (each, other), judged in zip(chosen, judge()(words), strict=True):
            found[each.key].append(Met(other, judged.same, judged.exclude))
    return found


def _own(number: int, told: Sequence[Known], marks: Sequence[Sequence[int]]) -> Iterator[Known]:
    """Pieces of the same report before one, without those that share words with it."""
    mine = set(marks[number])
    for other, its_marks in zip(told[:number], marks, strict=False):
        if not mine.isdisjoint(its_marks) and not overlap(other.piece, told[number].piece):
            yield other


def _likely(each: Known, others: Sequence[Known]) -> list[Known]:
    """The few that have most in common with a piece."""
    near = (other for other in others if (apart(each.day, other.day) or 0) <= LONGEST_GAP)
    shared = [(common(each.piece, other.piece), other) for other in near]
    kept = sorted((one for one in shared if one[0] >= LEAST), key=lambda one: (-one[0], -one[1].key))
    return [other for _, other in kept[:READ]]


def _with_proposed(likely: Sequence[Known], proposed: Sequence[Known]) -> list[Known]:
    known = {each.key for each in likely}
    return [*likely, *[each for each in proposed if each.key not in known][:PROPOSED]]


def placed(piece: Assertion, met: Sequence[Met]) -> tuple[int, Assertion]:
    """The claim of what most surely says the same or is denied, or 0, and the piece with its side of that claim."""
    same = max(met, key=lambda one: one.same, default=None)
    if same and same.same >= SAME:
        return same.other.claim, replace(piece, side=same.other.piece.side)
    denied = max(
        (one for one in met if one.other.piece.side != piece.side), key=lambda one: one.exclude, default=None
    )
    if denied and denied.exclude >= DENIED:
        other: Side = -1 if denied.other.piece.side > 0 else 1
        return denied.other.claim, replace(piece, side=other)
    return 0, piece


def opposites(each: Known, met: Sequence[Met]) -> Iterator[tuple[Known, Contrast, float]]:
    """The pieces that cannot be so beside this one, and in which way.

    The encoder alone is too sure of itself, so that something else must speak for it, too.
    """
    for one in met:
        kind = contrast(each, one.other)
        if kind and one.exclude >= (APART if kind in ("figures", "relations") else OPPOSED):
            yield one.other, kind, round(one.exclude, 3)


def contrast(one: Known, other: Known) -> Contrast | None:
    """In which way two may exclude one another; in none where somebody says both in one breath."""
    a, b = one.piece, other.piece
    if a.speaker == b.speaker and not (a.speaker and one.day != other.day):
        return None
    if any(x.excludes(y) for x in a.figures for y in b.figures):
        return "figures"
    if a.kind == b.kind and a.kind in RIVALS:
        same = a.parties.get("object", frozenset()) & b.parties.get("object", frozenset())
        rivals = a.parties.get("subject", frozenset()).isdisjoint(b.parties.get("subject", frozenset()))
        return "relations" if same and rivals else None
    if a.side == b.side or common(a, b, names=False) < WORDS:
        return None
    return "position" if a.speaker == b.speaker else "denied"
