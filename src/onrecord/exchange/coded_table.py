"""Events, relations and commitments as flat rows, one each, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.exchange.told import UNNAMED, Told, called, tellers, text
from onrecord.model import Party, Words

SEPARATOR = "; "
BETWEEN = " > "
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
REPORT = ("document", "title", "published", "source", "publisher")
FIRMNESS = ("status", "certainty")
VOICE = ("teller", "teller_chain", "statement")
EVIDENCE = ("text", "start", "end", "confidence")

HEADERS: dict[str, tuple[str, ...]] = {
    "events": (
        *("event", "date", "type", "mode", "contexts", "quad", "intensity", "cameo"),
        *("actors", "actor_words", "recipients", "recipient_words", "place", "country", "lat", "lon"),
        *(*FIRMNESS, *VOICE, *EVIDENCE, *REPORT),
    ),
    "relations": (
        *("relation", "type", "subject", "subject_words", "object", "object_words", "by", "from", "to"),
        *(*FIRMNESS, *VOICE, *EVIDENCE, *REPORT),
    ),
    "commitments": (
        *("commitment", "kind", "by", "by_words", "to", "to_words", "action", "condition", "deadline"),
        *("basis", "status", *VOICE, *EVIDENCE, *REPORT),
    ),
}


def rows(found: Iterable[Told], kind: str) -> Iterator[tuple[str, ...]]:
    """The rows under the header of the kind: events, relations or commitments."""
    own = {"events": _event, "relations": _relation, "commitments": _commitment}[kind]
    for told in found:
        cells = {**own(told), **_told(told)}
        yield tuple(cell(cells[column]) for column in HEADERS[kind])


def cell(value: Any) -> str:
    """A value as text; an apostrophe before words that a spreadsheet would take for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return text(value)


def _event(told: Told) -> dict[str, Any]:
    row, place = told.row, told.place
    return {
        **{"event": row.id, "date": row.date, "type": row.type, "mode": row.mode},
        **{"contexts": SEPARATOR.join(row.contexts), "quad": row.quad, "intensity": row.intensity},
        **{"cameo": row.cameo, **_parties(told, "actor", row.actors)},
        **_parties(told, "recipient", row.recipients),
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "certainty": row.certainty,
    }


def _parties(told: Told, role: str, those: Iterable[Party]) -> dict[str, str]:
    found = tuple(those)
    return {
        f"{role}s": SEPARATOR.join(called(told, party) for party in found),
        f"{role}_words": SEPARATOR.join(_words(party) for party in found),
    }


def _relation(told: Told) -> dict[str, Any]:
    row = told.row
    by = row.by and (told.names.get(row.by.actor or "", row.by.text) or UNNAMED)
    return {
        **{"relation": row.id, "type": row.type},
        **_party(told, "subject", row.subject),
        **_party(told, "object", row.object),
        **{"by": by, "from": row.from_, "to": row.to, "certainty": row.certainty},
    }


def _commitment(told: Told) -> dict[str, Any]:
    row = told.row
    return {
        **{"commitment": row.id, "kind": row.kind},
        **_party(told, "by", row.by),
        **_party(told, "to", row.to),
        **{"action": _words(row.action), "condition": _words(row.condition)},
        **{"deadline": row.deadline, "basis": _words(row.basis)},
    }


def _party(told: Told, role: str, party: Party | None) -> dict[str, str]:
    return {role: called(told, party) if party else "", f"{role}_words": _words(party)}


def _words(words: Party | Words | None) -> str:
    return " ".join(words.text.split()) if words else ""


def _told(told: Told) -> dict[str, Any]:
    row, document, chain = told.row, told.document, tellers(told)
    return {
        **{"status": row.status, "statement": row.statement, "confidence": row.confidence},
        **{"teller": chain[-1] if chain else None, "teller_chain": BETWEEN.join(chain)},
        "text": row.text,
        "start": min((start for start, _ in row.spans), default=None),
        "end": max((end for _, end in row.spans), default=None),
        **{"document": document.id, "title": document.title, "published": document.published},
        **{"source": document.source, "publisher": document.publisher},
    }
