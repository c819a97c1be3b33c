"""Where reports, or those whom they quote, contradict one another, and themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import inf
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, select

from onrecord.data.common_words import stem, weight
from onrecord.errors import UsageError
from onrecord.query.claims import Claim, Telling, narrowed, told_by
from onrecord.query.pages import Mark, Page, walk
from onrecord.record import Record
from onrecord.record.alike import apart
from onrecord.record.figures import Figure
from onrecord.record.schema import assertions, claims
from onrecord.record.words import fold

Contrast = Literal["denied", "position", "figures", "relations"]
KINDS: tuple[Contrast, ...] = get_args(Contrast)
FIRM = ("reported", "claimed", "denied")
LIKE = 0.3  # in words, so that two tellings of a claim are held against each other
OF_TIME = frozenset(
    {"day", "hour", "minut", "week", "month", "year"}
)  # how long, or until when: seldom of one thing
BATCH = 50  # claims looked through at a time
TOGETHER = 30  # days within which two cannot have the same post
Slot = tuple[str, int, int]  # what only one can be, and the keys of two claims that somebody is it
UNITS = {
    "killed": "killed",
    "wounded": "wounded",
    "arrested": "arrested",
    "person": "persons",
    "%": "per cent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two tellings that cannot both be right, or by which somebody changed position.

    ``reason`` says in a sentence why. ``claim`` is the id of what both speak of; for relations that exclude each other
    that of the first.
    """

    kind: Contrast
    reason: str
    claim: str
    one: Telling
    other: Telling


def contradictions(
    record: Record,
    *,
    about: str | None = None,
    teller: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> list[Contradiction]:
    """Contradictions, those of the latest claims first.

    Args:
        about, teller, since, until: as for ``claims_of``.
        kind: ``denied`` (one affirms, another denies), ``position`` (the same speaker does both at different times),
            ``figures`` (numbers for one thing that exclude each other), ``relations`` (two who cannot both be it).
    """
    _check_kind(kind)
    with record.looking() as connection:
        wanted = list(narrowed(connection, about, teller, since, until))
        order = (claims.c.last_day.desc().nulls_last(), claims.c.key.desc())
        keys = list(
            connection.scalars(select(claims.c.key).where(_split(), *wanted).order_by(*order).limit(limit))
        )
        found = [each for claim in told_by(connection, keys) for each in within(claim)]
        if kind in (None, "relations"):
            found += _rivals(connection, wanted, limit)
    found = [one for one in found if kind in (None, one.kind)]
    found.sort(key=lambda one: max(one.one.day or "", one.other.day or ""), reverse=True)
    return found[:limit]


def contradictions_page(
    record: Record,
    *,
    about: str | None = None,
    teller: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Contradiction]:
    """Contradictions inside claims, those told last first, then relations that exclude each other.

    Args:
        about, teller, since, until, kind: as for ``contradictions``.
        after: ``last`` of the page before.
    """
    _check_kind(kind)
    found: list[tuple[Mark, Contradiction]] = []
    with record.looking() as connection:
        wanted = list(narrowed(connection, about, teller, since, until))
        if kind != "relations" and (after is None or after[0] == "claim"):
            found += islice(_along(connection, wanted, kind, after and after[1:]), limit + 1)
            after = None
        if kind in (None, "relations") and len(found) <= limit:
            slots = sorted(_near(connection, wanted, None))
            rivals = _excluding(connection, (one for one in slots if after is None or one > tuple(after[1:])))
            found += islice(((("slot", *slot), one) for slot, one in rivals), limit + 1 - len(found))
    last = found[limit - 1][0] if len(found) > limit else None
    return Page(items=tuple(one for _, one in found[:limit]), last=last)


def _along(
    connection: Connection, wanted: list[ColumnElement[bool]], kind: str | None, after: Mark | None
) -> Iterator[tuple[Mark, Contradiction]]:
    """The contradictions of claim after claim, each with the claim's last day, its key and which one of it this is."""
    query = select(claims.c.key, claims.c.last_day).where(_split(), *wanted)
    *begun, done = after if after is not None else (None, 0)
    place: Mark | None = (
        (begun[0], begun[1] - 1) if after is not None else None
    )  # the claim that was begun comes again
    while rows := walk(connection, query, claims.c.last_day, [claims.c.key], after=place, number=BATCH):
        for row, claim in zip(rows, told_by(connection, [row.key for row in rows]), strict=True):
            for number, one in enumerate(within(claim), 1):
                again = [row.last_day, row.key] == begun and number <= done
                if not again and kind in (None, one.kind):
                    yield ("claim", row.last_day, row.key, number), one
        place = (rows[-1].last_day, rows[-1].key)


def _check_kind(kind: str | None) -> None:
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of contradiction: use one of {', '.join(KINDS)}")


def _split() -> ColumnElement[bool]:
    """That the tellings of a claim may contradict one another."""
    return ((claims.c.denied > 0) & (claims.c.affirmed > 0)) | (claims.c.torn > 0)


def within(claim: Claim) -> Iterator[Contradiction]:
    """The contradictions inside one claim."""
    yield from _denied(claim)
    yield from _figures(claim)


def _denied(claim: Claim) -> Iterator[Contradiction]:
    """One for each who denies, against the first who affirms; and for each who did both."""
    firm = [one for one in claim.tellings if one.status in FIRM]
    done = set()
    for denial in firm:
        if not denial.denies or denial.voice in done:
            continue
        affirmed = [one for one in firm if not one.denies and likeness(one, denial) >= LIKE]
        own = [one for one in affirmed if one.voice == denial.voice and one.story != denial.story]
        others = [one for one in affirmed if one.voice != denial.voice and not _overlap(one, denial)]
        if turned := next((one for one in own if _another_day(one, denial)), None):
            done.add(denial.voice)
            yield _turned(claim, *sorted((turned, denial), key=lambda one: one.day or ""))
        elif others and not own:
            done.add(denial.voice)
            one = max(others, key=lambda each: (likeness(each, denial), each.id))
            reason = f"{_who(one)} says so, and {_who(denial)} denies it."
            yield Contradiction(kind="denied", reason=reason, claim=claim.id, one=one, other=denial)


def _turned(claim: Claim, first: Telling, later: Telling) -> Contradiction:
    verbs = ("denied", "affirmed") if first.denies else ("affirmed", "denied")
    reason = f"{_who(first)} {verbs[0]} on {first.day} what it {verbs[1]} on {later.day}."
    return Contradiction(kind="position", reason=reason, claim=claim.id, one=first, other=later)


def likeness(one: Telling, other: Telling) -> float:
    """How far two say the same in the same words, from 0 to 1: stems, by what each says (Dice 1945)."""
    mine, theirs = _stems(one.text), _stems(other.text)
    whole = sum(map(weight, mine)) + sum(map(weight, theirs))
    return 2 * sum(map(weight, mine & theirs)) / whole if whole else 0.0


def _stems(text: str) -> set[str]:
    return set(map(stem, fold(text).split()))


def _overlap(one: Telling, other: Telling) -> bool:
    """Whether one stands in the words of the other, as what is denied does in the denial."""
    if one.document.id != other.document.id:
        return False
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def _another_day(one: Telling, other: Telling) -> bool:
    return one.document.id != other.document.id and one.document.published != other.document.published


def _figures(claim: Claim) -> Iterator[Contradiction]:
    """For each unit the two figures that lie farthest apart, of different stories and tellers."""
    worst: dict[str, tuple[float, Telling, Telling, Figure, Figure]] = {}
    told = [
        (one, figure)
        for one in claim.tellings
        for figure in one.figures
        if not one.denies and figure.unit not in OF_TIME
    ]
    for (one, figure), (other, another) in combinations(told, 2):
        if one.story == other.story or not figure.excludes(another) or likeness(one, other) < LIKE:
            continue
        gap = max(figure.low - another.high, another.low - figure.high)
        if gap > worst.get(figure.unit, (0.0,))[0]:
            worst[figure.unit] = (gap, one, other, figure, another)
    for unit, (_, one, other, figure, another) in worst.items():
        noun = UNITS.get(unit, "")
        reason = (
            f"{_who(one)} tells of {_number(figure)} {noun}".rstrip()
            + f", {_who(other)} of {_number(another)}."
        )
        yield Contradiction(kind="figures", reason=reason, claim=claim.id, one=one, other=other)


def _number(figure: Figure) -> str:
    low, high = f"{figure.low:,g}", f"{figure.high:,g}"
    if figure.high == inf:
        return f"at least {low}"
    if figure.low == 0:
        return f"at most {high}"
    return low if figure.low == figure.high else f"{low} to {high}"


def _rivals(
    connection: Connection, wanted: list[ColumnElement[bool]], limit: int | None
) -> Iterator[Contradiction]:
    """Relations of which only one subject can be it at a time, told of two."""
    for _, found in _excluding(connection, sorted(_near(connection, wanted, limit))):
        yield found


def _near(connection: Connection, wanted: list[ColumnElement[bool]], limit: int | None) -> set[Slot]:
    """Slots that two claims have at about the same time, with the keys of both."""
    one, other = assertions.alias("one"), assertions.alias("other")
    days = (one.c.report_day.label("day"), other.c.report_day.label("other_day"))
    query = (
        select(one.c.slot, one.c.claim.label("first"), other.c.claim.label("second"), *days)
        .join_from(one, other, (one.c.slot == other.c.slot) & (one.c.claim < other.c.claim))
        .join(claims, claims.c.key == one.c.claim)
        .where(*wanted)
        .distinct()
        .limit(limit)
    )
    return {
        (row.slot, row.first, row.second)
        for row in connection.execute(query)
        if (apart(row.day, row.other_day) or 0) <= TOGETHER
    }


def _excluding(connection: Connection, slots: Iterable[Slot]) -> Iterator[tuple[Slot, Contradiction]]:
    for slot in slots:
        a, b = told_by(connection, slot[1:])
        if pair := _rival(a, b):
            reason = _why(slot[0], *pair)
            yield slot, Contradiction(kind="relations", reason=reason, claim=a.id, one=pair[0], other=pair[1])


def _rival(a: Claim, b: Claim) -> tuple[Telling, Telling] | None:
    of_relation: Callable[[Claim], list[Telling]] = lambda claim: [  # noqa: E731
        one for one in claim.tellings if one.what == "relation" and not one.denies and one.status in FIRM
    ]
    pairs = [
        (x, y) for x in of_relation(a) for y in of_relation(b) if x.story != y.story or x.teller != y.teller
    ]
    return next((pair for pair in pairs if pair[0].subject != pair[1].subject), None)


def _why(slot: str, one: Telling, other: Telling) -> str:
    kind, _, what = slot.partition(" ")
    return f"{_who(one)} says that {one.subject} {kind} {what}, {_who(other)} that {other.subject} does."


def _who(one: Telling) -> str:
    return one.voice
