"""Who a phrase means: the speaker of a statement, the person spoken to.

Statements are taken in the order of the text, so that "he" and "the minister" can mean whoever spoke before. What a
quotation mentions is nobody's antecedent outside it. Where the report does not tell, the answer is nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.data import Collective, Country, Gender, WordKind, collective_by_lemma, country_word, key
from onrecord.model import Spans, Statement
from onrecord.resolve.cast import HONORIFICS, Cast, Figure, is_rank, kind_of_name
from onrecord.resolve.people import Role, find_role

SUBJECT_BONUS = 40  # tokens by which a subject beats a person named in passing
MEMORY = 12  # sentences after which a pronoun no longer reaches back
UNNAMED_MEMORY = 2  # the same for a speaker whom the report does not name
HE: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
THEY = {"they", "them", "their", "it", "its", "both"}
I_WORDS = {"i", "me", "my", "mine"}
WE = {"we", "us", "our", "ours"}
RELATIVE = {"who", "which", "that", "whom"}
SIDES = {"side", "government", "authorities", "administration", "leadership", "state", "officials", "regime"}
NAMING = {"flat", "appos", "compound"}
ONE = {"a", "an", "one", "another"}
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
NATIONAL = {"military", "government_body"}
ORGANISED = {
    *("government_body", "military", "armed_group", "party", "opposition", "igo"),
    *("ngo", "coalition", "company", "media", "religious_group"),
}
MEMBERS = {"armed_group", "military", "party"}  # bodies that speak through their members
UNKNOWN = {"a", "an", "some", "many", "one", "another", "several", "other"}  # begin a phrase for somebody new
GROUPS = {"armed_group", "party", "opposition", "ngo", "coalition", "religious_group", "group"}
HYPHENS = {"-", "–"}  # "the Secretary-General" is three tokens and one title
# What a transcript calls those who ask and answer.
ROLES = {
    *("q", "a", "question", "answer", "moderator", "reporter", "interviewer", "host", "operator"),
    *("journalist", "presenter", "anchor", "speaker", "audience", "voice", "translator", "interpreter"),
}
OFFICIALS = {"official", "diplomat", "politician"}  # words for whoever has just spoken
DIPLOMATIC = {"foreign", "ambassador", "envoy", "consul", "diplomat"}
ANY_BODY = {"group", "organisation", "organization"}


class Speakers:
    """Resolves phrases from the front of a report to its end."""

    def __init__(self, cast: Cast, statements: Iterable[Statement]) -> None:
        self.cast = cast
        self.tokens = cast.tokens
        self.starts = {token.start: index for index, token in enumerate(cast.tokens)}
        self.quoted = [span for s in statements if s.kind == "direct" for span in s.content.spans]
        self.said: list[tuple[int, Figure]] = []  # who spoke so far, and at which token
        self.unnamed: list[int] = []  # the tokens at which somebody spoke whom the report does not name
        self.unnamed_bodies: list[int] = []
        self.asides: set[int] = set()  # where somebody spoke who is no subject: "asked by X"

    def resolve(
        self, spans: Spans, parent: Figure | None, inside: bool, *, not_: Figure | None = None
    ) -> Figure | None:
        """The figure that a phrase means.

        Args:
            spans: where the phrase stands.
            parent: who says the statement that this one stands in.
            inside: the phrase stands in a quotation of ``parent``.
            not_: who it cannot be; nobody speaks to "him" and means himself.
        """
        indices = self._indices(spans)
        if not indices:
            return None
        while len(indices) > 1 and self.tokens[indices[0]].text.lower() in HONORIFICS:
            indices = indices[1:]
        if self.cast.text[spans[0][0]] == "@":
            return self._handle(indices)
        if len(indices) == 1 and self.tokens[indices[0]].upos == "PRON":
            return self._pronoun(indices[0], parent, inside, not_)
        figure = self._named(indices) or self._described(indices) or self._unlisted(indices)
        return None if figure is not_ else figure

    def labelled(self, spans: Spans) -> Figure | None:
        """Whom the label of a turn names: "MR. SMITH", "JANE HOLLOWAY", "Q" for nobody."""
        indices = self._indices(spans)
        while len(indices) > 1 and self._is_rank(indices[0]):
            indices = indices[1:]
        words = [self.tokens[i].text for i in indices]
        if not words or not ROLES.isdisjoint(w.lower() for w in words):
            return None
        figure = self._named(indices) or self._described(indices)
        if self._is_title(indices) or (figure and figure.kind not in {None, "group", "person"}):
            return figure
        figure = figure or Figure(" ".join(words), "person")
        if figure.name.isupper():  # what all capitals say looks like an acronym, and is a name
            figure.name, figure.kind = figure.name.title(), "person"
        self.cast.add(figure, indices[0], indices[-1] + 1)
        return figure

    def _is_rank(self, index: int) -> bool:
        word = self.tokens[index].text
        return is_rank(word) or is_rank(f"{word}.")

    def heard(self, spans: Spans, figure: Figure | None) -> None:
        """A statement's speaker is who later pronouns may mean, also one whom the report does not name."""
        position = self.starts.get(spans[0][0], 0)
        indices = self._indices(spans)
        if figure:
            self.said.append((position, figure))
            if indices and self.tokens[self._head(indices)].deprel == "obl:agent":
                self.asides.add(position)
            return
        if not indices or self.tokens[position].upos == "PRON":
            return
        noun = self._collective(self._head(indices))
        if self.tokens[position].text.lower() in ONE or find_role([self.tokens[i] for i in indices]):
            self.unnamed.append(position)
        elif noun and not noun.animate:
            self.unnamed_bodies.append(position)

    def _indices(self, spans: Spans) -> list[int]:
        """The words under some spans, without punctuation."""
        found = []
        for start, end in spans:
            index = self.starts.get(start, len(self.tokens))
            while index < len(self.tokens) and self.tokens[index].end <= end:
                if self.tokens[index].upos != "PUNCT" or self.tokens[index].text in HYPHENS:
                    found.append(index)
                index += 1
        return found

    def _handle(self, indices: list[int]) -> Figure:
        """ "@maria_silva": the Maria Silva of the report, or else somebody known by that name only."""
        start, end = indices[0], indices[-1] + 1
        words = self.cast.words(start, end)
        letters = _letters(words)
        known = next((f for f in self.cast.figures if _letters(f.name) == letters), None)
        figure = known or self.cast.named(words if words[0] == "@" else f"@{words}", None)
        self.cast.add(figure, start, end)
        return figure

    # --- pronouns --------------------------------------------------------------------------------------------

    def _pronoun(self, index: int, parent: Figure | None, inside: bool, not_: Figure | None) -> Figure | None:
        word = self.tokens[index].text.lower()
        if word in I_WORDS:
            return parent if inside else None
        if word in WE:
            return parent if inside else self._own_voice()
        if word in RELATIVE:
            return self._antecedent(index)
        if parent and not inside and parent is not not_ and self._may_be(parent, word):
            return parent  # "she said she felt": in reported speech the pronoun is the speaker more often than not
        others = [not_, parent if inside and self._in_quotation(index) else None]
        if word in HE:
            return self._person_before(index, HE[word], others)
        return self._group_before(index, inside, others) if word in THEY else None

    def _in_quotation(self, index: int) -> bool:
        """Where the speaker is "I" and never "he"."""
        return any(start <= self.tokens[index].start < end for start, end in self.quoted)

    def _may_be(self, figure: Figure, word: str) -> bool:
        if word in HE:
            return figure.person and figure.gender in {None, HE[word]}
        return word in THEY and not figure.person

    def _own_voice(self) -> Figure | None:
        """ "We" in a report's own voice is the body that the report speaks for: a statement of a ministry."""
        return next((figure for _, figure in self.said if not figure.person), None)

    def _person_before(self, index: int, gender: Gender, others: list[Figure | None]) -> Figure | None:
        """The person last named as a subject, else last named, before a pronoun; quotations do not count."""

        def may_be(figure: Figure) -> bool:
            return figure.person and figure.gender in {None, gender} and figure not in others

        ranked = [
            (start if self._subject(start) else start - SUBJECT_BONUS, start, figure)
            for figure in filter(may_be, self.cast.figures)
            for start, _ in figure.places
            if start < index
            and self._sentences_between(start, index) <= MEMORY
            and not self._shut(self.tokens[start].start, self.tokens[index].start)
        ]
        ranked += [
            (at - SUBJECT_BONUS if at in self.asides else at, at, figure)
            for at, figure in self.said
            if at < index and may_be(figure)
        ]
        if not ranked:
            return None
        rank, start, found = max(ranked, key=lambda row: row[:2])
        home = self.cast.annotation.sentence_of[index]
        nearer = [
            at
            for at in self.unnamed
            if at < index and (start < at or (rank < at and self.cast.annotation.sentence_of[at] != home))
        ]
        if any(self._sentences_between(at, index) <= UNNAMED_MEMORY for at in nearer):
            return None  # "a local official said ... he said"
        found.gender = gender
        return found

    def _sentences_between(self, first: int, second: int) -> int:
        return self.cast.annotation.sentence_of[second] - self.cast.annotation.sentence_of[first]

    def _group_before(self, index: int, inside: bool, others: list[Figure | None]) -> Figure | None:
        for position, figure in reversed(self.said):
            if not figure.person and position < index and figure not in others:
                return None if any(position < at < index for at in self.unnamed_bodies) else figure
        return None if inside else self._subject_before(index)

    def _subject_before(self, index: int) -> Figure | None:
        low = self.cast.annotation.sentences[self.cast.annotation.sentence_of[index]].start
        for at in range(index - 1, low - 1, -1):
            figure = self.cast.at.get(at)
            if figure and not figure.person and self._subject(at):
                return figure
        return None

    def _antecedent(self, index: int) -> Figure | None:
        """The noun that a relative clause stands at."""
        verb = self.tokens[index].head
        noun = self.tokens[verb].head if verb >= 0 else -1
        while noun >= 0 and self.tokens[verb].deprel != "acl:relcl":
            verb, noun = noun, self.tokens[noun].head
        if noun < 0:
            return None
        return self._named([i for i in self.cast.annotation.subtree(noun) if i < index])

    def _subject(self, index: int) -> bool:
        at = index
        while _relation(self.tokens[at].deprel) in NAMING and self.tokens[at].head >= 0:
            at = self.tokens[at].head
        return self.tokens[at].deprel.startswith("nsubj")

    def _shut(self, position: int, pronoun: int) -> bool:
        """A position in a quotation that the pronoun does not stand in."""
        return any(start <= position < end and not start <= pronoun < end for start, end in self.quoted)

    # --- names -----------------------------------------------------------------------------------------------

    def _named(self, indices: list[int]) -> Figure | None:
        """The figure whose name is the head of the phrase, or stands beside it."""
        head = self._head(indices)
        called = self._person_called(head) if len(indices) == 1 and head not in self.cast.at else None
        if called:
            self.cast.add(called, head, head + 1)
            return called
        body = self._national_body(indices, head)
        if body:
            return body
        named = [i for i in indices if i in self.cast.at]
        for index in named:
            figure = self.cast.at[index]
            if figure.person and self._names_head(index, head):
                return figure
        if head in self.cast.at:
            return self.cast.at[head]
        for index in named:
            if self._names_head(index, head) and self._is_one(index, head):
                return self.cast.at[index]
        return self._country(indices, head) or self._name_at_end(indices)

    def _name_at_end(self, indices: list[int]) -> Figure | None:
        """A title so long that the parse lost the name behind it ("director of the chapter of X Jane Doe")."""
        figure = self.cast.at.get(indices[-1])
        if figure is None or not figure.person:
            return None
        first = min((s for s, e in figure.places if s <= indices[-1] < e), default=indices[0])
        before = self.tokens[first - 1] if first > indices[0] else None
        return figure if before and before.upos in {"PROPN", "NOUN"} else None

    def _person_called(self, index: int) -> Figure | None:
        """ "MS. TONER" in a transcript is the Mark Toner of its first line."""
        word = key(self.tokens[index].text)
        return next((f for f in self.cast.figures if f.person and f.surname == word and len(word) > 2), None)

    def _unlisted(self, indices: list[int]) -> Figure | None:
        """A proper name that neither the registries nor the annotator know."""
        if any(i in self.cast.at for i in indices):
            return None
        for index in reversed(indices):
            if figure := self._person_called(index):
                self.cast.add(figure, index, index + 1)
                return figure
        head = self.tokens[self._head(indices)]
        if head.upos != "PROPN" or len(head.text) < 2 or head.text in DAYS or self._is_title(indices):
            return None
        if len(indices) == 1 and key(head.text).removesuffix("s") in collective_by_lemma():
            return None  # "Rebels" at the head of a headline
        start, end = self._name_around(self._head(indices), indices)
        words = self.cast.words(start, end)
        if not words[:1].isupper():
            return None
        bare = self.tokens[indices[0]].text.lower() != "the" and 2 <= end - start <= 3
        figure = self.cast.named(words, kind_of_name(words) or ("person" if bare else None))
        self.cast.add(figure, start, end)
        return figure

    def _is_title(self, indices: list[int]) -> bool:
        """ "The Secretary of State": an office, and no name."""
        role = find_role([self.tokens[i] for i in indices])
        return role is not None and key(self.tokens[indices[-1]].text) in _words_of(role)

    def _name_around(self, head: int, indices: list[int]) -> tuple[int, int]:
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

    def _head(self, indices: list[int]) -> int:
        inside = set(indices)
        return next((i for i in indices if self.tokens[i].head not in inside), indices[-1])

    def _names_head(self, index: int, head: int) -> bool:
        path = self._path(index, head)
        return path is not None and all(_relation(deprel) in NAMING for deprel in path)

    def _path(self, index: int, head: int) -> list[str] | None:
        """The relations from a token up to another, or None where that is not above it."""
        found = []
        while index != head:
            if self.tokens[index].head < 0:
                return None
            found.append(self.tokens[index].deprel)
            index = self.tokens[index].head
        return found

    def _collective(self, index: int) -> Collective | None:
        """The entry of a noun for many people, a body or its papers."""
        return collective_by_lemma().get(self.tokens[index].lemma.lower())

    def _is_one(self, index: int, head: int) -> bool:
        """ "Jabhat al-Nusra militants" are al-Nusra; "Google engineers" are not Google, nor its report."""
        if self.cast.at[index].kind in MEMBERS:
            return True
        noun = self._collective(head)
        return (noun is not None and noun.document) or self.tokens[index].deprel == "appos"

    def _national_body(self, indices: list[int], head: int) -> Figure | None:
        """ "The Iraqi military", "Russian police": a body of a country, named by what it is."""
        noun = self._collective(head)
        if noun is None or noun.kind not in NATIONAL or noun.document or head - 1 not in indices:
            return None
        first, found = self._adjective(indices, head)
        if found is None or found[1] != "adjective" or self.tokens[head].lemma.lower() in SIDES:
            return None
        words = self.cast.words(first, head + 1)
        known = next((f for f in self.cast.figures if key(f.name) == key(words)), None)
        figure = known or Figure(words, noun.kind, found[0].iso3)
        self.cast.add(figure, first, head + 1)
        return figure

    def _adjective(self, indices: list[int], head: int) -> tuple[int, tuple[Country, WordKind] | None]:
        """The word for a country nearest before a noun, and where it starts: "Iraqi", "South Korean"."""
        for last in range(head - 1, indices[0] - 1, -1):
            for first in (last - 1, last):
                if first in indices and last in indices and self.tokens[first].text.lower() != "the":
                    found = country_word(" ".join(t.text for t in self.tokens[first : last + 1]))
                    if found:
                        return first, found
        return head, None

    def _country(self, indices: list[int], head: int) -> Figure | None:
        """A metonym ("Moscow", "the White House") or a side ("the Turkish side", "the Syrian government")."""
        words = " ".join(self.tokens[i].text for i in indices)
        found = country_word(words)
        if found is None and self.tokens[head].lemma.lower() in SIDES - {"officials"}:
            rest = [i for i in indices if i != head]
            found = next((c for i in rest if (c := country_word(self.tokens[i].text))), None)
        if found is None or (found[1] == "capital" and len(indices) > 1):
            return None
        figure = self.cast.named(found[0].name, "country", found[0].iso3)
        self.cast.add(figure, indices[0], indices[-1] + 1)
        return figure

    # --- descriptions ----------------------------------------------------------------------------------------

    def _described(self, indices: list[int]) -> Figure | None:
        """ "The Russian foreign minister", "the ministry", "UN Security Council resolutions"."""
        first = self.tokens[indices[0]].text.lower()
        owned = self._owner(indices)
        if owned:
            return owned
        if first in UNKNOWN:
            return None
        role = find_role([self.tokens[i] for i in indices])
        figure = self._holder(role, indices[0]) if role and self._about_head(role, indices) else None
        figure = figure or self._body(indices) or self._same_speaker(indices)
        if figure:
            self.cast.add(figure, indices[0], indices[-1] + 1)
        return figure

    def _about_head(self, role: Role, indices: list[int]) -> bool:
        """The title is what the phrase is about: "the minister's lawyer" is no minister."""
        head = self.tokens[self._head(indices)]
        return not {key(head.text), head.lemma.lower()}.isdisjoint(_words_of(role))

    def _holder(self, role: Role, index: int) -> Figure | None:
        """Who holds an office in this report: the same office and country, the last named first."""
        holders = [figure for figure in self.cast.figures if figure.person and _may_hold(figure, role)]
        return max(holders, key=lambda figure: figure.last_before(index), default=None)

    def _body(self, indices: list[int]) -> Figure | None:
        """ "The ministry", "the court", "the campaign group": the last body named whose name or kind says so."""
        first, head = indices[0], self._head(indices)
        lemma = self.tokens[head].lemma.lower()
        if self.tokens[first].text.lower() not in {"the", "this", "that"}:
            return None
        before = [f for f in self.cast.figures if not f.person and f.last_before(first) >= 0]
        by_name = [f for f in before if self._called(f, lemma, first) and self._fits(f, indices, head)]
        if by_name:
            return max(by_name, key=lambda f: f.last_before(first))
        if lemma in ANY_BODY:
            return next((f for at, f in reversed(self.said) if at < first and f.kind in GROUPS), None)
        return self._only_of_kind(head, before)

    def _same_speaker(self, indices: list[int]) -> Figure | None:
        """ "The diplomat", "the official": whoever spoke last, where that is a person of such an office."""
        first, head = indices[0], self._head(indices)
        word = self.tokens[head].text.lower()
        if (
            word not in OFFICIALS
            or not self.said
            or len(indices) > 2
            or self.tokens[first].text.lower() != "the"
        ):
            return None
        position, figure = self.said[-1]
        offices = {word for role in figure.roles for word in role.title.split()}
        fits = DIPLOMATIC & offices if word == "diplomat" else offices
        unnamed = any(position < at < first for at in self.unnamed)
        return figure if figure.person and fits and not unnamed else None

    def _only_of_kind(self, head: int, before: list[Figure]) -> Figure | None:
        """ "The campaign group" where the report has named one of that kind."""
        noun = self._collective(head)
        if noun is None or noun.kind not in ORGANISED or noun.document or noun.animate:
            return None
        same = [f for f in before if f.kind == noun.kind]
        plural = self.tokens[head].text.endswith("s")
        return same[0] if len(same) == 1 and not plural else None

    def _called(self, figure: Figure, lemma: str, index: int) -> bool:
        """A name of a body before a token holds the word: Jabhat al-Nusra as "the Nusra Front" is "the Front"."""
        names = [figure.name, *(self.cast.words(s, e) for s, e in figure.places if s < index)]
        return any(lemma in key(name).split() for name in names)

    def _fits(self, figure: Figure, indices: list[int], head: int) -> bool:
        """What else the phrase says stands in the name: "the weather service" is no Rift Rescue Service."""
        name = key(figure.name).split()
        others = [i for i in indices if i != head and self.tokens[i].deprel in {"compound", "amod"}]
        return all(key(self.tokens[i].text) in name for i in others)

    def _owner(self, indices: list[int]) -> Figure | None:
        """A document speaks for the body that made it: "UN Security Council resolutions"."""
        head = self._head(indices)
        noun = self._collective(head)
        if noun is None or not noun.document:
            return None
        for index in indices:
            figure = self.cast.at.get(index)
            if figure and not figure.person and self._belongs(index, head):
                return figure
        return None

    def _belongs(self, index: int, head: int) -> bool:
        """A name right at a noun or its owner ("UN resolutions", "the UN's report"), not behind a preposition."""
        path = self._path(index, head)
        return path is not None and all(
            _relation(deprel) in {*NAMING, "nmod", "amod"} and deprel != "nmod" for deprel in path
        )


def _words_of(role: Role) -> set[str]:
    """The words of a title; "secretary-general" is two of them."""
    return set(role.title.replace("-", " ").split())


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, key(name)))


def _relation(deprel: str) -> str:
    """The universal relation, without its subtype."""
    return deprel.partition(":")[0]


def _may_hold(figure: Figure, role: Role) -> bool:
    """Nothing that is known of a person contradicts an office, and one of their own is the same."""
    if role.gender and figure.gender and role.gender != figure.gender:
        return False
    if role.country and figure.country and role.country.iso3 != figure.country:
        return False
    return any(_same_office(role, known) and (role.former or not known.former) for known in figure.roles)


def _same_office(role: Role, known: Role) -> bool:
    """One is the other, or the shorter word for it: "the minister" of a foreign minister."""
    if role.group == known.group or role.title == known.title:
        return True
    return len(role.title.split()) == 1 and role.title in {*known.title.split(), *known.group.split()}
