"""Who tells a row, with what status and how firmly: the clause around its word, then each statement around that.

Invariant: a row is told by the innermost statement that asserts it. Feelings take their content for granted
("alarmed by the attack"), intentions and refusals do not assert it ("ready to leave", "refused to leave"), and what
is itself not said, or still to be said, asserts nothing; then the statement outside tells it, or the report.

A threat is hypothetical, not pledged: who threatens would rather not have to. ``certainty`` is the weakest along the
chain, from the clause to the outermost statement around the teller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.coding.acts import SILENT, Act, Acts
from onrecord.coding.complements import below
from onrecord.coding.doers import is_somebody, subject
from onrecord.coding.factuality import reality
from onrecord.coding.page import Page
from onrecord.coding.smallwords import WH, negation
from onrecord.coding.verdicts import REAL, TO_COME, Reality, opened, weakest
from onrecord.coding.voices import is_side_of
from onrecord.model import Certainty, Polarity, Statement, Status, Token
from onrecord.syntax import Tree

# What an act says of its content as a whole.
START: dict[Act, Reality] = {
    "assert": REAL,
    "given": Reality(given=True),
    "deny": Reality("-"),
    "undo": Reality("-"),
    "ask": Reality("o", "hypothetical", "unspecified"),
    "demand": Reality("o", "demanded", "possible"),
    "forbid": Reality("o", "demanded", "possible", negative=True),
    "pledge": Reality("o", "pledged", "probable"),
    "intend": Reality("o", "pledged", "probable"),
    "fear": Reality("o", "hypothetical", "possible"),
    "wish": Reality("o", "hypothetical", "possible"),
    "expect": Reality("o", "hypothetical", "probable"),
}
EVIDENCE = {"evidence", "proof", "sign", "indication"}
DEALS = {
    "agreement",
    "deal",
    "accord",
    "treaty",
    "pact",
    "plan",
    "truce",
    "roadmap",
    "contract",
    "schedule",
    "programme",
}
OWN_SOURCES = {
    *("information", "data", "intelligence", "estimate", "estimates", "assessment", "view", "opinion"),
    *("understanding", "knowledge", "figures", "judgement", "judgment"),
}
SELF = {"i", "we"}
FORESEEING = {"predict", "believe", "warn", "feel", "hope", "estimate", "appear", "suggest", "know"}
DOUBTFUL = -2.2  # of the head for factuality, from -3 to 3; see bench/factuality.py
NO_WORDS: frozenset[int] = frozenset()

Chain = Sequence[Statement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whose word a row is and how it is meant; ``polarity`` is "-" where its absence is told, pledged or demanded."""

    statement: str | None
    status: Status
    certainty: Certainty
    polarity: Polarity = "+"
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Telling:
    """Answers for the words of one report."""

    page: Page

    @cached_property
    def _acts(self) -> Acts:
        return Acts(self.page)

    @property
    def tree(self) -> Tree:
        return self.page.tree

    def told(self, token: int) -> Told:
        """Who tells an event, relation or commitment whose predicate is ``token``, and how."""
        found, chain = self._real(token, self._around(token))
        while len(chain) > 1 and self._is_own_source(chain[0]):
            chain = chain[1:]
        found = self._doubted(found, token)
        teller = chain[0] if chain else None
        status = self._status(found, teller, token)
        absent = status == "denied" or (found.sign == "o" and found.negative)
        return Told(
            statement=teller.id if teller else None,
            status=status,
            certainty=weakest(found.certainty, *(statement.certainty for statement in chain)),
            polarity="-" if absent else "+",
            steps=found.steps,
        )

    def _is_own_source(self, statement: Statement) -> bool:
        """ "According to our information": what who says so has it from is no other voice."""
        words = statement.speaker.text.lower().split()
        return len(words) > 1 and words[0] in {"our", "my"} and words[-1] in OWN_SOURCES

    def _around(self, token: int) -> list[Statement]:
        """The statements that a word stands in the content of, from the inside; its own cue does not count."""
        chain = self.page.chain(self.page.statement_at(token))
        return [statement for statement in chain if token not in self._acts.cue(statement)]

    def _outside(self, token: int) -> set[int]:
        """The tokens of a sentence that stand in no statement, as a word of the report's own voice does."""
        own = self.page.statement_at(token)
        return {i for i in range(*self.tree.sentence(token)) if self.page.statement_at(i) in {None, own}}

    # --- from the inside out ---------------------------------------------------------------------------------

    def _real(self, token: int, chain: Chain, without: frozenset[int] = NO_WORDS) -> tuple[Reality, Chain]:
        """What is said of a word, and the statements from the one that says so outwards.

        Args:
            without: the content of the word, where it is a cue: what is said there says nothing of the cue.
        """
        if not chain:
            return reality(self.tree, token, self._outside(token) - without), ()
        statement, inside = chain[0], self._acts.inside(chain[0])
        top = self._acts.top(statement, token)
        act = self._acts.act(statement, top)
        above, outer = self._cued(statement, chain[1:])
        start, tells = self._start(statement, act, top, above)
        start = replace(start, steps=() if tells else above.steps)
        start = start.noted(f"{statement.cue.class_}: {act}", statement.cue.text)
        found = reality(self.tree, token, inside - without, start)
        if found.given and (act != "assert" or start.sign != "+") and self._acts.is_nominal(top):
            tells = False  # "called for an investigation into the attack"
        return found, chain if tells else outer

    def _cued(self, statement: Statement, outside: Chain) -> tuple[Reality, Chain]:
        """What is said of the cue of a statement, and by whom."""
        head = self._acts.head(statement)
        return (REAL, outside) if head is None else self._real(head, outside, self._acts.inside(statement))

    def _start(self, statement: Statement, act: Act, top: int, above: Reality) -> tuple[Reality, bool]:
        """What a statement says of its content as a whole, and whether it is the one that tells it."""
        if act == "assert":
            start, tells = self._asserted(statement, above)
            unmade = start == START["ask"] and self._acts.is_wh(top)  # "did not say who had fired"
            return (START["given"], False) if unmade else (start, tells)
        if act == "given":
            return START["given"], False
        if act == "deny":
            doubted = statement.polarity == "+"  # "did not deny", "did not rule out"
            return (START["fear"] if doubted else replace(START["deny"], certainty=statement.certainty)), True
        return self._left(statement, act, top, above) if act in SILENT else self._put(statement, act, above)

    def _asserted(self, statement: Statement, above: Reality) -> tuple[Reality, bool]:
        """What is claimed, unless the claim is not made or is said to be wrong."""
        words, verbal = (
            {self.tree.tokens[i].lemma.lower() for i in self._acts.cue(statement)},
            self._acts.is_verbal(statement),
        )
        if words & EVIDENCE and "-" in (above.sign, statement.polarity):
            return Reality("-", certainty="possible"), verbal
        if statement.polarity == "-" or (above.sign == "-" and verbal):
            unsure = statement.certainty == "unspecified" or statement.cue.class_ in {"confirm", "show"}
            if unsure or statement.polarity == "+":
                return START["ask"], True  # "could not confirm that", "nobody said that"
            return Reality("-", certainty=statement.certainty), True
        if above.sign == "-":
            return Reality("-", certainty=above.certainty), False
        if above.sign == "o" and above.how in {"demanded", "hypothetical"} and not self._is_own(statement):
            return START["ask"], False
        return REAL, True

    def _put(self, statement: Statement, act: Act, above: Reality) -> tuple[Reality, bool]:
        """What is demanded, pledged, feared or asked, where that itself is done: "urged him to press them to leave"."""
        head = self._acts.head(statement)
        named = head is not None and not self._acts.is_verbal(statement) and not negation(self.tree, head)
        if named or self._is_own(statement) or above.sign == "+":  # "rejected a call to leave": there was one
            return START[act], True
        if above.sign == "-":
            return START["ask"], False
        return replace(START[act], how=START[act].how if above.how in TO_COME else above.how), False

    def _left(self, statement: Statement, act: Act, top: int, above: Reality) -> tuple[Reality, bool]:
        """What is intended, wished for, left undone or brought about: told with the cue, by whoever tells that."""
        if known := self._acts.signature(statement, top):
            return replace(below(above, known, ""), given=False), False
        if act == "imply":
            return above, False
        if above.sign == "-" or (statement.polarity == "-" and act != "undo"):
            return START["wish" if act == "undo" else "undo"], False
        if above.sign == "o" and not (act == "wish" and above.how in TO_COME):
            return replace(above, negative=act == "undo"), False
        return START[act], False

    def _is_own(self, statement: Statement) -> bool:
        """ "I would like to say that": said with these words."""
        return statement.speaker.text.lower() in SELF

    def _doubted(self, found: Reality, token: int) -> Reality:
        """What the syntax takes as real for want of signs, and the annotator's head for factuality does not."""
        heads, word = self.page.annotation.heads, self.page.annotation.tokens[token]
        if heads is None or found.sign != "+" or found.given or _is_inflected(word):
            return found
        if any(not rule.endswith(": assert") for rule, _ in found.steps):
            return found
        if (happened := heads.happened(token)) >= DOUBTFUL:
            return found
        return opened(found, "hypothetical", "possible").noted("head", f"{happened:.1f}")

    # --- the answer ------------------------------------------------------------------------------------------

    def _status(self, found: Reality, teller: Statement | None, token: int) -> Status:
        if found.sign == "-" or (found.how in TO_COME and found.negative):
            return "denied"
        if found.sign == "+":  # "the alleged attack": somebody says so, nobody says who
            hearsay = found.certainty in {"possible", "unspecified"}
            return "claimed" if teller or hearsay else "reported"
        if found.how == "future":
            return "pledged" if self._is_arranged(teller, token) else "hypothetical"
        if found.how == "would":
            return "pledged" if teller and self._is_arranged(teller, token) else "hypothetical"
        return found.how or "hypothetical"

    def _is_arranged(self, teller: Statement | None, token: int) -> bool:
        """Whether what will be is up to who says so, or arranged; else it is foreseen.

        In the report's own voice somebody's "will" is his plan, and so is a passive ("talks will be held").
        """
        if teller and teller.cue.class_ in FORESEEING:
            return False
        if teller and DEALS & set(teller.speaker.text.lower().split()):
            return True  # "under the agreement, both sides will withdraw"
        actor = subject(self.page, token)
        if actor is None:
            return self.tree.tokens[token].upos not in {"VERB", "AUX"}
        if self.tree.lower(actor) in WH and self.page.referent(actor) == actor:
            return False  # "who will pay is not clear"
        if self.tree.tokens[actor].deprel.endswith(":pass"):
            return True
        return is_side_of(self.page, actor, teller) if teller else is_somebody(self.page, actor)


def _is_inflected(word: Token) -> bool:
    """Whether a verb has a form for what is or was: "bombs", "bombed", and not "bomb", "bombing"."""
    text = word.text.lower()
    return word.upos == "VERB" and text != word.lemma.lower() and not text.endswith("ing")
