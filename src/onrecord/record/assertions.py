"""What a report says or lets somebody say, piece by piece, in a form in which pieces can be compared.

A piece is an event, a relation, a commitment, or a part of a sentence that a statement or the report itself says and no
row tells. Who is meant by a name or a pronoun is one term whatever the words are; all other words are terms by their
stem, and what is told of the rest of the sentence around a row counts less than its own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.data.common_words import stem, weight
from onrecord.model import Commitment, Event, Reading, Relation, Span, Spans, Statement, identify
from onrecord.record import days
from onrecord.record.coded import Coded, numbered, taking_part
from onrecord.record.figures import Figure, figures
from onrecord.record.signs import STOP
from onrecord.record.words import PRONOUNS, SPEAKERS, fold, fold_name

Piece = Literal["event", "relation", "commitment", "statement", "sentence"]
Side = Literal[1, -1]

NAMED = 1.5  # what a name says, beside a rare word
AROUND = 0.35  # what words of the rest of the sentence count
LONGEST = 400  # characters of a sentence that are looked at to either side of a row
COVERED = 0.55  # share of a sentence that a row tells, so that the sentence need not be told again
DENIALS = frozenset({"deny"})
OPEN = frozenset({"pledged", "demanded", "hypothetical"})
NEGATION = re.compile(
    r"\b(?:not|never|none|nobody|neither|no one)\b(?! only)|n['’]t\b|^[\s\"“‘']*no\b"
    r"|\bthere (?:is|was|were|are|had been) no\b",
    re.IGNORECASE,
)
# Where what one sentence says may be two things, and where a row's own part of it ends.
JOINT = re.compile(r"[,;]?\s+and\s+that\s+|;\s+|,\s+(?:but|while|whereas|and)\s+(?=\w+\s+\w+)", re.IGNORECASE)
EDGE = re.compile(r"[,;:.!?…\"“”()\n]|\s[–—-]\s")
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
GENITIVE = re.compile(r"['’]s?$|^(?:his|her|its|their|our|my|your|whose)$", re.IGNORECASE)
DASH = re.compile(
    r".{0,60}?\s(?:[-–—]+)\s+|[^\n]{0,60}?—\s*"
)  # behind a dateline, with the day and the agency
OWN = 0.6  # of a sentence that the report says itself
OFFICE = "holds_office"  # who is what, which is the same claim where the office is
SHORTEST = 3  # words of a part of a sentence that says something by itself
# Stands for what somebody else said: "denied the charge", "rejected the accusations".
BARE = re.compile(
    r"(?:(?:the|this|that|these|those|such|any|all|both|his|her|its|their|latest) )*"
    r"(?:it|this|that|them|so|(?:\w+ )?"
    r"(?:charge|allegation|accusation|claim|report|assertion|suggestion|account|figure|statement)s?)"
    r"(?: as .*)?"
)
# What is charged: "rejected as absurd the claim of the opposition that the vote was rigged".
CHARGE = re.compile(
    r"\b(?:charge|allegation|accusation|claim|complaint|report|assertion|suggestion|notion|idea|rumou?r)s?\b"
    r"(?:[^.;]{0,80}?)\bthat (?P<told>\S+ \S+ .+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One piece.

    ``side`` is -1 where it is denied; ``open`` says that it is promised, asked for or supposed rather than told as so.
    ``kind`` is the type of an event or a relation, ``parties`` are folded names or words by role, ``teller`` is the
    statement that tells it, ``speaker`` the folded name of who does, empty for the report itself. The days are those
    of what is told, where the report says them; ``place`` is a folded name. ``words`` is what somebody who has not read
    the rest would need, the piece as a part of its sentence with names for pronouns, and ``voice`` who says it.
    """

    what: Piece
    number: int
    id: str
    side: Side
    open: bool
    kind: str
    parties: Mapping[str, frozenset[str]]
    terms: Mapping[str, float]
    figures: tuple[Figure, ...]
    place: str
    teller: str | None
    speaker: str
    day: str | None
    last_day: str | None
    spans: Spans
    words: str = ""
    voice: str = ""


def assertions(reading: Reading, names: Mapping[str, str]) -> Iterator[Assertion]:
    """All pieces of a reading.

    Args:
        names: what actors are called in the record, by their ids; others keep the name that the report gives.
    """
    yield from _Report(reading, names).assertions()


class _Report:
    """A reading whose words can be looked up by their place."""

    def __init__(self, reading: Reading, names: Mapping[str, str]) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.statements = {said.id: said for said in reading.statements}
        self.written = {actor.id: names.get(actor.id, actor.name) for actor in reading.actors}
        self.called = {id: fold_name(name) for id, name in self.written.items()}
        self.places = {place.id: fold_name(place.name) for place in reading.places}
        self.names = {self.called[id]: name for id, name in self.written.items()}
        found = [(m.start, m.end, self.called[actor.id]) for actor in reading.actors for m in actor.mentions]
        found += [(m.start, m.end, self.places[place.id]) for place in reading.places for m in place.mentions]
        self.mentions = _outermost(found)
        self.starts = [start for start, _, _ in self.mentions]
        self.stops = [0, *(stop.end() for stop in STOP.finditer(self.text)), len(self.text)]

    def assertions(self) -> Iterator[Assertion]:
        coded = [self._coded(what, number, row) for what, number, row in numbered(self.reading)]
        said = [
            piece
            for number, statement in enumerate(self.reading.statements)
            if not stands_for_another(statement)
            for piece in self._said(number, statement)
        ]
        offices = [row for row in coded if row.kind == OFFICE]
        coded = [row for row in coded if row.kind != OFFICE]
        coded = [row for row in coded if row.what == "relation" or len(row.words.split()) >= SHORTEST]
        others = [piece for piece in (*said, *self._told()) if not any(_tells(row, piece) for row in coded)]
        pieces = sorted(
            (*coded, *others), key=lambda piece: min((start for start, _ in piece.spans), default=0)
        )
        yield from pieces
        for number, statement in enumerate(self.reading.statements):
            if stands_for_another(statement):
                yield from self._denied(number, statement, pieces)
        yield from offices

    def _denied(self, number: int, said: Statement, pieces: Sequence[Assertion]) -> Iterator[Assertion]:
        """What a denial denies that names it by a noun alone: what others said last of who denies."""
        denier = self._speaker(said)
        start, end = self._whole(said)
        meant = [
            piece
            for piece in pieces
            if piece.spans and piece.spans[0][0] < start and piece.speaker != denier and not piece.open
            if piece.side > 0 and ("@" + denier in piece.terms or not denier)
        ]
        if meant:
            piece = meant[-1]
            yield replace(
                piece, what="statement", number=number, id=said.id, side=-1, teller=said.id, speaker=denier,
                spans=((start, end),), figures=(), words=not_so(piece.words), voice=self._voice(said),
            )  # fmt: skip

    def _whole(self, said: Statement) -> Span:
        """A statement from its first word to its last, whoever says it included."""
        spans = (*said.speaker.spans, *said.cue.spans, *said.content.spans)
        return min(start for start, _ in spans), max(end for _, end in spans)

    def _coded(self, what: Piece, number: int, row: Coded) -> Assertion:
        teller = self.statements.get(row.statement or "")
        first, last = days.span(getattr(row, "date", None) or getattr(row, "deadline", None))
        around = self._around(row.spans, teller)
        parties: dict[str, frozenset[str]] = {}
        for role, party in taking_part(row):
            parties[role] = parties.get(role, frozenset()) | {self._named(party.actor, party.text)}
        return Assertion(
            what=what,
            number=number,
            id=row.id,
            side=-1 if _is_denied(row) else 1,
            open=row.status in OPEN or isinstance(row, Commitment),
            kind=row.kind if isinstance(row, Commitment) else row.type,
            parties=parties,
            terms=self._terms(row.spans, around),
            figures=figures(self.text, around),
            place=self.places.get(row.place or "", "") if isinstance(row, Event) else "",
            teller=row.statement,
            speaker=self._speaker(teller),
            day=first,
            last_day=last,
            spans=row.spans,
            words=self._row_words(row, around, teller),
            voice=self._voice(teller),
        )

    def _row_words(self, row: Coded, around: Spans, teller: Statement | None) -> str:
        """The part of its sentence in which a row stands; of what somebody denies it says so.

        What is not so because of a word beside it ("dropped its plan") has that word.
        """
        part = self._part(row.spans, () if isinstance(row, Relation) else around)
        words = self._wording(part)
        denied = _is_denied(row) and teller is not None and teller.cue.class_ in DENIALS
        return not_so(words) if denied and not self._negated(part) else words

    def _said(self, number: int, said: Statement) -> Iterator[Assertion]:
        denied = said.cue.class_ in DENIALS
        for span in self._sentences(said.content.spans):
            words = self._wording(span)
            yield self._plain(
                "statement", number, said.id, span,
                side=-1 if denied != self._negated(span) else 1,
                teller=said.id,
                speaker=self._speaker(said),
                words=not_so(words) if denied else words,
                voice=self._voice(said),
            )  # fmt: skip

    def _told(self) -> Iterator[Assertion]:
        """What the report itself says in sentences that it does not mostly let others say."""
        said = [self._whole(statement) for statement in self.reading.statements if statement.content.spans]
        number = 0
        for sentence in (each for paragraph in self._paragraphs() for each in self._stops(paragraph)):
            own = sum(end - start for start, end in _without(sentence, said))
            if own < OWN * (sentence[1] - sentence[0]):
                continue
            for part in self._joint(*sentence):
                yield self._plain(
                    "sentence", number, identify("sentence", self.reading.document.id, part), part,
                    side=-1 if self._negated(part) else 1, teller=None, speaker="",
                    words=self._wording(part), voice="",
                )  # fmt: skip
                number += 1

    def _paragraphs(self) -> Iterator[Span]:
        """Paragraphs of sentences, which what stands around them on a page is not."""
        dateline = self.reading.document.dateline
        first = max((end for _, end in dateline.spans), default=0) if dateline else 0
        for found in PARAGRAPH.finditer(self.text):
            if found.end() > first and SENTENCES.search(found[0]):
                dash = DASH.match(self.text, first) if found.start() < first else None
                yield (dash.end() if dash else max(found.start(), first)), found.end()

    def _plain(
        self,
        what: Piece,
        number: int,
        id: str,
        span: Span,
        *,
        side: Side,
        teller: str | None,
        speaker: str,
        words: str,
        voice: str,
    ) -> Assertion:
        """A piece of which no more is known than its words."""
        return Assertion(
            what=what, number=number, id=id, side=side, open=False, kind="", parties={},
            terms=self._terms((span,), ()), figures=figures(self.text, (span,)), place="", teller=teller,
            speaker=speaker, day=None, last_day=None, spans=(span,), words=words, voice=voice,
        )  # fmt: skip

    def _voice(self, said: Statement | None) -> str:
        """Who speaks, as the report puts it, or by name where it uses a pronoun."""
        if said is None:
            return ""
        plain = fold(said.speaker.text)
        written = said.speaker.text if plain not in PRONOUNS else ""
        return " ".join((written or self.written.get(said.speaker.actor or "", "")).split())

    def _part(self, spans: Spans, around: Spans) -> Span:
        """A row from its first word to its last, with the rest of the part of its sentence where it is given."""
        start, end = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)
        for first, last in around:
            if first <= start and end <= last:
                before = [edge.end() for edge in EDGE.finditer(self.text, first, start)]
                behind = EDGE.search(self.text, end, last)
                return (before or [first])[-1], behind.start() if behind else last
        return start, end

    def _wording(self, span: Span) -> str:
        """Words of the report with names for pronouns and descriptions; "I" is whose voice it is."""
        start, end = span
        parts: list[str] = []
        for number in range(bisect_left(self.starts, start), len(self.mentions)):
            first, last, called = self.mentions[number]
            if last > end:
                break
            words = self.text[first:last]
            name = self.names.get(called)
            beside = (
                number and self.mentions[number - 1][2] == called and first - self.mentions[number - 1][1] < 3
            )
            if name and not beside and not words.startswith(name) and words.lower() not in SPEAKERS:
                genitive = GENITIVE.search(words)
                parts += self.text[start:first], name + ("'s" if genitive else "")
                start = last
        parts.append(self.text[start:end])
        return " ".join("".join(parts).split())

    def _speaker(self, said: Statement | None) -> str:
        return self._named(said.speaker.actor, said.speaker.text) if said else ""

    def _named(self, actor: str | None, words: str) -> str:
        return self.called.get(actor or "") or fold_name(words)

    def _around(self, spans: Spans, teller: Statement | None) -> Spans:
        """The sentences in which a row stands, without what is not of its teller."""
        if not spans:
            return ()
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        first = max(self.stops[max(0, bisect_left(self.stops, start + 1) - 1)], start - LONGEST)
        last = min(self.stops[min(len(self.stops) - 1, bisect_left(self.stops, end))], end + LONGEST)
        if teller is None:
            inside = [span for said in self.reading.statements for span in said.content.spans]
            return tuple(_without((first, last), inside, (start, end)))
        own = ((max(first, a), min(last, b)) for a, b in teller.content.spans)
        return tuple(span for span in own if span[0] < span[1]) or ((start, end),)

    def _negated(self, span: Span) -> bool:
        return NEGATION.search(self.text, *span) is not None

    def _sentences(self, spans: Spans) -> Iterator[Span]:
        """Sentences, and what stands beside each other in one."""
        parts = (part for span in spans for sentence in self._stops(span) for part in self._joint(*sentence))
        return (part for part in parts if len(self.text[slice(*part)].split()) >= SHORTEST)

    def _stops(self, span: Span) -> Iterator[Span]:
        at, end = span
        for stop in STOP.finditer(self.text, *span):
            yield at, stop.end()
            at = stop.end()
        if self.text[at:end].strip():
            yield at, end

    def _joint(self, start: int, end: int) -> Iterator[Span]:
        at = start
        for joint in JOINT.finditer(self.text, start, end):
            parts = self.text[at : joint.start()], self.text[joint.end() : end]
            if all(len(part.split()) >= SHORTEST for part in parts):
                yield at, joint.start()
                at = joint.end()
        yield at, end

    def _terms(self, spans: Spans, around: Spans) -> dict[str, float]:
        found: dict[str, float] = {}
        for some, share in ((spans, 1.0), (around, AROUND)):
            for term, value in self._words(some):
                found[term] = max(found.get(term, 0.0), value * share)
        return {term: round(value, 2) for term, value in found.items() if value > 0}

    def _words(self, spans: Spans) -> Iterator[tuple[str, float]]:
        for start, end in spans:
            at = start
            for number in range(bisect_left(self.starts, start), len(self.mentions)):
                first, last, name = self.mentions[number]
                if first >= end:
                    break
                yield from _stems(self.text[at:first])
                yield "@" + name, NAMED
                at = last
            yield from _stems(self.text[at:end])


def _stems(text: str) -> Iterator[tuple[str, float]]:
    for word in fold(text).split():
        if len(word) > 1 or word.isdigit():
            stemmed = stem(word)
            yield stemmed, weight(stemmed)


def _outermost(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Mentions in order, without those inside others."""
    kept: list[tuple[int, int, str]] = []
    for mention in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or mention[0] >= kept[-1][1]:
            kept.append(mention)
    return kept


def _without(whole: Span, taken: Iterable[Span], kept: Span = (0, 0)) -> Iterator[Span]:
    """A stretch without some others, but with what is to be kept."""
    at = whole[0]
    for start, end in sorted(taken):
        if end <= at or start >= whole[1] or (start < kept[1] and kept[0] < end):
            continue
        if start > at:
            yield at, start
        at = max(at, end)
    if at < whole[1]:
        yield at, whole[1]


def _is_denied(row: Coded) -> bool:
    """Whether it is said not to be so; a promise that somebody takes back was made all the same."""
    return row.status == "denied" and not isinstance(row, Commitment)


def not_so(words: str) -> str:
    """A denial of what words tell: of "the charge that ..." it is what is charged."""
    said = CHARGE.search(words)
    told = said["told"] if said else words.removeprefix("that ")
    return f"It is not true that {told}"


def stands_for_another(said: Statement) -> bool:
    """Whether a denial says no more than that something said before is not so: "denied the charge"."""
    return said.cue.class_ in DENIALS and BARE.fullmatch(fold(said.content.text)) is not None


def _tells(row: Assertion, piece: Assertion) -> bool:
    """Whether a coded row tells most of a sentence of the same statement."""
    if row.what == "commitment" or row.teller != piece.teller:
        return False
    ((start, end),) = piece.spans
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in row.spans)
    return shared >= COVERED * (end - start)
