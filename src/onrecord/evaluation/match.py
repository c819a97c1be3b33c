"""Which stretches of a text are the same, or alike, and which row of one reading is which of another.

A stretch is compared by its letters and digits, whatever else stands in it or at its edges: people do not agree on
whether a quotation mark or a full stop belongs to a quotation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from onrecord.evaluation.scores import How, Layer, Score
from onrecord.model import Reading, Spans

Letters = frozenset[int]  # where the letters and digits of a stretch stand
Rank = tuple[float, ...]

ALIKE = 0.5  # of the letters of two contents together, how many must be common to both

One = TypeVar("One")


def letters(text: str, spans: Spans) -> Letters:
    """Where the letters and digits of some spans stand; of spans without any, all that is no blank."""
    every = [at for start, end in spans for at in range(max(0, start), min(end, len(text)))]
    return frozenset(at for at in every if text[at].isalnum()) or frozenset(
        at for at in every if not text[at].isspace()
    )


def jaccard(one: Letters, other: Letters) -> float:
    """The share of the letters of both that they have in common (Jaccard 1912); 1 where both have none."""
    either = len(one | other)
    return len(one & other) / either if either else 1.0


def touches(one: Letters, other: Letters) -> bool:
    """Whether they have a letter in common, or none at all."""
    return bool(one & other) or not (one or other)


def meeting(gold: Sequence[Letters], found: Sequence[Letters]) -> Iterator[tuple[int, int]]:
    """The numbers of those that have a letter in common."""
    at: dict[int, list[int]] = defaultdict(list)
    for number, stretch in enumerate(found):
        for letter in stretch:
            at[letter].append(number)
    for number, stretch in enumerate(gold):
        for other in sorted({other for letter in stretch for other in at.get(letter, ())}):
            yield number, other


def paired(
    candidates: Iterable[tuple[int, int]], rank: Callable[[int, int], Rank | None]
) -> list[tuple[int, int]]:
    """Pairs one to one, the most alike first; None for those that are no pair."""
    ranked = [(told, one, other) for one, other in candidates if (told := rank(one, other)) is not None]
    ranked.sort(key=lambda each: ([-part for part in each[0]], each[1], each[2]))
    found: list[tuple[int, int]] = []
    ones, others = set(), set()
    for _, one, other in ranked:
        if one not in ones and other not in others:
            found.append((one, other))
            ones.add(one)
            others.add(other)
    return sorted(found)


def exact(layer: Layer, part: str, gold: Iterable[Hashable], found: Iterable[Hashable]) -> Score:
    """How many are the same, one to one."""
    one, other = Counter(gold), Counter(found)
    return counted(layer, part, "exact", one.total(), other.total(), (one & other).total())


def soft(layer: Layer, part: str, gold: Sequence[Letters], found: Sequence[Letters]) -> Score:
    """The shares of the stretches that are covered by those of the other side."""
    gold, found = [one for one in gold if one], [one for one in found if one]
    all_gold, all_found = frozenset().union(*gold), frozenset().union(*found)
    return Score(
        layer=layer,
        part=part,
        how="soft",
        gold=len(gold),
        found=len(found),
        gold_right=sum(len(one & all_found) / len(one) for one in gold),
        found_right=sum(len(one & all_gold) / len(one) for one in found),
    )


def agreement(layer: Layer, part: str, told: Sequence[bool]) -> Score:
    """In how many pairs both say the same."""
    return counted(layer, part, "agreement", len(told), len(told), sum(told))


def counted(layer: Layer, part: str, how: How, gold: int, found: int, right: int) -> Score:
    return Score(layer=layer, part=part, how=how, gold=gold, found=found, gold_right=right, found_right=right)


def acquainted(gold: Reading, found: Reading) -> dict[str, str]:
    """Which actor of one reading is which of another, one to one.

    They are the same by their ids, else by their names, else by the mentions that they have in common.
    """
    one, other = gold.actors, found.actors
    mentioned: Counter[tuple[int, int]] = Counter()
    owners = [
        (number, letters(gold.document.text, ((mention.start, mention.end),)))
        for number, actor in enumerate(one)
        for mention in actor.mentions
    ]
    theirs = [
        (number, letters(found.document.text, ((mention.start, mention.end),)))
        for number, actor in enumerate(other)
        for mention in actor.mentions
    ]
    for a, b in meeting([stretch for _, stretch in owners], [stretch for _, stretch in theirs]):
        if jaccard(owners[a][1], theirs[b][1]) >= ALIKE:
            mentioned[owners[a][0], theirs[b][0]] += 1
    ids = {actor.id: number for number, actor in enumerate(other)}
    names: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(other):
        names[actor.name.casefold()].append(number)
    candidates = set(mentioned)
    for number, actor in enumerate(one):
        candidates |= {(number, ids[actor.id])} if actor.id in ids else set()
        candidates |= {(number, namesake) for namesake in names.get(actor.name.casefold(), ())}

    def rank(a: int, b: int) -> Rank:
        same_name = one[a].name.casefold() == other[b].name.casefold()
        return one[a].id == other[b].id, same_name, mentioned[a, b]

    return {one[a].id: other[b].id for a, b in paired(candidates, rank)}
