"""The phrases of a report that stand for somebody or something: names, descriptions and pronouns.

A phrase is known by its head, the token that the rest of it hangs on. A name and the noun it is set beside ("student
Ahmed Mohamed") are one phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.data import Gender
from onrecord.model import Annotation, Token
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.nouns import Noun, is_plural, noun_of

Form = Literal["name", "pronoun", "definite", "indefinite", "several"]
Role = Literal["subject", "object", "oblique", "possessor", "other"]

HE: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
I_WORDS = {"i", "me", "my", "mine", "myself"}
WE = {"we", "us", "our", "ours", "ourselves"}
REFLEXIVE = {"himself", "herself", "itself", "themselves"}
DEFINITE = {"the", "this", "that", "these", "those", "both"}
POSSESSIVE = {"his", "her", "its", "their", "our", "my", "your"}
INDEFINITE = {"a", "an", "some", "any", "another", "one", "each", "every", "no", "several", "many", "few"}
ROLES: dict[str, Role] = {
    "nsubj": "subject",
    "csubj": "subject",
    "obj": "object",
    "iobj": "object",
    "obl": "oblique",
}
INNER = {"compound", "flat", "fixed", "goeswith", "amod", "nummod", "det", "punct", "case"}
NAMING = {"flat", "appos"}
TIMES = {  # nobody and nothing that a pronoun means
    *(
        "time",
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "morning",
        "afternoon",
        "evening",
        "week",
        "weekend",
    ),
    *("month", "year", "decade", "century", "moment", "period", "today", "yesterday", "tomorrow"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october", "november"),
    "december",
}
LEFT = {"det", "amod", "compound", "nummod", "nmod", "advmod", "flat", "case", "punct", "dep"}


@dataclass(slots=True, eq=False)
class Phrase:
    """Tokens ``[start, end)`` around ``head``; ``figure`` is whom they mean once that is known.

    ``clause`` is the verb or predicate that the phrase hangs on, ``quotation`` the number of the statement that quotes
    it, ``speaks`` whether it is the source of a statement.
    """

    head: int
    start: int
    end: int
    form: Form
    role: Role
    noun: Noun
    sentence: int
    clause: int
    quotation: int | None = None
    speaks: bool = False
    figure: Figure | None = None


class Phrases:
    """Finds the phrases of an annotated report whose names are known."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.annotation: Annotation = cast.annotation
        self.tokens = cast.tokens

    def find(self) -> list[Phrase]:
        """All phrases in the order of their heads; those of names have their figures."""
        found = {phrase.head: phrase for phrase in self._names()}
        inside = {i for phrase in found.values() for i in range(phrase.start, phrase.end)}
        for index, token in enumerate(self.tokens):
            free = index not in inside or token.upos == "PRON"  # "its" in "its director, Jane Doe"
            if index not in found and free and self._is_head(token):
                found[index] = self._phrase(index)
        many = [self._several(phrase) for phrase in found.values()]
        return sorted([*found.values(), *filter(None, many)], key=lambda p: (p.head, p.form == "several"))

    def _is_head(self, token: Token) -> bool:
        if token.upos == "PRON":
            return token.text.lower() in {*HE, *IT, *THEY, *I_WORDS, *WE}
        return (
            token.upos in {"NOUN", "PROPN"}
            and relation(token) not in INNER
            and token.lemma.lower() not in TIMES
        )

    def _names(self) -> Iterator[Phrase]:
        """One phrase for each name, around the noun that the name is set beside."""
        seen: set[int] = set()
        for figure in self.cast.figures:
            for start, end in figure.places:
                top = self.cast.top(start, end)
                head = self._climb(top, figure)
                if head in seen:
                    head = top
                if head in seen:
                    continue
                seen.add(head)
                beside = self._beside(start, figure)
                if beside is not None and beside not in seen:
                    seen.add(beside)
                    if relation(self.tokens[head]) not in ROLES:
                        head = beside
                    start = min(start, self._start(beside))
                phrase = self._phrase(head)
                phrase.form, phrase.figure = "name", figure
                phrase.start, phrase.end = min(phrase.start, start), max(phrase.end, end)
                yield phrase

    def _climb(self, index: int, figure: Figure) -> int:
        """From a name to the noun it is set beside, where that is the same person or body."""
        while relation(self.tokens[index]) in NAMING and self.tokens[index].head >= 0:
            above = self.tokens[index].head
            noun = noun_of(self.tokens[above])
            other = self.cast.at.get(above)
            if other not in {None, figure} or (noun.kind == "person") != figure.person:
                break
            index = above
        return index

    def _beside(self, start: int, figure: Figure) -> int | None:
        """The noun right before a name, which the name is one with whatever the tree says: "his wife Manju Sam"."""
        before = start - 1
        if before < 0 or self.annotation.sentence_of[before] != self.annotation.sentence_of[start]:
            return None
        token = self.tokens[before]
        fits = token.upos == "NOUN" and before not in self.cast.at and noun_of(token).kind == "person"
        return before if fits and figure.person and not is_plural(token) else None

    def _phrase(self, head: int) -> Phrase:
        token = self.tokens[head]
        start = self._start(head)
        return Phrase(
            head=head,
            start=start,
            end=head + 1,
            form=self._form(start, head),
            role=self.role(head),
            noun=noun_of(token) if token.upos != "PRON" else Noun(None),
            sentence=self.annotation.sentence_of[head],
            clause=self._clause(head),
        )

    def _start(self, head: int) -> int:
        """The first of the unbroken row of modifiers before a noun."""
        below = {k for k in self.annotation.children[head] if k < head and relation(self.tokens[k]) in LEFT}
        own = {i for k in below for i in self.annotation.subtree(k)}
        start = head
        while start - 1 in own and self.tokens[start - 1].text not in {",", '"', "“", "”", "(", ")"}:
            start -= 1
        while start < head and (
            self.tokens[start].upos in {"ADP", "CCONJ", "SCONJ", "PUNCT", "ADV", "PART"}
            or relation(self.tokens[start]) in {"case", "mark", "cc"}
        ):
            start += 1
        before = start - 1
        if before >= self.annotation.sentences[self.annotation.sentence_of[head]].start:
            # "The" before an owner and what is owned hangs on either: "the international coalition's target".
            outer = self.tokens[before]
            if outer.text.lower() in DEFINITE and outer.deprel == "det" and outer.head > head:
                start = before
        return start

    def _form(self, start: int, head: int) -> Form:
        if self.tokens[head].upos == "PRON":
            return "pronoun"
        first = self.tokens[start].text.lower()
        owned = any(t.text in {"'s", "’s", "'", "’"} for t in self.tokens[start:head])
        return "definite" if owned or (start < head and first in DEFINITE | POSSESSIVE) else "indefinite"

    def role(self, head: int) -> Role:
        """The part that a phrase plays in its clause; a part of a coordination plays that of the first."""
        at = head
        while relation(self.tokens[at]) in {"conj", "appos", "flat"} and self.tokens[at].head >= 0:
            at = self.tokens[at].head
        if self.tokens[at].deprel == "nmod:poss":
            return "possessor"
        return ROLES.get(relation(self.tokens[at]), "other")

    def _clause(self, head: int) -> int:
        """The nearest verb or predicate above a phrase, else the root."""
        at = self.tokens[head].head
        last = head
        while at >= 0:
            last = at
            if self.tokens[at].upos in {"VERB", "AUX"} or any(
                relation(self.tokens[k]) in {"nsubj", "csubj", "cop"} for k in self.annotation.children[at]
            ):
                return at
            at = self.tokens[at].head
        return last

    def _several(self, phrase: Phrase) -> Phrase | None:
        """ "Kenya and Ethiopia": the phrase that begins a coordination, once more for all of it."""
        if phrase.form == "pronoun" or relation(self.tokens[phrase.head]) == "conj":
            return None
        others = [
            k
            for k in self.annotation.children[phrase.head]
            if relation(self.tokens[k]) == "conj" and self.tokens[k].upos in {"NOUN", "PROPN", "PRON"}
        ]
        if not others:
            return None
        kind = phrase.figure.kind if phrase.figure else phrase.noun.kind
        family = self._family(phrase.figure, [self._named_at(k) for k in others])
        return Phrase(
            head=phrase.head,
            start=phrase.start,
            end=max(others) + 1,
            form="several",
            role=phrase.role,
            noun=Noun(kind, None, plural=True),
            sentence=phrase.sentence,
            clause=phrase.clause,
            figure=family or Figure(None, kind, plural=True),
        )

    def _named_at(self, head: int) -> Figure | None:
        """Who is named at a noun or right behind it: "his wife Manju Sam"."""
        return self.cast.at.get(head) or self.cast.at.get(head + 1)

    def _family(self, first: Figure | None, others: list[Figure | None]) -> Figure | None:
        """ "Thomas Sam and his wife Manju Sam" are the Sams of the report."""
        if first is None or not all(f and f.surname == first.surname for f in others):
            return None
        return next((f for f in self.cast.figures if f.plural and f.surname == f"{first.surname}s"), None)


def relation(token: Token) -> str:
    """The universal relation, without its subtype."""
    return _universal(token.deprel)


@cache
def _universal(deprel: str) -> str:
    return deprel.partition(":")[0]


def figure_of_noun(noun: Noun) -> Figure:
    """Somebody or something without a name."""
    return Figure(None, noun.kind, gender=noun.gender, plural=noun.plural)
