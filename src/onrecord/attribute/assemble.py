"""From drafts to statements.

1. The rules and, where the annotator has one, the model propose (rules.py, hearing.py).
2. What is not trusted, and what a better draft already says, is dropped (choose.py, nesting.py).
3. A statement whose cue stands in another's content is nested in it.
"""

from __future__ import annotations

from onrecord.attribute.choose import chosen
from onrecord.attribute.draft import Draft
from onrecord.attribute.nesting import without_doubles, without_orphans
from onrecord.attribute.quotes import Quote, quotes_of
from onrecord.model import Annotation, Cue, Kind, Party, Report, Speaker, Statement, Words, cut, identify


def statements(report: Report, annotation: Annotation, *, rules_only: bool = False) -> tuple[Statement, ...]:
    """The statements of a report in the order of the text, outer before inner."""
    text = report.document.text
    kept, parents = without_orphans(without_doubles(chosen(report, annotation, rules_only=rules_only)))
    quotes = quotes_of(report)
    ids = [identify("statement", report.document.id, d.source, d.cue, d.content) for d in kept]
    rows = [
        _statement(text, draft, id_, None if up is None else ids[up], quotes)
        for id_, draft, up in zip(ids, kept, parents, strict=True)
    ]
    return tuple(sorted(rows, key=lambda s: (s.content.spans[0][0], -s.content.spans[-1][1], s.id)))


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
    near = [q for q in quotes if any(q.start < e and s < q.end for s, e in draft.content)]
    own_marks = [q for q in near if not any(q.start <= s < q.end for s, _ in draft.cue)]
    letters = [i for s, e in draft.content for i in range(s, e) if text[i].isalnum()]
    inside = sum(any(q.start <= i < q.end for q in own_marks) for i in letters)
    if (inside and inside == len(letters)) or draft.rule == "turn":  # a transcript is its speakers' own words
        return "direct"
    return "mixed" if inside else "indirect"
