"""Statements of the gold beside those that were found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    touches,
)
from onrecord.evaluation.scores import Pair, Score
from onrecord.model import Reading, Statement

WORDS = ("source", "cue", "content")
VALUES = ("class", "kind", "polarity", "certainty")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and where its letters stand."""

    row: Statement
    source: Letters
    cue: Letters
    content: Letters


def compared(
    gold: Reading, found: Reading, same: Mapping[str, str], parts: Sequence[str] = WORDS
) -> tuple[tuple[Score, ...], tuple[Pair, ...]]:
    """The figures of one report and its pairs.

    Args:
        same: for actors of the gold those of the other that are the same.
        parts: those of WORDS of which a whole statement consists.
    """
    ours, theirs = _said(gold), _said(found)
    met = _aligned(ours, theirs)
    nested = _nested(ours, theirs, met)
    speakers = [_speaker(ours[one], theirs[other], same) for one, other in met]
    scores = [
        *_wholes(ours, theirs, parts),
        *_words(ours, theirs),
        agreement("statement", "speaker", [right for right in speakers if right is not None]),
        nested[0],
    ]
    for part in VALUES:
        told = [_value(ours[one], part) == _value(theirs[other], part) for one, other in met]
        scores.append(agreement("statement", part, told))
    return tuple(scores), tuple(_pairs(ours, theirs, met, nested[1], same))


def _said(reading: Reading) -> list[Said]:
    text = reading.document.text
    return [
        Said(
            row,
            letters(text, row.speaker.spans),
            letters(text, row.cue.spans),
            letters(text, row.content.spans),
        )
        for row in reading.statements
    ]


def _aligned(gold: Sequence[Said], found: Sequence[Said]) -> list[tuple[int, int]]:
    """The pairs whose contents are alike."""

    def rank(one: int, other: int) -> Rank | None:
        a, b = gold[one], found[other]
        alike = jaccard(a.content, b.content)
        return (alike, jaccard(a.source, b.source), jaccard(a.cue, b.cue)) if alike >= ALIKE else None

    return paired(_near(gold, found), rank)


def _near(gold: Sequence[Said], found: Sequence[Said]) -> Iterator[tuple[int, int]]:
    return meeting([one.content for one in gold], [one.content for one in found])


def _wholes(gold: Sequence[Said], found: Sequence[Said], parts: Sequence[str]) -> Iterator[Score]:
    ours, theirs = ([tuple(getattr(one, part) for part in parts) for one in side] for side in (gold, found))
    yield exact("statement", "whole", ours, theirs)

    def rank(one: int, other: int) -> Rank | None:
        a, b = gold[one], found[other]
        alike = jaccard(a.content, b.content)
        sourced = "source" not in parts or touches(a.source, b.source)
        return (alike, jaccard(a.cue, b.cue)) if alike >= ALIKE and sourced else None

    full = paired(_near(gold, found), rank)
    yield counted("statement", "whole", "overlap", len(gold), len(found), len(full))


def _words(gold: Sequence[Said], found: Sequence[Said]) -> Iterator[Score]:
    for part in WORDS:
        ours: list[Letters] = [words for one in gold if (words := getattr(one, part))]
        theirs: list[Letters] = [words for one in found if (words := getattr(one, part))]
        yield exact("statement", part, ours, theirs)
        yield soft("statement", part, ours, theirs)


def _speaker(gold: Said, found: Said, same: Mapping[str, str]) -> bool | None:
    """Whether the speaker is the same actor; None where the gold does not say who it is."""
    actor = gold.row.speaker.actor
    return None if actor is None else found.row.speaker.actor == same.get(actor, "")


def _nested(
    gold: Sequence[Said], found: Sequence[Said], met: Sequence[tuple[int, int]]
) -> tuple[Score, set[int]]:
    """The links from statements to those around them, and the statements of the gold whose link was found."""
    places = {said.row.id: number for number, said in enumerate(found)}
    at = {said.row.id: number for number, said in enumerate(gold)}
    pairs = dict(met)
    ours = {number for number, said in enumerate(gold) if said.row.parent in at}
    theirs = sum(said.row.parent in places for said in found)
    right = {
        number
        for number in ours
        if number in pairs
        and (around := pairs.get(at[gold[number].row.parent or ""])) is not None
        and found[pairs[number]].row.parent == found[around].row.id
    }
    return counted("statement", "nesting", "exact", len(ours), theirs, len(right)), right


def _value(said: Said, part: str) -> str:
    return said.row.cue.class_ if part == "class" else str(getattr(said.row, part))


def _pairs(
    gold: Sequence[Said],
    found: Sequence[Said],
    met: Sequence[tuple[int, int]],
    nested: set[int],
    same: Mapping[str, str],
) -> Iterator[Pair]:
    pairs = dict(met)
    for number, said in enumerate(gold):
        if number not in pairs:
            yield Pair(layer="statement", gold=said.row, found=None)
            continue
        other = found[pairs[number]]
        differs = [part for part in WORDS if getattr(said, part) != getattr(other, part)]
        differs += ["speaker"] if _speaker(said, other, same) is False else []
        linked = bool(said.row.parent or other.row.parent)
        differs += ["nesting"] if linked and number not in nested else []
        differs += [part for part in VALUES if _value(said, part) != _value(other, part)]
        yield Pair(layer="statement", gold=said.row, found=other.row, differs=tuple(differs))
    taken = set(pairs.values())
    for number, said in enumerate(found):
        if number not in taken:
            yield Pair(layer="statement", gold=None, found=said.row)
