"""Deeds in other words, and the words that tell what became of a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from onrecord.data import rows
from onrecord.data.common_words import stem

Course = Literal["kept", "broken", "withdrawn", "extended", "restated"]
VERB = ("base", "third", "past", "participle", "present")
BE = frozenset({"be", "is", "are", "was", "were", "been", "being"})
NEAR = 6  # words within which those of one deed stand: "let 140 men go"


def deeds(words: Sequence[str]) -> frozenset[str]:
    """The deeds that folded words tell of."""
    stems = [base(word) for word in words]
    found: set[str] = set()
    for at, first in enumerate(stems):
        for rest, names in _by_first().get(first, ()):
            if _in_order(rest, stems[at + 1 : at + NEAR]):
                found.update(names)
    return frozenset(found)


@cache
def against() -> Mapping[str, frozenset[str]]:
    """For each deed those that undo it."""
    found: dict[str, set[str]] = {}
    for row in rows("deeds"):
        for other in row.many("against"):
            found.setdefault(row["name"], set()).add(other)
            found.setdefault(other, set()).add(row["name"])
    return {deed: frozenset(others) for deed, others in found.items()}


@cache
def deed_words() -> frozenset[str]:
    """The stems of all words of deeds."""
    return frozenset(
        base(word)
        for row in rows("deeds")
        if row["sort"] == "deed"
        for some in row.many("words")
        for word in some.split()
    )


@cache
def things() -> Mapping[str, str]:
    """By its stem the first of several words for a thing."""
    found: dict[str, str] = {}
    for row in rows("deeds"):
        for word in row.many("words") if row["sort"] == "thing" else ():
            found.setdefault(base(word), row["name"])
    return found


def courses(folded: str) -> frozenset[Course]:
    """What folded words say became of a promise, if they speak of one."""
    return frozenset(course for course, words in _courses() if words.search(folded))


def course_words(folded: str, course: Course) -> str:
    """The first of folded words that say that this became of a promise; empty where none do."""
    found = (words.search(folded) for name, words in _courses() if name == course)
    return next((match[0] for match in found if match), "")


@cache
def _courses() -> tuple[tuple[Course, re.Pattern[str]], ...]:
    return tuple(
        (cast(Course, row.one_of("course", get_args(Course))), re.compile(rf"\b(?:{row['words']})\b"))
        for row in rows("promise_words")
    )


@cache
def _by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for row in rows("deeds"):
        for words in row.many("words") if row["sort"] == "deed" else ():
            found.setdefault(tuple(map(base, words.split())), set()).add(row["name"])
    table: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for (first, *rest), names in found.items():
        table.setdefault(first, []).append((tuple(rest), frozenset(names)))
    return {first: tuple(many) for first, many in table.items()}


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    left: Iterator[str] = iter(words)
    return all(word in left for word in wanted)


@cache
def _irregular() -> Mapping[str, str]:
    """The base of each form of an irregular verb; of a form of two verbs the first."""
    found: dict[str, str] = {}
    for row in rows("irregular_verbs"):
        for column in VERB:
            for form in row.many(column):
                found.setdefault(form, row["base"].split("|")[0])
    return found


@lru_cache(maxsize=100_000)
def base(word: str) -> str:
    """The stem of a folded word, of a form of an irregular verb that of its base."""
    return "be" if word in BE else stem(_irregular().get(word, word))
