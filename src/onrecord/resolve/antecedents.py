"""Whom a pronoun means: what stands before it, ranked.

A log-linear ranking of mentions (after Denis and Baldridge 2007, *A ranking approach to pronoun resolution*): what
cannot be meant is left out by number, gender, kind and syntax (Lappin and Leass 1994), the rest is weighed by visible
features, and nobody is one of the candidates. The weights are in ``data/antecedents.tsv``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from onrecord.data import Gender, rows
from onrecord.model import Annotation
from onrecord.resolve.figures import Figure
from onrecord.resolve.nouns import noun_of
from onrecord.resolve.phrases import HE, IT, REFLEXIVE, Phrase, relation

REACH = {"he": 12, "it": 4, "they": 5}  # sentences
MOST = 30  # candidates
SURE = {"he": 0.45, "it": 0.5, "they": 0.4}  # less probable than this is nobody
MANY = {"people", "ethnic_group", "religious_group"}


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun of the third person and its place.

    ``voice`` is who is told to say what it stands in, ``not_`` whom it cannot mean.
    """

    phrase: Phrase
    word: str
    voice: Figure | None = None
    not_: tuple[Figure, ...] = ()

    @property
    def sort(self) -> str:
        """Which weights count for it: he, it or they."""
        return "he" if self.word in HE else "it" if self.word in IT else "they"

    @property
    def gender(self) -> Gender | None:
        """What it says of the gender."""
        return HE.get(self.word)


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """For he, it and they the weight of each feature."""
    table = rows("antecedents")
    return {sort: {row["feature"]: float(row[sort] or 0) for row in table} for sort in ("he", "it", "they")}


class Antecedents:
    """Ranks the phrases before a pronoun."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.tokens = annotation.tokens

    def meant(self, pronoun: Pronoun, before: Sequence[Phrase]) -> Figure | None:
        """Whom the pronoun means, or None where nobody is sure enough."""
        known = weights()[pronoun.sort]
        scores: defaultdict[Figure | None, float] = defaultdict(float)
        for phrase, features in self.ranked(pronoun, before):
            scores[phrase.figure if phrase else None] += exp(
                sum(known.get(feature, 0.0) for feature in features)
            )
        best = max(scores, key=lambda figure: scores[figure])
        share = scores[best] / sum(scores.values())
        return best if share >= SURE[pronoun.sort] else None

    def ranked(self, pronoun: Pronoun, before: Sequence[Phrase]) -> Iterator[tuple[Phrase | None, list[str]]]:
        """Each candidate with its features, the nearest first; nobody is the last."""
        found = self.candidates(pronoun, before)
        often = Counter(phrase.figure for phrase in before)
        seen: dict[Figure | None, int] = {}
        turns = _turns(found)
        for phrase, turn in zip(found, turns, strict=True):
            rank = seen.setdefault(phrase.figure, len(seen))
            features = self._features(pronoun, phrase, rank, often[phrase.figure])
            far = min(pronoun.phrase.sentence - phrase.sentence, 2)
            yield phrase, [*features, f"turn {min(turn, 3)} far {far}"]
        yield None, self._nobody(pronoun, found)

    def candidates(self, pronoun: Pronoun, before: Sequence[Phrase]) -> list[Phrase]:
        """The phrases that number, gender, kind and syntax allow, the nearest first."""
        found: list[Phrase] = []
        reach, acts = REACH[pronoun.sort], self._acts(pronoun.phrase)
        for phrase in reversed(before):
            if pronoun.phrase.sentence - phrase.sentence > reach or len(found) == MOST:
                break
            if acts and phrase.figure and phrase.figure.kind is None:
                continue
            if phrase.figure not in pronoun.not_ and agrees(pronoun, phrase) and self._free(pronoun, phrase):
                found.append(phrase)
        return found

    def _acts(self, phrase: Phrase) -> bool:
        """Who says something or has a director is no thing: "it said", "its foreign minister"."""
        above = self.tokens[phrase.head].head
        owns = phrase.role == "possessor" and above >= 0 and noun_of(self.tokens[above]).kind == "person"
        return phrase.speaks or owns

    def _free(self, pronoun: Pronoun, phrase: Phrase) -> bool:
        """The syntax of the sentence lets both be the same."""
        mine = pronoun.phrase
        if phrase.head == mine.head:
            return False
        same = phrase.sentence == mine.sentence and (
            phrase.clause == mine.clause
            or (phrase.role == "subject" and phrase.clause == self._shared(mine.clause))
        )
        if pronoun.word in REFLEXIVE:
            return phrase.role == "subject" and phrase.sentence == mine.sentence and self._over(phrase, mine)
        if same and mine.role != "possessor" and phrase.role != "possessor" and not self._apart(mine, phrase):
            return False
        return phrase.sentence != mine.sentence or not self._inside(mine.head, phrase.head)

    def _shared(self, clause: int) -> int:
        """The clause whose subject a clause without one shares: "Kerry called and urged him", "hoped to meet him"."""
        while clause >= 0 and relation(self.tokens[clause]) in {"conj", "xcomp"}:
            below = [self.tokens[k] for k in self.annotation.children[clause]]
            above = self.tokens[clause].head
            controlled = any(
                self.tokens[k].deprel in {"obj", "iobj"} for k in self.annotation.children[above]
            )
            if any(relation(t) == "nsubj" for t in below) or (
                relation(self.tokens[clause]) == "xcomp" and controlled
            ):
                break
            clause = above
        return clause

    def _over(self, phrase: Phrase, mine: Phrase) -> bool:
        """The clause of a phrase is that of another or lies above it."""
        at = mine.clause
        while at >= 0 and at != phrase.clause:
            at = self.tokens[at].head
        return at >= 0

    def _apart(self, mine: Phrase, phrase: Phrase) -> bool:
        """Something in a phrase of its own beneath the other parts of the clause: "the house of X"."""
        return "other" in (mine.role, phrase.role) and relation(self.tokens[phrase.head]) != "conj"

    def _inside(self, index: int, head: int) -> bool:
        """A token in the phrase of a head, not in a clause that describes it: "his" in "his brother"."""
        while index >= 0 and index != head:
            token = self.tokens[index]
            if token.upos == "VERB" or relation(token) in {"acl", "conj", "parataxis"}:
                return False
            index = self.tokens[index].head
        return index == head

    def _features(self, pronoun: Pronoun, phrase: Phrase, rank: int, often: int) -> list[str]:
        mine, figure = pronoun.phrase, phrase.figure
        assert figure
        far = min(mine.sentence - phrase.sentence, 4)
        if phrase.head > mine.head:
            return ["ahead", f"kind {self._kind(figure)}"]
        case = "poss" if mine.role == "possessor" else "subj" if mine.role == "subject" else "obj"
        found = [
            f"far {far}",
            f"far {far} {case}",
            f"rank {min(rank, 4)}",
            f"role {phrase.role}",
            f"form {phrase.form}",
            f"often {min(often, 4)}",
            f"kind {self._kind(figure)}",
            f"kind {self._kind(figure)} {case}",
        ]
        if phrase.role == mine.role:
            found.append("parallel")
        if relation(self.tokens[phrase.clause]) == "root" and phrase.role == "subject":
            found.append("topic" if far else "topic here")
        if figure.name:
            found.append(f"named {self._kind(figure)}")
        if pronoun.gender and figure.gender:
            found.append("gender")
        if figure is pronoun.voice:
            found.append("voice")
        if phrase.speaks:
            found.append("speaks too" if mine.speaks else "speaks")
        if not far:
            found.append(self._above(mine, phrase))
        if phrase.quotation != mine.quotation:
            found.append("from outside")
        return found

    def _kind(self, figure: Figure) -> str:
        if figure.plural or figure.kind in MANY:
            return "things" if figure.kind is None else "persons"
        if figure.kind is None:
            return "thing"
        return figure.kind if figure.kind in {"person", "country"} else "body"

    def _above(self, mine: Phrase, phrase: Phrase) -> str:
        """How the clauses of both lie in their sentence."""
        if phrase.clause == mine.clause:
            return f"same clause {phrase.role}"
        return f"above {phrase.role}" if self._over(phrase, mine) else "beside"

    def _nobody(self, pronoun: Pronoun, found: Sequence[Phrase]) -> list[str]:
        mine = pronoun.phrase
        nearest = min((mine.sentence - phrase.sentence for phrase in found), default=9)
        features = ["nobody", f"nobody {mine.role}", f"nobody near {min(nearest, 3)}"]
        if mine.quotation is not None:
            features.append("nobody quoted")
        return features


def _turns(found: Sequence[Phrase]) -> list[int]:
    """For each candidate, the nearest first, how many of its sentence come before it: those in front lead."""
    counts = Counter(phrase.sentence for phrase in found)
    turns = []
    for phrase in found:
        counts[phrase.sentence] -= 1
        turns.append(counts[phrase.sentence])
    return turns


def agrees(pronoun: Pronoun, phrase: Phrase) -> bool:
    """Number, gender and kind allow it."""
    figure = phrase.figure
    if figure is None:
        return False
    sort = pronoun.sort
    if sort == "he":
        return figure.person and phrase.form != "several" and figure.gender in {None, pronoun.gender}
    several = figure.plural or phrase.form == "several" or figure.kind in MANY
    if sort == "it":
        return not several and not figure.person
    return several or (figure.kind is not None and not figure.person)
