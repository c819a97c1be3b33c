"""Readings as schema.org JSON-LD: one ``@graph`` of reports, actors and statements.

| of ours | of schema.org |
|---|---|
| report | NewsArticle; its byline is ``creditText``, its agency ``sourceOrganization`` |
| actor | Person, GovernmentOrganization (bodies of states), PoliticalParty, NGO, Corporation, NewsMediaOrganization, |
| | Organization (countries as actors, armies, armed groups, alliances, groups); Thing for people of no organisation |
| statement in quotation marks (``direct``) | Quotation |
| statement whose cue says that something is so (``CLAIMING``) | Claim with ``appearance``, the report |
| any other: a demand, a promise, a question, a feeling, a denial | Statement, its cue and its content |
| a denial or confirmation of a claim that the report attributes to somebody | ClaimReview |

A statement in quotation marks that says that something is so is a Quotation and a Claim. ``creator`` is the speaker
where it is a known actor; otherwise ``creditText`` has the words that the report uses. ``isPartOf`` is the report and
the statement around it. ``mentions`` are the actors named in the content.

A ClaimReview stands only where the content of a denial or confirmation (``REVIEWING``) opens with a noun for what
another said, "rejected the claim by B that": the statement of B stands inside it and is ``itemReviewed``. "Denied that
B had said" reviews nothing, nor does anybody his own claim. The author of a review is who denies or confirms, never
the record; its rating is the words of the cue ("did not confirm") and has no number.

Events, relations and commitments are not written: an Event of schema.org has no place for whose word it is or for a
denial.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from onrecord.exchange.whole import Whole, address, joined, json, one_line, urn, whole
from onrecord.model import ActorKind, Document, Reading, Statement
from onrecord.timex import days

CLAIMING = frozenset({
    *("say", "claim", "accuse", "admit", "confirm", "report", "show", "write", "reply", "argue"),
    *("suggest", "describe", "estimate", "predict", "warn", "reveal", "conclude", "testify"),
})  # fmt: skip
REVIEWING = frozenset({"deny", "confirm"})
REVIEWED = frozenset({"claim", "report", "suggest", "accuse", "say", "estimate", "predict", "warn"})
DETERMINERS = 2  # words that may stand before the noun for what was said: "all the claims", "four charges"
CLAUSE = frozenset({"that", "what", "whether", "how", "why", "who", "it", "he", "she", "they"})
TYPES: dict[ActorKind, str] = {
    "person": "Person",
    "government_body": "GovernmentOrganization",
    "party": "PoliticalParty",
    "ngo": "NGO",
    "company": "Corporation",
    "media": "NewsMediaOrganization",
    **dict.fromkeys(("country", "military", "armed_group", "opposition"), "Organization"),
    **dict.fromkeys(("igo", "coalition", "group"), "Organization"),
}

Json = dict[str, Any]


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as they come and return how many there were.

    An actor of several reports stands there for each of them, under the same ``@id``.
    Raises InputError where a text holds half a surrogate pair.
    """
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for reading in readings:
            count += 1
            yield from (json(node, reading.document) for node in nodes(reading))

    out.write(b'{"@context":"https://schema.org","@graph":[')
    for line in joined(lines()):
        out.write(line)
    out.write(b"\n]}\n")
    return count


def nodes(reading: Reading) -> Iterator[Json]:
    """The report, its actors, its statements, and the reviews among these."""
    held = whole(reading)
    yield _article(reading.document)
    for actor in reading.actors:
        kind = TYPES.get(actor.kind, "Thing") if actor.kind else "Thing"
        node: Json = {"@id": urn("actor", actor.id), "@type": kind, "name": actor.name}
        if actor.kind == "person" and actor.offices:
            node["jobTitle"] = [office.title for office in actor.offices]
        if actor.wikidata:
            node["sameAs"] = f"https://www.wikidata.org/entity/{actor.wikidata}"
        yield node
    for statement in reading.statements:
        yield _statement(held, statement)
    for statement in reading.statements:
        parent = held.statements.get(statement.parent or "")
        if parent and _reviews(parent, statement):
            yield _review(held, parent, statement)


def _article(document: Document) -> Json:
    told: Json = {
        "headline": document.title,
        "alternativeHeadline": document.subtitle,
        "creditText": document.byline,
        "publisher": _organisation(document.publisher),
        "sourceOrganization": _organisation(document.agency),
        "dateline": document.dateline and document.dateline.text,
        "datePublished": _date(document.published),
        "inLanguage": document.language,
        "identifier": document.source,
        "url": address(document),
    }
    return {"@id": urn("document", document.id), "@type": "NewsArticle", **_known(told)}


def _organisation(name: str | None) -> Json | None:
    return {"@type": "Organization", "name": name} if name else None


def _statement(held: Whole, statement: Statement) -> Json:
    document = held.reading.document
    article = {"@id": urn("document", document.id)}
    kinds = _types(statement)
    place = held.places.get(statement.said_at or "")
    parent = held.statements.get(statement.parent or "")
    around = [{"@id": urn("statement", parent.id)}] if parent else []
    told: Json = {
        "text": _text(statement, kinds),
        **_speaker(held, statement),
        "appearance": article if "Claim" in kinds else None,
        "isPartOf": [article, *around],
        "dateCreated": _date(statement.said_on),
        "locationCreated": {"@type": "Place", "name": place.name} if place else None,
        "inLanguage": document.language,
        "mentions": [{"@id": urn("actor", id)} for id in held.mentioned(statement.content.spans)] or None,
    }
    # One type stands by itself, as most readers of schema.org expect.
    return {
        "@id": urn("statement", statement.id),
        "@type": kinds if len(kinds) > 1 else kinds[0],
        **_known(told),
    }


def _types(statement: Statement) -> list[str]:
    quoted = ["Quotation"] if statement.kind == "direct" else []
    # Who denies something does not claim it.
    claims = statement.cue.class_ in CLAIMING and statement.polarity == "+"
    return [*quoted, *(["Claim"] if claims else [])] or ["Statement"]


def _text(statement: Statement, kinds: list[str]) -> str:
    """The content; with its cue where that says what the content alone would not, as "denied wrongdoing"."""
    cue, content = statement.cue, statement.content
    if kinds != ["Statement"]:
        return one_line(content.text)
    parts = sorted((words for words in (cue, content) if words.text), key=lambda words: words.spans[:1])
    return one_line(" ".join(words.text for words in parts))


def _speaker(held: Whole, statement: Statement) -> Json:
    speaker = statement.speaker
    if speaker.actor in held.actors:
        return {"creator": {"@id": urn("actor", speaker.actor or "")}}
    return {"creditText": one_line(speaker.text) or None}


def _reviews(review: Statement, claim: Statement) -> bool:
    """Whether a statement denies or confirms, as a claim, one that stands inside it."""
    if review.cue.class_ not in REVIEWING or claim.cue.class_ not in REVIEWED:
        return False
    if not (review.content.spans and claim.cue.spans) or _same(review, claim):
        return False
    start, cue = review.content.spans[0][0], claim.cue.spans[0][0]
    before = review.content.text[: max(0, cue - start)]
    if claim.speaker.text and claim.speaker.text in before:
        before = before.replace(claim.speaker.text, " ", 1)
    words = before.casefold().split()
    opening = (words or claim.cue.text.casefold().split() or [""])[0]
    return cue >= start and len(words) <= DETERMINERS and opening not in CLAUSE


def _same(one: Statement, other: Statement) -> bool:
    """Whether two statements have one speaker: nobody reviews his own claim."""
    if one.speaker.actor or other.speaker.actor:
        return one.speaker.actor == other.speaker.actor
    return one.speaker.text.casefold() == other.speaker.text.casefold()


def _review(held: Whole, review: Statement, claim: Statement) -> Json:
    told: Json = {
        **_speaker(held, review),
        "claimReviewed": one_line(claim.content.text),
        "itemReviewed": {"@id": urn("statement", claim.id)},
        "reviewRating": {"@type": "Rating", "alternateName": one_line(review.cue.text)},
        "reviewBody": one_line(review.content.text),
        "dateCreated": _date(review.said_on),
        "isBasedOn": {"@id": urn("statement", review.id)},
    }
    if "creator" in told:
        told["author"] = told.pop("creator")
    return {"@id": urn("review", claim.id), "@type": "ClaimReview", **_known(told)}


def _date(value: str | None) -> str | None:
    """A date as schema.org has it: no week, and no range."""
    span = days(value)
    if not (value and span):
        return None
    if span[0] == span[1]:
        return span[0].isoformat()
    return value if value in (f"{span[0]:%Y}", f"{span[0]:%Y-%m}") else None


def _known(told: Json) -> Json:
    return {key: value for key, value in told.items() if value is not None}
