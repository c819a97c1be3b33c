"""Plain sentences as annotated reports: places are marked, words in capitals are names, and syntax is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from annotated import Annotated, annotated
from onrecord.model import ActorKind, NameLabel, Place
from onrecord.resolve.places import Places, find_places

WORD = re.compile(r"['’]s\b|[^\W\d_](?:[\w-]|['’](?!s\b)\w)*|\d+|[^\w\s]")


def plain(
    text: str, *places: str, dateline: str | None = None, names: Mapping[str, NameLabel] = {}
) -> Annotated:
    """A report of one paragraph; ``places`` are what the annotator calls locations."""
    rows, end = [], 0
    for number, match in enumerate(WORD.finditer(text)):
        word, glued = match.group(), match.start() == end and number > 0
        tag = "PROPN" if word[0].isupper() else "NOUN" if word[0].isalpha() else "PUNCT"
        rows.append(f"{'~' if glued else ''}{word}//{tag}/{min(number, 1)}/{'dep' if number else 'root'}")
        end = match.end()
    blocks = [("dateline", dateline)] if dateline else []
    labels: dict[str, NameLabel] = {**dict.fromkeys(places, "LOC"), **names}
    return annotated(*blocks, " ".join(rows), names=labels)  # type: ignore[arg-type]


def marked(text: str) -> Annotated:
    """A report with the locations in square brackets."""
    return plain(re.sub(r"[\[\]]", "", text), *re.findall(r"\[(.+?)\]", text))


def mapped(made: Annotated, kinds: Mapping[int, ActorKind | None] = {}) -> Places:
    """The places of a report."""
    return find_places(made.report, made.annotation, kinds)


def named(places: Places, words: str) -> Place:
    """The place that some words of the report mean, the last that stands in it."""
    return [row for row in places.rows for m in row.mentions if m.text == words][-1]


def words(places: Iterable[Place]) -> list[str]:
    """All mentions, in the order of the text."""
    mentions = [mention for place in places for mention in place.mentions]
    return [mention.text for mention in sorted(mentions, key=lambda m: m.start)]
