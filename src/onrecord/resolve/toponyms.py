"""Where a report names places: which words they are, and which of them stand in a larger one.

A toponym is the bare name: "the", "northern", "eastern" in small letters and "province" behind it stay outside. What
is named after a place ("West Nile virus", "the Melbourne Cup") or is a body's own name is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.data import country_word
from onrecord.data.gazetteer import Spot, fold, spots
from onrecord.model import ActorKind, Annotation, Name, PlaceKind, Span, Token

LONGEST = 5  # tokens of a place that only the gazetteer finds
WELL_KNOWN = 100_000  # people of a town that "eastern" in capitals may stand before
SMALL = 5_000  # people of a town below which its name alone makes no place of a word
MONEY = frozenset("$€£")
PLACES_TOO: frozenset[ActorKind | None] = frozenset(
    ("country", "group", None)
)  # actors whose name may be a place's
REACH = 5  # tokens between a place and the larger one behind it: ", in the central province of"
TOWARDS = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "mid")
)
_WITHIN = frozenset((",", "(", "in", "of", "the", "near", "outside", *TOWARDS, *KINDS_OF_PLACE))


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
    """Finds the names of places in an annotated report."""

    def __init__(self, text: str, annotation: Annotation, kinds: Mapping[int, ActorKind | None]) -> None:
        self.text, self.annotation, self.kinds = text, annotation, kinds
        self.tokens = annotation.tokens
        self.taken: dict[int, Toponym] = {}
        self.illnesses = set(self._illnesses())
        self.bodies = {
            i: name for name in annotation.names if name.label == "ORG" for i in range(name.start, name.end)
        }

    def find(self) -> list[Toponym]:
        """All toponyms, in the order of the text.

        1. What the annotator calls a location. 2. Countries by name. 3. What the gazetteer knows where the syntax
        says place: behind a preposition of place, beside a place in a list or with its country behind it. 4. The same
        names wherever else they stand.
        """
        for name in self.annotation.names:
            if name.label == "LOC" and name.start not in self.taken:
                self._located(name)
        self._countries()
        self._placed()
        self._repeated()
        found = {id(toponym): toponym for toponym in self.taken.values()}
        return sorted(found.values(), key=lambda toponym: toponym.start)

    def _illnesses(self) -> Iterator[str]:
        """The places that the report names an illness after: "West Nile virus" may be "West Nile" later."""
        for name in self.annotation.names:
            if any(token.lemma.lower() in role("illness") for token in self.tokens[name.end : name.end + 1]):
                yield self._words(name.start, name.end)

    def _located(self, name: Name) -> None:
        start, end = self._trimmed(name.start, name.end)
        if start == end:
            return
        start, end = self._widened(start, end)
        if end - start > 1 and not self._is_known(start, end):
            start, end = self._core(start, end)
        if self._may_be_place(start, end) and self._is_name(start, end) and self._is_word(start, end):
            self._take(start, end)

    def _countries(self) -> None:
        for index in sorted(index for index, kind in self.kinds.items() if kind == "country"):
            self._country(index)

    def _country(self, start: int) -> None:
        """The name of a country that starts at a token."""
        if start in self.taken or self.tokens[start].text.lower() == "the":
            return
        end = start + 1
        while end < len(self.tokens) and self.kinds.get(end) == "country" and end - start < LONGEST:
            end += 1
        for stop in range(end, start, -1):
            known = country_word(self._words(start, stop))
            if (
                known
                and known[1] == "name"
                and self._is_name(start, stop)
                and not self._opens_body(start, stop)
            ):
                self._take(start, stop)
                return

    def _placed(self) -> None:
        for start, token in enumerate(self.tokens):
            if token.upos != "PROPN" or start in self.taken or not token.text[:1].isupper():
                continue
            if self._stands_as_place(start) and (end := self._known_end(start)) and self._is_name(start, end):
                self._take(start, end)

    def _stands_as_place(self, start: int) -> bool:
        before = self.tokens[start - 1].text.lower() if start else ""
        if before == "the" and start > 1:
            before = self.tokens[start - 2].text.lower()
        beside = before in {",", "and"} and start - 2 in self.taken
        return before in role("before") or beside or self._has_place_behind(start)

    def _has_place_behind(self, start: int) -> bool:
        """ "Ames, Iowa" where Iowa is a place already."""
        comma = next(
            (i for i in range(start + 1, start + 4) if i < len(self.tokens) and self.tokens[i].text == ","), 0
        )
        return bool(comma) and comma + 1 in self.taken

    def _known_end(self, start: int) -> int:
        """The end of a name that is a well-known place's own and goes on no further, or 0."""
        stop = self.annotation.sentences[self.annotation.sentence_of[start]].end
        end = start
        while end < min(stop, start + LONGEST + 1) and self._may_belong(end):
            end += 1
        if not start < end <= start + LONGEST or (end < stop and self.tokens[end].text in {"of", "-"}):
            return 0
        words = self._words(start, end)
        known = words.lower() not in role("time") and any(_is_well_known(spot, words) for spot in spots(words))
        return end if known and not self._opens_body(start, end) else 0

    def _may_belong(self, index: int) -> bool:
        token = self.tokens[index]
        free = index not in self.taken and self.kinds.get(index, "country") in PLACES_TOO
        return free and token.upos == "PROPN" and token.text[:1].isupper()

    def _repeated(self) -> None:
        """Names that are places elsewhere in the report, where nothing speaks against it."""
        known = (toponym for toponym in self.taken.values() if spots(toponym.words))
        names = {toponym.words.split()[0]: toponym for toponym in known}
        for start, token in enumerate(self.tokens):
            toponym = names.get(token.text)
            if toponym is None or start in self.taken or self.kinds.get(start, "country") not in PLACES_TOO:
                continue
            end = start + toponym.end - toponym.start
            if (
                end > len(self.tokens)
                or self._words(start, end) != toponym.words
                or self._opens_body(start, end)
            ):
                continue
            if self._is_name(start, end) and not self._goes_on(start, end):
                self._take(start, end)

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether the name is a part of a longer one: "Franklin" in "Ben Franklin"."""
        low, high = start - 1, end
        before = low >= 0 and self.tokens[low].upos == "PROPN" and self.tokens[low].text[:1].isupper()
        behind = (
            high < len(self.tokens)
            and self.tokens[high].upos == "PROPN"
            and self.tokens[high].text[:1].isupper()
        )
        return before or behind

    def _opens_body(self, start: int, end: int) -> bool:
        """Whether a name is a part of that of a body, "Kenya" in "Kenya Red Cross": it is, but for "China's ministry"."""
        body = self.bodies.get(start)
        if body is None or (
            end >= body.end and body.start >= start - 1 and not self._is_article(body.start, start)
        ):
            return False
        if body.start == start or self._is_article(body.start, start):
            return end < body.end and self.tokens[end].text not in {"'s", "’s", "'", "’"}
        return True

    def _is_article(self, index: int, start: int) -> bool:
        return index == start - 1 and self.tokens[index].text.lower() == "the"

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A location without articles, small words and punctuation around it."""
        while start < end and not self.tokens[start].text[:1].isupper():
            start += 1
        while end > start and not any(map(str.isupper, self.tokens[end - 1].text)):
            end -= 1
        if (
            end - start > 1
            and self.tokens[start].text.lower() == "the"
            and not self._is_known(start, end, "The ")
        ):
            start += 1
        return start, end

    def _widened(self, start: int, end: int) -> tuple[int, int]:
        """A location with the words beside it that make a known name with it: "Jammu and Kashmir", "Mexico City"."""
        sentence = self.annotation.sentences[self.annotation.sentence_of[start]]
        if (
            end - start == 1
            and self.tokens[start].text.lower() in TOWARDS
            and self._is_upper(end, sentence.end)
        ):
            end += 1  # "Eastern Visayas", told apart by the annotator
        for low in range(max(sentence.start, start - 2), start + 1):
            if self.tokens[low].text.lower() == "the" or not self._is_one_name(low, start):
                continue
            for high in range(min(sentence.end, end + 3), end - 1, -1):
                longer = high - low > end - start
                if longer and self._is_one_name(end, high) and self._is_known(low, high):
                    return low, high
        return start, end

    def _is_one_name(self, start: int, end: int) -> bool:
        """Whether words may belong to the name beside them: capitals, and "and" or "of" among them."""
        if start == end:
            return True
        first, last = self.tokens[start].text, self.tokens[end - 1].text
        joined = end - start == 2 and first in {"and", "of", "-"}
        capital = last[:1].isupper() and (joined or first[:1].isupper())
        return capital and all(index not in self.taken for index in range(start, end))

    def _is_upper(self, index: int, stop: int) -> bool:
        return index < stop and self.tokens[index].text[:1].isupper()

    def _core(self, start: int, end: int) -> tuple[int, int]:
        """The place in an unknown longer name: "Eastern China", "City of Santa Ana", "Dresden Zoo"."""
        first, last = self.tokens[start].text.lower(), self.tokens[end - 1].text.lower()
        if last in role("site"):
            for stop in range(end - 1, start, -1):
                if self._is_known(start, stop):
                    return start, stop
        if first in role("unit") and self.tokens[start + 1].text == "of" and self._is_known(start + 2, end):
            return start + 2, end
        whole = spots(self._words(start + 1, end)) if first.endswith("ern") or "-" in first else ()
        known = any(spot.known or spot.population > WELL_KNOWN for spot in whole)
        return start + known, end

    def _is_known(self, start: int, end: int, prefix: str = "") -> bool:
        return any(spot.name.startswith(prefix) for spot in spots(self._words(start, end)))

    def _may_be_place(self, start: int, end: int) -> bool:
        """Whether no word names somebody who is no country; of a person's name only a known place of two words may."""
        kinds = {self.kinds.get(index, "country") for index in range(start, end)} - PLACES_TOO
        return not kinds or (kinds == {"person"} and end - start > 1 and self._is_known(start, end))

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the words name a place, and no people, sum of money or thing called after the place."""
        words = self._words(start, end)
        known = country_word(words)
        if not words[:1].isupper() or words.lower() in role("generic") | role("site") | role("unit") or words in self.illnesses:
            return False
        adjective = (known and known[1] in {"adjective", "people"}) or self.tokens[end - 1].upos == "ADJ"
        if adjective and not any(fold(spot.name) == fold(words) for spot in spots(words)):
            return False
        low, high = self.tokens[start].start, self.tokens[end - 1].end
        if known and known[1] in {"metonym", "capital"} and self._is_government(start):
            return False
        if self.text[low - 1 : low] in MONEY or self.text[high : high + 1] in MONEY:
            return False
        behind = self.tokens[end : end + 1]
        if behind and behind[0].lemma.lower() in role("namesake") | role("illness"):
            return False
        return self.text[high : high + 1] != "-" or not self._is_people(end + 1)

    def _is_government(self, index: int) -> bool:
        """Whether a capital acts, "Moscow denied": then the cast has it as a country."""
        token = self.tokens[index]
        if self.kinds.get(index) != "country" or token.deprel != "nsubj":
            return False
        head = self.tokens[token.head]
        return head.upos == "VERB" and head.lemma not in role("acts")

    def _is_people(self, index: int) -> bool:
        """ "Algerian" in "UK-Algerian"."""
        known = country_word(self.tokens[index].text) if index < len(self.tokens) else None
        return bool(known) and known is not None and known[1] in {"adjective", "people"}

    def _is_word(self, start: int, end: int) -> bool:
        """Whether what the gazetteer does not know is spelt like a name, not like "KSh700" or "NZDT"."""
        return self._is_known(start, end) or all(
            word.text.istitle() or not any(map(str.isupper, word.text[1:])) or not word.text.isalpha()
            for word in self.tokens[start:end]
        )

    def _take(self, start: int, end: int) -> None:
        span = self.tokens[start].start, self.tokens[end - 1].end
        toponym = Toponym(start, end, span, self._words(start, end))
        for index in range(start, end):
            self.taken[index] = toponym

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())


def _is_well_known(spot: Spot, words: str) -> bool:
    """Whether a place is likely meant by a name that the annotator does not call a location."""
    if words.isupper() or spot.known:
        return spot.known
    return fold(spot.name) == fold(words) and (spot.population > SMALL or spot.kind == "region")


def larger(toponyms: list[Toponym], tokens: tuple[Token, ...]) -> Iterator[tuple[Toponym, Toponym]]:
    """Each toponym with those that the text says it lies in: "Paris, Texas", "Pandi in Bulacan", "Iraq's Kirkuk"."""
    for index, toponym in enumerate(toponyms):
        end = toponym.end
        for other in toponyms[index + 1 : index + 3]:
            between = [token.text.lower() for token in tokens[end : other.start]]
            if not between or len(between) > REACH or not _WITHIN.issuperset(between) or between[0] == "of":
                break
            yield toponym, other
            end = other.end
    for owner, owned in zip(toponyms, toponyms[1:], strict=False):
        between = [token.text.lower() for token in tokens[owner.end : owned.start]]
        if between and between[0] in {"'s", "’s"} and len(between) < REACH:
            yield owned, owner


def said_kinds(toponyms: list[Toponym], tokens: tuple[Token, ...]) -> dict[str, PlaceKind]:
    """What the text calls the places: "New York state", "the mayor of Idlib", "Kirkuk governor"."""
    found: dict[str, PlaceKind] = {}
    for toponym in toponyms:
        near = [token.text.lower() for token in tokens[toponym.end : toponym.end + 2]]
        if toponym.start > 1 and tokens[toponym.start - 1].text == "of":
            near.append(tokens[toponym.start - 2].text.lower())
        kind = next((kind for kind in SAID if role(kind).intersection(near)), None)
        if kind:
            found[toponym.key] = kind
    return found


def candidates(words: str) -> tuple[Spot, ...]:
    """The places that a toponym may mean, by its name or without the word for what it is."""
    if found := spots(words):
        return found
    folded = fold(words).split()
    if len(folded) > 1 and folded[-1] in role("unit"):
        return spots(" ".join(folded[:-1]))
    if len(folded) > 1 and (folded[0] in TOWARDS or folded[0] in {"al", "el", "greater"}):
        return spots(" ".join(folded[1:]))
    name = " ".join(folded)  # "Jabla", "Jablah"
    return spots(name.removesuffix("h") if name.endswith("ah") else f"{name}h" if name.endswith("a") else "")
