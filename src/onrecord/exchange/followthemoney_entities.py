"""Whole readings as FollowTheMoney entities, JSON Lines; ``followthemoney`` reads actors back from it.

| of ours | of FollowTheMoney |
|---|---|
| report | Article with its text |
| person, company, body of a state | Person, Company, PublicBody |
| country as an actor | PublicBody with the topic ``gov.national`` |
| other organisations | Organization, with a topic for armies, parties and the United Nations and its like |
| people, ethnic and religious groups, actors of no known kind | LegalEntity |
| what an actor is called in a report | Mention, one for each spelling |
| event | Event |
| ``holds_office`` of a person | Occupancy and Position; the offices of an actor also as ``position`` |
| ``member_of``, ``leads``, ``family_of`` | Membership, Directorship, Family |
| any other relation of two actors | UnknownLink, the type as its ``role`` |
| statement, commitment, relation with an end that is no known actor | Note about its speaker, party or subject |

Ids are ours; an actor of several reports is an entity in each, which ``ftm aggregate`` joins. ``status`` of links is
ours (``reported``, ``denied``, ...): an entity here is what somebody said, never a fact of the record. Family has no
``status``, so that one which is not simply reported is an UnknownLink. ``summary`` says who tells a row.

Source: the model of followthemoney 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from onrecord.data import country_by_iso3
from onrecord.exchange.whole import Whole, address, json, one_line, whole
from onrecord.model import (
    Actor,
    ActorKind,
    Commitment,
    Document,
    Event,
    Office,
    Party,
    Reading,
    Relation,
    Statement,
    identify,
)
from onrecord.timex import days

SCHEMATA: dict[ActorKind, tuple[str, str | None]] = {
    "person": ("Person", None),
    "company": ("Company", None),
    "government_body": ("PublicBody", None),
    "country": ("PublicBody", "gov.national"),
    "military": ("Organization", "mil"),
    "party": ("Organization", "pol.party"),
    "igo": ("Organization", "gov.igo"),
    **dict.fromkeys(
        ("armed_group", "opposition", "ngo", "coalition", "media", "group"), ("Organization", None)
    ),
}
OPEN = ("LegalEntity", None)  # what may be anybody
ORGANISATIONS = frozenset({"Organization", "PublicBody", "Company"})
LANGUAGES = {"en": "eng"}  # ISO 639-3, of the languages that are read
SHORTEST = 2  # characters of a name

_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?")

Entity = dict[str, Any]


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as they come, an entity a line, and return how many readings there were.

    Raises InputError where a text holds half a surrogate pair.
    """
    count = 0
    for reading in readings:
        count += 1
        for entity in entities(reading):
            out.write(json(entity, reading.document) + b"\n")
    return count


def entities(reading: Reading) -> Iterator[Entity]:
    """The entities of a reading, each before those that point to it."""
    held = whole(reading)
    yield _article(reading.document)
    for actor in reading.actors:
        yield _actor(actor)
        yield from _mentions(held, actor)
    for statement in reading.statements:
        yield _statement(held, statement)
    for event in reading.events:
        yield _event(held, event)
    for relation in reading.relations:
        yield from _relation(held, relation)
    for commitment in reading.commitments:
        yield _commitment(held, commitment)


def _entity(id: str, schema: str, **properties: object) -> Entity:
    """An entity; a property is a value, a list of values, or nothing."""
    listed: dict[str, list[str]] = {}
    for key, value in properties.items():
        values = value if isinstance(value, list) else [value]
        if kept := list(dict.fromkeys(str(each) for each in values if each)):
            listed[key] = kept
    return {"id": _id(id), "schema": schema, "properties": listed}


def _id(id: str) -> str:
    return id if _ID.fullmatch(id) else identify("entity", id)


def _article(document: Document) -> Entity:
    return _entity(
        document.id,
        "Article",
        title=one_line(document.title),
        fileName=PurePosixPath(document.source.replace("\\", "/")).name or document.source,
        sourceUrl=address(document),
        author=one_line(document.byline),
        publisher=one_line(document.publisher or document.agency),
        publishedAt=list(_dates(document.published).values()),
        language=LANGUAGES.get(document.language or ""),
        bodyText=document.text,
    )


def _actor(actor: Actor) -> Entity:
    schema, topic = _schema(actor)
    country = _iso2(actor.country)
    return _entity(
        actor.id,
        schema,
        name=one_line(actor.name),
        # Where a person is from is not always whose citizen the person is.
        country=country,
        wikidataId=actor.wikidata,
        topics=topic,
        **({"position": [_office(office) for office in actor.offices]} if schema == "Person" else {}),
    )


def _schema(actor: Actor) -> tuple[str, str | None]:
    return SCHEMATA.get(actor.kind, OPEN) if actor.kind else OPEN


def _office(office: Office) -> str:
    return one_line(f"{office.title}, {office.organisation}" if office.organisation else office.title)


def _mentions(held: Whole, actor: Actor) -> Iterator[Entity]:
    document = held.reading.document
    schema, _ = _schema(actor)
    for words in dict.fromkeys(one_line(mention.text) for mention in actor.mentions):
        if len(words) >= SHORTEST:
            yield _entity(
                identify("mention", document.id, actor.id, words),
                "Mention",
                document=_id(document.id),
                resolved=_id(actor.id),
                name=words,
                detectedSchema=schema,
                contextCountry=_iso2(actor.country),
            )


def _origin(held: Whole) -> dict[str, str | None]:
    document = held.reading.document
    return {"proof": _id(document.id), "publisher": one_line(document.publisher or document.agency)}


def _statement(held: Whole, statement: Statement) -> Entity:
    speaker = one_line(held.called(statement.speaker)) or "somebody unnamed"
    cue = one_line(statement.cue.text)
    return _entity(
        statement.id,
        "Note",
        name=f"{speaker}: {cue or statement.cue.class_}",
        entity=_known(held, statement.speaker.actor),
        description=one_line(statement.content.text),
        summary=f"{statement.cue.class_}, {statement.kind}, {statement.certainty}; "
        + _voice(held, statement.id),
        keywords=["statement", statement.cue.class_],
        sourceUrl=address(held.reading.document),
        **_origin(held),
    )


def _event(held: Whole, event: Event) -> Entity:
    place = held.places.get(event.place or "")
    parties = [*event.actors, *event.recipients]
    return _entity(
        event.id,
        "Event",
        name=one_line(event.text) or event.type,
        involved=[id for party in parties for id in _known(held, party.actor)],
        location=one_line(place.name) if place else None,
        country=_iso2(place.country) if place else None,
        summary=_summary(held, event),
        keywords=list(filter(None, (event.type, event.mode, *event.contexts, event.status))),
        recordId=event.id,
        sourceUrl=address(held.reading.document),
        **_dates(event.date),
        **_origin(held),
    )


def _relation(held: Whole, relation: Relation) -> Iterator[Entity]:
    one, other = _of(held, relation.subject), _of(held, relation.object)
    if one and other:
        yield _link(held, relation, one, other)
    elif one and one.kind == "person" and relation.type == "holds_office" and relation.object.text.strip():
        words = one_line(relation.object.text)
        post = identify("position", words.casefold())
        yield _entity(post, "Position", name=words)
        yield _between(held, relation, "Occupancy", holder=_id(one.id), post=post, status=relation.status)
    else:
        ends = f"{held.called(relation.subject)} {relation.type} {held.called(relation.object)}"
        yield _note(held, relation, "relation", relation.type, one_line(ends), relation.subject)


def _link(held: Whole, relation: Relation, one: Actor, other: Actor) -> Entity:
    organised = _schema(other)[0] in ORGANISATIONS
    ends = {"status": relation.status, "role": relation.type}
    simply = relation.status == "reported"
    if relation.type == "member_of" and organised:
        found = _between(held, relation, "Membership", member=_id(one.id), organization=_id(other.id), **ends)
    elif relation.type == "leads" and organised:
        found = _between(
            held, relation, "Directorship", director=_id(one.id), organization=_id(other.id), **ends
        )
    elif relation.type == "family_of" and simply and one.kind == other.kind == "person":
        # What they are to each other is in the words alone.
        found = _between(held, relation, "Family", person=_id(one.id), relative=_id(other.id))
    else:
        found = _between(held, relation, "UnknownLink", subject=_id(one.id), object=_id(other.id), **ends)
    return found


def _between(held: Whole, relation: Relation, schema: str, **ends: str) -> Entity:
    first, last = days(relation.from_), days(relation.to)
    return _entity(
        relation.id,
        schema,
        startDate=first and first[0].isoformat(),
        endDate=last and last[1].isoformat(),
        description=one_line(relation.text),
        summary=_summary(held, relation),
        recordId=relation.id,
        sourceUrl=address(held.reading.document),
        **ends,
        **_origin(held),
    )


def _commitment(held: Whole, commitment: Commitment) -> Entity:
    who = held.called(commitment.by) or "somebody"
    told = one_line(f"{who}: {commitment.action.text}")
    return _note(held, commitment, "commitment", commitment.kind, told, commitment.by)


def _note(
    held: Whole, row: Relation | Commitment, what: str, kind: str, name: str, party: Party | None
) -> Entity:
    due = isinstance(row, Commitment) and row.deadline
    return _entity(
        row.id,
        "Note",
        name=name,
        entity=_known(held, party.actor if party else None),
        description=one_line(row.text),
        summary=_summary(held, row) + (f"; deadline: {due}" if due else ""),
        keywords=[what, kind, row.status],
        sourceUrl=address(held.reading.document),
        **_origin(held),
    )


def _summary(held: Whole, row: Event | Relation | Commitment) -> str:
    """The status of a row and who tells it."""
    return f"status: {row.status}; {_voice(held, row.statement)}"


def _voice(held: Whole, statement: str | None) -> str:
    told = one_line(" > ".join(held.tellers(statement)))
    return f"told by: {told}" if told else "told by the report"


def _of(held: Whole, party: Party) -> Actor | None:
    return held.actors.get(party.actor or "")


def _known(held: Whole, actor: str | None) -> list[str]:
    return [_id(actor)] if actor and actor in held.actors else []


def _dates(value: str | None) -> dict[str, str]:
    """A day, month or year as ``date``, another stretch by its ends; nothing of what is no date."""
    span = days(value)
    if not (value and span):
        return {}
    if span[0] == span[1]:
        return {"date": span[0].isoformat()}
    if value in (f"{span[0]:%Y}", f"{span[0]:%Y-%m}"):
        return {"date": value}
    return {"startDate": span[0].isoformat(), "endDate": span[1].isoformat()}


def _iso2(iso3: str | None) -> str | None:
    return _codes().get(iso3 or "")


@cache
def _codes() -> dict[str, str]:
    return {iso3: country.iso2.lower() for iso3, country in country_by_iso3().items()}
