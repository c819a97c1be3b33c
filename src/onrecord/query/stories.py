"""Reports that are one story: copies of one another, and updates of them with what these changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import func, select

from onrecord.query.found import STOP, Origin
from onrecord.record import Record
from onrecord.record.schema import documents, readings

ALIKE = 0.5  # how like two sentences must be, for one to be the other, changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that a later publication has instead of another; empty where it is new, or was left out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A report of a story, and what it changed of the one before it."""

    document: Origin
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Publications of one story, the oldest first."""

    publications: tuple[Publication, ...]


def stories(
    record: Record, *, since: str | None = None, until: str | None = None, limit: int | None = None
) -> list[Copies]:
    """Stories that were published more than once, those of the latest reports first."""
    from onrecord.query.between import between

    last = func.max(documents.c.day)
    several = (
        select(documents.c.story)
        .where(documents.c.story.is_not(None), *between(documents, since, until))
        .group_by(documents.c.story)
        .having(func.count() > 1)
        .order_by(last.desc(), documents.c.story.desc())
        .limit(limit)
    )
    told = [documents.c[name] for name in Origin.__slots__]
    with record.looking() as connection:
        found = []
        for key in connection.scalars(several).all():
            query = (
                select(readings.c.text, *told)
                .join_from(documents, readings, readings.c.key == documents.c.key)
                .where(documents.c.story == key)
                .order_by(documents.c.published, documents.c.key)
            )
            found.append(_story([row._mapping for row in connection.execute(query)]))
    return found


def _story(rows: Sequence[object]) -> Copies:
    made, before = [], None
    for row in rows:
        origin = Origin(**{name: row[name] for name in Origin.__slots__})  # type: ignore[index]
        text: str = row["text"]  # type: ignore[index]
        changes = tuple(changed(before, text)) if before is not None else ()
        made.append(Publication(document=origin, changes=changes))
        before = text
    return Copies(publications=tuple(made))


def changed(before: str, after: str) -> Iterator[Change]:
    """The sentences in which two publications of a story differ, in the order of the later one."""
    old, new = _sentences(before), _sentences(after)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[a:b], new[c:d]
        for sentence in come:
            twin = max(gone, key=lambda one: likeness(one, sentence), default=None)
            if twin is not None and likeness(twin, sentence) >= ALIKE:
                gone.remove(twin)
                yield Change(before=twin, after=sentence)
            else:
                yield Change(before="", after=sentence)
        yield from (Change(before=sentence, after="") for sentence in gone)


def likeness(one: str, other: str) -> float:
    """How far two passages have the same words in the same order, from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _sentences(text: str) -> list[str]:
    at, found = 0, []
    for stop in [*(match.end() for match in STOP.finditer(text)), len(text)]:
        if sentence := " ".join(text[at:stop].split()):
            found.append(sentence)
        at = stop
    return found
