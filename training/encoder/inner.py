"""What is said inside what is said: labels that no corpus has, from the reader of an earlier cycle.

PolNeAR marks one level. A reader that has learned that level is given the contents alone, without quotation marks,
as if they were a report: what it finds there is the next level, and so on down. This is self-training (Scudder 1965;
Yarowsky 1995), of a level from the one above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path

from onrecord.annotate.encoder.annotator import Encoder
from onrecord.attribute.decode import heard
from onrecord.syntax import runs
from training.encoder.corpora import Attribution, Text

LEVELS = 2
LEAST = log(0.5)  # probability of an anchor from which it counts
MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’"})
FEWEST = 4  # words of a content that may hold another
CONTENT = 2


def add_inner(texts: Sequence[Text], weights: Path) -> None:
    """Give each text the attributions that a reader finds inside the contents of those that it has."""
    read = Encoder(weights)
    for text in texts:
        level: list[Attribution] = text.attributions or []
        text.inner = []
        for _ in range(LEVELS):
            level = _below(text, level, read)
            text.inner += level


def _below(text: Text, level: Sequence[Attribution], read: Encoder) -> list[Attribution]:
    contents = [words for a in level if len(words := _content(text, a)) >= FEWEST]
    annotation = read.of_words([[text.words[i] for i in words] for words in contents])
    places = [i for words in contents for i in words]
    content_of = [number for number, words in enumerate(contents) for _ in words]
    found: list[Attribution] = []
    for one in heard(annotation.anchors or ()):
        own = content_of[one.anchor]
        parts = [
            [places[i] for i in part if content_of[i] == own] for part in (one.source, one.cue, one.content)
        ]
        if one.evidence[0] >= LEAST and parts[CONTENT]:
            stretches = [(*run, role) for role, part in enumerate(parts) for run in _runs(part)]
            found.append(Attribution(places[one.anchor], tuple(sorted(stretches))))
    return found


def _content(text: Text, attribution: Attribution) -> list[int]:
    inside = [i for a, b, role in attribution.stretches if role == CONTENT for i in range(a, b)]
    return [i for i in inside if text.words[i] not in MARKS]


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of words; a quotation mark that was left out does not break one."""
    return [(run[0], run[-1] + 1) for run in runs(places, step=2)]
