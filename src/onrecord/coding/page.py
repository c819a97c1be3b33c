"""A resolved report as coding sees it: who a phrase means, who tells a word, when and where a clause plays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.data import country_word
from onrecord.model import (
    Actor,
    Annotation,
    Document,
    Layout,
    Party,
    Place,
    Spans,
    Statement,
    Time,
    Words,
    cut,
)
from onrecord.syntax import Tree, spans_of, subtract

RELATIVE = {"who", "which", "that", "whom", "whose"}
LEFT_OUT = {
    *(
        "acl:relcl",
        "parataxis",
        "dep",
        "list",
        "advcl",
        "conj",
        "cc",
        "nsubj",
        "csubj",
        "cop",
        "aux",
        "mark",
        "discourse",
    ),
    *("ccomp", "vocative", "obl"),
    "acl",
}
CLITICS = {"'s", "’s", "'", "’"}
BODIES = {
    "armed_group",
    "military",
    "government_body",
    "country",
    "party",
    "coalition",
    "opposition",
    "group",
    "igo",
}
GROUNDS = {  # what is hit or held in place of whom it belongs to: "Turkish territory", "a Peshmerga position"
    *(
        "territory",
        "soil",
        "region",
        "area",
        "position",
        "base",
        "outpost",
        "checkpoint",
        "post",
        "stronghold",
        "north",
    ),
    *(
        "south",
        "east",
        "west",
        "village",
        "town",
        "city",
        "side",
        "airspace",
        "border",
        "convoy",
        "vehicle",
        "target",
    ),
    *("headquarters", "camp", "line", "settlement", "frontline", "facility", "embassy", "consulate"),
}
PEOPLE = {
    *(
        "militant",
        "fighter",
        "gunman",
        "force",
        "troop",
        "soldier",
        "insurgent",
        "rebel",
        "member",
        "guerrilla",
        "jihadist",
    ),
    *(
        "army",
        "warplane",
        "jet",
        "aircraft",
        "regime",
        "government",
        "authority",
        "side",
        "militia",
        "commander",
        "unit",
    ),
    *(
        "police",
        "navy",
        "bomber",
        "drone",
        "helicopter",
        "official",
        "administration",
        "peacekeeper",
        "extremist",
    ),
    *(
        "terrorist",
        "militiaman",
        "group",
        "leadership",
        "operative",
        "supporter",
        "ship",
        "vessel",
        "warship",
        "tank",
    ),
    *(
        "plane",
        "fighter-bomber",
        "artillery",
        "troops",
        "forces",
        "boat",
        "submarine",
        "gunboat",
        "patrol",
        "diplomat",
    ),
    *(
        "hacker",
        "leader",
        "marine",
        "guard",
        "agent",
        "intelligence",
        "prosecutor",
        "court",
        "ministry",
        "lawmaker",
        "personnel",
        "tribesman",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the stages before have found, answered by token index."""

    document: Document
    layout: Layout
    annotation: Annotation
    actors: Sequence[Actor]
    places: Sequence[Place]
    times: Sequence[Time]
    statements: Sequence[Statement]

    @cached_property
    def tree(self) -> Tree:
        return Tree(self.annotation)

    @property
    def text(self) -> str:
        return self.document.text

    # --- actors ----------------------------------------------------------------------------------------------

    @cached_property
    def _mentions(self) -> dict[int, list[tuple[int, int, Actor]]]:
        """For each token the mentions that cover it, as (length, head token, actor), the shortest first."""
        found: dict[int, list[tuple[int, int, Actor]]] = {}
        for actor in self.actors:
            for mention in actor.mentions:
                tokens = self.annotation.under(((mention.start, mention.end),))
                if not tokens:
                    continue
                head = self.top(tokens)
                for index in tokens:
                    found.setdefault(index, []).append((len(tokens), head, actor))
        for rows in found.values():
            rows.sort(key=lambda row: row[0])
        return found

    def top(self, tokens: Sequence[int]) -> int:
        """The token that the others hang on."""
        inside = set(tokens)
        return next((i for i in tokens if self.annotation.tokens[i].head not in inside), tokens[0])

    def actors_at(self, head: int) -> list[Actor]:
        """Whom a word means as the head of a phrase: several for "the two sides", nobody where it is left open.

        The relative pronoun of a clause means what the clause stands at. A noun for the people of a body means the body
        ("Jabhat al-Nusra militants"), one set beside a name whom that names ("co-founder Sergey Brin"), an adjective of
        nationality its country.
        """
        head = self.referent(head)
        rows = self._mentions.get(head, [])
        exact = [actor for _, top, actor in rows if top == head]
        if exact:
            return list(dict.fromkeys(exact))
        if rows:
            return [rows[0][2]]
        return self._beside(head) or self._of_country(head)

    def named(self, index: int) -> int:
        """The head of the shortest name that a word stands inside, else the word itself."""
        rows = self._mentions.get(index, [])
        return index if not rows or any(top == index for _, top, _ in rows) else rows[0][1]

    def is_mention(self, index: int) -> bool:
        """Whether a word is the head of a mention of an actor."""
        return any(top == index for _, top, _ in self._mentions.get(index, ()))

    def _beside(self, head: int) -> list[Actor]:
        token = self.annotation.tokens[head]
        if token.upos not in {"NOUN", "PROPN"}:
            return []
        people = token.lemma.lower() in PEOPLE or token.lemma.lower() in GROUNDS
        for kid in self.tree.children[head]:
            relation = self.tree.rel(kid)
            for _, top, actor in self._mentions.get(kid, []):
                named = top == kid and relation in {"appos", "flat"} and actor.kind == "person"
                if named or (
                    people
                    and relation in {"compound", "amod", "nmod", "nmod:poss"}
                    and self._holds(kid, actor)
                ):
                    return [actor]
        return []

    def _holds(self, kid: int, actor: Actor) -> bool:
        """ "Taliban fighters", "fighters of the group": those of a body that has fighters."""
        return actor.kind in BODIES and self.tree.marker(kid) in {"", "of", "from"}

    def _of_country(self, head: int) -> list[Actor]:
        token = self.annotation.tokens[head]
        found = country_word(token.text) if token.upos in {"ADJ", "PROPN", "NOUN"} else None
        if (
            found is None
            or found[1] not in {"adjective", "people"}
            or self.tree.rel(head) not in {"amod", "compound"}
        ):
            return []
        return [a for a in self.actors if a.kind == "country" and a.country == found[0].iso3]

    def referent(self, head: int) -> int:
        """The noun that a relative pronoun means, else the word itself."""
        tokens = self.annotation.tokens
        if self.tree.lower(head) not in RELATIVE or tokens[head].upos not in {"PRON", "DET"}:
            return head
        at, seen = tokens[head].head, 0
        while at >= 0 and self.tree.rel(at) != "acl" and seen < 4:
            at, seen = tokens[at].head, seen + 1
        return tokens[at].head if at >= 0 and self.tree.rel(at) == "acl" and tokens[at].head >= 0 else head

    def phrase(self, head: int) -> list[int]:
        """The words of a party: its noun phrase without clauses and without those it is coordinated with."""
        head = self.referent(head)
        drop = [k for k in self.tree.children[head] if self._is_left_out(k)]
        below = set(self.tree.below(head, drop))
        low = high = head
        while low - 1 in below:
            low -= 1
        while high + 1 in below:
            high += 1
        for _, top, _actor in self._mentions.get(head, ())[:1]:
            if top == head:
                named = [i for i in range(max(0, head - 12), head + 12) if self._same_name(i, head)]
                low, high = min(low, *named), max(high, *named)
        indices = list(range(low, high + 1))
        while len(indices) > 1 and self._is_edge(indices[0], head):
            indices.pop(0)
        while len(indices) > 1 and (
            self.tree.lower(indices[-1]) in CLITICS or self.tree.tokens[indices[-1]].upos == "PUNCT"
        ):
            indices.pop()
        return indices

    def _is_left_out(self, kid: int) -> bool:
        relation = self.tree.rel(kid)
        doer = (
            relation == "nmod" and self.tree.marker(kid) == "by"
        )  # whose deed the noun is told of, not who is meant
        return doer or self.tree.tokens[kid].deprel in LEFT_OUT or relation in LEFT_OUT

    def _same_name(self, index: int, head: int) -> bool:
        shortest = self._mentions[head][0]
        return shortest in self._mentions.get(index, ())

    def _is_edge(self, index: int, head: int) -> bool:
        token = self.tree.tokens[index]
        return token.upos in {"PUNCT", "CCONJ"} or (token.upos in {"ADP", "SCONJ"} and token.head == head)

    def party(self, head: int) -> Party:
        """The phrase of a head as a party: its words as written, and whom they mean where that is one actor."""
        spans = self.spans(self.phrase(head))
        found = self.actors_at(head)
        return Party(actor=found[0].id if len(found) == 1 else None, text=cut(self.text, spans), spans=spans)

    def parties(self, head: int) -> list[Party]:
        """A party for each actor that a phrase means, or one for its words."""
        found = self.actors_at(head)
        if len(found) < 2:
            return [self.party(head)]
        plain = self.party(head)
        return [Party(actor=actor.id, text=plain.text, spans=plain.spans) for actor in found]

    # --- words -----------------------------------------------------------------------------------------------

    def spans(self, indices: Iterable[int]) -> Spans:
        """Characters of tokens, without editorial notes."""
        return tuple(subtract(spans_of(self.annotation, indices), self.layout.notes, self.text))

    def words(self, indices: Iterable[int]) -> Words:
        spans = self.spans(indices)
        return Words(text=cut(self.text, spans), spans=spans)

    # --- who tells it ----------------------------------------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def _tellers(self) -> dict[int, Statement]:
        """For each token the innermost statement whose content it stands in."""
        found: dict[int, Statement] = {}
        for statement in sorted(self.statements, key=self.depth):
            for index in self.annotation.under(statement.content.spans):
                found[index] = statement
        return found

    def depth(self, statement: Statement) -> int:
        """How many statements a statement stands in."""
        return sum(1 for _ in self.chain(statement)) - 1

    def statement_at(self, index: int) -> Statement | None:
        """The innermost statement in whose content a word stands; None in the report's own voice."""
        return self._tellers.get(index)

    def chain(self, statement: Statement | None) -> Iterator[Statement]:
        """A statement and those that it stands in, from the inside."""
        seen: set[str] = set()
        while statement and statement.id not in seen:
            seen.add(statement.id)
            yield statement
            statement = self._by_id.get(statement.parent) if statement.parent else None

    # --- when and where --------------------------------------------------------------------------------------

    @cached_property
    def _time_tokens(self) -> list[tuple[int, Time]]:
        rows = []
        for time in self.times:
            tokens = self.annotation.under(((time.start, time.end),))
            if tokens:
                rows.append((tokens[0], time))
        return sorted(rows, key=lambda row: row[0])

    @cached_property
    def time_words(self) -> frozenset[int]:
        """The tokens of expressions of time."""
        return frozenset(i for time in self.times for i in self.annotation.under(((time.start, time.end),)))

    def times_in(self, start: int, end: int) -> list[tuple[int, Time]]:
        """The times among the tokens ``[start, end)``, with their first tokens."""
        firsts = [index for index, _ in self._time_tokens]
        return self._time_tokens[bisect_right(firsts, start - 1) : bisect_right(firsts, end - 1)]

    @cached_property
    def places_at(self) -> dict[int, Place]:
        """The places by the tokens that name them."""
        found: dict[int, Place] = {}
        for place in self.places:
            for mention in place.mentions:
                for index in self.annotation.under(((mention.start, mention.end),)):
                    found.setdefault(index, place)
        return found
