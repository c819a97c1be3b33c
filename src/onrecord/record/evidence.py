"""How a row is known again in another reading of its report: by its words and parties."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Commitment, Event, Relation, Spans, Statement, cut
from onrecord.record.coded import taking_part
from onrecord.record.words import fold_name

Row = Statement | Event | Relation | Commitment
Part = tuple[str, str, Spans]  # a field, its words, and where they stand
Taker = tuple[str, str | None, str, Spans]  # role, actor, folded words, where these stand

# Half of the characters, and half of the parties: less is more often the row's neighbour than the row.
LEAST_WORDS = 0.5
LEAST_PARTIES = 0.5


def parts(row: Row) -> Iterator[Part]:
    """Everything that a row quotes from its report."""
    if isinstance(row, Statement):
        for name, part in (("speaker", row.speaker), ("addressee", row.addressee)):
            if part:
                yield name, part.text, part.spans
        yield "cue", row.cue.text, row.cue.spans
        yield "content", row.content.text, row.content.spans
        return
    yield "words", row.text, row.spans
    yield from ((role, party.text, party.spans) for role, party in taking_part(row))
    if isinstance(row, Commitment):
        more = {"action": row.action, "condition": row.condition, "basis": row.basis}
        yield from ((name, part.text, part.spans) for name, part in more.items() if part)


def amiss(row: Row, text: str) -> Iterator[str]:
    """The fields of a row whose words do not stand where they are said to."""
    for name, words, spans in parts(row):
        inside = all(0 <= start < end <= len(text) for start, end in spans)
        if not inside or words != cut(text, spans):
            yield name


def stands(row: Row, text: str) -> bool:
    """Whether all words of a row stand in its report."""
    return next(amiss(row, text), None) is None


def words_of(row: Row) -> Spans:
    """Where the words stand that a row is known by."""
    return (*row.cue.spans, *row.content.spans) if isinstance(row, Statement) else row.spans


def first(row: Row) -> int:
    """Where a row begins."""
    spans = row.content.spans if isinstance(row, Statement) else row.spans
    return min((start for start, _ in spans), default=0)


def shared(one: Spans, other: Spans) -> float:
    """The share of characters that two stretches have in common, of both (Dice 1945)."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    length = sum(end - start for start, end in (*one, *other))
    return 2 * both / length if length else 0.0


def likeness(known: Row, row: Row, *, same_type: bool = False) -> tuple[float, ...] | None:
    """How like a row is to one that was known, more first; None where it is another.

    Args:
        same_type: only a row of the same type, class or kind will do.
    """
    if isinstance(known, Statement) and isinstance(row, Statement):
        if known.cue.spans and row.cue.spans and not shared(known.cue.spans, row.cue.spans):
            return None
    elif type(known) is not type(row):
        return None
    alike = _type(known) == _type(row)
    if same_type and not alike and not isinstance(row, Statement):
        return None
    words, parties = shared(words_of(known), words_of(row)), _parties_shared(known, row)
    if words < LEAST_WORDS or parties < LEAST_PARTIES:
        return None
    return float(alike), words, parties


def _type(row: Row) -> str:
    if isinstance(row, Statement):
        return row.cue.class_
    return row.kind if isinstance(row, Commitment) else row.type


def _parties_shared(known: Row, row: Row) -> float:
    one, other = list(_takers(known)), list(_takers(row))
    if not one and not other:
        return 1.0
    left, met = list(other), 0
    for taker in one:
        if same := next((candidate for candidate in left if _same(taker, candidate)), None):
            left.remove(same)
            met += 1
    return 2 * met / (len(one) + len(other))


def _takers(row: Row) -> Iterator[Taker]:
    if isinstance(row, Statement):
        speaker = row.speaker
        if speaker.text or speaker.actor:
            yield "speaker", speaker.actor, fold_name(speaker.text), speaker.spans
        return
    for role, party in taking_part(row):
        yield role, party.actor, fold_name(party.text), party.spans


def _same(one: Taker, other: Taker) -> bool:
    if one[0] != other[0]:
        return False
    return bool(
        (one[1] and one[1] == other[1]) or (one[2] and one[2] == other[2]) or shared(one[3], other[3])
    )
