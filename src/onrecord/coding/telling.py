"""Who tells a row, with what status and how firmly: the clause around its word, then each statement around that.

Invariant: a row is told by the innermost statement that asserts it. Feelings take their content for granted
("alarmed by the attack"), intentions and refusals do not assert it ("ready to leave", "refused to leave"), and what
is itself not said, or still to be said, asserts nothing; then the statement outside tells it, or the report.

A threat is hypothetical, not pledged: who threatens would rather not have to. ``certainty`` is the weakest along the
chain, from the clause to the outermost statement around the teller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.coding.doers import is_somebody, subject
from onrecord.coding.factuality import (
    CLAUSES,
    MODALS,
    REAL,
    TO_COME,
    WH,
    Reality,
    below,
    complements,
    is_definite,
    marks,
    opened,
    path_to,
    reality,
    signature_of,
    weakest,
)
from onrecord.coding.page import Page
from onrecord.coding.voices import is_side_of
from onrecord.data.signatures import Signature
from onrecord.model import Certainty, Polarity, Statement, Status
from onrecord.syntax import Tree

# What a cue does with its content: tells it; takes it for granted; tells that it is not so; leaves it undone; asks;
# demands it or its absence; pledges it; tells that it is feared; intends it; wishes it.
Act = Literal[
    "assert", "given", "deny", "undo", "ask", "demand", "forbid", "pledge", "fear", "intend", "wish", "imply"
]
DOUBTFUL = -1.5  # of the head for factuality, from -3 to 3; see bench/factuality.py
SILENT = {"given", "imply", "undo", "intend", "wish"}  # what they do is told by the statement outside

ACTS: dict[str, Act] = {
    **dict.fromkeys(("deny", "rule_out", "disagree"), "deny"),
    **dict.fromkeys(("refuse", "oppose", "pretend"), "undo"),
    **dict.fromkeys(("demand", "request"), "demand"),
    **dict.fromkeys(("promise", "agree", "decide", "vote", "ensure"), "pledge"),
    **dict.fromkeys(("warn", "threaten"), "fear"),
    **dict.fromkeys(("intend", "plan"), "intend"),
    **dict.fromkeys(("hope", "dream"), "wish"),
    "ask": "ask",
    "feel": "given",
}
START: dict[Act, Reality] = {
    "assert": REAL,
    "given": Reality(given=True),
    "deny": Reality(sign="-"),
    "undo": Reality(sign="-"),
    "ask": Reality(sign="o", how="hypothetical", certainty="unspecified"),
    "demand": Reality(sign="o", how="demanded", certainty="possible"),
    "forbid": Reality(sign="o", how="demanded", certainty="possible", negative=True),
    "pledge": Reality(sign="o", how="pledged", certainty="probable"),
    "intend": Reality(sign="o", how="pledged", certainty="probable"),
    "fear": Reality(sign="o", how="hypothetical", certainty="possible"),
    "wish": Reality(sign="o", how="hypothetical", certainty="possible"),
}
# Classes of cues that talk about what a noun phrase names, and do not assert it.
ABOUT = {
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
    ),
    *("describe", "denote", "joke", "echo", "interpret", "call", "cite", "know", "remember"),
}
NO_WORDS: frozenset[int] = frozenset()
SIDES = {"support", "oppose", "disagree"}  # a noun phrase behind them may be still to come
# Nouns that are acts themselves: who "voiced support" supports.
EXPRESSED = {
    *(
        "support",
        "backing",
        "solidarity",
        "condemnation",
        "criticism",
        "praise",
        "thanks",
        "gratitude",
        "sympathy",
    ),
    *("condolence", "apology", "opposition", "concern", "regret", "anger", "outrage", "congratulation"),
}
FEARS = {"fear", "dread", "worry", "afraid", "fearful", "worried"}
HOPES = {"hopeful", "wish", "hope", "like", "love", "want", "enjoy", "optimistic"}
REPORTED = {
    "reveal",
    "admit",
    "acknowledge",
    "notice",
    "report",
    "describe",
    "discuss",
    "discover",
}  # facts, but told
DOUBTS = {"doubt", "doubtful", "dubious", "sceptical", "skeptical", "unsure", "uncertain", "unconvinced"}
BLAME = {"responsibility", "involvement", "role", "part", "knowledge", "complicity", "blame"}
UNWILLING = {"reluctant", "unwilling", "hesitant", "hesitate"}
WISHES = {
    "want",
    "wish",
    "desire",
    "hope",
    "aspire",
    "long",
    "crave",
    "prefer",
    "effort",
    "bid",
    "eager",
    "keen",
}
PROPOSALS = {
    *("propose", "recommend", "counsel", "advise", "encourage", "suggest"),
    *("proposal", "recommendation", "suggestion", "advice"),
}
EVIDENCE = {"evidence", "proof", "sign", "indication"}
SELF = {"i", "we"}
FORESEEING = {"predict", "believe", "warn", "feel", "hope", "estimate", "appear", "suggest", "know"}
PAST = {"had", "has", "have", "was", "were", "is", "are", "been", "did", "'s", "’s", "'ve", "’ve"}


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
    _insides: dict[str, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tree(self) -> Tree:
        return self.page.tree

    def told(self, token: int) -> Told:
        """Who tells an event, relation or commitment whose predicate is ``token``, and how."""
        found, chain = self._real(token, self._around(token))
        found = self._doubted(found, token)
        sure = weakest(found.certainty, *(statement.certainty for statement in chain))
        teller = chain[0] if chain else None
        status = self._status(found, teller, token)
        absent = status == "denied" or (found.sign == "o" and found.negative)
        return Told(
            statement=teller.id if teller else None,
            status=status,
            certainty=sure,
            polarity="-" if absent else "+",
            steps=found.steps,
        )

    def _doubted(self, found: Reality, token: int) -> Reality:
        """What the syntax takes as real for want of signs, and the annotator's head for factuality does not."""
        heads = self.page.annotation.heads
        if (
            heads is None
            or found.sign != "+"
            or found.given
            or any(not _is_telling(step) for step in found.steps)
        ):
            return found
        happened = float(heads.happened[token])
        if happened >= DOUBTFUL:
            return found
        return opened(found, "hypothetical", "possible").noted("head", f"{happened:.1f}")

    def _around(self, token: int) -> list[Statement]:
        """The statements that a word stands in the content of, from the inside; its own cue does not count."""
        chain = self.page.chain(self.page.statement_at(token))
        return [statement for statement in chain if token not in self._cue(statement)]

    # --- from the inside out ---------------------------------------------------------------------------------

    def _real(
        self, token: int, chain: Sequence[Statement], without: frozenset[int] = NO_WORDS
    ) -> tuple[Reality, Sequence[Statement]]:
        """What is said of a word, and the statements from the one that says so outwards.

        Args:
            without: the content of the word, where it is a cue: what is said there says nothing of the cue.
        """
        if not chain:
            return reality(self.tree, token, self._outside(token) - without), ()
        statement, outside = chain[0], chain[1:]
        top = self._top(statement, token)
        act = self._act(statement, top)
        above, outer = self._cued(statement, outside)
        start, tells = self._start(statement, act, top, above)
        start = replace(start, steps=above.steps if not tells else ())
        start = start.noted(f"{statement.cue.class_}: {act}", statement.cue.text)
        found = reality(self.tree, token, self._inside(statement) - without, start)
        if found.given and act != "assert" and self._is_nominal(top):
            tells = False  # "called for an investigation into the attack"
        return found, chain if tells else outer

    def _cued(
        self, statement: Statement, outside: Sequence[Statement]
    ) -> tuple[Reality, Sequence[Statement]]:
        """What is said of the cue of a statement, and by whom."""
        head = self._head(statement)
        if head is None:
            return REAL, outside
        return self._real(head, outside, self._inside(statement))

    def _start(self, statement: Statement, act: Act, top: int, above: Reality) -> tuple[Reality, bool]:
        """What a statement says of its content as a whole, and whether it is the one that tells it."""
        if act == "assert":
            start, tells = self._asserted(statement, above)
            if start == START["ask"] and not self._is_nominal(top) and self._is_wh(top):
                return START["given"], False  # "explain who had approved it"
            return start, tells
        if act == "given":
            return START["given"], False
        if act == "deny":
            doubted = statement.polarity == "+"  # "did not deny", "did not rule out"
            return (START["fear"] if doubted else replace(START["deny"], certainty=statement.certainty)), True
        if act not in SILENT:
            return self._put(statement, act, above)
        known = self._signature(statement, top)
        if known:
            return replace(below(above, known, ""), given=False), False
        if act == "imply":
            return above, False
        if above.sign == "-" or (statement.polarity == "-" and act != "undo"):
            return (START["wish"] if act == "undo" else START["undo"]), False
        if above.sign == "o" and not (act == "wish" and above.how in TO_COME):
            return replace(above, negative=act == "undo"), False
        return START[act], False

    def _put(self, statement: Statement, act: Act, above: Reality) -> tuple[Reality, bool]:
        """What is demanded, pledged, feared or asked, where that itself is done: "urged him to press them to leave"."""
        if self._is_own(statement) or above.sign == "+":
            return START[act], True
        if above.sign == "-":
            return START["ask"], False
        return replace(START[act], how=START[act].how if above.how in TO_COME else above.how), False

    def _asserted(self, statement: Statement, above: Reality) -> tuple[Reality, bool]:
        """What is claimed, unless the claim is not made or is said to be wrong."""
        words = {self.tree.tokens[index].lemma.lower() for index in self._cue(statement)}
        if not words.isdisjoint(EVIDENCE) and "-" in (above.sign, statement.polarity):
            return Reality(sign="-", certainty="possible"), self._is_verbal(statement)
        if statement.polarity == "-" or (above.sign == "-" and self._is_verbal(statement)):
            open_ = statement.certainty == "unspecified" or statement.cue.class_ in {"confirm", "show"}
            if open_ or statement.polarity == "+":
                return START["ask"], True  # "could not confirm that", "nobody said that"
            return Reality(sign="-", certainty=statement.certainty), True
        if above.sign == "-":
            return Reality(sign="-", certainty=above.certainty), False
        if above.sign == "o" and above.how in {"demanded", "hypothetical"} and not self._is_own(statement):
            return START["ask"], False
        return REAL, True

    # --- what a statement does -------------------------------------------------------------------------------

    def _act(self, statement: Statement, top: int) -> Act:
        """What a statement does with its content, whose highest word is ``top``."""
        class_ = statement.cue.class_
        if self._is_quoted(statement, top) or not any(map(str.isalpha, statement.cue.text)):
            return "assert"
        if class_ == "demand" and statement.cue.text.lower().startswith("as "):
            return "given"  # "..., as is required by the charter"
        if act := self._signed(statement, top):
            return act
        if self._is_nominal(top):
            return self._act_on_noun(statement, top)
        return self._act_on_clause(statement, top)

    def _act_on_noun(self, statement: Statement, top: int) -> Act:
        class_, lemma = statement.cue.class_, self._lemma(statement)
        if class_ == "express" or self.tree.tokens[top].lemma.lower() in EXPRESSED:
            return "imply"
        definite = is_definite(self.tree, top)
        if class_ == "feel" and lemma in FEARS | HOPES and not definite:
            return "fear" if lemma in FEARS else "wish"
        if class_ in ABOUT:
            return "given"
        if class_ == "deny" and not BLAME.isdisjoint(statement.cue.text.lower().split()):
            return "given"  # "denied responsibility for the attack"
        if class_ in SIDES or (class_ == "deny" and lemma not in {"deny", "refute", "rebut", "denial"}):
            if self._is_claim(top):
                return "deny"
            return "given" if definite else "undo" if class_ == "deny" else "wish"
        if class_ == "warn":
            return "forbid" if self._has_word(statement, top, "against") else "fear"
        if class_ == "predict":
            return "fear"
        if class_ == "suggest":
            return "demand" if lemma in PROPOSALS else "assert"
        return self._willed(statement, ACTS.get(class_, "assert"))

    def _act_on_clause(self, statement: Statement, top: int) -> Act:
        class_, lemma, opening = statement.cue.class_, self._lemma(statement), marks(self.tree, top)
        if class_ == "feel" and lemma in FEARS | HOPES:
            return "fear" if lemma in FEARS else "wish"
        if class_ == "ask" and self._is_wh(top):
            return "given"  # "asked who had fired"
        if lemma.removesuffix("s") in DOUBTS:
            return "fear"
        if lemma in {"disagree", "differ"}:
            return "ask"
        if class_ == "feel" and "to" in opening:
            return "wish"
        if class_ == "suggest" and lemma in PROPOSALS:
            return "demand" if self._is_bare(top) and not self._is_plain(statement, top) else "assert"
        if class_ == "warn":
            if "to" in opening:
                return "demand"
            if self._has_word(statement, top, "against"):
                return "forbid"
        act = self._willed(statement, ACTS.get(class_, "assert"))
        if act in {"fear", "pledge"} and "to" not in opening and self._is_past(top):
            return "assert"  # "warned that they had attacked", "agreed that it was so"
        return act

    def _has_word(self, statement: Statement, top: int, word: str) -> bool:
        """Whether a preposition stands at the end of the cue or in front of the content."""
        return word in [*statement.cue.text.lower().split(), *marks(self.tree, top)]

    def _willed(self, statement: Statement, act: Act) -> Act:
        lemma = self._lemma(statement)
        if act == "intend":
            return "undo" if lemma in UNWILLING else "wish" if lemma in WISHES else act
        return act

    def _signed(self, statement: Statement, top: int) -> Act | None:
        """What a cue does that is no act of speech: "regret that" is a fact, "forced X to leave" implies one."""
        known = self._signature(statement, top)
        if known is None or known.positive == "o":
            return None
        class_, factive = statement.cue.class_, known.positive == known.negative == "+"
        if factive:
            moved = class_ == "say" and known.lemma not in REPORTED
            return "given" if moved or class_ in {"feel", "know", "criticise"} else None
        if " " in known.lemma:  # "called off the talks"
            return "imply"
        sure = known.certainty == "certain"
        return "imply" if sure and class_ in {"demand", "convince", "know", "feel"} else None

    def _signature(self, statement: Statement, top: int) -> Signature | None:
        head = self._head(statement)
        if head is None:
            return None
        if self._is_nominal(top):
            words = statement.cue.text.lower().split()
            names = tuple("to-np" if word == "to" else word for word in [*marks(self.tree, top), *words[-1:]])
        else:
            names = complements(self.tree, head, top)
        return signature_of(self.tree, head, (*names, "obj", "subj") if self._is_nominal(top) else names)

    # --- words -----------------------------------------------------------------------------------------------

    def _is_quoted(self, statement: Statement, top: int) -> bool:
        """Whether the content is somebody's own words, and no part of the sentence around them."""
        if statement.kind != "direct":
            return False
        return not marks(self.tree, top) and self.tree.rel(top) in {
            "ccomp",
            "root",
            "parataxis",
            "dep",
            "conj",
        }

    def _is_nominal(self, top: int) -> bool:
        tree = self.tree
        if tree.tokens[top].upos in {"VERB", "AUX"} or tree.kids(top, "nsubj", "cop"):
            return False
        return tree.rel(top) not in CLAUSES

    def _is_wh(self, top: int) -> bool:
        """Whether a clause asks for more than yes or no, and so takes the rest for granted."""
        first = min(self.tree.below(top))
        return any(self.tree.lower(i) in WH for i in range(first, min(first + 2, top + 1)))

    def _is_claim(self, top: int) -> bool:
        known = signature_of(self.tree, top, ("that",))
        return known is not None and known.certainty == "unspecified"

    def _is_bare(self, top: int) -> bool:
        """ "Leave", "leaving", "to leave": what somebody proposes."""
        word = self.tree.lower(top)
        modal = self.tree.kids(top, "aux")
        return word.endswith("ing") or (not modal and word == self.tree.tokens[top].lemma.lower())

    def _is_plain(self, statement: Statement, top: int) -> bool:
        """ "The results suggest that birds sense storms": no subjunctive."""
        tokens, head = self.tree.tokens, self._head(statement)
        many = any(tokens[k].text.lower() != tokens[k].lemma.lower() for k in self.tree.kids(top, "nsubj"))
        return many and head is not None and self.tree.lower(head) == tokens[head].lemma.lower()

    def _is_past(self, top: int) -> bool:
        """Whether a clause speaks of what was or is, and of nothing still to come."""
        words = {self.tree.lower(kid) for kid in self.tree.kids(top, "aux", "cop", "aux:pass")}
        if words & MODALS.keys():
            return False
        word = self.tree.lower(top)
        verb = self.tree.tokens[top].upos == "VERB"
        return bool(words & PAST) or (
            verb and word != self.tree.tokens[top].lemma.lower() and not word.endswith("ing")
        )

    def _is_own(self, statement: Statement) -> bool:
        """ "I would like to say that": said with these words."""
        return self.page.annotation.under(statement.speaker.spans) != [] and (
            statement.speaker.text.lower() in SELF
        )

    # --- statements ------------------------------------------------------------------------------------------

    def _cue(self, statement: Statement) -> list[int]:
        return self.page.annotation.under(statement.cue.spans)

    def _inside(self, statement: Statement) -> frozenset[int]:
        """The tokens of a content, without those of its own cue."""
        if statement.id not in self._insides:
            content = self.page.annotation.under(statement.content.spans)
            self._insides[statement.id] = frozenset(content) - frozenset(self._cue(statement))
        return self._insides[statement.id]

    def _is_verbal(self, statement: Statement) -> bool:
        head = self._head(statement)
        return head is not None and self.tree.tokens[head].upos in {"VERB", "AUX"}

    def _outside(self, token: int) -> set[int]:
        """The tokens of a sentence that stand in no statement, as a word of the report's own voice does."""
        own = self.page.statement_at(token)
        return {i for i in range(*self.tree.sentence(token)) if self.page.statement_at(i) in {None, own}}

    def _top(self, statement: Statement, token: int) -> int:
        return path_to(self.tree, token, self._inside(statement))[0]

    def _head(self, statement: Statement) -> int | None:
        tokens = self._cue(statement)
        return self.page.top(tokens) if tokens else None

    def _lemma(self, statement: Statement) -> str:
        head = self._head(statement)
        return "" if head is None else self.tree.tokens[head].lemma.lower()

    # --- the answer ------------------------------------------------------------------------------------------

    def _status(self, found: Reality, teller: Statement | None, token: int) -> Status:
        if found.sign == "-" or (found.how in TO_COME and found.negative):
            return "denied"
        if found.sign == "+":
            hearsay = (
                found.certainty == "unspecified"
            )  # "the alleged attack": somebody says so, nobody says who
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
        actor = subject(self.page, token)
        if actor is not None and self.tree.lower(actor) in WH and self.page.referent(actor) == actor:
            return False  # "who will pay is not clear"
        if actor is None:
            return self.tree.tokens[token].upos not in {"VERB", "AUX"}
        if self.tree.tokens[actor].deprel.endswith(":pass"):
            return True
        return is_side_of(self.page, actor, teller) if teller else is_somebody(self.page, actor)


def _is_telling(step: tuple[str, str]) -> bool:
    """Whether a step says who tells something, and nothing of the thing."""
    return step[0].endswith(": assert")
