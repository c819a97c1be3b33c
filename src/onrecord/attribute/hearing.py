"""What the model proposes: each attribution that it hears, as a draft, with quotation marks obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.attribute.decode import Heard, heard
from onrecord.attribute.describe import describe
from onrecord.attribute.draft import Draft
from onrecord.attribute.lines import may_speak
from onrecord.attribute.speech import Page
from onrecord.model import Annotation, Spans
from onrecord.syntax import filled, merge, runs, spans_of, subtract

MODEL = "model"
POSSESSIVES = {"'s", "’s", "'", "’"}
NAMES_NOBODY = {"DET", "ADP", "PUNCT", "PART"}
STRAY = 2  # words
UNFINISHED = {"AUX", "PART", "ADP", "DET", "CCONJ", "SCONJ"}
LEAD_IN = {"ADV", "CCONJ", "PUNCT"}
MOST_OF_A_QUOTATION = 0.5  # who is given so much of a quotation said all of it


def heard_drafts(view: Page, annotation: Annotation, notes: Spans) -> list[Draft]:
    """A draft for each anchor that has a content."""
    found = [_draft(view, one, notes) for one in heard(annotation.anchors or ()) if _may_be(view, one)]
    return [draft for draft in found if draft.content and draft.cue]


def _may_be(view: Page, one: Heard) -> bool:
    """Not where a mark is the cue and what stands before it cannot speak: "Honduras: ..."."""
    marks = all(view.tree.tokens[i].upos == "PUNCT" for i in one.cue)
    return not marks or may_speak(" ".join(view.tree.tokens[i].text for i in one.source))


def _draft(view: Page, one: Heard, notes: Spans) -> Draft:
    said = describe(view.tree, one.cue)
    source = _source(view, one)
    addressee = [i for i in said.addressee if i not in source]
    content = [i for i in _with_whole_quotations(view, one) if _in_reach(view, one, i)]
    content = _without_strays(view, one, _without_lead_in(view, content))
    if said.class_ != "demand":
        content = [i for i in content if i not in addressee]
    cue_spans, source_spans = _spans(view, one.cue, notes), _spans(view, source, notes)
    return Draft(
        rule=MODEL,
        lemma=said.lemma,
        class_=said.class_,
        polarity=said.polarity,
        certainty=said.certainty,
        cue=cue_spans,
        source=source_spans,
        content=tuple(subtract(_spans(view, content, notes), [*cue_spans, *source_spans], view.text)),
        addressee=_spans(view, addressee, notes),
        cut_short=bool(source) and view.tree.tokens[source[-1]].upos in UNFINISHED,
        quoted=any(view.inside[i] not in {-1, view.inside[one.anchor]} for i in content),
        asserts=_asserts(view, content),
        evidence=one.evidence,
        nested=one.nested,
    )


def _source(view: Page, one: Heard) -> list[int]:
    """The source less marks and a possessive at its edges; none where it names nobody, as "it" of "it is believed"."""
    tokens = view.tree.tokens
    source = view.tree.trim(list(one.source))
    while source and tokens[source[-1]].text in POSSESSIVES:
        source.pop()
    nominal = any(tokens[i].upos not in NAMES_NOBODY and view.tree.rel(i) != "expl" for i in source)
    return source if nominal else []


def _in_reach(view: Page, one: Heard, index: int) -> bool:
    """Only a quotation goes on in another paragraph."""
    return view.inside[index] >= 0 or view.block_of[index] == view.block_of[one.anchor]


def _spans(view: Page, indices: Iterable[int], notes: Spans) -> Spans:
    found = spans_of(view.tree.annotation, filled(view.tree.annotation, indices))
    return tuple(merge(subtract(found, notes, view.text), view.text))


def _asserts(view: Page, content: Sequence[int]) -> bool:
    """Whether the content is said rather than named: it is quoted, or a clause heads it."""
    tree, inside = view.tree, set(content)
    tops = [i for i in content if tree.tokens[i].head not in inside]
    clause = any(tree.tokens[i].upos in {"VERB", "AUX"} or tree.kids(i, "nsubj", "cop") for i in tops)
    return clause or any(view.inside[i] >= 0 for i in content)


def _with_whole_quotations(view: Page, one: Heard) -> list[int]:
    """The content with all of each closed quotation that most of stands in it, unless the cue is quoted too."""
    content = set(one.content)
    for number in {view.inside[i] for i in one.content} - {-1, view.inside[one.anchor]}:
        tokens = view.tokens_of[number]
        share = sum(i in content for i in tokens) / len(tokens)
        if view.quotes[number].closed and share >= MOST_OF_A_QUOTATION:
            content.update(tokens)
        elif view.block_of[tokens.start] != view.block_of[one.anchor]:
            content.difference_update(tokens)  # the beginning of what the next speaker says
    return sorted(content.difference(one.cue, one.source))


def _without_lead_in(view: Page, content: list[int]) -> list[int]:
    """A quotation without the reporter's "But" or "However," in front of it."""
    quoted = [i for i in content if view.inside[i] >= 0]
    before = [i for i in content if quoted and i < quoted[0]]
    plain = all(view.tree.tokens[i].upos in LEAD_IN for i in before)
    rest = content[len(before) :]
    return rest if before and plain and len(rest) == len(quoted) else content


def _without_strays(view: Page, one: Heard, content: list[int]) -> list[int]:
    """Without a word or two far from a quotation: "Residents" of `Residents heard it. "We counted ten," she said`."""
    if all(view.inside[i] < 0 for i in content):
        return content
    near = {*content, *one.cue, *one.source}
    kept = [run for run in runs(content) if len(run) > STRAY or _is_beside(view, run, near)]
    return [i for run in kept for i in run]


def _is_beside(view: Page, run: Sequence[int], near: set[int]) -> bool:
    """Whether a quotation mark, the cue, the source or more of the content stands next to a run, marks aside."""
    tokens = view.tree.tokens
    for step, at in ((-1, run[0] - 1), (1, run[-1] + 1)):
        while 0 <= at < len(tokens) and tokens[at].upos == "PUNCT" and at not in near:
            at += step
        if at in near or view.inside[run[0]] >= 0:
            return True
    return False
