"""Who says a statement and to whom: its words, and the figures that coreference found for them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from onrecord.data import collective_by_lemma, country_word, key
from onrecord.model import Span, Spans, Statement
from onrecord.resolve.coreference import RELATIVE, Coreference, relative_to
from onrecord.resolve.descriptions import words_of
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.kinds import kind_of_name
from onrecord.resolve.people import find_role
from onrecord.resolve.persons import HONORIFICS, is_rank

NAMING = {"flat", "appos", "compound"}
OF = {"flat", "appos", "compound", "nmod:poss", "amod"}  # relations of a name right at a noun
MEMBERS = {"armed_group", "military", "party"}  # bodies that speak through their members
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
HYPHENS = {"-", "–"}  # "the Secretary-General" is three tokens and one title
# What a transcript calls those who ask and answer.
ROLES = {
    *("q", "a", "question", "answer", "moderator", "reporter", "interviewer", "host", "operator"),
    *("journalist", "presenter", "anchor", "speaker", "audience", "voice", "translator", "interpreter"),
}


def name_speakers(cast: Cast, statements: Iterable[Statement], turns: Container[int]) -> None:
    """Add to the cast the names of speakers that neither the registries nor the annotator know.

    Args:
        turns: where the turns of a transcript begin, with the label of who speaks.
    """
    naming = _Naming(cast)
    for statement in statements:
        spans = statement.speaker.spans
        if spans and spans[0][0] in turns:
            naming.labelled(spans)
        elif spans:
            naming.speaks(spans)


class _Words:
    """The words under spans of a report."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.tokens = cast.tokens

    def indices(self, spans: Spans) -> list[int]:
        """The tokens under some spans, without punctuation and honorifics."""
        under = self.cast.annotation.under(spans)
        found = [i for i in under if self.tokens[i].upos != "PUNCT" or self.tokens[i].text in HYPHENS]
        while len(found) > 1 and self.tokens[found[0]].text.lower() in HONORIFICS:
            found = found[1:]
        return found

    def head(self, indices: Sequence[int]) -> int:
        """The token that the others hang on."""
        inside = set(indices)
        return next((i for i in indices if self.tokens[i].head not in inside), indices[-1])

    def person_called(self, index: int) -> Figure | None:
        """ "MS. TONER" in a transcript is the Mark Toner of its first line."""
        word = key(self.tokens[index].text)
        return next((f for f in self.cast.figures if f.person and f.surname == word and len(word) > 2), None)


class _Naming(_Words):
    """Finds names where only the layout or a cue says that they are names."""

    def labelled(self, spans: Spans) -> None:
        """Whom the label of a turn names: "MR. SMITH", "JANE HOLLOWAY", "Q" for nobody."""
        label = self.indices(spans)
        indices = label
        while len(indices) > 1 and self._is_rank(indices[0]):
            indices = indices[1:]
        words = [self.tokens[i].text for i in indices]
        known = next((self.cast.at[i] for i in indices if i in self.cast.at), None)
        if not words or not ROLES.isdisjoint(w.lower() for w in words) or self._is_title(indices):
            return
        if known and known.kind not in {None, "group", "person"}:
            return
        figure = known or self.person_called(indices[-1]) or Figure(" ".join(words), "person")
        if (
            figure.name and figure.name.isupper()
        ):  # what all capitals say looks like an acronym, and is a name
            figure.name, figure.kind = figure.name.title(), "person"
        start, end = label[0], label[-1] + 1
        figure.places = [(low, high) for low, high in figure.places if high <= start or end <= low]
        self.cast.add(figure, start, end)

    def speaks(self, spans: Spans) -> None:
        """A proper name that says something."""
        indices = self.indices(spans)
        if not indices or any(i in self.cast.at for i in indices):
            return
        if self.cast.text[spans[0][0]] == "@":
            self._handle(indices)
            return
        for index in reversed(indices):
            if self.tokens[index].text[:1].isupper() and (figure := self.person_called(index)):
                self.cast.add(figure, index, index + 1)
                return
        self._unlisted(indices)

    def _is_rank(self, index: int) -> bool:
        word = self.tokens[index].text
        return is_rank(word) or is_rank(f"{word}.")

    def _handle(self, indices: Sequence[int]) -> None:
        """ "@maria_silva": the Maria Silva of the report, or else somebody known by that name only."""
        start, end = indices[0], indices[-1] + 1
        words = self.cast.words(start, end)
        letters = _letters(words)
        known = next((f for f in self.cast.figures if f.name and _letters(f.name) == letters), None)
        self.cast.add(known or self.cast.named(words if words[0] == "@" else f"@{words}", None), start, end)

    def _unlisted(self, indices: Sequence[int]) -> None:
        head = self.tokens[self.head(indices)]
        if head.upos != "PROPN" or len(head.text) < 2 or head.text in DAYS or self._is_title(indices):
            return
        if len(indices) == 1 and key(head.text).removesuffix("s") in collective_by_lemma():
            return  # "Rebels" at the head of a headline
        start, end = self._name_around(self.head(indices), indices)
        words = self.cast.words(start, end)
        if not words[:1].isupper() or country_word(words):
            return
        bare = self.tokens[indices[0]].text.lower() != "the" and 2 <= end - start <= 3
        self.cast.add(self.cast.named(words, kind_of_name(words) or ("person" if bare else None)), start, end)

    def _is_title(self, indices: Sequence[int]) -> bool:
        """ "The Secretary of State": an office, and no name."""
        role = find_role([self.tokens[i] for i in indices])
        return role is not None and key(self.tokens[indices[-1]].text) in words_of(role)

    def _name_around(self, head: int, indices: Sequence[int]) -> Span:
        """The capitals around the head of a phrase, without a rank before them."""
        if is_rank(self.tokens[head].text) and head + 1 in indices:
            head = indices[-1]
        low, end = head, head + 1
        while low - 1 in indices and self._begins_name(low - 1):
            low -= 1
        while end in indices and self.tokens[end].text[:1].isupper():
            end += 1
        return low, end

    def _begins_name(self, index: int) -> bool:
        token = self.tokens[index]
        return token.text[:1].isupper() and token.upos != "DET" and not is_rank(token.text)


class Parties(_Words):
    """Whom the words of a speaker or addressee mean, once coreference has gone through the report."""

    def __init__(self, coreference: Coreference) -> None:
        super().__init__(coreference.cast)
        self.meant = coreference.meant

    def meant_by(self, spans: Spans, *, not_: Figure | None = None) -> Figure | None:
        """The named figure of a phrase; ``not_`` is who it cannot be: nobody speaks to "him" and means himself."""
        indices = self.indices(spans)
        if not indices:
            return None
        if len(indices) == 1 and self.tokens[indices[0]].text.lower() in RELATIVE:
            noun = relative_to(self.cast, indices[0])
            found = self._figure([noun]) if noun is not None else None
        else:
            found = self._figure(indices)
        return found if found and found.name and found is not not_ else None

    def _figure(self, indices: Sequence[int]) -> Figure | None:
        head = self.head(indices)
        named = [i for i in indices if i in self.cast.at]
        for index in named:  # "chairman of the Y party X": the person before the body
            if self.cast.at[index].person and self._names(index, head):
                return self.cast.at[index]
        if head in self.cast.at:
            return self.cast.at[head]
        if (meant := self.meant.get(head)) and meant.name:
            return meant
        for index in named:
            if self._names(index, head) and self._is_one(index, head):
                return self.cast.at[index]
        return self._owner(indices, head) or self._name_at_end(indices)

    def _names(self, index: int, head: int) -> bool:
        """A name right at a noun, by relations that name only."""
        return (path := self._path(index, head)) is not None and all(step in NAMING for step in path)

    def _path(self, index: int, head: int) -> list[str] | None:
        """The relations from a token up to another, or None where that is not above it."""
        found = []
        while index != head:
            if self.tokens[index].head < 0:
                return None
            found.append(self.tokens[index].deprel)
            index = self.tokens[index].head
        return found

    def _is_one(self, index: int, head: int) -> bool:
        """ "Jabhat al-Nusra militants" are al-Nusra; "Google engineers" are not Google, nor its report."""
        noun = collective_by_lemma().get(self.tokens[head].lemma.lower())
        if self.cast.at[index].kind in MEMBERS or (noun is not None and noun.document):
            return True
        return self.tokens[index].deprel == "appos"

    def _owner(self, indices: Sequence[int], head: int) -> Figure | None:
        """A document speaks for the body that made it: "UN Security Council resolutions", "the UN's report"."""
        noun = collective_by_lemma().get(self.tokens[head].lemma.lower())
        if noun is None or not noun.document:
            return None
        for index in indices:
            figure, path = self.cast.at.get(index), self._path(index, head)
            if figure and not figure.person and path is not None and OF.issuperset(path):
                return figure
        return None

    def _name_at_end(self, indices: Sequence[int]) -> Figure | None:
        """A title so long that the parse lost the name behind it ("director of the chapter of X Jane Doe")."""
        figure = self.cast.at.get(indices[-1])
        if figure is None or not figure.person:
            return None
        first = min((s for s, e in figure.places if s <= indices[-1] < e), default=indices[0])
        before = self.tokens[first - 1] if first > indices[0] else None
        return figure if before and before.upos in {"PROPN", "NOUN"} else None


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, key(name)))
