"""What a cue does with its content: tells it, takes it for granted, denies, demands, pledges or fears it, or leaves it.

The class of the cue decides, with the shape of the content: "feared that they would attack" and "feared the army" are
two things. A cue that is no act of speech ("forced them to leave") is read by its signature.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from onrecord.coding.complements import CLAUSES, complements, is_definite, marks, signature_of
from onrecord.coding.factuality import path_to
from onrecord.coding.page import Page
from onrecord.coding.smallwords import MODALS, WH
from onrecord.data import rows
from onrecord.data.signatures import Signature
from onrecord.model import Statement
from onrecord.syntax import Tree

# assert, deny, ask: tells it, that it is not so, or whether it is; given: takes it for granted; imply: as its signature
# says; undo: leaves it undone; demand, forbid, pledge, intend, wish, fear, expect: puts it so.
Act = Literal[
    "assert",
    "deny",
    "ask",
    "given",
    "imply",
    "undo",
    "demand",
    "forbid",
    "pledge",
    "intend",
    "wish",
    "fear",
    "expect",
]
SILENT = {"given", "imply", "undo", "intend", "wish"}  # what they do is told by the statement outside

ACTS: dict[str, Act] = {
    **dict.fromkeys(("deny", "rule_out"), "deny"),
    **dict.fromkeys(("refuse", "oppose", "pretend"), "undo"),
    **dict.fromkeys(("demand", "request"), "demand"),
    **dict.fromkeys(("promise", "agree", "decide", "vote", "ensure"), "pledge"),
    **dict.fromkeys(("warn", "threaten"), "fear"),
    **dict.fromkeys(("intend", "plan"), "intend"),
    **dict.fromkeys(("hope", "dream"), "wish"),
    "ask": "ask",
    "predict": "expect",
    "feel": "given",
}
# What single words do, whatever their class.
WORDS: dict[str, Act] = {
    **dict.fromkeys(("disagree", "differ"), "ask"),
    **dict.fromkeys(("reluctant", "unwilling", "hesitant", "hesitate", "veto"), "undo"),
    **dict.fromkeys(
        ("want", "wish", "desire", "aspire", "long", "crave", "prefer", "effort", "bid", "keen"), "wish"
    ),
    **dict.fromkeys(
        ("doubt", "doubtful", "dubious", "sceptical", "skeptical", "unsure", "unconvinced"), "fear"
    ),
}
# Classes of cues that talk about what a noun phrase names, and do not assert it.
ABOUT = {
    *("feel", "criticise", "praise", "apologise", "mention", "discuss", "focus", "refer", "defend", "know"),
    *("describe", "denote", "joke", "echo", "interpret", "call", "cite", "remember"),
}
SIDES = {"support", "oppose", "disagree"}  # a noun phrase behind them may be still to come
DENIALS = {"deny", "refute", "rebut", "denial"}  # the others reject what is there: "rejected the offer"
FEARS = {"fear", "dread", "worry", "afraid", "fearful", "worried"}
HOPES = {"hopeful", "wish", "hope", "like", "love", "want", "enjoy", "optimistic"}
BLAME = {"responsibility", "involvement", "role", "part", "knowledge", "complicity", "blame"}
PROPOSALS = {
    *("propose", "recommend", "counsel", "advise", "encourage", "suggest"),
    *("proposal", "recommendation", "suggestion", "advice"),
}
# Facts, but told: "revealed that".
REVEALING = {"reveal", "admit", "acknowledge", "notice", "report", "describe", "discuss", "discover"}
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
PAST = {"had", "has", "have", "was", "were", "is", "are", "been", "did", "'s", "’s", "'ve", "’ve"}


@cache
def speech_words() -> frozenset[str]:
    """The lemmas of the lexicon of cues; of a particle verb its first word."""
    return frozenset(word for row in rows("cues") for word in (row["lemma"], row["lemma"].split()[0]))


@dataclass(frozen=True)
class Acts:
    """Answers for the statements of one report."""

    page: Page
    _insides: dict[str, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tree(self) -> Tree:
        return self.page.tree

    def act(self, statement: Statement, top: int) -> Act:
        """What a statement does with its content, whose highest word is ``top``."""
        cue = statement.cue
        if self._is_quoted(statement, top) or not any(map(str.isalpha, cue.text)):
            return "assert"
        if cue.class_ == "demand" and cue.text.lower().startswith("as "):
            return "given"  # "..., as is required by the charter"
        if act := self._signed(statement, top):
            return act
        return self._on_noun(statement, top) if self.is_nominal(top) else self._on_clause(statement, top)

    def signature(self, statement: Statement, top: int) -> Signature | None:
        """The signature of a cue for its content."""
        head = self.head(statement)
        if head is None:
            return None
        if not self.is_nominal(top):
            return signature_of(self.tree, head, complements(self.tree, head, top))
        last = statement.cue.text.lower().split()[-1:]
        names = ("to-np" if word == "to" else word for word in [*marks(self.tree, top), *last])
        return signature_of(self.tree, head, (*names, "obj", "subj"))

    # --- acts ------------------------------------------------------------------------------------------------

    def _signed(self, statement: Statement, top: int) -> Act | None:
        """What a cue does that is no act of speech: "regret that" is a fact, "forced X to leave" implies one."""
        known = self.signature(statement, top)
        class_ = statement.cue.class_
        if known and known.presents and class_ == "believe" and "to" not in marks(self.tree, top):
            return None if self.tree.kids(top, "nsubj") else "wish"  # "is considering leaving"
        if known is None or known.positive == "o":
            return None
        if known.positive == known.negative == "+":
            moved = class_ == "say" and known.lemma not in REVEALING
            return "given" if moved or class_ in {"feel", "know", "criticise"} else None
        if " " in known.lemma and class_ not in {"rule_out", "deny"}:  # "called off the talks"
            return "imply"
        deed = (
            class_ in {"say", "decide", "support", "believe"}
            and self.is_nominal(top)
            and known.negative == "-"
        )
        implied = (
            deed
            or (class_ == "say" and known.positive == "-")
            or class_ in {"demand", "convince", "know", "feel"}
        )
        return "imply" if implied and known.certainty == "certain" else None

    def _on_noun(self, statement: Statement, top: int) -> Act:
        class_, lemma = statement.cue.class_, self.lemma(statement)
        if class_ == "express" or self.tree.tokens[top].lemma.lower() in EXPRESSED:
            return "imply"
        definite = is_definite(self.tree, top)
        if class_ == "feel" and lemma in FEARS | HOPES and not definite:
            return "fear" if lemma in FEARS else "wish"
        if class_ in ABOUT or (class_ == "say" and self.is_verbal(statement) and lemma not in speech_words()):
            return "given"  # the last: "ignored their calls", whatever the annotator takes that for
        if class_ == "deny" and not BLAME.isdisjoint(statement.cue.text.lower().split()):
            return "given"  # "denied responsibility for the attack"
        if class_ in SIDES or (class_ == "deny" and lemma not in DENIALS):
            if self._is_claim(top):
                return "deny"
            return "given" if definite else "undo" if class_ == "deny" else "wish"
        if class_ == "warn" and self._has_word(statement, top, "against"):
            return "forbid"
        if class_ == "suggest":
            return "demand" if lemma in PROPOSALS else "assert"
        return WORDS.get(lemma) or ACTS.get(class_, "assert")

    def _on_clause(self, statement: Statement, top: int) -> Act:
        class_, lemma, opening = statement.cue.class_, self.lemma(statement), marks(self.tree, top)
        if class_ == "feel" and (lemma in FEARS | HOPES or "to" in opening):
            return "fear" if lemma in FEARS else "wish"
        if class_ == "ask" and self.is_wh(top):
            return "given"  # "asked who had fired"
        if class_ == "suggest" and lemma in PROPOSALS:
            return "demand" if self._is_bare(top) and not self._is_plain(statement, top) else "assert"
        if class_ == "warn" and ("to" in opening or self._has_word(statement, top, "against")):
            return "demand" if "to" in opening else "forbid"
        act = WORDS.get(lemma) or ACTS.get(class_, "assert")
        if (
            act in {"fear", "pledge", "expect"}
            and lemma not in WORDS
            and "to" not in opening
            and self._is_past(top)
        ):
            return "assert"  # "warned that they had attacked", "agreed that it was so"
        return act

    # --- contents --------------------------------------------------------------------------------------------

    def inside(self, statement: Statement) -> frozenset[int]:
        """The tokens of a content, without those of its own cue."""
        if statement.id not in self._insides:
            content = self.page.annotation.under(statement.content.spans)
            self._insides[statement.id] = frozenset(content) - frozenset(self.cue(statement))
        return self._insides[statement.id]

    def top(self, statement: Statement, token: int) -> int:
        """The highest word above a word of the content."""
        return path_to(self.tree, token, self.inside(statement))[0]

    def is_nominal(self, top: int) -> bool:
        """Whether a content is a noun phrase."""
        tree = self.tree
        if tree.tokens[top].upos in {"VERB", "AUX"} or tree.kids(top, "nsubj", "cop"):
            return False
        return tree.rel(top) not in CLAUSES

    def is_wh(self, top: int) -> bool:
        """Whether a content asks for more than yes or no, and so takes the rest for granted."""
        if self.is_nominal(top):
            return False
        first = min(self.tree.below(top))
        return any(self.tree.lower(i) in WH for i in range(first, min(first + 2, top + 1)))

    def _is_quoted(self, statement: Statement, top: int) -> bool:
        """Whether the content is somebody's own words, and no part of the sentence around them."""
        loose = self.tree.rel(top) in {"ccomp", "root", "parataxis", "dep", "conj"}
        return statement.kind == "direct" and loose and not marks(self.tree, top)

    def _is_claim(self, top: int) -> bool:
        known = signature_of(self.tree, top, ("that",))
        return known is not None and known.certainty == "unspecified"

    def _is_bare(self, top: int) -> bool:
        """ "Leave", "leaving", "to leave": what somebody proposes."""
        word = self.tree.lower(top)
        return word.endswith("ing") or (not self.tree.kids(top, "aux") and word == self._lemma_of(top))

    def _is_plain(self, statement: Statement, top: int) -> bool:
        """ "The results suggest that birds sense storms": no subjunctive."""
        head = self.head(statement)
        many = any(self.tree.lower(kid) != self._lemma_of(kid) for kid in self.tree.kids(top, "nsubj"))
        return many and head is not None and self.tree.lower(head) == self._lemma_of(head)

    def _is_past(self, top: int) -> bool:
        """Whether a clause speaks of what was or is, and of nothing still to come."""
        words = {self.tree.lower(kid) for kid in self.tree.kids(top, "aux", "cop")}
        if words & MODALS.keys():
            return False
        word, verb = self.tree.lower(top), self.tree.tokens[top].upos == "VERB"
        return bool(words & PAST) or (verb and word != self._lemma_of(top) and not word.endswith("ing"))

    # --- cues ------------------------------------------------------------------------------------------------

    def cue(self, statement: Statement) -> list[int]:
        """The tokens of a cue."""
        return self.page.annotation.under(statement.cue.spans)

    def head(self, statement: Statement) -> int | None:
        """The word of a cue that says it, "urge" in "continue to urge"; None where the layout alone is the cue."""
        tokens = self.cue(statement)
        if not tokens:
            return None
        head = self.page.top(tokens)
        for _ in tokens:
            inner = [kid for kid in self.tree.kids(head, "xcomp") if kid in tokens and self._is_speech(kid)]
            if not inner:
                break
            head = inner[0]
        return head

    def _is_speech(self, index: int) -> bool:
        return self.tree.tokens[index].upos == "VERB" and self._lemma_of(index) in speech_words()

    def lemma(self, statement: Statement) -> str:
        """The lemma of the head of a cue."""
        head = self.head(statement)
        if head is None:
            return ""
        lemma = self._lemma_of(head)
        stems = (lemma, *(lemma.removesuffix(end) for end in ("s", "d", "ed") if lemma.endswith(end)))
        return next((stem for stem in stems if stem in speech_words()), lemma)

    def is_verbal(self, statement: Statement) -> bool:
        """Whether a cue is a verb: "said", no "allegation"."""
        head = self.head(statement)
        return head is not None and self.tree.tokens[head].upos in {"VERB", "AUX"}

    def _lemma_of(self, index: int) -> str:
        return self.tree.tokens[index].lemma.lower()

    def _has_word(self, statement: Statement, top: int, word: str) -> bool:
        """Whether a preposition stands at the end of the cue or in front of the content."""
        return word in [*statement.cue.text.lower().split(), *marks(self.tree, top)]
