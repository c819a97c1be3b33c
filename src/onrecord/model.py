"""The nouns of onrecord: frozen values that every stage speaks and no stage owns.

Invariant: a row's ``text`` is always what its ``spans`` cut out of ``Document.text``, joined by one
space. Offsets are Unicode code points, half-open. Field names follow ``onrecord/1`` (RECORD.md);
``class_`` and ``from_`` lose their underscore in JSON.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Span = tuple[int, int]
Spans = tuple[Span, ...]
Kind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["+", "-"]
Certainty = Literal["certain", "probable", "possible", "unspecified"]
ActorKind = Literal[
    "person",
    "country",
    "government_body",
    "military",
    "armed_group",
    "party",
    "opposition",
    "igo",
    "ngo",
    "coalition",
    "company",
    "media",
    "ethnic_group",
    "religious_group",
    "people",
    "group",
]
PlaceKind = Literal["city", "region", "country", "site"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal["reported", "claimed", "denied", "pledged", "demanded", "hypothetical"]
BlockKind = Literal[
    "chrome", "title", "subtitle", "byline", "date", "heading", "caption", "turn", "paragraph"
]
NameLabel = Literal["PER", "ORG", "LOC", "NORP", "MISC"]

FORMAT = "onrecord/1"
ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


def identify(*parts: object) -> str:
    """A row's id: 16 hexadecimal digits of the SHA-256 of its key fields."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words under ``spans``, joined by one space."""
    return " ".join(text[start:end] for start, end in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    place: str | None
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as it was published. ``id`` hashes what makes it this report (see ``ingest``)."""

    id: str
    source: str
    title: str | None = None
    subtitle: str | None = None
    headings: tuple[Heading, ...] = ()
    byline: str | None = None
    publisher: str | None = None
    agency: str | None = None
    dateline: Dateline | None = None
    published: str | None = None
    language: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text with one role on the page; a paragraph starts behind its dateline."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a report stands on its page: blocks in order, and editorial notes (nobody's words)."""

    blocks: tuple[Block, ...]
    notes: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What ``ingest`` hands on: a document, its layout, and what the reader should be warned of."""

    document: Document
    layout: Layout
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One token in Universal Dependencies: ``head`` is the index of its head, -1 for a root."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[start, end)`` of block ``block`` (an index into ``Layout.blocks``)."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``[start, end)`` that name something."""

    start: int
    end: int
    label: NameLabel


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """A word that may open a cue, and what the words around it are to that cue.

    ``sure`` is the probability that it does and ``nested`` that it does so inside what somebody else says; ``roles``
    has one row for each token from ``first`` on, with the log-probabilities of ``ROLES``: shape (tokens of the window,
    7).
    """

    token: int
    sure: float
    nested: float
    first: int
    roles: NDArray[np.float32]


class Heads(Protocol):
    """What trained heads say of events when they are asked."""

    def types(self, parts: Iterable[Sequence[int]]) -> dict[str, float]:
        """The probability of every type, and of none, for an event of these tokens.

        Args:
            parts: the tokens of its source, its target, its predicate, each perhaps empty, and of its sentence.
        """

    def happened(self, token: int) -> float:
        """How far the event that a token tells is a fact, from -3 (it is not) to 3 (it is)."""


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """Tokens, sentences and names of a report, in the order of the text.

    Chrome, bylines, datelines and editorial notes have no tokens. ``anchors`` is None where the annotator does not
    say who says what, ``heads`` where it says nothing of events.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    anchors: tuple[Anchor, ...] | None = None
    heads: Heads | None = None

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its dependents, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                below[token.head].append(index)
        return tuple(map(tuple, below))

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token the index of its sentence."""
        return tuple(
            number
            for number, sentence in enumerate(self.sentences)
            for _ in range(sentence.start, sentence.end)
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token starts, in characters."""
        return tuple(token.start for token in self.tokens)

    def under(self, spans: Iterable[Span]) -> list[int]:
        """The tokens that lie wholly in some spans, in the order of these."""
        found = []
        for start, end in spans:
            index = bisect_left(self.starts, start)
            while index < len(self.tokens) and self.tokens[index].end <= end:
                found.append(index)
                index += 1
        return found

    def subtree(self, index: int) -> list[int]:
        """The token and all below it, in order."""
        found, todo = [], [index]
        while todo:
            top = todo.pop()
            found.append(top)
            todo.extend(self.children[top])
        return sorted(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    title: str
    organisation: str | None = None
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    id: str
    name: str
    kind: ActorKind | None = None
    country: str | None = None
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: str
    name: str
    kind: PlaceKind | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who takes part in a row: the words used and, where it is known, the actor they mean."""

    actor: str | None = None
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The source of a statement; empty words where the report names none."""

    actor: str | None = None
    text: str
    spans: Spans
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that say that something is said; empty where nothing but the layout says so."""

    text: str
    spans: Spans
    class_: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    id: str
    kind: Kind
    speaker: Speaker
    cue: Cue
    content: Words
    addressee: Party | None = None
    said_on: str | None = None
    said_at: str | None = None
    parent: str | None = None
    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int | None = None
    intensity: float | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: str | None = None
    date: str | None = None
    status: Status
    certainty: Certainty
    statement: str | None = None
    text: str
    spans: Spans
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    actor: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    id: str
    type: str
    subject: Party
    object: Party
    by: Teller | None = None
    from_: str | None = None
    to: str | None = None
    status: Status
    certainty: Certainty
    statement: str | None = None
    text: str
    spans: Spans
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    id: str
    kind: Literal["pledge", "agreement", "demand", "obligation", "expectation", "threat"]
    by: Party | None = None
    to: Party | None = None
    action: Words
    condition: Words | None = None
    deadline: str | None = None
    basis: Words | None = None
    status: Status
    statement: str | None = None
    text: str
    spans: Spans
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a row stands in a reading: the rules and heads that fired for it, each with what it said.

    Not part of ``onrecord/1``: it stays with the reader and the record (``onrecord explain``).
    """

    row: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that comes of one report, and the exchange format of the project."""

    format: str = FORMAT
    reader: str
    document: Document
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    warnings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What people annotated in one report.

    ``origins`` are, by the ids of its rows, those under which they were exported to be annotated; ``untouched`` are the
    ids of those that are as they were then. ``exported`` are all that were, and None where the annotation began
    elsewhere. ``whole`` is false where some of it could not be read.
    """

    reading: Reading
    origins: Mapping[str, str]
    untouched: frozenset[str] = frozenset()
    exported: frozenset[str] | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    reason: str
    at: str | None = None
