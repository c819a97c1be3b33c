"""The figures of a report: whoever it names or speaks of, before they are written down as actors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.data import Gender, key
from onrecord.model import Actor, ActorKind, Annotation, Mention, Office, Span, identify

if TYPE_CHECKING:
    from onrecord.resolve.people import Role


@dataclass(frozen=True, slots=True)
class Told:
    """Where a report gives an office to a person: the tokens of its words, and those of the name."""

    role: Role
    words: Span
    name: Span


@dataclass(slots=True, eq=False)
class Figure:
    """An actor in the making, equal to itself alone; without a name it is only spoken of and becomes no actor.

    ``places`` are the token ranges that name it, ``words`` the common nouns that describe it.
    """

    name: str | None
    kind: ActorKind | None
    country: str | None = None
    gender: Gender | None = None
    plural: bool = False
    brought: bool = False  # known by the registry of the user
    wikidata: str | None = None
    roles: list[Role] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    @property
    def surname(self) -> str:
        """The last word of the name, as names are looked up."""
        return key(self.name.split()[-1]) if self.name else ""

    @property
    def person(self) -> bool:
        """One human being."""
        return self.kind == "person" and not self.plural

    def last_before(self, index: int) -> int:
        """Where the figure was mentioned last before a token, or -1."""
        return max((start for start, _ in self.places if start < index), default=-1)


class Cast:
    """All named figures of a report, found by token."""

    def __init__(self, annotation: Annotation, text: str) -> None:
        self.annotation = annotation
        self.text = text
        self.tokens = annotation.tokens
        self.figures: list[Figure] = []
        self.at: dict[int, Figure] = {}

    def add(self, figure: Figure, start: int, end: int) -> None:
        """Another mention of a figure, at tokens ``[start, end)``."""
        if figure not in self.figures:
            self.figures.append(figure)
        figure.places.append((start, end))
        for index in range(start, end):
            self.at.setdefault(index, figure)

    def words(self, start: int, end: int) -> str:
        """Tokens ``[start, end)`` as written, on one line."""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def top(self, start: int, end: int) -> int:
        """The token of ``[start, end)`` that the others hang on."""
        return next((i for i in range(start, end) if not start <= self.tokens[i].head < end), start)

    def named(self, name: str, kind: ActorKind | None, country: str | None = None) -> Figure:
        """The figure of a canonical name, a new one where there is none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        return Figure(name, kind, country)


def actors(cast: Cast) -> tuple[Actor, ...]:
    """The named figures as actors, each with its mentions in the order of the text."""
    rows = [_actor(cast, figure) for figure in cast.figures if figure.name]
    return tuple(sorted(rows, key=lambda a: (a.mentions[0].start if a.mentions else 0, a.name)))


def actor_id(figure: Figure) -> str:
    """The same name and kind is the same actor in every report."""
    return identify("actor", figure.kind, figure.name)


def _actor(cast: Cast, figure: Figure) -> Actor:
    assert figure.name
    return Actor(
        id=actor_id(figure),
        name=figure.name,
        kind=figure.kind,
        country=figure.country,
        offices=tuple(figure.offices),
        wikidata=figure.wikidata,
        mentions=tuple(_mentions(cast, figure)),
    )


def _mentions(cast: Cast, figure: Figure) -> Iterator[Mention]:
    for start, end in sorted(set(figure.places)):
        low, high = cast.tokens[start].start, cast.tokens[end - 1].end
        yield Mention(start=low, end=high, text=cast.text[low:high])
