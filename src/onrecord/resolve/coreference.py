"""One pass through a report: whom its pronouns and descriptions mean.

What stands outside quotations comes first, in the order of the text; what a quotation mentions is nobody's antecedent
outside it. Then the quotations, whose "I" is who speaks. Whatever is resolved becomes a mention of its figure, and who
is described without a name is kept in mind too, so that "he" may be nobody known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.data import country_by_iso3
from onrecord.model import Span, Statement
from onrecord.resolve.antecedents import REACH, Antecedents, Pronoun, agrees
from onrecord.resolve.descriptions import MEMORY, Descriptions
from onrecord.resolve.figures import Cast, Figure, Told
from onrecord.resolve.nouns import noun_of
from onrecord.resolve.phrases import (
    HE,
    I_WORDS,
    WE,
    Phrase,
    Phrases,
    figure_of_noun,
    relation,
)

FARTHEST = max(MEMORY, *REACH.values())  # sentences that anything reaches back
SPOKE_MEMORY = 4  # sentences
OPENING = 2  # sentences below the headlines in which a statement says whose it is
OFFICIAL = {
    "country",
    "government_body",
    "military",
    "igo",
    "ngo",
    "company",
    "party",
    "coalition",
    "opposition",
}
STATES, PERSONS = {"country"}, {"person"}
SIDES = {"country", "government_body", "military", "armed_group", "opposition", "party", "coalition"}
# Whom two of a kind may be.
PAIRS = {
    **dict.fromkeys(("country", "nation", "state", "government", "neighbour", "neighbor"), STATES),
    **dict.fromkeys(("side", "party", "group", "army", "force", "enemy", "rival", "ally"), SIDES),
    **dict.fromkeys(("leader", "man", "woman", "minister", "president", "official", "diplomat"), PERSONS),
}
NO_EMPLOYERS = {"person", "people", "ethnic_group", "religious_group"}
RELATIVE = {"who", "which", "that", "whom"}
QUOTED = re.compile(r"[\"“”„«»]|''|``")


class Voices:
    """Which statement a token stands in: as a quotation of somebody, or as what somebody is told to have said."""

    def __init__(self, cast: Cast, statements: Sequence[Statement]) -> None:
        self.cast = cast
        self.statements = statements
        self.heads = [self.head(s.speaker.spans) for s in statements]
        ids = {s.id: number for number, s in enumerate(statements)}
        self.parents = [ids.get(s.parent or "") for s in statements]
        self.quoting: dict[int, int] = {}
        self.telling: dict[int, int] = {}
        # The long ones first: what stands in several is of the innermost.
        by_length = sorted(range(len(statements)), key=lambda n: -_length(statements[n]))
        for number in by_length:
            for index in cast.annotation.under(statements[number].content.spans):
                self.telling[index] = number
            for index in cast.annotation.under(_quoted(statements[number], cast.text)):
                self.quoting[index] = number

    def head(self, spans: Iterable[Span]) -> int | None:
        """The token that the rest of a phrase hangs on."""
        indices = [i for i in self.cast.annotation.under(spans) if self.cast.tokens[i].upos != "PUNCT"]
        inside = set(indices)
        return next((i for i in indices if self.cast.tokens[i].head not in inside), None)

    def depth(self, number: int | None) -> int:
        """How many statements a statement stands in, itself included; 0 for the report."""
        found = 0
        while number is not None and found < len(self.statements):
            found, number = found + 1, self.parents[number]
        return found


def _length(statement: Statement) -> int:
    return sum(end - start for start, end in statement.content.spans)


def _quoted(statement: Statement, text: str) -> Iterator[Span]:
    """What of a content stands in quotation marks."""
    if statement.kind == "direct":
        yield from statement.content.spans
    elif statement.kind == "mixed":
        for start, end in statement.content.spans:
            marks = [start + m.start() for m in QUOTED.finditer(text[start:end])]
            yield from zip(marks[::2], [*marks[1::2], end], strict=False)


class Coreference:
    """Finds the figures of the phrases of a report; ``meant`` has them by head.

    Args:
        titles: the number of the last sentence of the headlines, -1 for none.
    """

    def __init__(
        self,
        cast: Cast,
        statements: Sequence[Statement],
        published: str | None = None,
        antecedents: Antecedents | None = None,
        titles: int = -1,
    ) -> None:
        self.cast = cast
        self.tokens = cast.tokens
        self.voices = Voices(cast, statements)
        self.antecedents = antecedents or Antecedents(cast.annotation)
        self.descriptions = Descriptions(cast, published)
        self.speaking = {head for head in self.voices.heads if head is not None}
        self.titles = titles
        self.history: list[Phrase] = []
        self.said: list[Phrase] = []
        self.meant: dict[int, Figure] = {}

    def run(self) -> None:
        """Resolve everything once."""
        inside: list[tuple[int, int, Phrase]] = []
        phrases = Phrases(self.cast).find()
        self.subjects = {p.clause: p for p in phrases if p.form == "name" and p.role == "subject"}
        for number, phrase in enumerate(phrases):
            phrase.quotation = self.voices.quoting.get(phrase.head)
            agent = self.tokens[phrase.head].deprel == "obl:agent"  # "asked by X, Y said": Y goes on
            phrase.speaks = phrase.head in self.speaking and not agent
            if phrase.quotation is None:
                self._meet(phrase, self.history)
            else:
                inside.append((self.voices.depth(phrase.quotation), number, phrase))
        for figure in self.cast.figures:
            self._employ(figure)
        for _, _, phrase in sorted(inside, key=lambda row: row[:2]):
            self._meet(phrase, self._heard_with(phrase))

    def _employ(self, figure: Figure) -> None:
        """Fill in whose office somebody holds where a pronoun or description says it: "its director"."""
        for number, told in enumerate(figure.told):
            body = None if told.role.body or told.role.country else self._owner(told)
            if body is None:
                continue
            country = country_by_iso3().get(body.country or "") if body.kind == "country" else None
            role = replace(told.role, country=country) if country else replace(told.role, body=body)
            figure.told[number] = replace(told, role=role)
            figure.roles = [role if known == told.role else known for known in figure.roles]
            figure.offices = [
                replace(office, organisation=body.name)
                if office.title == role.title and office.organisation is None
                else office
                for office in figure.offices
            ]

    def _owner(self, told: Told) -> Figure | None:
        """The body that the words of an office mean by something else than its name."""
        for index in range(*told.words):
            owned = self.tokens[index].deprel == "nmod:poss" or relation(self.tokens[index]) == "nmod"
            figure = self.meant.get(index) if owned else None
            if figure and figure.name and figure.kind not in NO_EMPLOYERS:
                return figure
        return None

    def _heard_with(self, phrase: Phrase) -> list[Phrase]:
        """What may be meant in a quotation: what came before outside quotations, and in those of its speaker."""
        if phrase.form == "name":
            return []
        speaker = self.speaker(phrase.quotation)
        end = bisect_left(self.history, phrase.head, key=lambda p: p.head)
        start = bisect_left(self.history, phrase.sentence - FARTHEST, hi=end, key=lambda p: p.sentence)
        return [
            p
            for p in self.history[start:end]
            if p.quotation is None or p.quotation == phrase.quotation or self._same(p.quotation, speaker)
        ]

    def _same(self, quotation: int, speaker: Figure | None) -> bool:
        return speaker is not None and self.speaker(quotation) is speaker

    def speaker(self, number: int | None) -> Figure | None:
        """Who says a statement, as far as is known yet."""
        head = self.voices.heads[number] if number is not None else None
        if head is not None and self.tokens[head].text.lower() in RELATIVE:
            head = relative_to(self.cast, head)
        return self.meant.get(head) if head is not None else None

    def _meet(self, phrase: Phrase, before: Sequence[Phrase]) -> None:
        """Find whom a phrase means, and remember it."""
        if phrase.form == "pronoun":
            phrase.figure = self._pronoun(phrase, before)
        elif phrase.figure is None:
            phrase.figure = self._description(phrase, before)
        figure = phrase.figure
        if figure is None:
            return
        if phrase.form != "several":
            self.meant[phrase.head] = figure
            if phrase.form == "name":
                self._recognise(phrase, figure)
            self._learn(phrase, figure)
        if figure.name and phrase.form not in {"name", "several"}:
            self.cast.add(figure, phrase.start, phrase.end)
        insort(self.history, phrase, key=lambda p: p.head)
        if phrase.speaks and phrase.form != "several" and phrase.quotation is None:
            self.said.append(phrase)

    def _pronoun(self, phrase: Phrase, before: Sequence[Phrase]) -> Figure | None:
        word = self.tokens[phrase.head].text.lower()
        speaker = self.speaker(phrase.quotation)
        if word in I_WORDS:
            return speaker
        if word in WE:
            return stands_for(self.cast, speaker) if speaker else self._own_voice(phrase)
        if self.tokens[phrase.head].deprel == "expl":
            return None
        telling = self.voices.telling.get(phrase.head)
        voice = self.speaker(telling) if telling is not None and telling != phrase.quotation else None
        not_ = (speaker, stands_for(self.cast, speaker)) if speaker else ()  # they are "I" and "we"
        if ahead := self._ahead(phrase):
            before = [*before, ahead]
        found = self.antecedents.meant(Pronoun(phrase, word, voice, not_), before)
        if found is None and phrase.speaks and phrase.quotation is None:
            found = self._spoke(word, phrase)
        if found is None and word in HE:
            found = self._only(Pronoun(phrase, word, None, not_), before)
        if found and found.person and found.gender is None and word in HE:
            found.gender = HE[word]
        return found

    def _spoke(self, word: str, phrase: Phrase) -> Figure | None:
        """Who spoke last of those a speaking pronoun may mean, unless somebody without a name did: news goes on so."""
        pronoun = Pronoun(phrase, word)
        for other in reversed(self.said):
            if phrase.sentence - other.sentence > SPOKE_MEMORY:
                return None
            if other.figure and agrees(pronoun, other):
                return other.figure
        return None

    def _only(self, pronoun: Pronoun, before: Sequence[Phrase]) -> Figure | None:
        """The one person of that gender whom the last sentences speak of."""
        near = [
            p.figure
            for p in self.antecedents.candidates(pronoun, before)
            if pronoun.phrase.sentence - p.sentence <= SPOKE_MEMORY
        ]
        return near[0] if len(set(near)) == 1 else None

    def _ahead(self, phrase: Phrase) -> Phrase | None:
        """The name that follows as the subject of the clause which a pronoun's own stands in front of.

        "Speaking to his troops, Putin said": what is told beside something may come before it.
        """
        at = phrase.head
        while at >= 0:
            subject = self.subjects.get(self.tokens[at].head)
            if (
                relation(self.tokens[at]) in {"advcl", "obl"}
                and subject
                and subject.start > max(at, phrase.head)
            ):
                return subject
            at = self.tokens[at].head
        return None

    def _own_voice(self, phrase: Phrase) -> Figure | None:
        """ "We" in a report's own voice is the body that the report speaks for: a statement of a ministry.

        Such a report begins with what that body says.
        """
        first = next(iter(self.said), None)
        if phrase.quotation is not None or first is None or first.sentence > self.titles + OPENING:
            return None
        return first.figure if first.figure and first.figure.kind in OFFICIAL else None

    def _description(self, phrase: Phrase, before: Sequence[Phrase]) -> Figure:
        if beside := self._apposition(phrase):
            return beside
        if any(self.tokens[k].deprel == "cop" for k in self.cast.annotation.children[phrase.head]):
            return figure_of_noun(phrase.noun)  # it says what somebody is, not who
        indices = self.extent(phrase)
        for one in self._both(phrase, before):
            one.places.append((phrase.start, phrase.end))  # of both, so what it says is said by neither alone
        found = self.descriptions.meant(phrase, indices, before, self.said)
        return found or figure_of_noun(phrase.noun)

    def _both(self, phrase: Phrase, before: Sequence[Phrase]) -> list[Figure]:
        """The two whom the last sentences speak of: "the two sides", "both leaders"; nobody where they are not two."""
        kinds = PAIRS.get(self.tokens[phrase.head].lemma.lower())
        words = {token.text.lower() for token in self.tokens[phrase.start : phrase.head]}
        if kinds is None or not phrase.noun.plural or words.isdisjoint({"two", "both"}):
            return []
        near = [p.figure for p in before if phrase.sentence - p.sentence <= SPOKE_MEMORY]
        found = list(dict.fromkeys(f for f in near if f and f.name and f.kind in kinds))
        return found if len(found) == 2 else []

    def _apposition(self, phrase: Phrase) -> Figure | None:
        """Whom the noun is set beside that a phrase explains: "Daniel Montalvo, a member of the group"."""
        if self.tokens[phrase.head].deprel != "appos":
            return None
        figure = self.meant.get(self.tokens[phrase.head].head)
        if figure is None:
            return None
        if "person" in (phrase.noun.kind, figure.kind):
            same = phrase.noun.kind == figure.kind and phrase.noun.plural == figure.plural
        else:
            same = (phrase.noun.kind is None) == (figure.kind is None)
        return figure if same else None

    def extent(self, phrase: Phrase) -> list[int]:
        """A phrase with what stands behind its head: "the foreign minister of Russia"."""
        end = phrase.head + 1
        below = {
            i
            for k in self.cast.annotation.children[phrase.head]
            if k > phrase.head and relation(self.tokens[k]) == "nmod"
            for i in self.cast.annotation.subtree(k)
        }
        while end in below and self.tokens[end].text not in {",", "(", "—", "–"}:
            end += 1
        return list(range(phrase.start, end))

    def _recognise(self, phrase: Phrase, figure: Figure) -> None:
        """Somebody spoken of before gets a name: "his father ... His father, Mohamed", or a headline's "a woman"."""
        nouns = {self.tokens[i].lemma.lower() for i in self._nouns(phrase)} - figure.words
        if not figure.person or not nouns or not self.history:
            return
        other = next((p.figure for p in reversed(self.history) if self._is_same(p, phrase, nouns)), None)
        for earlier in [p for p in self.history if p.figure is other] if other else ():
            earlier.figure = self.meant[earlier.head] = figure
            self.cast.add(figure, earlier.start, earlier.end)
            figure.gender = figure.gender or (other.gender if other else None)

    def _is_same(self, earlier: Phrase, phrase: Phrase, nouns: set[str]) -> bool:
        """An earlier description without a name that the words beside a name repeat."""
        figure = earlier.figure
        if figure is None or figure.name or not figure.person or nouns.isdisjoint(figure.words):
            return False
        return earlier.sentence <= self.titles or (
            earlier.form == "definite" and phrase.sentence - earlier.sentence <= MEMORY
        )

    def _learn(self, phrase: Phrase, figure: Figure) -> None:
        """The nouns that a figure is described by, and what they say of the gender."""
        for index in self._nouns(phrase):
            if (noun_of(self.tokens[index]).kind == "person") == (figure.kind == "person"):
                figure.words.add(self.tokens[index].lemma.lower())
        if phrase.form != "pronoun" and phrase.noun.gender and figure.person and figure.gender is None:
            figure.gender = phrase.noun.gender

    def _nouns(self, phrase: Phrase) -> Iterator[int]:
        """The head of a phrase, the noun in apposition, the noun that it is said to be, the noun before a name."""
        if self.tokens[phrase.head].upos == "NOUN":
            yield phrase.head
        for child in self.cast.annotation.children[phrase.head]:
            token = self.tokens[child]
            if token.upos == "NOUN" and (
                token.deprel == "appos" or (child < phrase.head and token.deprel == "compound")
            ):
                yield child
        above = self.tokens[phrase.head].head
        if above >= 0 and phrase.role == "subject" and self.tokens[above].upos == "NOUN":
            below = [self.tokens[k] for k in self.cast.annotation.children[above]]
            negated = any(token.lemma in {"not", "n't", "never", "no"} for token in below)
            if any(token.deprel == "cop" for token in below) and not negated:
                yield above


def relative_to(cast: Cast, index: int) -> int | None:
    """The noun that a relative clause stands at, from its "who"."""
    verb = cast.tokens[index].head
    while verb >= 0 and relation(cast.tokens[verb]) != "acl":
        verb = cast.tokens[verb].head
    return cast.tokens[verb].head if verb >= 0 else None


def stands_for(cast: Cast, speaker: Figure) -> Figure:
    """Whom somebody means by "we": the country or body whose office they hold, else themselves."""
    if not speaker.person:
        return speaker
    for role in speaker.roles:
        if role.former:
            continue
        if role.body:
            return role.body
        if role.country and role.of_state:
            return cast.named(role.country.name, "country", role.country.iso3)
    return speaker
