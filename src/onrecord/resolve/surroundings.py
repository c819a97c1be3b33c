"""What a report says of its places besides their names: in which other one they lie, beside which, and of what kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from onrecord.data.gazetteer import role
from onrecord.model import PlaceKind, Token
from onrecord.resolve.toponyms import TAILS, Toponym

REACH = 5  # tokens between a place and the larger one behind it: ", in the central province of"
SAID: tuple[PlaceKind, ...] = ("region", "city")
BETWEEN = frozenset((",", "(", "in", "of", "the", "near", "outside"))

Pair = tuple[Toponym, Toponym]


def larger(toponyms: Sequence[Toponym], tokens: Sequence[Token]) -> Iterator[Pair]:
    """Each toponym with those that the text says it lies in: "Paris, Texas", "Pandi in Bulacan", "Iraq's Kirkuk"."""
    for index, toponym in enumerate(toponyms):
        end = toponym.end
        for other in toponyms[index + 1 : index + 3]:
            if not _encloses(other, end, tokens):
                break
            yield toponym, other
            end = other.end
    for owner, owned in pairwise(toponyms):
        between = _between(owner.end, owned, tokens)
        if between and between[0] in TAILS and len(between) < REACH:
            yield owned, owner


def _encloses(outer: Toponym, end: int, tokens: Sequence[Token]) -> bool:
    """Whether a place stands behind another as the larger one does, and does nothing: "In Paris, Texas agreed"."""
    between = _between(end, outer, tokens)
    if not between or len(between) > REACH or between[0] == "of" or between == [",", "the"]:
        return False
    acts = any(token.deprel.startswith("nsubj") for token in tokens[outer.start : outer.end])
    return not acts and _words_between().issuperset(between)


def _between(end: int, other: Toponym, tokens: Sequence[Token]) -> list[str]:
    return [token.text.lower() for token in tokens[end : other.start]]


@cache
def _words_between() -> frozenset[str]:
    """What may stand between a place and the larger one."""
    return BETWEEN | role("direction", "unit")


def said_kinds(toponyms: Sequence[Toponym], tokens: Sequence[Token]) -> dict[str, PlaceKind]:
    """What the text calls the places: "New York state", "the mayor of Idlib", "Kirkuk governor"."""
    found: dict[str, PlaceKind] = {}
    for toponym in toponyms:
        last = max(toponym.start + 1, toponym.end - 1)  # "Hasaka Province"
        near = [token.text.lower() for token in tokens[last : toponym.end + 2]]
        if toponym.start > 1 and tokens[toponym.start - 1].text == "of":
            near.append(tokens[toponym.start - 2].text.lower())
        kind = next((kind for kind in SAID if role(kind).intersection(near)), None)
        if kind:
            found[toponym.key] = kind
    return found


def lists(toponyms: Sequence[Toponym], tokens: Sequence[Token]) -> Iterator[Pair]:
    """Toponyms with nothing but a comma or "and" between them."""
    for one, two in pairwise(toponyms):
        between = {token.text.lower() for token in tokens[one.end : two.start]}
        if between and between <= {",", "and", "or", "the"}:
            yield one, two
