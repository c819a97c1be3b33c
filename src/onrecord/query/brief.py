"""A page on an actor, a place or a topic: what the record has of it, each thing with the words that it rests on.

Copies of a report count once. Nothing is told without a reference; a name or a number that the record makes of its rows
stands beside the references to these.
"""

from __future__ import annotations

from datetime import date

from onrecord.errors import UsageError
from onrecord.query.between import last_day
from onrecord.query.brief_claims import affairs, clashes, sides
from onrecord.query.brief_coded import bonds, deeds, promises
from onrecord.query.brief_desk import Desk
from onrecord.query.brief_entries import Brief
from onrecord.query.brief_said import posts, quotes, seen, timeline
from onrecord.query.references import References
from onrecord.query.subject import find_subject
from onrecord.record import Record

LIMIT = 10


def brief(
    record: Record,
    words: str,
    *,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = LIMIT,
    today: date | None = None,
) -> Brief:
    """What the record has of an actor, a place or a topic.

    Args:
        words: the name, as ``find_subject`` understands it; ``kind`` is actor, place or topic.
        since, until: dates as fine or coarse as wanted; of what is told or else of the report.
        limit: at most so many entries in a section.
        today: the day by which deadlines are open or passed; without it the day of the clock, or ``until`` if that is
            earlier.

    Raises UsageError where several may be meant, and where there is no such actor or place.
    """
    if limit < 1:
        raise UsageError(f"{limit} entries: use 1 or more")
    now = (today or date.today()).isoformat()
    if until is not None and today is None:
        now = min(now, last_day(until))
    with record.looking() as connection:
        scope = find_subject(connection, words, kind)
        desk = Desk(
            record=record, connection=connection, scope=scope, references=References(),
            since=since, until=until, today=now, limit=limit,
        )  # fmt: skip
        contradictions = clashes(desk)
        # From here on in the order of the page, so that references are numbered in it.
        known, offices = seen(desk), posts(desk)
        said, about = quotes(desk, scope.said, contradictions), quotes(desk, scope.about, contradictions)
        told, contradicted = affairs(desk), sides(desk, contradictions)
        events, relations, commitments = deeds(desk), bonds(desk), promises(desk)
        return Brief(
            subject=scope.subject,
            since=since,
            until=until,
            today=now,
            seen=known,
            offices=offices,
            said=said,
            about=about,
            claims=told,
            contradictions=contradicted,
            events=events,
            relations=relations,
            commitments=commitments,
            timeline=timeline(desk, said, about, events, commitments),
            references=desk.references.listed(connection),
        )
