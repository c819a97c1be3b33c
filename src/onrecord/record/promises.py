"""Promises, and what a passage of a later report has to do with one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.data.deeds import Course, against
from onrecord.model import Commitment, Reading
from onrecord.record import days
from onrecord.record.passages import NOT, Passage, Telling
from onrecord.record.words import fold

Follow = Literal["restated", "extended", "fulfilled", "broken", "withdrawn"]

BINDING = frozenset({"pledge", "agreement", "obligation", "threat"})
STANDING = frozenset({"pledged", "demanded"})
# "is to leave by Friday" foretells and binds; "is expected to leave" only foretells.
IS_TO = re.compile(r"(?:is|are|was|were|will|would|shall)\b", re.IGNORECASE)
AROUND = 0.35  # what words of the rest of the sentence count
LATER = 4  # days that a new date must lie behind the old one, to be another


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


def promises(reading: Reading, telling: Telling, passages: list[Passage]) -> Iterator[Promise]:
    """The promises of a reading in the order of its commitments."""
    day = days.span(reading.document.published)[0]
    for number, row in enumerate(reading.commitments):
        if is_promise(row):
            yield _promise(number, row, telling, passages, day)


def _promise(number: int, row: Commitment, telling: Telling, passages: list[Passage], day: str | None) -> Promise:
    home = next((passage for passage in passages if number in passage.rows), None)
    terms = telling.terms(row.action.spans)
    around = dict(home.terms) if home else {}
    due = days.span(row.deadline)[1]
    if due is None:
        ahead = [last for _, last in telling.times(row.spans) if day is None or last > day]
        due = min(ahead, default=None)
    return Promise(
        id=row.id,
        number=number,
        spans=row.spans,
        by=telling.named(row.by),
        maker=telling.speaker(row.statement) or telling.named(row.by),
        negative=NOT.search(fold(row.text.replace("n't", " not").replace("n’t", " not"))) is not None,
        due=due,
        terms=terms,
        around={term: value * AROUND for term, value in around.items() if term not in terms},
        deeds=telling.deeds(row.action.spans),
        day=day,
    )


def course_of(promise: Promise, passage: Passage) -> Follow | None:
    """What a passage tells of a promise, if it speaks of it at all.

    1. What is ahead: the contrary is a withdrawal, a later day an extension, the rest says it again.
    2. Words that say what became of it: withdrawn, put off, broken, kept.
    3. What was promised, told as done or as not done.
    """
    same = bool(promise.deeds & passage.deeds)
    undone = any(passage.deeds & against().get(deed, frozenset()) for deed in promise.deeds)
    turned = (passage.negated != promise.negative) != (undone and not same)
    said: frozenset[Course] = passage.courses
    if passage.ahead and "broken" not in said:
        if "withdrawn" in said or turned:
            return "withdrawn"
        if "extended" in said or is_later(promise, passage):
            return "extended"
        return "fulfilled" if "kept" in said and not passage.rows else "restated"
    for course, follow in COURSES.items():
        if course in said:
            return follow
    if same or undone:
        return "broken" if turned else "fulfilled"
    return "restated" if "restated" in said else None


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


def shares(promise: Promise, passage: Passage) -> float:
    """The share of the words of a promise that a passage has, weighted, from 0 to 1."""
    whole = sum(promise.terms.values())
    common = sum(min(value, passage.terms[term]) for term, value in promise.terms.items() if term in passage.terms)
    return common / whole if whole else 0.0


def features(promise: Promise, passage: Passage, *, near: float, best: float) -> dict[str, float]:
    """What can be compared of a promise and a passage of a later report, each from 0 to 1.

    Args:
        near: the largest share of the promise's words in the passages just before.
        best: the largest share in the whole report.
    """
    names = {term for term in promise.terms if term[0] == "@"}
    shared = promise.terms.keys() & passage.terms.keys()
    common = sum(min(promise.terms[term], passage.terms[term]) for term in shared)
    beside = sum(min(value, passage.terms.get(term, 0.0)) for term, value in promise.around.items())
    size = sum(passage.terms.values())
    by = "@" + promise.by
    same = bool(promise.deeds & passage.deeds)
    undone = any(passage.deeds & against().get(deed, frozenset()) for deed in promise.deeds)
    course = course_of(promise, passage)
    return {
        "cover": shares(promise, passage),
        "inside": common / size if size else 0.0,
        "mass": min(1.0, common / 4),
        "names": len(names & shared) / len(names) if names else 0.0,
        "around": min(1.0, beside / 2),
        "by": float(by in passage.terms),
        "by_speaks": float(bool(promise.by) and passage.speaker == promise.by),
        "maker": float(bool(promise.maker) and passage.speaker == promise.maker),
        "maker_named": float("@" + promise.maker in passage.terms),
        "deed": float(same),
        "undone": float(undone and not same),
        "due": float(any(first <= (promise.due or "") <= last for first, last in passage.times)),
        "figure": float(any(term.isdigit() for term in shared)),
        "cue": float(bool(passage.courses)),
        "near": near,
        "near_cue": near * bool(passage.courses),
        "best": best,
        "short": float(len(passage.terms) < 5),
        "ahead": float(passage.ahead),
        "row": float(bool(passage.rows)),
        "voice": float(passage.teller is None),
        **{f"is_{name}": float(course == name) for name in ("restated", "extended", "fulfilled", "broken", "withdrawn")},
    }
