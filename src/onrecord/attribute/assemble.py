"""From candidates to statements.

1. Quotations and the candidates of syntax are found.
2. Quotations get their owners; a cue's content takes in the whole of a quotation it reaches into.
3. Headlines and transcripts, whose form says who speaks, add theirs.
4. What the reader does not trust, and what a better statement already says, is dropped.
5. A statement whose cue stands in another's content is nested in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.attribute.clauses import Candidate, candidates
from onrecord.attribute.draft import Draft
from onrecord.attribute.lines import headline_drafts, turn_drafts
from onrecord.attribute.quotes import Quote, find_quotes
from onrecord.attribute.reliability import features, reliability
from onrecord.attribute.speech import Owned, Page, own, page
from onrecord.attribute.tree import Tree, filled, merge, spans_of, subtract
from onrecord.model import (
    Annotation,
    Block,
    Cue,
    Kind,
    Party,
    Report,
    Span,
    Spans,
    Speaker,
    Statement,
    Words,
    cut,
    identify,
)

# Below it a candidate is wrong more often than right on the training part (training/reliability.py).
TRUST = 0.35
NESTED_TRUST = 0.45  # a noun phrase or an infinitive inside a statement is seldom said by anybody
NESTED_CLAUSE_TRUST = 0.1  # a clause with a subject of its own nearly always is
SAME_CUE_OVERLAP = 0.5  # shared part of two contents from which one cue says one thing
SAME_SOURCE_OVERLAP = 0.8  # the same for two cues of one source
CLAUSAL = {"that", "wh", "tag", "as", "clause", "complement", "quote"}
LINES = {"headline", "turn", "follows"}
SPOKEN_INFINITIVES = {"claim", "promise", "threaten", "demand", "request", "intend", "hope", "refuse"}
# Verbs that demand with one construction do something else with another: "asked whether", "called it useless".
BY_FRAME = {("demand", "wh"): "ask", ("demand", "complement"): "describe", ("demand", "as"): "describe"}
SPOKEN = {"title", "subtitle", "heading", "paragraph", "turn", "caption"}


def statements(report: Report, annotation: Annotation) -> tuple[Statement, ...]:
    """The statements of a report in the order of the text, outer before inner."""
    text = report.document.text
    kept, parents = _without_orphans(_without_doubles(_trusted(drafts(report, annotation))))
    quotes = _quotes(text, report.layout.blocks)
    ids = [identify("statement", report.document.id, d.source, d.cue, d.content) for d in kept]
    rows = [
        _statement(text, draft, id_, None if up is None else ids[up], quotes)
        for id_, draft, up in zip(ids, kept, parents, strict=True)
    ]
    return tuple(sorted(rows, key=lambda s: (s.content.spans[0][0], -s.content.spans[-1][1], s.id)))


def drafts(report: Report, annotation: Annotation) -> list[Draft]:
    """Every attribution that some rule proposes, with how sure the rules are of it."""
    text, layout = report.document.text, report.layout
    tree = Tree(annotation)
    found = candidates(tree)
    view = page(text, tree, layout.blocks, _quotes(text, layout.blocks))
    following, owners = own(view, found)
    out = [_from_owned(view, owned, layout.notes) for owned in [*owners.values(), *following]]
    heads = {quote: owned.candidate.head for owned in owners.values() for quote in owned.quotes}
    out += [
        _from_candidate(view, c, heads, layout.notes) for c in found if c.head not in owners and c.content
    ]
    lines = [*headline_drafts(report, annotation), *turn_drafts(report)]
    out += [replace(d, content=tuple(subtract(d.content, layout.notes, text))) for d in lines]
    return [replace(d, sure=reliability(d)) for d in out if d.content]


def _quotes(text: str, blocks: Iterable[Block]) -> list[Quote]:
    return find_quotes(text, [(b.start, b.end) for b in blocks if b.kind in SPOKEN])


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


def _trusted(found: list[Draft]) -> Iterator[Draft]:
    outer = [d for d in found if d.sure >= TRUST and d.in_quote < 0]
    for draft in found:
        least = _nested_trust(draft) if any(_holds(o, draft) for o in outer) else TRUST
        if draft.sure >= least:
            yield draft


def _nested_trust(draft: Draft) -> float:
    clausal = draft.rule.rpartition("-")[2] in CLAUSAL
    promised = draft.rule.endswith("to") and draft.class_ in SPOKEN_INFINITIVES and draft.source
    return NESTED_CLAUSE_TRUST if clausal or promised else NESTED_TRUST


def _without_doubles(found: Iterable[Draft]) -> list[Draft]:
    """One statement for one cue and content; the surer reading stays."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: -d.sure):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.content[0][0], -d.content[-1][1]))


def _same(one: Draft, two: Draft) -> bool:
    if one.cue and one.cue == two.cue:
        return one.content[0] == two.content[0] or _overlap(one, two) > SAME_CUE_OVERLAP
    return one.source == two.source and _overlap(one, two) > SAME_SOURCE_OVERLAP


def _overlap(one: Draft, two: Draft) -> float:
    """What two contents share, of all that they hold together."""
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in one.content for t, f in two.content)
    whole = _length(one.content) + _length(two.content) - shared
    return shared / whole if whole else 0.0


def _without_orphans(kept: list[Draft]) -> tuple[list[Draft], list[int | None]]:
    """Drafts with their parents; what stands in a quotation that is nobody's is nobody's either."""
    while True:
        parents = _parents(kept)
        left = [d for d, up in zip(kept, parents, strict=True) if up is not None or d.in_quote < 0]
        if len(left) == len(kept):
            return kept, parents
        kept = left


def _parents(kept: list[Draft]) -> list[int | None]:
    """For each draft the smallest other whose content holds its cue and words.

    A content that is a noun phrase says nothing itself: who is concerned about reports does not say what they claim.
    It is passed over for a clause or quotation further out.
    """
    found: list[int | None] = []
    for number, draft in enumerate(kept):
        holding = [n for n, other in enumerate(kept) if n != number and _holds(other, draft)]
        above = [n for n in holding if _asserts(kept[n])] or holding
        found.append(min(above, key=lambda n: _length(kept[n].content)) if above else None)
    return found


def _asserts(draft: Draft) -> bool:
    """Whether the content is said rather than named."""
    head, _, frame = draft.rule.rpartition("-")
    return (
        frame in CLAUSAL | {"to", "preposition"}
        or head.startswith(("direct", "mixed"))
        or draft.rule in LINES
    )


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether a content holds another statement's cue and the beginning of its words."""
    if outer is inner or outer.cue == inner.cue or _length(outer.content) < _length(inner.content):
        return False
    marks = (*inner.cue, inner.content[0]) if inner.cue else inner.content
    return all(_covers(outer.content, span) for span in marks)


def _covers(spans: Iterable[Span], span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _statement(text: str, draft: Draft, id_: str, parent: str | None, quotes: list[Quote]) -> Statement:
    addressee = Party(text=cut(text, draft.addressee), spans=draft.addressee) if draft.addressee else None
    return Statement(
        id=id_,
        kind=kind_of(text, draft, quotes),
        speaker=Speaker(text=cut(text, draft.source), spans=draft.source),
        cue=Cue(text=cut(text, draft.cue), spans=draft.cue, class_=draft.class_),
        content=Words(text=cut(text, draft.content), spans=draft.content),
        addressee=addressee,
        parent=parent,
        polarity=draft.polarity,
        certainty=draft.certainty,
        confidence=round(draft.sure, 2),
    )


def kind_of(text: str, draft: Draft, quotes: list[Quote]) -> Kind:
    """Direct, mixed or indirect by its own quotation marks: those that the cue does not stand in too."""
    own_marks = [q for q in quotes if not any(q.start <= s < q.end for s, _ in draft.cue)]
    letters = [i for s, e in draft.content for i in range(s, e) if text[i].isalnum()]
    inside = sum(any(q.start <= i < q.end for q in own_marks) for i in letters)
    if (inside and inside == len(letters)) or draft.rule == "turn":  # a transcript is its speakers' own words
        return "direct"
    return "mixed" if inside else "indirect"
