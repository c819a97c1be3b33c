"""Which of the places of one name a report means: by what the text says, what else the report names, and size.

A score is in powers of ten of people: a town of ten thousand that one piece of evidence speaks for may outweigh one of
a million that none does. Every name of a report is one place, unless the text says of a mention in which other one it
lies.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.data import country_word
from onrecord.data.gazetteer import Spot, fold, role, spots
from onrecord.model import PlaceKind
from onrecord.resolve.surroundings import Pair
from onrecord.resolve.toponyms import Toponym

STATED = 6.0  # the text says that it lies in the place named behind it
SAID_KIND = 2.0  # "New York state", "the city of Idlib"
COUNTRY = 2.0  # in the country that the report names most, less in one that it names less
UNIT = 1.0  # in a province that the report names
NEAR = ((100.0, 1.0), (300.0, 0.6), (1000.0, 0.2))  # km to another place of the report
PEER = 1.5  # in a list with others of its class, "Alabama, Georgia and Florida"
SIZE = 1.2  # for each power of ten of its people
NATION = 3.3  # a country outweighs a town or province of the same name
WIDE = 2.0  # seas and continents have no people and lie in no country that would speak for them
CAPITAL = 2.0  # the capital of a country, or a town that the table of regions names
FAME, RENOWN = 0.7, 6.0  # provinces, and what the table of regions names; the latter are at least a million
SPREAD = 0.3  # a province stands behind the town that it is named after,
SEAT, SHARE = 250.0, 0.03  # which is so many km from its middle and has so many of its people
ALIAS = 1.5  # another name of it, and most of those are foreign or of the past
SURE = 2.0  # pairs of places that the text may mean fall behind the best pair by no more
METROPOLIS = 100_000  # people of a town that the world means by its name, whatever the gazetteer lacks
OBSCURE = 100_000  # people of a town that is not meant where nothing in the report speaks for its country
UNKNOWN_SIZE = 300
HOPELESS = 5.0  # behind the best by more than all evidence but the text's own can make good
MOST = 3  # mentions of a name that count
ROUNDS = 2
DEGREE = 111.2  # km


class Atlas:
    """The choice of places for the toponyms of one report.

    Args:
        inside: toponyms, each with one that it is said to lie in.
        lists: toponyms side by side in a list.
        kinds: what the report calls a place, by the key of its name.
    """

    def __init__(
        self,
        toponyms: Sequence[Toponym],
        inside: Iterable[Pair],
        lists: Iterable[Pair],
        kinds: Mapping[str, PlaceKind],
    ) -> None:
        self.kinds = kinds
        self.beside: dict[str, set[str]] = defaultdict(set)
        for one, two in lists:
            self.beside[one.key].add(two.key)
            self.beside[two.key].add(one.key)
        self.count = Counter(toponym.key for toponym in toponyms)
        self.words = {toponym.key: toponym.words for toponym in toponyms}
        self.spots = {key: candidates(words) for key, words in self.words.items()}
        self.prior = {key: priors(found, key) for key, found in self.spots.items()}
        self.nowhere: set[str] = set()
        self.stated: dict[str, set[Spot]] = defaultdict(set)
        self.by_mention: dict[Toponym, set[Spot]] = defaultdict(set)
        self.homes: dict[str, str] = {}
        for inner, outer in inside:
            if not self._is_listed(inner, outer):
                self.homes.setdefault(inner.key, outer.key)
            self._state(inner, outer)

    def _state(self, inner: Toponym, outer: Toponym) -> None:
        """Note the pairs of places of two names of which one lies in the other."""
        inners, outers = self.prior[inner.key], self.prior[outer.key]
        if inner.key == outer.key or not (inners and outers) or self._are_peers(inner, outer):
            return
        pairs = {(c, o): inners[c] + outers[o] for c in inners for o in outers if lies_in(c, o)}
        if not pairs and self._is_larger(outer) and all(map(_is_small, inners)):
            self.nowhere.add(inner.key)  # "Stroud, Ontario", of which the gazetteer has only one in England
        least = max(pairs.values(), default=0.0) - SURE
        for (c, o), value in pairs.items():
            if value > least:
                self._note(inner, c)
                self._note(outer, o)

    def _note(self, toponym: Toponym, spot: Spot) -> None:
        self.stated[toponym.key].add(spot)
        self.by_mention[toponym].add(spot)

    def _is_larger(self, toponym: Toponym) -> bool:
        return _class(self._first(toponym.key)) != "town"

    def _is_listed(self, one: Toponym, two: Toponym) -> bool:
        """Whether a country behind a name is one of a list: "the Emirates, Turkey and Lebanon"."""
        before, behind = self.beside[one.key], self.beside[two.key]
        if not (two.key in before or before & behind) or not self._is_country(two.key):
            return False
        return any(map(self._is_country, behind - {one.key, two.key}))

    def _is_country(self, key: str) -> bool:
        return bool(self.prior[key]) and self._first(key).kind == "country"

    def _are_peers(self, one: Toponym, two: Toponym) -> bool:
        """Whether a list, "Lebanon, Jordan" or "Oregon, Washington, Idaho", only looks like a town and its state."""
        class_ = _class(self._first(one.key))
        if class_ != "town" and class_ in set(map(_class, self.prior[two.key])):
            return True
        class_ = _class(self._first(two.key))
        if class_ == "town" or class_ not in set(map(_class, self.prior[one.key])):
            return False
        more = (self.beside[one.key] | self.beside[two.key]) - {one.key, two.key}
        return any(self.prior[key] and _class(self._first(key)) == class_ for key in more)

    def _first(self, key: str) -> Spot:
        return max(self.spots[key], key=lambda spot: self.prior[key][spot])

    def choose(self, hints: Mapping[str, float]) -> dict[str, Spot]:
        """The place of each name that has any.

        Args:
            hints: ISO alpha-3 codes that the report speaks of otherwise ("Syrian"), with their weight.
        """
        chosen: dict[str, Spot] = {}
        for _ in range(ROUNDS + 1):
            total = Counter(hints)
            for key, spot in chosen.items():
                total[spot.country or ""] += self._weight(key)
            best = {key: self._best(key, chosen, total) for key, found in self.spots.items() if found}
            chosen = {key: spot for key, spot in best.items() if spot}
        return chosen

    def _weight(self, key: str) -> int:
        return min(self.count[key], MOST)

    def at(self, toponym: Toponym, chosen: Mapping[str, Spot]) -> Spot | None:
        """The place of one mention: that of its name, unless the text puts this one elsewhere."""
        spot, own = chosen.get(toponym.key), self.by_mention.get(toponym)
        if own:
            return spot if spot in own else max(own, key=lambda s: self.prior[toponym.key][s])
        return None if toponym.key in self.nowhere else spot

    def country(self, toponym: Toponym, chosen: Mapping[str, Spot]) -> str | None:
        """The country of a place that the gazetteer does not know, where the text says it."""
        home = chosen.get(self.homes.get(toponym.key, ""))
        return home.country if home else None

    def _best(self, key: str, chosen: Mapping[str, Spot], total: Mapping[str, float]) -> Spot | None:
        old, stated, said = chosen.get(key), self.stated[key], self.kinds.get(key)
        weights = {
            c: w - self._weight(key) * (old is not None and c == old.country) for c, w in total.items() if c
        }
        most = max((*weights.values(), 1.0))
        others = [spot for name, spot in chosen.items() if name != key]
        peers = {_class(chosen[name]) for name in self.beside[key] if name in chosen} - {"town"}

        def score(spot: Spot) -> float:
            value = self.prior[key][spot] + STATED * (spot in stated) + SAID_KIND * (spot.kind == said)
            value += COUNTRY * weights.get(spot.country or "", 0.0) / most + _nearness(spot, others)
            return value + PEER * (_class(spot) in peers)

        best = max(self._contenders(key), key=score)
        alone = any(weights.values()) and best not in stated and not weights.get(best.country or "")
        return None if alone and self._is_obscure(best, key) else best

    def _contenders(self, key: str) -> list[Spot]:
        """The places that evidence could still choose."""
        prior, stated = self.prior[key], self.stated[key]
        least = max(prior.values()) - HOPELESS
        return [spot for spot, value in prior.items() if value > least or spot in stated]

    def _is_obscure(self, spot: Spot, key: str) -> bool:
        size = spot.population if fold(spot.name) == key else spot.population / OBSCURE
        return spot.kind != "country" and not spot.known and size < OBSCURE


def priors(found: Iterable[Spot], key: str) -> dict[Spot, float]:
    """How likely news means each place by a name, before the report is looked at: the town before its province."""
    own = {spot: _prior(spot, key) for spot in found}
    towns = [(spot, value) for spot, value in own.items() if spot.kind == "city"]
    for spot in own:
        if spot.kind == "region" and spot.country:
            seats = [value for town, value in towns if _is_seat(town, spot)]
            own[spot] = min(own[spot], max(seats, default=math.inf) - SPREAD)
    return own


def _is_small(spot: Spot) -> bool:
    return spot.kind == "city" and not spot.known and spot.population < METROPOLIS


def _is_seat(town: Spot, unit: Spot) -> bool:
    """Whether a province is named after a town of its own."""
    large = town.population >= SHARE * unit.population
    return large and town.country == unit.country and kilometres(town, unit) < SEAT


def _prior(spot: Spot, key: str) -> float:
    size = SIZE * math.log10(max(spot.population, UNKNOWN_SIZE))
    if spot.kind == "country":
        return max(size, SIZE * RENOWN) + NATION
    if spot.known and spot.kind == "city":
        return size + CAPITAL
    if spot.known:
        return max(size, SIZE * RENOWN) + FAME + WIDE * (spot.country is None)
    if fold(spot.name) != key:
        return size - ALIAS
    return size + FAME * (_class(spot) != "town")


def lies_in(inner: Spot, outer: Spot) -> bool:
    """Whether a place is a part of another, as far as their units and their distance tell."""
    if inner == outer or inner.kind == "country" or (inner.name, inner.kind) == (outer.name, outer.kind):
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if inner.country != outer.country and outer.country:
        return False
    if outer.kind == "region" and outer.admin1 and fold(outer.admin1) == fold(outer.name):
        return inner.admin1 == outer.admin1 if inner.admin1 else kilometres(inner, outer) < 500
    return kilometres(inner, outer) < (200 if outer.kind == "region" else 60)


def _class(spot: Spot) -> str:
    """Countries stand beside countries in a list, provinces beside provinces."""
    if spot.kind == "country":
        return "country"
    return f"unit of {spot.country}" if spot.kind == "region" and spot.admin1 == spot.name else "town"


def _nearness(spot: Spot, others: Iterable[Spot]) -> float:
    if spot.kind == "country" or not spot.country:
        return 0.0
    home = [other for other in others if other.country == spot.country and other.kind != "country"]
    nearest = min((kilometres(spot, other) for other in home), default=math.inf)
    named = any(other.kind == "region" and other.admin1 == spot.admin1 == other.name for other in home)
    return UNIT * named + next((value for limit, value in NEAR if nearest < limit), 0.0)


def kilometres(one: Spot, two: Spot) -> float:
    """The distance of two places, on a plane: near enough for places that are near."""
    lon = abs(one.lon - two.lon) % 360
    east = min(lon, 360 - lon) * math.cos(math.radians((one.lat + two.lat) / 2))
    return DEGREE * math.hypot(one.lat - two.lat, east)


def _with_unit(found: Sequence[Spot]) -> tuple[Spot, ...]:
    """Also the province that is named after one of its towns with an article: "Hasakah" in "Al-Hasakah"."""
    named = (spot for spot in found if spot.admin1 and fold(spot.admin1).endswith(f" {fold(spot.name)}"))
    units = [unit for spot in named for unit in spots(spot.admin1 or "") if unit.kind == "region"]
    return (*found, *(unit for unit in units if unit.admin1 == unit.name))


def candidates(words: str) -> tuple[Spot, ...]:
    """The places that a toponym may mean, by its name or without the word for what it is."""
    known = country_word(words)
    own = spots(known[0].name) if known and known[1] == "name" else ()
    if found := (*spots(words), *(spot for spot in own if spot.kind == "country")):
        return tuple(dict.fromkeys(found))
    folded = fold(words).split()
    if len(folded) > 1 and folded[-1] in role("unit"):
        found = _with_unit(spots(" ".join(folded[:-1])))
        units = tuple(spot for spot in found if spot.kind == "region" and folded[-1] in role("region"))
        return units or found
    if len(folded) > 1 and (folded[0] in role("direction") or folded[0] in {"al", "el", "greater"}):
        return spots(" ".join(folded[1:]))
    name = " ".join(folded)  # "Jabla", "Jablah"
    return spots(name.removesuffix("h") if name.endswith("ah") else f"{name}h" if name.endswith("a") else "")
