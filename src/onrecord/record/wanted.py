"""What is looked for in a full-text index, before it is written in the language of a store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a text one behind the other; the last may be just begun."""

    text: str
    begun: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Everything of this."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of this."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class But:
    """The first without the second."""

    found: Wanted
    refused: Wanted


Wanted = Phrase | All | Either | But


def every(parts: Iterable[Wanted | None]) -> Wanted | None:
    """All of the parts; None where there is none."""
    return _joined(All, parts)


def either(parts: Iterable[Wanted | None]) -> Wanted | None:
    """Any of the parts; None where there is none."""
    return _joined(Either, parts)


def words(folded: str, *, begun: bool = False) -> Wanted:
    """All words of a folded text in any order, the last just begun where that is said."""
    found = folded.split()
    last = len(found) - 1
    return All(tuple(Phrase(word, begun and place == last) for place, word in enumerate(found)))


def _joined(kind: type[All] | type[Either], parts: Iterable[Wanted | None]) -> Wanted | None:
    found = tuple(dict.fromkeys(part for part in parts if part))
    return kind(found) if len(found) > 1 else found[0] if found else None
