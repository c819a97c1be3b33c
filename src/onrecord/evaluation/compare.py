"""Readings beside annotated ones: what is measured, what is not, and the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.evaluation import coded, statements
from onrecord.evaluation.bootstrap import with_intervals
from onrecord.evaluation.match import acquainted
from onrecord.evaluation.scores import Compared, Evaluation, Layer, LeftOut, Score, added
from onrecord.model import Reading

# Values that are worth comparing only where those who annotated used more than one.
CHOSEN: dict[Layer, tuple[str, ...]] = {
    "statement": ("class", "kind", "polarity", "certainty"),
    "event": ("mode", "status", "certainty"),
    "relation": ("status", "certainty"),
    "commitment": ("status",),
}

# What else is measured only where the gold has any: the part, why it is left out, and whether a row has it.
HAS: dict[Layer, tuple[tuple[str, str, Callable[[Any], bool]], ...]] = {
    "statement": (
        ("source", "no statement of the gold has a source", lambda row: bool(row.speaker.spans)),
        ("cue", "no statement of the gold has a cue", lambda row: bool(row.cue.spans)),
        ("speaker", "the gold says of no source who it is", lambda row: row.speaker.actor is not None),
        ("nesting", "no statement of the gold stands inside another", lambda row: row.parent is not None),
    ),
    "event": (
        ("parties", "no event of the gold has parties", lambda row: bool(row.actors or row.recipients)),
    ),
    "commitment": (("parties", "no commitment of the gold has parties", lambda row: bool(row.by or row.to)),),
}


def evaluate(gold: Iterable[Reading], found: Iterable[Reading], *, seed: int = 0) -> Evaluation:
    """How well reports were read, beside what people annotated in them.

    Readings belong together by the text of their reports. Words are compared by their letters and digits.

    exact       as many as are the same: words, or a whole row. A whole statement is source, cue and content; a whole
                event is type and words; a relation type, subject and object; a commitment kind and action
    overlap     whole rows that are alike, paired one to one: a statement where at least half of the letters of
                both contents are common (Jaccard) and the sources have a letter in common or are both missing; an
                event of the same type that has a letter in common; a relation of the same type and parties; a
                commitment of the same kind with half of the letters of its action
    soft        precision is the mean, over the words that were found, of the share of their letters that lie in words
                of the gold of the same kind; recall the reverse (Johansson and Moschitti 2010, who count tokens; the
                partial match of Pareti et al. 2013 and Pareti 2015)
    agreement   of pairs alone, those of the row above (of statements, those with contents alike): how many say the same

    Speakers agree where they are the same actor: by id, by name, or by most mentions in common. Nesting is the link
    from a statement to the one around it, right where both ends are paired. Parties count in paired rows alone: the
    same actor, or words with a letter in common, in the same role. Only what the gold has at all is measured.

    Args:
        gold: what people annotated; of one report several may have.
        found: what was read in the same reports.
        seed: of the resampling by which the intervals come, where there are ten reports or more.
    """
    read = {reading.document.text: reading for reading in found}
    annotated = list(gold)
    beside = [(one, read[one.document.text]) for one in annotated if one.document.text in read]
    left_out = tuple(_left_out([one for one, _ in beside]))
    documents = tuple(_compared(one, other, left_out) for one, other in beside)
    totals = tuple(added(score for one in documents for score in one.scores))
    return Evaluation(
        totals=with_intervals(totals, _by_report(beside, documents), seed=seed),
        documents=documents,
        left_out=left_out,
        missing=tuple(one.document.source for one in annotated if one.document.text not in read),
    )


def _by_report(beside: Sequence[tuple[Reading, Reading]], documents: Sequence[Compared]) -> list[list[Score]]:
    """All scores of each report: annotations of the same one are not independent."""
    groups: dict[str, list[Score]] = {}
    for (gold, _), one in zip(beside, documents, strict=True):
        groups.setdefault(gold.document.text, []).extend(one.scores)
    return list(groups.values())


def _compared(gold: Reading, found: Reading, left_out: Sequence[LeftOut]) -> Compared:
    same = acquainted(gold, found)
    without = {(one.layer, one.part) for one in left_out}
    parts = [part for part in statements.WORDS if ("statement", part) not in without]
    said, pairs = statements.compared(gold, found, same, parts)
    told, more = coded.compared(gold, found, same)
    layers = {layer for layer, part in without if part == "whole"}
    return Compared(
        id=gold.document.id,
        source=gold.document.source,
        scores=tuple(
            score
            for score in (*said, *told)
            if score.layer not in layers and (score.layer, score.part) not in without
        ),
        pairs=tuple(
            replace(pair, differs=tuple(part for part in pair.differs if (pair.layer, part) not in without))
            for pair in (*pairs, *more)
            if pair.layer not in layers
        ),
    )


def _left_out(gold: Sequence[Reading]) -> Iterator[LeftOut]:
    for layer, parts in CHOSEN.items():
        rows: list[Any] = [row for reading in gold for row in getattr(reading, f"{layer}s")]
        if not rows:
            yield LeftOut(layer=layer, part="whole", why=f"the gold has no {layer}s")
            continue
        for part, why, there in HAS.get(layer, ()):
            if not any(map(there, rows)):
                yield LeftOut(layer=layer, part=part, why=why)
        for part in parts:
            values = {row.cue.class_ if part == "class" else getattr(row, part) for row in rows}
            if len(values) == 1:
                why = f"every {layer} of the gold has the same: {values.pop() or 'none'}"
                yield LeftOut(layer=layer, part=part, why=why)
