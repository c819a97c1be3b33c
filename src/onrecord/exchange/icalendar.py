"""Deadlines of commitments as an iCalendar (RFC 5545): an all-day event each, on the last day of the deadline.

Commitments without a deadline, or with one that is no date, are not written. The UID is the id of the commitment: a
calendar that takes the file in again changes its events and adds none. DTSTAMP is the day of publication, so that
the same readings give the same file. The property STATUS is left out: whether a promise is CONFIRMED is not ours to
say; the status of the commitment stands in the description, in CATEGORIES and in X-ONRECORD-STATUS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import BinaryIO

from onrecord.exchange.whole import Whole, address, encoded, one_line, printable, whole
from onrecord.model import Commitment, Reading
from onrecord.timex import days

LONGEST = 75  # octets of a line without its end, RFC 5545 section 3.1
NO_DAY = date(1970, 1, 1)  # the stamp where a report has no date


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as they come and return how many there were; a commitment told twice stands there once.

    Raises InputError where a text holds half a surrogate pair.
    """
    count, seen = 0, set[str]()
    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onrecord//onrecord//EN", "CALSCALE:GREGORIAN"):
        out.write(folded(line.encode()))
    for reading in readings:
        count += 1
        held = whole(reading)
        for commitment in reading.commitments:
            if commitment.id not in seen and (due := _due(commitment)):
                seen.add(commitment.id)
                for line in _event(held, commitment, due):
                    out.write(folded(encoded(line, reading.document)))
    out.write(folded(b"END:VCALENDAR"))
    return count


def folded(line: bytes) -> bytes:
    """A line in pieces of at most 75 octets, none of which ends inside a character; with its line end."""
    pieces, start, room = [], 0, LONGEST
    while len(line) - start > room:
        end = start + room
        # The octets of a character behind its first begin with the bits 10.
        while line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, LONGEST - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def escaped(text: str) -> str:
    """A value of the type TEXT: backslashes, commas, semicolons and ends of lines escaped."""
    plain = re.sub(r"\r\n?", "\n", printable(text))
    return re.sub(r"[\\;,]", lambda found: "\\" + found[0], plain).replace("\n", "\\n")


def _due(commitment: Commitment) -> date | None:
    span = days(commitment.deadline)
    # An event ends on the day after, which the last of all days does not have.
    return span[1] if span and span[1] < date.max else None


def _event(held: Whole, commitment: Commitment, due: date) -> Iterator[str]:
    document = held.reading.document
    published = days(document.published)
    stamp = published[0] if published else NO_DAY
    action = one_line(commitment.action.text) or one_line(commitment.text)
    who = one_line(held.called(commitment.by))
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one_line(commitment.id))}@onrecord"
    yield f"DTSTAMP:{_day(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    yield f"DTEND;VALUE=DATE:{_day(due + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(f'{who}: {action}' if who else action)}"
    described = "\n".join(f"{label}: {value}" for label, value in _told(held, commitment) if value)
    yield f"DESCRIPTION:{escaped(described)}"
    yield f"CATEGORIES:{commitment.kind},{commitment.status}"
    yield "TRANSP:TRANSPARENT"
    if page := address(document):
        yield f"URL:{page}"
    yield f"X-ONRECORD-STATUS:{commitment.status}"
    yield f"X-ONRECORD-DOCUMENT:{escaped(one_line(document.id))}"
    yield "END:VEVENT"


def _told(held: Whole, commitment: Commitment) -> Iterator[tuple[str, str]]:
    document = held.reading.document
    yield "By", one_line(held.called(commitment.by))
    yield "To", one_line(held.called(commitment.to))
    yield "Action", one_line(commitment.action.text)
    yield "Condition", one_line(commitment.condition.text) if commitment.condition else ""
    yield "Basis", one_line(commitment.basis.text) if commitment.basis else ""
    yield "Deadline", commitment.deadline or ""
    yield "Kind", commitment.kind
    yield "Status", commitment.status
    yield "Told by", one_line(" > ".join(held.tellers(commitment.statement))) or "the report"
    yield "Words", one_line(commitment.text)
    yield "Report", one_line(", ".join(filter(None, (document.title, document.published))))
    yield "Source", one_line(document.source)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
