"""What a report says of its places besides their names: in which other one they lie, beside which, and of what kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    within = BETWEEN | role("direction", "unit")
    for index, toponym in enumerate(toponyms):
        end = toponym.end
        for other in toponyms[index + 1 : index + 3]:
            between = [token.text.lower() for token in tokens[end : other.start]]
            if not between or len(between) > REACH or not within.issuperset(between) or between[0] == "of":
                break
            yield toponym, other
            end = other.end
    for owner, owned in pairwise(toponyms):
        between = [token.text.lower() for token in tokens[owner.end : owned.start]]
        if between and between[0] in TAILS and len(between) < REACH:
            yield owned, owner


def said_kinds(toponyms: Sequence[Toponym], tokens: Sequence[Token]) -> dict[str, PlaceKind]:
    """What the text calls the places: "New York state", "the mayor of Idlib", "Kirkuk governor"."""
    found: dict[str, PlaceKind] = {}
    for toponym in toponyms:
        near = [token.text.lower() for token in tokens[toponym.end : toponym.end + 2]]
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
