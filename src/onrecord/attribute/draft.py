"""An attribution on its way to a statement, in characters."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Certainty, Polarity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """``rule`` names what found it; ``quoted`` are the quotation marks that belong to its own content."""

    rule: str
    lemma: str
    class_: str
    polarity: Polarity
    certainty: Certainty
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    addressee: tuple[Span, ...] = ()
    in_quote: int = -1  # the outer quotation that the cue stands in
    features: tuple[str, ...] = ()  # what reliability.py weighs
    cut_short: bool = False  # the source ends in a word that others follow
    quoted: bool = False  # part of the content stands in quotation marks that the cue does not stand in
    asserts: bool = True  # the content is said rather than named
    evidence: tuple[float, ...] = ()  # of the model's drafts: log-probabilities (decode.py)
    nested: float = 0.0  # of the model's drafts: probability inside somebody's words
    sure: float = 0.5
