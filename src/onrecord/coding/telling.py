"""Who tells a row, with what status and how firmly: the clause around its word, then each statement around that.

Invariant: a row is told by the innermost statement that asserts it. Feelings take their content for granted
("alarmed by the attack"), intentions do not assert it ("ready to leave"), and what is not said, or only to be said,
asserts nothing; then the statement outside tells it, or the report itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onrecord.coding.factuality import (
    CLAUSES,
    Reality,
    is_definite,
    negated,
    opened,
    path_to,
    reality,
    signature_of,
    weakest,
)
from onrecord.coding.page import Page
from onrecord.model import Certainty, Polarity, Statement, Status
from onrecord.syntax import Tree

Act = Literal["assert", "given", "deny", "ask", "demand", "pledge", "fear", "threaten", "wish", "open"]
Steps = tuple[tuple[str, str], ...]

# What a cue of a class does with a content that is a clause; the rest assert it.
ACTS: dict[str, Act] = {
    **dict.fromkeys(("deny", "refuse", "rule_out", "oppose", "pretend"), "deny"),
    **dict.fromkeys(("ask",), "ask"),
    **dict.fromkeys(("demand", "request"), "demand"),
    **dict.fromkeys(("promise", "agree", "decide", "vote", "ensure"), "pledge"),
    **dict.fromkeys(("plan",), "wish"),
    **dict.fromkeys(("intend", "hope", "dream"), "wish"),
    "threaten": "threaten",
    "warn": "fear",
}
# What they do with a content that is a noun phrase: it is talked about, not asserted.
GIVEN = {
    *(
        "feel",
        "criticise",
        "praise",
        "apologise",
        "mention",
        "discuss",
        "focus",
        "refer",
        "defend",
        "express",
    ),
    *("support", "oppose", "describe", "denote", "joke", "echo", "disagree", "interpret", "call", "cite"),
}
FEARS = {"fear", "dread", "worry", "afraid", "fearful", "worried", "nervous", "anxious", "wary", "concern"}
HOPES = {"hopeful", "wish", "hope", "like", "love", "want", "enjoy"}
OWN_WILL = {
    "plan",
    "intend",
    "ready",
    "prepare",
    "decide",
    "determined",
    "aim",
    "willing",
    "prepared",
    "commit",
    "set",
}
FACT_CUES = {"alarm", "concern", "shock", "sadden", "anger", "appal", "outrage", "dismay", "worry", "regret"}
PROPOSALS = {
    "propose",
    "recommend",
    "counsel",
    "advise",
    "encourage",
    "proposal",
    "recommendation",
    "suggest",
}
SELF = {"i", "we", "he", "she", "it", "they"}
FORESEEING = {"predict", "believe", "warn", "feel", "hope", "estimate", "appear", "fear", "suggest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whose word a row is and how it is meant; ``polarity`` "-" where its absence is told, pledged or demanded."""

    statement: str | None
    status: Status
    certainty: Certainty
    polarity: Polarity = "+"
    steps: Steps = ()


@dataclass(frozen=True)
class Telling:
    """Answers for the words of one report."""

    page: Page

    def told(self, token: int) -> Told:
        """Who tells an event, relation or commitment whose predicate is ``token``, and how."""
        levels = [s for s in self.page.chain(self._around(token))]
        found = reality(self.tree, token, self._inside(levels[0]) if levels else None)
        return self._settled(self._through(levels, token, found), token)

    @property
    def tree(self) -> Tree:
        return self.page.tree

    # --- from the inside out ---------------------------------------------------------------------------------

    def _around(self, token: int) -> Statement | None:
        """The innermost statement that a word stands in the content of; a cue stands in the one around it."""
        found = self.page.statement_at(token)
        own = self._cues.get(token)
        while found and own and any(found.id == one.id for one in own):
            found = next(iter(list(self.page.chain(found))[1:]), None)
        return found

    def _through(
        self, levels: Sequence[Statement], token: int, found: Reality
    ) -> tuple[list[Statement], Statement | None, Reality]:
        """The statements from the teller outwards, the teller, and what is left of reality there."""
        for depth, statement in enumerate(levels):
            outside = levels[depth + 1 :]
            act = self._act(statement, token, found)
            found = found.noted(f"{statement.cue.class_} ({act})", statement.cue.text)
            if act in {"given", "open", "wish"}:
                found = found if act == "given" else self._wished(statement, act, found, outside)
                continue
            cue = self._cue_reality(statement, outside)
            if act == "assert" and cue.sign == "o" and not cue.given:
                found = opened(found, "hypothetical", "unspecified")
                continue
            denier = self._denier(statement, outside)
            if denier:
                return list(outside), denier, negated(replace(found, certainty="certain"))
            return list(levels[depth:]), statement, self._said(statement, act, found)
        return [], None, found

    def _wished(
        self, statement: Statement, act: Act, found: Reality, outside: Sequence[Statement]
    ) -> Reality:
        """ "Ready to leave", and "not ready to leave": not so, whatever was meant."""
        own = (act == "wish" and self._lemma(statement) in OWN_WILL) or statement.cue.class_ in {
            "intend",
            "plan",
        }
        wanted = opened(found, "pledged" if own else "hypothetical", "probable" if own else "possible")
        above = self._cue_reality(statement, outside)
        if statement.polarity == "-" or above.sign == "-":
            return Reality(sign="-", steps=wanted.steps)
        if above.sign == "o":
            return replace(
                wanted, how=above.how or "hypothetical", certainty=weakest(wanted.certainty, above.certainty)
            )
        return wanted

    def _said(self, statement: Statement, act: Act, found: Reality) -> Reality:
        """What a statement makes of its content."""
        if found.given and act not in {"deny", "assert"}:
            return found
        if act == "deny":
            if statement.polarity == "+" and statement.certainty == "possible":
                return opened(found, "hypothetical", "possible")  # "did not rule out"
            return (
                negated(found) if statement.polarity == "-" or statement.cue.class_ in {"oppose"} else found
            )
        if act == "ask":
            return opened(found, "hypothetical", "unspecified")
        if act == "demand":
            return (
                opened(found, "demanded", "possible") if found.sign != "o" else replace(found, how="demanded")
            )
        if act == "pledge":
            return (
                opened(found, "pledged", "probable") if found.sign != "o" else replace(found, how="pledged")
            )
        if act in {"fear", "threaten"}:
            return (
                opened(found, "hypothetical", "possible")
                if found.sign != "o"
                else replace(found, how="hypothetical")
            )
        if statement.polarity == "-":
            if statement.certainty == "unspecified" or statement.cue.class_ == "confirm":
                return opened(found, "hypothetical", "unspecified")
            return negated(found) if statement.cue.class_ != "know" else found
        return found

    def _act(self, statement: Statement, token: int, found: Reality) -> Act:
        """What a statement does with a word of its content."""
        lemma, class_ = self._lemma(statement), statement.cue.class_
        top = self._top(statement, token)
        nominal = self.tree.rel(top) not in {*CLAUSES, "root"} and not self.tree.kids(top, "nsubj", "cop")
        quoted = statement.kind != "indirect"
        if self._is_aside(statement) and class_ == "demand":
            return "given"
        if nominal and not quoted and (class_ in GIVEN or found.given or lemma in FACT_CUES):
            return (
                "fear"
                if lemma in FEARS and not is_definite(self.tree, top) and not self._by(statement)
                else "given"
            )
        if class_ == "feel" and not quoted:
            return (
                "fear"
                if lemma in FEARS & {"fear", "dread", "afraid", "worry"}
                else "wish"
                if lemma in HOPES
                else "given"
            )
        if class_ in {"demand", "intend", "convince", "know", "say"}:
            head = self._head(statement)
            names = ("to",) if any(self.tree.lower(k) == "to" for k in self.tree.kids(top, "mark")) else ()
            known = signature_of(self.tree, head, names) if head is not None and names else None
            if known and known.positive == "+" and class_ != "say":
                return "open" if statement.polarity == "-" else "given"
        if class_ == "suggest" and lemma in PROPOSALS and not self.tree.kids(top, "aux"):
            return "demand" if self._is_bare(top) else "assert"
        if class_ in {"predict"} and nominal:
            return "fear"
        act = ACTS.get(class_, "assert")
        if act == "fear" and not nominal and found.sign != "o" and self._is_past(top):
            return "assert"
        if (
            act == "fear"
            and class_ == "warn"
            and any(self.tree.lower(k) == "to" for k in self.tree.kids(top, "mark"))
        ):
            return "demand"
        return act

    def _by(self, statement: Statement) -> bool:
        return statement.cue.text.lower().endswith((" by", " about"))

    def _is_aside(self, statement: Statement) -> bool:
        """ "..., as is required by the charter": a remark on what somebody else says."""
        return statement.cue.text.lower().startswith("as ")

    def _is_bare(self, top: int) -> bool:
        token = self.tree.tokens[top]
        return token.upos != "VERB" or token.text.lower() == token.lemma.lower() or token.text.endswith("ing")

    def _is_past(self, top: int) -> bool:
        token = self.tree.tokens[top]
        if any(
            self.tree.lower(k) in {"had", "has", "have", "was", "were", "is", "are", "been"}
            for k in self.tree.kids(top, "aux", "cop")
        ):
            return True
        return (
            token.upos == "VERB"
            and token.text.lower() != token.lemma.lower()
            and not token.text.endswith("ing")
        )

    # --- a statement -----------------------------------------------------------------------------------------

    @cached_property
    def _cues(self) -> dict[int, list[Statement]]:
        found: dict[int, list[Statement]] = {}
        for statement in self.page.statements:
            for index in self.page.annotation.under(statement.cue.spans):
                found.setdefault(index, []).append(statement)
        return found

    @cached_property
    def _insides(self) -> dict[str, frozenset[int]]:
        return {}

    def _inside(self, statement: Statement) -> frozenset[int]:
        """The tokens of a content, without those of its own cue."""
        if statement.id not in self._insides:
            cue = self.page.annotation.under(statement.cue.spans)
            content = self.page.annotation.under(statement.content.spans)
            self._insides[statement.id] = frozenset(content) - frozenset(cue)
        return self._insides[statement.id]

    def _head(self, statement: Statement) -> int | None:
        tokens = self.page.annotation.under(statement.cue.spans)
        return self.page.top(tokens) if tokens else None

    def _lemma(self, statement: Statement) -> str:
        head = self._head(statement)
        return "" if head is None else self.tree.tokens[head].lemma.lower()

    def _top(self, statement: Statement, token: int) -> int:
        return path_to(self.tree, token, self._inside(statement))[0]

    def _cue_reality(self, statement: Statement, outside: Sequence[Statement]) -> Reality:
        """What the words around a cue say of it: a statement that is only hoped for asserts nothing."""
        head = self._head(statement)
        if head is None:
            return Reality()
        return reality(self.tree, head, self._inside(outside[0]) if outside else None)

    def _denier(self, statement: Statement, outside: Sequence[Statement]) -> Statement | None:
        """Who denies the claim itself: "Russia denied allegations that it bombed"."""
        head = self._head(statement)
        if head is None or not outside or outside[0].cue.class_ != "deny":
            return None
        return outside[0] if outside[0].polarity == "-" and self._top(outside[0], head) == head else None

    # --- the answer ------------------------------------------------------------------------------------------

    def _settled(self, found: tuple[list[Statement], Statement | None, Reality], token: int) -> Told:
        chain, teller, real = found
        sure = weakest(real.certainty, *(statement.certainty for statement in chain))
        status: Status
        if real.sign == "-":
            status = "denied"
        elif real.sign == "o":
            status = self._foreseen(teller, token) if real.how == "future" else real.how or "hypothetical"
        else:
            status = "claimed" if teller else "reported"
        return Told(
            statement=teller.id if teller else None,
            status=status,
            certainty=sure,
            polarity="-" if real.sign == "-" or (real.sign == "o" and real.negative) else "+",
            steps=real.steps,
        )

    def _foreseen(self, teller: Statement | None, token: int) -> Status:
        """ "Will": pledged by whom it is up to, and where it is arranged; else foreseen."""
        subject = self._subject(token)
        if teller is None:
            return "hypothetical" if subject is not None and not self.page.actors_at(subject) else "pledged"
        if teller.cue.class_ in FORESEEING:
            return "hypothetical"
        if subject is None:
            return "pledged"
        if self.tree.lower(subject) in SELF:
            return "pledged"
        actors = self.page.actors_at(subject)
        own = [actor for actor in actors if actor.id == teller.speaker.actor]
        return "pledged" if own or self.tree.passive(self.tree.tokens[subject].head) else "hypothetical"

    def _subject(self, token: int) -> int | None:
        at: int = token
        while at >= 0:
            subjects = self.tree.kids(at, "nsubj")
            if subjects:
                return subjects[0]
            if self.tree.rel(at) not in {"xcomp", "conj", "advcl", "obj", "obl"}:
                return None
            at = self.tree.tokens[at].head
        return None
