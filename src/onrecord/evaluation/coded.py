"""Events, relations and commitments of the gold beside those that were found."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from onrecord.evaluation.match import (
    ALIKE,
    Letters,
    Rank,
    agreement,
    counted,
    exact,
    jaccard,
    letters,
    meeting,
    paired,
    soft,
)
from onrecord.evaluation.scores import Layer, Pair, Row, Score
from onrecord.model import Commitment, Event, Party, Reading, Relation

Taker = tuple[str, str | None, Letters]  # role, actor, words


@dataclass(frozen=True, slots=True)
class Told:
    """A row, what it is, the letters that it is known by, and who takes part in it."""

    row: Event | Relation | Commitment
    type: str
    words: Letters
    takers: tuple[Taker, ...] = field(default=())


def compared(
    gold: Reading, found: Reading, same: Mapping[str, str]
) -> tuple[tuple[Score, ...], tuple[Pair, ...]]:
    """The figures of one report and its pairs.

    Args:
        same: for actors of the gold those of the other that are the same.
    """
    scores: list[Score] = []
    pairs: list[Pair] = []
    for measure in (_events, _relations, _commitments):
        more, beside = measure(gold, found, same)
        scores += more
        pairs += beside
    return tuple(scores), tuple(pairs)


Measured = tuple[list[Score], list[Pair]]


def _events(gold: Reading, found: Reading, same: Mapping[str, str]) -> Measured:
    ours = [_told(gold, row, row.type, row.spans, _of_event(row)) for row in gold.events]
    theirs = [_told(found, row, row.type, row.spans, _of_event(row)) for row in found.events]
    near = list(meeting([one.words for one in ours], [one.words for one in theirs]))
    words = paired(
        near, lambda a, b: (jaccard(ours[a].words, theirs[b].words), ours[a].type == theirs[b].type)
    )
    met = paired(
        near, _if_same_type(ours, theirs, lambda a, b: (jaccard(a.words, b.words), _common(a, b, same)))
    )
    scores = [
        *_wholes("event", ours, theirs, met, lambda one: one.words),
        soft("event", "words", [one.words for one in ours], [one.words for one in theirs]),
        agreement("event", "type", [ours[a].type == theirs[b].type for a, b in words]),
        _takers("event", ours, theirs, met, same),
        *(_agreed("event", part, ours, theirs, met) for part in ("mode", "status", "certainty")),
    ]
    return scores, list(_pairs("event", ours, theirs, met, ("mode", "status", "certainty"), same))  # fmt: skip


def _relations(gold: Reading, found: Reading, same: Mapping[str, str]) -> Measured:
    def of(row: Relation) -> list[tuple[str, Party]]:
        return [("subject", row.subject), ("object", row.object)]

    ours = [_told(gold, row, row.type, row.spans, of(row)) for row in gold.relations]
    theirs = [_told(found, row, row.type, row.spans, of(row)) for row in found.relations]

    def rank(a: Told, b: Told) -> Rank | None:
        return (2, jaccard(a.words, b.words)) if _common(a, b, same) == len(a.takers) else None

    met = paired(product(range(len(ours)), range(len(theirs))), _if_same_type(ours, theirs, rank))
    scores = [
        *_wholes("relation", ours, theirs, met, lambda one: tuple(words for _, _, words in one.takers)),
        *(_agreed("relation", part, ours, theirs, met) for part in ("status", "certainty")),
    ]
    return scores, list(_pairs("relation", ours, theirs, met, ("status", "certainty"), same))


def _commitments(gold: Reading, found: Reading, same: Mapping[str, str]) -> Measured:
    def of(row: Commitment) -> list[tuple[str, Party]]:
        return [(role, party) for role, party in (("by", row.by), ("to", row.to)) if party]

    ours = [_told(gold, row, row.kind, row.action.spans, of(row)) for row in gold.commitments]
    theirs = [_told(found, row, row.kind, row.action.spans, of(row)) for row in found.commitments]

    def rank(a: Told, b: Told) -> Rank | None:
        alike = jaccard(a.words, b.words)
        return (alike, _common(a, b, same)) if alike >= ALIKE else None

    near = meeting([one.words for one in ours], [one.words for one in theirs])
    met = paired(near, _if_same_type(ours, theirs, rank))
    scores = [
        *_wholes("commitment", ours, theirs, met, lambda one: one.words),
        _takers("commitment", ours, theirs, met, same),
        _agreed("commitment", "status", ours, theirs, met),
    ]
    return scores, list(_pairs("commitment", ours, theirs, met, ("status",), same))


def _of_event(row: Event) -> list[tuple[str, Party]]:
    return [
        *(("actor", party) for party in row.actors),
        *(("recipient", party) for party in row.recipients),
    ]


def _told(
    reading: Reading,
    row: Event | Relation | Commitment,
    type_: str,
    spans: Any,
    parties: Sequence[tuple[str, Party]],
) -> Told:
    text = reading.document.text
    takers = ((role, party.actor, letters(text, party.spans)) for role, party in parties)
    return Told(row, type_, letters(text, spans), tuple(takers))


def _if_same_type(
    gold: Sequence[Told], found: Sequence[Told], rank: Callable[[Told, Told], Rank | None]
) -> Callable[[int, int], Rank | None]:
    def ranked(one: int, other: int) -> Rank | None:
        a, b = gold[one], found[other]
        return rank(a, b) if a.type == b.type else None

    return ranked


def _wholes(
    layer: Layer,
    gold: Sequence[Told],
    found: Sequence[Told],
    met: Sequence[tuple[int, int]],
    words: Callable[[Told], Hashable],
) -> Iterator[Score]:
    ours, theirs = ([(one.type, words(one)) for one in side] for side in (gold, found))
    yield exact(layer, "whole", ours, theirs)
    yield counted(layer, "whole", "overlap", len(gold), len(found), len(met))


def _takers(
    layer: Layer,
    gold: Sequence[Told],
    found: Sequence[Told],
    met: Sequence[tuple[int, int]],
    same: Mapping[str, str],
) -> Score:
    """Who takes part in rows that were found."""
    ours = sum(len(gold[one].takers) for one, _ in met)
    theirs = sum(len(found[other].takers) for _, other in met)
    right = sum(_common(gold[one], found[other], same) for one, other in met)
    return counted(layer, "parties", "exact", ours, theirs, right)


def _common(gold: Told, found: Told, same: Mapping[str, str]) -> int:
    """How many take part in both, in the same role: the same actor, or a letter of their words in common."""

    def rank(one: int, other: int) -> Rank | None:
        (role, actor, words), (role_too, actor_too, words_too) = gold.takers[one], found.takers[other]
        known = actor is not None and same.get(actor) == actor_too
        if role != role_too or not (known or words & words_too):
            return None
        return known, jaccard(words, words_too)

    return len(paired(product(range(len(gold.takers)), range(len(found.takers))), rank))


def _agreed(
    layer: Layer, part: str, gold: Sequence[Told], found: Sequence[Told], met: Sequence[tuple[int, int]]
) -> Score:
    told = [getattr(gold[one].row, part) == getattr(found[other].row, part) for one, other in met]
    return agreement(layer, part, told)


def _pairs(
    layer: Layer,
    gold: Sequence[Told],
    found: Sequence[Told],
    met: Sequence[tuple[int, int]],
    values: Sequence[str],
    same: Mapping[str, str],
) -> Iterator[Pair]:
    pairs = dict(met)
    for number, one in enumerate(gold):
        if number not in pairs:
            yield Pair(layer=layer, gold=one.row, found=None)
            continue
        other = found[pairs[number]]
        differs = ["words"] if one.words != other.words else []
        if not _common(one, other, same) == len(one.takers) == len(other.takers):
            differs.append("parties")
        differs += [part for part in values if getattr(one.row, part) != getattr(other.row, part)]
        row: Row = other.row
        yield Pair(layer=layer, gold=one.row, found=row, differs=tuple(differs))
    taken = set(pairs.values())
    for number, other in enumerate(found):
        if number not in taken:
            yield Pair(layer=layer, gold=None, found=other.row)
