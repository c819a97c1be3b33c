"""A resolved report as coding sees it: who a phrase means, who tells a word, when and where a clause plays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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

        The relative pronoun of a clause means what the clause stands at.
        """
        head = self.referent(head)
        rows = self._mentions.get(head, [])
        exact = [actor for _, top, actor in rows if top == head]
        if exact:
            return list(dict.fromkeys(exact))
        # "Jabhat al-Nusra militants", "Lavrov" in "Foreign Minister Lavrov": a name beside or inside the noun.
        return [rows[0][2]] if rows else []

    def referent(self, head: int) -> int:
        """The noun that a relative pronoun means, else the word itself."""
        tokens = self.annotation.tokens
        if self.tree.lower(head) not in RELATIVE or tokens[head].upos not in {"PRON", "DET"}:
            return head
        at, seen = tokens[head].head, 0
        while at >= 0 and self.tree.rel(at) != "acl" and seen < 4:
            at, seen = tokens[at].head, seen + 1
        return tokens[at].head if at >= 0 and self.tree.rel(at) == "acl" and tokens[at].head >= 0 else head

    def party(self, head: int) -> Party:
        """The phrase of a head as a party: its words as written, and whom they mean where that is one actor."""
        indices = self.tree.phrase(self.referent(head)) or [head]
        spans = self.spans(indices)
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
