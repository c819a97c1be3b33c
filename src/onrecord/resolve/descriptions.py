"""Whom a description means: "the Russian foreign minister", "the ministry", "the group", "the boy".

Where the report does not tell, and no registry of offices, the answer is nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import takewhile

from onrecord.data import Collective, collective_by_lemma, country_word, key, organisation
from onrecord.model import Token
from onrecord.resolve.bodies import is_of
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.homes import states
from onrecord.resolve.kinds import KINDS, SIDES
from onrecord.resolve.offices import holder_of
from onrecord.resolve.people import Role, find_country, find_role, title_words
from onrecord.resolve.phrases import INDEFINITE, Phrase, relation

MEMORY = 8  # sentences after which a common noun no longer reaches back
NEAR = 2  # the same for "the man" and "the boy", who are whoever was spoken of
ORGANISED = {
    *("government_body", "military", "armed_group", "party", "opposition", "igo"),
    *("ngo", "coalition", "company", "media"),
}
GROUPS = {"armed_group", "party", "opposition", "ngo", "coalition", "religious_group", "group"}
ANY_BODY = {"group", "organisation", "organization", "movement", "body"}
OFFICIALS = {"official", "diplomat", "politician"}  # words for whoever has just spoken
DIPLOMATIC = {"foreign", "ambassador", "envoy", "consul", "diplomat"}
ANYONE = {"man", "woman", "boy", "girl", "teenager", "teen", "youth", "youngster", "lad"}
THE_MEDIA = {"media", "medium", "press"}
COUNTRIES = {"country", "nation", "kingdom", "republic", "state"}
NAMED_WITHIN = 5  # tokens behind the head of "U.S. Secretary of State John Kerry"
NOT_YET = {"next", "future", "elected", "new", "would-be", "prospective", "potential", "possible", "previous"}
# Words for bodies of one sort: "the agency" may be a bureau, but no court is a committee.
SORTS = (
    {"agency", "bureau", "administration", "service", "office", "authority"},
    {"ministry", "department"},
    {"parliament", "assembly", "congress", "senate", "legislature", "house"},
    {"committee", "panel", "subcommittee", "commission"},
    {"court", "tribunal"},
    {"council"},
    {"police"},
)


class Descriptions:
    """Finds the figure of a description among those who came before it, and those who hold an office."""

    def __init__(self, cast: Cast, published: str | None) -> None:
        self.cast = cast
        self.tokens = cast.tokens
        self.published = published

    def meant(
        self, phrase: Phrase, indices: Sequence[int], history: Sequence[Phrase], said: Sequence[Phrase] = ()
    ) -> Figure | None:
        """The figure that a phrase with a common noun means.

        Args:
            indices: the tokens of the phrase with what stands behind its head: "the president of France".
            history: the phrases before it that may be meant.
            said: those of them who say something.
        """
        side = self._country(phrase, indices)
        if side:
            return side
        if self.tokens[indices[0]].text.lower() in INDEFINITE:
            return None
        role = find_role([self.tokens[i] for i in indices]) if self._may_hold_office(phrase) else None
        if role and self._about_head(role, phrase):
            where = self._where(phrase, role)
            if (figure := self._holder(role, phrase, where)) or where or self._is_to_come(phrase):
                return figure
        if phrase.form != "definite" or self._told_apart(phrase):
            return None
        return (
            self._body(phrase, indices, history, said)
            or self._same_speaker(phrase, indices, said)
            or self._described(phrase, indices, history)
            or self._anyone(phrase, history)
        )

    def _may_hold_office(self, phrase: Phrase) -> bool:
        """The head is a word of some title, so that there may be one."""
        head = self.tokens[phrase.head]
        return not {head.text.lower(), head.lemma.lower()}.isdisjoint(title_words())

    def _told_apart(self, phrase: Phrase) -> bool:
        """A clause behind the noun says which one is meant: "the member who wishes to leave"."""
        children = self.cast.annotation.children[phrase.head]
        return any(relation(self.tokens[k]) == "acl" and k > phrase.head for k in children)

    # --- countries and offices -------------------------------------------------------------------------------

    def _country(self, phrase: Phrase, indices: Sequence[int]) -> Figure | None:
        """A side of a country: "the Turkish side", "the Syrian government", "the government of Syria"."""
        lemma = self.tokens[phrase.head].lemma.lower()
        if lemma not in SIDES or phrase.head + 1 - phrase.start > 4 or self._is_part(lemma):
            return None
        found = next(
            (c for i in indices if i != phrase.head and (c := country_word(self.tokens[i].text))), None
        )
        return self.cast.named(found[0].name, "country", found[0].iso3) if found else None

    @cached_property
    def _states(self) -> set[str]:
        return states(self.cast)

    def _is_part(self, lemma: str) -> bool:
        """ "The state" may be one of a federal country's where the report names such states."""
        return lemma == "state" and bool(self._states)

    def _about_head(self, role: Role, phrase: Phrase) -> bool:
        """The title is what the phrase is about: "the minister's lawyer" is no minister."""
        head = self.tokens[phrase.head]
        return not {key(head.text), head.lemma.lower()}.isdisjoint(words_of(role))

    def _holder(self, role: Role, phrase: Phrase, where: Sequence[int]) -> Figure | None:
        """Who holds an office: in this report, the last named first, or else by the registry of offices.

        Without an article it is who is named right behind it, or who speaks: "elected president" is nobody.
        """
        if self._is_to_come(phrase):
            return None
        holders = [
            f for f in self.cast.figures if f.person and may_hold(f, role) and self._is_there(f, where)
        ]
        if phrase.form != "definite" and not phrase.speaks:
            behind = {self.cast.at.get(phrase.head + step) for step in range(1, NAMED_WITHIN)}
            holders = [f for f in holders if f in behind]
        here = max(holders, key=lambda figure: figure.last_before(phrase.head), default=None)
        if role.country is None or (here and here.country):
            return here
        if here is None and (phrase.noun.plural or phrase.form != "definite"):
            return None
        # A minister whose country the report leaves open is not that of a country whose minister is known.
        return holder_of(self.cast, role, self.published) or here

    def _is_to_come(self, phrase: Phrase) -> bool:
        """ "The next president", who is not the one that holds the office."""
        return not NOT_YET.isdisjoint(t.text.lower() for t in self.tokens[phrase.start : phrase.head])

    def _where(self, phrase: Phrase, role: Role) -> list[int]:
        """The name behind an office that is no country: Vermont for "the senator from Vermont"."""
        low, stop = phrase.head + 1, self.cast.annotation.sentences[phrase.sentence].end
        if low >= stop or self.tokens[low].text not in {"of", "from"}:
            return []
        behind = takewhile(lambda i: self.tokens[i].upos in {"PROPN", "DET"}, range(low + 1, stop))
        names = [i for i in behind if not ((figure := self.cast.at.get(i)) and figure.person)]
        if not names or find_country([self.tokens[i].text for i in names]):
            return []
        whole = find_role(list(self.tokens[phrase.head : names[-1] + 1])) or role
        return [i for i in names if self._is_name(i, whole)]

    def _is_name(self, index: int, role: Role) -> bool:
        """A name beside a title, which is no part of it and no country."""
        token = self.tokens[index]
        word = key(token.text)
        return token.upos == "PROPN" and word not in words_of(role) and not country_word(token.text)

    def _is_there(self, figure: Figure, where: Sequence[int]) -> bool:
        """The report has given a person an office in that place or body."""
        words = {key(t.text) for told in figure.told for t in self.tokens[slice(*told.words)]}
        bodies = {role.body for role in figure.roles} - {None}
        return all(key(self.tokens[i].text) in words or self.cast.at.get(i) in bodies for i in where)

    # --- bodies ----------------------------------------------------------------------------------------------

    def _body(
        self, phrase: Phrase, indices: Sequence[int], history: Sequence[Phrase], said: Sequence[Phrase]
    ) -> Figure | None:
        """ "The ministry", "the court", "the group": the last body named whose name or kind says so."""
        if self.tokens[phrase.start].text.lower() not in {"the", "this", "that"}:
            return None
        lemma = self.tokens[phrase.head].lemma.lower()
        before = [f for f in self.cast.figures if not f.person and f.last_before(phrase.start) >= 0]
        others = self._modifiers(phrase, indices)
        by_name = [f for f in before if self._called(f, phrase) and self._fits(f, others)]
        if by_name:
            return self._last(by_name, phrase)
        if lemma in COUNTRIES and not phrase.noun.plural:
            if others or self._is_part(lemma):
                return None
            return self._recent(history, phrase, lambda f: f.kind == "country")
        if lemma in ANY_BODY and not others and not phrase.noun.plural:
            speaking = next((p.figure for p in reversed(said) if p.figure and p.figure.kind in GROUPS), None)
            return speaking or self._recent(history, phrase, lambda f: f.kind in GROUPS)
        return self._only_of_kind(phrase, before, others)

    def _last(self, figures: Sequence[Figure], phrase: Phrase) -> Figure | None:
        return max(figures, key=lambda f: f.last_before(phrase.start), default=None)

    def _recent(
        self, history: Sequence[Phrase], phrase: Phrase, fits: Callable[[Figure], bool]
    ) -> Figure | None:
        """The last figure before a phrase that fits, a subject before others of its sentence."""
        near = [
            p
            for p in history
            if p.figure and p.figure.name and phrase.sentence - p.sentence <= NEAR and fits(p.figure)
        ]
        found = max(near, key=lambda p: (p.sentence, p.role == "subject", p.head), default=None)
        return found.figure if found else None

    def _modifiers(self, phrase: Phrase, indices: Sequence[int]) -> list[Token]:
        return [
            self.tokens[i]
            for i in indices
            if i != phrase.head and relation(self.tokens[i]) in {"compound", "amod"} and i < phrase.head
        ]

    def _called(self, figure: Figure, phrase: Phrase) -> bool:
        """A name of a body before a phrase begins or ends with the word for a body: "the Front" of the Nusra Front.

        "The courts" are not the one court that is named, but "the forces" may be the Iraqi forces.
        """
        head = self.tokens[phrase.head]
        lemma = head.lemma.lower()
        if lemma not in collective_by_lemma() and lemma not in KINDS:
            return False
        names = [figure.name or "", *(self.cast.words(s, e) for s, e in figure.places if s < phrase.start)]
        ends = {
            words[at] for name in names for at in (0, -1) if (words := key(name).replace("-", " ").split())
        }
        if phrase.noun.plural:
            return figure.kind != "country" and key(head.text) in ends
        return lemma in ends

    def _fits(self, figure: Figure, others: Sequence[Token]) -> bool:
        """What else the phrase says stands in the name: "the weather service" is no Rift Rescue Service."""
        name = key(figure.name or "").replace("-", " ").split()
        return all(key(t.text) in name or is_of(t.text, figure) for t in others)

    def _only_of_kind(
        self, phrase: Phrase, before: Sequence[Figure], others: Sequence[Token]
    ) -> Figure | None:
        """ "The campaign group" where the report has named one of that kind."""
        noun = self._collective(phrase)
        if noun is None or noun.kind not in ORGANISED or noun.document or noun.animate:
            return None
        head = self.tokens[phrase.head]
        if head.upos != "NOUN" or head.lemma.lower() in {*SIDES, *THE_MEDIA}:
            return None
        if phrase.noun.plural or any(country_word(t.text) for t in self.tokens[phrase.start : phrase.head]):
            return None
        same = [f for f in before if f.kind == noun.kind]
        if len(same) != 1 or not _is_sort(same[0], head.lemma.lower()):
            return None
        lone = [t for t in others if key(t.text) not in noun.lemma.split()]
        return same[0] if self._fits(same[0], lone) else None

    def _collective(self, phrase: Phrase) -> Collective | None:
        table, lemma = collective_by_lemma(), self.tokens[phrase.head].lemma.lower()
        before = self.tokens[phrase.head - 1].lemma.lower() if phrase.head > phrase.start else ""
        return table.get(f"{before} {lemma}") or table.get(lemma)

    # --- persons ---------------------------------------------------------------------------------------------

    def _same_speaker(self, phrase: Phrase, indices: Sequence[int], said: Sequence[Phrase]) -> Figure | None:
        """ "The diplomat", "the official": whoever spoke last, where that is a person of such an office."""
        word = self.tokens[phrase.head].text.lower()
        if word not in OFFICIALS or not said or len(indices) > 2:
            return None
        figure = said[-1].figure
        if figure is None or not (figure.person and figure.name):
            return None
        offices = {word for role in figure.roles for word in role.title.split()}
        return figure if (DIPLOMATIC & offices if word == "diplomat" else offices) else None

    def _described(self, phrase: Phrase, indices: Sequence[int], history: Sequence[Phrase]) -> Figure | None:
        """Whom the report has called that before: "a student, Ahmed Mohamed" is "the student"."""
        lemma = self.tokens[phrase.head].lemma.lower()
        if self.tokens[phrase.start].text.lower() not in {"the", "this", "that", "these", "those"}:
            return None
        for other in reversed(history):
            if phrase.sentence - other.sentence > MEMORY:
                break
            figure = other.figure
            if figure and lemma in figure.words and figure.plural == phrase.noun.plural:
                return figure
        return None

    def _anyone(self, phrase: Phrase, history: Sequence[Phrase]) -> Figure | None:
        """ "The boy": the one person of that gender who was spoken of just now."""
        if self.tokens[phrase.head].text.lower() not in ANYONE or phrase.head - phrase.start > 1:
            return None
        near = {
            p.figure for p in history if p.figure and p.figure.person and phrase.sentence - p.sentence <= NEAR
        }
        fit = [f for f in near if f.gender in {None, phrase.noun.gender}]
        return fit[0] if len(fit) == 1 and fit[0].name else None


def _is_sort(figure: Figure, lemma: str) -> bool:
    """A body whose names say what it is goes by no word of another sort."""
    entry = organisation(figure.name or "", known=True)
    names = (figure.name or "", *(entry.aliases if entry else ()))
    words = {word for name in names for word in key(name).replace("-", " ").split()}
    told = [sort for sort in SORTS if sort & words]
    return not told or any(lemma in sort for sort in told) or not any(lemma in sort for sort in SORTS)


def words_of(role: Role) -> set[str]:
    """The words of a title; "secretary-general" is two of them."""
    return set(role.title.replace("-", " ").split())


def may_hold(figure: Figure, role: Role) -> bool:
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
