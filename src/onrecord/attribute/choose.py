"""Which drafts are trusted, and how far.

The model is taken at its word where it is sure, and the rules where they agree with it, where they find what stands
inside somebody's words (the corpus that the model learned from marks one level), and where the form of a page says who
speaks. The weights of all this (data/confidence.tsv) are fitted on reports that the model has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import exp, log

from onrecord.attribute.draft import Draft
from onrecord.attribute.hearing import heard_drafts
from onrecord.attribute.nesting import covers, holds, overlap, touch
from onrecord.attribute.rules import drafts
from onrecord.attribute.speech import Page, page
from onrecord.data import rows
from onrecord.model import Annotation, Report, Spans, cut

KEEP = 0.4  # below it a draft of the model costs more than it gives
KEEP_NESTED = 0.2  # the same inside somebody's words: no corpus marks these, and the model is shy
ALONE = 0.6  # a rule that the model does not follow must be so sure
# Below it a candidate is wrong more often than right on the training part (training/reliability.py).
TRUST = 0.35
NESTED_TRUST = 0.45  # a noun phrase or an infinitive inside a statement is seldom said by anybody
NESTED_CLAUSE_TRUST = 0.1  # a clause with a subject of its own nearly always is
CLAUSAL = {"that", "wh", "tag", "as", "clause", "complement", "quote"}
SPOKEN_INFINITIVES = {"claim", "promise", "threaten", "demand", "request", "intend", "hope", "refuse"}
BY_FORM = {"turn", "headline"}
SAME = 0.5  # of two contents for the model and a rule to mean one thing
# What these do is as often done as said: an attack on a town. The rules know where it is said.
DEEDS = {"attack/noun", "attack/verb", "assault/noun", "strike/noun", "deny/verb"}
MAX_LOGIT = 6.0
LENGTHS = (1, 3, 8, 20)  # words of a content that make it longer by a class


def chosen(report: Report, annotation: Annotation, *, rules_only: bool = False) -> list[Draft]:
    """The drafts that are trusted; doubles may still be among them."""
    view = page(report, annotation)
    by_rule = drafts(report, annotation, view)
    if rules_only or annotation.anchors is None:
        return list(_trusted(by_rule, (), TRUST))
    turns = [draft for draft in by_rule if draft.rule == "turn"]
    found = weighed(view, annotation, report.layout.notes, by_rule)
    heard = [draft for draft in found if not any(touch(draft.cue, turn.cue) for turn in turns)]
    kept = [draft for draft in heard if draft.sure >= KEEP]
    alone = [d for d in by_rule if d.sure >= ALONE and not any(touch(d.cue, other.cue) for other in kept)]
    kept += _inside([*kept, *alone], [n for d in heard if d.sure < KEEP and (n := _as_nested(d, by_rule))])
    rest = [draft for draft in by_rule if not any(touch(draft.cue, other.cue) for other in kept)]
    return [*kept, *_trusted(rest, kept, ALONE)]


def _as_nested(draft: Draft, by_rule: Sequence[Draft]) -> Draft | None:
    """A draft as it may stand inside somebody's words, where the model is sure enough or a rule agrees."""
    rule = partner(draft, by_rule)
    sure = draft.nested if draft.asserts else 0.0
    if rule and rule.sure >= _nested_trust(rule) and (draft.source or not rule.source):
        sure = max(sure, rule.sure)
    return replace(draft, sure=max(draft.sure, sure)) if sure >= KEEP_NESTED else None


def _inside(kept: Sequence[Draft], found: Sequence[Draft]) -> Iterator[Draft]:
    """What stands inside the words of a draft that is kept, or inside what stands there."""
    outer, todo = list(kept), list(found)
    while inside := [draft for draft in todo if any(holds(other, draft) for other in outer)]:
        yield from inside
        outer = inside
        todo = [draft for draft in todo if not any(draft is other for other in inside)]


def _trusted(found: Sequence[Draft], heard: Sequence[Draft], alone: float) -> Iterator[Draft]:
    """What stands inside a trusted draft needs less trust than what stands alone."""
    formal = {id(d) for d in found if d.rule in BY_FORM and d.sure >= TRUST}
    outer = [*heard, *(d for d in found if (d.sure >= alone or id(d) in formal) and d.in_quote < 0)]
    for draft in found:
        nested = any(holds(other, draft) for other in outer)
        if id(draft) in formal or draft.sure >= (_nested_trust(draft) if nested else alone):
            yield draft


def _nested_trust(draft: Draft) -> float:
    clausal = draft.rule.rpartition("-")[2] in CLAUSAL
    promised = draft.rule.endswith("to") and draft.class_ in SPOKEN_INFINITIVES and draft.source
    return NESTED_CLAUSE_TRUST if clausal or promised else NESTED_TRUST


# --- how far the model is trusted ----------------------------------------------------------------------------


def weighed(view: Page, annotation: Annotation, notes: Spans, by_rule: Sequence[Draft]) -> Iterator[Draft]:
    """The model's drafts with their probabilities, mended by the rules that have the same cue."""
    for draft, rule in paired(view, annotation, notes, by_rule):
        score = sum(weights()[name] * value for name, value in evidence(view.text, draft, rule).items())
        yield replace(mended(draft, rule), sure=1 / (1 + exp(-score)))


def paired(
    view: Page, annotation: Annotation, notes: Spans, by_rule: Sequence[Draft]
) -> Iterator[tuple[Draft, Draft | None]]:
    """The model's drafts, each with the surest draft of a rule that has the same cue."""
    for draft in heard_drafts(view, annotation, notes):
        rule = partner(draft, by_rule)
        if rule or draft.quoted or draft.lemma not in DEEDS:
            yield draft, rule


def mended(draft: Draft, rule: Draft | None) -> Draft:
    """With the source that only the rule sees, or sees whole, and with all paragraphs of one quotation."""
    if rule is None or overlap(rule, draft) == 0:
        return draft
    same = overlap(rule, draft) >= SAME
    if (not draft.source and same) or (draft.cut_short and _starts_with(rule, draft)):
        draft = replace(draft, source=rule.source)
    if rule.rule.startswith("direct") and covers(rule.content, draft.content):
        draft = replace(draft, content=rule.content)
    return draft


def _starts_with(rule: Draft, draft: Draft) -> bool:
    """Whether the rule's source begins where the model's does."""
    return bool(rule.source and draft.source) and rule.source[0][0] == draft.source[0][0]


def partner(draft: Draft, by_rule: Sequence[Draft]) -> Draft | None:
    """The surest draft of a rule with the same cue."""
    return max(
        (rule for rule in by_rule if touch(rule.cue, draft.cue)), key=lambda rule: rule.sure, default=None
    )


def evidence(text: str, draft: Draft, rule: Draft | None) -> dict[str, float]:
    """What speaks for a draft of the model; ``rule`` is its partner."""
    anchor, source, cue, content = draft.evidence
    agree = rule is not None and overlap(rule, draft) >= SAME
    words = len(cut(text, draft.content).split())
    return {
        "bias": 1.0,
        "anchor": _logit(exp(anchor)),
        "source": source,
        "cue": cue,
        "content": content,
        "no source": float(not draft.source),
        "agree": float(agree),
        "agree, sure": _logit(rule.sure) if rule and agree else 0.0,
        "differ": float(rule is not None and not agree),
        "same source": float(agree and rule is not None and rule.source == draft.source),
        "quoted": float(draft.quoted),
        "length": float(sum(words > n for n in LENGTHS)),
    }


def _logit(probability: float) -> float:
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-MAX_LOGIT, min(MAX_LOGIT, log(inside / (1 - inside))))


@cache
def weights() -> Mapping[str, float]:
    """Weights by name of the evidence."""
    return {row["evidence"]: float(row["weight"]) for row in rows("confidence")}
