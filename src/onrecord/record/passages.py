"""A report in passages, each the words of one teller in one sentence, in a form in which promises can be found again.

Who is meant by a name or a pronoun is one term whatever the words are; all other words are terms by their stem.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from onrecord.data.common_words import weight
from onrecord.data.deeds import Course, base, courses, deeds, things
from onrecord.model import Certainty, Commitment, Party, Reading, Span, Spans, Statement, cut
from onrecord.record import days, signs
from onrecord.record.words import fold, fold_name

NAMED = 1.5  # what a name says, beside a rare word
SHORTEST = 2  # words of a passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of one teller in one sentence.

    ``teller`` is the statement that tells it and ``speaker`` the folded name of who does; both are empty for the
    report's own voice. ``terms`` are weighted, a name begins with @. ``times`` are the days that it names, first and
    last, ``clauses`` the deeds of each clause, and whether it has a negation. ``ahead`` is whether it tells of what is
    to be, ``asked`` whether it leaves open what is so, ``denied`` whether it is what somebody denies. ``rows`` are the
    numbers of the commitments that stand in it.
    """

    number: int
    spans: Spans
    text: str
    teller: str | None
    speaker: str
    certainty: Certainty
    denied: bool
    terms: Mapping[str, float]
    deeds: frozenset[str]
    courses: frozenset[Course]
    times: tuple[tuple[str, str], ...]
    clauses: tuple[tuple[frozenset[str], bool], ...]
    ahead: bool
    negated: bool
    asked: bool
    rows: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]


class Told:
    """A reading whose words can be looked up by their place.

    Args:
        names: what actors are called in the record, by their ids; others keep the name that the report gives.
    """

    def __init__(self, reading: Reading, names: Mapping[str, str]) -> None:
        self.reading = reading
        self.text = reading.document.text
        self._called = {actor.id: fold_name(names.get(actor.id, actor.name)) for actor in reading.actors}
        self._statements = {said.id: said for said in reading.statements}
        found = [(m.start, m.end, self._called[actor.id]) for actor in reading.actors for m in actor.mentions]
        found += [(m.start, m.end, fold_name(place.name)) for place in reading.places for m in place.mentions]
        self._mentions = _outermost(found)
        self._times = reading.times
        self._time_starts = [time.start for time in self._times]
        self._starts = [start for start, _, _ in self._mentions]

    def passages(self) -> list[Passage]:
        """All passages in the order of the text."""
        owners, hidden = self._owners()
        heads = self._heads()
        found: list[Passage] = []
        for sentence in self._sentences():
            for teller, spans in self._parts(sentence, owners, hidden):
                passage = self._passage(len(found), spans, teller)
                if len(passage.text.split()) >= SHORTEST and not _inside(passage.spans, heads):
                    found.append(passage)
        return found

    def named(self, party: Party | None) -> str:
        """The folded name of a party, its folded words where it is no known actor."""
        return (self._called.get(party.actor or "") or fold_name(party.text)) if party else ""

    def speaker(self, statement: str | None) -> str:
        """The folded name of who makes a statement."""
        said = self._statements.get(statement or "")
        return (self._called.get(said.speaker.actor or "") or fold_name(said.speaker.text)) if said else ""

    def terms(self, spans: Spans) -> dict[str, float]:
        """The terms of some words, the rarer the heavier."""
        found: dict[str, float] = {}
        for start, end in self._timeless(spans):
            for term, value in self._words(start, end):
                if value > 0:
                    found[term] = max(found.get(term, 0.0), value)
        return found

    def _timeless(self, spans: Spans) -> Iterator[Span]:
        """Words without those that only say when."""
        for start, end in spans:
            at = start
            for time in self._times[bisect_left(self._time_starts, start) :]:
                if time.start >= end:
                    break
                if time.start > at:
                    yield at, time.start
                at = max(at, min(end, time.end))
            if at < end:
                yield at, end

    def deeds(self, spans: Spans) -> frozenset[str]:
        """The deeds that some words tell of."""
        return deeds(fold(cut(self.text, spans)).split())

    def times(self, spans: Spans) -> tuple[tuple[str, str], ...]:
        """The days that some words name."""
        inside = (
            time
            for time in self.reading.times
            if time.type == "DATE" and any(start <= time.start < end for start, end in spans)
        )
        found = (
            days.span(time.value)
            for time in inside
            if not signs.is_bound(self.text[max(0, time.start - 12) : time.start])
        )
        return tuple((first, last) for first, last in found if first and last)

    def _owners(self) -> tuple[list[tuple[Span, Statement]], list[Span]]:
        """What statements say, the inner ones last, and the words that only say who says it."""
        told = [one for one in self.reading.statements if one.cue.class_ not in signs.INWARD]
        said = [(span, one) for one in told for span in one.content.spans]
        said.sort(key=lambda pair: pair[0][0] - pair[0][1])
        hidden = [span for one in told if one.cue.text for span in (*one.speaker.spans, *one.cue.spans)]
        if line := self.reading.document.dateline:
            hidden.append(
                (min((start for start, _ in line.spans), default=0), signs.behind(self.text, line.spans))
            )
        return said, hidden

    def _heads(self) -> list[Span]:
        """Headlines, which only sum up what the report tells."""
        document = self.reading.document
        found = [span for heading in document.headings for span in heading.spans]
        for words in (document.title, document.subtitle):
            at = self.text.find(words) if words else -1
            if words and at >= 0:
                found.append((at, at + len(words)))
        return found

    def _sentences(self) -> Iterator[Span]:
        at = 0
        for stop in [*(match.end() for match in signs.STOP.finditer(self.text)), len(self.text)]:
            if self.text[at:stop].strip():
                yield at, stop
            at = stop

    def _parts(
        self, sentence: Span, owners: list[tuple[Span, Statement]], hidden: list[Span]
    ) -> Iterator[tuple[Statement | None, Spans]]:
        """The words of each teller in a sentence, in the order in which they begin to speak."""
        start, end = sentence
        edges = {start, end, *(match.end() for match in signs.PART.finditer(self.text, start, end))}
        here = [(span, one) for span, one in owners if span[0] < end and span[1] > start]
        away = [span for span in hidden if span[0] < end and span[1] > start]
        for low, high in [*(span for span, _ in here), *away]:
            edges.update(point for point in (low, high) if start < point < end)
        cuts = {match.end() for match in signs.PART.finditer(self.text, start, end)}
        told: dict[tuple[str, int], tuple[Statement | None, list[Span]]] = {}
        ordered = sorted(edges)
        for low, high in pairwise(ordered):
            one = next((said for (a, b), said in reversed(here) if a <= low and high <= b), None)
            if one is None and any(a <= low and high <= b for a, b in away):
                continue
            part = sum(point <= low for point in cuts)
            spans = told.setdefault((one.id if one else "", part), (one, []))[1]
            if spans and spans[-1][1] == low:
                spans[-1] = (spans[-1][0], high)
            else:
                spans.append((low, high))
        for said, spans in told.values():
            if said is not None:  # what somebody tells that others said is his telling too
                spans = _within(said.content.spans, (spans[0][0], spans[-1][1]))
            trimmed = tuple(filter(None, (self._trimmed(span) for span in spans)))
            if trimmed:
                yield said, trimmed

    def _trimmed(self, span: Span) -> Span | None:
        start, end = span
        if joint := signs.JOINT.search(self.text[start:end]):
            end = start + joint.start()
        while start < end and not self.text[start].isalnum() and self.text[start] not in "\"“‘'":
            start += 1
        while start < end and not self.text[end - 1].isalnum() and self.text[end - 1] not in "\"”’'":
            end -= 1
        return (start, end) if start < end and any(map(str.isalnum, self.text[start:end])) else None

    def _passage(self, number: int, spans: Spans, said: Statement | None) -> Passage:
        text = cut(self.text, spans)
        folded = signs.folded(text)
        rows = tuple(
            at
            for at, row in enumerate(self.reading.commitments)
            if _covered(row, spans) and row.statement == (said.id if said else None)
        )
        return Passage(
            number=number,
            spans=spans,
            text=text,
            teller=said.id if said else None,
            speaker=self.speaker(said.id) if said else "",
            certainty=said.certainty if said else "certain",
            denied=said is not None and said.cue.class_ == "deny" and said.polarity == "-",
            terms=self.terms(spans),
            deeds=deeds(folded.split()),
            courses=courses(folded),
            times=self.times(spans),
            clauses=signs.clauses(text),
            ahead=signs.ahead(text),
            asked=signs.asked(text),
            negated=signs.negated(text),
            rows=rows,
        )

    def _words(self, start: int, end: int) -> Iterator[tuple[str, float]]:
        at = start
        for number in range(bisect_left(self._starts, start), len(self._mentions)):
            first, last, name = self._mentions[number]
            if first >= end:
                break
            yield from _stems(self.text[at:first])
            yield "@" + name, NAMED
            # The words of a name are words too: "Zenik Pass" is found again as "the pass".
            yield from ((term, value / 2) for term, value in _stems(self.text[first:last]))
            at = max(at, last)
        yield from _stems(self.text[at:end])


def _within(spans: Spans, stretch: Span) -> list[Span]:
    """The parts of spans that lie in a stretch."""
    cuts = ((max(start, stretch[0]), min(end, stretch[1])) for start, end in spans)
    return [span for span in cuts if span[0] < span[1]]


def _inside(spans: Spans, others: Iterable[Span]) -> bool:
    return any(low <= spans[0][0] and spans[-1][1] <= high for low, high in others)


def _covered(row: Commitment, spans: Spans) -> bool:
    return any(a < end and start < b for a, b in row.action.spans for start, end in spans)


def _stems(text: str) -> Iterator[tuple[str, float]]:
    for word in fold(text).split():
        if len(word) > 1 or word.isdigit():
            stemmed = base(word)
            if stemmed not in signs.BINDING:
                yield things().get(stemmed, stemmed), weight(stemmed)


def _outermost(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Mentions in order, without those inside others."""
    kept: list[tuple[int, int, str]] = []
    for mention in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or mention[0] >= kept[-1][1]:
            kept.append(mention)
    return kept
