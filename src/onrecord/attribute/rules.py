"""What the rules propose: quotations with their owners, candidates of syntax, headlines and transcripts.

1. Quotations and the candidates of syntax are found.
2. Quotations get their owners; a cue's content takes in the whole of a quotation it reaches into.
3. Headlines and transcripts, whose form says who speaks, add theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.attribute.clauses import Candidate, candidates
from onrecord.attribute.draft import Draft
from onrecord.attribute.lines import headline_drafts, turn_drafts
from onrecord.attribute.reliability import features, reliability
from onrecord.attribute.speech import Owned, Page, own, page
from onrecord.model import Annotation, Report, Span, Spans
from onrecord.syntax import filled, merge, spans_of, subtract

# Verbs that demand with one construction do something else with another: "asked whether", "called it useless".
SAID_FRAMES = {"that", "wh", "tag", "as", "clause", "complement", "quote", "to", "preposition"}
LINES = {"headline", "turn", "follows"}
BY_FRAME = {("demand", "wh"): "ask", ("demand", "complement"): "describe", ("demand", "as"): "describe"}


def drafts(report: Report, annotation: Annotation, view: Page | None = None) -> list[Draft]:
    """Every attribution that some rule proposes, with how sure the rules are of it."""
    text, layout = report.document.text, report.layout
    view = view or page(report, annotation)
    found = candidates(view.tree)
    following, owners = own(view, found)
    out = [_from_owned(view, owned, layout.notes) for owned in [*owners.values(), *following]]
    heads = {quote: owned.candidate.head for owned in owners.values() for quote in owned.quotes}
    out += [
        _from_candidate(view, c, heads, layout.notes) for c in found if c.head not in owners and c.content
    ]
    lines = [*headline_drafts(report, annotation), *turn_drafts(report)]
    out += [replace(d, content=tuple(subtract(d.content, layout.notes, text))) for d in lines]
    return [replace(d, sure=reliability(d), asserts=_asserts(d)) for d in out if d.content]


def _asserts(draft: Draft) -> bool:
    """Whether the content is said rather than named."""
    head, _, frame = draft.rule.rpartition("-")
    return frame in SAID_FRAMES or head.startswith(("direct", "mixed")) or draft.rule in LINES


def _from_owned(view: Page, owned: Owned, notes: Spans) -> Draft:
    candidate = owned.candidate
    quoted = _marked(view, owned.quotes)
    content = list(quoted)
    if not owned.direct:
        outside = [i for i in candidate.content if view.inside[i] < 0 or view.inside[i] in owned.quotes]
        outside = _up_to_unclosed(view, owned, outside)
        content += spans_of(view.tree.annotation, outside)
    draft = _draft(view, candidate, content, notes)
    if owned.follows:
        return replace(draft, rule="follows", cue=(), class_="say", polarity="+", addressee=())
    is_question = view.text[: quoted[-1][1]].rstrip("\"'”’»").endswith("?")
    if draft.class_ == "demand" and is_question:
        draft = replace(draft, class_="ask", certainty="unspecified")
    return replace(draft, rule=("direct-" if owned.direct else "mixed-") + candidate.frame)


def _marked(view: Page, quotes: Iterable[int]) -> list[Span]:
    return [(view.quotes[q].start, view.quotes[q].end) for q in quotes]


def _up_to_unclosed(view: Page, owned: Owned, indices: list[int]) -> list[int]:
    """Nobody says what stands behind a quotation that nothing closes."""
    ends = [view.tokens_of[q].stop for q in owned.quotes if not view.quotes[q].closed]
    return [i for i in indices if i < min(ends)] if ends else indices


def _from_candidate(view: Page, candidate: Candidate, owners: Mapping[int, int], notes: Spans) -> Draft:
    """A cue without a quotation of its own; it may hold one that belongs to a cue in its content.

    A cue that stands inside a quotation keeps to it.
    """
    within = view.inside[candidate.head]
    content = [i for i in candidate.content if view.inside[i] == within]
    spans = spans_of(view.tree.annotation, filled(view.tree.annotation, content))
    if within < 0:
        reached = {view.inside[i] for i in candidate.content} - {-1}
        spans += _marked(view, [q for q in reached if owners.get(q) in candidate.content])
    draft = _draft(view, candidate, spans, notes)
    if within >= 0:
        source = [i for i in candidate.source if view.inside[i] == within]
        draft = replace(draft, source=tuple(_clean(view, source, notes)), in_quote=within)
    return draft


def _draft(view: Page, candidate: Candidate, content: list[Span], notes: Spans) -> Draft:
    entry = candidate.entry
    block = view.blocks[view.block_of[candidate.head]].kind
    class_ = BY_FRAME.get((entry.class_, candidate.frame), entry.class_)
    asked = class_ == "ask" or view.tree.asked(candidate.head)
    cue, source = _clean(view, candidate.cue, notes), _clean(view, candidate.source, notes)
    content = subtract(merge(content, view.text), [*notes, *cue, *source], view.text)
    return Draft(
        rule=candidate.frame,
        lemma=f"{entry.lemma}/{entry.pos}",
        class_=class_,
        polarity=candidate.polarity,
        certainty="unspecified" if asked else entry.certainty,
        cue=tuple(cue),
        source=tuple(source),
        content=tuple(merge(content, view.text)),
        addressee=tuple(_clean(view, candidate.addressee, notes)),
        features=(*features(view.tree, candidate), f"block={block}"),
    )


def _clean(view: Page, indices: Iterable[int], notes: Spans) -> list[Span]:
    return subtract(spans_of(view.tree.annotation, indices), notes, view.text)
