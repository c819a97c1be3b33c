"""What words say of the reality of their complements (data/signatures.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from onrecord.data import Row, rows
from onrecord.model import Certainty

Sign = Literal["+", "-", "o"]
Open = Literal["pledged", "demanded", "hypothetical"]

SIGNS: tuple[Sign, ...] = get_args(Sign)
POS = ("verb", "noun", "adj", "adv")
COMPLEMENTS = (
    *("to", "that", "whether", "ing", "obj", "obj-to", "obj-ing", "subj", "mod", "clause", "to-np"),
    *("of", "for", "from", "on", "in", "at", "about", "into", "by", "with", "against", "over"),
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What holds of a complement where its word is affirmed and where it is negated: it is so, it is not, it is open.

    ``presents`` is how an open complement is put, None where none is open.
    """

    lemma: str
    positive: Sign
    negative: Sign
    presents: Open | None
    certainty: Certainty


@cache
def signatures() -> Mapping[tuple[str, str, str], Signature]:
    """Signatures by lemma, part of speech and complement.

    Raises:
        ValueError: a row is malformed, stands twice, or is open without saying how.
    """
    found: dict[tuple[str, str, str], Signature] = {}
    for row in rows("signatures"):
        at = (row["lemma"], row.one_of("pos", POS), row.one_of("complement", COMPLEMENTS))
        if at in found:
            raise row.error(f"{' '.join(at)} stands twice")
        found[at] = _signature(row)
    return found


def signature(lemma: str, pos: str, *complements: str) -> Signature | None:
    """The signature of a word for the first of some complements that it is known with."""
    table = signatures()
    return next((found for name in complements if (found := table.get((lemma, pos, name)))), None)


def _signature(row: Row) -> Signature:
    positive, negative = (cast(Sign, row.one_of(column, SIGNS)) for column in ("positive", "negative"))
    presents = cast(Open | None, row.one_of("presents", (*get_args(Open), "")) or None)
    if (positive == "o") != bool(presents):
        raise row.error("presents says how a complement is put that is open where the word is affirmed")
    certainty = cast(Certainty, row.one_of("certainty", get_args(Certainty)))
    return Signature(row["lemma"], positive, negative, presents, certainty)
