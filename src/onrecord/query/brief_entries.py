"""What stands on a brief: values that name references by their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from onrecord.query.references import Reference
from onrecord.query.subject import Subject

T = TypeVar("T")

Deadline = Literal["open", "passed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[T]):
    """What is shown of one kind, and how many entries more there are of the rows that were looked at."""

    entries: tuple[T, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who tells something and how firmly: ``teller`` is whoever is quoted, ``own`` says that a report itself does."""

    teller: str
    own: bool
    status: str
    reference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How much the record has of an actor, of all time, with the sentences that name it first and last."""

    reports: int
    stories: int
    first: str | None
    last: str | None
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office as reports write it, from the first to the last report that gives it."""

    title: str
    first: str | None
    last: str | None
    stories: int
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody says, in so many independent reports.

    ``marks`` are ``commitment`` (it binds somebody), ``changed position`` (the speaker said the contrary at another
    time) and ``new`` (nobody had said so before the days that were asked for).
    """

    day: str | None
    speaker: str
    cue_class: str
    text: str
    stories: int
    marks: tuple[str, ...]
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """A claim with who affirms and who denies it."""

    claim: str
    gist: str
    first: str | None
    last: str | None
    stories: int
    reference: int
    affirmed: tuple[Voice, ...]
    denied: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two that contradict each other."""

    voice: Voice
    day: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A contradiction with both its sides."""

    kind: str
    reason: str
    one: Side
    other: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event: who did what to whom, and whose word it is."""

    day: str | None
    type: str
    who: str
    to: str
    place: str | None
    text: str
    stories: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A relation of two, and whose word it is."""

    type: str
    subject: str
    object: str
    first: str | None
    last: str | None
    text: str
    stories: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A commitment; ``state`` is whether its deadline is open or passed, None where it has none."""

    day: str | None
    kind: str
    by: str
    to: str
    action: str
    deadline: str | None
    state: Deadline | None
    stories: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One line of the timeline."""

    day: str
    what: Literal["statement", "event", "commitment"]
    who: str
    text: str
    reference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The page; ``said`` is empty but for an actor, ``references`` have all numbers that stand in it."""

    subject: Subject
    since: str | None
    until: str | None
    today: str
    seen: Seen | None
    offices: Section[Post]
    said: Section[Quote]
    about: Section[Quote]
    claims: Section[Affair]
    contradictions: Section[Clash]
    events: Section[Deed]
    relations: Section[Bond]
    commitments: Section[Promise]
    timeline: tuple[Dated, ...]
    references: tuple[Reference, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is on record."""
        return not self.references
