"""Where a report names places.

A toponym is the bare name: "the", "northern", "eastern" in small letters and "province" behind it stay outside. What
is named after a place ("West Nile virus", "the Melbourne Cup") or is a part of a body's name is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.data import WordKind, country_word
from onrecord.data.gazetteer import Spot, fold, role, spots
from onrecord.model import ActorKind, Annotation, Name, Span
from onrecord.resolve.edges import WELL_KNOWN, Edges

LONGEST = 5  # tokens of a place that only the gazetteer finds
SMALL = 5_000  # people of a town below which its name alone makes no place of a word
SHORT = 4  # letters of another name that is an abbreviation as likely as not
MONEY = frozenset("$€£")
PLACES_TOO: frozenset[ActorKind | None] = frozenset(("country", "group", None))  # whose name may be a place's
PEOPLE: frozenset[WordKind] = frozenset(("adjective", "people"))
NEVER = frozenset(("DET", "PRON", "ADP", "AUX", "VERB", "ADV", "CCONJ", "SCONJ", "PART", "INTJ", "NUM"))
FAR_MORE = 3  # times that a name which may be a place's is a person's elsewhere
ABSTRACT = ("ism", "phobia")
TAILS = frozenset(("'s", "’s", "'", "’"))


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place at tokens ``[start, end)``; negative where it stands in the dateline."""

    start: int
    end: int
    span: Span
    words: str

    @property
    def key(self) -> str:
        """What all mentions of one name share."""
        return fold(self.words)


class Toponyms:
    """Finds the names of places in an annotated report.

    Args:
        publishers: who publishes the report: their names are no places in it.
    """

    def __init__(
        self,
        text: str,
        annotation: Annotation,
        kinds: Mapping[int, ActorKind | None],
        publishers: Iterable[str | None] = (),
    ) -> None:
        self.edges, self.names, self.kinds = Edges(text, annotation), annotation.names, kinds
        self.text, self.tokens, self.words = text, annotation.tokens, self.edges.words
        self.persons = Counter(self.tokens[index].text for index, kind in kinds.items() if kind == "person")
        self.located = Counter(self.words(n.start, n.end) for n in self.names if n.label == "LOC")
        self.publishers = {fold(name) for name in publishers if name}
        self.taken: dict[int, Toponym] = {}
        self.bodies = {i: n for n in self.names if n.label == "ORG" for i in range(n.start, n.end)}
        self.illnesses = set(self._illnesses())

    def find(self) -> list[Toponym]:
        """All toponyms, in the order of the text.

        1. What the annotator calls a location, or a person whom nobody knows but the gazetteer. 2. Countries by name.
        3. What the gazetteer knows where the syntax says place: behind a preposition of place, beside a place in a
        list, with a larger place behind it. 4. The same names wherever else they stand.
        """
        for name in self.names:
            if name.start not in self.taken and (name.label == "LOC" or self._is_no_person(name)):
                start, end = self.edges.of(name.start, name.end, self.taken)
                if start < end and self._may_be_place(start, end) and self._is_spelt_so(start, end):
                    self._take(start, end)
        self._countries()
        self._placed()
        self._repeated()
        found = {id(toponym): toponym for toponym in self.taken.values()}
        return sorted(found.values(), key=lambda toponym: toponym.start)

    def _is_no_person(self, name: Name) -> bool:
        """What the annotator takes for a person, the cast for nobody, and the gazetteer for a place."""
        claimed = any(index in self.kinds for index in range(name.start, name.end))
        return name.label == "PER" and not claimed and bool(spots(self.words(name.start, name.end)))

    def _illnesses(self) -> Iterator[str]:
        """The places that the report names an illness after: "West Nile virus" may be "West Nile" later."""
        for name in self.names:
            if self._lemma(name.end) in role("illness"):
                yield self.words(name.start, name.end)

    def _countries(self) -> None:
        for start in sorted(index for index, kind in self.kinds.items() if kind == "country"):
            if start in self.taken or self.edges.lower(start) == "the":
                continue
            end = start + 1
            while self.kinds.get(end) == "country" and end - start < LONGEST:
                end += 1
            for stop in range(end, start, -1):
                if self._word_kind(start, stop) == "name" and not self._opens_body(start, stop):
                    self._take(start, stop)
                    break

    def _placed(self) -> None:
        for start in range(len(self.tokens)):
            if self.edges.is_proper(start) and start not in self.taken and self._stands_as_place(start):
                end = self._known_end(start)
                if end and not self._opens_body(start, end):
                    self._take(start, end)

    def _stands_as_place(self, start: int) -> bool:
        before = self.edges.lower(start - 1)
        if before == "the":
            before = self.edges.lower(start - 2)
        beside = before in {",", "and"} and start - 2 in self.taken
        return before in role("before") or beside or self._has_place_behind(start)

    def _has_place_behind(self, start: int) -> bool:
        """ "Ames, Iowa" where Iowa is a place already."""
        comma = next((i for i in range(start + 1, start + 4) if self.edges.lower(i) == ","), -1)
        return comma > 0 and comma + 1 in self.taken

    def _known_end(self, start: int) -> int:
        """The end of a name that is a well-known place's own and goes on no further, or 0."""
        end = start
        while self.edges.is_proper(end) and end not in self.taken and self.kinds.get(end) in PLACES_TOO:
            end += 1
        goes_on = self.edges.is_proper(end) or self.edges.lower(end) in {"of", "-"}
        if goes_on or not start < end <= start + LONGEST:
            return 0
        words = self.words(start, end)
        if words.lower() in role("time") or not any(_is_well_known(spot, words) for spot in spots(words)):
            return 0
        return end

    def _repeated(self) -> None:
        """Names that are places elsewhere in the report, where they are no part of a longer name."""
        known = (toponym for toponym in self.taken.values() if spots(toponym.words))
        names = {toponym.words.split()[0]: toponym for toponym in known}
        for start, token in enumerate(self.tokens):
            toponym = names.get(token.text)
            if toponym is None or start in self.taken or self.kinds.get(start) not in PLACES_TOO:
                continue
            end = min(start + toponym.end - toponym.start, len(self.tokens))
            longer = self.edges.is_proper(start - 1) or self.edges.is_proper(end)
            if self.words(start, end) == toponym.words and not longer and not self._opens_body(start, end):
                self._take(start, end)

    def _opens_body(self, start: int, end: int) -> bool:
        """Whether a name is a part of a body's, as in "Kenya Red Cross", but not in "China's Red Cross"."""
        body = self.bodies.get(start)
        if body is None:
            return False
        first = body.start + (self.edges.lower(body.start) == "the")
        if first == start:
            return end < body.end and self.edges.lower(end) not in TAILS
        return True

    def _may_be_place(self, start: int, end: int) -> bool:
        """Whether no word names somebody who is no country; of a person's name only a known place of two words may."""
        kinds = {self.kinds.get(index) for index in range(start, end)} - PLACES_TOO
        return not kinds or (kinds == {"person"} and end - start > 1 and bool(self.edges.spots(start, end)))

    def _is_spelt_so(self, start: int, end: int) -> bool:
        """Whether what the gazetteer does not know is spelt like a name, not like "KSh700" or "NZDT"."""
        if found := self.edges.spots(start, end):
            return not self._is_postal(start, end, found)
        words = [token.text for token in self.tokens[start:end]]
        hyphen = self._hyphen_behind(end) and self.tokens[end + 1].text[:1].isupper()
        return not (hyphen or any(map(_is_code, words)) or words[-1].lower() in role("body"))

    def _is_postal(self, start: int, end: int, found: Iterable[Spot]) -> bool:
        """Whether two letters are short for a state that the report never names and no town stands before."""
        words = self.words(start, end)
        if len(words) != 2 or not words.isupper() or self.edges.lower(start - 1) in {",", "("}:
            return False
        return not any(spot.kind == "country" or spot.name in self.text for spot in found)

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the words name a place, and no people, sum of money or thing called after the place."""
        words, kind = self.words(start, end), self._word_kind(start, end)
        if words.lower() in role("generic", "site", "unit", "direction", "time") or words in self.illnesses:
            return False
        if fold(words) in self.publishers or (end - start == 1 and self._is_else(start)):
            return False
        adjective = (
            kind in PEOPLE
            or self.edges.lower(end - 1) in role("adjective")
            or self.tokens[end - 1].upos == "ADJ"
        )
        if adjective and not any(fold(spot.name) == fold(words) for spot in spots(words)):
            return False
        if kind in {"metonym", "capital"} and self._is_government(start):
            return False
        return not self._is_glued(start, end) and self._lemma(end) not in role("namesake", "illness")

    def _is_else(self, index: int) -> bool:
        """Whether a single word, no well-known place's, is a part of a person's name elsewhere, or no name at all."""
        token, found = self.tokens[index], self.edges.spots(index, index + 1)
        if any(spot.known or spot.population > WELL_KNOWN for spot in found):
            return False
        if found and self._stands_as_place(index):
            return False
        odd = len(token.text) == 1 or token.upos in NEVER or token.text.endswith(ABSTRACT)
        return odd or self.persons[token.text] > self.located[token.text] * (FAR_MORE if found else 1)

    def _hyphen_behind(self, end: int) -> bool:
        high = self.tokens[end - 1].end
        return self.text[high : high + 1] == "-" and end + 1 < len(self.tokens)

    def _is_glued(self, start: int, end: int) -> bool:
        """Whether the words are a part of "US$5" or "UK-Algerian"."""
        low, high = self.tokens[start].start, self.tokens[end - 1].end
        if {self.text[low - 1 : low], self.text[high : high + 1]} & MONEY:
            return True
        return self._hyphen_behind(end) and self._word_kind(end + 1, end + 2) in PEOPLE

    def _is_government(self, index: int) -> bool:
        """Whether a capital acts, "Moscow denied": then the cast has it as a country."""
        token = self.tokens[index]
        if self.kinds.get(index) != "country" or token.deprel != "nsubj":
            return False
        head = self.tokens[token.head]
        return head.upos == "VERB" and head.lemma not in role("acts")

    def _word_kind(self, start: int, end: int) -> WordKind | None:
        known = country_word(self.words(start, end))
        return known[1] if known else None

    def _lemma(self, index: int) -> str:
        return self.tokens[index].lemma.lower() if index < len(self.tokens) else ""

    def _take(self, start: int, end: int) -> None:
        """Note a toponym, unless its words are no place's name after all."""
        if not self._is_name(start, end):
            return
        span = self.tokens[start].start, self.tokens[end - 1].end
        toponym = Toponym(start, end, span, self.words(start, end))
        for index in range(start, end):
            self.taken[index] = toponym


def _is_code(word: str) -> bool:
    digits, letters = any(map(str.isdigit, word)), any(map(str.isalpha, word))
    return (digits and letters) or (len(word) > 1 and word.isupper()) or "&" in word


def _is_well_known(spot: Spot, words: str) -> bool:
    """Whether a place is likely meant by a name that the annotator does not call a location."""
    own = fold(spot.name) == fold(words)
    if spot.known:
        return own or words.isupper() or "." in words or len(words) > SHORT  # "Mass" is a service
    return own and not words.isupper() and (spot.population > SMALL or spot.kind == "region")
