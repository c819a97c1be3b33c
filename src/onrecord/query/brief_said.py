"""Who somebody is, what is said by and about a subject, and the timeline of a brief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from onrecord.model import Spans
from onrecord.query.actors import presences
from onrecord.query.between import between, first_day
from onrecord.query.brief_desk import (
    CANDIDATES,
    MOST_REFERENCES,
    Desk,
    Told,
    coded_rows,
    name,
    stories,
    together,
)
from onrecord.query.brief_entries import Dated, Deed, Post, Promise, Quote, Section, Seen
from onrecord.query.contradictions import Contradiction
from onrecord.query.found import reports
from onrecord.query.subject import sentence_span
from onrecord.record import days
from onrecord.record.schema import actors, assertions, claims, coded, documents, identities, statements
from onrecord.record.words import fold

COMMITMENTS = 100  # statements that bind somebody, beside those that most reports have
TELLING = 4  # words from which on a statement says something by itself
MARK = 2  # what a mark counts, beside an independent report


def seen(desk: Desk) -> Seen | None:
    """How much the record has of an actor, of all time; None for a place or a topic."""
    if desk.scope.subject.id is None:
        return None
    key = select(identities.c.key).where(identities.c.id == desk.scope.subject.id).scalar_subquery()
    mine = actors.c.identity == key
    (row,) = desk.connection.execute(presences(mine)).mappings()
    joined = select(actors.c.document, actors.c.id).where(mine)
    number = select(func.count(documents.c.story.distinct())).join_from(
        documents, actors, actors.c.document == documents.c.key
    )
    first = joined.order_by(actors.c.day.nulls_last(), actors.c.key).limit(1)
    last = joined.order_by(actors.c.day.desc().nulls_last(), actors.c.key.desc()).limit(1)
    named = [desk.connection.execute(query).one() for query in (first, last)]
    cited = dict.fromkeys(_named(desk, document, actor) for document, actor in named)
    return Seen(
        reports=row["reports"],
        stories=desk.connection.scalar(number.where(mine)) or 0,
        first=row["first"],
        last=row["last"],
        references=tuple(found for found in cited if found is not None),
    )


def _named(desk: Desk, document: int, actor: str) -> int | None:
    """A reference to the sentence that names an actor first in a report."""
    report = reports(desk.connection, [document])[document]
    text = report.parts.data["document"]["text"]
    for row in report.parts.data["actors"]:
        if row["id"] == actor and row["mentions"]:
            first = row["mentions"][0]
            around = sentence_span(text, ((first["start"], first["end"]),))
            return desk.references.cite(report.origin.id, (around,))
    return None


def posts(desk: Desk) -> Section[Post]:
    """The offices of an actor as reports write them, of all time, from the earliest on."""
    if desk.scope.subject.id is None:
        return Section()

    def made(group: Sequence[Told]) -> Post:
        ordered = sorted(group, key=lambda one: one.published)
        dated = [one.published for one in ordered if one.published]
        ends = [
            desk.references.cite(one.found.document.id, one.found.row.spans)
            for one in (ordered[0], ordered[-1])
        ]
        return Post(
            title=" ".join(ordered[0].found.row.object.text.split()),
            first=min(dated, default=None),
            last=max(dated, default=None),
            stories=stories(group),
            references=tuple(dict.fromkeys(ends)),
        )

    rows = coded_rows(desk, "relation", coded.c.type == "holds_office", ever=True)
    own = [one for one in rows if name(one.found, one.found.row.subject) == desk.scope.subject.name]
    groups = together(own, lambda one: fold(one.found.row.object.text))
    groups.sort(key=lambda group: min(one.published for one in group))
    return desk.section(groups, made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement with its claim, the number of its story, and whether it binds somebody."""

    row: Any
    story: int
    binds: bool


def quotes(desk: Desk, said: ColumnElement[bool], clashes: Sequence[Contradiction]) -> Section[Quote]:
    """Statements: what many independent reports have, what binds somebody, what changes or begins a position.

    What one speaker says of one claim is one entry; a mark counts as much as two more reports. Of statements for which
    this is the same those of a word or three come last, and the latest first.
    """
    turned = {(clash.claim, clash.one.teller) for clash in clashes if clash.kind == "position"}
    groups = together(_said(desk, said), lambda one: (_speaker(one), _what(one)))
    old = _old(desk, {group[0].row.claim for group in groups})

    def marks(group: Sequence[_Said]) -> tuple[str, ...]:
        claim = group[0].row
        found = {
            "commitment": any(one.binds for one in group),
            "changed position": (claim.claim_id, claim.speaker) in turned,
            "new": desk.since is not None and claim.claim is not None and claim.claim not in old,
        }
        return tuple(mark for mark, is_so in found.items() if is_so)

    def rank(group: Sequence[_Said]) -> tuple[int, bool, str]:
        tells = any(len(one.row.content.split()) >= TELLING for one in group)
        return stories(group) + MARK * len(marks(group)), tells, max(one.row.day or "" for one in group)

    def made(group: Sequence[_Said]) -> Quote:
        ordered = sorted(group, key=lambda one: (one.row.kind != "indirect", one.row.day or ""), reverse=True)
        best = ordered[0].row
        cited = [one for one, *_ in together(ordered, lambda one: one.story)]
        return Quote(
            day=best.day,
            speaker=best.speaker or "somebody unnamed",
            cue_class=best.cue_class,
            text=best.content,
            stories=stories(group),
            marks=marks(group),
            references=tuple(_cited(desk, one.row) for one in cited[:MOST_REFERENCES]),
        )

    return desk.section(sorted(groups, key=rank, reverse=True), made)


def _speaker(one: _Said) -> object:
    return one.row.identity or fold(one.row.speaker)


def _what(one: _Said) -> object:
    """What is said: a claim, or the words in all copies of a report."""
    return one.row.claim if one.row.claim is not None else (one.story, fold(one.row.content))


def _said(desk: Desk, said: ColumnElement[bool]) -> list[_Said]:
    """The statements that are told most, then the latest of those that bind somebody; each once."""
    here = (coded.c.teller == statements.c.key) & (coded.c.what == "commitment")
    binding = select(coded.c.key).where(here).exists()
    wanted = (said, *between(statements, desk.since, desk.until))
    told = _statements(*wanted).limit(CANDIDATES)
    bound = _statements(*wanted, binding).limit(COMMITMENTS)
    found: dict[int, _Said] = {}
    for query in (bound, told):
        for row in desk.connection.execute(query):
            found.setdefault(row.key, _Said(row=row, story=row.story, binds=query is bound))
    return list(found.values())


def _statements(*wanted: ColumnElement[bool]) -> Select[Any]:
    """Statements with the most told of their claims, one row for each claim."""
    speaker = func.coalesce(identities.c.name, statements.c.speaker_words, "").label("speaker")
    told = [statements.c[name] for name in ("key", "id", "document", "cue_class", "kind", "content", "day")]
    return (
        select(*told, speaker, actors.c.identity, documents.c.story)
        .add_columns(claims.c.key.label("claim"), claims.c.id.label("claim_id"))
        .join_from(statements, documents, documents.c.key == statements.c.document)
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .outerjoin(identities, identities.c.key == actors.c.identity)
        .outerjoin(assertions, assertions.c.teller == statements.c.key)
        .outerjoin(claims, claims.c.key == assertions.c.claim)
        .where(*wanted)
        .order_by(claims.c.stories.desc().nulls_last(), statements.c.day.desc().nulls_last())
        .order_by(statements.c.key, claims.c.key)
    )


def _old(desk: Desk, keys: set[int | None]) -> set[int]:
    """The claims that some report told before the days that are asked for."""
    if desk.since is None:
        return set()
    day = assertions.c.report_day
    query = select(assertions.c.claim).where(
        assertions.c.claim.in_([key for key in keys if key is not None]), day < first_day(desk.since)
    )
    return set(desk.connection.scalars(query.distinct()))


def _cited(desk: Desk, row: Any) -> int:
    report = reports(desk.connection, [row.document])[row.document]
    spans: Spans = report.parts.chain(row.id)[0].content.spans
    return desk.references.cite(report.origin.id, spans)


def timeline(
    desk: Desk,
    said: Section[Quote],
    about: Section[Quote],
    events: Section[Deed],
    commitments: Section[Promise],
) -> tuple[Dated, ...]:
    """What stands in these sections and has a date, from the oldest to the newest.

    Of two that rest on the same words of a report, as a pledge does on the statement that tells it, the wider is there.
    """
    found = list(_dated(said, about, events, commitments))
    places = [desk.references.place(one.reference) for one in found]
    kept = [
        one
        for number, (one, place) in enumerate(zip(found, places, strict=True))
        if not any(_covers(other, place) for other in places[:number])
    ]
    return tuple(sorted(kept, key=lambda one: (days.span(one.day)[0] or one.day, one.reference)))


def _covers(wide: tuple[str, Spans], narrow: tuple[str, Spans]) -> bool:
    """Whether some words of a report lie within others."""
    return wide[0] == narrow[0] and all(
        any(first <= start and end <= last for first, last in wide[1]) for start, end in narrow[1]
    )


def _dated(
    said: Section[Quote], about: Section[Quote], events: Section[Deed], commitments: Section[Promise]
) -> Iterator[Dated]:
    """Statements first, which are wider than what they tell."""
    for quote in (*said.entries, *about.entries):
        if quote.day:
            yield Dated(
                day=quote.day,
                what="statement",
                who=quote.speaker,
                text=quote.text,
                reference=quote.references[0],
            )
    for deed in events.entries:
        if deed.day:
            yield Dated(
                day=deed.day, what="event", who=deed.who, text=deed.text,
                reference=deed.voices[0].reference,
            )  # fmt: skip
    for promise in commitments.entries:
        if promise.day:
            yield Dated(
                day=promise.day, what="commitment", who=promise.by, text=promise.action,
                reference=promise.voices[0].reference,
            )  # fmt: skip
