"""Whom a description means: "the Russian foreign minister", "the ministry", "the group", "the boy".

Where the report does not tell, and no registry of offices, the answer is nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.data import Collective, collective_by_lemma, country_word, key
from onrecord.model import Token
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.kinds import KINDS
from onrecord.resolve.offices import holder_of
from onrecord.resolve.people import Role, find_role
from onrecord.resolve.phrases import INDEFINITE, Phrase, relation

MEMORY = 8  # sentences after which a common noun no longer reaches back
NEAR = 2  # the same for "the man" and "the boy", who are whoever was spoken of
SIDES = {"side", "government", "authorities", "administration", "leadership", "state", "regime"}
ORGANISED = {
    *("government_body", "military", "armed_group", "party", "opposition", "igo"),
    *("ngo", "coalition", "company", "media"),
}
GROUPS = {"armed_group", "party", "opposition", "ngo", "coalition", "religious_group", "group"}
ANY_BODY = {"group", "organisation", "organization", "movement", "body"}
OFFICIALS = {"official", "diplomat", "politician"}  # words for whoever has just spoken
DIPLOMATIC = {"foreign", "ambassador", "envoy", "consul", "diplomat"}
ANYONE = {"man", "woman", "boy", "girl", "teenager", "teen", "youth", "youngster", "lad"}
COUNTRIES = {"country", "nation", "kingdom", "republic", "state"}


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
        words = [self.tokens[i] for i in indices]
        role = find_role(words)
        figure = self._holder(role, phrase) if role and self._about_head(role, phrase) else None
        if figure or phrase.form != "definite" or self._told_apart(phrase):
            return figure
        return (
            self._body(phrase, indices, history, said)
            or self._same_speaker(phrase, indices, said)
            or self._described(phrase, indices, history)
            or self._anyone(phrase, history)
        )

    def _told_apart(self, phrase: Phrase) -> bool:
        """A clause behind the noun says which one is meant: "the member who wishes to leave"."""
        children = self.cast.annotation.children[phrase.head]
        return any(relation(self.tokens[k]) == "acl" and k > phrase.head for k in children)

    # --- countries and offices -------------------------------------------------------------------------------

    def _country(self, phrase: Phrase, indices: Sequence[int]) -> Figure | None:
        """A side of a country: "the Turkish side", "the Syrian government", "the government of Syria"."""
        if self.tokens[phrase.head].lemma.lower() not in SIDES or phrase.head + 1 - phrase.start > 4:
            return None
        found = next(
            (c for i in indices if i != phrase.head and (c := country_word(self.tokens[i].text))), None
        )
        return self.cast.named(found[0].name, "country", found[0].iso3) if found else None

    def _about_head(self, role: Role, phrase: Phrase) -> bool:
        """The title is what the phrase is about: "the minister's lawyer" is no minister."""
        head = self.tokens[phrase.head]
        return not {key(head.text), head.lemma.lower()}.isdisjoint(words_of(role))

    def _holder(self, role: Role, phrase: Phrase) -> Figure | None:
        """Who holds an office: in this report, the last named first, or else by the registry of offices."""
        holders = [figure for figure in self.cast.figures if figure.person and may_hold(figure, role)]
        here = max(holders, key=lambda figure: figure.last_before(phrase.head), default=None)
        if here or phrase.noun.plural or role.country is None or phrase.form != "definite":
            return here
        return holder_of(self.cast, role, self.published)

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
        by_name = [f for f in before if self._called(f, lemma, phrase.start) and self._fits(f, others)]
        if by_name:
            return self._last(by_name, phrase)
        if lemma in COUNTRIES and not phrase.noun.plural:
            return None if others else self._recent(history, phrase, lambda f: f.kind == "country")
        if lemma in ANY_BODY and not others and not phrase.noun.plural:
            speaking = next((p.figure for p in reversed(said) if p.figure and p.figure.kind in GROUPS), None)
            return speaking or self._recent(history, phrase, lambda f: f.kind in GROUPS)
        return self._only_of_kind(phrase, before)

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

    def _called(self, figure: Figure, lemma: str, index: int) -> bool:
        """A name of a body before a token begins or ends with the word for a body: "the Front" of the Nusra Front."""
        if lemma not in collective_by_lemma() and lemma not in KINDS:
            return False
        names = [figure.name or "", *(self.cast.words(s, e) for s, e in figure.places if s < index)]
        ends = {
            words[at] for name in names for at in (0, -1) if (words := key(name).replace("-", " ").split())
        }
        return lemma in ends

    def _fits(self, figure: Figure, others: Sequence[Token]) -> bool:
        """What else the phrase says stands in the name: "the weather service" is no Rift Rescue Service."""
        name = key(figure.name or "").replace("-", " ").split()
        return all(key(t.text) in name or _is_of(t.text, figure) for t in others)

    def _only_of_kind(self, phrase: Phrase, before: Sequence[Figure]) -> Figure | None:
        """ "The campaign group" where the report has named one of that kind."""
        noun = self._collective(phrase)
        if noun is None or noun.kind not in ORGANISED or noun.document or noun.animate:
            return None
        if self.tokens[phrase.head].upos != "NOUN" or self.tokens[phrase.head].lemma.lower() in SIDES:
            return None
        if phrase.noun.plural or any(country_word(t.text) for t in self.tokens[phrase.start : phrase.head]):
            return None
        same = [f for f in before if f.kind == noun.kind]
        return same[0] if len(same) == 1 else None

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


def _is_of(word: str, figure: Figure) -> bool:
    """A country's adjective before a body of that country."""
    found = country_word(word)
    return found is not None and found[0].iso3 == figure.country


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
