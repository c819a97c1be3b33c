"""spaCy: the readings as a DocBin, a Doc a report, with a span group for each layer; needs the extra ``spacy``.

Groups are named as the layers of ``layers`` (``source``, ``cue``, ``content``, ``actor``, ``event``, ``event_actor``),
their spans bear the whole label, as ``id_`` the id of their row, and as ``kb_id_`` the id of the actor that they mean.
A stretch in several pieces is several spans of the same id. Tokens are those of spaCy's blank English, broken where a
span starts or ends, so that every span is exact. ``user_data["onrecord"]`` has the report without its text, and for
each row that stands in a statement this statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from onrecord.errors import MissingExtraError
from onrecord.exchange.layers import above, flat, split, stretches
from onrecord.exchange.onrecord import plain
from onrecord.exchange.whole import encoded
from onrecord.model import Reading


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings, all at once, and return how many there were.

    Raises MissingExtraError where spaCy is not installed, InputError where a text holds half a surrogate pair.
    """
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError as error:
        raise MissingExtraError("spacy", "writing spaCy's DocBin") from error
    language = spacy.blank("en")
    # Span groups are kept in any case; tokens need no attributes but their words.
    docs = DocBin(attrs=["ORTH"], store_user_data=True)
    count = 0
    for reading in readings:
        encoded(reading.document.text, reading.document)
        docs.add(_doc(language, reading))
        count += 1
    out.write(docs.to_bytes())
    return count


def _doc(language: Any, reading: Reading) -> Any:
    from spacy.tokens import Doc, Span

    text = reading.document.text
    tokens = [(token.idx, token.idx + len(token)) for token in language.make_doc(text)]
    found = split(text, tokens, flat(reading)[0])
    doc = Doc(
        language.vocab,
        words=[text[start:end] for start, end, _ in found],
        spaces=[blank for _, _, blank in found],
    )
    first = {start: number for number, (start, _, _) in enumerate(found)}
    last = {end: number for number, (_, end, _) in enumerate(found, 1)}
    groups: dict[str, list[Any]] = {}
    for stretch in stretches(reading):
        for start, end in stretch.spans:
            span = Span(
                doc,
                first[start],
                last[end],
                label=stretch.label,
                kb_id=stretch.actor or "",
                span_id=stretch.row,
            )
            groups.setdefault(stretch.layer, []).append(span)
    for layer, spans in groups.items():
        doc.spans[layer] = spans
    document = {key: value for key, value in plain(reading.document).items() if key != "text"}
    told = {row: statement for row, statement, _ in above(reading)}
    doc.user_data["onrecord"] = {"document": document, "reader": reading.reader, "told_in": told}
    return doc
