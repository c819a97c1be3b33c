"""Which draft stands inside which, and which of two drafts that say the same stays."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.attribute.draft import Draft
from onrecord.model import Span, Spans

SAME_CUE_OVERLAP = 0.5  # shared part of two contents from which one cue says one thing
SAME_SOURCE_OVERLAP = 0.8  # the same for two cues of one source


def without_doubles(found: Iterable[Draft]) -> list[Draft]:
    """One statement for one cue and content; the surer reading stays."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: -d.sure):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.content[0][0], -d.content[-1][1]))


def _same(one: Draft, two: Draft) -> bool:
    if one.content[-1][1] <= two.content[0][0] or two.content[-1][1] <= one.content[0][0]:
        return False  # most pairs of a report, at once
    if touch(one.cue, two.cue):
        return one.content[0] == two.content[0] or overlap(one, two) > SAME_CUE_OVERLAP
    return (touch(one.source, two.source) or one.source == two.source) and overlap(
        one, two
    ) > SAME_SOURCE_OVERLAP


def overlap(one: Draft, two: Draft) -> float:
    """What two contents share, of all that they hold together."""
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in one.content for t, f in two.content)
    whole = length(one.content) + length(two.content) - shared
    return shared / whole if whole else 0.0


def without_orphans(kept: list[Draft]) -> tuple[list[Draft], list[int | None]]:
    """Drafts with their parents; what stands in a quotation that is nobody's is nobody's either."""
    while True:
        parents = _parents(kept)
        left = [d for d, up in zip(kept, parents, strict=True) if up is not None or d.in_quote < 0]
        if len(left) == len(kept):
            return kept, parents
        kept = left


def _parents(kept: list[Draft]) -> list[int | None]:
    """For each draft the smallest other whose content holds its cue and words.

    A content that is a noun phrase says nothing itself: who is concerned about reports does not say what they claim.
    It is passed over for a clause or quotation further out.
    """
    found: list[int | None] = []
    for number, draft in enumerate(kept):
        holding = [n for n, other in enumerate(kept) if n != number and holds(other, draft)]
        above = [n for n in holding if kept[n].asserts] or holding
        found.append(min(above, key=lambda n: length(kept[n].content)) if above else None)
    return found


def holds(outer: Draft, inner: Draft) -> bool:
    """Whether a content holds another statement's cue and the beginning of its words."""
    if not outer.content[0][0] <= inner.content[0][0] < outer.content[-1][1]:
        return False  # most pairs of a report, at once
    if outer is inner or outer.cue == inner.cue or length(outer.content) < length(inner.content):
        return False
    marks = (*inner.cue, inner.content[0]) if inner.cue else inner.content
    return covers(outer.content, marks)


def touch(one: Spans, two: Spans) -> bool:
    """Whether some spans share a character with others."""
    if len(one) == 1 == len(two):  # nearly always
        ((a, b),), ((c, d),) = one, two
        return a < d and c < b
    return any(a < d and c < b for a, b in one for c, d in two)


def covers(outer: Spans, inner: Iterable[Span]) -> bool:
    """Whether each of some spans lies in one of others."""
    return all(any(start <= span[0] and span[1] <= end for start, end in outer) for span in inner)


def length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
