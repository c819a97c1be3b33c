"""Where something was said: a place that stands with the cue, outside the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.data import WordKind, country_word
from onrecord.model import Annotation, Mention, Name, Place, PlaceKind, Span, Statement, cut, identify
from onrecord.resolve.places import Places
from onrecord.resolve.when import closed_spans

AT = {"in", "at", "outside", "inside", "near", "from"}
FROM = "from"  # "said from Kabul" tells where; "lawmakers from Texas" tells who
# Verbs between a cue and its place that belong to the same occasion: "speaking in Nairobi, he said".
OCCASIONS = {"speak", "talk", "address", "attend", "hold", "testify", "appear", "visit", "meet", "write"}
MAX_CLIMB = 6
KINDS: dict[WordKind, PlaceKind] = {"name": "country", "capital": "city", "metonym": "city"}


class Occasions:
    """Finds the places of statements among those of the report."""

    def __init__(self, annotation: Annotation, places: Places) -> None:
        self.annotation, self.places = annotation, places
        self.starts = {token.start: index for index, token in enumerate(annotation.tokens)}

    def said_at(self, statement: Statement) -> str | None:
        """The id of the place where something was said, where its own clause names one."""
        cue = list(self._tokens(statement.cue.spans))
        if not cue:
            return None
        closed = closed_spans(statement)
        home = self.annotation.sentences[self.annotation.sentence_of[cue[0]]]
        near = [
            index
            for index in range(home.start, home.end)
            if index in self.places.at and not self._is_inside(index, closed) and self._belongs(index, cue)
        ]
        return self.places.at[min(near, key=lambda index: abs(index - cue[0]))].id if near else None

    def _is_inside(self, index: int, closed: Iterable[Span]) -> bool:
        token = self.annotation.tokens[index]
        return any(start <= token.start and token.end <= end for start, end in closed)

    def _belongs(self, index: int, cue: Sequence[int]) -> bool:
        """A place behind "in" or "at" that hangs on the cue, or on an occasion that hangs on it."""
        tokens = self.annotation.tokens
        cases = {
            tokens[k].text.lower() for k in self.annotation.children[index] if tokens[k].deprel == "case"
        }
        direct = tokens[index].deprel.startswith(("obl", "advmod"))
        if not (cases & AT) or (cases & AT == {FROM} and not direct):
            return False
        at = tokens[index].head
        for _ in range(MAX_CLIMB):
            if at in cue:
                return True
            if at < 0 or tokens[at].deprel.startswith("nsubj"):  # "the minister in charge in Geneva"
                return False
            if tokens[at].upos == "VERB" and tokens[at].lemma not in OCCASIONS:
                return False
            at = tokens[at].head
        return False

    def _tokens(self, spans: Iterable[Span]) -> Iterator[int]:
        tokens = self.annotation.tokens
        for start, end in spans:
            index = self.starts.get(start, len(tokens))
            while index < len(tokens) and tokens[index].end <= end:
                yield index
                index += 1


class Scenes:
    """Finds the places of statements, and remembers them with all their mentions."""

    def __init__(self, annotation: Annotation, text: str) -> None:
        self.annotation, self.text = annotation, text
        self.starts = {token.start: index for index, token in enumerate(annotation.tokens)}
        self.locations = [name for name in annotation.names if name.label == "LOC"]
        self.found: dict[str, Place] = {}

    def said_at(self, statement: Statement) -> str | None:
        """The id of the place where something was said, where its own clause names one."""
        cue = self._tokens(statement.cue.spans)
        if not cue:
            return None
        closed = closed_spans(statement)
        near = [name for name in self._locations_beside(cue) if not _inside(self._span(name), closed)]
        if not near:
            return None
        place = self._place(min(near, key=lambda name: abs(name.start - cue[0])))
        self.found[place.id] = place
        return place.id

    def _locations_beside(self, cue: Sequence[int]) -> Iterator[Name]:
        home = self.annotation.sentence_of[cue[0]]
        for name in self.locations:
            if self.annotation.sentence_of[name.start] == home and self._belongs(name, cue):
                yield name

    def _belongs(self, name: Name, cue: Sequence[int]) -> bool:
        """A place behind "in" or "at" that hangs on the cue, or on an occasion that hangs on it."""
        tokens = self.annotation.tokens
        top = next(i for i in range(name.start, name.end) if not name.start <= tokens[i].head < name.end)
        cases = {tokens[k].text.lower() for k in self.annotation.children[top] if tokens[k].deprel == "case"}
        direct = tokens[top].deprel.startswith(("obl", "advmod"))
        if not (cases & AT) or (cases & AT == {FROM} and not direct):
            return False
        at = tokens[top].head
        for _ in range(MAX_CLIMB):
            if at in cue:
                return True
            if at < 0 or tokens[at].deprel.startswith("nsubj"):  # "the minister in charge in Geneva"
                return False
            if tokens[at].upos == "VERB" and tokens[at].lemma not in OCCASIONS:
                return False
            at = tokens[at].head
        return False

    def _place(self, name: Name) -> Place:
        """The place of a name, with the country that stands behind it: "Geneva, Switzerland"."""
        words = self._words(name)
        known = country_word(words)
        kind = KINDS.get(known[1]) if known else None
        behind = self._country_behind(name)
        country = behind or (known[0].iso3 if known and kind else None)
        same = [other for other in self.locations if self._words(other) == words]
        return Place(
            id=identify("place", words, country),
            name=words,
            kind="city" if behind else kind,
            country=country,
            mentions=tuple(self._mention(other) for other in same),
        )

    def _country_behind(self, name: Name) -> str | None:
        tokens = self.annotation.tokens
        if name.end + 1 >= len(tokens) or tokens[name.end].text != ",":
            return None
        behind = next((other for other in self.locations if other.start == name.end + 1), None)
        known = country_word(self._words(behind)) if behind else None
        return known[0].iso3 if known and known[1] == "name" else None

    def _span(self, name: Name) -> Span:
        return self.annotation.tokens[name.start].start, self.annotation.tokens[name.end - 1].end

    def _words(self, name: Name) -> str:
        return " ".join(cut(self.text, [self._span(name)]).split()).removeprefix("the ")

    def _mention(self, name: Name) -> Mention:
        start, end = self._span(name)
        return Mention(start=start, end=end, text=self.text[start:end])

    def _tokens(self, spans: Iterable[Span]) -> list[int]:
        found = []
        for start, end in spans:
            index = self.starts.get(start, len(self.annotation.tokens))
            while index < len(self.annotation.tokens) and self.annotation.tokens[index].end <= end:
                found.append(index)
                index += 1
        return found


def merged(first: Place | None, found: Mapping[str, Place]) -> tuple[Place, ...]:
    """The place of the dateline and those of the statements, each once."""
    rows = dict(found)
    if first:
        known = rows.pop(first.id, None)
        more = known.mentions if known else ()
        rows = {first.id: replace(first, mentions=(*first.mentions, *more)), **rows}
    return tuple(rows.values())


def _inside(span: Span, closed: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in closed)
