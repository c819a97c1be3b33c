"""The offices that a report gives to persons, as relations with their words."""

from __future__ import annotations

from onrecord.model import Party, Relation, Span, identify
from onrecord.resolve.coreference import Voices
from onrecord.resolve.figures import Cast, Figure, Told, actor_id

KIN = {
    *(
        "wife",
        "husband",
        "son",
        "daughter",
        "father",
        "mother",
        "brother",
        "sister",
        "uncle",
        "aunt",
        "cousin",
    ),
    *(
        "nephew",
        "niece",
        "widow",
        "widower",
        "grandson",
        "granddaughter",
        "grandfather",
        "grandmother",
        "parent",
    ),
}
EDGES = {"DET", "PUNCT", "ADP", "SCONJ"}
CONFIDENCE = 0.9  # of a title right beside a name; not measured yet


def tenures(cast: Cast, voices: Voices, document: str) -> tuple[Relation, ...]:
    """One ``holds_office`` for each office of each person and each voice that gives it, in the order of the text.

    Args:
        document: the id of the report.
    """
    found: dict[tuple[object, ...], Relation] = {}
    for figure in cast.figures:
        for told in figure.told if figure.name else ():
            if told.role.former or _is_kin(cast, told.words):
                continue
            number = voices.quoting.get(told.name[0])
            statement = voices.statements[number].id if number is not None else None
            key = (figure, told.role.title, told.role.country, told.role.body, statement)
            if key not in found:
                found[key] = _relation(cast, figure, told, statement, document)
    return tuple(sorted(found.values(), key=lambda relation: relation.spans))


def _is_kin(cast: Cast, tokens: Span) -> bool:
    """ "The president's wife" is no office."""
    return any(cast.tokens[i].lemma.lower() in KIN for i in range(*tokens))


def _relation(cast: Cast, figure: Figure, told: Told, statement: str | None, document: str) -> Relation:
    title, name = _span(cast, told.words), _span(cast, told.name)
    spans = ((min(title[0], name[0]), max(title[1], name[1])),)
    return Relation(
        id=identify("relation", document, "holds_office", spans),
        type="holds_office",
        subject=_party(cast, name, actor_id(figure)),
        object=_party(cast, title, None),
        status="claimed" if statement else "reported",
        certainty="certain",
        statement=statement,
        text=cast.text[spans[0][0] : spans[0][1]],
        spans=spans,
        confidence=CONFIDENCE,
    )


def _span(cast: Cast, tokens: Span) -> Span:
    start, end = tokens
    while end - 1 > start and cast.tokens[end - 1].upos == "PUNCT":
        end -= 1
    while start < end - 1 and cast.tokens[start].upos in EDGES:
        start += 1
    return cast.tokens[start].start, cast.tokens[end - 1].end


def _party(cast: Cast, span: Span, actor: str | None) -> Party:
    return Party(actor=actor, text=cast.text[span[0] : span[1]], spans=(span,))
