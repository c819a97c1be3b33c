"""Who an actor of a report is, as people judged it.

A judgement speaks of actors as the record showed them when it was made, by their ids; it is withdrawn, never changed.
Who somebody is follows from the judgements that stand and from nothing else: they are gone through in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.errors import UsageError
from onrecord.model import ActorKind
from onrecord.record.words import fold_name

JudgementKind = Literal["merge", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor of the whole record."""

    id: str
    name: str
    kind: ActorKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That ``other`` is ``actor`` (merge), or that ``actor`` is ``other`` in some documents (split).

    It outlives a reader that takes the same actor for another kind and so gives it another id: who has the name and
    may be of the kind is meant as well. ``namesakes``, who bore one of the names when it was made, never are.
    """

    id: int
    kind: JudgementKind
    actor: Known
    other: Known
    documents: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    by: str
    note: str | None = None
    at: str
    withdrawn_at: str | None = None

    def renames(self, actor: Known, document: str) -> Known | None:
        """Who the actor of a document is by this judgement, where it has a say."""
        if self.kind == "split":
            return self.other if document in self.documents and self._means(self.actor, actor) else None
        if actor.id == self.actor.id:
            return None
        return self.actor if self._means(self.other, actor) or self._means(self.actor, actor) else None

    def _means(self, meant: Known, actor: Known) -> bool:
        if actor.id == meant.id:
            return True
        if actor.id in self.namesakes or _folded(actor.name) != _folded(meant.name):
            return False
        return actor.kind is None or meant.kind is None or _sort(actor.kind) == _sort(meant.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Who an actor of a report is, and the judgements that say so."""

    told: Known
    actor: Known
    judged: tuple[Judgement, ...] = ()


class Judgements:
    """The judgements that stand, in the order in which they were made."""

    def __init__(self, standing: Iterable[Judgement]) -> None:
        self._standing = tuple(standing)
        actors = [actor for judgement in self._standing for actor in (judgement.actor, judgement.other)]
        self._concerned = {actor.id for actor in actors} | {_folded(actor.name) for actor in actors}
        self._merged = {one.other.id: one.actor for one in self._standing if one.kind == "merge"}

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._standing)

    def settle(self, told: Known, document: str) -> Settled:
        """Who the actor of a document is."""
        actor, judged = told, []
        for judgement in self if self._concern(told) else ():
            if found := judgement.renames(actor, document):
                judged.append(judgement)
                actor = found
        return Settled(told=told, actor=actor, judged=tuple(judged))

    def names(self, settled: Settled) -> dict[str, str | None]:
        """The folded names by which somebody is found, each with the one it was told apart from if it holds that."""
        actor = settled.actor
        known = [actor] if settled.judged else [settled.told, actor]
        if self._concern(actor):
            merges = (one for one in self if one.kind == "merge")
            known.extend(one.other for one in merges if self._root(one.other.id) == actor.id)
        return {_folded(one.name): self._apart(one) for one in known}

    def _concern(self, actor: Known) -> bool:
        return actor.id in self._concerned or _folded(actor.name) in self._concerned

    def _apart(self, known: Known) -> str | None:
        whole = f" {_folded(known.name)} "
        names = (_folded(one.actor.name) for one in self if one.kind == "split" and one.other.id == known.id)
        return next((name for name in names if f" {name} " in whole), None)

    def final(self, actor_id: str) -> Known | None:
        """Who the actor of this id is by the merges, where there are any of it."""
        found = None
        while actor_id in self._merged:
            found = self._merged[actor_id]
            actor_id = found.id
        return found

    def around(self, judgement: Judgement) -> set[str]:
        """Ids and folded names of all whose identity may hang on a judgement."""
        links = [_bound(other) for other in (*self, judgement)]
        near = _bound(judgement)
        while more := [link for link in links if near & link and not link <= near]:
            near = near.union(*more)
        return near

    def check(self) -> None:
        """Raise UsageError where two are one by the merges and not by a split."""
        for split in self:
            if split.kind == "split" and self._root(split.actor.id) == self._root(split.other.id):
                raise UsageError(
                    f"judgement {split.id} says that {split.other.name!r} is not {split.actor.name!r}:"
                    f" take it back first with `onrecord actor withdraw {split.id}`"
                )

    def _root(self, actor_id: str) -> str:
        found = self.final(actor_id)
        return found.id if found else actor_id


def _bound(judgement: Judgement) -> set[str]:
    both = (judgement.actor, judgement.other)
    return {actor.id for actor in both} | {_folded(actor.name) for actor in both}


def _sort(kind: ActorKind) -> str:
    # Readers are in doubt between an army and an armed group, hardly between a country and its president.
    return kind if kind in ("person", "country") else "organisation"


@lru_cache(maxsize=10_000)
def _folded(name: str) -> str:
    return fold_name(name)
