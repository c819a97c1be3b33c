"""Promises, and what a passage of a later report has to do with one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.data.common_words import weight
from onrecord.data.deeds import Course, against, base, course_words, deed_words, things
from onrecord.model import Commitment, Reading
from onrecord.record import days, signs
from onrecord.record.passages import Passage, Told
from onrecord.record.words import PRONOUNS, fold

Follow = Literal["restated", "extended", "fulfilled", "broken", "withdrawn"]

BINDING = frozenset({"pledge", "agreement", "obligation", "threat"})
STANDING = frozenset({"pledged", "demanded"})
# "is to leave by Friday" foretells and binds; "is expected to leave" only foretells.
IS_TO = re.compile(r"(?:is|are|was|were|will|would|shall)\b", re.IGNORECASE)
COMMON = 0.3  # words that weigh less tell nothing
AROUND = 0.35  # what words of the rest of the sentence count
LIKE = 0.3  # how like the words of two promises must be that different persons make


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What somebody is to do, in a form in which it is known again.

    ``by`` and ``maker`` are folded names: who is to act and who says so. ``negative`` is whether it is something not to
    be done. ``due`` is the last day of its deadline, or of the day on which it is to be.
    """

    id: str
    number: int
    spans: tuple[tuple[int, int], ...]
    by: str
    called: frozenset[str]
    maker: str
    negative: bool
    due: str | None
    terms: Mapping[str, float]
    around: Mapping[str, float]
    deeds: frozenset[str]
    day: str | None


def is_promise(row: Commitment) -> bool:
    """Whether a commitment binds whoever is to act, so that it can be kept or broken."""
    if row.kind == "expectation":
        return row.status == "hypothetical" and row.deadline is not None and IS_TO.match(row.text) is not None
    return row.kind in BINDING and row.status in STANDING


def promises(reading: Reading, told: Told, passages: list[Passage]) -> Iterator[Promise]:
    """The promises of a reading in the order of its commitments."""
    day = days.span(reading.document.published)[0]
    for number, row in enumerate(reading.commitments):
        if is_promise(row):
            yield _promise(number, row, told, passages, day)


def _promise(number: int, row: Commitment, told: Told, passages: list[Passage], day: str | None) -> Promise:
    home = next((passage for passage in passages if number in passage.rows), None)
    terms = told.terms(row.action.spans)
    parts = {base(word) for term in terms if term[0] == "@" for word in term[1:].split()}
    things = {
        term: value
        for term, value in terms.items()
        if value > COMMON and term not in deed_words() and term not in parts
    }
    terms = things or terms
    around = dict(home.terms) if home else {}
    due = days.span(row.deadline)[1]
    if due is None:
        ahead = [last for _, last in told.times(row.spans) if day is None or last > day]
        due = min(ahead, default=None)
    return Promise(
        id=row.id,
        number=number,
        spans=row.spans,
        by=told.named(row.by),
        called=frozenset(_called(told, row, around)),
        maker=told.speaker(row.statement) or told.named(row.by),
        negative=signs.negated(row.text),
        due=due,
        terms=terms,
        around={term: value * AROUND for term, value in around.items() if term not in terms},
        deeds=told.deeds(row.action.spans),
        day=day,
    )


def _called(told: Told, row: Commitment, around: Mapping[str, float]) -> Iterator[str]:
    """The terms of whoever is to act; of a pronoun that means nobody yet, of those who are named beside it."""
    if row.by is None or (row.by.actor is None and fold(row.by.text) in PRONOUNS):
        yield from (term for term in around if term[0] == "@")
        return
    yield from (term for term in told.terms(row.by.spans) if term[0] == "@")
    for word in fold(f"{told.named(row.by)} {row.by.text}").split():
        stemmed = base(word)
        if weight(stemmed) > COMMON:
            yield things().get(stemmed, stemmed)


def course_of(promise: Promise, passage: Passage) -> Follow | None:
    """What a passage tells of a promise, if it speaks of it at all.

    1. What is ahead: the contrary is a withdrawal, a later day an extension, the rest says it again.
    2. Words that say what became of it: withdrawn, put off, broken, kept.
    3. What was promised, told as done or as not done.
    """
    if passage.asked and not passage.courses:
        return None
    done = is_done(promise, passage)
    turned = passage.negated != promise.negative if done is None else not done
    said: frozenset[Course] = passage.courses
    if passage.ahead and "broken" not in said:
        if "withdrawn" in said or (turned and "restated" not in said):
            return "withdrawn"
        if "extended" in said or is_later(promise, passage):
            return "extended"
        return "fulfilled" if "kept" in said and not passage.rows else "restated"
    for course, follow in COURSES.items():
        if course in said:
            return follow
    if done is not None:
        return "fulfilled" if done else "broken"
    return "restated" if "restated" in said else None


def is_done(promise: Promise, passage: Passage) -> bool | None:
    """Whether what was promised is told as done, by the first clause that has the deed or what undoes it."""
    undoing = _undoing(promise.deeds)
    for deeds, negated in passage.clauses:
        same = not deeds.isdisjoint(promise.deeds)
        undone = not deeds.isdisjoint(undoing)
        if same or undone:
            return (negated != promise.negative) == (undone and not same)
    return None


@lru_cache(maxsize=1024)
def _undoing(deeds: frozenset[str]) -> frozenset[str]:
    """The deeds that undo one of these."""
    return frozenset().union(*(against().get(deed, ()) for deed in deeds))


SAID: Mapping[Follow, Course] = {
    "restated": "restated",
    "extended": "extended",
    "fulfilled": "kept",
    "broken": "broken",
    "withdrawn": "withdrawn",
}
COURSES: Mapping[Course, Follow] = {
    "withdrawn": "withdrawn",
    "broken": "broken",
    "extended": "extended",
    "kept": "fulfilled",
}


def is_later(promise: Promise, passage: Passage) -> bool:
    """Whether a passage names a day for what was promised that lies behind the promised one."""
    if promise.due is None or not passage.times:
        return False
    return all(first > promise.due for first, _ in passage.times)


def later_day(promise: Promise, passage: Passage) -> str | None:
    """The last day that a passage names behind the promised one."""
    later = [last for _, last in passage.times if promise.due is None or last > promise.due]
    return max(later, default=None)


def because(promise: Promise, passage: Passage) -> str:
    """The words of a passage that say what became of a promise; else what it tells as done or not."""
    course = course_of(promise, passage)
    words = course_words(signs.folded(passage.text), SAID.get(course or "restated", "restated"))
    return f"“{words}”" if words else ", ".join(sorted(promise.deeds & passage.deeds))


def shares(promise: Promise, passage: Passage) -> float:
    """The share of the words of a promise that a passage has, weighted, from 0 to 1."""
    return common(promise, passage) / max(2.0, sum(promise.terms.values()))


def alike(one: Promise, other: Promise) -> float:
    """How far two promises are in the same words, from 0 to 1 (Dice 1945)."""
    whole = sum(one.terms.values()) + sum(other.terms.values())
    both = sum(min(one.terms[term], other.terms[term]) for term in one.terms.keys() & other.terms.keys())
    return 2 * both / whole if whole else 0.0


def agrees(promise: Promise, again: Promise) -> bool:
    """Whether what somebody promises can be what was promised before: a like deed, of like things or by the same."""
    if promise.deeds and again.deeds and not promise.deeds & again.deeds:
        return False
    return alike(promise, again) >= LIKE or bool(promise.maker and promise.maker == again.maker)


def common(promise: Promise, passage: Passage) -> float:
    """What the words of a promise weigh that a passage has; of a name a part of it counts half."""
    total, terms = 0.0, passage.terms
    for term, value in promise.terms.items():
        if term in terms:
            total += min(value, terms[term])
        elif term[0] == "@" and not terms.keys().isdisjoint(_parts(term)):
            total += value / 2
    return total


@lru_cache(maxsize=10_000)
def _parts(name: str) -> frozenset[str]:
    """The stems of the words of a name."""
    return frozenset(map(base, name[1:].split()))
