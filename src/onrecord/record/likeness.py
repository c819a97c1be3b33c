"""What can be compared of two pieces of reports, before and after an encoder has read them side by side.

The weights of what is compared are fitted by logistic regression on stories that we wrote (``training.claims``): how
far two pieces are worth being read, say the same, or exclude one another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log, sqrt

from onrecord.data import rows
from onrecord.data.common_words import stem
from onrecord.record.alike import common
from onrecord.record.assertions import Assertion
from onrecord.record.words import fold

NO = re.compile(
    r"\b(?:no|not|nor|never|none|nobody|nothing|neither|cannot|without|hardly|false|untrue|refus\w+|fail(?:ed|s)?|"
    r"reject\w*|den(?:y|ies|ied|ying)|ruled? out|lack\w*|unable|against|lies?|wrong|only)\b|n['’]t\b",
    re.IGNORECASE,
)
CLEAR = 0.8  # how sure an encoder must be that two pieces exclude one another
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """How far two pieces say the same, and exclude one another, from 0 to 1."""

    same: float
    exclude: float


def features(one: Assertion, other: Assertion, days: int) -> Features:
    """What can be compared of two pieces without reading them, each from about 0 to 1.

    Args:
        days: between their reports.
    """
    a, b = one.terms, other.terms
    shared = a.keys() & b.keys()
    both, plain = common(one, other), common(one, other, names=False)
    all_of_one, all_of_other = sum(a.values()), sum(b.values())
    names_one = {term for term in a if term[0] == "@"}
    names_other = {term for term in b if term[0] == "@"}
    voices = bool(one.speaker) + bool(other.speaker)
    few, many = sorted((len(one.words), len(other.words)))
    apart = _denied(one.words) != _denied(other.words)
    figures = [(x, y) for x in one.figures for y in other.figures]
    excluded = any(x.excludes(y) for x, y in figures)
    return {
        "mass": min(1.0, both / 6),
        "plain": min(1.0, plain / 4),
        "share": both / (all_of_one + all_of_other - both + 1e-6),
        "inside": both / (min(all_of_one, all_of_other) + 1e-6),
        "plain_share": plain / (all_of_one + all_of_other - both + 1e-6),
        "terms": min(1.0, len(shared) / 8),
        "names": min(1.0, len(names_one & names_other) / 3),
        "other_names": min(1.0, len(names_one ^ names_other) / 4),
        "negated": float(apart),
        "negated_share": apart * both / (min(all_of_one, all_of_other) + 1e-6),
        "sides": float(one.side != other.side),
        "opposite": float(_opposite(one, other)),
        "figures": float(bool(one.figures) and bool(other.figures)),
        "figures_excluded": float(excluded),
        "figures_share": excluded * plain / (min(all_of_one, all_of_other) + 1e-6),
        "figures_same": float(any((x.low, x.high, x.unit) == (y.low, y.high, y.unit) for x, y in figures)),
        "one_speaker": float(one.speaker == other.speaker and voices == 2),
        "one_voice": float(voices == 1),
        "no_voice": float(voices == 0),
        "names_speaker": float(_names(one, other) or _names(other, one)),
        "one_report": float(days == 0),
        "days": min(1.0, days / 30),
        "kind": float(one.kind == other.kind != ""),
        "other_kind": float(bool(one.kind) and bool(other.kind) and one.kind != other.kind),
        "open": float(one.open != other.open),
        "both_open": float(one.open and other.open),
        "short": 1.0 - min(1.0, few / 80),
        "length": few / (many + 1),
    }


def having_read(told: Features, same: float, exclude: float) -> Features:
    """What can be compared of two pieces that an encoder has read, with the probabilities that it gives."""
    sure_same, sure_exclude = _logit(same), _logit(exclude)
    return {
        **told,
        "encoder_same": sure_same / 4,
        "encoder_exclude": sure_exclude / 4,
        "encoder_neither": _logit(max(0.0, 1.0 - same - exclude)) / 4,
        "same_share": same * told["inside"],
        "exclude_share": exclude * told["inside"],
        "exclude_plain": exclude * told["plain"],
        "exclude_negated": exclude * told["negated"],
        "exclude_opposite": exclude * told["opposite"],
        "exclude_figures": exclude * told["figures_excluded"],
    }


def worth(told: Features) -> float:
    """How far two pieces are worth being read side by side, in logits."""
    return total(weights_of()["worth"], told)


def judged(told: Features, same: float, exclude: float) -> Judged:
    """What two pieces are to one another, from what can be compared and the probabilities that an encoder gives.

    The regressions saw few stories: the geometric mean of theirs and the encoder's own found more on others.
    """
    seen = having_read(told, same, exclude)
    said = {"same": same, "exclude": exclude if exclude >= CLEAR else 0.0}
    return Judged(*(sqrt(said[name] * sure(total(weights_of()[name], seen))) for name in ("same", "exclude")))


def total(weights: Mapping[str, float], told: Features) -> float:
    """What speaks for something together, in logits."""
    return weights["-"] + sum(weights.get(feature, 0.0) * value for feature, value in told.items())


def sure(logits: float) -> float:
    """The probability of logits."""
    return 1 / (1 + exp(-logits))


@cache
def weights_of() -> Mapping[str, Mapping[str, float]]:
    """Weights by what they speak for: ``worth``, ``same`` and ``exclude``."""
    found: dict[str, dict[str, float]] = {}
    for row in rows("claims"):
        found.setdefault(row["for"], {})[row["feature"]] = float(row["weight"])
    return found


# A piece is held against many others.
@lru_cache(maxsize=4096)
def _denied(words: str) -> bool:
    return len(NO.findall(words)) % 2 == 1


def _names(one: Assertion, other: Assertion) -> bool:
    return bool(one.speaker) and "@" + one.speaker in other.terms


def _opposite(one: Assertion, other: Assertion) -> bool:
    """Whether one has a word whose opposite the other has, and neither has both."""
    mine, yours = _stems(one.words), _stems(other.words)
    opposites = _opposites()
    return any(opposites[word] & (yours - mine) for word in mine & opposites.keys() if word not in yours)


@lru_cache(maxsize=4096)
def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in fold(words).split())


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("antonyms"):
        one, other = stem(row["one"]), stem(row["other"])
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def _logit(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return log(p / (1 - p))
