"""Where something was said: a place that stands with the cue, outside the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Annotation, Span, Statement
from onrecord.resolve.places import Places
from onrecord.resolve.when import closed_spans

AT = {"in", "at", "outside", "inside", "near", "from"}
FROM = "from"  # "said from Kabul" tells where; "lawmakers from Texas" tells who
# Verbs between a cue and its place that belong to the same occasion: "speaking in Nairobi, he said".
OCCASIONS = {"speak", "talk", "address", "attend", "hold", "testify", "appear", "visit", "meet", "write"}
MAX_CLIMB = 6


class Occasions:
    """Finds the places of statements among those of the report."""

    def __init__(self, annotation: Annotation, places: Places) -> None:
        self.annotation, self.places = annotation, places

    def said_at(self, statement: Statement) -> str | None:
        """The id of the place where something was said, where its own clause names one."""
        cue = self.annotation.under(statement.cue.spans)
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
