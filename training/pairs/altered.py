"""Passages with a negation more or less, an opposite in place of a word, or another figure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from onrecord.annotate.encoder.passages import Passage
from onrecord.data import rows

AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|could|can|should|may|does|did|do)\b(?! not)"
)
NEGATION = re.compile(r"\b(?:not|never) |n['’]t\b")
FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d[\d,]*\b")  # but no year
FACTORS = (0.4, 0.6, 1.4, 2.2)


def altered(passage: Passage, chance: random.Random) -> Passage | None:
    """A passage that may say the opposite, or nothing where there is no way to make one."""
    words = passage.words
    ways: list[Callable[[], str]] = []
    if NEGATION.search(words):
        ways.append(lambda: NEGATION.sub("", words, count=1))
    elif AUXILIARY.search(words):
        ways.append(lambda: AUXILIARY.sub(r"\1 not", words, count=1))
    parts = words.split()
    if opposed := [number for number, word in enumerate(parts) if word.lower() in _opposites()]:
        ways.append(lambda: _turned(parts, chance.choice(opposed), chance))
    if figures := list(FIGURE.finditer(words)):
        ways.append(lambda: _recounted(words, chance.choice(figures), chance))
    found = chance.choice(ways)() if ways else words
    return replace(passage, words=found) if found != words else None


def _turned(parts: list[str], number: int, chance: random.Random) -> str:
    opposite = chance.choice(_opposites()[parts[number].lower()])
    return " ".join([*parts[:number], opposite, *parts[number + 1 :]])


def _recounted(words: str, figure: re.Match[str], chance: random.Random) -> str:
    another = max(2, round(int(figure[0].replace(",", "")) * chance.choice(FACTORS)))
    return f"{words[: figure.start()]}{another}{words[figure.end() :]}"


@cache
def _opposites() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("antonyms"):
        found.setdefault(row["one"], []).append(row["other"])
        found.setdefault(row["other"], []).append(row["one"])
    return found
