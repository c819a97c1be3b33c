"""Where the name of a place begins and ends: from what the annotator marked to what the gazetteer knows."""

from __future__ import annotations

from collections.abc import Container

from onrecord.data.gazetteer import Spot, role, spots
from onrecord.model import Annotation, Span

WELL_KNOWN = 100_000  # people of a town that "Eastern" may stand before
LEFT, RIGHT = 2, 3  # tokens beside a location that may make a longer name with it
ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az"))
LINKS = frozenset(("and", "of", "-"))


class Edges:
    """The words of an annotated report, by tokens."""

    def __init__(self, text: str, annotation: Annotation) -> None:
        self.text, self.annotation, self.tokens = text, annotation, annotation.tokens

    def words(self, start: int, end: int) -> str:
        """Tokens ``[start, end)`` as written, on one line."""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def spots(self, start: int, end: int) -> tuple[Spot, ...]:
        """What the gazetteer has under these words."""
        return spots(self.words(start, end)) if start < end else ()

    def lower(self, index: int) -> str:
        """A token in small letters, empty outside the report."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def is_proper(self, index: int) -> bool:
        """Whether a token is a name or a part of one."""
        if not 0 <= index < len(self.tokens):
            return False
        return self.tokens[index].upos == "PROPN" and self.tokens[index].text[:1].isupper()

    def of(self, start: int, end: int, taken: Container[int]) -> Span:
        """The tokens of the place in what an annotator calls a location; an empty range where there is none."""
        start, end = self._trimmed(start, end)
        if start == end:
            return start, end
        start, end = self._widened(start, end, taken)
        if self.spots(start, end):
            return start, end
        return self._core(start, end) if end - start > 1 else (self._with_article(start), end)

    def _trimmed(self, start: int, end: int) -> Span:
        """Without articles, small words and punctuation around it."""
        while start < end and not self.tokens[start].text[:1].isupper():
            start += 1
        while end > start and not any(map(str.isupper, self.tokens[end - 1].text)):
            end -= 1
        if end - start > 1 and self.lower(start) == "the":
            start += not any(spot.name.startswith("The ") for spot in self.spots(start, end))
        return start, end

    def _widened(self, start: int, end: int, taken: Container[int]) -> Span:
        """With the words beside it that make a known name with it: "Jammu and Kashmir", "Mexico City"."""
        sentence = self.annotation.sentences[self.annotation.sentence_of[start]]
        lone = end - start == 1 and self.lower(start) in role("direction") and end < sentence.end
        if lone and self.tokens[end].text[:1].isupper():
            end += 1  # "Eastern Visayas", told apart by the annotator
        for low in range(max(sentence.start, start - LEFT), start + 1):
            if self.lower(low) == "the" or not self._is_one_name(low, start, taken):
                continue
            for high in range(min(sentence.end, end + RIGHT), end - (low < start), -1):
                if self._is_one_name(end, high, taken) and self.spots(low, high):
                    return low, high
        return start, end

    def _with_article(self, start: int) -> int:
        """The beginning of an unknown name with its Arabic article: "al-Khani"."""
        glued = self.lower(start - 1) == "-" and self.tokens[start - 1].end == self.tokens[start].start
        return start - 2 if glued and self.lower(start - 2) in ARTICLES else start

    def _is_one_name(self, start: int, end: int, taken: Container[int]) -> bool:
        """Whether words may belong to the name beside them: capitals, or "and" and one capital."""
        if start == end:
            return True
        first, last = self.tokens[start].text, self.tokens[end - 1].text
        linked = end - start == 2 and first in LINKS
        capitals = last[:1].isupper() and (linked or first[:1].isupper())
        return capitals and not any(index in taken for index in range(start, end))

    def _core(self, start: int, end: int) -> Span:
        """The place in an unknown longer name: "Eastern China", "City of Santa Ana", "Dresden Zoo"."""
        first = self.lower(start)
        if self.lower(end - 1) in role("site"):
            for stop in range(end - 1, start, -1):
                if self.spots(start, stop):
                    return start, stop
        if first in role("unit") and self.lower(start + 1) == "of" and self.spots(start + 2, end):
            return start + 2, end
        whole = self.spots(start + 1, end)
        if first.endswith("ern") or "-" in first:
            return start + any(spot.known or spot.population > WELL_KNOWN for spot in whole), end
        return start + any(spot.kind == "country" for spot in whole), end  # "Nazi Germany"
