"""A made-up world for ``bench.synthetic``: actors, places and words, with the frequencies that news gives them.

Names and words are drawn from lists of ours and made of syllables; how often each comes is by Zipf's law.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from onrecord.model import Actor, ActorKind, Place, identify

ACTORS = 5_000
PLACES = 2_000
WORDS = 30_000
SHIFT = 2.7  # Mandelbrot's: the first few are less far apart than by Zipf's law alone

SYLLABLES = (
    *("ka", "ro", "mi", "ter", "vel", "dan", "os", "lin", "bra", "ne", "sho", "ul", "gar", "pe", "tov"),
    *("ma", "ri", "sen", "ja", "kor", "hal", "du", "ves", "ni", "ple", "ar", "gon", "es", "tri", "bel"),
)
NOUNS = (
    *(
        "agreement",
        "bridge",
        "border",
        "budget",
        "ceasefire",
        "commission",
        "convoy",
        "court",
        "crew",
        "debt",
    ),
    *("election", "engine", "factory", "fuel", "grain", "hospital", "inquiry", "mine", "ministry"),
    *("observer", "pipeline", "port", "prison", "protest", "railway", "recount", "road", "school", "ship"),
    *("strike", "tariff", "treaty", "truce", "village", "vote", "warehouse", "water", "withdrawal", "worker"),
)
ADJECTIVES = (
    *("armed", "broken", "central", "civil", "closed", "eastern", "final", "foreign", "heavy", "joint"),
    *(
        "local",
        "military",
        "national",
        "northern",
        "open",
        "public",
        "secret",
        "southern",
        "urgent",
        "western",
    ),
)
VERBS = (
    *("evacuate", "block", "delay", "deliver", "destroy", "examine", "finance", "guard", "inspect", "handle"),
    *("move", "open", "postpone", "protect", "repair", "replace", "restore", "review", "seize", "support"),
)
ROLES = ("spokesman", "minister", "commander", "chairwoman", "governor", "director", "mayor", "general")
FORCES = ("Front", "Council", "Union", "Brigade", "Movement", "Assembly", "Agency", "Company", "Committee")
KINDS: tuple[tuple[ActorKind, int], ...] = (
    *(("person", 70), ("group", 9), ("armed_group", 6), ("government_body", 5), ("party", 3), ("ngo", 2)),
    *(("company", 2), ("military", 1), ("igo", 1), ("media", 1)),
)
COUNTRIES = 60  # actors that are countries, among the most frequent ones

T = TypeVar("T")


class Drawn(Generic[T]):
    """Things that are drawn the more often, the nearer to the front they stand."""

    def __init__(self, things: Sequence[T], *, exponent: float = 1.0) -> None:
        self.things = things
        self._sums = list(accumulate(1 / (rank + SHIFT) ** exponent for rank in range(len(things))))

    def one(self, chance: Random) -> T:
        """One of them."""
        return self.things[bisect_left(self._sums, chance.random() * self._sums[-1])]


@dataclass(frozen=True, slots=True)
class Figure:
    """An actor of the world and the words that mean it."""

    actor: Actor
    names: tuple[str, ...]
    post: str | None


@dataclass
class World:
    """All there is, by a seed."""

    seed: int = 1
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(f"world {self.seed}")

    @cached_property
    def places(self) -> Drawn[Place]:
        """Towns and regions; each name is borne by one."""
        names = self._names(PLACES, 2, 3)
        return Drawn([self._place(name) for name in names])

    @cached_property
    def figures(self) -> Drawn[Figure]:
        """Actors; countries are among the first."""
        lands = self._names(COUNTRIES, 2, 3, "ia")
        families = self._names(ACTORS * 2 // 5, 2, 3)
        given = self._names(400, 1, 2)
        found: dict[str, Figure] = {}
        for rank in range(ACTORS):
            land = self.chance.choice(lands)
            if rank < 3 * COUNTRIES and rank % 3 == 0:
                figure = self._figure("country", lands[rank // 3], (lands[rank // 3],), None, None)
            else:
                figure = self._other(given, families, land)
            found.setdefault(figure.actor.name, figure)
        return Drawn(list(found.values()))

    @cached_property
    def words(self) -> Drawn[str]:
        """Content words that sentences are filled with."""
        made = self._names(WORDS, 2, 4)
        known = [*NOUNS, *ADJECTIVES]
        self.chance.shuffle(known)
        return Drawn([*known, *(word.lower() for word in made)], exponent=0.9)

    def _other(self, given: Sequence[str], families: Sequence[str], land: str) -> Figure:
        kinds, weights = zip(*KINDS, strict=True)
        (kind,) = self.chance.choices(kinds, weights)
        country = land[:3].upper()
        if kind == "person":
            first, last = self.chance.choice(given), self.chance.choice(families)
            post = f"{self.chance.choice(ROLES)} of {land}" if self.chance.random() < 0.85 else None
            return self._figure(kind, f"{first} {last}", (f"{first} {last}", last), country, post)
        place, noun = self.chance.choice(families), self.chance.choice(FORCES)
        name = f"{place} {self.chance.choice(ADJECTIVES).title()} {noun}"
        return self._figure(kind, name, (f"the {name}", f"the {noun}"), country, None)

    def _figure(
        self, kind: ActorKind, name: str, names: tuple[str, ...], country: str | None, post: str | None
    ) -> Figure:
        made = Actor(id=identify("actor", kind, name), name=name, kind=kind, country=country)
        return Figure(made, names, post)

    def _place(self, name: str) -> Place:
        return Place(
            id=identify("place", name, None, None),
            name=name,
            kind="city",
            country=self.chance.choice(("TOL", "BEL", "HAL", "ORL", "SEL")),
            lat=round(self.chance.uniform(-60, 70), 4),
            lon=round(self.chance.uniform(-180, 180), 4),
            geonames=self.chance.randrange(10**7),
        )

    def _names(self, count: int, fewest: int, most: int, ending: str = "") -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            size = self.chance.randint(fewest, most)
            name = "".join(self.chance.choices(SYLLABLES, k=size)) + ending
            found.setdefault(name.title())
        return list(found)
