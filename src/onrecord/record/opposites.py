"""Which pieces of reports say the same as earlier ones, and which cannot both be so.

What can be compared at little cost (``likeness``), or an embedder, says which few pairs are worth being read side by
side by an encoder (``annotate.pairs``), and both together what they are to one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord.data.common_words import stem, weight
from onrecord.record.alike import apart, common, overlap
from onrecord.record.assertions import OFFICE, Assertion, Side
from onrecord.record.likeness import Features, Judged, features, judged, worth

if TYPE_CHECKING:
    from onrecord.annotate.pairs import Judgement

Contrast = Literal["denied", "position", "figures", "relations"]

LONGEST_GAP = 45  # days between reports that may tell of one thing
LEAST = 0.8  # what two pieces must have in common to be compared at all
WORTH = -2.0  # and what must speak for reading them side by side
READ = 4  # earlier pieces that one is read beside
ALONE = 0.9  # how sure the encoder must be of what an embedder proposes
MOST = 40  # pairs of a report that are read, so that no report costs too much
PROPOSED = 1  # and so many more of those that an embedder proposes
SAME = 0.2  # how sure it must be that two say the same
DENIED = 0.35  # and that one denies what the other says, so that both are of one claim
OPPOSED = 0.4  # and that both cannot be so, to be told
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
    likely: list[tuple[float, Known, Known, Features | None]] = []
    found: dict[int, list[Met]] = {}
    for number, each in enumerate(told):
        others = [*earlier.near(marks[number]), *_own(number, told, marks)]
        others = [other for other in others if (apart(each.day, other.day) or 0) <= LONGEST_GAP]
        alike = same_office if each.piece.kind == OFFICE else _says_it_in_the_same_words
        twins = {other.key: other for other in others if alike(each.piece, other.piece)}
        found[each.key] = [Met(twins[max(twins)], 1.0, 0.0)] if twins else []
        if each.piece.kind == OFFICE:
            continue
        rest = [other for other in others if other.key not in twins]
        beside = _likely(each, rest, earlier.proposed(each.key))
        likely += [(sure, each, other, seen) for sure, other, seen in beside]
    chosen = sorted(likely, key=lambda one: -one[0])[:MOST]
    if chosen:
        from onrecord.annotate.pairs import Passage, judge  # with its graph, once there is anything to read

        words = (
            (Passage(other.piece.voice, other.piece.words), Passage(each.piece.voice, each.piece.words))
            for _, each, other, _ in chosen
        )
        for (_, each, other, seen), read in zip(chosen, judge()(words), strict=True):
            sure = judged(seen, read.same, read.exclude) if seen else _alone(read)
            # A denial in full repeats what it denies: what both have in common must not outvote the encoder.
            same = sure.same * (1 - max(0.0, read.exclude - read.same))
            found[each.key].append(Met(other, same, sure.exclude))
    return found


def _own(number: int, told: Sequence[Known], marks: Sequence[Sequence[int]]) -> Iterator[Known]:
    """Pieces of the same report before one, without those that share words with it."""
    mine = set(marks[number])
    for other, its_marks in zip(told[:number], marks, strict=False):
        if not mine.isdisjoint(its_marks) and not overlap(other.piece, told[number].piece):
            yield other


def _likely(
    each: Known, others: Sequence[Known], proposed: Sequence[Known]
) -> list[tuple[float, Known, Features | None]]:
    """The few that are most worth being read beside a piece, how far, and what can be compared before, if anything."""
    found = []
    for other in others:
        if common(each.piece, other.piece) >= LEAST:
            seen = features(other.piece, each.piece, apart(each.day, other.day) or 0)
            found.append((worth(seen), other, seen))
    kept = sorted((one for one in found if one[0] >= WORTH), key=lambda one: (-one[0], -one[1].key))[:READ]
    known = {other.key for _, other, _ in kept}
    more = [other for other in proposed if other.key not in known][:PROPOSED]
    return [*kept, *((0.0, other, None) for other in more)]


def _says_it_in_the_same_words(one: Assertion, other: Assertion) -> bool:
    return one.words == other.words and one.side == other.side and one.kind == other.kind


def same_office(one: Assertion, other: Assertion) -> bool:
    """Whether two say that somebody has one office: all that one calls it the other calls it, too."""
    if one.kind != other.kind or one.side != other.side or one.parties["subject"] != other.parties["subject"]:
        return False
    a, b = _office(one), _office(other)
    return bool(a and b) and (a <= b or b <= a)


def _office(piece: Assertion) -> frozenset[str]:
    names = " ".join(sorted(piece.parties.get("object", ())))
    return frozenset(stem(word) for word in names.split() if weight(word) > 0)


def _alone(read: Judgement) -> Judged:
    """What the encoder says where nothing else can be compared, if it is quite sure."""
    return Judged(*(value if value >= ALONE else 0.0 for value in (read.same, read.exclude)))


def placed(piece: Assertion, met: Sequence[Met]) -> tuple[int, Assertion]:
    """The claim of what most surely says the same or is denied, or 0, and the piece with its side of that claim."""
    ways = [(one.same / SAME, 1, one.other) for one in met]
    ways += [(one.exclude / DENIED, -1, one.other) for one in met if one.other.piece.side != piece.side]
    sure, way, other = max(ways, key=lambda one: one[0], default=(0.0, 1, None))
    if other is None or sure < 1:
        return 0, piece
    side: Side = 1 if way * other.piece.side > 0 else -1
    return other.claim, replace(piece, side=side)


def opposites(each: Known, met: Sequence[Met]) -> Iterator[tuple[Known, Contrast, float]]:
    """The pieces that cannot be so beside this one, and in which way."""
    for one in met:
        if one.exclude >= OPPOSED and (kind := contrast(each, one.other)):
            yield one.other, kind, round(one.exclude, 3)


def contrast(one: Known, other: Known) -> Contrast | None:
    """In which way two exclude one another; in none where somebody says both in one breath."""
    a, b = one.piece, other.piece
    if a.speaker == b.speaker and not (a.speaker and one.day != other.day):
        return None
    if any(x.excludes(y) for x in a.figures for y in b.figures):
        return "figures"
    if a.kind == b.kind and a.kind in RIVALS:
        same = a.parties.get("object", frozenset()) & b.parties.get("object", frozenset())
        if same and a.parties.get("subject", frozenset()).isdisjoint(b.parties.get("subject", frozenset())):
            return "relations"
    return "position" if a.speaker == b.speaker else "denied"
